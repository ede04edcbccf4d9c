"""When two persons whom the hub holds turn out to be one."""

from collections.abc import Mapping, Sequence, Set

from openmash.people.matching.comparison import compare, weigh
from openmash.people.matching.decisions import NO_DECISIONS, Decisions
from openmash.people.matching.facts import RecordFacts
from openmash.people.matching.verdicts import CONTRADICTIONS, Verdict, verdict

_KEEP_APART = CONTRADICTIONS | {"given.differs", "given.close", "sex.differs", "dob.slip"}


def may_join(
    one: Sequence[RecordFacts], other: Sequence[RecordFacts], *, decisions: Decisions = NO_DECISIONS
) -> bool:
    """Say whether two persons can be one: no record of either contradicts any of the other."""
    if decisions.forbid((r.ref for r in one), [r.ref for r in other]):
        return False
    return not any(compare(a, b).codes & _KEEP_APART for a in one for b in other)


def are_one(
    one: Sequence[RecordFacts], other: Sequence[RecordFacts], *, decisions: Decisions = NO_DECISIONS
) -> bool:
    """Say whether what is held of two persons by now suffices to join them."""
    if not may_join(one, other, decisions=decisions):
        return False
    return any(verdict(weigh(record, other)) is Verdict.SAME for record in one)


def proved_by_now(
    person: str,
    *,
    held: Mapping[str, Sequence[RecordFacts]],
    possible: Mapping[str, Set[str]],
    decisions: Decisions = NO_DECISIONS,
) -> str | None:
    """Return the person, once only possible, who by now is clearly the same as this one.

    Nobody is, where either fits a third person too who cannot be the other: a record that fits
    both of two twins belongs to neither until somebody says so.
    """
    for other in sorted(possible.get(person, ())):
        if not are_one(held[person], held[other], decisions=decisions):
            continue
        thirds = (possible.get(person, set()) | possible.get(other, set())) - {person, other}
        if not any(_disputes(third, (person, other), held, decisions) for third in sorted(thirds)):
            return other
    return None


def _disputes(
    third: str,
    pair: tuple[str, str],
    held: Mapping[str, Sequence[RecordFacts]],
    decisions: Decisions,
) -> bool:
    fits = any(are_one(held[third], held[one], decisions=decisions) for one in pair)
    return fits and not all(may_join(held[third], held[one], decisions=decisions) for one in pair)
