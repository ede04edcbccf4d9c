"""Grouping records into persons from weighed pairs, keeping apart who must be apart.

Joining whatever hangs together lets one weak bridge make one person of a family. Here the surest
pairs join first, and two groups never join while anything of one contradicts anything of the other:
a human *different*, by whatever path, or a pair that the model holds for two people.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

Pair = tuple[int, int]
Weighed = tuple[int, int, float]


@dataclass(kw_only=True)
class Groups:
    """Persons as sets of records: `root` of each record that is not alone, and what was refused.

    `refused` are the pairs above the line that a contradiction kept apart, with their bits.
    """

    root: dict[int, int] = field(default_factory=dict)
    refused: list[Weighed] = field(default_factory=list)

    def find(self, record: int) -> int:
        """Return the record by which the group of this one is known."""
        root = self.root
        while (parent := root.get(record, record)) != record:
            root[record] = record = root.get(parent, parent)
        return record

    def unite(self, a: int, b: int) -> None:
        """Make one group of two, whatever was said before."""
        first, second = self.find(a), self.find(b)
        if second < first:
            first, second = second, first
        self.root[second] = first
        self.root.setdefault(first, first)


def grouped(
    pairs: Iterable[Weighed],
    *,
    apart: Iterable[Pair] = (),
    same: Sequence[Pair] = (),
    different: Sequence[Pair] = (),
    together: Sequence[Pair] = (),
) -> Groups:
    """Return the groups.

    `pairs` are above the line, the surest first. `apart` are pairs that the model holds for two
    people. `same` and `different` are human decisions, and of these *different* is the stronger,
    because a wrong join does the greater harm. `together` are pairs that were joined before.
    """
    groups = Groups()
    enemies: dict[int, set[int]] = defaultdict(set)
    _keep_apart(groups, enemies, different)
    for a, b in same:
        _join(groups, enemies, a, b)
    _keep_apart(groups, enemies, apart)
    for a, b in together:
        _join(groups, enemies, a, b)
    for a, b, bits in pairs:
        if not _join(groups, enemies, a, b):
            groups.refused.append((a, b, bits))
    return groups


def _keep_apart(groups: Groups, enemies: dict[int, set[int]], pairs: Iterable[Pair]) -> None:
    for a, b in pairs:
        first, second = groups.find(a), groups.find(b)
        if first != second:
            enemies[first].add(second)
            enemies[second].add(first)


def _join(groups: Groups, enemies: dict[int, set[int]], a: int, b: int) -> bool:
    """Join two groups, if nothing forbids it; say whether they are one now."""
    first, second = groups.find(a), groups.find(b)
    if first == second:
        return True
    if second in enemies.get(first, ()):
        return False
    # The one with fewer enemies goes, so that a long list of them is not handed on again and again.
    kept, gone = sorted((first, second), key=lambda one: (-len(enemies.get(one, ())), one))
    groups.root[gone] = kept
    groups.root.setdefault(kept, kept)
    for enemy in enemies.pop(gone, ()):
        enemies[enemy].discard(gone)
        enemies[enemy].add(kept)
        enemies[kept].add(enemy)
    return True
