"""`openmash link`: from agencies' extracts to persons, in stages that a killed run does not repeat."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from openmash import __version__
from openmash.errors import BadInput
from openmash.intelligence.linkage import (
    blocking,
    explaining,
    files,
    kept,
    persons,
    scoring,
    spark,
)
from openmash.intelligence.linkage.feeds import MAPPING, Feed, read_feeds
from openmash.intelligence.linkage.preparing import FileReport, check_feeds, prepare_feeds
from openmash.intelligence.linkage.progress import Progress
from openmash.intelligence.linkage.records import (
    count_unread,
    load_records,
    name_records,
    numbers_of,
)
from openmash.intelligence.linkage.stages import Bench, fingerprint
from openmash.people.matching.weights import Model

PAIRS_AT_ONCE = 1_500_000
MEMORY = "3GB"  # what the engine holds before it uses the disk


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is to be linked, and how."""

    directory: Path
    output: Path
    model: Model
    previous: Path | None = None
    decisions: Path | None = None
    explain: Path | None = None
    train: Path | None = None
    engine: str = "duckdb"
    memory: str = MEMORY


@dataclass(kw_only=True)
class Linked:
    """What came of it: the report of each file, and how many records, persons and pairs.

    `unknown_decisions` name a record that the input does not hold; they had no effect.
    """

    files: list[FileReport] = field(default_factory=list)
    records: int = 0
    persons: int = 0
    pairs: int = 0
    unknown_decisions: int = 0


def link(asked: Asked, *, progress: Progress) -> Linked:
    """Link the extracts of a directory and write the output, whole or not at all.

    Raises:
        BadInput: something cannot be read; nothing is written.
    """
    feeds = read_feeds(asked.directory)
    inputs = _inputs(asked, feeds)
    # The earlier output may be written over; what the agencies sent and people decided may not.
    files.check_output(asked.output, read=[path for path in inputs if path != asked.previous])
    check_feeds(feeds)
    decided = files.read_decisions(asked.decisions)
    bench = Bench(
        asked.output, made_for=fingerprint(inputs, __version__, asked.model, asked.engine)
    )
    try:
        return _linked(asked, feeds, decided, bench, progress)
    except BadInput:
        bench.clear()  # what was read before the fault is of no use, and is about people
        raise


def _linked(
    asked: Asked,
    feeds: tuple[Feed, ...],
    decided: files.Decided,
    bench: Bench,
    progress: Progress,
) -> Linked:
    reports = _read(asked, feeds, bench, progress)
    connection = _engine(asked, bench)
    try:
        linked = Linked(files=reports)
        progress.begin("Counting names and addresses")
        files.load_previous(connection, asked.previous)
        linked.records = load_records(
            connection,
            bench.file("prepared.parquet"),
            unchanged=bench.file("unchanged.parquet"),
            earlier=kept.beside(asked.previous),
        )
        repeated = name_records(connection, _stems(feeds))
        for place, count in repeated.items():
            reports[place].unreadable["record_id"] += count
        for place, part, count in count_unread(connection):
            reports[place].unreadable[part] += count
        kept.mark_new(connection, asked.previous)
        linked.pairs = _weigh_all(asked, connection, bench, linked.records, progress)
        progress.begin("Putting records together")
        decisions = _numbered(connection, decided, apart=asked.model.apart)
        linked.unknown_decisions = len(decided.same) + len(decided.different)
        linked.unknown_decisions -= len(decisions.same) + len(decisions.different)
        groups = persons.assign(
            connection,
            model=asked.model,
            decided=decisions,
            weigh=lambda: _weigh_more(asked, connection, linked.records),
        )
        persons.name_persons(connection)
        linked.persons = files.counted(connection, "SELECT count(DISTINCT person) FROM persons")
        if asked.explain:
            progress.begin("Putting reasons into words")
            explaining.write(connection, asked.explain, model=asked.model, groups=groups)
        progress.begin("Writing the output")
        with kept.written(connection, asked.output):
            files.write_output(connection, _OUTPUT, to=asked.output)
        progress.end()
    finally:
        connection.close()
    bench.clear()
    return linked


_TOGETHER = """
    SELECT lag(number) OVER (PARTITION BY was ORDER BY number) AS l, number AS r
    FROM records WHERE was IS NOT NULL AND NOT is_new QUALIFY l IS NOT NULL"""

_OUTPUT = """
    SELECT r.ref AS record_id, r.agency, p.person AS person_id, round(p.confidence, 4) AS confidence
    FROM records r JOIN persons p USING (number) ORDER BY r.number"""


def report_lines(linked: Linked) -> Iterable[str]:
    """Yield the report as JSON: a line for each file."""
    for one in linked.files:
        unreadable = dict(sorted(one.unreadable.items()))
        yield json.dumps({"file": one.file, "rows": one.rows, "unreadable": unreadable})


def _stems(feeds: tuple[Feed, ...]) -> list[str]:
    """Return what leads in the ids of each extract; roll.csv and roll.parquet keep their endings."""
    stems = [feed.path.stem for feed in feeds]
    return [
        stem if stems.count(stem) == 1 else feed.file
        for stem, feed in zip(stems, feeds, strict=True)
    ]


