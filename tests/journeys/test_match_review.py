"""Who is who, by keyboard alone: an answer, a reason, Enter, and the next pair stands there."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.seats import SCREENER, heading

pytestmark = pytest.mark.journey
DECISIONS = 3


def open_first(page) -> None:
    """Open the first pair and wait until it stands there."""
    page.get_by_role("link", name="Decide the first").click()
    heading(page, "Are these one person?")
    page.wait_for_load_state("load")


def test_a_pair_is_decided_with_three_keys_and_the_next_comes_without_a_reload(sign_in, axe):
    page = sign_in(SCREENER)
    page.goto("/people/matches/")
    axe(page)
    open_first(page)
    page.evaluate("window.stayed = true")
    asked = []
    page.on("request", lambda sent: asked.append(sent.resource_type))
    for _ in range(DECISIONS):
        before = page.url
        for key in ("c", "6", "Enter"):
            page.keyboard.press(key)
        page.wait_for_function("before => location.href !== before", arg=before)
        expect(page.locator("#last-answer")).to_be_focused()
        expect(page.locator("#last-answer")).to_contain_text("Recorded: cannot tell yet")
    assert page.evaluate("window.stayed"), "the page was loaded anew"
    assert "document" not in asked
    assert asked.count("xhr") + asked.count("fetch") <= 3 * DECISIONS
    axe(page)


def test_a_missing_reason_is_asked_for_where_the_keyboard_is(sign_in, axe):
    page = sign_in(SCREENER)
    page.goto("/people/matches/")
    open_first(page)
    page.keyboard.press("s")
    page.keyboard.press("Enter")

    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Write your reason")
    axe(page)


def test_the_last_answer_is_taken_back_and_the_pair_is_there_again(sign_in):
    page = sign_in(SCREENER, scripted=False)
    page.goto("/people/matches/")
    open_first(page)
    pair = page.url
    page.get_by_label("Cannot tell yet (key C)").check()
    page.get_by_label("In your own words").fill("I asked the school.")
    page.get_by_role("button", name="Record my answer").click()
    page.get_by_role("link", name=re.compile("^Undo")).first.click()
    page.get_by_label("Why do you take it back?").fill("The school has answered.")
    page.get_by_role("button", name="Take it back").click()

    page.goto(pair)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Are these one person?")


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_the_page_of_a_person_is_whole_at_every_width(sign_in, axe, width):
    page = sign_in(SCREENER, width=width)
    page.goto("/people/matches/")
    page.locator("main th a").first.click()
    page.get_by_role("link", name=re.compile("^Everything about|P-")).first.click()
    expect(page.locator("main")).to_contain_text("As each agency wrote them")
    axe(page)
    assert page.evaluate(
        "document.scrollingElement.scrollWidth <= document.scrollingElement.clientWidth"
    )
