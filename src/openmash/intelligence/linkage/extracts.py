"""Reading an extract row by row, however it was exported: no row is ever dropped."""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as parquet

from openmash.errors import BadInput
from openmash.intelligence.linkage.feeds import Feed, missing_columns

_MOST_LINES = 50  # an address may go over some lines; a stray quote would go over all of them
_ROWS_AT_ONCE = 20_000
Row = tuple[str, ...]


def rows_of(feed: Feed, *, unreadable: Counter[str]) -> Iterator[list[Row]]:
    """Yield the rows of an extract in batches, with the feed's columns in their order.

    What cannot be read is counted in `unreadable` by its name: `row` for a row with too few or too
    many values or a stray quote, `encoding` for one that is not UTF-8 and was read as Windows-1252.

    Raises:
        BadInput: a mapped column is missing, or the file is no CSV or Parquet at all.
    """
    if feed.path.suffix.lower() == ".parquet":
        yield from _parquet_rows(feed)
    else:
        yield from _csv_rows(feed, unreadable)


def check_columns(feed: Feed, *, header: list[str]) -> list[int]:
    """Return where each column of the feed stands in the header.

    Raises:
        BadInput: a mapped column is not there; the file and each column are named.
    """
    if missing := missing_columns(feed, header=header):
        said = "\n".join(f"{feed.file} has no column {column}." for column in missing)
        raise BadInput(f"{said}\nCorrect the mapping in feeds.yaml or the extract.")
    return [header.index(column) for column in feed.columns]


def header_of(feed: Feed) -> list[str]:
    """Return the names of an extract's columns.

    Raises:
        BadInput: the file cannot be read, is empty, or is no CSV in UTF-8.
    """
    if feed.path.suffix.lower() == ".parquet":
        return list(_parquet(feed).schema_arrow.names)
    with feed.path.open("rb") as file:
        line = file.readline(1_000_000)
    if line.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in line:
        raise BadInput(f"{feed.file} is not UTF-8. Export it again as CSV in UTF-8.")
    text = line.decode("utf-8-sig", errors="replace").strip("\r\n")
    if not text.strip():
        raise BadInput(f"{feed.file} is empty. It needs at least a row with the column names.")
    return [name.strip() for name in next(csv.reader([text]))]


def _parquet(feed: Feed) -> parquet.ParquetFile:
    try:
        return parquet.ParquetFile(feed.path)
    except Exception as error:
        said = f"{feed.file} cannot be read as Parquet. Export it again, or as CSV."
        raise BadInput(said) from error


def _parquet_rows(feed: Feed) -> Iterator[list[Row]]:
    file = _parquet(feed)
    check_columns(feed, header=list(file.schema_arrow.names))
    for batch in file.iter_batches(_ROWS_AT_ONCE, columns=list(feed.columns)):
        columns = [[_text(v) for v in batch.column(c).to_pylist()] for c in feed.columns]
        yield list(zip(*columns, strict=True))


def _text(value: object) -> str:
    return "" if value is None or value != value else str(value)


def _csv_rows(feed: Feed, unreadable: Counter[str]) -> Iterator[list[Row]]:
    header = header_of(feed)
    places = check_columns(feed, header=header)
    width, batch = len(header), list[Row]()
    for values in _records(feed.path, width, unreadable):
        if len(values) != width:
            unreadable["row"] += 1
            values = values + [""] * (width - len(values))
        batch.append(tuple(values[place] for place in places))
        if len(batch) >= _ROWS_AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _records(path: Path, width: int, unreadable: Counter[str]) -> Iterator[list[str]]:
    """Yield the values of each row after the header; a stray quote spoils no other row."""
    lines = _lines(path, unreadable)
    next(lines, None)
    waiting: list[str] = []
    while True:
        line = waiting.pop(0) if waiting else next(lines, None)
        if line is None:
            return
        if not line.strip():
            continue
        if '"' not in line:
            yield line.rstrip("\r\n").split(",")
            continue
        if line.count('"') % 2 == 0:
            yield next(csv.reader([line]))
            continue
        values, rest = _over_lines(line, lines, waiting, width)
        if values is None:
            unreadable["row"] += 1
            values = next(csv.reader([line.replace('"', "")]))
        waiting = rest
        yield values


def _over_lines(
    line: str, lines: Iterator[str], waiting: list[str], width: int
) -> tuple[list[str] | None, list[str]]:
    """Read a row whose quoted value goes over lines; None where the quote closes nowhere near."""
    taken: list[str] = []
    text = line
    while len(taken) < _MOST_LINES:
        following = waiting.pop(0) if waiting else next(lines, None)
        if following is None:
            break
        taken.append(following)
        text += following
        if following.count('"') % 2:
            values = next(csv.reader(text.splitlines(keepends=True)))
            if len(values) == width:
                return values, waiting
            break
    return None, [*taken, *waiting]


def _lines(path: Path, unreadable: Counter[str]) -> Iterator[str]:
    with path.open("rb") as file:
        for number, raw in enumerate(file):
            text = raw.removeprefix(b"\xef\xbb\xbf") if number == 0 else raw
            try:
                yield text.decode("utf-8").replace("\x00", "")
            except UnicodeDecodeError:
                unreadable["encoding"] += 1
                yield text.decode("cp1252", errors="replace").replace("\x00", "")
