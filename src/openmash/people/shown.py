"""How records stand on a page: each agency's own words, what differs, and what is missing."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from openmash.people.matching import RecordFacts
from openmash.people.matching.spelling import is_short_form, plain
from openmash.people.reading import born, facts_of

NO_NAME = "Name not known"
NO_AGENCY = "No agency said"
_TITLES = {"mr", "mrs", "ms", "miss", "mx", "dr", "master", "mum", "dad"}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One record as a row of a person's page, with what differs from what most records say."""

    record: object = field(repr=False)
    agency: str
    name: str = field(repr=False)
    born: str = field(repr=False)
    address: str = field(repr=False)
    name_differs: bool = False
    born_differs: bool = False
    address_differs: bool = False


@dataclass(frozen=True, kw_only=True)
class Pair:
    """One fact of two records side by side; an empty text was not recorded."""

    label: str
    a: str = field(repr=False)
    b: str = field(repr=False)
    differs: bool = False


def name_of(record) -> str:
    """Return a name as it was written, or what there is instead."""
    written = record.name or f"{record.given_names} {record.family_name}".strip()
    if written:
        return written
    if record.other_names:
        return str(record.other_names[0])
    return f"{NO_NAME} ({record.role})" if record.role else NO_NAME


def best_name(records: Sequence) -> str:
    """Return the name to head a page with: whole, plain, usual, late."""
    named = [record for record in records if not name_of(record).startswith(NO_NAME)]
    if not named:
        return name_of(records[0]) if records else NO_NAME
    usual = Counter(_tokens(name_of(record)) for record in named)

    def rank(record) -> tuple:
        name = name_of(record)
        is_plain = "," not in name and not any(w.isupper() for w in name.split() if len(w) > 1)
        parts = _tokens(name)
        is_whole = len(parts) > 1 and all(len(part) > 1 for part in parts)  # no bare initial
        return (is_whole, is_plain, usual[parts], record.recorded_on)

    return name_of(max(named, key=rank))


def born_words(record) -> str:
    """Return when somebody was born or is expected, as far as it was recorded."""
    day = born(record)
    if day is not None:
        return str(day)
    if record.expected_on:
        return f"expected about {record.expected_on:%-d %B %Y}"
    if record.is_unborn:
        return "not born yet"
    return f"{record.age} years old then" if record.age is not None else ""


def address_words(record) -> str:
    """Return the address and postcode as written, once each."""
    parts = [record.address, record.postcode, "" if record.address else record.area]
    said = [part for part in parts if part]
    if len(said) == 2 and plain(said[1]).replace(" ", "") in plain(said[0]).replace(" ", ""):
        said = said[:1]
    return ", ".join(said)


def agency_of(record) -> str:
    """Return who wrote a record."""
    return record.agency.name if record.agency_id else NO_AGENCY


def lines_of(records: Sequence) -> list[Line]:
    """Return every record as a row, marked where it differs from what most of them say."""
    facts = {record.pk: facts_of(record) for record in records}
    day = _usual(one.date_of_birth.as_day for one in facts.values() if one.date_of_birth)
    place = _usual(one.place.key or None for one in facts.values())
    name = _tokens(best_name(records))
    return [
        Line(
            record=record,
            agency=agency_of(record),
            name=name_of(record),
            born=born_words(record),
            address=address_words(record),
            name_differs=names_differ(_tokens(name_of(record)), name),
            born_differs=_day_differs(facts[record.pk], day),
            address_differs=bool(
                place and facts[record.pk].place.key and facts[record.pk].place.key != place
            ),
        )
        for record in records
    ]


def what_differs(lines: Iterable[Line]) -> list[str]:
    """Return the names of what the records disagree about, for one sentence."""
    lines = list(lines)
    said = (
        ("the name", "name_differs"),
        ("the date of birth", "born_differs"),
        ("the address", "address_differs"),
    )
    return [words for words, mark in said if any(getattr(line, mark) for line in lines)]


