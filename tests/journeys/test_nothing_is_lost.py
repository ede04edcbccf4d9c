"""A worry survives every power cut: nothing said is lost, and nothing is sent twice."""

import os
import signal
import threading
import time

import pytest
import requests

from openmash.postgres import postmaster
from tests.journeys import seats
from tests.journeys.plain_browser import PlainBrowser

DELAYS_SECONDS = (0.0, 0.03, 0.08, 0.15, 0.3)
CHILD = "Perpetua Quillfeather"
# What is said on each page, in the order of the pages; each field is named as the page names it.
SAID: dict[str, dict[str, str]] = {
    "you": {"referrer_job": "Class teacher, and keeper of the bread"},
    "people": {"part": "child", "name": CHILD, "age": "7"},
    "home": {"not_known_words": "Who the man at the gate is"},
    "seen": {"seen": "She hid bread in her sleeve.", "happened_where": "The breakfast club"},
    "told": {"told": "A dinner lady says that it is every Monday."},
    "opinion": {"opinion": "I think there is not enough to eat at home."},
    "voice": {"voice": "It is for later.", "voice_heard": "me"},
    "history": {"done_so_far": "I rang home on Friday. Nobody answered."},
    "family": {"is_family_told": "no", "safe_contact": "not_known"},
}


@pytest.fixture(scope="module")
def killable(hub_process):
    """The hub as a process that may be killed; afterwards it runs, for whoever comes next."""
    if not hasattr(hub_process, "kill"):
        pytest.skip("a hub that somebody else runs is not killed")
    yield hub_process
    if hub_process.process.poll() is not None:
        hub_process.start()


def writer(hub) -> PlainBrowser:
    return PlainBrowser(hub.address).sign_in(seats.TEACHER)


def begun(browser: PlainBrowser) -> str:
    """Begin a worry; return the address of its draft."""
    browser.open("/concerns/new/").post(danger="no")
    return browser.at.rsplit("/", 2)[0]


def say(browser: PlainBrowser, draft: str, slug: str) -> None:
    browser.open(f"{draft}/{slug}/").post(**SAID[slug])


def said_whole(hub) -> tuple[PlainBrowser, str]:
    """Return a browser at a worry that is ready to send, and the address of its draft."""
    browser = writer(hub)
    draft = begun(browser)
    for slug in ("people", "seen", "voice", "family"):
        say(browser, draft, slug)
    return browser, draft


def references(browser: PlainBrowser) -> set[str]:
    """Return the references of the teacher's own newest worries."""
    browser.open("/concerns/")
    table = browser.page.find("caption", string=lambda words: words and "you have told" in words)
    links = table.find_parent("table").select("th a") if table else []
    return {link.get_text() for link in links}


def test_the_application_is_killed_between_every_two_pages(killable):
    browser = writer(killable)
    draft = begun(browser)
    written: list[str] = []
    for slug, answers in SAID.items():
        say(browser, draft, slug)
        written += [words for words in answers.values() if " " in words]
        killable.kill()
        killable.start()
        browser.open(f"{draft}/check/")
        lost = [words for words in written if not browser.says(words)]
        assert not lost, f"after {slug}"
    browser.post()
    assert browser.says("Your worry is with the hub")


@pytest.mark.parametrize("delay_seconds", DELAYS_SECONDS)
def test_killed_while_it_is_sent_it_becomes_one_contact(killable, delay_seconds):
    browser, draft = said_whole(killable)
    before = references(browser)
    browser.open(f"{draft}/check/")
    action, filled = browser.filled()
    sending = threading.Thread(target=_send_blindly, args=(browser.web, action, filled))
    sending.start()
    time.sleep(delay_seconds)
    killable.kill()
    sending.join()
    killable.start()
    browser.open(f"{draft}/check/")
    if not browser.at.endswith("/sent/"):
        assert browser.says(CHILD)
        browser.post()
    assert browser.says("Your worry is with the hub")
    assert len(references(browser) - before) == 1


def test_a_double_click_sends_one_contact(hub_process):
    browser, draft = said_whole(hub_process)
    before = references(browser)
    browser.open(f"{draft}/check/")
    action, filled = browser.filled()
    clicks = [
        threading.Thread(target=_send_blindly, args=(_same_person(browser), action, filled))
        for _ in range(4)
    ]
    for click in clicks:
        click.start()
    for click in clicks:
        click.join()
    assert len(references(browser) - before) == 1


def test_the_database_is_killed_and_the_application_comes_back_by_itself(killable):
    browser, draft = said_whole(killable)
    os.kill(postmaster.live_postmaster(killable.data / "postgres").pid, signal.SIGKILL)
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            browser.open(f"{draft}/check/")
            break
        except (AssertionError, requests.RequestException):
            time.sleep(0.5)
    assert killable.process.poll() is None, "the application itself has ended"
    assert browser.says(CHILD)
    browser.post()
    assert browser.says("Your worry is with the hub")


def test_an_expired_session_loses_no_words(hub_process):
    browser = writer(hub_process)
    draft = begun(browser)
    browser.open(f"{draft}/seen/")
    browser.web.cookies.pop("sessionid", None) or browser.web.cookies.clear()
    browser.post(**SAID["seen"])
    assert "/accounts/login/" in browser.at
    browser.sign_in(seats.TEACHER).open(f"{draft}/seen/")
    assert browser.says(SAID["seen"]["seen"])


def test_without_a_connection_the_page_says_so_and_keeps_the_words(sign_in):
    page = sign_in(seats.TEACHER)
    seats.begin_worry(page)
    draft = page.url.rsplit("/", 2)[0]
    page.goto(f"{draft}/seen/")
    page.context.set_offline(True)
    page.get_by_label("What you saw or heard yourself").fill("Written in a tunnel.")
    seats.expect(page.locator(".om-saved")).to_contain_text("Not connected", timeout=15_000)
    page.context.set_offline(False)
    seats.expect(page.locator(".om-saved")).to_contain_text("Saved at", timeout=30_000)
    page.goto(f"{draft}/seen/")
    seats.expect(page.get_by_label("What you saw or heard yourself")).to_have_value(
        "Written in a tunnel."
    )


def _send_blindly(web: requests.Session, action: str, filled: dict[str, object]) -> None:
    """Press send, and never learn what came of it."""
    try:
        web.post(action, data=filled, timeout=30)
    except requests.RequestException:
        return


def _same_person(browser: PlainBrowser) -> requests.Session:
    web = requests.Session()
    web.cookies.update(browser.web.cookies)
    return web
