"""The page of figures."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from openmash.agencies.access import sector_names
from openmash.agencies.figures import access, lines
from openmash.handbook import beside


@login_required
@require_GET
def figures(request):
    """Say how the partnership is doing: three sentences, then the tables they stand on."""
    found = access.figures(viewer=request.viewer, today=timezone.localdate())
    return render(
        request,
        "agencies/figures.html",
        {
            "first_day": found.first_day,
            "last_day": found.past_day - timedelta(days=1),
            "sentences": lines.sentences(found),
            "months": lines.month_table(found),
            "sectors": lines.sector_table(found, names=sector_names()),
            "agencies": lines.agency_table(found),
            "paragraph": beside("partnership.figures"),
        },
    )
