"""Your work: the page that everyone lands on, shaped by role."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.module_loading import import_string

from openmash.design.your_work import Section
from openmash.policy import Viewer

# Each takes the viewer and the moment, and returns a section, several, or None. What stands
# first here has the first word at the top of the page.
SECTIONS: list[str] = [
    "openmash.enquiries.triage.home.home_sections",
    "openmash.products.home.home_sections",
    "openmash.decisions.home.home_sections",
    "openmash.instruments.home.home_sections",
    "openmash.config.work.requests_section",
    "openmash.config.work.governance_sections",
    "openmash.config.work.worries_section",
    "openmash.config.work.doors_section",
]
EVENING, NOON = 17, 12


@login_required
def home(request):
    """Show what the viewer has to do, what runs out next first."""
    now = timezone.now()
    sections = list(sections_for(request.viewer, now=now))
    counts = sorted(
        (count for section in sections for count in section.counts), key=lambda one: one.order
    )
    context = {
        "now": now,
        "greeting": f"{greeting(timezone.localtime(now))}, {first_name(request.viewer.name)}.",
        "lead": next((section.lead for section in sections if section.lead), ""),
        "counts": [{"number": one.number, "label": one.label, "href": one.href} for one in counts],
        "main": _drawn(request, sections, place="main"),
        "beside": _drawn(request, sections, place="aside"),
    }
    return render(request, "home.html", context)


def sections_for(viewer: Viewer, *, now: datetime) -> Iterator[Section]:
    """Return every section that some room has for this viewer."""
    for path in SECTIONS:
        made: Callable = import_string(path)
        found = made(viewer, now)
        if found is None:
            continue
        yield from [found] if isinstance(found, Section) else found


def greeting(local_now: datetime) -> str:
    """Return how one says hello at this hour."""
    if local_now.hour < NOON:
        return "Good morning"
    return "Good afternoon" if local_now.hour < EVENING else "Good evening"


def first_name(name: str) -> str:
    """Return what colleagues call somebody."""
    return (name.split() or ["colleague"])[0]


def _drawn(request, sections: list[Section], *, place: str) -> list[str]:
    """Return the sections of one place, each drawn by its own template from its own context."""
    shown = [section for section in sections if section.place == place and section.template]
    ordered = sorted(shown, key=lambda section: section.order)
    return [
        render_to_string(section.template, section.context, request=request) for section in ordered
    ]
