"""What the handbook's pages show, ready for their templates: for a hub, and for a plain site."""

from dataclasses import replace
from datetime import date

from openmash.errors import NotVisible
from openmash.handbook import addresses, chapters
from openmash.handbook.chapters import (
    FIRST_HOUR,
    FIRST_HOURS,
    FROM_YOUR_JOB,
    THE_LAW,
    WHO_TO_CALL,
    Chapter,
    Sector,
)
from openmash.handbook.markdown import blocks_of
from openmash.handbook.pages import Page, Section
from openmash.handbook.readers import Reader
from openmash.handbook.rendering import Rendering, danger_words
from openmash.handbook.shelf import NO_SUCH_PAGE, handbook
from openmash.sources import load_sources


def contents(*, reader: Reader) -> dict[str, object]:
    """Return the handbook's first page: chapters that are worries, and those on how we work."""
    found = [
        {"chapter": one, "url": addresses.page(one.key), "pages": handbook().pages_of(one.key)}
        for one in handbook().plan.chapters
    ]
    written = [one for one in found if one["pages"]]
    return frame(reader) | {
        "areas": [one for one in written if one["chapter"].is_area],
        "ways": [one for one in written if not one["chapter"].is_area],
        "asked_first": [
            {"question": question, "url": addresses.page(path)}
            for question, path in handbook().plan.asked_first
            if path in handbook().pages
        ],
        "own_job": handbook().plan.sector(reader.sector),
        "own_pages": _own_pages(reader),
        "sources_url": addresses.sources(),
        "lexicon_url": addresses.lexicon(),
    }


def _own_pages(reader: Reader) -> list[dict[str, object]]:
    """Return what the reader's own job may see, area by area."""
    paths = ((one, f"{one.key}/{FROM_YOUR_JOB}") for one in handbook().plan.chapters)
    return [
        {"title": one.title, "url": addresses.page(f"{path}/{reader.sector}")}
        for one, path in paths
        if path in handbook().pages and handbook().pages[path].section(reader.sector)
    ]


def chapter(key: str, *, reader: Reader) -> dict[str, object]:
    """Return one chapter: its pages, and, for a practice area, the jobs it speaks to.

    Raises:
        NotVisible: there is no such chapter.
    """
    found = handbook().chapter(key)
    jobs = handbook().pages.get(f"{key}/{FROM_YOUR_JOB}")
    usual = {one for one, _ in handbook().plan.area_pages}
    pages = [{"page": one, "url": addresses.page(one.path)} for one in handbook().pages_of(key)]
    particular = [one for one in pages if found.is_area and one["page"].key not in usual]
    return frame(reader) | {
        "chapter": found,
        "danger": danger_words(found.danger) if found.danger else "",
        "pages": [one for one in pages if one not in particular],
        "particular": particular,
        "jobs": _jobs(jobs, reader=reader, current="") if jobs else [],
        "steps": steps(),
    }


def page(chapter: str, key: str, *, reader: Reader, today: date) -> dict[str, object]:
    """Return one page; that from somebody's job opens at the reader's own.

    Raises:
        NotVisible: there is no such page.
    """
    found = handbook().page(chapter, key)
    if key != FROM_YOUR_JOB:
        return _page(found, sections=found.sections, reader=reader, today=today)
    own = found.section(reader.sector) if reader.sector else None
    return _job(found, own, reader=reader, today=today)


def job(chapter: str, sector: str, *, reader: Reader, today: date) -> dict[str, object]:
    """Return what one job may see.

    Raises:
        NotVisible: the page says nothing from this job.
    """
    found = handbook().page(chapter, FROM_YOUR_JOB)
    section = found.section(sector)
    if section is None or handbook().plan.sector(sector) is None:
        raise NotVisible(NO_SUCH_PAGE)
    return _job(found, section, reader=reader, today=today)


