"""Find the paragraph that stands beside a question, and the page on which to read on.

Its words are in `library/beside`, the way from them into the handbook in `library/handbook`.
"""

from dataclasses import dataclass
from functools import cache

import yaml

from openmash.errors import OpenMashError
from openmash.handbook import addresses
from openmash.handbook.chapters import FIRST_HOURS
from openmash.handbook.pages import Page
from openmash.handbook.shelf import handbook
from openmash.sources import library_path, read_library_file

WAYS_IN = "handbook/beside.yaml"
AREA = "area."


class UnknownKey(OpenMashError):
    """A page asks for a handbook paragraph that is not in `library/beside`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """What to think of here, in a few plain sentences, and where it is taken from."""

    key: str
    title: str
    text: str = ""
    steps: tuple[str, ...] = ()
    source: str = ""

    @property
    def href(self) -> str:
        """Return where the handbook says more, or nothing where it has no such page."""
        page = page_behind(self.key)
        return addresses.page(page.path) if page else ""

    @property
    def page_title(self) -> str:
        """Return the words of the link there."""
        page = page_behind(self.key)
        return f"Handbook: {page.title}" if page else ""


def beside(key: str) -> Paragraph:
    """Return the paragraph with this key, as `triage.level-4` or `contact.voice`.

    Raises:
        UnknownKey: no file in `library/beside` has it.
    """
    try:
        return paragraphs()[key]
    except KeyError:
        raise UnknownKey(
            f"No handbook paragraph has the key {key!r}: add it to library/beside."
        ) from None


def first_hours_of(practice_area: str) -> Paragraph:
    """Return the way to what to do now about a worry of this practice area."""
    return Paragraph(key=f"{AREA}{practice_area}", title="What do I do now?")


def page_behind(key: str) -> Page | None:
    """Return the page on which to read on: by the whole key, or else by its first part.

    A practice area without a line of its own leads to its chapter's first hour, day and week.
    """
    ways, room = ways_in(), key.partition(".")[0]
    path = ways.get(key) or ways.get(room)
    if path is None and key.startswith(AREA):
        chapter = handbook().chapter_for(key.removeprefix(AREA))
        path = f"{chapter.key}/{FIRST_HOURS}" if chapter else None
    return handbook().pages.get(path or "")


@cache
def ways_in() -> dict[str, str]:
    """Return which page stands behind each key, or behind the first part of one."""
    return read_library_file(WAYS_IN)["pages"]


@cache
def paragraphs() -> dict[str, Paragraph]:
    """Return every paragraph by its key."""
    found: dict[str, Paragraph] = {}
    for path in sorted((library_path() / "beside").glob("*.yaml")):
        for key, entry in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            found[key] = Paragraph(key=key, **{**entry, "steps": tuple(entry.get("steps", ()))})
    return found
