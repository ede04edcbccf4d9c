"""Where things of the handbook stand on the web."""

from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from openmash.handbook import links
from openmash.handbook.chapters import FROM_YOUR_JOB
from openmash.handbook.pages import Page, Section
from openmash.handbook.readers import Reader
from openmash.handbook.shelf import handbook
from openmash.sources import load_sources


def contents() -> str:
    """Return the address of the handbook's first page."""
    return reverse("handbook:contents")


def page(path: str) -> str:
    """Return the address of `chapter`, `chapter/page` or `chapter/from-your-job/job`."""
    chapter, key, sector = links.page_parts(path)
    if sector:
        return reverse("handbook:job", args=[chapter, sector])
    if key:
        return reverse("handbook:page", args=[chapter, key])
    return reverse("handbook:chapter", args=[chapter])


def passage(found: Page, section: Section) -> str:
    """Return the address of one part of a page."""
    if found.key == FROM_YOUR_JOB and section.heading:
        return page(f"{found.path}/{section.key}")
    return page(found.path) + (f"#{section.key}" if section.key else "")


def word(word_id: str) -> str:
    """Return the page on which the lexicon explains a word."""
    return reverse("handbook:word", args=[word_id])


def lexicon() -> str:
    """Return the address of the lexicon."""
    return reverse("handbook:lexicon")


def say_it_plainly() -> str:
    """Return where a text is looked through for words that not everybody understands."""
    return reverse("handbook:say_it_plainly")


def sources() -> str:
    """Return the address of the glossary of sources."""
    return reverse("handbook:sources")


def source(source_id: str) -> str:
    """Return where the glossary of sources has an entry."""
    return f"{sources()}#{source_id}"


def of(link: links.Link, *, reader: Reader) -> str:
    """Return where a link leads this reader, or nothing: then its words stand alone."""
    if link.scheme == links.HANDBOOK:
        return _linked_page(link)
    if link.scheme == links.SOURCE:
        return source(link.target) if link.target in load_sources() else ""
    if link.scheme == links.CALL:
        return _call(link.target, reader=reader)
    if link.scheme == links.DO:
        return say_a_worry(reader)
    return _record(link.target, reader=reader) if link.scheme == links.INSTRUMENT else ""


def _linked_page(link: links.Link) -> str:
    """Return a page's address. A hub may have taken the page out: then its words stand alone."""
    if links.problem_of(link, handbook=handbook()):
        return ""
    return page(link.target) + (f"#{link.anchor}" if link.anchor else "")


def _call(target: str, *, reader: Reader) -> str:
    if target != links.CALL_HUB:
        return f"tel:{target}"
    # The panel with the hub's numbers stands on every page: which one to ring depends on the hour.
    return "#who-to-call" if reader.hub else ""


def say_a_worry(reader: Reader) -> str:
    """Return where a worry is said, or nothing on a plain site."""
    if reader.is_plain or not reader.can_say:
        return ""
    try:
        return reverse("contacts:start")
    except NoReverseMatch:
        return ""


def _record(key: str, *, reader: Reader) -> str:
    """Return the page of an assessment record, where this hub has such pages."""
    address = f"/instruments/{key}/"
    if reader.is_plain:
        return ""
    try:
        resolve(address)
    except Resolver404:
        return ""
    return address
