"""Make a database with as many people as asked, each found by the words that the hub gives.

The names are as common as `name_frequencies.yaml` says, with a long tail of rare ones after
them; three people in ten were written of more than once, not always spelt alike. Everybody is
made up from a seed, so that two runs search the same people.
"""

import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from itertools import accumulate
from random import Random

import psycopg
import yaml
from django.db import connections
from tests import databases

from openmash.people.matching import PartialDate, RecordFacts
from openmash.people.matching.spelling import short_forms_of
from openmash.people.searching import marks_of, words_of
from openmash.people.searching.words import OPEN_MARK

TODAY = date(2026, 11, 24)
AGENCIES = 30
_RESTRICTED_EVERY = 2000  # people
_OPEN_EVERY = 100
_BEGINS = ("b", "br", "c", "ch", "d", "dr", "f", "g", "gr", "h", "j", "k", "kh", "l", "m", "n", "p",
           "r", "s", "sh", "st", "t", "th", "tr", "v", "w", "y", "z")  # fmt: skip
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "ou", "oo")
_ENDS = ("d", "dy", "l", "ll", "lo", "n", "nd", "ng", "ni", "r", "rd", "s", "ski", "ss", "t", "tt",
         "v", "w", "y", "z")  # fmt: skip
_KINDS = ["Road", "Street", "Lane", "Avenue", "Close", "Court", "Drive", "Row", "Gardens", "Way"]


@dataclass(frozen=True, kw_only=True)
class Written:
    """One made-up person as one agency wrote them down."""

    person: int
    given: str
    family: str
    born: date | None
    address: str
    town: str
    postcode: str
    nhs_number: str
    phone: str


def stand(people: int) -> str:
    """Make the crowd unless it stands already, point Django at it, and return its name."""
    from openmash.config.installation import migrate

    name = f"openmash_bench_crowd_{people}"
    with databases._as_owner() as owner:
        is_there = databases._exists(owner, name)
    if is_there:
        databases.point_at(name)
        migrate()
        return name
    copy = databases.copy_for("crowd")
    _fill(copy, people)
    for alias in connections:
        connections[alias].close()
    with databases._as_owner() as owner:
        owner.execute(databases._named("ALTER DATABASE {} RENAME TO {}", copy, name))
    databases.point_at(name)
    return name


def _fill(database: str, people: int) -> None:
    started = time.monotonic()
    print(f"Making {people:,} people …", file=sys.stderr)
    _surroundings()
    half = people // 2
    with ProcessPoolExecutor(2) as pool:
        parts = [(0, half), (half, people)]
        list(pool.map(_load, [database] * 2, parts, [people] * 2))
    print(f"… written in {time.monotonic() - started:.0f} s", file=sys.stderr)
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '1GB'")
        for statement in _AFTER:
            cursor.execute(statement)
    print(f"… indexed in {time.monotonic() - started:.0f} s", file=sys.stderr)


_AFTER = [
    "CREATE INDEX person_by_words ON people_personwords"
    " USING gin (words gin__int_ops) WITH (fastupdate = off)",
    "CREATE INDEX person_by_newest_record ON people_personwords (newest DESC)",
    "INSERT INTO people_allocation (person_id, worker_id, plan, since_on)"
    " SELECT p.id, (SELECT min(id) FROM agencies_practitioner), 'Child in need', '2026-01-01'"
    f" FROM people_person p WHERE mod(p.id, {_OPEN_EVERY}) = 0",
    "INSERT INTO enquiries_reader (person_id, practitioner_id, named_by_id, named_at)"
    " SELECT p.id, (SELECT min(id) FROM agencies_practitioner),"
    " (SELECT min(id) FROM agencies_practitioner), now() FROM people_person p"
    " WHERE p.is_restricted ORDER BY p.id LIMIT 5",
    "ANALYZE",
]


def _surroundings() -> None:
    """Make the agencies and somebody who searches, and take off what would slow the loading."""
    blanks = files("bench").joinpath("blanks.sql").read_text("utf-8")
    borough = files("bench").joinpath("borough.sql").read_text("utf-8")
    with connections["owner"].cursor() as cursor:
        cursor.execute(blanks)
        for statement in borough.split(";\n"):
            if "INSERT INTO agencies_" in statement:
                cursor.execute(statement)
        cursor.execute("DROP INDEX person_by_words, person_by_newest_record")
        cursor.execute("DROP INDEX record_by_source, record_by_arrival")
        for table in _COPIES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(_FOREIGN_KEYS, [list(_COPIES)])
        for table, name in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')


