"""When a person who was put together of several records needs somebody to look again.

To join needs more than to stay joined. A pair joins from `JOIN_FROM` and stays until it would
fall under `STAY_FROM`; between the two, looking again changes nothing, so that nobody's record
comes and goes with every new version of the model.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from openmash.people.conflicts import births_contradict, numbers_differ
from openmash.people.ledger import Said
from openmash.people.matching import DEFAULT, RecordFacts, compare
from openmash.people.matching.reasons import FAIR_FROM_BITS

JOIN_FROM = DEFAULT.same
STAY_FROM = DEFAULT.possible  # while two records may be one, the model does not ask to part them
NEAR_THE_LINE = JOIN_FROM + FAIR_FROM_BITS  # one fair reason less, and they would not have joined
TOO_MANY_RECORDS = 40  # in one person: a chain may have swallowed a family
SMALLEST_SUBGROUP = 2  # one record that hangs on by a thread is a weak match, not a weak bridge


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """A reason to look again at a person, by the records that bring it. `b` may be nobody's."""

    cause: str
    a: int
    b: int | None
    words: str = field(repr=False)
    key: str


@dataclass(frozen=True, kw_only=True)
class Unsettled:
    """Something said of two records of one person that nobody has settled: claim `number`."""

    number: int
    a: int
    b: int
    by_model: bool


def finding(total: float, *, is_one: bool, is_barred: bool = False) -> str:
    """Return what a second look at two records finds: "join", "part", or "" within the band.

    `total` is in bits. `is_barred` says that a rule stands against joining them.
    """
    if is_one:
        return "part" if total < STAY_FROM else ""
    return "join" if total >= JOIN_FROM and not is_barred else ""


def doubts(
    records: Sequence[RecordFacts], *, links: Sequence[Said], unsettled: Sequence[Unsettled] = ()
) -> list[Doubt]:
    """Return every reason to look again at one person, of these records.

    `links` are the standing claims that hold the records together.
    """
    if len(records) < 2:
        return []
    held = {int(record.ref): record for record in records}
    found = [
        *_conflicts(held),
        *_weak_bridges(held, links=links),
        *_unsettled(unsettled, within=set(held)),
    ]
    if len(held) > TOO_MANY_RECORDS:
        times = len(held) // TOO_MANY_RECORDS
        words = f"More than {times * TOO_MANY_RECORDS} records are held to be of this one person."
        first = min(held)
        found.append(
            Doubt(cause="too_many", a=first, b=None, words=words, key=f"too_many:{first}:{times}")
        )
    return found


def _conflicts(held: Mapping[int, RecordFacts]) -> Iterator[Doubt]:
    """Yield each number and birth that cannot go with another, by the records that said it first."""
    for a, b in combinations(_first_to_say(held, _numbers_of), 2):
        what = numbers_differ(held[a], held[b])
        if what:
            yield _doubt("numbers", a, b, words=f"Two different values of the {what}, both valid.")
    for a, b in combinations(_first_to_say(held, lambda one: one.date_of_birth), 2):
        if births_contradict(held[a], held[b]):
            yield _doubt("births", a, b, words="Two dates of birth that cannot be one.")


def _numbers_of(record: RecordFacts) -> frozenset[tuple[str, str]]:
    return frozenset((one.scheme, one.number) for one in record.identifiers.values())


def _first_to_say(held: Mapping[int, RecordFacts], what) -> list[int]:
    first: dict[object, int] = {}
    for number in sorted(held):
        said = what(held[number])
        if said:
            first.setdefault(said, number)
    return list(first.values())


def _weak_bridges(held: Mapping[int, RecordFacts], *, links: Sequence[Said]) -> Iterator[Doubt]:
    """Yield the single links near the line that hold two subgroups together."""
    same = [one for one in links if one.is_same and one.a in held and one.b in held]
    for link in same:
        if link.bits is None or link.bits >= NEAR_THE_LINE:
            continue
        near = _reached(link.a, [one.pair for one in same if one.pair != link.pair])
        far = set(held) - near
        if link.b in near or min(len(near), len(far)) < SMALLEST_SUBGROUP:
            continue
        if not _held_otherwise(held, near, far, besides=link):
            yield _doubt(
                "weak_bridge", link.a, link.b,
                words="Two groups of records hang together by one link, and it is near the line.",
            )  # fmt: skip


def _reached(start: int, pairs: Iterable[tuple[str, str]]) -> set[int]:
    beside: dict[int, set[int]] = {}
    for a, b in pairs:
        beside.setdefault(int(a), set()).add(int(b))
        beside.setdefault(int(b), set()).add(int(a))
    found: set[int] = set()
    fresh = {start}
    while fresh:
        found |= fresh
        fresh = {other for one in fresh for other in beside.get(one, ())} - found
    return found


def _held_otherwise(
    held: Mapping[int, RecordFacts], near: set[int], far: set[int], *, besides: Said
) -> bool:
    """Say whether another pair across would join by itself, although it was never written down."""
    return any(
        compare(held[a], held[b]).total >= JOIN_FROM
        for a in near
        for b in far
        if {a, b} != {besides.a, besides.b}
    )


def _unsettled(said: Iterable[Unsettled], *, within: set[int]) -> Iterator[Doubt]:
    for one in said:
        if not {one.a, one.b} <= within:
            continue
        cause = "rescored" if one.by_model else "cannot_tell"
        words = (
            "The nightly look at all records would not join these two today."
            if one.by_model
            else "Somebody looked at two of its records and could not tell."
        )
        yield Doubt(cause=cause, a=one.a, b=one.b, words=words, key=f"{cause}:{one.number}")


def _doubt(cause: str, a: int, b: int, *, words: str) -> Doubt:
    first, second = sorted((a, b))
    return Doubt(cause=cause, a=first, b=second, words=words, key=f"{cause}:{first}:{second}")
