"""Keep the result of an outside tool: which, when, by whom, and what came out."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from openmash import policy
from openmash.audit import records
from openmash.enquiries.access import enquiry_facts
from openmash.enquiries.models import Enquiry, Subject
from openmash.errors import NotVisible
from openmash.instruments.models import OutsideResult
from openmash.instruments.outside import tools


@transaction.atomic
def keep_result(
    enquiry: Enquiry,
    result: tools.Result,
    *,
    subject: Subject | None,
    by: policy.Viewer,
    at: datetime,
) -> OutsideResult:
    """Keep what came out of an outside tool, as far as its owner lets anybody keep it.

    Raises:
        NotVisible: the enquiry is not for this viewer, or the person is not of it.
        BadInput: the tool cannot have this result, or it may not be kept.
    """
    policy.require(policy.may_read_enquiry(by, enquiry_facts(enquiry)))
    if subject is not None and subject.enquiry_id != enquiry.pk:
        raise NotVisible("There is nobody with that number in this enquiry.")
    tools.check(result, today=timezone.localdate(at))
    kept = OutsideResult.objects.create(
        enquiry=enquiry,
        subject=subject,
        tool=result.tool,
        edition=result.edition.strip(),
        on=result.on,
        completed_by=result.completed_by.strip(),
        agency_id=result.agency,
        level=result.level,
        number=result.number,
        is_by_judgement=result.is_by_judgement,
        words=result.words.strip(),
        kept_where=result.kept_where.strip(),
        by_id=by.id,
        at=at,
    )
    records.record_change("outside_result.keep", enquiry.reference, by=by, at=at)
    return kept
