"""Made-up extracts of three agencies, small enough to be read, and the command run over them."""

import csv
import json
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from openmash.cli import main

POLICE = ["nominal_ref", "nominal_name", "born", "sex", "last_known_address", "event_date"]
SCHOOL = ["pupil", "surname", "forename", "dob", "gender", "line1", "pc", "upn"]
HOSPITAL = ["attendance", "patient", "dob", "sex", "nhs", "address", "arrived"]

FEEDS = {
    "police.csv": {
        "agency": "police",
        "record_id": "nominal_ref",
        "fields": {
            "name": {"column": "nominal_name", "style": "FAMILY, given"},
            "date_of_birth": {"column": "born", "format": "%d-%b-%Y"},
            "sex": {"column": "sex", "values": {"F": "female", "M": "male", "U": None}},
            "address": ["last_known_address"],
            "recorded_on": {"column": "event_date", "format": "%Y-%m-%d"},
        },
    },
    "school.csv": {
        "agency": "school",
        "record_id": "pupil",
        "fields": {
            "family_name": "surname",
            "given_names": "forename",
            "date_of_birth": {"column": "dob", "format": "%d/%m/%Y"},
            "sex": "gender",
            "address": ["line1"],
            "postcode": "pc",
            "upn": "upn",
        },
    },
    "hospital.csv": {
        "agency": "hospital",
        "record_id": "attendance",
        "fields": {
            "name": {"column": "patient", "style": "given family"},
            "date_of_birth": {"column": "dob", "format": "%d/%m/%y"},
            "sex": "sex",
            "nhs_number": "nhs",
            "address": ["address"],
            "recorded_on": {"column": "arrived", "format": "%d/%m/%Y"},
        },
    },
}
ROWS = {
    "police.csv": [
        ["N1", "OKONKWO, Chidera", "14-Mar-2012", "F", "9 Larch Walk, Ashmere, AS4 2QT", "2025-01-10"],
        ["N2", "BRANDRETH, Tobias", "02-Nov-1984", "M", "31 Quarry Hill, Ashmere, AS7 1HB", "2025-02-11"],
        ["N3", "ZIELINSKA, Kasia", "21-Jul-1990", "F", "4 Mill Race, Kelby, AS9 6DD", "2025-02-12"],
    ],
    "school.csv": [
        ["S1", "Okonkwo", "Chidera", "14/03/2012", "Female", "9 Larch Walk", "AS4 2QT", ""],
        ["S2", "Pemberley", "Rhiannon", "30/09/2010", "Female", "77 Weir Street", "AS2 2AA", ""],
    ],
    "hospital.csv": [
        ["H1", "Chidera Okonkwo", "14/03/12", "F", "9990000018", "9 Larch Walk AS4 2QT", "03/04/2025"],
        ["H2", "Tobias Brandreth", "02/11/84", "M", "9990000026", "31 Quarry Hill AS7 1HB", "04/04/2025"],
        ["H3", "Yusuf Demir", "05/05/1971", "M", "", "1 The Green, Thornwick", "05/04/2025"],
    ],
}  # fmt: skip
ROWS["hospital.csv"][2][2] = "05/05/71"
HEADERS = {"police.csv": POLICE, "school.csv": SCHOOL, "hospital.csv": HOSPITAL}


def rows() -> dict[str, list[list[str]]]:
    """Return the rows of each extract, free to be changed."""
    return {file: [list(row) for row in found] for file, found in ROWS.items()}


def write(directory: Path, *, of: dict[str, list[list[str]]] | None = None, **feeds) -> Path:
    """Write the extracts and their feeds.yaml; `feeds` replaces the meaning of a file by its stem."""
    directory.mkdir(parents=True, exist_ok=True)
    held = rows() if of is None else of
    entries = []
    for file, found in held.items():
        with (directory / file).open("w", encoding="utf-8", newline="") as written:
            csv.writer(written).writerows([HEADERS[file], *found])
        stem = file.partition(".")[0]
        entries.append({"file": file, **FEEDS[file], **feeds.get(stem, {})})
    (directory / "feeds.yaml").write_text(yaml.safe_dump({"feeds": entries}), encoding="utf-8")
    return directory


def write_one(directory: Path, text: str | bytes, fields: dict, *, file: str = "list.csv") -> Path:
    """Write one extract just as given, and its feeds.yaml; its ids stand in the column `id`."""
    directory.mkdir(parents=True, exist_ok=True)
    raw = text.encode() if isinstance(text, str) else text
    (directory / file).write_bytes(raw)
    entry = {"file": file, "agency": "charity", "record_id": "id", "fields": fields}
    (directory / "feeds.yaml").write_text(yaml.safe_dump({"feeds": [entry]}), encoding="utf-8")
    return directory


@dataclass(kw_only=True)
class Ran:
    """What came of a run: its status, what it said, its report and the rows of its output."""

    status: int
    said: str
    printed: str
    rows: list[dict[str, str]] = field(default_factory=list)

    @property
    def report(self) -> dict[str, dict]:
        lines = [json.loads(line) for line in self.printed.splitlines()]
        return {line["file"]: line for line in lines}

    @property
    def people(self) -> dict[str, str]:
        return {row["record_id"]: row["person_id"] for row in self.rows}

    @property
    def groups(self) -> set[frozenset[str]]:
        found: dict[str, set[str]] = {}
        for record, person in self.people.items():
            found.setdefault(person, set()).add(record)
        return {frozenset(group) for group in found.values()}


def link(capsys, directory: Path, output: Path, *options: object) -> Ran:
    """Run the command, and read what it put out."""
    capsys.readouterr()
    asked = ["link", directory, "--output", output, "--json", *options]
    status = main([str(one) for one in asked])
    printed, said = capsys.readouterr()
    return Ran(status=status, said=said, printed=printed, rows=read(output))


def read(output: Path) -> list[dict[str, str]]:
    """Return the rows of an output, in text; none where there is none."""
    if not output.is_file():
        return []
    if output.suffix == ".parquet":
        import pyarrow.parquet as parquet

        return parquet.read_table(output).to_pylist()
    with output.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
