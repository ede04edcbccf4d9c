"""Assessments on one's own page: an agency's own part, and what waits for the hub."""

from datetime import datetime

from django.urls import reverse

from openmash import policy
from openmash.design.your_work import Count, Section
from openmash.instruments.access import asked_of, begun_by, reviews_due

ROWS = 8
REVIEW_WITHIN_DAYS = 7


def home_sections(viewer: policy.Viewer, now: datetime) -> list[Section]:
    """Return the parts that the viewer's agency is asked for, and what the viewer began or looks at again."""
    found = []
    if policy.Permission.REQUEST_ANSWER in viewer.permissions:
        asked = list(asked_of(viewer=viewer)[:ROWS])
        if asked:
            found.append(_asked(asked))
    if policy.Permission.ENQUIRY_READ in viewer.permissions:
        begun = list(begun_by(viewer=viewer)[:ROWS])
        due = list(reviews_due(viewer=viewer, now=now, within_days=REVIEW_WITHIN_DAYS)[:ROWS])
        if begun or due:
            found.append(_own(begun, due=due, now=now))
    return found


def _asked(rows: list) -> Section:
    number = len(rows)
    return Section(
        key="assessments-asked",
        title="Assessments that ask for your agency’s part",
        template="instruments/home_asked.html",
        context={"entries": rows},
        order=12,
        counts=(
            Count(
                number=number,
                label="assessment to answer" if number == 1 else "assessments to answer",
                href=reverse("instruments:way", args=[rows[0].reference]),
                order=3,
            ),
        ),
        lead="The hub asks for your part of an assessment.",
    )


def _own(begun: list, *, due: list, now: datetime) -> Section:
    return Section(
        key="assessments",
        title="Assessments",
        template="instruments/home_own.html",
        context={"begun": begun, "due": due, "today": now.date()},
        order=18,
    )
