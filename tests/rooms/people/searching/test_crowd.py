"""The crowd of the measurement is found by the words that the hub itself would give."""

import datetime

from bench import crowd

from openmash.people.models import AgencyRecord
from openmash.people.reading import facts_of
from openmash.people.searching import marks_of, words_of


def rows_of(people: int) -> dict[str, list[list[str]]]:
    rows: dict[str, list[str]] = {table: [] for table in crowd._COPIES}
    for person in range(people):
        crowd._write(person, 1000, rows)
    return {table: [row.rstrip("\n").split("\t") for row in found] for table, found in rows.items()}


def as_record(row: list[str]) -> AgencyRecord:
    said = dict(zip(crowd._RECORD, row, strict=True))
    born = said["born_on"]
    return AgencyRecord(
        pk=int(said["id"]),
        recorded_on=datetime.date.fromisoformat(said["recorded_on"]),
        born_on=None if born == "\\N" else datetime.date.fromisoformat(born),
        **{
            name: said[name]
            for name in ("source_reference", "name", "given_names", "family_name",
                         "born_precision", "address", "postcode", "area", "nhs_number", "phone")
        },
    )  # fmt: skip


def test_the_crowd_has_the_words_that_its_records_would_be_given():
    rows = rows_of(60)
    written = {row[0]: row[1] for row in rows["people_recordwords"]}

    assert len(written) > 60  # some were written of more than once
    for row in rows["people_agencyrecord"]:
        expected = marks_of(words_of(facts_of(as_record(row))))
        assert written[row[0]] == crowd._array(expected)


def test_a_person_of_the_crowd_has_the_words_of_all_their_open_records():
    rows = rows_of(60)
    of_record = {row[0]: row[1] for row in rows["people_membership"]}
    together: dict[str, set[int]] = {}
    for record, marks in rows["people_recordwords"]:
        together.setdefault(of_record[record], set()).update(map(int, marks[1:-1].split(",")))
    shielded = {row[0] for row in rows["people_person"] if row[2] == "t"}
    kept = {person: marks for person, marks, _ in rows["people_personwords"]}

    assert shielded
    assert kept == {
        person: crowd._array(sorted(marks))
        for person, marks in together.items()
        if person not in shielded
    }
