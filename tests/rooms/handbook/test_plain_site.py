"""The plain site: whole, without scripts or secrets, and every link in it leads to a file."""

from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

from openmash.errors import BadInput
from openmash.handbook.plain_site import export


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plain") / "site"
    export(folder)
    return folder


def pages(site):
    return {path: BeautifulSoup(path.read_text("utf-8"), "html.parser")
            for path in site.rglob("*.html")}  # fmt: skip


def test_every_link_leads_to_a_file_and_every_anchor_to_a_place(site):
    found = pages(site)
    ids = {path: {one["id"] for one in page.select("[id]")} for path, page in found.items()}
    broken = []
    for path, page in found.items():
        for link in page.select("a[href], link[href], img[src]"):
            parts = urlsplit(link.get("href") or link.get("src"))
            if parts.scheme:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            is_there = target.is_file()
            if not is_there or (parts.fragment and parts.fragment not in ids[target]):
                broken.append(f"{path.relative_to(site)}: {link}")
    assert broken == []


def test_there_is_nothing_to_run_to_send_or_to_sign_in_to(site):
    for page in pages(site).values():
        assert page.select("script, form, [href*=accounts], [href*='/concerns/']") == []


def test_it_begins_at_its_own_first_page(site):
    first = BeautifulSoup((site / "index.html").read_text("utf-8"), "html.parser")

    assert first.h1.text.strip() == "Handbook"
    assert len(list(site.rglob("*.html"))) > 20


def test_it_is_written_again_over_itself_and_never_over_something_else(site, tmp_path):
    assert export(site) > 20
    (tmp_path / "letters.txt").write_text("mine")

    with pytest.raises(BadInput, match="holds something else"):
        export(tmp_path)
