"""A handbook of two small pages, for tests that must not depend on the library's words."""

from datetime import date

from openmash.handbook.chapters import Chapter, Plan, Sector
from openmash.handbook.pages import Page, page_from
from openmash.handbook.shelf import Handbook

FRONT = """---
title: First hour, day and week
lead: Make the child safe, then tell somebody who can act.
owner: Principal social worker, children
reviewed_on: 2026-11-01
review_by: 2027-11-01
sources: [CA1989-S47, WT2026]
statutes: [CA1989-S47]
practice_areas: [neglect]
roles: [police]
questions: ["What do I do first?", "Whom do I ring?", "Who decides?"]
beside: [children/never, children/the-law]
---
"""
BODY = """You do not have to be sure.

## First hour

Ring [the hub](call:hub). Danger now is [999](call:999).

:::example
Tobi told a teacher. She rang.
:::

## First day

The hub decides within [one working day](source:WT2026).

## First week

The child is seen.
"""
PLAN = Plan(
    chapters=(
        Chapter(key="children", title="Children", lead="Harm to a child.", is_area=True),
        Chapter(key="sharing", title="Sharing", lead="What you may share."),
    ),
    sectors=(
        Sector(key="police", title="Police", covers="Officers and staff"),
        Sector(key="health", title="Health", covers="Nurses and doctors"),
    ),
    area_pages=(("first-hour-day-week", "First hour"), ("from-your-job", "From your job")),
)


def make_page(
    *, front: str = FRONT, body: str = BODY, chapter: str = "children",
    name: str = "03-first-hour-day-week.md", **changes: object,
) -> Page:  # fmt: skip
    """Return a page; a change is a line of front matter to write instead: `title="New"`."""
    lines = [line for line in front.splitlines() if line.partition(":")[0] not in changes]
    added = [f"{key}: {value}" for key, value in changes.items() if value is not None]
    return page_from("\n".join([*lines[:1], *added, *lines[1:], body]), chapter=chapter, name=name)


def make_handbook(*pages: Page) -> Handbook:
    """Return a handbook of these pages."""
    return Handbook(plan=PLAN, pages={page.path: page for page in pages})


LONG_AGO, TODAY = date(2020, 1, 1), date(2026, 11, 24)
