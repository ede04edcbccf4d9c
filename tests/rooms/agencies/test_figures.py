"""Figures: whole months, counted by the database for those who may, and nobody to be found."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from tests.factories import RequestFactory
from tests.rooms.agencies.factories import decided_contact

from openmash import firewall
from openmash.agencies.figures import access, lines
from openmash.agencies.figures.suppression import ALL
from openmash.errors import NotVisible
from openmash.policy import Service

TODAY = datetime.date(2026, 11, 23)
MAY = datetime.datetime(2026, 5, 12, 10, 0, tzinfo=datetime.UTC)
NOVEMBER = datetime.datetime(2026, 11, 2, 10, 0, tzinfo=datetime.UTC)


@pytest.fixture
def year(hub):
    """Twenty contacts in May, of which six came to a worker already and five late; one now."""
    told = {"agency": hub.school, "at": MAY, "decider": hub.decision_maker}
    for _ in range(9):
        decided_contact(**told)
    for _ in range(5):
        decided_contact(**told, is_late=True)
    for _ in range(6):
        decided_contact(**told, worker=hub.lead_practitioner)
    decided_contact(**{**told, "at": NOVEMBER})
    for number in range(12):
        RequestFactory(
            agency=hub.police,
            issued_at=MAY,
            due_at=MAY + datetime.timedelta(hours=4),
            state="answered",
            answered_at=MAY + datetime.timedelta(hours=3 if number < 7 else 5),
        )
    for _ in range(6):
        RequestFactory(agency=hub.school, issued_at=MAY)
    return hub


def counted(first_day, past_day) -> list:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM om_figures(%s, %s)", [first_day, past_day])
        return cursor.fetchall()


def test_twelve_whole_months_are_counted_and_not_the_one_that_runs(year, acting):
    found = access.figures(viewer=acting(year.analyst), today=TODAY)

    assert found.months.lines[0] == "2025-11"
    assert found.months.lines[-1] == "2026-10"
    assert found.months.number(ALL) == 20
    ways = {part: found.months.number("2026-05", part) for part in access.WAYS}
    assert ways == {"open": 6, "in_time": 9, "late": 5, "untimed": 0, "undecided": 0}


def test_the_sentences_stand_on_the_numbers(year, acting):
    found = access.figures(viewer=acting(year.analyst), today=TODAY)

    assert [said.title for said in lines.sentences(found)] == [
        "20 contacts in twelve months",
        "30 in 100 were about somebody with a worker already",
        "64 in 100 decisions came in time",
    ]


def agency_rows(year, acting) -> dict[str, lines.Row]:
    found = access.figures(viewer=acting(year.analyst), today=TODAY)
    return {row.name: row for row in lines.agency_table(found).rows}


def test_each_agency_with_the_share_of_its_answers_that_came_in_time(year, acting):
    rows = agency_rows(year, acting)

    assert (rows["Ashmere police"].bar, rows["Ashmere police"].cells[0].number) == (58, 7)
    assert rows["Heronbrook Primary"].bar is None  # six asked, and their time is not over
    assert rows["Heronbrook Primary"].cells[-1].number == 6


def test_one_request_to_a_small_agency_is_hidden_and_not_found_by_taking_away(year, acting):
    RequestFactory(agency=year.social_care, issued_at=MAY)
    rows = agency_rows(year, acting)
    asked = {name: row.cells[-1] for name, row in rows.items()}

    assert asked["Ashmere front door"].kind == "primary"
    assert asked["All"].number == 19
    assert "secondary" in {cell.kind for cell in asked.values()}


def test_a_month_is_by_the_clock_on_the_hubs_wall(year, acting):
    """Half past eleven on 30 April in UTC is May in London."""
    late = datetime.datetime(2026, 4, 30, 23, 30, tzinfo=datetime.UTC)
    for _ in range(5):
        decided_contact(agency=year.school, at=late, decider=year.decision_maker)
    found = access.figures(viewer=acting(year.analyst), today=TODAY)

    assert found.months.number("2026-04") == 0
    assert found.months.number("2026-05") == 25


@pytest.mark.parametrize("name", ["teacher", "school_lead", "lead_practitioner", "administrator"])
def test_others_get_no_figures_from_the_page_or_from_the_database(year, acting, name):
    viewer = acting(getattr(year, name))
    with pytest.raises(NotVisible):
        access.figures(viewer=viewer, today=TODAY)

    assert counted(datetime.date(2025, 1, 1), TODAY) == []


def test_without_an_identity_the_database_counts_nothing(year):
    firewall.identify(viewer_id=0, service=Service.FRONT_DOOR)

    assert counted(datetime.date(2025, 1, 1), TODAY) == []


def test_too_few_contacts_are_not_shown_at_all(hub, signed_in):
    response = signed_in(hub.analyst).get("/partnership/figures/")

    assert "Too few contacts to show" in response.content.decode()


def test_the_page_puts_each_bar_beside_its_number(year, signed_in, time_machine):
    time_machine.move_to(datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC))
    response = signed_in(year.analyst).get("/partnership/figures/")
    found = BeautifulSoup(response.content, "html.parser")
    may = found.find("th", string=lambda words: words and "May 2026" in words)
    may = may or next(th for th in found.find_all("th") if "May 2026" in th.text)

    assert may.find("rect", class_="om-figure-bar__part")["width"] == "100"
    assert [cell.text for cell in may.find_parent("tr").find_all("td")][-1] == "20"
