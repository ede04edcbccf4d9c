"""A small hub of its own in memory: contacts go in one by one, persons come out.

Replays and tests use it. The hub itself keeps its persons in PostgreSQL, computed from a ledger,
and calls the same `resolve_contact`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from openmash.people.matching.blocking import keys
from openmash.people.matching.comparison import compare
from openmash.people.matching.decisions import Decisions
from openmash.people.matching.facts import RecordFacts
from openmash.people.matching.households import with_addresses_of_others
from openmash.people.matching.joining import proved_by_now
from openmash.people.matching.resolution import Resolution, resolve_contact


@dataclass(frozen=True, kw_only=True)
class ContactOutcome:
    """What one contact did: who its people are (None: nobody could tell), and what changed."""

    people: tuple[str | None, ...]
    resolutions: tuple[Resolution, ...] = field(repr=False)
    linked: tuple[str, ...]  # persons who were already known
    possible: tuple[tuple[str, str], ...]
    merged: tuple[tuple[str, str], ...] = ()  # (old, surviving)
    split: tuple[tuple[str, str, tuple[str, ...]], ...] = ()  # (old, new, record references)


@dataclass
class Pool:
    """Persons and their records, with stable references p-000001, p-000002 and so on."""

    persons: dict[str, list[RecordFacts]] = field(default_factory=dict, repr=False)
    possible: set[tuple[str, str]] = field(default_factory=set)
    _same: set[tuple[str, str]] = field(default_factory=set)
    _different: set[tuple[str, str]] = field(default_factory=set)
    _ties: dict[str, set[str]] = field(default_factory=dict, repr=False)
    _found_under: dict[str, set[str]] = field(default_factory=dict, repr=False)
    _survivors: dict[str, str] = field(default_factory=dict, repr=False)
    _count: int = 0

    @property
    def decisions(self) -> Decisions:
        return Decisions(same=frozenset(self._same), different=frozenset(self._different))

    def person(self, reference: str) -> str:
        """Return the surviving reference of a person."""
        while reference in self._survivors:
            reference = self._survivors[reference]
        return reference

    def person_of(self, ref: str) -> str | None:
        """Return the person to whom a record belongs."""
        return next((p for p, rs in self.persons.items() if any(r.ref == ref for r in rs)), None)

    def add_contact(self, people: Sequence[RecordFacts]) -> ContactOutcome:
        """Take in the people of one contact and return who they are."""
        entries = with_addresses_of_others(people)
        held = self._candidates(entries)
        ties = {p: frozenset(self._ties.get(p, ())) for p in held}
        found = resolve_contact(entries, held=held, ties=ties, decisions=self.decisions)
        ids = [self._place(entry, one) for entry, one in zip(entries, found, strict=True)]
        self._tie(entries, ids)
        merged = [pair for person in ids if person for pair in self._join_by_now(person)]
        linked = {self.person(one.person) for one in found if one.person is not None}
        return ContactOutcome(
            people=tuple(self.person(p) if p else None for p in ids),
            resolutions=tuple(found),
            linked=tuple(sorted(linked)),
            possible=tuple(self._possible_of(ids)),
            merged=tuple(merged),
        )

    def decide(self, ref_a: str, ref_b: str, *, same: bool) -> ContactOutcome:
        """Record that a human called two records the same person, or different people."""
        (self._same if same else self._different).add((min(ref_a, ref_b), max(ref_a, ref_b)))
        one, other = self.person_of(ref_a), self.person_of(ref_b)
        merged, split = [], []
        if same and one and other and one != other:
            if not self.decisions.forbid(self._refs(one), self._refs(other)):
                merged = [self._merge(one, other)]
        elif not same and one is not None and one == other:
            split = [self._split(one, away=ref_b, stays=ref_a)]
        return ContactOutcome(
            people=(),
            resolutions=(),
            linked=(),
            possible=(),
            merged=tuple(merged),
            split=tuple(split),
        )

    def _candidates(self, entries: Sequence[RecordFacts]) -> dict[str, list[RecordFacts]]:
        found = {p for e in entries for key in keys(e) for p in self._found_under.get(key, ())}
        found |= {tied for p in found for tied in self._ties.get(p, ())}
        return {p: self.persons[p] for p in sorted(found)}

    def _place(self, entry: RecordFacts, one: Resolution) -> str | None:
        person = one.person
        if person is None:
            if not one.is_recognisable:
                return None
            self._count += 1
            person = f"p-{self._count:06d}"
            self.persons[person] = []
        self.persons[person].append(entry)
        for key in keys(entry):
            self._found_under.setdefault(key, set()).add(person)
        for other in one.possible:
            self.possible.add(_pair(person, other.person))
        return person

    def _tie(self, entries: Sequence[RecordFacts], ids: Sequence[str | None]) -> None:
        inside = {p for e, p in zip(entries, ids, strict=True) if p and not e.read_role.is_outside}
        for person in inside:
            self._ties.setdefault(person, set()).update(inside - {person})

    def _join_by_now(self, person: str) -> Iterable[tuple[str, str]]:
        """Join those once shown as possible for whom what is held by now suffices."""
        person = self.person(person)
        partners: dict[str, set[str]] = {}
        for one, other in self.possible:
            partners.setdefault(one, set()).add(other)
            partners.setdefault(other, set()).add(one)
        proved = proved_by_now(
            person, held=self.persons, possible=partners, decisions=self.decisions
        )
        if proved is not None:
            yield self._merge(person, proved)
            yield from self._join_by_now(person)

    def _merge(self, one: str, other: str) -> tuple[str, str]:
        surviving, old = sorted((one, other))
        self.persons[surviving] += self.persons.pop(old)
        self._survivors[old] = surviving
        self._repoint(old, surviving)
        return old, surviving

    def _repoint(self, old: str, surviving: str) -> None:
        for found in self._found_under.values():
            if old in found:
                found.discard(old)
                found.add(surviving)
        tied = self._ties.pop(old, set()) - {surviving}
        self._ties.setdefault(surviving, set()).update(tied)
        for others in self._ties.values():
            if old in others:
                others.discard(old)
                others.add(surviving)
        self._ties[surviving].discard(surviving)
        renamed = {_pair(*(surviving if p == old else p for p in pair)) for pair in self.possible}
        self.possible = {pair for pair in renamed if pair[0] != pair[1]}

    def _split(self, person: str, *, away: str, stays: str) -> tuple[str, str, tuple[str, ...]]:
        """Give the records that fit the one better than the other a person of their own."""
        records = self.persons[person]
        by_ref = {record.ref: record for record in records}
        gone = [
            r for r in records
            if r.ref == away or (
                r.ref != stays
                and compare(r, by_ref[away]).total > compare(r, by_ref[stays]).total
            )
        ]  # fmt: skip
        self._count += 1
        new = f"p-{self._count:06d}"
        self.persons[person] = [r for r in records if r not in gone]
        self.persons[new] = gone
        for record in gone:
            for key in keys(record):
                self._found_under.setdefault(key, set()).add(new)
        self._ties[new] = set(self._ties.get(person, ()))
        return person, new, tuple(record.ref for record in gone)

    def _refs(self, person: str) -> list[str]:
        return [record.ref for record in self.persons[person]]

    def _possible_of(self, ids: Iterable[str | None]) -> Iterable[tuple[str, str]]:
        mine = {self.person(p) for p in ids if p}
        return sorted(pair for pair in self.possible if mine & set(pair))


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)
