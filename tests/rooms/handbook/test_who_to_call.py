"""Whom to ring: the number for this moment first, by day and at night."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from openmash import firewall
from openmash.agencies.access import for_handbook, partnership
from openmash.handbook.readers import ANONYMOUS, reader_for
from openmash.policy import Service

LONDON = ZoneInfo("Europe/London")
FRIDAY_AFTERNOON = datetime(2026, 11, 20, 14, 0, tzinfo=LONDON)
FRIDAY_EVENING = datetime(2026, 11, 20, 17, 40, tzinfo=LONDON)


@pytest.fixture
def numbers(hub, acting):
    """A hub with the telephone numbers of day and night."""
    with firewall.acting_as(Service.SETUP):
        here = partnership()
        here.out_of_hours_phone = "01632 960199"
        here.opening_hours = {str(day): ["09:00", "17:00"] for day in range(5)}
        here.save()
        door = hub.social_care
        door.kind, door.presence, door.phone = "LA_CSC", "core", "01632 960101"
        door.save()
    acting(hub.teacher)


def test_by_day_the_front_door_comes_first(numbers):
    line = for_handbook.hub_line(FRIDAY_AFTERNOON)

    assert [one.digits for one in line.numbers] == ["01632960101", "01632960199"]
    assert line.now == "open now"


def test_on_friday_evening_the_night_team_comes_first(numbers):
    line = for_handbook.hub_line(FRIDAY_EVENING)

    assert [one.digits for one in line.numbers] == ["01632960199", "01632960101"]
    assert "not reachable" in line.now


def test_a_page_lets_them_be_rung(numbers, client):
    page = client.get("/handbook/").content.decode()

    assert 'href="tel:01632960199"' in page
    assert 'href="tel:01632960101"' in page


def test_a_hub_that_is_not_set_up_has_no_line(db):
    assert for_handbook.hub_line(FRIDAY_AFTERNOON) is None


def test_a_reader_has_the_sector_of_their_agency_and_a_stranger_none(hub, acting):
    assert reader_for(acting(hub.teacher), at=FRIDAY_AFTERNOON).sector == "education"
    assert reader_for(ANONYMOUS, at=FRIDAY_AFTERNOON).sector == ""
