"""The nightly full run: everybody the hub holds is linked anew, and nothing is changed by it.

A new record is compared on arrival with those that share a key. Once a night the batch model goes
over all records together, as `openmash link` does over extracts, and where it would say otherwise
than the ledger, a human is asked: the finding stands in the list of matches.
"""

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import combinations, islice
from pathlib import Path

import duckdb

from openmash.intelligence.linkage import blocking, persons, scoring
from openmash.intelligence.linkage.preparing import write_prepared
from openmash.intelligence.linkage.records import load_records
from openmash.people.actions.full_run import Finding, HeldRecord, decided, held_records, note
from openmash.people.matching.opinion import FEWEST_HELD, opinion
from openmash.people.matching.weights import shipped

MOST_FINDINGS = 200  # a night; more than a hub can answer in a week helps nobody
_MOST_OF_ONE_SOURCE = 60  # people named by one source; a list of pupils is no company


def look_again_at_all(*, at: datetime) -> int:
    """Link all records anew, note where the ledger says otherwise, and return how many were noted."""
    with tempfile.TemporaryDirectory(prefix="openmash-nightly-") as place:
        Path(place).chmod(0o700)
        found = list(islice(_findings(Path(place)), MOST_FINDINGS))
    return sum(note(one, version=shipped().version, at=at) for one in found)


def _findings(place: Path) -> Iterator[Finding]:
    held: dict[int, HeldRecord] = {}
    with write_prepared(place / "prepared.parquet") as write:
        for record in held_records():
            held[record.number] = record
            write(record.facts, record.number)
    if len(held) < 2:
        return
    connection = duckdb.connect(
        ":memory:", config={"memory_limit": "2GB", "temp_directory": str(place / "spill")}
    )
    try:
        _link(connection, place, held)
        pairs = [*_would_join(connection, held), *_would_part(connection, held)]
    finally:
        connection.close()
    for a, b, kind, bits in sorted(pairs, key=lambda pair: -abs(pair[3])):
        said = opinion(held[a].facts, held[b].facts, held=max(len(held), FEWEST_HELD))
        yield Finding(a=a, b=b, finding=kind, bits=bits, evidence=said.evidence)


def _link(connection: duckdb.DuckDBPyConnection, place: Path, held: dict[int, HeldRecord]) -> None:
    model = shipped()
    count = max(load_records(connection, place / "prepared.parquet"), FEWEST_HELD)
    connection.execute("ALTER TABLE records ADD COLUMN is_new BOOLEAN DEFAULT TRUE")
    connection.execute("ALTER TABLE records ADD COLUMN was VARCHAR")
    blocking.make_pairs(connection)
    scoring.score(connection, model.weights, prior_bits=model.prior(count))
    connection.execute("CREATE TABLE weighed AS FROM scored")
    humans = decided(held)
    apart = {(int(a), int(b)) for a, b in humans.different} | set(_side_by_side(held.values()))

    def weigh() -> None:
        scoring.score(connection, model.weights, prior_bits=model.prior(count))
        connection.execute("INSERT INTO weighed FROM scored")

    persons.assign(
        connection,
        model=model,
        decided=persons.Decided(
            same=tuple((int(a), int(b)) for a, b in sorted(humans.same)),
            different=tuple(sorted(apart)),
        ),
        weigh=weigh,
    )


def _side_by_side(held: Iterable[HeldRecord]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that one source named side by side: two people, whatever else agrees."""
    named: dict[str, list[int]] = defaultdict(list)
    for record in held:
        named[record.source].append(record.number)
    for numbers in named.values():
        yield from combinations(numbers[:_MOST_OF_ONE_SOURCE], 2)


_Pair = tuple[int, int, str, float]


def _would_join(
    connection: duckdb.DuckDBPyConnection, held: dict[int, HeldRecord]
) -> Iterator[_Pair]:
    """Yield the surest pair of each two persons whom the full run takes for one."""
    rows: Sequence[tuple[int, int, float]] = connection.execute(f"""
        SELECT l, r, bits FROM weighed JOIN assigned a ON a.number = l
        JOIN assigned b ON b.number = r AND a.root = b.root
        WHERE bits >= {shipped().join} ORDER BY bits DESC, l, r""").fetchall()  # noqa: S608
    seen: set[frozenset[int | None]] = set()
    for left, right, bits in rows:
        two = frozenset((held[left].person, held[right].person))
        if len(two) == 2 and None not in two and two not in seen:
            seen.add(two)
            yield left, right, "join", bits


def _would_part(
    connection: duckdb.DuckDBPyConnection, held: dict[int, HeldRecord]
) -> Iterator[_Pair]:
    """Yield, of each person, the two records that the full run is surest are two people."""
    rows: Sequence[tuple[int, int, float]] = connection.execute(f"""
        SELECT l, r, bits FROM weighed LEFT JOIN assigned a ON a.number = l
        LEFT JOIN assigned b ON b.number = r
        WHERE bits < {shipped().apart} AND coalesce(a.root, l) <> coalesce(b.root, r)
        ORDER BY bits, l, r""").fetchall()  # noqa: S608
    seen: set[int] = set()
    for left, right, bits in rows:
        person = held[left].person
        if person is not None and person == held[right].person and person not in seen:
            seen.add(person)
            yield left, right, "part", bits
