"""The rows behind the pages of an enquiry: a fixed number of questions, however many pieces."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from openmash import policy
from openmash.agencies.models import Agency
from openmash.contacts.models import Contact, ContactPerson
from openmash.enquiries.access import NO_SUCH_ENQUIRY, enquiry_facts
from openmash.enquiries.asking.access import agencies_to_ask, candidates, people_asked_about
from openmash.enquiries.asking.suggesting import suggestions
from openmash.enquiries.models import (
    Corroboration,
    Enquiry,
    Piece,
    Request,
    RequestSubject,
    RiskOwnership,
    RunningClock,
    Significance,
    Subject,
)
from openmash.enquiries.reading.facts import Gathered, board_of
from openmash.enquiries.reading.rules import ListFilter
from openmash.errors import NotVisible
from openmash.people.access import persons_of_records
from openmash.people.attention.access import InDoubt, in_doubt
from openmash.policy import PieceFacts


@dataclass(frozen=True, kw_only=True)
class FrameRows:
    """What the frame of every page of one enquiry is made of."""

    enquiry: Enquiry
    subjects: list[Subject] = field(repr=False)
    requests: list[Request] = field(repr=False)
    clocks: list[RunningClock]
    holding: RiskOwnership | None
    in_doubt: tuple[InDoubt, ...] = field(default=(), repr=False)


def frame_rows(enquiry: Enquiry) -> FrameRows:
    """Return the rows of the frame. The caller has opened the enquiry already."""
    subjects = list(
        enquiry.subjects.select_related("person", "record__contact_person").order_by("position")
    )
    return FrameRows(
        enquiry=enquiry,
        subjects=subjects,
        in_doubt=_in_doubt(subjects),
        requests=list(enquiry.requests.select_related("agency").order_by("issued_at", "pk")),
        clocks=list(enquiry.clocks.filter(stopped_at=None).prefetch_related("pauses")),
        holding=enquiry.risk_owners.filter(until_at=None)
        .select_related("owner", "offered_to")
        .first(),
    )


def _in_doubt(subjects: list[Subject]) -> tuple[InDoubt, ...]:
    """Return which people of an enquiry need attention, because they may be two and not one."""
    of_record = persons_of_records([s.record_id for s in subjects if s.record_id])
    known = {person.pk for person in of_record.values()}
    known |= {s.person.survivor_id or s.person_id for s in subjects if s.person}
    return tuple(in_doubt(known).values())


def gather(rows: FrameRows, *, viewer: policy.Viewer) -> Gathered:
    """Return everything of an enquiry that this viewer may see, for its jigsaw and chronology."""
    enquiry = rows.enquiry
    return Gathered(
        subjects=rows.subjects,
        requests=rows.requests,
        pieces=pieces_of(enquiry, viewer=viewer),
        contacts=contacts_of(enquiry),
        asked_about=list(
            RequestSubject.objects.filter(request__enquiry=enquiry)
            .select_related("request__agency")
            .order_by("request__issued_at", "pk")
        ),
        suggested=_suggested(enquiry, subjects=rows.subjects),
    )


def _suggested(enquiry: Enquiry, *, subjects: list[Subject]) -> list[Agency]:
    """Return the agencies that ought to be asked about these people and were not, best first."""
    today = timezone.localdate()
    among = agencies_to_ask(on=today)
    by_key = {agency.pk: agency for agency in among}
    made = suggestions(
        people_asked_about(subjects, on=today),
        agencies=candidates(enquiry, among=among),
        area=enquiry.practice_area,
    )
    return [by_key[each.agency] for each in made if each.is_ticked]


def pieces_of(enquiry: Enquiry, *, viewer: policy.Viewer) -> list[Piece]:
    """Return the pieces of an enquiry that this viewer may see, in the order they came.

    The database leaves out what is not for the viewer; policy is asked again for each.
    """
    facts = enquiry_facts(enquiry)
    return [piece for piece in _pieces(enquiry) if _may_read(viewer, piece, facts=facts)]


def get_piece(enquiry: Enquiry, pk: int, *, viewer: policy.Viewer) -> Piece:
    """Return one piece of an enquiry that the viewer has opened.

    Raises:
        NotVisible: there is none, or none for this viewer.
    """
    piece = _pieces(enquiry).filter(pk=pk).first()
    if piece is None or not _may_read(viewer, piece, facts=enquiry_facts(enquiry)):
        raise NotVisible("There is no piece with that number. Go back to the jigsaw.")
    return piece


def _pieces(enquiry: Enquiry) -> QuerySet[Piece]:
    replaced = Piece.objects.filter(replaces=OuterRef("pk"))
    return (
        enquiry.pieces.select_related("agency", "request", "contact", "withdrawal", "by")
        .annotate(is_replaced=Exists(replaced))
        .prefetch_related(
            "about",
            Prefetch("corroborations", Corroboration.objects.select_related("agency")),
            Prefetch("marks", Significance.objects.select_related("by__agency")),
        )
        .order_by("at", "pk")
    )


def _may_read(viewer: policy.Viewer, piece: Piece, *, facts: policy.EnquiryFacts) -> bool:
    about = PieceFacts(agency=piece.agency_id or 0, restriction=piece.restriction, enquiry=facts)
    return bool(policy.may_read_piece(viewer, about))


def contacts_of(enquiry: Enquiry) -> list[Contact]:
    """Return the contacts that went into an enquiry and that the viewer may see, oldest first."""
    people = ContactPerson.objects.select_related("record__membership")
    return list(
        Contact.objects.filter(in_enquiry__enquiry=enquiry)
        .select_related("agency")
        .prefetch_related(Prefetch("people", people))
        .order_by("received_at", "pk")
    )


def board_for(enquiry: Enquiry, *, viewer: policy.Viewer, now: datetime, middle: str = ""):
    """Return the jigsaw of an enquiry as it stands now, or None where it is about nobody yet.

    For pages that list what is not known: the decision is made with its holes in view. `now`
    carries the hub's timezone.
    """
    gathered = gather(frame_rows(enquiry), viewer=viewer)
    return board_of(gathered, middle=middle, as_of=now.date(), now=now)


def still_open(reference: str, *, viewer: policy.Viewer) -> Enquiry:
    """Return an enquiry to a page that is open already and asks whether anything has changed.

    The look was recorded when the page was opened; asking again every few seconds is the same
    look.

    Raises:
        NotVisible: it is no longer for this viewer.
    """
    enquiry = Enquiry.objects.filter(reference=reference).first()
    if enquiry is None or not policy.may_read_enquiry(viewer, enquiry_facts(enquiry)):
        raise NotVisible(NO_SUCH_ENQUIRY)
    return enquiry


def late_requests(enquiry: Enquiry, *, now: datetime) -> int:
    """Return how many answers are overdue."""
    return enquiry.requests.filter(_is_late(now)).count()


def _is_late(now: datetime, *, prefix: str = "") -> Q:
    waits = Q(**{f"{prefix}state__in": Request.OPEN_STATES})
    longer = Q(**{f"{prefix}longer_until_at__lt": now})
    due = Q(**{f"{prefix}longer_until_at": None, f"{prefix}due_at__lt": now})
    return waits & (longer | due)


def listed(chosen: ListFilter, *, viewer: policy.Viewer, now: datetime) -> QuerySet[Enquiry]:
    """Return the enquiries that a filter asks for and this viewer may read, newest first.

    Raises:
        NotVisible: the viewer holds no role that reads enquiries.
    """
    is_reader = policy.Permission.ENQUIRY_READ in viewer.permissions
    policy.require(policy.Verdict(is_reader, "a hub role that reads enquiries"))
    rows = Enquiry.objects.order_by("-opened_at", "-pk")
    rows = rows.filter(stage=chosen.stage) if chosen.stage else rows.exclude(stage="closed")
    if chosen.remit:
        rows = rows.filter(remits__contains=[chosen.remit])
    if chosen.is_mine:
        rows = rows.filter(
            Exists(
                RiskOwnership.objects.filter(
                    enquiry=OuterRef("pk"), until_at=None, owner_id=viewer.id
                )
            )
        )
    if chosen.is_late:
        late_answers = Request.objects.filter(_is_late(now), enquiry=OuterRef("pk"))
        late_clocks = RunningClock.objects.filter(
            enquiry=OuterRef("pk"), stopped_at=None, due_at__lt=now
        )
        rows = rows.filter(Exists(late_answers) | Exists(late_clocks))
    return rows.prefetch_related(
        Prefetch("subjects", Subject.objects.select_related("record").order_by("position")),
        Prefetch(
            "risk_owners",
            RiskOwnership.objects.filter(until_at=None).select_related("owner"),
            to_attr="holdings_now",
        ),
        Prefetch(
            "clocks",
            RunningClock.objects.filter(stopped_at=None).prefetch_related("pauses"),
            to_attr="clocks_now",
        ),
        "requests",
    )
