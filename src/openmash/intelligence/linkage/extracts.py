"""Reading an extract row by row, however it was exported: no row is ever dropped."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet

from openmash.errors import BadInput
from openmash.intelligence.linkage.feeds import Feed, missing_columns

_MOST_LINES = 50  # an address may go over some lines; a stray quote would go over all of them
_ROWS_AT_ONCE = 20_000
_LONGEST_LINE = 1_000_000  # bytes of column names; more is no header
LIST_JOINER = "; "  # between the values of a Parquet list; the feed names ";" as separator
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
        BadInput: a mapped column is not there, or there twice; the file and each are named.
    """
    wrong = [f"{feed.file} has no column {name}." for name in missing_columns(feed, header=header)]
    if wrong and len(header) == 1 and ";" in header[0]:
        wrong.append("Its columns are parted by semicolons: export it again with commas.")
    twice = [name for name in feed.columns if header.count(name) > 1]
    wrong += [f"{feed.file} has the column {name} more than once." for name in twice]
    if wrong:
        said = "\n".join(wrong)
        raise BadInput(f"{said}\nCorrect the mapping in feeds.yaml or the extract.")
    return [header.index(column) for column in feed.columns]


def header_of(feed: Feed) -> list[str]:
    """Return the names of an extract's columns.

    Raises:
        BadInput: the file cannot be read, is empty, or is no CSV in UTF-8.
    """
    if feed.path.suffix.lower() == ".parquet":
        return list(_parquet(feed).schema_arrow.names)
    try:
        with feed.path.open("rb") as file:
            line = file.readline(_LONGEST_LINE)
    except OSError as error:
        raise BadInput(f"{feed.file} cannot be opened: {error.strerror}.") from error
    if line.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in line:
        raise BadInput(f"{feed.file} is not UTF-8. Export it again as CSV in UTF-8.")
    text = _decoded(line.removeprefix(b"\xef\xbb\xbf"))[0].strip("\r\n")
    if not text.strip():
        raise BadInput(f"{feed.file} is empty. It needs at least a row with the column names.")
    if "\r" in text or len(line) >= _LONGEST_LINE:
        said = f"{feed.file} has no line ends that can be read. Export it again as CSV."
        raise BadInput(said)
    return [name.strip() for name in next(csv.reader([text]))]


def day_columns(feed: Feed) -> frozenset[str]:
    """Return the columns that a Parquet file holds as days or moments: they are read as YYYY-MM-DD."""
    if feed.path.suffix.lower() != ".parquet":
        return frozenset()
    schema = _parquet(feed).schema_arrow
    return frozenset(field.name for field in schema if pa.types.is_temporal(field.type))


def _parquet(feed: Feed) -> parquet.ParquetFile:
    try:
        return parquet.ParquetFile(feed.path)
    except Exception as error:
        said = f"{feed.file} cannot be read as Parquet. Export it again, or as CSV."
        raise BadInput(said) from error


def _parquet_rows(feed: Feed) -> Iterator[list[Row]]:
    file = _parquet(feed)
    check_columns(feed, header=list(file.schema_arrow.names))
    try:
        for batch in file.iter_batches(_ROWS_AT_ONCE, columns=list(feed.columns)):
            columns = [_texts(batch.column(c)) for c in feed.columns]
            yield list(zip(*columns, strict=True))
    except (OSError, pa.ArrowException) as error:
        said = f"{feed.file} is damaged: it cannot be read as Parquet to its end. Export it again."
        raise BadInput(said) from error


def _texts(column: pa.Array) -> list[str]:
    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.date32(), safe=False)
    return [_text(value) for value in column.to_pylist()]


def _text(value: object) -> str:
    if isinstance(value, list):
        return LIST_JOINER.join(filter(None, map(_text, value)))
    if isinstance(value, bytes):
        return _decoded(value)[0]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # a number with gaps in its column comes as 9990000018.0
    return "" if value is None or value != value else str(value)


def _csv_rows(feed: Feed, unreadable: Counter[str]) -> Iterator[list[Row]]:
    header = header_of(feed)
    places = check_columns(feed, header=header)
    width, batch = len(header), list[Row]()
    for values, is_whole in _records(feed.path, width, unreadable):
        if not is_whole or len(values) != width:
            unreadable["row"] += 1
            values = values + [""] * (width - len(values))
        batch.append(tuple(values[place] for place in places))
        if len(batch) >= _ROWS_AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _records(path: Path, width: int, unreadable: Counter[str]) -> Iterator[tuple[list[str], bool]]:
    """Yield the values of each row after the header, and whether its quotes stand as they should."""
    lines = _lines(path, unreadable)
    next(lines, None)
    waiting: list[str] = []
    while (line := waiting.pop(0) if waiting else next(lines, None)) is not None:
        if not line.strip():
            continue
        if '"' not in line:
            yield line.rstrip("\r\n").split(","), True
        elif line.count('"') % 2 == 0:
            values = _values(line)
            yield values or _without_quotes(line), values is not None
        elif _values(line, strict=True):
            yield _without_quotes(line), False  # a stray quote amid a value, which opens nothing
        else:
            values, waiting = _over_lines(line, lines, waiting, width)
            yield values or _without_quotes(line), values is not None


def _over_lines(
    line: str, lines: Iterator[str], waiting: list[str], width: int
) -> tuple[list[str] | None, list[str]]:
    """Read a row whose quoted value goes over lines; None where the quote opened by mistake.

    It did so if it closes nowhere near, if the row would not be whole with it, or if it would take
    in what looks like another row.
    """
    taken: list[str] = []
    while len(taken) < _MOST_LINES:
        following = waiting.pop(0) if waiting else next(lines, None)
        if following is None:
            break
        taken.append(following)
        if following.count(",") >= max(width - 1, 3):
            break
        if following.count('"') % 2:
            values = _values(line + "".join(taken), strict=True)
            if values is not None and len(values) == width:
                return values, waiting
            break
    return None, [*taken, *waiting]


def _without_quotes(line: str) -> list[str]:
    return line.rstrip("\r\n").replace('"', "").split(",")


def _values(text: str, *, strict: bool = False) -> list[str] | None:
    """Return the values of one row, however many lines it takes; None where it is not just one."""
    try:
        found = list(csv.reader(io.StringIO(text, newline=""), strict=strict))
    except csv.Error:
        return None
    return found[0] if len(found) == 1 else None


def _lines(path: Path, unreadable: Counter[str]) -> Iterator[str]:
    with path.open("rb") as file:
        for number, raw in enumerate(file):
            text, is_utf8 = _decoded(raw.removeprefix(b"\xef\xbb\xbf") if number == 0 else raw)
            if not is_utf8 and number:
                unreadable["encoding"] += 1
            yield text.replace("\x00", "")


def _decoded(raw: bytes) -> tuple[str, bool]:
    """Return a text, and whether it was UTF-8; what is not is read as Windows wrote it."""
    try:
        return raw.decode("utf-8"), True
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace"), False
