"""Read the proofs of the handbook: what is wrong with a page, in words its author can act on.

`openmash handbook check [CHAPTER …]` prints it; the tests hold the library to it.
"""

import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

from openmash.errors import BadInput
from openmash.handbook import proof_form, proof_text
from openmash.handbook.likeness import near_copies
from openmash.handbook.pages import Page
from openmash.handbook.shelf import Handbook, handbook

NOT_YET = "no such page yet"


def faults_of(page: Page, *, handbook: Handbook) -> Iterator[str]:
    """Yield what is wrong with one page."""
    for fault in (
        *proof_form.faults_of(page, handbook=handbook),
        *proof_text.faults_of(page, handbook=handbook),
    ):
        yield f"{page.path}: {fault}"


def missing_pages(handbook: Handbook, *, chapter: str) -> list[str]:
    """Return the pages that every practice area has and this one lacks."""
    found = handbook.plan.chapter(chapter)
    if found is None or not found.is_area:
        return []
    return [
        f"{chapter}/{key}: this page of every practice area is missing"
        for key, _ in handbook.plan.area_pages
        if f"{chapter}/{key}" not in handbook.pages
    ]


def proofs(chapters: Sequence[str] = ()) -> tuple[list[str], list[str]]:
    """Return what is wrong, and apart from it the links to pages that nobody has written yet.

    Raises:
        BadInput: there is no such chapter.
    """
    book = handbook()
    for key in chapters:
        if book.plan.chapter(key) is None:
            known = ", ".join(one.key for one in book.plan.chapters)
            raise BadInput(f"The handbook has no chapter {key!r}. It has {known}.")
    chapters = tuple(chapters) or tuple(chapter.key for chapter in book.plan.chapters)
    faults = [one for one in book.faults if any(f"/{key}/" in one for key in chapters)]
    for chapter in chapters:
        faults += missing_pages(book, chapter=chapter)
        for page in book.pages_of(chapter):
            faults += faults_of(page, handbook=book)
    faults += [one for one in near_copies(book) if one.startswith(tuple(f"{c}/" for c in chapters))]
    waiting = [fault for fault in faults if NOT_YET in fault]
    return [fault for fault in faults if NOT_YET not in fault], waiting


def past_review(chapters: Sequence[str] = (), *, today: date) -> list[str]:
    """Return the pages that somebody should have read again by now."""
    return [
        f"{page.path}: should have been read again by {page.review_by:%d %B %Y} ({page.owner})"
        for page in handbook().pages.values()
        if page.is_past_review(today) and (not chapters or page.chapter in chapters)
    ]


def main(chapters: Sequence[str]) -> int:
    """Print the proofs of these chapters, or of all, and return the exit status."""
    faults, waiting = proofs(chapters)
    for fault in faults:
        print(fault)
    for fault in waiting:
        print(f"(waiting) {fault}")
    for page in past_review(chapters, today=datetime.now(UTC).date()):
        print(f"(review) {page}")
    print(f"{len(faults)} to mend, {len(waiting)} links to pages not yet written.", file=sys.stderr)
    return 1 if faults or waiting else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
