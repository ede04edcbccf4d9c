"""Proofs of a page's front matter and fixed parts."""

from collections.abc import Iterator
from datetime import timedelta

from openmash.handbook.chapters import FIRST_HOURS, FROM_YOUR_JOB, THE_LAW
from openmash.handbook.links import HANDBOOK, Link, problem_of
from openmash.handbook.markdown import blocks_of, links_in
from openmash.handbook.pages import Page
from openmash.handbook.shelf import Handbook
from openmash.sources import SourceKind, load_sources, read_library_file

LONGEST_TITLE = 60  # characters
LONGEST_LEAD = 40  # words
QUESTIONS = range(3, 7)
BESIDE = range(2, 5)
LONGEST_WITHOUT_REVIEW = timedelta(days=731)
QUOTES = "“\"'‘"
LAWS = {SourceKind.ACT, SourceKind.REGULATIONS}
HOURS = ("First hour", "First day", "First week")


def faults_of(page: Page, *, handbook: Handbook) -> Iterator[str]:
    """Yield what is wrong with the front matter and the parts that a page must have."""
    yield from _head(page)
    yield from _sources(page)
    yield from _beside(page, handbook=handbook)
    yield from _codes(page, handbook=handbook)
    chapter = handbook.plan.chapter(page.chapter)
    if chapter and chapter.is_area:
        yield from _fixed_parts(page, handbook=handbook)


def _head(page: Page) -> Iterator[str]:
    if len(page.title) > LONGEST_TITLE or page.title.endswith("."):
        yield f"a title has at most {LONGEST_TITLE} characters and no full stop"
    if len(page.lead.split()) > LONGEST_LEAD:
        yield f"the lead has {len(page.lead.split())} words: {LONGEST_LEAD} at most"
    if page.danger and (page.danger[0] in QUOTES or ":" not in page.danger):
        yield "danger: say the sign, a colon, and what to do, without quotation marks"
    if not page.owner:
        yield "name the role that owns the page"
    if len(page.questions) not in QUESTIONS:
        yield f"{len(page.questions)} questions: give 3 to 6"
    if not page.reviewed_on < page.review_by <= page.reviewed_on + LONGEST_WITHOUT_REVIEW:
        yield "review_by comes after reviewed_on, within two years"


def _sources(page: Page) -> Iterator[str]:
    if not page.sources:
        yield "name at least one source"
    for source in (*page.sources, *page.statutes):
        if source not in load_sources():
            yield f"the source {source} is not in library/sources.yaml"
    for statute in set(page.statutes) & set(load_sources()):
        if statute not in page.sources:
            yield f"the statute {statute} must stand among the sources too"
        if load_sources()[statute].kind not in LAWS:
            yield f"{statute} is no act and no regulations: leave it out of statutes"
    text = "\n\n".join(section.text for section in page.sections)
    for href, _ in links_in(text):
        cited = href.removeprefix("source:")
        if cited != href and cited not in page.sources:
            yield f"{cited} is cited in the text: name it in sources"


def _beside(page: Page, *, handbook: Handbook) -> Iterator[str]:
    if len(page.beside) not in BESIDE:
        yield f"{len(page.beside)} pages beside it: give 2 to 4"
    for path in page.beside:
        problem = problem_of(Link(scheme=HANDBOOK, target=path), handbook=handbook)
        if problem:
            yield f"beside {path}: {problem}"
        if path == page.path:
            yield "a page does not stand beside itself"


def _codes(page: Page, *, handbook: Handbook) -> Iterator[str]:
    areas = {row["code"] for row in read_library_file("practice_areas.yaml")["practice_areas"]}
    for code in set(page.practice_areas) - areas:
        yield f"{code} is no practice area of library/practice_areas.yaml"
    for role in page.roles:
        if handbook.plan.sector(role) is None:
            yield f"{role} is no job of library/handbook/chapters.yaml"
    titles = [one.title for one in handbook.pages_of(page.chapter)]
    if titles.count(page.title) > 1:
        yield "another page of the chapter has this title"


def _fixed_parts(page: Page, *, handbook: Handbook) -> Iterator[str]:
    headings = [section.heading for section in page.sections]
    if page.key == FROM_YOUR_JOB:
        for sector in handbook.plan.sectors:
            if page.section(sector.key) is None:
                yield f"the part from {sector.title} is missing: ## … {{{sector.key}}}"
    if page.key == FIRST_HOURS and [one for one in headings if one in HOURS] != list(HOURS):
        yield f"the headings {', '.join(HOURS)} must stand there, in this order"
    for key, kind in ((THE_LAW, "law"), ("never", "never")):
        is_there = any(
            block.kind == kind for section in page.sections for block in blocks_of(section.text)
        )
        if page.key == key and not is_there:
            yield f"the :::{kind} callout is missing"
