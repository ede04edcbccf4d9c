"""The handbook as a plain site: files that any web server or memory stick can carry.

The same pages as in the hub, without its telephone numbers, its people or anything to do there,
and without scripts. Every address in them is relative, so the folder works wherever it is put.
"""

import posixpath
import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import timezone

from openmash.errors import BadInput
from openmash.handbook import addresses, glossaries, shown, words
from openmash.handbook.chapters import FROM_YOUR_JOB
from openmash.handbook.lexicon import pages as word_pages
from openmash.handbook.readers import PLAIN
from openmash.handbook.shelf import handbook

ADDRESS = re.compile(r"""(?P<name>href|src)="(?P<path>/[^"#]*)(?P<anchor>#[^"]*)?\"""")
SCRIPT = re.compile(r"<script\b[^>]*></script>\n?")
HOME = "/"
STATIC = "/static/"


def export(folder: Path) -> int:
    """Write the handbook and the lexicon into a folder, and return how many pages they have.

    Raises:
        BadInput: the folder holds something else, or a page leads to where the site has nothing.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / "handbook").is_dir():
        raise BadInput(f"{folder} holds something else. Name an empty folder.")
    pages = dict(_pages())
    assets: set[str] = set()
    for address, html in pages.items():
        written = _relative(html, address=address, pages=pages, assets=assets)
        _write(folder / address.strip("/") / "index.html", written)
    for asset in sorted(assets):
        _copy(asset, folder=folder)
    home = _relative(pages[addresses.contents()], address=HOME, pages=pages, assets=assets)
    _write(folder / "index.html", home)
    return len(pages)


def _pages():
    """Yield every page with its address in the hub."""
    today = timezone.localdate()
    book = handbook()
    yield addresses.contents(), _html("contents", shown.contents(reader=PLAIN))
    yield addresses.sources(), _html("sources", glossaries.sources(reader=PLAIN))
    yield addresses.lexicon(), _html("lexicon", glossaries.lexicon(reader=PLAIN))
    for word_id in words.lexicon():
        yield addresses.word(word_id), _html("lexicon/word", word_pages.word(word_id, reader=PLAIN))
    for chapter in book.plan.chapters:
        if book.pages_of(chapter.key):
            found = shown.chapter(chapter.key, reader=PLAIN)
            yield addresses.page(chapter.key), _html("chapter", found)
    for page in book.pages.values():
        found = shown.page(page.chapter, page.key, reader=PLAIN, today=today)
        yield addresses.page(page.path), _html("page", found)
        if page.key == FROM_YOUR_JOB:
            for section in page.sections[1:]:
                found = shown.job(page.chapter, section.key, reader=PLAIN, today=today)
                yield addresses.page(f"{page.path}/{section.key}"), _html("page", found)


def _html(template: str, context: dict[str, object]) -> str:
    return SCRIPT.sub("", render_to_string(f"handbook/{template}.html", context))


def _relative(html: str, *, address: str, pages: dict[str, str], assets: set[str]) -> str:
    """Return a page with its addresses relative to where it lies."""

    def lead(found: re.Match) -> str:
        path = found["path"]
        if path.startswith(STATIC):
            assets.add(path.removeprefix(STATIC))
            target = path
        elif path == HOME or path in pages:
            target = posixpath.join(path, "index.html")
        else:
            raise BadInput(f"{address} leads to {path}, which is not part of the plain site.")
        way = posixpath.relpath(target, start=address)
        return f'{found["name"]}="{way}{found["anchor"] or ""}"'

    return ADDRESS.sub(lead, html)


def _write(path: Path, html: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(html, encoding="utf-8")


def _copy(asset: str, *, folder: Path) -> None:
    found = finders.find(asset)
    if found is None:
        raise BadInput(f"The file {asset} is missing from this installation.")
    target = folder / "static" / asset
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(Path(found).read_bytes())
