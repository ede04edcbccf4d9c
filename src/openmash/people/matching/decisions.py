"""What people have decided about who is who: always honoured, and through others as well."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Decisions:
    """Pairs of record references that a named human called the same, or different, people.

    *Same* carries over: of A and B, B and C follows A and C. *Different* carries over through
    *same*. Where the two clash, *different* wins, because a wrong join does the greater harm.
    """

    same: frozenset[tuple[str, str]] = field(default=frozenset())
    different: frozenset[tuple[str, str]] = field(default=frozenset())
    _groups: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    _apart: frozenset[frozenset[str]] = field(
        default=frozenset(), init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        for a, b in sorted(self.same):
            first, second = sorted((self._group(a), self._group(b)))
            self._groups[second] = first
            self._groups.setdefault(first, first)
        apart = frozenset(frozenset((self._group(a), self._group(b))) for a, b in self.different)
        object.__setattr__(self, "_apart", apart)

    def _group(self, ref: str) -> str:
        while self._groups.get(ref, ref) != ref:
            ref = self._groups[ref]
        return ref

    def are_different(self, a: str, b: str) -> bool:
        """Say whether people called them different, or each is the same as one of such a pair."""
        direct = (a, b) in self.different or (b, a) in self.different
        return direct or (
            bool(self._apart) and frozenset((self._group(a), self._group(b))) in self._apart
        )

    def are_same(self, a: str, b: str) -> bool:
        """Say whether people called them one, directly or through others, and nobody different."""
        if not self.same or self.are_different(a, b):
            return False
        return a != b and self._group(a) == self._group(b)

    def forbid(self, one: Iterable[str], other: Iterable[str]) -> bool:
        """Say whether any record of one group was called different from any of the other."""
        if not self.different:
            return False
        seconds = list(other)
        return any(self.are_different(a, b) for a in one for b in seconds)


NO_DECISIONS = Decisions()
