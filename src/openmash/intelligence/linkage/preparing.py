"""Making extracts ready for comparison: read, prepared and keyed, in as many processes as are free."""

import gc
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as parquet

from openmash.intelligence.linkage.extracts import Row, check_columns, header_of, rows_of
from openmash.intelligence.linkage.feeds import Feed
from openmash.intelligence.linkage.reading import reader_of
from openmash.people.matching import RecordFacts
from openmash.people.matching.blocking import name_sounds
from openmash.people.matching.frequency import family_bits, given_bits
from openmash.people.matching.prepared import Prepared, prepare, token

_TYPES = {
    str | None: pa.string(), int | None: pa.int64(), list[int]: pa.list_(pa.int64()),
    bool: pa.bool_(), float: pa.float32(), int: pa.int32(),
}  # fmt: skip
SCHEMA = pa.schema(
    [("number", pa.int64()), ("ref", pa.string()), ("feed", pa.int32()), ("agency", pa.string())]
    + [(name, _TYPES[kind]) for name, kind in Prepared.__annotations__.items()]
    + [("given_shipped", pa.float32()), ("family_shipped", pa.float32())]
    + [("is_given_shipped", pa.bool_()), ("is_family_shipped", pa.bool_())]
    + [("given_keys", pa.list_(pa.int64())), ("family_keys", pa.list_(pa.int64()))]
    + [("print", pa.int64()), ("unread", pa.list_(pa.string()))]
    + [(f"said_{part}", pa.string()) for part in ("name", "born", "address")]
)


@dataclass(kw_only=True)
class FileReport:
    """How many rows an extract had, and how often a field of it could not be read."""

    file: str
    rows: int = 0
    unreadable: Counter[str] = field(default_factory=Counter)


def check_feeds(feeds: Iterable[Feed]) -> None:
    """Check that every extract can be opened and has its mapped columns, before any is read.

    Raises:
        BadInput: one cannot, or has not; what and where is named.
    """
    for feed in feeds:
        check_columns(feed, header=header_of(feed))


UNCHANGED = pa.schema([("number", pa.int64()), ("feed", pa.int32()), ("print", pa.int64())])
_VERSION = 5  # of what is derived from a row: raise it, and no row that was kept counts any more
_WORTH_A_PROCESS = 8_000  # rows; fewer are read sooner than another process has started
_Task = tuple[int, list[Row], int]
_Done = tuple[pa.Table, pa.Table]


class Preparer:
    """Reads the rows of feeds; made anew in each process. `kept` are prints of rows kept before."""

    def __init__(self, feeds: tuple[Feed, ...], kept: Path | None):
        self._feeds = feeds
        self._readers: dict[int, Callable[[Row, int, Counter[str]], RecordFacts]] = {}
        self._said: dict[int, bytes] = {}
        self._kept = _prints(kept)

    def tables(self, task: _Task) -> _Done:
        """Return the prepared rows of one batch, and those that did not change since."""
        place, rows, first = task
        if place not in self._readers:
            self._readers[place] = reader_of(self._feeds[place])
            # Where the extract stands does not change what its rows say.
            feed = replace(self._feeds[place], path=Path())
            self._said[place] = f"{_VERSION} {feed!r}".encode()
        read = self._readers[place]
        prints = np.array([_print(self._said[place], row) for row in rows], dtype=np.int64)
        is_kept = np.isin(prints, self._kept) if len(self._kept) else np.zeros(len(rows), bool)
        found = []
        for n in np.flatnonzero(~is_kept):
            count = Counter[str]()
            facts = read(rows[n], first + n, count)
            found.append(_columns(facts, place, first + n, int(prints[n]), list(count)))
        columns = list(zip(*found, strict=True)) or [()] * len(SCHEMA)
        arrays = [pa.array(c, type=f.type) for c, f in zip(columns, SCHEMA, strict=True)]
        same = np.flatnonzero(is_kept)
        held = [pa.array(same + first), pa.array(np.full(len(same), place, np.int32))]
        unchanged = pa.Table.from_arrays([*held, pa.array(prints[same])], schema=UNCHANGED)
        return pa.Table.from_arrays(arrays, schema=SCHEMA), unchanged


def _prints(kept: Path | None) -> np.ndarray:
    if kept is None:
        return np.array([], dtype=np.int64)
    return parquet.read_table(kept, columns=["print"])["print"].to_numpy()


def _print(said: bytes, row: Row) -> int:
    text = "\x1f".join(row).encode(errors="replace")
    return int.from_bytes(blake2b(said + text, digest_size=8).digest(), "big", signed=True)


