"""As much of somebody as an agency needs to search for them, as it is on the day of asking."""

from datetime import date

from openmash.design.forms import DateAsKnown

MOST_OTHER_NAMES = 8


def snapshot_of(subject) -> dict[str, object]:
    """Return a subject as a request keeps them; a later change does not reach what was sent."""
    return {
        "subject": subject,
        "part": subject.part,
        "name": subject.name,
        "other_names": ", ".join(other_names(subject))[:500],
        "born": born_words(subject),
        "address": subject.address,
        "relation": subject.relation,
    }


def other_names(subject) -> list[str]:
    """Return the other names somebody is written under, so that nobody is missed by a spelling."""
    own = subject.name.strip().casefold()
    found: dict[str, str] = {}
    for record in _records(subject):
        for name in (record.name, *record.other_names):
            name = str(name).strip()
            if name and name.casefold() != own:
                found.setdefault(name.casefold(), name)
    return list(found.values())[:MOST_OTHER_NAMES]


def _records(subject):
    if subject.person_id:
        return [m.record for m in subject.person.memberships.select_related("record")]
    return [subject.record] if subject.record_id else []


def born_words(subject) -> str:
    """Return when somebody was born as far as it is known: "18 September 2025", "about 34"."""
    if subject.born_on:
        return _as_known(subject.born_on, precision=subject.born_precision)
    if subject.expected_on:
        return f"expected {DateAsKnown(**_parts(subject.expected_on))}"
    return f"about {subject.age} years old" if subject.age is not None else ""


def _as_known(day: date, *, precision: str) -> str:
    if precision == "year":
        return str(day.year)
    if precision == "month":
        return str(DateAsKnown(year=day.year, month=day.month))
    words = str(DateAsKnown(**_parts(day)))
    return f"about {words}" if precision == "estimated" else words


def _parts(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}
