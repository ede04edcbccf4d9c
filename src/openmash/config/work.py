"""What each role finds on its own page, from rooms that need no page of their own for it."""

from datetime import datetime

from django.urls import NoReverseMatch, reverse

from openmash.contacts.access import own_contacts, own_drafts
from openmash.contacts.rules import band_words
from openmash.design.your_work import Count, Section
from openmash.enquiries.answering.access import inbox
from openmash.enquiries.reading.restricted.access import broken_glass
from openmash.policy import Permission, Viewer

ROWS = 8
SMALL_ONES = "Every worry counts, also a small one that keeps coming back."
# What somebody without a daily list may open: label, URL name, permission, what for.
DOORS = (
    ("Shared with you", "products:inbox", Permission.PRODUCT_RECEIVE, "What the hub sent you."),
    ("Who looked", "audit:list", Permission.AUDIT_READ, "Every look and every change."),
    ("Figures", "partnership:figures", Permission.FIGURES_READ, "Volumes and timeliness."),
    ("Partnership", "partnership:home", Permission.ADMINISTER, "Agencies, people and hours."),
)


def worries_section(viewer: Viewer, now: datetime) -> Section | None:
    """Return the viewer's own worries and what became of them; the hub's people have a queue."""
    if Permission.CONTACT_SAY not in viewer.permissions:
        return None
    said = own_contacts(viewer=viewer)
    drafts = own_drafts(viewer=viewer).count()
    if viewer.is_hub and not drafts:
        return None
    entries = [
        {
            "reference": one.reference,
            "href": reverse("contacts:contact", args=[one.reference]),
            "at": one.received_at,
            "band": band_words(one.band or ""),
        }
        for one in said[:ROWS]
    ]
    counts = [Count(number=drafts, label="not sent yet", href=_link("contacts:list"), order=9)]
    return Section(
        key="worries",
        title="Your worries",
        template="home_worries.html",
        context={"entries": entries, "number": said.count(), "drafts": drafts},
        order=60,
        counts=tuple(counts) if drafts else (),
        lead=""
        if viewer.is_hub
        else "Every worry counts, also a small one that keeps coming back.",
    )


def requests_section(viewer: Viewer, now: datetime) -> Section | None:
    """Return what the hub asks of the viewer's agency, what runs out next first."""
    if Permission.REQUEST_ANSWER not in viewer.permissions:
        return None
    waiting = inbox(viewer=viewer)
    number = waiting.count()
    entries = [
        {
            "reference": one.reference,
            "href": _link("requests:open", one.reference),
            "about": ", ".join(subject.name for subject in one.subjects.all() if subject.name),
            "brag": one.brag,
            "due": one.due_at,
            "state": one.get_state_display(),
        }
        for one in waiting[:ROWS]
    ]
    label = "request to answer" if number == 1 else "requests to answer"
    return Section(
        key="requests",
        title="Requests to answer",
        template="home_requests.html",
        context={"entries": entries, "more": max(number - ROWS, 0), "now": now},
        order=20,
        counts=(Count(number=number, label=label, href=_link("requests:inbox"), order=4),),
        lead=_requests_lead(entries, now=now),
    )


def governance_sections(viewer: Viewer, now: datetime) -> Section | None:
    """Return, for information governance, each breaking of the glass that nobody has reviewed."""
    if Permission.AUDIT_READ not in viewer.permissions:
        return None
    breaks = broken_glass(viewer=viewer).filter(reviewed_at=None)
    number = breaks.count()
    entries = [
        {
            "reference": one.reference,
            "who": f"{one.practitioner.name}, {one.practitioner.agency.name}",
            "at": one.at,
            "href": _link("glass:review", one.pk),
        }
        for one in breaks[:ROWS]
    ]
    label = "break of the glass to review" if number == 1 else "breaks of the glass to review"
    return Section(
        key="glass",
        title="Restricted records opened for danger to life",
        template="home_glass.html",
        context={"entries": entries, "list": _link("glass:list")},
        order=10,
        counts=(Count(number=number, label=label, href=_link("glass:list") or "/#glass", order=1),),
        lead="" if number else "Nobody has broken the glass since you last reviewed it.",
    )


def doors_section(viewer: Viewer, now: datetime) -> Section | None:
    """Return the pages that a role without a daily list comes here for."""
    if viewer.is_hub:
        return None
    doors = [
        {"label": label, "href": _link(name), "what": what}
        for label, name, permission, what in DOORS
        if permission in viewer.permissions and _link(name)
    ]
    if not doors:
        return None
    return Section(
        key="doors",
        title="Where you work",
        template="home_doors.html",
        context={"doors": doors},
        order=50,
    )


def _requests_lead(entries: list[dict], *, now: datetime) -> str:
    late = sum(1 for one in entries if one["due"] and one["due"] < now)
    if late:
        return "The hub waits for you. What is late stands first."
    return "What runs out next stands first." if entries else "The hub asks nothing of you now."


def _link(name: str, *args: object) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
