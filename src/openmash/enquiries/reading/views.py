"""The pages on which an enquiry is read: the list, the jigsaw, the chronology, network, history."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET

from openmash.audit import records
from openmash.enquiries.access import get_enquiry
from openmash.enquiries.reading import access, watching
from openmash.enquiries.reading.facts import board_of
from openmash.enquiries.reading.frame import frame_of
from openmash.enquiries.reading.line import chronology_context
from openmash.enquiries.reading.listing import row_of
from openmash.enquiries.reading.past.access import past_of
from openmash.enquiries.reading.rules import list_choices, read_list_filter
from openmash.enquiries.reading.ties.access import ties_and_homes
from openmash.handbook.beside import beside

PER_PAGE = 25


@login_required
@require_GET
def enquiry_list(request):
    """Show the enquiries that the viewer may read, as they filtered them."""
    now = timezone.localtime()
    chosen = read_list_filter(request.GET)
    rows = access.listed(chosen, viewer=request.viewer, now=now)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    found = page.paginator.count
    records.record_search("list enquiries", by=request.viewer, reason=chosen.in_words, hits=found)
    remits = {remit.value for remit in request.viewer.remits}
    context = {
        "page": page,
        "rows": [row_of(enquiry, now=now) for enquiry in page],
        "chosen": chosen,
        "choices": list_choices(chosen, remits=remits),
        "pages": _pages(page, query=chosen.query),
        "now": now,
    }
    return render(request, "enquiries/list.html", context)


@login_required
@require_GET
def enquiry(request, reference):
    """Lead to the jigsaw, which is the middle of an enquiry."""
    return redirect("enquiries:jigsaw", reference=reference)


@login_required
@require_GET
def jigsaw(request, reference):
    """Show the jigsaw; to a page that watches it, only what has changed, or nothing."""
    now = timezone.localtime()
    is_watching = bool(request.htmx and request.GET.get("mark"))
    if is_watching:
        found = access.still_open(reference, viewer=request.viewer)
        if watching.mark_of(found, now=now) == request.GET["mark"]:
            return _only_for_watchers(HttpResponse(status=204))
    found = get_enquiry(reference, viewer=request.viewer)
    context = _jigsaw_context(request, found, now=now)
    template = "enquiries/jigsaw.html#live" if is_watching else "enquiries/jigsaw.html"
    return _only_for_watchers(render(request, template, context))


def _jigsaw_context(request, found, *, now) -> dict[str, object]:
    rows = access.frame_rows(found)
    gathered = access.gather(rows, viewer=request.viewer)
    as_of = _day(request.GET.get("known_on", ""), today=now.date())
    board = board_of(gathered, middle=request.GET.get("middle", ""), as_of=as_of, now=now)
    context = {
        "frame": frame_of(rows, page="jigsaw", viewer=request.viewer, now=now),
        "beside": beside("enquiries.jigsaw"),
        "today": now.date(),
        "as_of": as_of,
    }
    if board is not None:
        context |= watching.live_context(
            board, rows=rows, gathered=gathered, asked=request.GET, now=now
        )
    return context


def _day(words: str, *, today: date) -> date:
    try:
        return min(date.fromisoformat(words), today)
    except ValueError:
        return today


def _only_for_watchers(response: HttpResponse) -> HttpResponse:
    patch_vary_headers(response, ["HX-Request"])
    return response


@login_required
@require_GET
def chronology(request, reference):
    """Show all that agencies said in one time-line, with its gaps, or as it was known on a day."""
    now = timezone.localtime()
    found = get_enquiry(reference, viewer=request.viewer)
    rows = access.frame_rows(found)
    gathered = access.gather(rows, viewer=request.viewer)
    decisions = list(found.decisions.order_by("number"))
    context = {
        "frame": frame_of(rows, page="chronology", viewer=request.viewer, now=now),
        "beside": beside("enquiries.chronology"),
        **chronology_context(
            gathered, decisions=decisions, reference=reference, asked=request.GET, now=now
        ),
    }
    return render(request, "enquiries/chronology.html", context)


@login_required
@require_GET
def ties(request, reference):
    """Show who is what to whom, and who lives where, each with who said so and when."""
    now = timezone.localtime()
    found = get_enquiry(reference, viewer=request.viewer)
    rows = access.frame_rows(found)
    context = {
        "frame": frame_of(rows, page="network", viewer=request.viewer, now=now),
        "beside": beside("enquiries.network"),
        **ties_and_homes(rows.subjects),
    }
    return render(request, "enquiries/network.html", context)


@login_required
@require_GET
def past(request, reference):
    """Show who looked at an enquiry, what changed in it, and who held its risk."""
    now = timezone.localtime()
    found = get_enquiry(reference, viewer=request.viewer)
    rows = access.frame_rows(found)
    context = {
        "frame": frame_of(rows, page="history", viewer=request.viewer, now=now),
        "beside": beside("enquiries.history"),
        **past_of(found, page=request.GET.get("page"), now=now),
    }
    return render(request, "enquiries/history.html", context)


def _pages(page, *, query: str) -> list[dict[str, object]]:
    """Return the pages of a list as the pagination component wants them."""
    keep = f"&{query}" if query else ""
    return [
        {"number": number, "href": f"?page={number}{keep}", "current": number == page.number}
        if isinstance(number, int)
        else {}
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    ]
