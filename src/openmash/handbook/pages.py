"""A handbook page: its front matter, and its Markdown in sections.

A page is read without Django and without a database, so that a practitioner's file can be
checked before it ever reaches a hub.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from openmash.errors import BadInput
from openmash.sources import library_path

FILE_NAME = re.compile(r"^(?P<order>\d\d)-(?P<key>[a-z0-9]+(?:-[a-z0-9]+)*)\.md$")
HEADING = re.compile(r"^## (?P<words>.+?)(?: \{(?P<key>[a-z_]+)\})?\s*$")
LISTS = ("sources", "statutes", "practice_areas", "roles", "questions", "beside")
FENCE = ":::"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of a page under its heading. The opening has neither heading nor key.

    `key` is the anchor, or the job's key where the heading names one in braces.
    """

    key: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: one idea, with an owner, sources, and the day somebody must read it again."""

    chapter: str
    key: str
    order: int
    title: str
    lead: str
    owner: str
    reviewed_on: date
    review_by: date
    sources: tuple[str, ...]
    statutes: tuple[str, ...]
    practice_areas: tuple[str, ...]
    roles: tuple[str, ...]
    questions: tuple[str, ...]
    beside: tuple[str, ...]
    sections: tuple[Section, ...]
    danger: str = ""

    @property
    def path(self) -> str:
        """Return how other pages name this one: chapter and page."""
        return f"{self.chapter}/{self.key}"

    def is_past_review(self, today: date) -> bool:
        """Tell whether the day to read the page again has gone by."""
        return self.review_by < today

    def section(self, key: str) -> Section | None:
        """Return the part with this key, if there is one."""
        return next((one for one in self.sections if one.key == key), None)


FRONT_MATTER = {one.name for one in fields(Page)} - {"chapter", "key", "order", "sections"}
OPTIONAL = {"danger"}


def page_files(chapter: str) -> list[Path]:
    """Return the files of a chapter, in order."""
    return sorted((library_path() / "handbook" / chapter).glob("*.md"))


def read_page(path: Path) -> Page:
    """Return the page that a file holds.

    Raises:
        BadInput: the file's name or front matter is not as the handbook needs it.
    """
    return page_from(path.read_text(encoding="utf-8"), chapter=path.parent.name, name=path.name)


def page_from(text: str, *, chapter: str, name: str) -> Page:
    """Return the page that this text is, as `name` in its chapter.

    Raises:
        BadInput: the name or the front matter is not as the handbook needs it.
    """
    where = f"library/handbook/{chapter}/{name}"
    named = FILE_NAME.match(name)
    if not named:
        raise BadInput(f"{where}: name it by order and key, as 03-first-hour-day-week.md.")
    front, body = _halves(text, where=where)
    _check_keys(front, where=where)
    try:
        return Page(
            chapter=chapter,
            key=named["key"],
            order=int(named["order"]),
            sections=tuple(sections_of(body)),
            **_values(front),
        )
    except (TypeError, ValueError) as fault:
        raise BadInput(f"{where}: the front matter cannot be read: {fault}") from fault


def sections_of(body: str) -> Iterator[Section]:
    """Yield the parts of a page's Markdown: the opening first, then one a heading of rank two."""
    key, heading, lines, in_callout = "", "", [], False
    for line in body.splitlines():
        if line.startswith(FENCE):
            in_callout = line.strip() != FENCE
        found = None if in_callout else HEADING.match(line)
        if found:
            yield Section(key=key, heading=heading, text="\n".join(lines).strip())
            heading, lines = found["words"], []
            key = found["key"] or anchor(heading)
        else:
            lines.append(line)
    yield Section(key=key, heading=heading, text="\n".join(lines).strip())


def anchor(words: str) -> str:
    """Return the anchor that a heading's words make: `Who leads?` gives `who-leads`."""
    plain = words.lower().replace("’", "").replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _halves(text: str, *, where: str) -> tuple[dict[str, Any], str]:
    parts = re.split(r"^---\s*$", text, maxsplit=2, flags=re.MULTILINE)
    if len(parts) != 3 or parts[0].strip():
        raise BadInput(f"{where}: begin with front matter between two lines of ---.")
    try:
        front = yaml.safe_load(parts[1])
    except yaml.YAMLError as fault:
        raise BadInput(f"{where}: the front matter is not valid YAML: {fault}") from fault
    if not isinstance(front, dict):
        raise BadInput(f"{where}: the front matter must name its parts, as `title: …`.")
    return front, parts[2]


def _check_keys(front: dict[str, Any], *, where: str) -> None:
    missing = sorted(FRONT_MATTER - OPTIONAL - set(front))
    strange = sorted(set(front) - FRONT_MATTER)
    if missing or strange:
        wants = f"lacks {', '.join(missing)}" if missing else ""
        extra = f"does not know {', '.join(map(str, strange))}" if strange else ""
        raise BadInput(f"{where}: the front matter {' and '.join(filter(None, (wants, extra)))}.")
    for key in ("reviewed_on", "review_by"):
        if not isinstance(front[key], date):
            raise BadInput(f"{where}: write {key} as a day, as 2026-11-01.")


def _values(front: dict[str, Any]) -> dict[str, Any]:
    values = {
        key: value.strip() if isinstance(value, str) else value for key, value in front.items()
    }
    return values | {key: tuple(str(one) for one in front[key] or ()) for key in LISTS}