_FOREIGN_KEYS = """
    SELECT conrelid::regclass::text, conname FROM pg_constraint
    WHERE contype = 'f' AND conrelid::regclass::text = ANY (%s)
"""
_RECORD = (
    "id", "agency_id", "recorded_on", "source_reference", "name", "given_names", "family_name",
    "other_names", "born_on", "born_precision", "is_unborn", "address", "postcode", "area",
    "nhs_number", "phone", "keys", "words", "is_restricted", "created_at",
)  # fmt: skip
_COPIES = {
    "people_agencyrecord": _RECORD,
    "people_person": ("id", "reference", "is_restricted", "created_at"),
    "people_membership": ("record_id", "person_id", "since_at"),
    "people_recordwords": ("record_id", "words"),
    "people_personwords": ("person_id", "words", "newest"),
}
_NOW = "2026-11-24 09:00+00"


def _load(database: str, part: tuple[int, int], people: int) -> None:
    """Write the people from the first to before the last, a few thousand at a time."""
    from django.conf import settings

    place = settings.PLACE
    with psycopg.connect(
        host=place.host, port=place.port, user=place.owner, password=place.owner_password,
        dbname=database, autocommit=True,
    ) as owner:  # fmt: skip
        owner.execute("SET synchronous_commit = off")
        for first in range(*part, 20_000):
            rows = {table: [] for table in _COPIES}
            for person in range(first, min(first + 20_000, part[1])):
                _write(person, people, rows)
            for table, columns in _COPIES.items():
                names = ", ".join(columns)
                with owner.cursor().copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                    copy.write("".join(rows[table]))


def _write(person: int, people: int, rows: dict[str, list[str]]) -> None:
    is_restricted = person % _RESTRICTED_EVERY == 7
    shield, key = "t" if is_restricted else "f", person + 1
    rows["people_person"].append(f"{key}\tP-{key:07d}\t{shield}\t{_NOW}\n")
    every: set[int] = set()
    if key % _OPEN_EVERY == 0:
        every.add(OPEN_MARK)
    newest = 0
    for at, written in enumerate(records_of(person)):
        record = key + at * people  # what was written again was written later
        newest = max(newest, record)
        reference = f"C-{2020 + at}-{record % 999_999}"
        marks = marks_of(words_of(facts_of(written, reference=reference)))
        every.update(marks)
        born = written.born.isoformat() if written.born else "\\N"
        rows["people_agencyrecord"].append(
            f"{record}\t{1 + record % AGENCIES}\t2026-01-01\t{reference}\t"
            f"{written.given} {written.family}\t{written.given}\t{written.family}\t[]\t{born}\t"
            f"{'day' if written.born else ''}\tf\t{written.address}\t{written.postcode}\t"
            f"{written.town}\t{written.nhs_number}\t{written.phone}\t{{}}\t{{}}\t{shield}\t{_NOW}\n"
        )
        rows["people_membership"].append(f"{record}\t{key}\t{_NOW}\n")
        rows["people_recordwords"].append(f"{record}\t{_array(marks)}\n")
    if not is_restricted:
        rows["people_personwords"].append(f"{key}\t{_array(sorted(every))}\t{newest}\n")


def _array(marks: list[int]) -> str:
    return "{" + ",".join(map(str, marks)) + "}"


def facts_of(written: Written, *, reference: str) -> RecordFacts:
    """Return one record as the hub would read it."""
    return RecordFacts(
        ref="new", recorded_on=TODAY, name=f"{written.given} {written.family}",
        given=written.given, family=written.family,
        date_of_birth=PartialDate.of(written.born) if written.born else None,
        address=written.address, area=written.town, postcode=written.postcode,
        nhs_number=written.nhs_number or None, phones=(written.phone,) if written.phone else (),
        contact_ref=reference,
    )  # fmt: skip


