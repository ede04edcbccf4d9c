"""One enquiry as a line of the list: who, how soon, whose risk, what runs out next."""

from dataclasses import dataclass, field
from datetime import datetime

from openmash.enquiries.clocks.access import clock_line
from openmash.enquiries.clocks.rules import ClockLine
from openmash.enquiries.reading.frame import OPEN_STATES, first_clock
from openmash.enquiries.reading.naming import who_words
from openmash.enquiries.reading.rules import STAGES


@dataclass(frozen=True, kw_only=True)
class EnquiryLine:
    """What the list shows of one enquiry."""

    reference: str
    who: str = field(repr=False)
    rating: str
    stage: str
    risk_owner: str = field(repr=False)
    clock: ClockLine | None
    asked: int
    answered: int
    late: int
    opened_at: datetime
    is_restricted: bool


def row_of(enquiry, *, now: datetime) -> EnquiryLine:
    """Return an enquiry as the list shows it, from rows that were fetched with it."""
    requests = [row for row in enquiry.requests.all() if row.state != "withdrawn"]
    waiting = [row for row in requests if row.state in OPEN_STATES]
    clock = first_clock(enquiry.clocks_now, now=now)
    holdings = enquiry.holdings_now
    return EnquiryLine(
        reference=enquiry.reference,
        who=who_words(enquiry.subjects.all(), today=now.date()),
        rating=enquiry.brag,
        stage=STAGES.get(enquiry.stage, enquiry.stage),
        risk_owner=holdings[0].owner.name if holdings else "",
        clock=clock_line(clock, now=now) if clock else None,
        asked=len(requests),
        answered=len(requests) - len(waiting),
        late=sum((row.longer_until_at or row.due_at or now) < now for row in waiting),
        opened_at=enquiry.opened_at,
        is_restricted=enquiry.is_restricted,
    )
