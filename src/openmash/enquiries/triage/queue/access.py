"""Read the queue of contacts: rows of a page in a constant number of queries."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from openmash import policy
from openmash.agencies.access import holders_of
from openmash.contacts.models import ContactPerson
from openmash.enquiries.models import Handover, Screening
from openmash.enquiries.triage import rules, wording
from openmash.enquiries.triage.holding.access import Held, OpenTo, allocated, held_about_many
from openmash.people.models import Allocation
from openmash.policy import Remit, Role

SOON = timedelta(hours=1)
OPEN_STATES = [Screening.State.WAITING, Screening.State.SCREENING]


class Show(StrEnum):
    """Ways to narrow the queue down; each number on the home page opens the list it counts."""

    ALL = "all"
    MINE = "mine"
    UNCLAIMED = "unclaimed"
    ALREADY_OPEN = "already-open"
    DUE = "due"
    LATE = "late"
    OFFERED = "offered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One contact of the queue, ready for the page."""

    screening: Screening
    about: str
    source: str
    gist: str
    is_own_words: bool
    held: Held
    open_to: OpenTo | None
    offered_to: str
    is_mine: bool
    is_in_danger: bool

    @property
    def reference(self) -> str:
        """Return the contact's reference."""
        return self.screening.contact.reference

    @property
    def is_known_before(self) -> bool:
        """Return whether anything earlier is held, or may be."""
        return bool(self.held.contact_ids or self.held.enquiry_ids or self.held.possible)

    @property
    def held_words(self) -> str:
        """Return what we hold in a line; "nothing" is only about the names that were given."""
        parts = []
        if self.held.contact_ids:
            parts.append(wording.counted(len(self.held.contact_ids), "earlier contact"))
        if self.held.enquiry_ids:
            parts.append(wording.counted(len(self.held.enquiry_ids), "earlier enquiry"))
        words = ", ".join(parts) or "Nothing under these names"
        if self.held.possible:
            matches = "match" if self.held.possible == 1 else "matches"
            words += f". {self.held.possible} possible {matches}"
        return words


def waiting(*, viewer: policy.Viewer) -> QuerySet[Screening]:
    """Return every contact that is still to be decided, what runs out next first."""
    if policy.Permission.CONTACT_TRIAGE not in viewer.permissions:
        return Screening.objects.none()
    return Screening.objects.filter(
        state__in=OPEN_STATES, contact__remits__overlap=[remit.value for remit in viewer.remits]
    ).order_by(F("decide_by_at").asc(nulls_last=True), "pk")


def shown(show: Show, *, viewer: policy.Viewer, now: datetime) -> QuerySet[Screening]:
    """Return the part of the queue that this filter shows."""
    queue = waiting(viewer=viewer)
    if show is Show.MINE:
        return queue.filter(claimed_by_id=viewer.id)
    if show is Show.UNCLAIMED:
        return queue.filter(claimed_by=None)
    if show is Show.ALREADY_OPEN:
        return queue.filter(_is_already_open(timezone.localdate(now)))
    if show is Show.DUE:
        return queue.filter(decide_by_at__gte=now, decide_by_at__lte=now + SOON)
    if show is Show.LATE:
        return queue.filter(decide_by_at__lt=now)
    if show is Show.OFFERED:
        return queue.filter(_is_offered())
    return queue


def counts(*, viewer: policy.Viewer, now: datetime) -> dict[Show, int]:
    """Return how many contacts each filter shows, in one query."""
    today = timezone.localdate(now)
    counted = waiting(viewer=viewer).aggregate(
        all=Count("pk"),
        mine=Count("pk", filter=Q(claimed_by_id=viewer.id)),
        unclaimed=Count("pk", filter=Q(claimed_by=None)),
        already_open=Count("pk", filter=_is_already_open(today)),
        due=Count("pk", filter=Q(decide_by_at__gte=now, decide_by_at__lte=now + SOON)),
        late=Count("pk", filter=Q(decide_by_at__lt=now)),
        offered=Count("pk", filter=_is_offered()),
    )
    return {show: counted[show.value.replace("-", "_")] for show in Show}