def records_of(person: int) -> list[Written]:
    """Return what was written of one person: once, or again at another time and place."""
    luck = Random(person)
    names = _names()
    given, family = _one_of(names["given"], luck), _one_of(names["family"], luck)
    born = date(1935, 1, 1) + timedelta(days=int(33_500 * luck.betavariate(1.6, 1.0)))
    number = _nhs_number(person) if luck.random() < 0.6 else ""
    phone = f"01632{person % 1_000_000:06d}" if luck.random() < 0.4 else ""
    home = _home(luck)
    found = [_written(person, given, family, born, home, number, phone)]
    while luck.random() < 0.23 and len(found) < 4:
        again = _otherwise(given, luck), _otherwise(family, luck)
        seen = home if luck.random() < 0.7 else _home(luck)
        known = born if luck.random() < 0.85 else None
        found.append(_written(person, *again, known, seen, number, phone))
    return found


def _written(person, given, family, born, home, number, phone) -> Written:
    address, town, postcode = home
    return Written(
        person=person, given=given, family=family, born=born, address=address, town=town,
        postcode=postcode, nhs_number=number, phone=phone,
    )  # fmt: skip


def _home(luck: Random) -> tuple[str, str, str]:
    places = _places()
    town = _one_of(places["towns"], luck)
    street = luck.choice(places["streets"])
    postcode = f"AS{luck.randint(1, 45)} {luck.randint(0, 9)}{luck.choice('ABDEFGH')}{luck.choice('JLNPQRS')}"
    return f"{luck.randint(1, 150)} {street}", town, postcode


def _otherwise(name: str, luck: Random) -> str:
    """Return a name as somebody else might have written it."""
    chance = luck.random()
    short = sorted(short_forms_of(name.lower()))
    if chance < 0.1 and short:
        return luck.choice(short).title()
    if chance < 0.3 and len(name) > 3:
        at = luck.randrange(1, len(name) - 1)
        return (
            name[:at] + luck.choice(("", name[at] * 2, luck.choice("aeioulnrst"))) + name[at + 1 :]
        )
    return name


def _one_of(choice: tuple[list[str], list[float]], luck: Random) -> str:
    names, running = choice
    return luck.choices(names, cum_weights=running)[0]


def _nhs_number(person: int) -> str:
    start = f"{450_000_000 + person * 7}"
    check = -sum((10 - at) * int(digit) for at, digit in enumerate(start)) % 11
    return f"{start}{check}" if check < 10 else ""


def _made_up(luck: Random, parts: int) -> str:
    syllables = (luck.choice(_BEGINS) + luck.choice(_VOWELS) for _ in range(parts))
    return ("".join(syllables) + luck.choice(_ENDS)).title()


_MADE: dict[str, dict] = {}


def _names() -> dict[str, tuple[list[str], list[float]]]:
    """Return given and family names, each with how common it is."""
    if "names" not in _MADE:
        text = (
            files("openmash.people.matching").joinpath("name_frequencies.yaml").read_text("utf-8")
        )
        table, luck, made = yaml.safe_load(text), Random(1), {}
        for part, tail in (("given", 6_000), ("family", 60_000)):
            rates = {
                name.title(): float(block["per_10000"])
                for block in table[part] for name in block["names"]
            }  # fmt: skip
            left = max(10_000 - sum(rates.values()), 2_000)
            rare = {_made_up(luck, luck.choice((1, 2, 2))) for _ in range(tail)}
            weigh = {name: 1 / (40 + at) for at, name in enumerate(sorted(rare))}
            scale = left / sum(weigh.values())
            rates |= {name: weight * scale for name, weight in weigh.items() if name not in rates}
            made[part] = (list(rates), list(accumulate(rates.values())))
        _MADE["names"] = made
    return _MADE["names"]


def _places() -> dict:
    if "places" not in _MADE:
        luck = Random(2)
        towns = [_made_up(luck, 2) + luck.choice(("ton", "bury", "ham", "")) for _ in range(30)]
        weights = list(accumulate(1 / (at + 1) for at in range(30)))
        words = [_made_up(luck, 2) for _ in range(1500)]
        streets = [f"{luck.choice(words)} {luck.choice(_KINDS)}" for _ in range(5000)]
        _MADE["places"] = {"towns": (towns, weights), "streets": streets}
    return _MADE["places"]
