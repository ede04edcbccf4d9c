"""Every page that a role can reach: whole, named, readable, and never wider than a telephone."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.urls import Resolver404, resolve

from openmash.demo import DEMO_SIGN_INS
from openmash.sources import read_library_file
from tests.journeys.conftest import WIDTHS
from tests.journeys.plain_browser import PlainBrowser

NARROWEST = {"width": 360, "height": 740}
NOT_PAGES = re.compile(r"\.csv$|/pdf/$|/files/\d+/$|^/accounts/logout/|^/static/")
MOST_PAGES_A_ROLE = 120
# One page of each kind is drawn for at most so many roles: the words differ, the page does not.
MOST_ROLES_A_KIND = 2
BEYOND_THE_EDGE = """() =>
    document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"""
_DRAWN: dict[str, int] = {}


def kind_of(path: str) -> str:
    """Return the kind of a page: its route, and which questions its address carries."""
    parts = urlsplit(path)
    names = sorted({name for name, _ in parse_qsl(parts.query)})
    return f"{resolve(parts.path).route}?{','.join(names)}"


def links_of(browser: PlainBrowser) -> list[str]:
    """Return the pages of the hub to which this page leads."""
    found = [link["href"] for link in browser.page.select("a[href]")]
    pages = [urlsplit(href)._replace(fragment="").geturl() for href in found if href[0] in "/?"]
    here = urlsplit(browser.at).path
    whole = [f"{here}{page}" if page.startswith("?") else page for page in pages if page]
    return [page for page in whole if not NOT_PAGES.search(urlsplit(page).path)]


def pages_of(browser: PlainBrowser) -> dict[str, str]:
    """Return one page of each kind that can be reached from home, with its address."""
    found, waiting = {}, ["/"]
    while waiting and len(found) < MOST_PAGES_A_ROLE:
        path = waiting.pop(0)
        try:
            kind = kind_of(path)
        except Resolver404:
            raise AssertionError(f"{browser.at} leads to {path}, and nothing is there") from None
        if kind in found:
            continue
        found[kind] = path
        browser.open(path)
        assert browser.status == 200, f"{path}: {browser.status}"
        waiting += links_of(browser)
    return found


def names_of_families() -> set[str]:
    """Return the surnames of everybody whom the practice hub invented."""
    kept = read_library_file("demo/names.yaml")
    return {name for culture in kept["cultures"] for name in culture["families"]}


@pytest.mark.parametrize("role", DEMO_SIGN_INS)
def test_every_page_of_a_role(role, hub_process, sign_in, axe):
    """Status, one heading, no name in the title, no fault on the console, axe, and the width."""
    email = DEMO_SIGN_INS[role]
    pages = pages_of(PlainBrowser(hub_process.address).sign_in(email))
    page = sign_in(email)
    faults: list[str] = []
    page.on(
        "console",
        lambda said: faults.append(f"{page.url}: {said.text}") if said.type == "error" else None,
    )
    page.on("pageerror", lambda fault: faults.append(f"{page.url}: {fault}"))
    for kind, path in pages.items():
        if kind != "?" and _DRAWN.get(kind, 0) >= MOST_ROLES_A_KIND:
            continue
        _DRAWN[kind] = _DRAWN.get(kind, 0) + 1
        is_narrow = _DRAWN[kind] == MOST_ROLES_A_KIND
        faults += _faults_of(
            page, path, size=NARROWEST if is_narrow else WIDTHS["desktop"], axe=axe
        )
    assert not faults, "\n".join(faults)


def test_pages_that_need_no_account(sign_in, axe):
    page = sign_in("")
    paths = (
        "/accounts/login/",
        "/concerns/new/",
        "/concerns/receipt/",
        "/privacy/",
        "/accessibility/",
        "/handbook/",
        "/handbook/children/",
        "/handbook/children/from-your-job/",
        "/handbook/children/from-your-job/education/",
        "/handbook/sources/",
        "/lexicon/",
        "/lexicon/disclosure/",
        "/lexicon/say-it-plainly/",
    )
    faults = [
        fault
        for path in paths
        for size in (WIDTHS["desktop"], NARROWEST)
        for fault in _faults_of(page, path, size=size, axe=axe)
    ]
    assert not faults, "\n".join(faults)


def _faults_of(page, path: str, *, size: dict[str, int], axe) -> list[str]:
    """Return what is wrong with a page; it is examined at this size, and measured when narrow."""
    page.set_viewport_size(size)
    page.goto(path)
    said = []
    if page.locator("h1").count() != 1:
        said.append(f"{path}: {page.locator('h1').count()} headings of the first rank")
    said += [
        f"{path}: the title names a family"
        for name in FAMILIES
        if re.search(rf"\b{name}\b", page.title())
    ]
    try:
        axe(page)
    except AssertionError as fault:
        said.append(f"{size['width']} px: {fault}")
    page.set_viewport_size(NARROWEST)
    if (beyond := page.evaluate(BEYOND_THE_EDGE)) > 0:
        said.append(f"{path}: {beyond} px too wide at {NARROWEST['width']}")
    return said


FAMILIES = names_of_families()
