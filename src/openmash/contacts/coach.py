"""What would help the hub decide: hints while somebody writes, which never stop them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from openmash.contacts.answers import Answers, Part, PersonInContact
from openmash.sources import read_library_file

MOST_AT_ONCE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One quality check of the library: shown while all fields of `when_blank` are blank.

    `about` is "contact" or a part; `needs_part` and `needs_no_part` say for which worries the
    check counts at all. Rank 1 most often changes a decision.
    """

    id: str
    about: str
    step: str
    words: str
    rank: int
    when_blank: Sequence[str] = ()
    needs_part: str = ""
    needs_no_part: str = ""


@cache
def checks() -> tuple[Check, ...]:
    """Return the library's quality checks."""
    return tuple(Check(**row) for row in read_library_file("contact_checks.yaml")["checks"])


def open_checks(answers: Answers) -> tuple[Check, ...]:
    """Return which checks the worry does not meet yet, the most telling first.

    A question to the hub, and a worry about danger now, is never coached.
    """
    if answers.danger == "yes" or answers.kind != "worry":
        return ()
    parts = {person.part.value for person in answers.people}
    missed = [check for check in checks() if _counts(check, parts) and _is_missed(check, answers)]
    return tuple(sorted(missed, key=lambda check: check.rank))


def hints(answers: Answers, *, step: str = "") -> tuple[Check, ...]:
    """Return the few hints to show on a page: those of this step first."""
    found = open_checks(answers)
    here_first = sorted(found, key=lambda check: (check.step != step, check.rank))
    return tuple(here_first[:MOST_AT_ONCE])


def _counts(check: Check, parts: set[str]) -> bool:
    if check.needs_part and check.needs_part not in parts:
        return False
    if check.needs_no_part:
        return bool(parts) and check.needs_no_part not in parts
    return True


def _is_missed(check: Check, answers: Answers) -> bool:
    if check.about == "contact":
        return all(not getattr(answers, name) for name in check.when_blank)
    return any(
        all(not _said(person, name) for name in check.when_blank)
        for person in _people(answers, part=Part(check.about))
    )


def _people(answers: Answers, *, part: Part) -> Iterator[PersonInContact]:
    return (person for person in answers.people if person.part is part)


def _said(person: PersonInContact, name: str) -> object:
    owner: object = person if hasattr(person, name) else person.facts
    return getattr(owner, name)


def by_step(found: Sequence[Check]) -> Mapping[str, list[Check]]:
    """Return the hints of each step."""
    grouped: dict[str, list[Check]] = {}
    for check in found:
        grouped.setdefault(check.step, []).append(check)
    return grouped