def rows(
    page: QuerySet[Screening] | list[Screening], *, viewer: policy.Viewer, now: datetime
) -> list[Row]:
    """Return a page of the queue with who, what, how soon and what we hold."""
    screenings = list(with_everything(page)) if isinstance(page, QuerySet) else page
    today = timezone.localdate(now)
    held = held_about_many([one.contact_id for one in screenings], today=today)
    return [_row(one, held=held[one.contact_id], viewer=viewer, today=today) for one in screenings]


def with_everything(screenings: QuerySet[Screening]) -> QuerySet[Screening]:
    """Return the same rows with what a page needs of each read beforehand."""
    people = ContactPerson.objects.select_related("record").order_by("position")
    offers = Handover.objects.filter(accepted_at=None, declined_at=None).select_related("worker")
    return screenings.select_related("contact__agency", "claimed_by").prefetch_related(
        Prefetch("contact__people", queryset=people),
        Prefetch("handovers", queryset=offers, to_attr="open_offers"),
    )


def load_by_worker(*, remits: frozenset[Remit]) -> list[dict[str, object]]:
    """Return who may triage and how many contacts each carries now, the least loaded first."""
    people = {}
    for role in (Role.TRIAGE, Role.DECISION_MAKER, Role.HUB_MANAGER):
        for remit in remits:
            for person in holders_of(role, remit=remit):
                people[person.pk] = person.name
    carried = dict(
        Screening.objects.filter(state__in=OPEN_STATES, claimed_by__in=people)
        .values_list("claimed_by")
        .annotate(number=Count("pk"))
    )
    load = [{"id": pk, "name": name, "carries": carried.get(pk, 0)} for pk, name in people.items()]
    return sorted(load, key=lambda entry: (entry["carries"], entry["name"]))


def named_in(people: list[ContactPerson]) -> list[wording.Named]:
    """Return the people of a contact as a line names them."""
    return [named(person) for person in people]


def named(person: ContactPerson) -> wording.Named:
    """Return one person of a contact as a line names them: only a part, if no more is known."""
    record = person.record
    if record is None:
        return wording.Named(part=person.part, relation=person.relation)
    return wording.Named(
        part=person.part,
        name=record.name,
        born_on=record.born_on,
        born_precision=record.born_precision,
        age=record.age,
        is_unborn=record.is_unborn,
        relation=person.relation,
    )


def source_of(contact) -> str:
    """Return who told us, as a queue says it: the agency, or who they say they are."""
    if contact.agency is not None:
        return contact.agency.name
    if contact.is_anonymous:
        return "Somebody who gave no name"
    return contact.referrer_body or contact.referrer_job or "A member of the public"


def _row(screening: Screening, *, held: Held, viewer: policy.Viewer, today: date) -> Row:
    contact = screening.contact
    words, is_own = wording.gist(
        voice=contact.voice, seen=contact.seen, told=contact.told, opinion=contact.opinion
    )
    offers = screening.open_offers
    return Row(
        screening=screening,
        about=wording.names_in_words(named_in(list(contact.people.all())), on=today),
        source=source_of(contact),
        gist=words,
        is_own_words=is_own,
        held=held,
        open_to=held.open_to[0] if held.open_to else None,
        offered_to=offers[0].worker.name if offers else "",
        is_mine=screening.claimed_by_id == viewer.id,
        is_in_danger=rules.is_danger(contact.danger, tests=screening.danger_tests),
    )


def _is_already_open(today: date) -> Exists:
    here = Q(person__memberships__record__contact_person__contact=OuterRef("contact_id"))
    here |= Q(person__absorbed__memberships__record__contact_person__contact=OuterRef("contact_id"))
    return Exists(Allocation.objects.filter(allocated(on=today), here))


def _is_offered() -> Exists:
    return Exists(
        Handover.objects.filter(screening=OuterRef("pk"), accepted_at=None, declined_at=None)
    )
