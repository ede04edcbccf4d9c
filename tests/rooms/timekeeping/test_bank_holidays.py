"""Bank holidays: the table wins, the published list follows, and rules fill the rest."""

from collections.abc import Iterator
from datetime import date

import pytest

from openmash.errors import BadInput
from openmash.timekeeping import OFFICE_HOURS, Nation, WorkingCalendar, bank_holidays, holidays

# Days of the published list that no standing rule can know: jubilees, a coronation, a funeral,
# and the days that were moved for them.
ONE_OFF_YEARS = {2012, 2020, 2022, 2023}


@pytest.fixture
def fresh_table(monkeypatch) -> Iterator[dict]:
    """An empty holiday table in place of the library's, which a test may write into."""
    table: dict = {}
    monkeypatch.setattr(holidays, "_table", lambda: table)
    bank_holidays.cache_clear()
    yield table
    bank_holidays.cache_clear()


@pytest.mark.parametrize("nation", list(Nation))
def test_the_rules_agree_with_the_published_list_of_ordinary_years(nation, fresh_table):
    for year in sorted(set(range(2012, 2029)) - ONE_OFF_YEARS):
        published = bank_holidays(nation, year=year)
        assert not published.is_computed
        assert published.days == holidays.computed_holidays(nation, year=year), year


@pytest.mark.parametrize("nation", list(Nation))
def test_the_librarys_table_is_the_published_one(nation):
    for year in (2026, 2027, 2028):
        assert not bank_holidays(nation, year=year).is_computed
        assert bank_holidays(nation, year=year).days == holidays._packaged_holidays(
            nation, year=year
        )


def test_a_year_nobody_published_is_computed_and_says_so():
    calendar = WorkingCalendar(nation=Nation.ENGLAND, opening_hours=OFFICE_HOURS)

    assert calendar.is_computed(date(2031, 5, 1))
    assert not calendar.is_computed(date(2027, 5, 1))
    assert not calendar.is_working_day(date(2031, 4, 11)), "Good Friday 2031"


def test_the_tables_year_wins_over_the_published_one(fresh_table):
    fresh_table["years"] = {"england-and-wales": {2027: [date(2027, 6, 1)]}}

    assert bank_holidays(Nation.WALES, year=2027).days == {date(2027, 6, 1)}
    assert date(2027, 12, 27) in bank_holidays(Nation.SCOTLAND, year=2027).days


def test_one_off_days_are_added_and_moved_days_removed(fresh_table):
    fresh_table["extra_days"] = [{"on": date(2027, 6, 1), "nations": ["england"]}]
    fresh_table["removed_days"] = [{"on": date(2027, 5, 31), "nations": ["england"]}]

    england = bank_holidays(Nation.ENGLAND, year=2027).days
    assert date(2027, 6, 1) in england
    assert date(2027, 5, 31) not in england
    assert date(2027, 5, 31) in bank_holidays(Nation.WALES, year=2027).days


def test_a_malformed_day_names_the_file_and_the_repair(fresh_table):
    fresh_table["extra_days"] = [{"on": "1 June", "nations": ["england"]}]

    with pytest.raises(BadInput, match=r"bank_holidays.yaml: each entry of extra_days"):
        bank_holidays(Nation.ENGLAND, year=2027)


def test_without_the_published_list_the_rules_answer(fresh_table, monkeypatch):
    monkeypatch.setattr(holidays, "_packaged_list", dict)

    assert bank_holidays(Nation.ENGLAND, year=2027).is_computed
    assert date(2027, 3, 26) in bank_holidays(Nation.ENGLAND, year=2027).days


def test_a_partnership_adds_a_one_off_day_of_its_own():
    day = date(2026, 6, 15)
    calendar = WorkingCalendar(
        nation="england", opening_hours=OFFICE_HOURS, extra_bank_holidays=frozenset({day})
    )

    assert not calendar.is_working_day(day)


@pytest.mark.parametrize(
    "wrong", [{"nation": "united-kingdom"}, {"timezone": "Europe/Nowhere"}], ids=str
)
def test_a_calendar_refuses_to_be_built_wrong(wrong):
    with pytest.raises(BadInput):
        WorkingCalendar(**{"nation": "england", "opening_hours": OFFICE_HOURS, **wrong})
