"""Reading earlier output and decisions, and writing output whole or not at all."""

import csv
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from openmash.errors import BadInput

COLUMNS = ("record_id", "agency", "person_id", "confidence")
_DECISIONS = ("same", "different")


@dataclass(frozen=True, kw_only=True)
class Decided:
    """Pairs of record ids that people called the same or different."""

    same: tuple[tuple[str, str], ...] = ()
    different: tuple[tuple[str, str], ...] = ()


def check_output(output: Path, *, read: Iterable[Path] = ()) -> None:
    """Check that an output can be written, before anything is done.

    Raises:
        BadInput: it is of another kind, its directory cannot be written to, or it stands where
            something is that is to be `read`.
    """
    if output.suffix.lower() not in {".csv", ".parquet"}:
        raise BadInput(f"{output.name} must end in .csv or .parquet.")
    check_place(output)
    if output.resolve() in {path.resolve() for path in read}:
        raise BadInput(f"{output.name} is part of the input. Give the output a name of its own.")


def check_place(path: Path) -> None:
    """Check that a file can be written where it shall stand.

    Raises:
        BadInput: there is no such directory, it cannot be written to, or the name is a directory's.
    """
    parent = path.absolute().parent
    if not parent.is_dir():
        raise BadInput(f"There is no directory to write {path.name} to. Make it first.")
    if not os.access(parent, os.W_OK | os.X_OK):
        said = f"The directory of {path.name} cannot be written to. Choose another, or ask for it."
        raise BadInput(said)
    if path.is_dir():
        raise BadInput(f"{path.name} is a directory. Name a file.")


def read_decisions(path: Path | None) -> Decided:
    """Return the decisions of a file `record_id_a,record_id_b,decision`.

    Raises:
        BadInput: a column is missing, or a row says neither same nor different; its line is named.
    """
    if path is None:
        return Decided()
    if not path.is_file():
        raise BadInput(f"There is no {path.name}. Name a file with decisions.")
    rows = _rows(path, ("record_id_a", "record_id_b", "decision"))
    pairs: dict[str, list[tuple[str, str]]] = {said: [] for said in _DECISIONS}
    for line, (a, b, said) in rows:
        decision = said.strip().lower()
        if decision not in pairs or not a.strip() or not b.strip():
            said = f"{path.name}, line {line}: write two record ids, and same or different."
            raise BadInput(said)
        pairs[decision].append((a.strip(), b.strip()))
    return Decided(same=tuple(pairs["same"]), different=tuple(pairs["different"]))


def _rows(path: Path, columns: Sequence[str]) -> list[tuple[int, list[str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file)
            header = [name.strip() for name in next(reader, [])]
            if missing := [name for name in columns if name not in header]:
                said = f"{path.name} has no column {', '.join(missing)}. Its first row names them."
                raise BadInput(said)
            places = [header.index(name) for name in columns]
            return [
                (reader.line_num, [row[p] if p < len(row) else "" for p in places])
                for row in reader
                if row
            ]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadInput(f"{path.name} cannot be read as CSV in UTF-8.") from error


def load_previous(connection: duckdb.DuckDBPyConnection, path: Path | None) -> None:
    """Make the table `previous` (ref, person, confidence, agency); empty where there is none.

    Raises:
        BadInput: it cannot be read, or has not the columns of an output.
    """
    connection.execute(
        "CREATE OR REPLACE TABLE previous"
        " (ref VARCHAR, person VARCHAR, confidence DOUBLE, agency VARCHAR)"
    )
    if path is None:
        return
    if not path.is_file():
        raise BadInput(f"There is no {path.name}. Name the output of an earlier run.")
    read = (
        "read_parquet(?)"
        if path.suffix.lower() == ".parquet"
        else "read_csv(?, all_varchar=true, header=true, delim=',', quote='\"', escape='\"')"
    )
    try:
        connection.execute(
            "INSERT INTO previous SELECT record_id, person_id,"  # noqa: S608 - our own words
            f" try_cast(confidence AS DOUBLE), agency FROM {read}",
            [str(path)],
        )
    except duckdb.Error as error:
        said = f"{path.name} is no output of openmash link: it has not its columns."
        raise BadInput(said) from error


def write_output(connection: duckdb.DuckDBPyConnection, query: str, *, to: Path) -> None:
    """Write what a query gives to a CSV or Parquet file, whole or not at all."""
    kind = "PARQUET" if to.suffix.lower() == ".parquet" else "CSV, HEADER"
    partial = to.with_name(f".{to.name}.writing")
    try:
        connection.execute(f"COPY ({query}) TO '{quoted(partial)}' (FORMAT {kind})")
        os.replace(partial, to)
    finally:
        partial.unlink(missing_ok=True)


def counted(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    """Return the one whole number that a query gives."""
    return int(connection.execute(query).fetchall()[0][0])


def quoted(path: Path) -> str:
    """Return a path as it stands between single quotes in SQL."""
    return str(path).replace("'", "''")


def write_rows(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write rows to a CSV file, whole or not at all."""
    partial = path.with_name(f".{path.name}.writing")
    try:
        partial.touch(mode=0o600)  # reasons hold names, so their owner alone may read them
        with partial.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(header)
            writer.writerows(rows)
        os.replace(partial, path)
    finally:
        partial.unlink(missing_ok=True)
