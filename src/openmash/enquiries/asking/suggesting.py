"""Whom to ask, about whom, and why: from who is concerned and how old they are. Pure.

A suggestion is ticked only where it is clear which agency is meant, the agency has an agreement
in force, and nothing says that the person who may be causing harm belongs to it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from openmash.enquiries.asking.templates import Kind, kind_of, suggestion_rows

UNDER_SIX, STARTS_SCHOOL, LEAVES_SCHOOL = 6, 4, 19
CHILD, ADULT_AT_RISK, HOUSEHOLD, FEARED = "child", "adult_at_risk", "household", "feared"
NO_AGREEMENT = "No sharing agreement is in force with this agency."
# Words that many names of agencies share, and that tell nobody which agency is meant.
_COMMON = frozenset({
    "the", "and", "of", "for", "school", "primary", "academy", "surgery",
    "house", "practice", "nursery", "college", "care", "service", "services", "home",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Somebody in an enquiry, as far as it matters for whom to ask. `age` is in years."""

    key: int
    part: str
    age: int | None = None
    is_unborn: bool = False
    relation: str = field(default="", repr=False)
    known_to: str = field(default="", repr=False)

    @property
    def sorts(self) -> frozenset[str]:
        """Return what this person is for the library: a child of unknown age is of every age."""
        if self.part != CHILD:
            return frozenset({self.part})
        if self.is_unborn:
            return frozenset({"unborn"})
        found = {CHILD}
        if self.age is None or self.age < UNDER_SIX:
            found.add("under_six")
        if self.age is None or STARTS_SCHOOL <= self.age < LEAVES_SCHOOL:
            found.add("school_age")
        return frozenset(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An agency that could be asked. `told_us` where a contact in this enquiry came from it."""

    key: int
    kind: str
    name: str
    has_agreement: bool = True
    told_us: bool = False
    is_asked_already: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One agency with the reasons for asking it, whom about, and what stands against it."""

    agency: int
    kind: Kind
    reasons: tuple[str, ...]
    about: tuple[int, ...]
    is_ticked: bool
    is_asked_first: bool = False
    cautions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Round:
    """Everything that one agency is weighed against: the people, the others, what comes first."""

    people: Sequence[Asked]
    among: Sequence[Candidate]
    reasons: dict[str, list[str]]
    first: frozenset[str]

    @property
    def waits(self) -> bool:
        """Return whether an agency that has to be asked before all others is not asked yet."""
        to_come_first = [each for each in self.among if each.kind in self.first]
        return bool(to_come_first) and not any(each.is_asked_already for each in to_come_first)


def suggestions(
    people: Sequence[Asked], *, agencies: Iterable[Candidate], area: str
) -> list[Suggestion]:
    """Return whom to ask about these people, in the library's order, each agency once.

    `area` is the practice area's code. Source: WT2026
    """
    sorts = frozenset().union(*(person.sorts for person in people)) | {f"area:{area}"}
    reasons, first = _reasons_by_kind(sorts)
    table = _Round(people=people, among=tuple(agencies), reasons=reasons, first=first)
    made = [
        weighed(each, table=table)
        for each in table.among
        if each.kind in reasons and not each.is_asked_already
    ]
    order = list(reasons)
    return sorted(made, key=lambda each: (order.index(each.kind.code), not each.is_ticked))


def others(
    people: Sequence[Asked], *, agencies: Iterable[Candidate], suggested: Iterable[int]
) -> list[Suggestion]:
    """Return the agencies nobody suggests, none of them ticked, with what stands against each."""
    table = _Round(people=people, among=tuple(agencies), reasons={}, first=frozenset())
    left = [each for each in table.among if each.key not in set(suggested)]
    return [replace(weighed(each, table=table), is_ticked=False) for each in left]


def _reasons_by_kind(sorts: frozenset[str]) -> tuple[dict[str, list[str]], frozenset[str]]:
    reasons: dict[str, list[str]] = {}
    first = set()
    for row in suggestion_rows():
        if row.applies_to not in sorts:
            continue
        for kind in row.kinds:
            reasons.setdefault(kind, []).append(row.why)
            if row.is_asked_first:
                first.add(kind)
    return reasons, frozenset(first)


def weighed(agency: Candidate, *, table: _Round) -> Suggestion:
    """Return one agency with whom it would be asked about and what stands against asking it."""
    kind = kind_of(agency.kind)
    is_first = agency.kind in table.first
    cautions = [*_cautions(agency, kind=kind, table=table)]
    if table.waits and not is_first:
        cautions.append("Counter-terrorism police answer first. Ask this agency when they have.")
    about = about_whom(kind, people=table.people)
    return Suggestion(
        agency=agency.key,
        kind=kind,
        reasons=tuple(table.reasons.get(agency.kind, ())),
        about=about,
        is_ticked=not cautions and bool(about),
        is_asked_first=is_first,
        cautions=tuple(cautions),
    )


def about_whom(kind: Kind, *, people: Sequence[Asked]) -> tuple[int, ...]:
    """Return those whom this kind of agency needs to be asked about, and nobody else."""
    return tuple(person.key for person in people if person.sorts & kind.about)


def _cautions(agency: Candidate, *, kind: Kind, table: _Round) -> Iterable[str]:
    own_words = telling_words(agency, among=table.among)
    feared = [person for person in table.people if person.part == FEARED]
    if may_belong_to(own_words, kind=kind, feared=feared):
        yield (
            "The person who may be causing harm may work, help or be known here. "
            "Ask the designated officer or the police before you ask this agency."
        )
    if not agency.has_agreement:
        yield NO_AGREEMENT
    if kind.is_one_of_many and not _is_the_one(agency, own_words=own_words, table=table):
        yield f"Nobody has said that this is their {_inside(kind.title)}. Tick it only if you know."


def may_belong_to(own_words: frozenset[str], *, kind: Kind, feared: Iterable[Asked]) -> bool:
    """Tell whether what is said of a feared person suggests that they belong to an agency.

    A request can itself warn somebody, so a doubt is enough to leave the box unticked.
    """
    for person in feared:
        said = f"{person.relation} {person.known_to}".casefold()
        if own_words & _words(said):
            return True
        if any(re.search(rf"\b{re.escape(word.casefold())}\b", said) for word in kind.might_employ):
            return True
    return False


def _inside(title: str) -> str:
    """Return a title as it stands inside a sentence; "GP practice" keeps its capitals."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def telling_words(agency: Candidate, *, among: Iterable[Candidate]) -> frozenset[str]:
    """Return the words of a name that no other agency shares: "Heronbrook", never "Primary"."""
    of_others: set[str] = set()
    for each in among:
        if each.key != agency.key:
            of_others |= _words(each.name)
    return _words(agency.name) - of_others - _COMMON


def _is_the_one(agency: Candidate, *, own_words: frozenset[str], table: _Round) -> bool:
    if agency.told_us or sum(each.kind == agency.kind for each in table.among) == 1:
        return True
    return any(own_words & _words(person.known_to) for person in table.people)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]{3,}", text.casefold()))


def age_on(day: date, *, born_on: date | None, age: int | None) -> int | None:
    """Return somebody's age in years, from a date of birth as known, else as it was said."""
    if born_on is None:
        return age
    had_birthday = (day.month, day.day) >= (born_on.month, born_on.day)
    return max(0, day.year - born_on.year - (not had_birthday))