def _job(found: Page, own: Section | None, *, reader: Reader, today: date) -> dict[str, object]:
    """Return the page from somebody's job: their part, the first hour, then what holds for all."""
    opening = found.sections[0]
    everybody = replace(opening, key="everybody", heading="Wherever you work")
    sections = (own, *_first_hour(found.chapter), everybody) if own else (opening,)
    shown = _page(found, sections=sections, reader=reader, today=today)
    return shown | {
        "jobs": _jobs(found, reader=reader, current=own.key if own else ""),
        "is_choosing": own is None,
        "job": handbook().plan.sector(own.key) if own else None,
    }


def _first_hour(chapter: str) -> tuple[Section, ...]:
    """Return what to do in the first hour of this worry: what a job needs beside what it sees."""
    page = handbook().pages.get(f"{chapter}/{FIRST_HOURS}")
    section = page.section(FIRST_HOUR) if page else None
    return (replace(section, heading="What everybody does in the first hour"),) if section else ()


def _jobs(found: Page, *, reader: Reader, current: str) -> list[dict[str, object]]:
    """Return the jobs as tabs, the reader's own first."""
    spoken = [one for one in handbook().plan.sectors if found.section(one.key)]
    ordered: list[Sector] = sorted(spoken, key=lambda one: one.key != reader.sector)
    return [
        {
            "label": one.title,
            "covers": one.covers,
            "url": addresses.page(f"{found.path}/{one.key}"),
            "current": one.key == current,
        }
        for one in ordered
    ]


def _page(
    found: Page, *, sections: tuple[Section, ...], reader: Reader, today: date
) -> dict[str, object]:
    chapter = handbook().chapter(found.chapter)
    rendering = Rendering(reader=reader)
    before, after = handbook().neighbours(found)
    danger = found.danger or chapter.danger
    return frame(reader) | {
        "page": found,
        "chapter": chapter,
        "danger": danger_words(danger) if danger else "",
        "sections": [
            {"section": one, "html": rendering.html(one.text)} for one in sections if one.text
        ],
        "law": _law(found, rendering=rendering),
        "beside": [_named(path) for path in found.beside if path in handbook().pages],
        "in_chapter": [_named(one.path) | {"current": one == found} for one in _siblings(found)],
        "before": _named(before.path) if before else None,
        "after": _named(after.path) if after else None,
        "call_url": _call_url(chapter, found=found),
        "sources": [
            {"source": load_sources()[one], "url": addresses.source(one)} for one in found.sources
        ],
        "is_past_review": found.is_past_review(today),
        "steps": steps(chapter),
    }


def _siblings(found: Page) -> list[Page]:
    return handbook().pages_of(found.chapter)


def _named(path: str) -> dict[str, object]:
    found = handbook().pages[path]
    return {
        "title": found.title,
        "chapter": handbook().chapter(found.chapter).title,
        "url": addresses.page(path),
    }


def _law(found: Page, *, rendering: Rendering) -> str:
    """Return the law in two lines, from the chapter's own page about it."""
    law = handbook().pages.get(f"{found.chapter}/{THE_LAW}")
    if law is None or law == found:
        return ""
    blocks = [block for one in law.sections for block in blocks_of(one.text)]
    return next((rendering.html(one.text) for one in blocks if one.kind == "law"), "")


def _call_url(chapter: Chapter, *, found: Page) -> str:
    path = f"{chapter.key}/{WHO_TO_CALL}"
    return addresses.page(path) if path in handbook().pages and path != found.path else ""


def steps(chapter: Chapter | None = None) -> list[dict[str, str]]:
    """Return the way back up."""
    steps = [{"text": "Handbook", "href": addresses.contents()}]
    return (
        [*steps, {"text": chapter.title, "href": addresses.page(chapter.key)}] if chapter else steps
    )


def frame(reader: Reader) -> dict[str, object]:
    """Return what every page of the handbook shows beside its text."""
    return {"reader": reader, "say_url": addresses.say_a_worry(reader), "plan": chapters.plan()}
