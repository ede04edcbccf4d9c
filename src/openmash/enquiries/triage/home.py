"""What the hub's table, its clocks and its alerts put on somebody's own page."""

from datetime import datetime

from django.urls import reverse

from openmash import policy
from openmash.design.your_work import Count, Section
from openmash.enquiries.alerts.access import inbox
from openmash.enquiries.alerts.views import shown as alert_shown
from openmash.enquiries.clocks.access import running
from openmash.enquiries.clocks.views import on_the_wall
from openmash.enquiries.risk import access as risk
from openmash.enquiries.risk.actions import reference_of
from openmash.enquiries.triage.access import offers_to
from openmash.enquiries.triage.queue import access as queue
from openmash.enquiries.triage.queue.access import Show, source_of
from openmash.handbook import beside

ROWS = 8
PANEL_LINES = 5


def home_sections(viewer: policy.Viewer, now: datetime) -> list[Section]:
    """Return what this viewer has to do at the hub's table, whichever role they hold."""
    sections = [*_offers(viewer, now), *_risks_offered(viewer), *_alerts(viewer)]
    sections += _risks_held(viewer)
    if policy.Permission.CONTACT_TRIAGE in viewer.permissions:
        sections += [_queue(viewer, now), _running_out(viewer, now)]
        sections.append(
            Section(
                key="new-to-the-desk",
                template="enquiries/home_new_to_the_desk.html",
                context={"paragraph": beside("triage.queue")},
                place="aside",
                order=90,
            )
        )
    return sections


def _queue(viewer: policy.Viewer, now: datetime) -> Section:
    numbers = queue.counts(viewer=viewer, now=now)
    shown = queue.with_everything(queue.shown(Show.ALL, viewer=viewer, now=now))[:ROWS]
    base = reverse("triage:queue")
    filters = [
        {"label": f"{label} ({numbers[show]})", "url": f"{base}?show={show.value}"}
        for show, label in (
            (Show.MINE, "Only mine"),
            (Show.UNCLAIMED, "Unclaimed"),
            (Show.ALREADY_OPEN, "Already open"),
        )
    ]
    return Section(
        key="queue",
        title="Contacts to read",
        template="enquiries/home_queue.html",
        context={
            "rows": queue.rows(list(shown), viewer=viewer, now=now),
            "filters": filters,
            "more": max(numbers[Show.ALL] - ROWS, 0),
            "now": now,
        },
        order=30,
        counts=_counts(numbers, base=base),
        lead=_lead(numbers),
    )


def _counts(numbers: dict[Show, int], *, base: str) -> tuple[Count, ...]:
    words = (
        (Show.LATE, "late", 1),
        (Show.DUE, "due within the hour", 2),
        (Show.ALL, "contacts to read" if numbers[Show.ALL] != 1 else "contact to read", 3),
        (Show.OFFERED, "offered to a worker, not yet accepted", 6),
    )
    return tuple(
        Count(
            number=numbers[show],
            label=label,
            href=base if show is Show.ALL else f"{base}?show={show.value}",
            order=order,
        )
        for show, label, order in words
        if numbers[show] or show in (Show.DUE, Show.ALL)
    )


def _lead(numbers: dict[Show, int]) -> str:
    late, due = numbers[Show.LATE], numbers[Show.DUE]
    if late:
        return f"{_things(late)} late. Start there."
    if due:
        needs = "needs" if due == 1 else "need"
        return (
            f"{_number(due)} {'contact' if due == 1 else 'contacts'} {needs} you within the hour."
        )
    if numbers[Show.ALL]:
        return "Nothing runs out within the hour."
    return "No contacts are waiting. New ones come here by themselves."


def _things(number: int) -> str:
    return "One contact is" if number == 1 else f"{_number(number)} contacts are"


def _number(number: int) -> str:
    words = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
    return words[number] if number < len(words) else str(number)


def _running_out(viewer: policy.Viewer, now: datetime) -> Section:
    clocks = running(viewer=viewer).exclude(due_at=None)[:PANEL_LINES]
    return Section(
        key="running-out",
        title="Running out next",
        template="enquiries/home_running_out.html",
        context={"entries": [on_the_wall(clock, now=now) for clock in clocks], "now": now},
        place="aside",
        order=10,
    )


def _alerts(viewer: policy.Viewer) -> list[Section]:
    found = inbox(viewer=viewer)
    number = found.count()
    if not number:
        return []
    return [
        Section(
            key="came-back",
            title="Came back to you",
            template="enquiries/home_alerts.html",
            context={
                "alerts": [alert_shown(alert) for alert in found[:PANEL_LINES]],
                "more": max(number - PANEL_LINES, 0),
            },
            place="aside",
            order=20,
            counts=(
                Count(
                    number=number, label="came back to you", href=reverse("alerts:inbox"), order=7
                ),
            ),
        )
    ]


def _offers(viewer: policy.Viewer, now: datetime) -> list[Section]:
    offers = offers_to(viewer=viewer)
    if not offers:
        return []
    entries = [
        {
            "pk": offer.pk,
            "reference": offer.screening.contact.reference,
            "source": source_of(offer.screening.contact),
            "by": offer.offered_by.name,
            "due": offer.accept_by_at,
        }
        for offer in offers
    ]
    label = "contact offered to you" if len(offers) == 1 else "contacts offered to you"
    return [
        Section(
            key="offered",
            title="Offered to you, as the worker",
            template="enquiries/home_offers.html",
            context={"entries": entries, "now": now},
            order=5,
            counts=(Count(number=len(offers), label=label, href="/#offered", order=0),),
        )
    ]


def _risks_offered(viewer: policy.Viewer) -> list[Section]:
    asked = list(risk.offered_to(viewer=viewer))
    if not asked:
        return []
    entries = [
        {"pk": held.pk, "reference": reference_of(held), "owner": held.owner.name} for held in asked
    ]
    return [
        Section(
            key="risk-offered",
            title="You are asked to hold a risk",
            template="enquiries/home_risks_offered.html",
            context={"entries": entries},
            order=6,
        )
    ]


def _risks_held(viewer: policy.Viewer) -> list[Section]:
    held = risk.held_by(viewer=viewer)
    number = held.count()
    if not number:
        return []
    entries = [_risk_entry(one, viewer=viewer) for one in held[:PANEL_LINES]]
    return [
        Section(
            key="risks-held",
            title="You hold the risk",
            template="enquiries/home_risks_held.html",
            context={"entries": entries, "number": number},
            place="aside",
            order=30,
            counts=(
                Count(number=number, label="risks you hold" if number != 1 else "risk you hold",
                      href=reverse("risk:held"), order=8),
            ),
        )
    ]  # fmt: skip


def _risk_entry(held, *, viewer: policy.Viewer) -> dict[str, str]:
    """Return one risk with its page; a worker outside the hub has no page of the hub's to open."""
    reference = reference_of(held)
    middle = "" if held.enquiry_id else "triage/"
    href = f"/enquiries/{middle}{reference}/" if viewer.is_hub else ""
    return {"reference": reference, "href": href}
