"""What has been in an enquiry, from the audit and from its own tables."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.core.paginator import Page, Paginator

from openmash.agencies.models import Practitioner
from openmash.audit.access import events_about
from openmash.enquiries.clocks.access import clock_line
from openmash.enquiries.clocks.rules import ClockLine, LineState, reason_in_words
from openmash.enquiries.models import (
    ClockPause,
    Enquiry,
    RatingChange,
    RiskOwnership,
    RunningClock,
)

LOOKS_PER_PAGE, CHANGES_SHOWN = 25, 200
NOT_SAID = "Not on record"


@dataclass(frozen=True, kw_only=True)
class EventLine:
    """One thing done or looked at: when, by somebody in which job of which agency."""

    at: datetime
    verb: str
    job: str
    agency: str
    because: str
    is_allowed: bool


@dataclass(frozen=True, kw_only=True)
class ClockPast:
    """One clock of the enquiry, with every pause it had."""

    pk: int
    line: ClockLine
    pauses: tuple["PausePast", ...] = field(repr=False)

    @property
    def is_paused(self) -> bool:
        """Whether it stands still now."""
        return self.line.state is LineState.PAUSED

    @property
    def may_pause(self) -> bool:
        """Whether somebody may let it stand still now."""
        return self.line.is_pausable and not self.is_paused and self.line.stopped_at is None


@dataclass(frozen=True, kw_only=True)
class PausePast:
    """One time that a clock stood still: why, from when until when, by somebody in which job."""

    words: str = field(repr=False)
    from_at: datetime
    until_at: datetime | None
    by: str


def past_of(enquiry: Enquiry, *, page: str | None, now: datetime) -> dict[str, object]:
    """Return everything the history page shows: changes, looks, ratings, risk, clocks."""
    events = events_about(enquiry.reference)
    changes = list(events.exclude(kind="look")[:CHANGES_SHOWN])
    looks: Page = Paginator(events.filter(kind="look"), LOOKS_PER_PAGE).get_page(page)
    people = _people([*changes, *looks])
    return {
        "changes": [_line(event, people=people) for event in changes],
        "looks": [_line(event, people=people) for event in looks],
        "looks_page": looks,
        "endings": [_line(e, people=people) for e in changes if _is_ending(e.verb)],
        "ratings": ratings_of(enquiry),
        "holdings": holdings_of(enquiry),
        "clocks": clocks_of(enquiry, now=now),
    }


def ratings_of(enquiry: Enquiry) -> list[RatingChange]:
    """Return every rating of the contacts that went into an enquiry, with who said it and why."""
    return list(
        RatingChange.objects.filter(screening__contact__in_enquiry__enquiry=enquiry)
        .select_related("by__agency", "screening__contact")
        .order_by("at", "pk")
    )


def holdings_of(enquiry: Enquiry) -> list[RiskOwnership]:
    """Return everybody who held the risk of an enquiry, in order."""
    return list(enquiry.risk_owners.select_related("owner__agency").order_by("from_at", "pk"))


def clocks_of(enquiry: Enquiry, *, now: datetime) -> list[ClockPast]:
    """Return every clock of an enquiry, stopped ones too: late is kept, not hidden."""
    clocks = (
        RunningClock.objects.filter(enquiry=enquiry)
        .prefetch_related("pauses__by__agency")
        .order_by("started_at", "pk")
    )
    return [
        ClockPast(
            pk=clock.pk,
            line=clock_line(clock, now=now),
            pauses=tuple(_pause(pause, now=now) for pause in clock.pauses.all()),
        )
        for clock in clocks
    ]


def _pause(pause: ClockPause, *, now: datetime) -> PausePast:
    lapsed = pause.ends_by_at if pause.ends_by_at and pause.ends_by_at <= now else None
    return PausePast(
        words=". ".join(filter(None, (reason_in_words(pause.reason), pause.words))),
        from_at=pause.from_at,
        until_at=pause.until_at or lapsed,
        by=f"{pause.by.job_title or 'Practitioner'}, {pause.by.agency.name}",
    )


def _is_ending(verb: str) -> bool:
    return verb.startswith(("close", "end ", "reopen"))


def _people(events: Iterable) -> dict[int, Practitioner]:
    ids = {event.by_id for event in events if event.by_id}
    return {
        person.pk: person
        for person in Practitioner.objects.filter(pk__in=ids).select_related("agency")
    }


def _line(event, *, people: dict[int, Practitioner]) -> EventLine:
    """Return an event without a name: who looked is a matter of role, and of governance beyond."""
    person = people.get(event.by_id)
    service = f"The hub itself ({event.service.replace('_', ' ')})" if event.service else NOT_SAID
    return EventLine(
        at=event.at,
        verb=event.verb.replace("_", " ").capitalize(),
        job=(person.job_title or "Practitioner") if person else service,
        agency=person.agency.name if person else "",
        because=event.because,
        is_allowed=event.is_allowed,
    )
