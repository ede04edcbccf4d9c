"""The page that gives the whole record of an assessment as a tagged PDF."""

from django.contrib.auth.decorators import login_required
from django.utils import timezone
from django.views.decorators.http import require_GET

from openmash.agencies.access import partnership
from openmash.instruments.access import get_assessment, reading_of
from openmash.products.assessing.written import values_of
from openmash.products.sheet.printing import render_record
from openmash.products.views import pdf_answer


@login_required
@require_GET
def assessment_pdf(request, reference):
    """Return the record as a PDF; what is not signed yet says so on every page."""
    assessment = get_assessment(reference, viewer=request.viewer, verb="print")
    now = timezone.localtime()
    here = partnership()
    content = render_record(
        values_of(reading_of(assessment), printed_at=now),
        partnership_name=here.name if here else "The hub",
        now=now,
    )
    return pdf_answer(content, name=assessment.reference)
