"""Agencies, people and agreements as a page says them."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from openmash.agencies import opening, rules
from openmash.agencies.models import Agency, Partnership, RoleGrant, SharingAgreement
from openmash.agencies.wording import role_in_words
from openmash.errors import BadInput

TERM_TIME = "In term time only."
NO_TERMS = " The term dates are not written down, so in holidays this may be wrong."


@dataclass(frozen=True, slots=True, kw_only=True)
class HubLine:
    """The hub itself: its hours, whether it is open, and who answers when it is not."""

    hours: list[tuple[str, str]]
    reach: opening.Reach
    out_of_hours: str
    phone: str = field(repr=False)
    closed_on: list[date]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyLine:
    """One agency: whom to call, whether anybody is there now, and how its agreement stands."""

    agency: Agency
    reach: opening.Reach
    hours: list[tuple[str, str]]
    hours_note: str
    agreement: str
    agreement_colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementLine:
    """One version of an agreement, and how it stands today."""

    agreement: SharingAgreement
    state: str
    colour: str
    is_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantLine:
    """One role that somebody holds or held."""

    grant: RoleGrant
    words: str
    state: str
    colour: str
    can_end: bool


def hub_line(here: Partnership, *, now: datetime) -> HubLine:
    """Return the hub's own line."""
    calendar = opening.calendar_of(
        here.opening_hours,
        nation=here.nation,
        closed_on=here.closed_on,
        extra_bank_holidays=here.settings.get("extra_bank_holidays", ()),
    )
    today = timezone.localdate(now)
    ahead = sorted(date.fromisoformat(day) for day in here.closed_on)
    return HubLine(
        hours=opening.in_lines(here.opening_hours),
        reach=opening.reach(now, calendar=calendar, out_of_hours=here.out_of_hours),
        out_of_hours=here.out_of_hours,
        phone=here.out_of_hours_phone,
        closed_on=[day for day in ahead if day >= today],
    )


def sector_lines(
    sectors: list[tuple[str, list[Agency]]], *, here: Partnership | None, now: datetime
) -> list[tuple[str, list[AgencyLine]]]:
    """Return each sector with its agencies' lines."""
    return [
        (name, [agency_line(agency, here=here, now=now) for agency in found])
        for name, found in sectors
    ]


def agency_line(agency: Agency, *, here: Partnership | None, now: datetime) -> AgencyLine:
    """Return one agency’s line."""
    state = _standing(agency, today=timezone.localdate(now))
    return AgencyLine(
        agency=agency,
        reach=_reach(agency, here=here, now=now),
        hours=opening.in_lines(agency.opening_hours) if agency.opening_hours else [],
        hours_note=_hours_note(agency, here=here),
        agreement=rules.AGREEMENT_WORDS[state],
        agreement_colour=rules.AGREEMENT_COLOURS[state],
    )


def agreement_lines(agency: Agency, *, today: date) -> list[AgreementLine]:
    """Return an agency's agreements, the newest version of each title first."""
    found = sorted(agency.agreements.all(), key=lambda a: (a.title, -a.version))
    return [agreement_line(agreement, today=today) for agreement in found]


def agreement_line(agreement: SharingAgreement, *, today: date) -> AgreementLine:
    """Return one agreement's line."""
    state = _state_of(agreement, today=today)
    return AgreementLine(
        agreement=agreement,
        state=rules.AGREEMENT_WORDS[state],
        colour=rules.AGREEMENT_COLOURS[state],
        is_over=state is rules.AgreementState.ENDED,
    )


def grant_line(grant: RoleGrant, *, today: date) -> GrantLine:
    """Return one role's line: ended, held, or still to begin."""
    words = role_in_words(grant.role, remit=grant.remit)
    if grant.withdrawn_at is not None:
        return GrantLine(
            grant=grant, words=words, state="Ended at once", colour="grey", can_end=False
        )
    if grant.until_on is not None and grant.until_on < today:
        return GrantLine(grant=grant, words=words, state="Ended", colour="grey", can_end=False)
    if grant.from_on > today:
        return GrantLine(grant=grant, words=words, state="To come", colour="blue", can_end=True)
    return GrantLine(grant=grant, words=words, state="Held", colour="green", can_end=True)


def _reach(agency: Agency, *, here: Partnership | None, now: datetime) -> opening.Reach:
    if not agency.opening_hours:
        return opening.Reach(
            is_open=False, words="hours not written down", instead=agency.out_of_hours
        )
    settings = here.settings if here else {}
    terms = settings.get("terms", ()) if agency.is_term_time_only else ()
    try:
        calendar = opening.calendar_of(
            agency.opening_hours, nation=here.nation if here else "england", terms=terms
        )
    except BadInput:
        # One agency's unreadable hours must not close the page to all the others.
        return opening.Reach(
            is_open=False, words="hours cannot be read", instead=agency.out_of_hours
        )
    return opening.reach(now, calendar=calendar, out_of_hours=agency.out_of_hours)


def _hours_note(agency: Agency, *, here: Partnership | None) -> str:
    if not agency.is_term_time_only:
        return ""
    has_terms = bool(here and here.settings.get("terms"))
    return TERM_TIME if has_terms else TERM_TIME + NO_TERMS


def _standing(agency: Agency, *, today: date) -> rules.AgreementState:
    """Return how an agency's agreements stand together: as the best of them."""
    states = {_state_of(agreement, today=today) for agreement in agency.agreements.all()}
    return next((state for state in _BEST_FIRST if state in states), rules.AgreementState.NONE)


_BEST_FIRST = (
    rules.AgreementState.HOLDS,
    rules.AgreementState.REVIEW_SOON,
    rules.AgreementState.REVIEW_OVERDUE,
    rules.AgreementState.NOT_YET,
    rules.AgreementState.ENDED,
)


def _state_of(agreement: SharingAgreement, *, today: date) -> rules.AgreementState:
    return rules.agreement_state(
        from_on=agreement.from_on,
        review_on=agreement.review_on,
        ended_on=agreement.ended_on,
        today=today,
    )
