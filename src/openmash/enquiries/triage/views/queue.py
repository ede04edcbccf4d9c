"""The queue: read it, take a contact, give it back, share the work out."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from openmash import policy
from openmash.enquiries.access import get_screening
from openmash.enquiries.triage import actions
from openmash.enquiries.triage.queue import access
from openmash.enquiries.triage.queue.access import Show
from openmash.enquiries.triage.queue.forms import AssignForm
from openmash.handbook import beside

PER_PAGE = 25
ASSIGN_AT_MOST = 50
FILTERS = (
    (Show.ALL, "All"),
    (Show.MINE, "Only mine"),
    (Show.UNCLAIMED, "Unclaimed"),
    (Show.ALREADY_OPEN, "Already open"),
    (Show.OFFERED, "Offered to a worker"),
    (Show.DUE, "Due within the hour"),
    (Show.LATE, "Late"),
)


@login_required
@require_GET
def queue(request):
    """Show the contacts to read, what runs out next first."""
    viewer, now = request.viewer, timezone.now()
    if policy.Permission.CONTACT_TRIAGE not in viewer.permissions:
        raise Http404
    try:
        show = Show(request.GET.get("show") or Show.ALL)
    except ValueError:
        show = Show.ALL
    found = access.with_everything(access.shown(show, viewer=viewer, now=now))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": access.rows(list(page), viewer=viewer, now=now),
        "page": page,
        "pages": _pages(page, show=show),
        "show": show,
        "filters": filters(show, counts=access.counts(viewer=viewer, now=now)),
        "now": now,
        "may_reassign": policy.Permission.REASSIGN in viewer.permissions,
    }
    return render(request, "enquiries/triage_queue.html", context)


@login_required
@require_POST
def claim(request, reference):
    """Take a contact, and go to it."""
    screening = get_screening(reference, viewer=request.viewer)
    version = request.POST.get("version", "")
    number = int(version) if version.isdigit() else screening.version
    actions.claim(screening, version=number, by=request.viewer, at=timezone.now())
    return redirect("triage:read", reference)


@login_required
@require_POST
def release(request, reference):
    """Give a contact back to the queue."""
    screening = get_screening(reference, viewer=request.viewer)
    actions.release(screening, by=request.viewer, at=timezone.now())
    messages.success(request, f"{reference} is back in the queue.")
    return redirect("triage:queue")


@login_required
@require_http_methods(["GET", "POST"])
def assign(request):
    """Share contacts out among those who may triage, each with what they carry now."""
    viewer, now = request.viewer, timezone.now()
    if policy.Permission.REASSIGN not in viewer.permissions:
        raise Http404
    waiting = access.with_everything(access.waiting(viewer=viewer))[:ASSIGN_AT_MOST]
    rows = access.rows(list(waiting), viewer=viewer, now=now)
    people = access.load_by_worker(remits=viewer.remits)
    contacts = [(row.reference, _contact_words(row)) for row in rows]
    form = AssignForm(request.POST or None, contacts=contacts, people=people)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        number = actions.assign(chosen["contacts"], to=chosen["to"], by=viewer, at=now)
        messages.success(request, f"{number} shared out.")
        return redirect("triage:queue")
    context = {
        "form": form,
        "people": people,
        "rows": rows,
        "beside_assign": beside("triage.assign"),
    }
    return render(
        request, "enquiries/triage_assign.html", context, status=422 if form.is_bound else 200
    )


def filters(show: Show, *, counts: dict[Show, int]) -> list[dict[str, object]]:
    """Return the ways to narrow the queue down, each with how many it shows."""
    base = reverse("triage:queue")
    return [
        {
            "label": f"{label} ({counts[one]})",
            "url": base if one is Show.ALL else f"{base}?{urlencode({'show': one.value})}",
            "current": one is show,
        }
        for one, label in FILTERS
    ]


def _contact_words(row: access.Row) -> str:
    with_whom = row.screening.claimed_by.name if row.screening.claimed_by else "nobody yet"
    return f"{row.reference}, {row.about} (with {with_whom})"


def _pages(page, *, show: Show) -> dict[str, object]:
    def address(number: int) -> str:
        query = {"page": number} | ({} if show is Show.ALL else {"show": show.value})
        return f"?{urlencode(query)}"

    if page.paginator.num_pages == 1:
        return {}
    numbers = page.paginator.get_elided_page_range(page.number)
    return {
        "list": [
            {"number": one, "href": address(one), "current": one == page.number}
            if isinstance(one, int)
            else {"number": ""}
            for one in numbers
        ],
        "previous": address(page.previous_page_number()) if page.has_previous() else "",
        "next": address(page.next_page_number()) if page.has_next() else "",
    }
