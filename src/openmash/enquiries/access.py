"""The doors to triage, enquiries and requests: ask policy, record the look, open or do not."""

from django.db.models import QuerySet
from django.db.models.functions import Now

from openmash import policy
from openmash.audit import records
from openmash.contacts.access import facts_of as contact_facts
from openmash.enquiries.models import BreakGlass, Enquiry, Piece, Request, Screening
from openmash.errors import NotVisible
from openmash.policy import EnquiryFacts, PieceFacts, Remit, RequestFacts

NO_SUCH_ENQUIRY = (
    "There is no enquiry with that reference. Check it, or ask the person who gave it to you."
)
NO_SUCH_REQUEST = (
    "There is no request with that reference. Check it, or ask the person who gave it to you."
)


def enquiry_facts(enquiry: Enquiry) -> EnquiryFacts:
    """Return what a rule may know of an enquiry."""
    readers = None
    if enquiry.is_restricted:
        named = enquiry.readers.values_list("practitioner_id", flat=True)
        broke_glass = BreakGlass.objects.filter(
            reference=enquiry.reference, lapses_at__gt=Now()
        ).values_list("practitioner_id", flat=True)
        readers = frozenset(named) | frozenset(broke_glass)
    return EnquiryFacts(
        remits=frozenset(Remit(remit) for remit in enquiry.remits),
        readers=readers,
        is_ended=enquiry.stage == Enquiry.Stage.CLOSED,
    )


def request_facts(request: Request) -> RequestFacts:
    """Return what a rule may know of a request; an agency's viewer cannot see its enquiry."""
    enquiry = Enquiry.objects.filter(pk=request.enquiry_id).first()
    facts = enquiry_facts(enquiry) if enquiry else EnquiryFacts(remits=frozenset())
    return RequestFacts(agency=request.agency_id, enquiry=facts)


def piece_facts(piece: Piece) -> PieceFacts:
    """Return what a rule may know of a piece."""
    enquiry = Enquiry.objects.filter(pk=piece.enquiry_id).first()
    return PieceFacts(
        agency=piece.agency_id or 0,
        restriction=piece.restriction,
        enquiry=enquiry_facts(enquiry) if enquiry else EnquiryFacts(remits=frozenset()),
    )


def get_enquiry(reference: str, *, viewer: policy.Viewer, verb: str = "read") -> Enquiry:
    """Return an enquiry to somebody who may read it, and record that they looked.

    Raises:
        NotVisible: there is none, or none for this viewer.
    """
    enquiry = Enquiry.objects.filter(reference=reference).first()
    if enquiry is None:
        verdict = policy.Verdict(False, "no such enquiry, or not for this viewer")
    else:
        verdict = policy.may_read_enquiry(viewer, enquiry_facts(enquiry))
    records.record_look(reference, by=viewer, verdict=verdict, verb=verb)
    if enquiry is None or not verdict:
        raise NotVisible(NO_SUCH_ENQUIRY)
    return enquiry


def get_screening(reference: str, *, viewer: policy.Viewer) -> Screening:
    """Return the triage of the contact with this reference, and record the look.

    Raises:
        NotVisible: there is none, or none for this viewer.
    """
    screening = (
        Screening.objects.select_related("contact", "claimed_by", "contact__agency", "contact__by")
        .filter(contact__reference=reference)
        .first()
    )
    if screening is None:
        verdict = policy.Verdict(False, "no such contact, or not for this viewer")
    else:
        verdict = policy.may_triage(viewer, contact_facts(screening.contact))
    records.record_look(reference, by=viewer, verdict=verdict)
    if screening is None or not verdict:
        raise NotVisible(
            "There is no contact with that reference. "
            "Check it, or ask the person who gave it to you."
        )
    return screening


def get_request(reference: str, *, viewer: policy.Viewer) -> Request:
    """Return a request to the agency that was asked, or to the hub; record the look.

    Raises:
        NotVisible: there is none, or none for this viewer.
    """
    request = Request.objects.select_related("agency").filter(reference=reference).first()
    if request is None:
        verdict = policy.Verdict(False, "no such request, or not for this viewer")
    else:
        verdict = policy.may_read_request(viewer, request_facts(request))
    records.record_look(reference, by=viewer, verdict=verdict)
    if request is None or not verdict:
        raise NotVisible(NO_SUCH_REQUEST)
    return request


def open_enquiries(*, viewer: policy.Viewer) -> QuerySet[Enquiry]:
    """Return the enquiries that this viewer may read and that have not ended, newest first."""
    if policy.Permission.ENQUIRY_READ not in viewer.permissions:
        return Enquiry.objects.none()
    return Enquiry.objects.exclude(stage=Enquiry.Stage.CLOSED).order_by("-opened_at")
