"""Grouping many records from the pairs that were found to be one, without swallowing families.

Joining whatever hangs together lets one weak bridge make a single person of a street. Here the
surest pairs join first, and two groups join only if no pair across them is forbidden: a human
*different* between any two of their records keeps the groups apart, by whatever path.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from openmash.people.matching.decisions import NO_DECISIONS, Decisions


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two records found to be one, and how surely, in bits."""

    a: str
    b: str
    bits: float


@dataclass(frozen=True, kw_only=True)
class Grouping:
    """The groups of references, and the pairs that were refused for somebody to look at."""

    groups: tuple[frozenset[str], ...]
    refused: tuple[Pair, ...] = field(default=())


def grouped(
    refs: Iterable[str],
    *,
    pairs: Iterable[Pair],
    decisions: Decisions = NO_DECISIONS,
    contradict: Callable[[str, str], bool] | None = None,
) -> Grouping:
    """Return the groups of records that are one person each; every record is in exactly one.

    `contradict` says whether two records cannot be one person; it is asked about every pair
    across two groups before they join. The answer does not depend on the order of the input.
    """
    group_of = {ref: frozenset((ref,)) for ref in sorted(refs)}
    decided = [Pair(a=a, b=b, bits=float("inf")) for a, b in sorted(decisions.same)]
    refused = []
    for pair in [*decided, *sorted(pairs, key=lambda p: (-p.bits, *sorted((p.a, p.b))))]:
        if pair.a not in group_of or pair.b not in group_of:
            continue
        first, second = group_of[pair.a], group_of[pair.b]
        if first == second:
            continue
        by_human = pair.bits == float("inf")
        if _forbidden(first, second, decisions, None if by_human else contradict):
            refused.append(pair)
            continue
        joined = first | second
        group_of.update(dict.fromkeys(joined, joined))
    groups = sorted(set(group_of.values()), key=lambda group: min(group))
    return Grouping(groups=tuple(groups), refused=tuple(refused))


def _forbidden(
    first: frozenset[str],
    second: frozenset[str],
    decisions: Decisions,
    contradict: Callable[[str, str], bool] | None,
) -> bool:
    if decisions.forbid(sorted(first), sorted(second)):
        return True
    return contradict is not None and any(contradict(a, b) for a in first for b in second)
