"""The gallery in a real browser, under the hub's own policy: at both widths, with and without
scripts; and drafts that keep themselves while the line is lost."""

import json
from mimetypes import guess_type
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from openmash.config.headers import POLICY
from openmash.design.gallery import examples

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.journey

CHROMIUM = Path("/usr/bin/chromium")
HUB = "http://hub.example"
AXE = Path(__file__).parents[2] / "vendor" / "axe.min.js"
DRAFT = """{% extends "design/base.html" %}{% block title %}A draft{% endblock %}
{% block heading %}A draft{% endblock %}
{% block content %}<form method="post" action="/send/" data-autosave="/draft/"
data-autosave-key="d-1">{% textarea name="words" label="Their own words" value=words %}
{% saved at=at version=version %}{% button "Send" %}</form>{% endblock %}"""


@pytest.fixture(scope="module")
def browser():
    """A browser, where this machine has one."""
    options = {"executable_path": str(CHROMIUM)} if CHROMIUM.exists() else {}
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(args=["--no-sandbox", "--disable-gpu"], **options)
        yield running
        running.close()


@pytest.fixture
def site():
    """The pages that this test's hub has: path → HTML."""
    return {"/": render_to_string("design/gallery.html", examples())}


def opened(browser, site, *, width=1280, scripts=True):
    """Return a page whose hub is `site`, with the policy that the hub sends."""
    page = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=scripts
    ).new_page()
    page.complaints = []
    page.on("console", lambda said: said.type == "error" and page.complaints.append(said.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))

    def serve(route):
        path = route.request.url.removeprefix(HUB).split("?")[0].split("#")[0]
        headers = {"Content-Security-Policy": POLICY}
        if path in site:
            route.fulfill(body=site[path], content_type="text/html; charset=utf-8", headers=headers)
            return
        found = finders.find(path.removeprefix("/static/"))
        route.fulfill(path=found, content_type=guess_type(found)[0], headers=headers)

    page.route(f"{HUB}/**", serve)
    return page


@pytest.mark.parametrize("width", [390, 1280])
def test_the_gallery_is_accessible_and_keeps_the_policy(browser, site, width):
    """No violation that axe finds, nothing that the policy had to stop, no sideways scroll."""
    page = opened(browser, site, width=width)
    page.goto(f"{HUB}/")
    page.wait_for_function("document.querySelector('.govuk-radios__input[aria-controls]')")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]

    assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []
    assert page.complaints == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", [390, 1280])
def test_no_word_on_the_page_is_smaller_than_16_pixels(browser, site, width):
    """But the month ticks inside a scaled picture, whose words stand in its table."""
    page = opened(browser, site, width=width)
    page.goto(f"{HUB}/")
    sizes = page.evaluate(
        """[...document.querySelectorAll('body *:not(text)')]
        .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
        .map(e => parseFloat(getComputedStyle(e).fontSize))"""
    )

    assert min(sizes) >= 16


def test_without_scripts_everything_is_there(browser, site):
    """Revealed fields show, the lexicon is a link, the menu opens."""
    page = opened(browser, site, width=390, scripts=False)
    page.goto(f"{HUB}/")

    assert page.get_by_label("Their name").first.is_visible()
    assert page.get_by_role("link", name="disclosure", exact=True).is_visible()


def test_a_lexicon_word_opens_by_keyboard(browser, site):
    """Never by hovering alone."""
    page = opened(browser, site)
    page.goto(f"{HUB}/")
    word = page.get_by_role("button", name="disclosure")
    word.focus()
    page.keyboard.press("Enter")

    assert word.get_attribute("aria-expanded") == "true"
    assert page.get_by_text("a child telling of harm").is_visible()


def draft(words="", *, at="14:08", version="1"):
    """Return a page with a draft on it."""
    from django.template import engines

    context = {"words": words, "at": at, "version": version}
    return engines["django"].from_string(DRAFT).render(context)


@pytest.fixture
def writing(browser, site):
    """A page with a draft, a line that can be cut, and what the hub received."""
    site["/"] = draft()
    page = opened(browser, site)
    page.received, page.line = [], {"is_up": True}

    def answer(route):
        if not page.line["is_up"]:
            route.abort()
            return
        page.received.append(route.request.post_data)
        body = json.dumps({"saved_at": "14:09", "version": "2"})
        route.fulfill(body=body, content_type="application/json")

    page.route(f"{HUB}/draft/", answer)
    page.goto(f"{HUB}/")
    return page


def kept(page):
    """Return what the device keeps of the draft."""
    return page.evaluate("localStorage.getItem('om-draft:d-1')")


def test_a_draft_saves_itself_two_seconds_after_the_last_key(writing):
    """And says when."""
    writing.get_by_label("Their own words").fill("The light stays on.")
    writing.get_by_text("Saved at 14:09").wait_for()

    assert "The light stays on." in writing.received[0]
    assert kept(writing) is None


def test_words_written_while_the_line_is_lost_come_back(writing, site):
    """Kept on this device, brought back when the page opens again, and gone once saved."""
    writing.line["is_up"] = False
    writing.get_by_label("Their own words").fill("Kit’s arm went floppy.")
    writing.get_by_text("Not connected. What you typed is kept on this device.").wait_for()
    assert "Kit’s arm went floppy." in kept(writing)
    assert "csrf" not in kept(writing)

    writing.line["is_up"] = True
    writing.reload()
    writing.get_by_text("Saved at 14:09").wait_for()

    assert writing.get_by_label("Their own words").input_value() == "Kit’s arm went floppy."
    assert kept(writing) is None


def test_kept_words_are_never_laid_over_newer_ones(writing, site):
    """Where the draft has changed since, they are offered."""
    writing.line["is_up"] = False
    writing.get_by_label("Their own words").fill("Older words")
    writing.get_by_text("Not connected.").wait_for()

    site["/"] = draft("Newer words", version="5")
    writing.reload()
    field = writing.get_by_label("Their own words")
    offer = writing.get_by_role("button", name="Put my words in instead")
    offer.wait_for()
    assert field.input_value() == "Newer words"

    offer.click()
    assert field.input_value() == "Older words"


def test_pressing_twice_sends_once(writing):
    """One press is one answer."""
    sent = []
    writing.route(f"{HUB}/send/", lambda route: sent.append(1))
    writing.get_by_role("button", name="Send").dblclick(no_wait_after=True)
    writing.wait_for_timeout(300)

    assert len(sent) == 1
