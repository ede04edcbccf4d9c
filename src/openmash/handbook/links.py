"""What a link of a page means: another page, a word, a source, a record, a call, a deed.

A page's author writes `handbook:chapter/page`, never an address, so that a page can move and
the same text serves a hub with an account, one without, and a plain site.
"""

import re
from dataclasses import dataclass

from openmash.handbook.chapters import FROM_YOUR_JOB
from openmash.handbook.shelf import Handbook
from openmash.handbook.words import lexicon
from openmash.sources import library_path, load_sources

CALL_HUB = "hub"
SAY_A_WORRY = "worry"
HANDBOOK, WORD, SOURCE, INSTRUMENT, CALL, DO = (
    "handbook", "word", "source", "instrument", "call", "do",
)  # fmt: skip
SCHEMES = {HANDBOOK, WORD, SOURCE, INSTRUMENT, CALL, DO}
NUMBER = re.compile(r"^[0-9+]{3,15}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link as its author wrote it, taken apart: `handbook:children/never#why`."""

    scheme: str
    target: str
    anchor: str = ""


def link_from(href: str) -> Link:
    """Return the parts of a link."""
    scheme, _, rest = href.partition(":")
    target, _, found = rest.partition("#")
    return Link(scheme=scheme, target=target, anchor=found)


def problem_of(link: Link, *, handbook: Handbook) -> str:
    """Return what is wrong with a link, or nothing where it leads somewhere."""
    checks = {
        HANDBOOK: _page_problem,
        WORD: lambda one, _: "" if one.target in lexicon() else "no such word in the lexicon",
        SOURCE: lambda one, _: "" if one.target in load_sources() else "no such source",
        INSTRUMENT: lambda one, _: "" if has_instrument(one.target) else "no such record",
        CALL: lambda one, _: _call_problem(one.target),
        DO: lambda one, _: "" if one.target == SAY_A_WORRY else "nothing that the hub can do",
    }
    check = checks.get(link.scheme)
    return check(link, handbook) if check else "write handbook:, word:, source:, call: or do:"


def has_instrument(key: str) -> bool:
    """Tell whether the library holds an assessment record of this name."""
    return (library_path() / "instruments" / f"{key}.yaml").is_file()


def page_parts(target: str) -> tuple[str, str, str]:
    """Return chapter, page and, for the page from somebody's job, the job."""
    chapter, _, rest = target.partition("/")
    key, _, sector = rest.partition("/")
    return chapter, key, sector


def _page_problem(link: Link, handbook: Handbook) -> str:
    chapter, key, sector = page_parts(link.target)
    if handbook.plan.chapter(chapter) is None:
        return "no such chapter"
    if not key:
        return ""
    page = handbook.pages.get(f"{chapter}/{key}")
    if page is None:
        return "no such page yet"
    if sector and (key != FROM_YOUR_JOB or page.section(sector) is None):
        return "no such job on that page"
    if link.anchor and page.section(link.anchor) is None:
        return f"no heading #{link.anchor} on that page"
    return ""


def _call_problem(target: str) -> str:
    is_number = target == CALL_HUB or NUMBER.match(target)
    return "" if is_number else "write a number in digits, or call:hub"
