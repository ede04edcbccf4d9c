"""What was agreed that somebody does, on their own page."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from openmash import policy
from openmash.decisions.doing.access import actions_waiting, own_actions
from openmash.design.your_work import Count, Section

ROWS = 8


def home_sections(viewer: policy.Viewer, now: datetime) -> Section | None:
    """Return what the viewer is named to do and has not done, what is due first."""
    number = actions_waiting(viewer=viewer)
    if not number:
        return None
    waiting = own_actions(viewer=viewer).filter(done_at=None)
    return Section(
        key="actions",
        title="What you are named to do",
        template="decisions/home_actions.html",
        context={
            "entries": list(waiting[:ROWS]),
            "more": max(number - ROWS, 0),
            "today": timezone.localdate(now),
        },
        order=16,
        counts=(
            Count(
                number=number,
                label="action to do" if number == 1 else "actions to do",
                href=f"{reverse('decisions:actions')}?show=open",
                order=6,
            ),
        ),
    )
