"""Read one contact for triage: what was said, who, what we hold, what runs, who holds the risk."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from openmash import policy
from openmash.audit import records
from openmash.contacts.models import ContactPerson
from openmash.enquiries.access import get_screening
from openmash.enquiries.clocks.access import clock_lines
from openmash.enquiries.clocks.rules import ClockLine
from openmash.enquiries.models import Enquiry, Handover, RiskOwnership, Screening
from openmash.enquiries.risk.access import held_now
from openmash.enquiries.triage import practice, rules, wording
from openmash.enquiries.triage.holding import access as holding
from openmash.enquiries.triage.queue.access import named, named_in, source_of
from openmash.errors import NotVisible

OPEN_STATES = (Screening.State.WAITING, Screening.State.SCREENING)
LOOK_BACK_DAYS = 365
NOT_SEEN_ASKED = ("no", "not_known", "")
UNNAMED_MATTERS = (ContactPerson.Part.HOUSEHOLD, ContactPerson.Part.FEARED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """One earlier contact or enquiry: when, what was said or asked, and what was done then."""

    at: datetime
    what: str
    then: str
    reference: str
    href: str
    is_same_concern: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OnePerson:
    """Somebody named in the contact, as the page shows them."""

    pk: int
    name: str
    age: str
    part: str
    relation: str
    address: str
    not_known: str
    last_seen: str
    is_feared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything that the triage page of one contact shows."""

    screening: Screening
    about: str
    source: str
    people: list[OnePerson]
    holes: list[str]
    held: holding.Held
    earlier: list[Earlier]
    is_repeat: bool
    is_referred_before: bool
    open_enquiries: list[Enquiry]
    clocks: list[ClockLine]
    risk: RiskOwnership | None
    offer: Handover | None
    is_in_danger: bool

    @property
    def contact(self):
        """Return the contact as it was said."""
        return self.screening.contact

    @property
    def is_open(self) -> bool:
        """Return whether the type of response is still to be decided."""
        return self.screening.state in OPEN_STATES

    @property
    def first_clock(self) -> ClockLine | None:
        """Return the clock that runs out next."""
        running = [line for line in self.clocks if line.stopped_at is None]
        return running[0] if running else None


def read(reference: str, *, viewer: policy.Viewer, now: datetime) -> Reading:
    """Open one contact for triage, and record the look.

    Raises:
        NotVisible: there is none, or none for this viewer.
    """
    screening = get_screening(reference, viewer=viewer)
    contact, today = screening.contact, timezone.localdate(now)
    area = screening.practice_area or contact.practice_area
    people = list(contact.people.select_related("record").order_by("position"))
    held = holding.held_about(contact, today=today)
    earlier = holding.earlier_contacts(held)
    enquiries = holding.earlier_enquiries(held)
    days = holding.days_since([one.received_at for one in earlier], now=now)
    return Reading(
        screening=screening,
        about=wording.names_in_words(named_in(people), on=today),
        source=source_of(contact),
        people=[_person(person, now=now) for person in people],
        holes=_holes(people, now=now),
        held=held,
        earlier=_in_order(earlier, enquiries, area=area),
        is_repeat=rules.is_repeat(days, within_days=LOOK_BACK_DAYS),
        is_referred_before=_is_referred_before(earlier, enquiries, now=now),
        open_enquiries=[one for one in enquiries if one.pk in held.open_enquiry_ids],
        clocks=clock_lines(screening.clocks.prefetch_related("pauses"), now=now),
        risk=held_now(screening=screening),
        offer=screening.handovers.filter(accepted_at=None, declined_at=None)
        .select_related("worker", "offered_by")
        .first(),
        is_in_danger=rules.is_danger(contact.danger, tests=screening.danger_tests),
    )


def get_handover(pk: int, *, viewer: policy.Viewer) -> Handover:
    """Return an offer to the worker it was made to, and record the look at its contact.

    Raises:
        NotVisible: there is none, or it was made to somebody else.
    """
    offer = (
        Handover.objects.select_related("screening__contact__agency", "offered_by")
        .filter(pk=pk, worker_id=viewer.id)
        .first()
    )
    reference = offer.screening.contact.reference if offer else f"handover {pk}"
    verdict = policy.Verdict(
        offer is not None, "offered to them" if offer else "no such offer to this viewer"
    )
    records.record_look(reference, by=viewer, verdict=verdict)
    if offer is None:
        raise NotVisible("Nothing is offered to you under that number. Go back to your work.")
    return offer


def offers_to(*, viewer: policy.Viewer) -> list[Handover]:
    """Return what is offered to this viewer and not yet answered, what is due first on top."""
    return list(
        Handover.objects.filter(worker_id=viewer.id, accepted_at=None, declined_at=None)
        .select_related("screening__contact__agency", "offered_by")
        .order_by("accept_by_at")
    )


def handed_over_since(since: datetime, *, viewer: policy.Viewer) -> int:
    """Count the contacts that went to their allocated worker since then: they are counted apart."""
    return Screening.objects.filter(
        state=Screening.State.HANDED_OVER,
        decided_at__gte=since,
        contact__remits__overlap=[remit.value for remit in viewer.remits],
    ).count()


