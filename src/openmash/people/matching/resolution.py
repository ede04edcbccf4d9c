"""Deciding, for the people of one contact, who each of them is among those the hub holds.

This is the one door: whatever scores the pairs behind it, callers hand in what was recorded and
what is held, and get back persons, possibilities and reasons.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from openmash.people.matching.comparison import weigh
from openmash.people.matching.decisions import NO_DECISIONS, Decisions
from openmash.people.matching.facts import RecordFacts
from openmash.people.matching.households import (
    Held,
    Ties,
    is_likely_by_name,
    may_be_supported,
    recognise_unnamed,
    support,
    with_addresses_of_others,
)
from openmash.people.matching.joining import may_join
from openmash.people.matching.opinion import nearest
from openmash.people.matching.reasons import Evidence
from openmash.people.matching.verdicts import DEFAULT, Thresholds, Verdict, verdict

CLEAR_LEAD_BITS = 3.0  # between two people whom a record fits, the better must lead by this
_ROUNDS = 4


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A person whom a record may be about, and why."""

    person: str
    verdict: Verdict
    evidence: Evidence
    decided_by_human: bool = False
    is_doubted: bool = False  # by the trained model


@dataclass(frozen=True, kw_only=True)
class Resolution:
    """Who one recorded person is: a held person, or nobody held (`person` is None).

    `possible` are shown to the worker and join nothing; the caller asks `proved_by_now` whether
    two persons have become one. Where `is_recognisable` is false nothing was recorded that could
    identify anybody, so no new person is made.
    """

    ref: str
    person: str | None = None
    because: Candidate | None = None
    possible: tuple[Candidate, ...] = ()
    is_recognisable: bool = True


def resolve(
    new: RecordFacts,
    *,
    held: Held,
    decisions: Decisions = NO_DECISIONS,
    thresholds: Thresholds = DEFAULT,
    population: int | None = None,
) -> Resolution:
    """Return who one record is about, without help from anybody recorded beside them."""
    return resolve_contact(
        [new], held=held, decisions=decisions, thresholds=thresholds, population=population
    )[0]


def resolve_contact(
    people: Sequence[RecordFacts],
    *,
    held: Held,
    ties: Ties | None = None,
    decisions: Decisions = NO_DECISIONS,
    thresholds: Thresholds = DEFAULT,
    population: int | None = None,
) -> list[Resolution]:
    """Return, in order, who each person of one contact is; they support one another.

    `held` must hold, for every key of these people, the persons found under it, and those tied
    to them; `ties` says who was recorded beside whom. No two of the people become one person.

    With a `population` (how many records are held) the trained model has a say as well: whoever
    the rules would treat as one is only shown as possible where the model does not hold with it.
    """
    ties = ties or {}
    entries = with_addresses_of_others(people)
    table = [
        _tempered(
            _weighed(entry, held=held, decisions=decisions), entry, held=held, population=population
        )
        for entry in entries
    ]
    chosen: dict[int, str] = {}
    scored: list[list[Candidate]] = []
    for _ in range(_ROUNDS):
        scored = [
            _scored(i, entries, table, chosen=chosen, ties=ties, thresholds=thresholds)
            for i in range(len(entries))
        ]
        before, chosen = chosen, _assigned(entries, scored, held=held, decisions=decisions)
        if chosen == before:
            break
    return [
        _resolution(i, entries, scored, chosen=chosen, held=held, ties=ties)
        for i in range(len(entries))
    ]


def _tempered(
    table: dict[str, Candidate], entry: RecordFacts, *, held: Held, population: int | None
) -> dict[str, Candidate]:
    """Mark the persons of whom the model says that a record is not theirs."""
    if population is None:
        return table
    return {
        person: replace(one, is_doubted=_is_doubted(entry, held[person], population))
        if one.evidence.total >= DEFAULT.possible
        else one
        for person, one in table.items()
    }


def _is_doubted(entry: RecordFacts, records: Sequence[RecordFacts], population: int) -> bool:
    return not nearest(entry, records, held=population).may_be_one


def _weighed(entry: RecordFacts, *, held: Held, decisions: Decisions) -> dict[str, Candidate]:
    """Weigh one record against every person, leaving out whom a human called different."""
    found = {}
    for person in sorted(held) if entry.could_be_recognised else ():
        refs = [record.ref for record in held[person]]
        if decisions.forbid([entry.ref], refs):
            continue
        evidence = weigh(entry, held[person])
        is_decided = any(decisions.are_same(entry.ref, ref) for ref in refs)
        found[person] = Candidate(
            person=person, verdict=Verdict.NONE, evidence=evidence, decided_by_human=is_decided
        )
    return found


