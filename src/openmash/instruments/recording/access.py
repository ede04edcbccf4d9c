"""The doors that recording needs beside the assessment: its enquiry, its people, what is held."""

from openmash import policy
from openmash.agencies.access import agencies
from openmash.enquiries.access import enquiry_facts, piece_facts
from openmash.enquiries.models import Enquiry, Piece, Request, Subject
from openmash.enquiries.reading.access import FrameRows, frame_rows, pieces_of
from openmash.instruments.models import Assessment


def enquiry_of(assessment: Assessment) -> Enquiry | None:
    """Return the enquiry, or None to an agency that answers its part and cannot see it."""
    return Enquiry.objects.filter(pk=assessment.enquiry_id).first()


def rows_round(assessment: Assessment) -> FrameRows | None:
    """Return the rows of the frame for somebody of the hub; None for an agency with a part."""
    enquiry = enquiry_of(assessment)
    return frame_rows(enquiry) if enquiry else None


def pieces_for(assessment: Assessment, *, viewer: policy.Viewer) -> list[Piece]:
    """Return what is held: to the hub what it may read, to an agency what it holds itself."""
    enquiry = enquiry_of(assessment)
    if enquiry is not None and policy.may_read_enquiry(viewer, enquiry_facts(enquiry)):
        return pieces_of(enquiry, viewer=viewer)
    own = Piece.objects.filter(enquiry_id=assessment.enquiry_id, agency_id=viewer.agency)
    rows = own.select_related("agency", "withdrawal")
    return [row for row in rows if policy.may_read_piece(viewer, piece_facts(row))]


def subject_at(enquiry: Enquiry, key: str) -> Subject | None:
    """Return the person of an enquiry at a position; None for the family."""
    return enquiry.subjects.filter(position=key).first() if key.isdigit() else None


def agencies_to_invite(assessment: Assessment) -> list[tuple[int, str]]:
    """Return the agencies that were asked in this enquiry and not yet for this assessment."""
    asked = Request.objects.filter(enquiry=assessment.enquiry_id).exclude(state="withdrawn")
    invited = assessment.invitations.values_list("agency_id", flat=True)
    rows = agencies().filter(pk__in=asked.values("agency_id")).exclude(pk__in=list(invited))
    return list(rows.order_by("name").values_list("pk", "name"))
