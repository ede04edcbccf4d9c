"""The frame round every page of an enquiry: who, how soon, whose risk, and what is next."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import Resolver404, resolve

from openmash import policy
from openmash.enquiries.clocks.access import clock_line
from openmash.enquiries.clocks.rules import ClockLine
from openmash.enquiries.reading.access import FrameRows
from openmash.enquiries.reading.naming import label_of, who_words
from openmash.enquiries.reading.next_step import Awaited, EnquiryState, NextStep, next_step
from openmash.enquiries.reading.rules import STAGES
from openmash.people.attention.access import InDoubt
from openmash.timekeeping import clock_rule

OPEN_STATES = ("sent", "opened", "need_longer")
TABS = (
    ("jigsaw", "Jigsaw"),
    ("chronology", "Chronology"),
    ("network", "Network"),
    ("assessments", "Assessments"),
    ("decision", "Decision"),
    ("products", "Products"),
    ("history", "History"),
)
SAFE_CONTACT = {
    "yes": "The family may be contacted.",
    "no": "Do not contact the family.",
    "not_known": "Nobody knows yet whether contact is safe.",
    "": "Nobody has said yet whether contact is safe.",
}


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What stands round a page of one enquiry. `now` carries the hub's timezone."""

    reference: str
    who: str = field(repr=False)
    rating: str
    stage: str
    risk_owner: str = field(repr=False)
    holding_pk: int | None
    may_offer_risk: bool
    clock: ClockLine | None
    clock_pk: int | None
    tabs: list[dict[str, object]]
    step: NextStep
    step_href: str
    safe_contact: str = field(repr=False)
    safe_contact_how: str = field(repr=False)
    must_not_know: str = field(repr=False)
    is_restricted: bool
    may_restrict: bool
    may_rate: bool
    needs_basis: bool
    now: datetime
    in_doubt: tuple[InDoubt, ...] = field(default=(), repr=False)

    @property
    def path(self) -> str:
        """The address that every page of this enquiry starts with."""
        return f"/enquiries/{self.reference}/"


def frame_of(rows: FrameRows, *, page: str, viewer: policy.Viewer, now: datetime) -> Frame:
    """Return the frame of one page of an enquiry; `page` is the tab that is open, or empty."""
    enquiry, holding = rows.enquiry, rows.holding
    step = next_step(_state(rows, viewer=viewer, now=now))
    clock = first_clock(rows.clocks, now=now)
    can_staff = {policy.Permission.DECIDE, policy.Permission.REASSIGN} & viewer.permissions
    is_owner = holding is not None and holding.owner_id == viewer.id
    return Frame(
        reference=enquiry.reference,
        who=who_words(rows.subjects, today=now.date()),
        rating=enquiry.brag,
        stage=STAGES.get(enquiry.stage, enquiry.stage),
        risk_owner=holding.owner.name if holding else "",
        holding_pk=holding.pk if holding and _leads_somewhere("/enquiries/risk/1/offer/") else None,
        may_offer_risk=is_owner or policy.Permission.REASSIGN in viewer.permissions,
        clock=clock_line(clock, now=now) if clock else None,
        clock_pk=clock.pk if clock and clock_rule(clock.code).pausable else None,
        tabs=tabs_of(enquiry.reference, page=page),
        step=step,
        step_href=_where(step, reference=enquiry.reference),
        safe_contact=SAFE_CONTACT.get(enquiry.safe_contact, enquiry.safe_contact),
        safe_contact_how=enquiry.safe_contact_how,
        must_not_know=enquiry.must_not_know,
        is_restricted=enquiry.is_restricted,
        may_restrict=bool(can_staff),
        may_rate=enquiry.stage != "closed",
        needs_basis=not enquiry.lawful_bases and policy.Permission.DECIDE in viewer.permissions,
        now=now,
        in_doubt=rows.in_doubt,
    )


def first_clock(clocks: Iterable, *, now: datetime):
    """Return the running clock that runs out first; what is due at once goes before it."""
    return min(clocks, key=lambda clock: (clock.due_at or now, clock.pk), default=None)


def tabs_of(reference: str, *, page: str) -> list[dict[str, object]]:
    """Return the pages of an enquiry. Rooms above give some of them; one not there is left out."""
    tabs = [
        {"label": label, "url": f"/enquiries/{reference}/{code}/", "current": code == page}
        for code, label in TABS
    ]
    return [tab for tab in tabs if _leads_somewhere(str(tab["url"]))]


def _state(rows: FrameRows, *, viewer: policy.Viewer, now: datetime) -> EnquiryState:
    asked = [request for request in rows.requests if request.state != "withdrawn"]
    return EnquiryState(
        stage=rows.enquiry.stage,
        asked=len(asked),
        awaited=tuple(
            Awaited(
                reference=request.reference,
                agency=label_of(request.agency) if request.agency else request.outside_authority,
                due_at=request.longer_until_at or request.due_at,
            )
            for request in asked
            if request.state in OPEN_STATES
        ),
        is_asked_to_hold_the_risk=bool(rows.holding and rows.holding.offered_to_id == viewer.id),
        now=now,
    )


def _where(step: NextStep, *, reference: str) -> str:
    """Return where the next step leads, or nothing where its page is not there."""
    address = {
        "home": "/",
        "request": f"/requests/{step.request}/",
        "worry": "/concerns/new/",
    }.get(step.page, f"/enquiries/{reference}/{step.page}/")
    return address if _leads_somewhere(address) else ""


def _leads_somewhere(address: str) -> bool:
    try:
        resolve(address)
    except Resolver404:
        return False
    return True