def _columns(
    facts: RecordFacts, place: int, number: int, mark: int, unread: list[str]
) -> tuple[object, ...]:
    ready = prepare(facts)
    shipped = (
        given_bits(ready.given) if ready.given else ready.given_bits,
        family_bits(ready.family) if ready.family else ready.family_bits,
        ready.is_given_listed,
        ready.is_family_listed,
    )
    written = (facts.given, facts.family, facts.name, facts.other_names)
    sounds = ([token(one) for one in part] for part in name_sounds(*written))
    name = facts.name or " ".join(filter(None, (facts.given, facts.family)))
    further = "".join(f" ({text})" for text in facts.other_names)
    born = str(facts.date_of_birth or "") or (f"aged {facts.age}" if facts.age is not None else "")
    address = ", ".join(filter(None, (facts.address, facts.postcode)))
    return (
        number, facts.ref, place, facts.agency, *ready, *shipped, *sounds,
        mark, unread, name + further, born, address,
    )  # fmt: skip


@contextmanager
def write_prepared(into: Path) -> Iterator[Callable[[RecordFacts, int], None]]:
    """Give a function that adds one record, by its number, to a file of prepared records."""
    waiting: list[tuple[object, ...]] = []
    with parquet.ParquetWriter(into, SCHEMA, compression="zstd", compression_level=1) as writer:

        def flush() -> None:
            columns = list(zip(*waiting, strict=True)) or [()] * len(SCHEMA)
            arrays = [pa.array(c, type=f.type) for c, f in zip(columns, SCHEMA, strict=True)]
            writer.write_table(pa.Table.from_arrays(arrays, schema=SCHEMA))
            waiting.clear()

        def add(facts: RecordFacts, number: int) -> None:
            waiting.append(_columns(facts, 0, number, number, []))
            if len(waiting) >= 20_000:
                flush()

        yield add
        flush()


_worker: Preparer | None = None


def _start(feeds: tuple[Feed, ...], kept: Path | None) -> None:
    global _worker
    # Rows leave no cycles behind, and looking for some among all the names read so far takes long.
    gc.disable()
    _worker = Preparer(feeds, kept)


def _work(task: _Task) -> _Done:
    if _worker is None:
        raise RuntimeError("The process was not started.")
    return _worker.tables(task)


def prepare_feeds(
    feeds: tuple[Feed, ...],
    *,
    into: Path,
    unchanged: Path,
    earlier: Path | None = None,
    progress: Callable[[int], None],
    processes: int | None = None,
) -> list[FileReport]:
    """Write the prepared records of all feeds to Parquet files, and say how each was read.

    Rows that were kept from an `earlier` run and did not change go to `unchanged`, by their prints.
    `progress` is told how many more rows were read, after each batch. Records are numbered from
    nought over all the feeds, in their order.
    """
    reports = [FileReport(file=feed.file) for feed in feeds]
    tasks = _tasks(feeds, reports)
    count = processes or max(1, min(os.cpu_count() or 1, 8))
    with (
        parquet.ParquetWriter(into, SCHEMA, compression="zstd", compression_level=1) as writer,
        parquet.ParquetWriter(unchanged, UNCHANGED) as rest,
    ):
        for table, same in _prepared(feeds, earlier, tasks, count):
            writer.write_table(table)
            rest.write_table(same)
            progress(table.num_rows + same.num_rows)
    return reports


def _prepared(
    feeds: tuple[Feed, ...], kept: Path | None, tasks: Iterator[_Task], processes: int
) -> Iterator[_Done]:
    first = list(_first_rows(tasks, 2 * processes))
    if processes == 1 or sum(len(rows) for _, rows, _ in first) < _WORTH_A_PROCESS:
        yield from map(Preparer(feeds, kept).tables, chain(first, tasks))
        return
    with get_context("spawn").Pool(processes, initializer=_start, initargs=(feeds, kept)) as pool:
        # A few batches at a time, so that an extract of any size is never held whole.
        pending = [pool.apply_async(_work, (task,)) for task in first]
        while pending:
            pending += [pool.apply_async(_work, (t,)) for t in islice(tasks, processes)]
            for _ in range(min(processes, len(pending))):
                yield pending.pop(0).get()


def _first_rows(tasks: Iterator[_Task], most: int) -> Iterator[_Task]:
    """Yield the first few batches, until it is clear that starting processes is worth while."""
    rows = 0
    for task in islice(tasks, most):
        yield task
        rows += len(task[1])
        if rows >= _WORTH_A_PROCESS:
            return


def _tasks(feeds: tuple[Feed, ...], reports: list[FileReport]) -> Iterator[_Task]:
    number = 0
    for place, feed in enumerate(feeds):
        report = reports[place]
        for rows in rows_of(feed, unreadable=report.unreadable):
            yield place, rows, number
            number += len(rows)
            report.rows += len(rows)
