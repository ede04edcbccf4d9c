"""What came back to you: the whole list, and one thing marked as dealt with."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from openmash.enquiries.alerts import access, actions, rules

PER_PAGE = 25


@login_required
@require_GET
def inbox(request):
    """Show everything that came back to the viewer."""
    page = Paginator(access.inbox(viewer=request.viewer), PER_PAGE).get_page(
        request.GET.get("page")
    )
    alerts = [shown(row, came_from="inbox") for row in page]
    return render(request, "enquiries/alerts.html", {"page": page, "alerts": alerts})


@login_required
@require_POST
def mark_done(request, pk):
    """Mark one thing as dealt with, and go back to where it was read."""
    actions.mark_done(pk, by=request.viewer, at=timezone.now())
    return redirect("alerts:inbox" if request.GET.get("from") == "inbox" else "home")


def shown(alert, *, came_from: str = "") -> dict[str, object]:
    """Return an alert as the page shows it, with where it leads."""
    done = reverse("alerts:done", args=[alert.pk])
    return {
        "done_url": f"{done}?from={came_from}" if came_from else done,
        "pk": alert.pk,
        "words": alert.words,
        "at": alert.at,
        "href": rules.address_of(
            kind=alert.kind,
            reference=alert.reference,
            enquiry=alert.enquiry.reference if alert.enquiry else "",
            request=alert.request.reference if alert.request else "",
        ),
    }
