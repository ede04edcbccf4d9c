"""The levels are one list for two runners: what holds in Python holds in SQL, and both ways about."""

import random
from dataclasses import replace
from datetime import date, timedelta

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openmash.intelligence.linkage import scoring
from openmash.intelligence.linkage.preparing import SCHEMA
from openmash.people.matching import PartialDate, RecordFacts
from openmash.people.matching.levels import COMPARISONS, levels
from openmash.people.matching.prepared import Prepared, prepare
from openmash.people.matching.wording import WORDS

GIVENS = [
    "Amina", "Aminah", "Mohammed", "Mohammed Yusuf", "Yusuf", "Wojciech", "Wojtek", "Wojciceh",
    "Richard David", "Richard D", "Richard Daniel", "David",
    "Dave", "Twin 1 Baby", "Twin 2", "Baby of Hannah", "A", "B", "",
]  # fmt: skip
FAMILIES = ["Bello", "Belo", "Al-Bello", "Amina", "David", "Yusuf", "Smith", "Smith-Bello", ""]
ADDRESSES = [
    "8 Mill Lane, AS1 4QD", "8 Mill Ln AS1 4QD", "Flat 3, 8 Mill Lane", "3/8 Mill Lane", "F3, 8 Mill Lane",
    "8b Mill Lane", "Rowan Hostel, Elm Road", "9 Mill Lane, AS1 4QD", "no fixed address", None,
]  # fmt: skip
BIRTHDAYS = [
    date(2014, 9, 3), date(2014, 3, 9), date(2014, 9, 8), date(2014, 1, 1), date(2000, 1, 1),
    date(1980, 9, 3), date(2015, 11, 20), date(1984, 9, 3), date(2013, 12, 1),
    date(1914, 9, 3), date(1941, 9, 3), date(2014, 9, 21), date(2014, 9, 12),
]  # fmt: skip
NUMBERS = ["9990000018", "9990000026", "9990000019", None]
LOCAL = ["1234567", "1234568", "1243567", "7654321", None]
TODAY = date(2025, 6, 2)

births = st.one_of(
    st.none(),
    st.builds(
        PartialDate.of,
        st.sampled_from(BIRTHDAYS),
        precision=st.sampled_from(["day", "day", "day", "year", "estimated"]),
    ),
)


@st.composite
def prepared(draw) -> Prepared:
    """Return a record such as agencies write, ready for comparison."""
    local = draw(st.sampled_from(LOCAL))
    facts = RecordFacts(
        ref="a",
        agency=draw(st.sampled_from(["police", "gp"])),
        given=draw(st.sampled_from(GIVENS)),
        family=draw(st.sampled_from(FAMILIES)),
        date_of_birth=draw(births),
        age=draw(st.sampled_from([None, None, 10, 11, 40])),
        sex=draw(st.sampled_from(["F", "M", None])),
        address=draw(st.sampled_from(ADDRESSES)),
        nhs_number=draw(st.sampled_from(NUMBERS)),
        other_ids=(("hospital_number", local),) if local else (),
        phones=draw(st.sampled_from([(), ("07700 900123",), ("01632 960456",)])),
        household_ref=draw(st.sampled_from([None, "F1"])),
        related_names=draw(st.sampled_from([(), ("Hannah Bello",), ("David Smith",)])),
        recorded_on=TODAY - timedelta(days=draw(st.integers(0, 4000))),
    )
    bits = st.sampled_from([6.0, 8.0, 10.0, 13.0])
    ready = prepare(facts)
    return ready._replace(
        given_bits=draw(bits), family_bits=draw(bits), crowd=draw(st.sampled_from([1, 20]))
    )


def in_sql(made: list[Prepared]) -> dict[tuple[int, int], tuple[str, ...]]:
    """Return the levels of every pair as a full run finds them."""
    connection = duckdb.connect()
    types = {column.name: column.type for column in SCHEMA}
    columns = {
        name: pa.array([getattr(one, name) for one in made], type=types[name])
        for name in Prepared._fields
    }
    table = pa.table({"number": pa.array(range(len(made)), type=pa.int64())} | columns)
    connection.register("made", table)
    connection.execute("CREATE TABLE records AS FROM made")
    connection.execute("""
        CREATE TABLE pairs AS SELECT a.number AS l, b.number AS r
        FROM records a JOIN records b ON a.number < b.number""")
    scoring.score(connection, {}, prior_bits=0, keep_levels=True)
    names = ", ".join(one.name for one in COMPARISONS)
    found = connection.execute(f"SELECT l, r, {names} FROM scored").fetchall()
    return {
        (a, b): tuple(one.levels[at].code for one, at in zip(COMPARISONS, places, strict=True))
        for a, b, *places in found
    }


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_python_and_sql_find_the_same_levels_for_thousands_of_pairs(seed):
    made = drawn(seed, count=60)
    found = in_sql(made)
    assert len(found) == 60 * 59 // 2
    for (a, b), said in found.items():
        assert said == levels(made[a], made[b])


