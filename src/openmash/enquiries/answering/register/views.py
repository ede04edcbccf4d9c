"""The page of the register of decisions not to share."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_GET

from openmash.enquiries.answering.register.access import (
    counts_by_agency,
    decisions_not_to_share,
)
from openmash.handbook import beside

PER_PAGE = 50


@login_required
@require_GET
def not_shared(request):
    """Show who decided not to share, when, and what sort of reason; never what was held."""
    decisions = decisions_not_to_share(viewer=request.viewer)
    context = {
        "page": Paginator(decisions, PER_PAGE).get_page(request.GET.get("page")),
        "count": len(decisions),
        "by_agency": counts_by_agency(decisions),
        "beside": beside("requests.not_shared"),
    }
    return render(request, "enquiries/request_not_shared.html", context)
