"""Computing persons from the ledger: the same claims always give the same people and references.

Nothing here remembers anything. The records and what was said of them, in the order in which it
was said, are gone through from the beginning, and so taking a word back restores exactly what
would have been without it.

Groups come from `matching.grouped`: human words first, then the model's surest pairs, and no
group ever holds two records that a human called different. What a group is called follows three
rules. A record on its own founds itself. Where groups join, the name of the person that was
known first is kept. Where a group parts, the greater part keeps the name (of equals, the part
with the earliest record), and the others are called by their earliest records.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from openmash.people.matching import Decisions, Pair, grouped

Group = frozenset[int]


@dataclass(frozen=True, kw_only=True)
class Said:
    """One standing claim: two records are the same person, or different people.

    `bits` is the model's weight; None where a human said so.
    """

    number: int
    a: int
    b: int
    is_same: bool
    bits: float | None = None

    @property
    def is_human(self) -> bool:
        return self.bits is None

    @property
    def pair(self) -> tuple[str, str]:
        return (str(min(self.a, self.b)), str(max(self.a, self.b)))


@dataclass(frozen=True, kw_only=True)
class People:
    """Who is who: the records under the name of each group, and where past names lead now."""

    groups: Mapping[str, Group]
    survivors: Mapping[str, str] = field(default_factory=dict)


def people(
    records: Iterable[int], *, said: Sequence[Said], known_since: Mapping[str, int]
) -> People:
    """Return the groups of records that are one person each, under names that stay.

    `known_since` gives, for names that have been given out, their order: the earlier is kept.
    """
    everyone = sorted(set(records))
    names = {founding(record): frozenset((record,)) for record in everyone}
    past: dict[str, str] = {}
    in_order = sorted(said, key=lambda one: one.number)
    for count, claim in enumerate(in_order, start=1):
        groups = _groups(everyone, said=in_order[:count])
        if set(groups) == set(names.values()):
            continue
        names, went = _renamed(names, groups, claim=claim.number, known_since=known_since)
        past.update(went)
        past = {old: new for old, new in past.items() if old not in names}
    return People(groups=names, survivors={old: _end(old, past) for old in past})


def founding(record: int, *, claim: int | None = None) -> str:
    """Return the name of the group that a record founds, at first or by parting at a claim."""
    return f"r{record}" if claim is None else f"r{record}.c{claim}"


def decisions_of(said: Iterable[Said]) -> Decisions:
    """Return what humans said, as the grouping reads it."""
    human = [one for one in said if one.is_human]
    return Decisions(
        same=frozenset(one.pair for one in human if one.is_same),
        different=frozenset(one.pair for one in human if not one.is_same),
    )


def _groups(records: Sequence[int], *, said: Sequence[Said]) -> list[Group]:
    model = [
        Pair(a=one.pair[0], b=one.pair[1], bits=one.bits)
        for one in said
        if one.is_same and one.bits is not None
    ]
    found = grouped(map(str, records), pairs=model, decisions=decisions_of(said))
    return sorted((frozenset(map(int, group)) for group in found.groups), key=min)


def _renamed(
    names: Mapping[str, Group],
    groups: Sequence[Group],
    *,
    claim: int,
    known_since: Mapping[str, int],
) -> tuple[dict[str, Group], dict[str, str]]:
    """Return the groups under their names, and for each name that ended the one it led to."""
    heir_of = {
        name: max(groups, key=lambda group: (len(group & names[name]), -min(group)))
        for name in names
    }
    claimants: dict[Group, list[str]] = {group: [] for group in groups}
    for name, group in heir_of.items():
        claimants[group].append(name)

    def first_known(name: str) -> tuple[bool, int, int]:
        since = known_since.get(name)
        return (since is None, since or 0, min(names[name]))

    kept = {group: min(said, key=first_known) for group, said in claimants.items() if said}
    for group in groups:
        if group not in kept:
            own = founding(min(group))
            is_taken = own in kept.values()
            kept[group] = founding(min(group), claim=claim) if is_taken else own
    went = {name: kept[group] for name, group in heir_of.items() if kept[group] != name}
    return {name: group for group, name in kept.items()}, went


def _end(name: str, past: Mapping[str, str]) -> str:
    while name in past:
        name = past[name]
    return name
