"""The plan of the handbook: its chapters, the pages every practice area has, and the jobs."""

from dataclasses import dataclass
from functools import cache

from openmash.errors import BadInput
from openmash.sources import read_library_file

PLAN = "handbook/chapters.yaml"
FROM_YOUR_JOB = "from-your-job"
THE_LAW = "the-law"
WHO_TO_CALL = "who-to-call"
FIRST_HOURS = "first-hour-day-week"
FIRST_HOUR = "first-hour"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One chapter: a folder of pages. A practice area has the same nine pages as every other."""

    key: str
    title: str
    lead: str
    is_area: bool = False
    danger: str = ""
    practice_areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """A job that a page can speak to; `covers` names the trades that find themselves there."""

    key: str
    title: str
    covers: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the handbook is meant to hold.

    `area_pages` are key and usual title, in order; `asked_first` are a newcomer's questions, each
    with the page that answers it.
    """

    chapters: tuple[Chapter, ...]
    sectors: tuple[Sector, ...]
    area_pages: tuple[tuple[str, str], ...]
    asked_first: tuple[tuple[str, str], ...] = ()

    def chapter(self, key: str) -> Chapter | None:
        """Return the chapter with this key, if there is one."""
        return next((one for one in self.chapters if one.key == key), None)

    def sector(self, key: str) -> Sector | None:
        """Return the job with this key, if there is one."""
        return next((one for one in self.sectors if one.key == key), None)


@cache
def plan() -> Plan:
    """Return the plan, as `library/handbook/chapters.yaml` has it.

    Raises:
        BadInput: the file lacks a part, or a chapter stands there twice.
    """
    kept = read_library_file(PLAN)
    try:
        found = Plan(
            chapters=tuple(_chapter(row) for row in kept["chapters"]),
            sectors=tuple(Sector(**row) for row in kept["sectors"]),
            area_pages=tuple((row["key"], row["title"]) for row in kept["area_pages"]),
            asked_first=tuple((row["question"], row["page"]) for row in kept["asked_first"]),
        )
    except (KeyError, TypeError) as fault:
        raise BadInput(f"library/{PLAN}: {fault}") from fault
    keys = [chapter.key for chapter in found.chapters]
    if len(keys) != len(set(keys)):
        raise BadInput(f"library/{PLAN}: a chapter stands there twice.")
    return found


def _chapter(row: dict) -> Chapter:
    return Chapter(**{**row, "practice_areas": tuple(row.get("practice_areas", ()))})