def drawn(seed: int, *, count: int) -> list[Prepared]:
    """Return so many records, the same for one seed."""
    rng = random.Random(seed)

    def one() -> Prepared:
        local = rng.choice(LOCAL)
        born = rng.choice([None, *BIRTHDAYS])
        facts = RecordFacts(
            ref="a",
            agency=rng.choice(["police", "gp"]),
            given=rng.choice(GIVENS),
            family=rng.choice(FAMILIES),
            date_of_birth=PartialDate.of(born) if born else None,
            age=rng.choice([None, 10, 40]),
            sex=rng.choice(["F", "M", None]),
            address=rng.choice(ADDRESSES),
            nhs_number=rng.choice(NUMBERS),
            other_ids=(("hospital_number", local),) if local else (),
            phones=rng.choice([(), ("07700 900123",)]),
            household_ref=rng.choice([None, "F1"]),
            related_names=rng.choice([(), ("Hannah Bello",), ("David Smith",)]),
            recorded_on=TODAY - timedelta(days=rng.randint(0, 4000)),
        )
        ready = prepare(facts)
        return ready._replace(
            given_bits=rng.choice([6.0, 8.0, 13.0]), family_bits=rng.choice([6.0, 10.0, 13.0])
        )

    return [one() for _ in range(count)]


@given(prepared(), prepared())
def test_the_order_of_two_records_does_not_matter(one, other):
    assert levels(one, other) == levels(other, one)


def test_every_level_has_a_sentence_and_every_sentence_a_level():
    codes = {level.code for comparison in COMPARISONS for level in comparison.levels}
    assert codes == set(WORDS)


def record(**more) -> RecordFacts:
    usual = {"given": "Amina", "family": "Bello", "date_of_birth": PartialDate.of(BIRTHDAYS[0])}
    return RecordFacts(ref="a", agency="gp", **(usual | more))


def level(name: str, one: RecordFacts, other: RecordFacts) -> str:
    """Return the level of one comparison for two records."""
    found = {code.partition(".")[0]: code for code in levels(prepare(one), prepare(other))}
    return found[name].partition(".")[2]


@pytest.mark.parametrize(
    ("comparison", "one", "other", "expected"),
    [
        ("home", {"address": "F17, 9 Elm Court"}, {"address": "Flat 17, 9 Elm Ct"}, "door"),
        ("home", {"address": "12/34 Mill Lane"}, {"address": "Flat 12, 34 Mill Ln"}, "door"),
        ("home", {"address": "14b Mill Lane"}, {"address": "Flat B 14 Mill Lane"}, "door"),
        ("home", {"address": "Flat 5, Rowan House, Elm Road"},
         {"address": "Flat 5 Rowan House Elm Road"}, "door"),
        ("given", {"given": "Al-Masri", "family": "Jana"},
         {"given": "Jana", "family": "Al-Masri"}, "turned"),
        ("given", {"given": "Wojciceh"}, {"given": "Wojtek"}, "form_rare"),
        ("born", {"date_of_birth": PartialDate.of(date(2000, 1, 1))}, {}, "filler"),
        ("family", {"given": "Twin 1"}, {"given": "Twin 2 Baby of Hannah"}, "generation"),
        ("number", {"other_ids": (("hospital_number", "1234567"),)},
         {"other_ids": (("hospital_number", "1234576"),)}, "local_near"),
        ("born", {"date_of_birth": PartialDate.of(date(1941, 9, 3))},
         {"date_of_birth": PartialDate.of(date(1914, 9, 3))}, "slip_year"),
        ("born", {"date_of_birth": PartialDate.of(date(2014, 9, 12))},
         {"date_of_birth": PartialDate.of(date(2014, 9, 21))}, "slip_day"),
        ("family", {"date_of_birth": PartialDate.of(date(1941, 9, 3))},
         {"date_of_birth": PartialDate.of(date(1914, 9, 3))}, "none"),
        ("middle", {"given": "Amina Joy"}, {"given": "Amina J"}, "initial"),
        ("middle", {"given": "Amina Joy"}, {"given": "Amina R"}, "differs"),
        ("family", {"given": "Twin 1"}, {}, "unnamed_twin"),
        ("family", {"given": None, "nhs_number": "9990000018"},
         {"nhs_number": "9990000026"}, "unnamed_numbers"),
        ("family", {"date_of_birth": None, "nhs_number": "9990000018"},
         {"nhs_number": "9990000026"}, "namesake_numbers"),
    ],
)  # fmt: skip
def test_what_agencies_write_is_read_as_it_was_meant(comparison, one, other, expected):
    assert level(comparison, record(**one), record(**other)) == expected


def test_a_child_on_the_way_was_born_in_the_months_after():
    unborn = record(
        given="Unborn", date_of_birth=None, is_unborn=True, recorded_on=date(2014, 6, 1)
    )
    assert level("born", unborn, record()) == "expected_about"
    assert (
        level("born", replace(unborn, recorded_on=date(2012, 6, 1)), record()) != "expected_about"
    )