def names_differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether a name has a part that the other does not have, not even shorter."""
    return any(not _is_within(part, other) for part in one) and bool(other)


def side_by_side(a, b, *, linked: tuple[str, str] = ("", "")) -> list[Pair]:
    """Return the facts of two records beside each other, those that neither has left out.

    `linked` says, for each, with whom it is linked.
    """
    first, second = facts_of(a), facts_of(b)
    rows = [
        _row("Name", name_of(a), name_of(b), as_names=True),
        _row("Other names", ", ".join(a.other_names), ", ".join(b.other_names)),
        _row("Born", born_words(a), born_words(b), differs=_born_differ(first, second)),
        _row("Died", _day(a.died_on), _day(b.died_on)),
        _row("Sex", a.sex, b.sex),
        _row("NHS number", _nhs(a), _nhs(b)),
        _row("Pupil number", a.upn, b.upn),
        _row("Address", address_words(a), address_words(b), differs=_places_differ(first, second)),
        _row("Telephone", a.phone, b.phone),
        _row("E-mail", a.email, b.email),
        _row("Language", a.language, b.language),
        _row("Recorded as", a.role, b.role),
        _row("Named beside them", _beside(a), _beside(b), differs=False),
        _row("Linked with", *linked, differs=False),
    ]
    always = {"Name", "Born", "Address"}
    return [row for row in rows if row.a or row.b or row.label in always]


def would_settle(a, b) -> str:
    """Return in one sentence what to ask to be surer, and whom."""
    for has, what in ((_has_nhs, "the NHS number"), (_has_birth, "the date of birth")):
        missing = [record for record in (a, b) if not has(record)]
        if missing:
            asked = " and ".join(dict.fromkeys(_whom(record) for record in missing))
            return f"ask {asked} for {what}."
    if not (a.phone and b.phone):
        return "ask each agency who lives there, and for a telephone number."
    return "ask somebody who has met them both, and look at who is named beside them."


def _has_nhs(record) -> bool:
    return bool(record.nhs_number and record.nhs_number_checks)


def _has_birth(record) -> bool:
    return born(record) is not None and record.born_precision in ("", "day")


def _whom(record) -> str:
    return record.agency.name if record.agency_id else "whoever wrote it"


def _row(
    label: str, a: str, b: str, *, differs: bool | None = None, as_names: bool = False
) -> Pair:
    if differs is None:
        differs = bool(a and b) and plain(a).replace(" ", "") != plain(b).replace(" ", "")
    if as_names and a and b:
        one, other = _tokens(a), _tokens(b)
        differs = names_differ(one, other) or names_differ(other, one)
    return Pair(label=label, a=a, b=b, differs=differs)


def _nhs(record) -> str:
    if not record.nhs_number:
        return ""
    doubt = "" if record.nhs_number_checks else " (does not check)"
    return f"{record.nhs_number}{doubt}"


def _beside(record) -> str:
    return ", ".join(record.related_names)


def _born_differ(a: RecordFacts, b: RecordFacts) -> bool:
    return bool(a.born and b.born and a.born.years_from(b.born) > 0)


def _places_differ(a: RecordFacts, b: RecordFacts) -> bool:
    return bool(a.place.key and b.place.key and a.place.key != b.place.key)


def _day_differs(facts: RecordFacts, usual) -> bool:
    day = facts.date_of_birth.as_day if facts.date_of_birth else None
    return bool(usual and day and day != usual)


def _usual(values: Iterable):
    said = Counter(value for value in values if value)
    return max(said, key=lambda value: (said[value], str(value))) if said else None


def _tokens(name: str) -> frozenset[str]:
    return frozenset(plain(name).split()) - _TITLES


def _is_within(part: str, name: frozenset[str]) -> bool:
    if part in name:
        return True
    if len(part) == 1:
        return any(whole.startswith(part) for whole in name)
    return any((len(w) == 1 and part.startswith(w)) or is_short_form(part, w) for w in name)


def _day(day) -> str:
    return f"{day:%-d %B %Y}" if day else ""


def is_child(record, *, on: date) -> bool:
    """Say whether a record may be of somebody under 18, or not born yet."""
    facts = facts_of(record)
    if facts.is_to_be_born:
        return True
    if facts.born is None:
        return facts.read_role.speaks_of_a_child
    return facts.born.last > on.replace(year=on.year - 18, day=min(on.day, 28)).toordinal()
