"""Where the agencies disagree about one person: each fact, who says what, and who says nothing."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from openmash.people.matching.identifiers import VALID, read_identifier, read_phone
from openmash.people.matching.spelling import plain
from openmash.people.reading import facts_of
from openmash.people.shown import address_words, agency_of, born_words, name_of

NHS, PUPIL = "NHS number", "Pupil number"


@dataclass(frozen=True, kw_only=True)
class Said:
    """One answer to a question, as it was written, and who gave it when."""

    words: str = field(repr=False)
    by: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One fact of a person: every answer to it, and the agencies whose records have none."""

    label: str
    said: tuple[Said, ...] = field(repr=False)
    missing: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Say whether two agencies, or two days, give two answers."""
        return len(self.said) > 1


@dataclass(frozen=True, kw_only=True)
class _Question:
    """How a fact is read from a record: as written, and the form in which two are one answer."""

    label: str
    written: Callable[[object], str]
    read: Callable[[object], object]
    note: Callable[[object], str] = lambda record: ""


def _folded(written: Callable[[object], str]) -> Callable[[object], object]:
    return lambda record: plain(written(record)).replace(" ", "")


def _number_check(scheme: str, field_name: str) -> Callable[[object], str]:
    def note(record) -> str:
        found = read_identifier(scheme, getattr(record, field_name))
        return "which checks" if found.check == VALID else "which does not check"

    return note


_QUESTIONS = (
    _Question(
        label="Name",
        written=lambda r: name_of(r) if r.name or r.given_names or r.family_name else "",
        read=lambda r: frozenset(plain(name_of(r)).split()),
    ),
    _Question(label="Born", written=born_words, read=_folded(born_words)),
    _Question(label="Sex", written=lambda r: r.sex, read=lambda r: facts_of(r).known_sex),
    _Question(
        label=NHS,
        written=lambda r: r.nhs_number,
        read=lambda r: read_identifier("nhs_number", r.nhs_number).number,
        note=_number_check("nhs_number", "nhs_number"),
    ),
    _Question(
        label=PUPIL,
        written=lambda r: r.upn,
        read=lambda r: read_identifier("upn", r.upn).number,
        note=_number_check("upn", "upn"),
    ),
    _Question(
        label="Address", written=address_words,
        read=lambda r: facts_of(r).place.key or plain(address_words(r)),
    ),
    _Question(
        label="Telephone", written=lambda r: r.phone,
        read=lambda r: read_phone(r.phone) or r.phone,
    ),
    _Question(label="Language", written=lambda r: r.language, read=_folded(lambda r: r.language)),
)  # fmt: skip


def differences(records: Sequence) -> list[Difference]:
    """Return each fact on which agencies differ or some are silent, those that differ first.

    Each answer stands as it was first written; agencies are named with the day. A fact that
    nobody has is left out: what is missing everywhere is a hole, not a disagreement.
    """
    found = [_answers(question, records) for question in _QUESTIONS]
    told = [one for one in found if one.said and (one.differs or one.missing)]
    return sorted(told, key=lambda one: not one.differs)


def numbers(records: Sequence) -> list[Difference]:
    """Return every number that identifies a person, by scheme, with who wrote it and its check."""
    found = [
        _answers(question, records) for question in _QUESTIONS if question.label in (NHS, PUPIL)
    ]
    schemes = sorted({scheme for record in records for scheme in record.other_identifiers})
    found += [_answers(_other(scheme), records) for scheme in schemes]
    return [one for one in found if one.said]


def _other(scheme: str) -> _Question:
    def written(record) -> str:
        return str(record.other_identifiers.get(scheme, ""))

    spoken = read_identifier(scheme, "x").spoken
    return _Question(
        label=spoken[:1].upper() + spoken[1:],
        written=written,
        read=lambda record: read_identifier(scheme, written(record)).number,
    )


def _answers(question: _Question, records: Iterable) -> Difference:
    said: dict[object, list] = {}
    silent: dict[str, bool] = {}
    for record in sorted(records, key=lambda one: (one.recorded_on, one.pk)):
        words = question.written(record)
        if words:
            said.setdefault(question.read(record), []).append(record)
        silent[agency_of(record)] = silent.get(agency_of(record), True) and not words
    return Difference(
        label=question.label,
        said=tuple(
            Said(
                words=question.written(group[0]),
                by=tuple(
                    dict.fromkeys(f"{agency_of(r)}, {r.recorded_on:%-d %b %Y}" for r in group)
                ),
                note=question.note(group[0]),
            )
            for group in said.values()
        ),
        missing=tuple(agency for agency, is_silent in silent.items() if is_silent),
    )
