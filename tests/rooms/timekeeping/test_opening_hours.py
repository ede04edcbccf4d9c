"""Opening hours as they are written down, and when an agency can be reached."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from openmash.errors import BadInput
from openmash.timekeeping import (
    ALWAYS_OPEN,
    OFFICE_HOURS,
    Nation,
    OpeningHours,
    Term,
    WorkingCalendar,
    is_open,
    next_opening,
    reach_in_words,
    weekly_hours,
)

HUB = WorkingCalendar(nation=Nation.ENGLAND, opening_hours=OFFICE_HOURS)
LUNCH = replace(HUB, opening_hours=weekly_hours({"monday-friday": "09:00-12:30, 13:15-17:00"}))
POLICE = replace(HUB, opening_hours=ALWAYS_OPEN)
SATURDAYS = replace(HUB, opening_hours=weekly_hours({"monday-saturday": "10:00-16:00"}))


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo("Europe/London"))


def test_a_desk_is_open_from_its_first_minute_to_its_last():
    assert not is_open(at(3, 9, 8, 59), calendar=HUB)
    assert is_open(at(3, 9, 9), calendar=HUB)
    assert is_open(at(3, 9, 16, 59), calendar=HUB)
    assert not is_open(at(3, 9, 17), calendar=HUB)


def test_lunch_uses_nothing_up():
    assert not is_open(at(3, 9, 13), calendar=LUNCH)
    assert next_opening(at(3, 9, 13), calendar=LUNCH) == at(3, 9, 13, 15)
    assert LUNCH.add_open_hours(at(3, 9, 12), hours=1) == at(3, 9, 13, 45)


def test_a_desk_that_never_closes_is_open_on_christmas_night():
    assert is_open(at(12, 25, 3), calendar=POLICE)
    assert next_opening(at(12, 25, 3), calendar=POLICE) == at(12, 25, 3)
    assert reach_in_words(at(12, 25, 3), calendar=POLICE) == "reachable now"


def test_a_desk_that_never_closes_ends_its_business_day_before_midnight():
    assert POLICE.close_of_working_day(at(3, 6, 16), days=1).date() == date(2026, 3, 9)
    assert POLICE.add_open_hours(at(3, 6, 22), hours=4) == at(3, 9, 2)


def test_an_agency_may_open_on_a_saturday_though_no_clock_counts_it():
    assert is_open(at(3, 7, 11), calendar=SATURDAYS)
    assert SATURDAYS.add_open_hours(at(3, 7, 11), hours=1) == at(3, 9, 11)


def test_bank_holidays_and_closures_are_not_open():
    shut = replace(HUB, extra_closures=frozenset({date(2026, 3, 9)}))

    assert not is_open(at(5, 4, 10), calendar=HUB)
    assert not is_open(at(3, 9, 10), calendar=shut)
    assert next_opening(at(3, 9, 10), calendar=shut) == at(3, 10, 9)


@pytest.mark.parametrize(
    "wrong",
    [
        {"monday": "nine to five"},
        {"monday": "17:00-09:00"},
        {"monday": "09:00-12:00, 11:00-17:00"},
        {"monday": "09:00-24:00, 11:00-17:00"},
        {"weekdays": "09:00-17:00"},
        {"monday-someday": "09:00-17:00"},
        {"monday": ""},
        {},
    ],
    ids=str,
)
def test_hours_that_make_no_sense_are_refused(wrong):
    with pytest.raises(BadInput):
        weekly_hours(wrong)


def test_an_opening_week_has_seven_days():
    with pytest.raises(BadInput, match="seven days"):
        OpeningHours(week=OFFICE_HOURS.week[:5])


def test_term_time_needs_its_terms_in_order():
    with pytest.raises(BadInput, match="at least one term"):
        weekly_hours({"monday": "09:00-17:00"}, term_time_only=True)
    with pytest.raises(BadInput, match="ends before it begins"):
        Term(starts_on=date(2026, 12, 18), ends_on=date(2026, 11, 2))


def test_a_clock_that_could_never_end_is_refused():
    one_term = weekly_hours(
        {"monday": "09:00-17:00"},
        term_time_only=True,
        terms=(Term(starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 20)),),
    )

    with pytest.raises(BadInput, match="does not open long enough"):
        replace(HUB, opening_hours=one_term).add_open_hours(at(3, 2, 9), hours=100)