def _person(person: ContactPerson, *, now: datetime) -> OnePerson:
    today, line = timezone.localdate(now), named(person)
    return OnePerson(
        pk=person.pk,
        name=line.name or ("Unborn baby" if line.is_unborn else "Not named"),
        age=wording.age_in_words(line, on=today),
        part=person.get_part_display(),
        relation=person.relation,
        address=person.record.address if person.record else "",
        not_known=person.not_known,
        last_seen=_last_seen(person, now=now),
        is_feared=person.part == ContactPerson.Part.FEARED,
    )


def _last_seen(person: ContactPerson, *, now: datetime) -> str:
    if person.last_seen_on is None:
        return ""
    days = (timezone.localdate(now) - person.last_seen_on).days
    ago = "today" if days == 0 else f"{wording.counted(days, 'day')} ago"
    by = f", by {person.last_seen_by}" if person.last_seen_by else ""
    alone = {"yes": ", alone", "no": ", not alone"}.get(person.is_seen_alone, "")
    return f"{person.last_seen_on:%-d %B}, {ago}{by}{alone}"


def _holes(people: list[ContactPerson], *, now: datetime) -> list[str]:
    """Return what is plainly not known: children nobody has seen, adults nobody has named."""
    found = []
    for person in people:
        line = named(person)
        if person.part == ContactPerson.Part.CHILD and not line.is_unborn:
            if person.last_seen_on is not None:
                found += _not_seen(person, name=line.name or "this child", now=now)
            elif person.is_seen in NOT_SEEN_ASKED:
                found.append(f"Nobody says when {line.name or 'this child'} was last seen.")
        elif person.part in UNNAMED_MATTERS and not line.name:
            who = person.relation or "Somebody in or around the home"
            found.append(f"{who[:1].upper()}{who[1:]}: nobody knows the name.")
    return found


def _not_seen(person: ContactPerson, *, name: str, now: datetime) -> list[str]:
    days = (timezone.localdate(now) - person.last_seen_on).days
    if days <= 0:
        return []
    gone = wording.counted(days, "day")
    return [f"Nobody has seen {name} since {person.last_seen_on:%-d %B}: {gone}."]


def _in_order(contacts, enquiries, *, area: str) -> list[Earlier]:
    entries = [_earlier_contact(one, area=area) for one in contacts]
    entries += [_earlier_enquiry(one, area=area) for one in enquiries]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _earlier_contact(contact, *, area: str) -> Earlier:
    words, is_own = wording.gist(
        voice=contact.voice, seen=contact.seen, told=contact.told, opinion=contact.opinion
    )
    said = f"“{words}”" if is_own else words
    screening = getattr(contact, "screening", None)
    return Earlier(
        at=contact.received_at,
        what=f"{source_of(contact)}: {said}" if said else source_of(contact),
        then=_what_was_done(contact, screening),
        reference=contact.reference,
        href=f"/enquiries/triage/{contact.reference}/",
        is_same_concern=bool(area) and area in _areas(contact, screening),
    )


def _areas(contact, screening) -> set[str]:
    return {contact.practice_area, screening.practice_area if screening else ""} - {""}


def _what_was_done(contact, screening) -> str:
    if screening is None:
        return "Kept, and never triaged in this hub"
    folded = getattr(contact, "in_enquiry", None)
    if folded is not None:
        return f"Went into enquiry {folded.enquiry.reference}"
    if screening.state == Screening.State.HANDED_OVER:
        return "Handed to the allocated worker"
    if screening.response in practice.responses():
        title = practice.responses()[screening.response].title
        return f"{title}. {wording.shortened(screening.rationale)}"
    return screening.get_state_display()


def _earlier_enquiry(enquiry: Enquiry, *, area: str) -> Earlier:
    decisions = list(enquiry.decisions.all())
    then = enquiry.get_stage_display()
    if decisions:
        level = f"level {decisions[-1].level}. " if decisions[-1].level else ""
        then = f"Decided: {level}{wording.shortened(decisions[-1].rationale)}"
    title = practice.practice_areas().get(enquiry.practice_area)
    about = f": {title.title.lower()}" if title else ""
    return Earlier(
        at=enquiry.opened_at,
        what=f"Enquiry {enquiry.reference}{about}",
        then=then,
        reference=enquiry.reference,
        href=f"/enquiries/{enquiry.reference}/",
        is_same_concern=bool(area) and enquiry.practice_area == area,
    )


def _is_referred_before(contacts, enquiries, *, now: datetime) -> bool:
    """Tell whether somebody here was referred within twelve months. Source: CIN-CENSUS"""
    moments = [one.opened_at for one in enquiries]
    for contact in contacts:
        screening = getattr(contact, "screening", None)
        if screening is not None and screening.became_referral_at:
            moments.append(screening.became_referral_at)
    return any(0 <= days <= LOOK_BACK_DAYS for days in holding.days_since(moments, now=now))
