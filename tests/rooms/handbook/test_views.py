"""Reading the handbook in a hub: anybody may, and who has a job meets it first."""

import dataclasses

import pytest
from bs4 import BeautifulSoup

from openmash.handbook import shelf, shown
from openmash.handbook.chapters import plan

JOB = "/handbook/children/from-your-job/"


def opened(client, address: str, *, status: int = 200) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == status
    return BeautifulSoup(answer.content, "html.parser")


@pytest.mark.parametrize(
    "address",
    [
        "/handbook/",
        "/handbook/sources/",
        "/handbook/children/",
        "/handbook/children/never/",
        "/handbook/children/from-your-job/police/",
        "/lexicon/",
    ],
)
def test_anybody_may_read_and_every_page_names_itself(client, hub, address):
    page = opened(client, address)

    assert len(page.select("h1")) == 1
    assert page.title.text.strip().endswith("- OpenMASH")
    ids = [one["id"] for one in page.select("[id]")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "address",
    [
        "/handbook/nothing/",
        "/handbook/children/nothing/",
        "/handbook/children/from-your-job/plumber/",
        "/handbook/sharing/from-your-job/police/",
    ],
)
def test_a_page_that_is_not_there_is_answered_as_every_other(client, hub, address):
    page = opened(client, address, status=404)

    assert page.title.text.startswith("Nothing here")


def test_who_has_a_job_meets_it_first(signed_in, hub):
    page = opened(signed_in(hub.teacher), JOB)
    tabs = page.select(".om-tabs a")

    assert tabs[0].text == "School and nursery"
    assert tabs[0]["aria-current"] == "page"
    assert page.select_one("h2#education")


def test_an_officer_meets_the_police_first(signed_in, hub):
    assert opened(signed_in(hub.officer), JOB).select_one(".om-tabs a").text == "Police"


def test_who_has_no_account_chooses_a_job(client, hub):
    page = opened(client, JOB)

    assert page.select_one("h2#jobs").text == "Choose your job"
    chosen = [link["href"] for link in page.select(".om-contents a")]
    assert chosen == [f"{JOB}{sector.key}/" for sector in plan().sectors]
    assert page.select_one(".om-tabs") is None


def test_a_job_shows_its_part_the_first_hour_and_what_holds_for_all(client, hub):
    page = opened(client, f"{JOB}police/")
    headings = [one["id"] for one in page.select(".om-work h2")]

    assert headings[:3] == ["police", "first-hour", "everybody"]
    assert page.select_one("h2#education") is None


def test_the_hubs_numbers_stand_on_every_page(client, hub):
    page = opened(client, "/handbook/children/never/")
    numbers = [link["href"] for link in page.select("[aria-labelledby=who-to-call] a")]

    assert numbers[0] == "tel:999"
    assert page.select_one("[aria-labelledby=who-to-call]").text.count("Ashmere") == 1


def test_every_page_says_who_owns_it_its_sources_and_its_review(client, hub):
    page = opened(client, "/handbook/children/first-hour-day-week/")
    origin = page.select_one("[aria-labelledby=origin]")

    assert "Owner: " in origin.text
    assert "next by" in origin.text
    assert all("/handbook/sources/#" in link["href"] for link in origin.select("a"))


def test_a_page_past_its_review_says_so_and_one_in_time_does_not(client, hub, monkeypatch):
    book = shelf.handbook()
    page = book.pages["children/never"]
    old = dataclasses.replace(page, review_by=page.reviewed_on.replace(year=2020))
    late = dataclasses.replace(book, pages=book.pages | {page.path: old})
    words = "This page is past its review date."

    assert words not in opened(client, "/handbook/children/never/").text
    monkeypatch.setattr(shown, "handbook", lambda: late)
    assert words in opened(client, "/handbook/children/never/").text


def test_the_sources_say_who_leans_on_them_and_which_edition(client, hub):
    row = opened(client, "/handbook/sources/").select_one("tr#WT2026")

    assert "2026" in row.text
    assert row.select("a")


def test_the_lexicon_shows_the_readers_own_meaning_first(signed_in, hub):
    entry = opened(signed_in(hub.officer), "/lexicon/").select_one("#disclosure")

    assert entry.li.text.startswith("Police:")


def test_the_way_to_the_handbook_stands_in_the_navigation(signed_in, hub):
    page = opened(signed_in(hub.teacher), "/handbook/")

    assert page.select_one(".om-nav__list a[aria-current]").text == "Handbook"


def test_the_first_page_leads_to_ones_own_job_and_a_stranger_sees_no_job(signed_in, client, hub):
    assert opened(client, "/handbook/").select_one("#your-job") is None

    page = opened(signed_in(hub.officer), "/handbook/")
    links = [link["href"] for link in page.select("[aria-labelledby=your-job] a")]
    assert f"{JOB}police/" in links


def test_who_cannot_sign_in_finds_the_handbook(client, hub):
    page = opened(client, "/accounts/login/")

    assert page.select_one("[aria-labelledby=handbook] a")["href"] == "/handbook/"


def test_a_teacher_whom_a_child_has_told_is_two_clicks_from_what_to_say(client, hub):
    """From signing in, without an account, on a Friday evening."""
    first = opened(client, "/accounts/login/").select_one("[aria-labelledby=handbook] a")["href"]
    asked = opened(client, first).select(".om-asked a")
    answer = next(link["href"] for link in asked if "A child has told me" in link.text)
    page = opened(client, answer)

    assert page.select_one(".om-callout--say")
    assert page.select_one("[aria-labelledby=who-to-call] a[href='tel:999']")