def _inputs(asked: Asked, feeds: Iterable[Feed]) -> list[Path]:
    """Return every file that a run reads.

    Raises:
        BadInput: an earlier output or the decisions are not there.
    """
    read = [asked.directory / MAPPING, *(feed.path for feed in feeds)]
    further = [path for path in (asked.previous, asked.decisions) if path is not None]
    if missing := [path.name for path in further if not path.is_file()]:
        raise BadInput(f"There is no {missing[0]}. Name a file that is there.")
    return [*read, *further]


def _engine(asked: Asked, bench: Bench) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(
        ":memory:",
        config={"memory_limit": asked.memory, "temp_directory": str(bench.file("spill"))},
    )
    connection.execute("SET preserve_insertion_order = false")
    # The engine's own bar goes to standard output, which is for what machines read.
    connection.execute("SET enable_progress_bar = false")
    return connection


def _read(
    asked: Asked, feeds: tuple[Feed, ...], bench: Bench, progress: Progress
) -> list[FileReport]:
    if not bench.is_done("read"):
        size = sum(feed.path.stat().st_size for feed in feeds)
        progress.begin(f"Reading {len(feeds)} extracts ({size / 1e6:,.0f} MB)")
        reports = prepare_feeds(
            feeds,
            into=bench.file("prepared.parquet"),
            unchanged=bench.file("unchanged.parquet"),
            earlier=kept.beside(asked.previous),
            progress=progress.step,
        )
        bench.done("read", [[r.file, r.rows, dict(r.unreadable)] for r in reports])
    found = bench.found("read")
    return [FileReport(file=f, rows=n, unreadable=Counter(u)) for f, n, u in found]


def _weigh_all(
    asked: Asked,
    connection: duckdb.DuckDBPyConnection,
    bench: Bench,
    records: int,
    progress: Progress,
) -> int:
    """Weigh all candidate pairs, some at a time, each part kept once it is complete."""
    pairs = bench.file("pairs.parquet")
    if not bench.is_done("pairs"):
        progress.begin("Looking for pairs to compare")
        # Without what was kept, nobody can tell which rows changed: all are compared again.
        only_new = kept.beside(asked.previous) is not None
        blocking.make_pairs(connection, only_new=only_new)
        if not only_new:
            connection.execute(f"INSERT INTO pairs FROM ({_TOGETHER}) ANTI JOIN pairs USING (l, r)")
        connection.execute(f"COPY (FROM pairs) TO '{files.quoted(pairs)}' (FORMAT PARQUET)")
        connection.execute("DROP TABLE pairs")
        found = f"SELECT count(*) FROM '{files.quoted(pairs)}'"  # noqa: S608 - our own path
        bench.done("pairs", files.counted(connection, found))
    total = int(bench.found("pairs"))
    at_once = (
        PAIRS_AT_ONCE if asked.engine == "duckdb" else max(total, 1)
    )  # Spark parts them itself
    parts = max(1, -(-total // at_once))
    progress.begin("Comparing pairs", total=total)
    for part in range(parts):
        if not bench.is_done(f"weighed-{part}"):
            _weigh_part(asked, connection, bench, (part, parts), records)
        progress.step(total // parts)
    weighed = files.quoted(bench.file("weighed-*.parquet"))
    connection.execute(f"CREATE OR REPLACE TABLE weighed AS FROM '{weighed}'")
    return total


def _weigh_part(
    asked: Asked,
    connection: duckdb.DuckDBPyConnection,
    bench: Bench,
    part: tuple[int, int],
    records: int,
) -> None:
    pairs, target = (bench.file(n) for n in ("pairs.parquet", f"weighed-{part[0]}.parquet"))
    connection.execute(f"""
        CREATE OR REPLACE TABLE pairs AS
        SELECT l, r FROM '{files.quoted(pairs)}' WHERE l % {part[1]} = {part[0]}""")  # noqa: S608
    weights, prior = asked.model.weights, asked.model.prior(records)
    if asked.engine == "spark":
        place = bench.file("spark")
        spark.score(connection, weights, prior_bits=prior, place=place, memory=asked.memory)
    else:
        scoring.score(connection, weights, prior_bits=prior)
    connection.execute(f"COPY (FROM scored) TO '{files.quoted(target)}' (FORMAT PARQUET)")
    connection.execute("DROP TABLE scored")
    bench.done(f"weighed-{part[0]}")


def _weigh_more(asked: Asked, connection: duckdb.DuckDBPyConnection, records: int) -> None:
    scoring.score(connection, asked.model.weights, prior_bits=asked.model.prior(records))
    connection.execute("INSERT INTO weighed FROM scored")


def _numbered(
    connection: duckdb.DuckDBPyConnection, decided: files.Decided, *, apart: float
) -> persons.Decided:
    """Return decisions by numbers of records, and what stood together in the earlier output."""
    together = connection.execute(f"""
        SELECT l, r FROM ({_TOGETHER}) LEFT JOIN weighed USING (l, r)
        WHERE coalesce(bits, 0) >= {apart} ORDER BY l, r""").fetchall()  # noqa: S608 - a number
    return persons.Decided(
        same=numbers_of(connection, decided.same),
        different=numbers_of(connection, decided.different),
        together=tuple(together),
    )
