"""The whole handbook, read once: find a chapter, a page, and what stands beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from openmash.errors import BadInput, NotVisible
from openmash.handbook.chapters import Chapter, Plan, plan
from openmash.handbook.pages import Page, Section, page_files, read_page

NO_SUCH_PAGE = (
    "There is no handbook page with that address. "
    "Look for it in the handbook’s list, or in the chapter it belongs to."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handbook:
    """Every page by `chapter/page`, in the order in which a newcomer reads them."""

    plan: Plan
    pages: dict[str, Page]
    faults: tuple[str, ...] = ()

    def chapter(self, key: str) -> Chapter:
        """Return one chapter.

        Raises:
            NotVisible: there is none with this key.
        """
        found = self.plan.chapter(key)
        if found is None:
            raise NotVisible(NO_SUCH_PAGE)
        return found

    def page(self, chapter: str, key: str) -> Page:
        """Return one page.

        Raises:
            NotVisible: there is none at this address.
        """
        try:
            return self.pages[f"{chapter}/{key}"]
        except KeyError:
            raise NotVisible(NO_SUCH_PAGE) from None

    def pages_of(self, chapter: str) -> list[Page]:
        """Return the pages of one chapter, in order."""
        return [page for page in self.pages.values() if page.chapter == chapter]

    def neighbours(self, page: Page) -> tuple[Page | None, Page | None]:
        """Return the page before and the page after, within the chapter."""
        pages = self.pages_of(page.chapter)
        at = pages.index(page)
        return (pages[at - 1] if at else None, pages[at + 1] if at + 1 < len(pages) else None)

    def chapter_for(self, practice_area: str) -> Chapter | None:
        """Return the chapter that a contact of this practice area leads to."""
        chapters = (one for one in self.plan.chapters if practice_area in one.practice_areas)
        return next(chapters, None)

    def passages(self) -> Iterator[tuple[Page, Section]]:
        """Yield every part of every page: what a search looks through and answers with."""
        for page in self.pages.values():
            for section in page.sections:
                if section.text:
                    yield page, section


@cache
def handbook() -> Handbook:
    """Return the handbook of the library, read once in the life of a process.

    A page that cannot be read is left out and named in `faults`: the work does not stop because
    a page of help is broken.
    """
    found: dict[str, Page] = {}
    faults = []
    for path in (path for chapter in plan().chapters for path in page_files(chapter.key)):
        try:
            page = read_page(path)
        except BadInput as fault:
            faults.append(str(fault))
            continue
        if page.path in found:
            faults.append(f"library/handbook/{page.chapter}: {page.key} stands there twice.")
        found.setdefault(page.path, page)
    return Handbook(plan=plan(), pages=found, faults=tuple(faults))