def _scored(
    place: int,
    entries: Sequence[RecordFacts],
    table: Sequence[dict[str, Candidate]],
    *,
    chosen: dict[int, str],
    ties: Ties,
    thresholds: Thresholds,
) -> list[Candidate]:
    """Return the candidates of one entry, supported by the others, the best first."""
    entry, beside = entries[place], _company(place, entries, table, chosen=chosen)
    found = []
    for bare in table[place].values():
        evidence = bare.evidence
        if not entry.read_role.is_outside and may_be_supported(evidence):
            reason = support(bare.person, ties=ties, **beside)
            evidence = evidence.with_reason(reason) if reason else evidence
        says = verdict(evidence, thresholds=thresholds)
        if bare.is_doubted and says is Verdict.SAME:
            says = Verdict.POSSIBLE
        if bare.decided_by_human:
            says = Verdict.SAME
        found.append(replace(bare, verdict=says, evidence=evidence))
    return sorted(found, key=_rank)


def _company(
    place: int,
    entries: Sequence[RecordFacts],
    table: Sequence[dict[str, Candidate]],
    *,
    chosen: dict[int, str],
) -> dict[str, set[str]]:
    """Return who else is on the contact: family already known, others known, likely by name."""
    others = [i for i, e in enumerate(entries) if i != place and not e.read_role.is_outside]
    known = [i for i in others if i in chosen]
    is_family = entries[place].read_role.is_household
    kin = {chosen[i] for i in known if is_family and entries[i].read_role.is_household}
    likely = {p for i in others for p, c in table[i].items() if is_likely_by_name(c.evidence)}
    return {"family": kin, "sure": {chosen[i] for i in known}, "likely": likely}


def _rank(candidate: Candidate) -> tuple[bool, float, str]:
    return (not candidate.decided_by_human, -candidate.evidence.total, candidate.person)


def _assigned(
    entries: Sequence[RecordFacts],
    scored: Sequence[list[Candidate]],
    *,
    held: Held,
    decisions: Decisions,
) -> dict[int, str]:
    """Give each entry its person, the surest first, and no person to two entries."""
    best: list[tuple[tuple[bool, float, str], str, int]] = []
    for i, candidates in enumerate(scored):
        winner = _clear_winner(candidates, held=held, decisions=decisions)
        if winner is not None:
            best.append((_rank(winner), entries[i].ref, i))
    chosen: dict[int, str] = {}
    for (_, _, person), _, i in sorted(best):
        if person not in chosen.values():
            chosen[i] = person
    return chosen


def _clear_winner(
    candidates: Sequence[Candidate], *, held: Held, decisions: Decisions
) -> Candidate | None:
    """Return the person a record is of, or None where it fits two who are not one."""
    fitting = [c for c in candidates if c.verdict is Verdict.SAME]
    if not fitting:
        return None
    first = fitting[0]
    for rival in fitting[1:]:
        lead = first.evidence.total - rival.evidence.total
        if first.decided_by_human or lead >= CLEAR_LEAD_BITS:
            continue
        if not may_join(held[first.person], held[rival.person], decisions=decisions):
            return None
    return first


def _resolution(
    place: int,
    entries: Sequence[RecordFacts],
    scored: Sequence[list[Candidate]],
    *,
    chosen: dict[int, str],
    held: Held,
    ties: Ties,
) -> Resolution:
    entry, candidates = entries[place], scored[place]
    taken = {person for i, person in chosen.items() if i != place}
    if not entry.could_be_recognised:
        return _unnamed(entry, company=taken, held=held, ties=ties)
    mine = next((c for c in candidates if c.person == chosen.get(place)), None)
    rest = [c for c in candidates if c is not mine and c.person not in taken]
    shown = tuple(c for c in rest if c.verdict is not Verdict.NONE)
    return Resolution(
        ref=entry.ref, person=mine.person if mine else None, because=mine, possible=shown
    )


def _unnamed(entry: RecordFacts, *, company: Iterable[str], held: Held, ties: Ties) -> Resolution:
    taken = frozenset(company)
    found = recognise_unnamed(entry, company=taken, taken=taken, held=held, ties=ties)
    if found is None:
        return Resolution(ref=entry.ref, is_recognisable=False)
    because = Candidate(person=found[0], verdict=Verdict.SAME, evidence=found[1])
    return Resolution(ref=entry.ref, person=found[0], because=because, is_recognisable=False)
