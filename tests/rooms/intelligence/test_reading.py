"""A row is read as its agency meant it: dates with two-digit years, ages, sexes and names."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from openmash.intelligence.linkage.feeds import Feed, Source
from openmash.intelligence.linkage.reading import Unreadable, in_order, read_date, reader_of
from openmash.people.matching import PartialDate


def read(row, **fields):
    columns = tuple(row)
    sources = {
        key: said if isinstance(said, Source) else Source(columns=(said,))
        for key, said in fields.items()
    }
    feed = Feed(path=Path("list.csv"), agency="charity", record_id=columns[0], fields=sources)
    count = Counter()
    values = tuple(row[column] for column in feed.columns)
    return reader_of(feed)(values, 0, count), count


@pytest.mark.parametrize(
    ("text", "recorded", "year"),
    [
        ("05/05/71", date(2025, 4, 5), 1971),
        ("14/03/12", date(2025, 4, 5), 2012),
        ("04/04/25", date(2025, 4, 5), 2025),
        ("06/04/25", date(2025, 4, 5), 1925),  # tomorrow: so it was a hundred years ago
        ("31/12/99", date(1999, 12, 31), 1999),
        ("29/02/24", date(2023, 1, 1), 1924),
    ],
)
def test_a_two_digit_year_is_the_latest_that_is_not_in_the_future(text, recorded, year):
    assert read_date(text, ("%d/%m/%y",), recorded).year == year


def test_a_year_alone_is_kept_as_a_year():
    assert read_date("1988", ("%d/%m/%Y",), None) == PartialDate(year=1988, precision="year")


def test_a_month_is_kept_as_a_month():
    found = read_date("03/1988", ("%d/%m/%Y", "%m/%Y"), None)

    assert (found.precision, found.month, found.day) == ("month", 3, None)


@pytest.mark.parametrize("text", ["31/02/1990", "1990-03-04", "soon", "²²²²", "0000"])
def test_what_is_no_date_is_unreadable(text):
    with pytest.raises(Unreadable):
        read_date(text, ("%d/%m/%Y",), None)


@pytest.mark.parametrize("text", ["", "-", "N/K", "unknown", "Not Known", "null"])
def test_blank_words_are_neither_read_nor_counted(text):
    facts, count = read(
        {"id": "1", "n": "Una Fane", "b": text, "a": text, "s": text},
        name="n", date_of_birth="b", age="a", sex="s",
    )  # fmt: skip

    assert (facts.date_of_birth, facts.age, facts.sex) == (None, None, None)
    assert not count


@pytest.mark.parametrize(
    ("text", "age", "counted"),
    [("7", 7, 0), ("7.0", 7, 0), ("131", None, 1), ("-1", None, 1), ("inf", None, 1)],
)
def test_an_age_is_a_number_of_years(text, age, counted):
    facts, count = read({"id": "1", "n": "Una Fane", "a": text}, name="n", age="a")

    assert facts.age == age
    assert count["age"] == counted


@pytest.mark.parametrize(
    ("text", "sex", "counted"),
    [("Female", "F", 0), ("2", "F", 0), ("indeterminate", None, 0), ("banana", None, 1)],
)
def test_a_sex_that_no_mapping_explains_is_read_or_counted(text, sex, counted):
    facts, count = read({"id": "1", "n": "Una Fane", "s": text}, name="n", sex="s")

    assert facts.sex == sex
    assert count["sex"] == counted


def test_a_mapping_of_sexes_is_used_whatever_the_letters():
    source = Source(columns=("s",), values={"f": "female", "u": None, "1": "male"})
    row = {"id": "1", "n": "Una Fane"}

    assert read(row | {"s": "F"}, name="n", sex=source)[0].sex == "F"
    assert read(row | {"s": "1"}, name="n", sex=source)[0].sex == "M"
    assert read(row | {"s": "U"}, name="n", sex=source) == read(
        row | {"s": ""}, name="n", sex=source
    )
    assert read(row | {"s": "2"}, name="n", sex=source)[1]["sex"] == 1


def test_values_of_any_field_may_be_explained():
    source = Source(columns=("r",), values={"ch": "child", "zz": None})
    row = {"id": "1", "n": "Una Fane"}

    assert read(row | {"r": "CH"}, name="n", role=source)[0].role == "child"
    assert read(row | {"r": "zz"}, name="n", role=source)[0].role is None
    assert read(row | {"r": "aunt"}, name="n", role=source)[0].role == "aunt"


def test_a_number_that_a_spreadsheet_made_a_fraction_is_read_as_written_before():
    facts, _ = read({"id": "1", "n": "Una Fane", "h": "9990000018.0"}, name="n", nhs_number="h")

    assert facts.nhs_number == "9990000018"


@pytest.mark.parametrize(
    ("text", "style", "given", "family"),
    [
        ("OKONKWO, Chidera", "FAMILY, given", "chidera", "okonkwo"),
        ("Miss Chidera Okonkwo", "title given family", "chidera", "okonkwo"),
        ("Chidera Okonkwo", "given family", "chidera", "okonkwo"),
        ("Okonkwo Chidera", "family given", "chidera", "okonkwo"),
    ],
)
def test_each_style_of_an_undivided_name_gives_the_same_name(text, style, given, family):
    facts, _ = read({"id": "1", "n": text}, name=Source(columns=("n",), style=style))

    first = facts.readings[0]
    assert (first.given[0], first.family[-1]) == (given, family)


def test_one_word_is_left_as_it_is_in_any_style():
    assert in_order("Ngozi", "family given") == "Ngozi"


def test_several_names_and_columns_are_put_together():
    facts, _ = read(
        {"id": "1", "g": "Una", "f": "Fane", "x": "Oona Fane; Una Bell", "p": "Bell",
         "l1": "2 Elm Close", "l2": "", "l3": "Ashmere"},
        given_names="g", family_name="f",
        other_names=Source(columns=("x",), separator=";"), previous_family_name="p",
        address=Source(columns=("l1", "l2", "l3")),
    )  # fmt: skip

    assert facts.other_names == ("Oona Fane", "Una Bell", "Bell, Una")
    assert facts.address == "2 Elm Close, Ashmere"
