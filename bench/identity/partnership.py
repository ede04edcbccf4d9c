"""Write an invented partnership's extracts, of any size, with the truth about who is who beside."""

import csv
import io
import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import yaml

from bench.identity.extracts import AGENCIES, Agency
from bench.identity.families import Families
from bench.identity.lives import Numbers, lives_of
from bench.identity.places import borough
from bench.identity.sightings import Observer, Sighting
from bench.identity.trouble import USUAL, Trouble

TRUTH = ("record_id", "person", "household", "culture", "kind", "twin_of", "namesake_of")


def truth_beside(directory: Path) -> Path:
    """Return where the truth of an input directory stands: beside it, never within."""
    return directory.parent / f"{directory.name}-truth.csv"


def write_partnership(
    directory: Path, *, records: int, seed: int, trouble: Trouble = USUAL
) -> Path:
    """Write extracts with just so many records and feeds.yaml; return the path of the truth.

    The same seed, size and trouble write the same bytes. Records stand in no order that
    tells anything. The truth has one row a record, in the columns of `TRUTH`.
    """
    directory.mkdir(parents=True, exist_ok=True)
    rng = random.Random(f"partnership {seed}")
    rows: dict[str, list] = {agency: [] for agency in AGENCIES}
    truth: dict[str, list[tuple]] = {agency: [] for agency in AGENCIES}
    to_csv = _Lines()
    for agency, sighting in islice(_sightings(records, rng, trouble), records):
        shape = AGENCIES[agency]
        row = shape.row(sighting, rng)
        rows[agency].append(row if shape.file.endswith("parquet") else to_csv(row))
        truth[agency].append(_truth(sighting.person))
    with truth_beside(directory).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(TRUTH)
        for agency, shape in AGENCIES.items():
            ids = _shuffled(rows[agency], truth[agency], shape=agency, rng=rng)
            _write(directory / shape.file, shape, ids, rows.pop(agency))
            writer.writerows(
                zip(ids, *zip(*truth.pop(agency), strict=True), strict=True) if ids else ()
            )
    _write_feeds(directory)
    return truth_beside(directory)


def _sightings(records: int, rng, trouble: Trouble) -> Iterator[tuple[str, Sighting]]:
    place = borough(records=records, rng=rng)
    numbers = Numbers(rng)
    for household in Families(rng, trouble).households_for_ever():
        lives = lives_of(
            household, borough=place, numbers=numbers, rng=rng, moving=trouble.moves_a_year
        )
        observer, refs = Observer(household, lives, trouble, rng), {}
        for life in lives:
            for meeting in life.meetings:
                mess = AGENCIES[meeting.agency].mess
                yield meeting.agency, observer.sighting(life, meeting, mess=mess, refs=refs)


def _truth(person) -> tuple:
    return (
        f"P{person.number:07d}",
        f"H{person.household:07d}",
        person.culture.name,
        person.kind,
        f"P{person.twin_of.number:07d}" if person.twin_of else "",
        f"P{person.namesake_of.number:07d}" if person.namesake_of else "",
    )


_ID_STYLES = {
    "police": "NOM-{:08d}", "school_census": "{:07d}P", "gp": "G{:08d}", "hospital": "ED/{:08d}",
    "housing": "H-{:07d}", "childrens_social_care": "C{:08d}", "adult_social_care": "ASC{:07d}",
    "probation": "X{:07d}", "voluntary": "v{:07d}",
}  # fmt: skip


def _shuffled(rows: list, truth: list, *, shape: str, rng) -> list[str]:
    """Shuffle rows and truth alike, and return an id for each that tells nothing."""
    order = list(range(len(rows)))
    rng.shuffle(order)
    rows[:] = [rows[i] for i in order]
    truth[:] = [truth[i] for i in order]
    style = _ID_STYLES[shape]
    return [style.format(n) for n in rng.sample(range(10**6, 10**7), len(rows))]


class _Lines:
    """Turns rows into lines of CSV, so that a million records wait in little memory."""

    def __init__(self) -> None:
        self._buffer = io.StringIO()
        self._writer = csv.writer(self._buffer, lineterminator="\n")

    def __call__(self, row: tuple) -> bytes:
        self._buffer.seek(0)
        self._buffer.truncate()
        self._writer.writerow(row)
        return self._buffer.getvalue().encode()


def _write(path: Path, shape: Agency, ids: list[str], rows: list) -> None:
    if path.suffix == ".parquet":
        columns = list(zip(*rows, strict=True)) if rows else [()] * (len(shape.columns) - 1)
        dates = {"date_of_birth", "sentence_date"}
        arrays = {shape.columns[0]: pa.array(ids, pa.string())}
        for name, values in zip(shape.columns[1:], columns, strict=True):
            kind = pa.date32() if name in dates else pa.string()
            arrays[name] = pa.array(values, kind)
        pq.write_table(pa.table(arrays), path)
        return
    with path.open("wb") as file:
        file.write((",".join(shape.columns) + "\n").encode())
        file.writelines(f"{i},".encode() + row for i, row in zip(ids, rows, strict=True))


def _write_feeds(directory: Path) -> None:
    feeds = [
        {
            "file": shape.file,
            "agency": agency,
            "record_id": shape.columns[0],
            "fields": shape.feed,
        }
        for agency, shape in AGENCIES.items()
    ]
    text = yaml.safe_dump({"feeds": feeds}, sort_keys=False, allow_unicode=True)
    (directory / "feeds.yaml").write_text(text, "utf-8")
