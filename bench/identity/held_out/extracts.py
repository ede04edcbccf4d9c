"""Write the extracts of all agencies, the map of their columns, and the truth beside them."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import yaml

from bench.identity.held_out.agency import Agency, Row
from bench.identity.held_out.council import COUNCIL
from bench.identity.held_out.families import Families
from bench.identity.held_out.health import HEALTH
from bench.identity.held_out.justice import JUSTICE
from bench.identity.held_out.person import TODAY, Person

AGENCIES = (*HEALTH, *COUNCIL, *JUSTICE)
TRUTH_COLUMNS = ("record_id", "person", "household", "culture", "kind", "other")
FIRST_RECORD = date(2017, 1, 1).toordinal()
LAST_RECORD = TODAY.toordinal() - 2
UNBORN_RATE = 0.5

SEEN_TOGETHER = ("gp", "housing", "childrens_social_care", "police")

Rows = list[tuple[Row, str]]
Days = dict[tuple[int, str], int]


def write_held_out(directory: Path, *, records: int, seed: int) -> Path:
    """Write extracts of invented people, `records` rows in all, and return the truth's path.

    The truth stands beside the directory, never in it. Its `record_id` has the file's stem before it for
    the two extracts that number their rows from 1 alike. The same seed gives the same files.

    Raises:
        ValueError: `records` is below 100, or more than there are NHS numbers for.
    """
    if not 100 <= records <= 2_500_000:
        raise ValueError(f"records is {records}; it must be from 100 to 2,500,000")
    directory.mkdir(parents=True, exist_ok=True)
    by = Random(seed)
    held = _hold(records, by=by)
    truth = directory.parent / f"{directory.name}-truth.csv"
    with truth.open("w", encoding="utf-8", newline="") as file:
        answers = csv.writer(file)
        answers.writerow(TRUTH_COLUMNS)
        for agency in AGENCIES:
            rows = held.pop(agency.code)
            by.shuffle(rows)
            ids = [f"{agency.id_prefix}{number}" for number in _numbers(agency, len(rows))]
            _write_extract(directory, agency, ids=ids, rows=rows)
            prefix = "" if agency.id_prefix else f"{agency.stem}:"
            for known, (_row, said) in zip(ids, rows, strict=True):
                answers.writerow([prefix + known, *said.split("\t")])
    feeds = {"feeds": [agency.feed() for agency in AGENCIES]}
    (directory / "feeds.yaml").write_text(yaml.safe_dump(feeds, sort_keys=False), "utf-8")
    return truth


def _hold(records: int, *, by: Random) -> dict[str, Rows]:
    """Return the rows each agency holds, family by family, until there are enough of them."""
    families = Families(by=by)
    held: dict[str, Rows] = {agency.code: [] for agency in AGENCIES}
    left = records
    while left:
        together: Days = {}
        for person in families.kin():
            said = _said(person)
            for agency, row in _records_of(person, together=together, by=by):
                if left:
                    held[agency.code].append((row, said))
                    left -= 1
    return held


def _records_of(person: Person, *, together: Days, by: Random) -> Iterator[tuple[Agency, Row]]:
    years = person.age_on(TODAY)
    for agency in AGENCIES:
        for number in range(agency.reach(person, years, by)):
            on = _recorded_on(person, agency.code, by=by)
            if number == 0 and agency.code in SEEN_TOGETHER:
                # A family is registered, housed or referred on one day: a sign that two are two.
                known = together.setdefault((person.household, agency.code), on)
                on = known if known >= person.born.toordinal() and by.random() < 0.6 else on
            yield agency, agency.row(person, on, by)


def _recorded_on(person: Person, code: str, *, by: Random) -> int:
    born = person.born.toordinal()
    if code == "childrens_social_care" and person.age_on(TODAY) < 1 and by.random() < UNBORN_RATE:
        return born - by.randrange(1, 120)
    soonest = born + (1400 if code == "education" else 0)
    latest = born + 1800 if code == "health_visiting" else LAST_RECORD
    first = max(FIRST_RECORD, soonest)
    return by.randrange(first, max(first + 1, min(LAST_RECORD, latest)))


def _said(person: Person) -> str:
    """Return the truth of one person as it stands in every row: tab-separated, without the record's id."""
    other = "" if person.other is None else f"P{person.other:07d}"
    return f"P{person.key:07d}\tH{person.household:07d}\t{person.culture}\t{person.kind}\t{other}"


def _numbers(agency: Agency, count: int) -> range:
    return range(1, count + 1) if not agency.id_prefix else range(100_001, 100_001 + count)


def _write_extract(directory: Path, agency: Agency, *, ids: list[str], rows: Rows) -> None:
    heading = (agency.id_column, *agency.columns)
    if agency.file.endswith(".parquet"):
        _write_parquet(directory / agency.file, heading=heading, ids=ids, rows=rows)
        return
    with (directory / agency.file).open("w", encoding="utf-8", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(heading)
        sheet.writerows((known, *row) for known, (row, _said) in zip(ids, rows, strict=True))


def _write_parquet(path: Path, *, heading: tuple[str, ...], ids: list[str], rows: Rows) -> None:
    import pandas  # only this one extract needs it, and it is slow to load

    columns = (
        [ids, *zip(*(row for row, _said in rows), strict=True)] if rows else [[] for _ in heading]
    )
    pandas.DataFrame(dict(zip(heading, map(list, columns), strict=True))).to_parquet(
        path, index=False
    )
