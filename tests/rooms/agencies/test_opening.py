"""Opening hours: as people write them, as the hub keeps them, and who can be reached now."""

from datetime import UTC, datetime

import pytest

from openmash.agencies import opening
from openmash.errors import BadInput

FRIDAY_NIGHT = datetime(2026, 11, 27, 22, 0, tzinfo=UTC)
FRIDAY_NOON = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
OFFICE = {str(day): ["09:00", "17:00"] for day in range(5)}


@pytest.mark.parametrize(
    "words", ["09:00-17:00", "08:30-12:30, 13:00-16:30", "00:00-24:00", "18:00-24:00"]
)
def test_what_is_written_comes_back_as_it_was(words):
    kept = opening.as_kept({"monday": words})

    assert opening.as_written(kept) == {"monday": words}


def test_one_stretch_is_kept_as_its_pair():
    assert opening.as_kept({"tuesday": "09:00 - 17:00"}) == {"1": ["09:00", "17:00"]}


@pytest.mark.parametrize("words", ["nine to five", "17:00-09:00", "09:00-12:00, 11:00-13:00"])
def test_hours_that_cannot_be_read_say_how_to_write_them(words):
    with pytest.raises(BadInput, match="Wednesday’s hours like 09:00-17:00"):
        opening.check_hours({"wednesday": words})


def test_days_with_the_same_hours_stand_together():
    assert opening.in_lines(OFFICE) == [
        ("Monday to Friday", "09:00 to 17:00"),
        ("Saturday to Sunday", "closed"),
    ]


def test_open_now():
    calendar = opening.calendar_of(OFFICE, nation="england")

    assert opening.reach(FRIDAY_NOON, calendar=calendar).words == "open now"


def test_closed_says_until_when_and_who_stands_in():
    calendar = opening.calendar_of(OFFICE, nation="england")
    reach = opening.reach(FRIDAY_NIGHT, calendar=calendar, out_of_hours="Duty team")

    assert not reach.is_open
    assert reach.words == "not reachable until Monday 09:00"
    assert reach.instead == "Duty team"


def test_a_missing_stand_in_is_said_and_not_hidden():
    calendar = opening.calendar_of(OFFICE, nation="england")

    assert "No stand-in" in opening.reach(FRIDAY_NIGHT, calendar=calendar).instead


def test_a_school_outside_its_terms_cannot_be_reached():
    terms = [("2026-09-01", "2026-10-23")]
    calendar = opening.calendar_of(OFFICE, nation="england", terms=terms)

    assert not opening.reach(FRIDAY_NOON, calendar=calendar).is_open
