"""Invented families in tables, replayed contact by contact, and who the hub took them for.

A table has a row for each recorded person. Rows of one day and agency are one contact. `born`
is a date, a year, "age 7" or empty. `who` is the true person; "A?" may be left apart from A (a
missed link) but never be joined with anybody else; "nobody" must stay nobody.
"""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from pathlib import Path

import yaml
from tests.spec.tables import Row, rows_of

from openmash.people.matching import PartialDate, Pool, RecordFacts

CASES = Path(__file__).resolve().parents[3] / "cases"


def born(text: str) -> dict[str, object]:
    """Read the `born` cell into the facts it stands for."""
    if not text:
        return {}
    if text.startswith("age "):
        return {"age": int(text[4:])}
    if len(text) == 4:
        return {"date_of_birth": PartialDate(year=int(text), precision="year")}
    return {"date_of_birth": PartialDate.of(date.fromisoformat(text))}


def record(ref: str, row: Row) -> RecordFacts:
    """Return the facts of one row."""
    return RecordFacts(
        ref=ref,
        agency=row["agency"],
        recorded_on=date.fromisoformat(row["when"]),
        contact_ref=f"{row['when']} {row['agency']}",
        area=row.get("area") or None,
        role=row["role"],
        name=row["name"] or None,
        address=row["address"] or None,
        nhs_number=row.get("NHS number") or None,
        **born(row["born"]),
    )


def pair(row: Row) -> tuple[RecordFacts, RecordFacts]:
    """Return the two records of a row whose cells are written "one / other"."""

    def half(column: str, side: int) -> str:
        return row.get(column, "/").split("/")[side].strip()

    one, other = (
        RecordFacts(
            ref=f"side {side}",
            recorded_on=date(2020, 5, 4),
            role="child" if half("born", side) == "" else None,
            name=half("names", side),
            address=half("addresses", side) or None,
            nhs_number=half("NHS numbers", side) or None,
            area="Ashmere",
            **born(half("born", side)),
        )
        for side in (0, 1)
    )
    return one, other


def families() -> dict[str, str]:
    """Return the tables of `families.md` by their headings."""
    text = (CASES.parent / "spec" / "families.md").read_text(encoding="utf-8")
    parts = text.split("\n## ")[1:]
    return {part.partition("\n")[0]: part.partition("\n")[2] for part in parts}


def replayed(*tables: str) -> tuple[Pool, list[tuple[Row, str | None]]]:
    """Replay tables into one pool by date; return it and, for each row, its person in the end."""
    pool, met = Pool(), []
    several = len(tables) > 1
    rows = [
        row | {"who": f"{row['who']} of family {number}"} if several else row
        for number, table in enumerate(tables)
        for row in rows_of(table)
    ]
    contacts = groupby(
        sorted(rows, key=lambda r: (r["when"], r["who"].partition(" of ")[2])),
        key=lambda r: (r["when"], r["agency"], r["who"].partition(" of ")[2]),
    )
    for number, (_, named) in enumerate(contacts):
        contact = list(named)
        people = [record(f"c{number}-{i}", row) for i, row in enumerate(contact)]
        met += zip(contact, pool.add_contact(people).people, strict=True)
    return pool, [(row, pool.person(p) if p else None) for row, p in met]


def mistakes(*tables: str) -> list[str]:
    """Return what the hub got wrong about the families of some tables, met in one hub."""
    _, met = replayed(*tables)
    return list(_mistakes([(row["who"], p, f"{row['when']} {row['name']}") for row, p in met]))


def _mistakes(met: Iterable[tuple[str, str | None, str]]) -> Iterable[str]:
    first: dict[str, str] = {}
    owner: dict[str, str] = {}
    for who, person, at in met:
        who, _, family = who.partition(" of ")
        truth = who.rstrip("?") + family
        if who == "nobody":
            if person is not None:
                yield f"{at}: {person}, and nobody can tell"
            continue
        if person is None:
            if not who.endswith("?"):
                yield f"{at}: nobody, and should be {truth}"
            continue
        if owner.setdefault(person, truth) != truth:
            yield f"{at}: {truth} joined with {owner[person]}"
        if not who.endswith("?") and first.setdefault(truth, person) != person:
            yield f"{at}: {truth} is in two persons, {first[truth]} and {person}"


def case_contacts(*names: str) -> list[tuple[str, dict]]:
    """Return the delivered contacts of case files, each with its case, in one date order."""
    found = []
    for name in names:
        case = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
        found += [(case["case_id"], c) for c in case["contacts"] if c["gold"].get("deliver", True)]
    return sorted(found, key=lambda pair: (pair[1]["date"], pair[0], pair[1]["id"]))


def case_people(case: str, contact: dict) -> list[RecordFacts]:
    """Return what a hub may read of a contact's people, and nothing of the answers."""
    return [
        RecordFacts(
            ref=f"{case}:{contact['id']}:{i}",
            agency=contact["agency"],
            area=contact["area"],
            recorded_on=contact["date"],
            contact_ref=f"{case}:{contact['id']}",
            role=p["role"],
            name=p["name"],
            date_of_birth=PartialDate.of(p["dob"]) if p["dob"] else None,
            age=p["age"],
            address=p["address"],
        )
        for i, p in enumerate(contact["submitted"]["people"])
    ]


def replayed_cases(*names: str) -> dict[tuple[str, str, str], str | None]:
    """Replay case files into one pool; return the person of each (case, contact, true person).

    Persons are told at the time of the contact, with later merges followed: a join that needed
    a later contact is checked by `joined_by`.
    """
    pool, found = Pool(), {}
    for case, contact in case_contacts(*names):
        people = pool.add_contact(case_people(case, contact)).people
        for truth, person in zip(contact["gold"]["links"], people, strict=True):
            found[case, contact["id"], truth] = person
        found = {key: pool.person(p) if p else None for key, p in found.items()}
    return found
