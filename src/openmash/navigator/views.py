"""Asking the navigator, and reading the map. No account is needed; who has one sees numbers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from openmash.errors import BadInput
from openmash.handbook.readers import reader_for
from openmash.navigator import asking, map_shown, shown
from openmash.navigator.poster import lead, poster
from openmash.products.views import pdf_answer

UNREADABLE = 422


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Ask the next question; when all are answered, go to the answer."""
    asked = asking.read(request.GET, sector=_own_sector(request))
    if not asked.open_question:
        return redirect(f"{reverse('navigator:answer')}?{asked.query}")
    is_missed = request.GET.get("step") == asked.open_question
    context = shown.question(asked, is_missed=is_missed)
    return render(
        request, "navigator/question.html", context, status=UNREADABLE if is_missed else 200
    )


@require_GET
def answer(request: HttpRequest) -> HttpResponse:
    """Answer: whom to ring, may I share, and what happens next, by when."""
    asked = asking.read(request.GET, sector=_own_sector(request))
    if asked.open_question:
        return redirect(f"{reverse('navigator:home')}?{asked.query}")
    now, error = timezone.localtime(), ""
    try:
        at = asking.moment_of(asked, now=now)
    except BadInput as fault:
        at, error = now, str(fault)
    context = shown.answer(asked, viewer=request.viewer, at=at) | {
        "error": error,
        "days": shown.days(asked),
    }
    return render(
        request, "navigator/answer.html", context, status=UNREADABLE if error else 200
    )


@require_GET
def table(request: HttpRequest) -> HttpResponse:
    """Show every worry in one table."""
    return render(request, "navigator/table.html", shown.table(at=timezone.localtime()))


@require_GET
def ladder(request: HttpRequest) -> HttpResponse:
    """Show the levels as a staircase: what moves help up, and what moves it down."""
    return render(request, "navigator/levels.html", shown.ladder(at=timezone.localtime()))


@require_GET
@vary_on_headers("HX-Request")
def network_map(request: HttpRequest) -> HttpResponse:
    """Show who does what, on one page."""
    context = map_shown.map_page(
        request.GET, own_sector=_own_sector(request), at=timezone.localtime()
    )
    template = "navigator/map.html#way" if request.htmx else "navigator/map.html"
    return render(request, template, context | {"lead": lead()})


@require_GET
def everybody(request: HttpRequest) -> HttpResponse:
    """Show all agencies and panels in tables."""
    return render(request, "navigator/everybody.html", map_shown.everybody(at=timezone.localtime()))


@require_GET
def node(request: HttpRequest, key: str) -> HttpResponse:
    """Show one sector, one panel, or the hub."""
    context = map_shown.node(key, viewer=request.viewer, at=timezone.localtime())
    return render(request, "navigator/node.html", context)


@require_GET
def map_pdf(request: HttpRequest) -> HttpResponse:
    """Give the map as a poster to print."""
    sheet = poster(
        sector=request.GET.get("job", ""),
        worry=request.GET.get("worry", ""),
        at=timezone.localtime(),
    )
    return pdf_answer(sheet, name="who-does-what")


def _own_sector(request: HttpRequest) -> str:
    return reader_for(request.viewer, at=timezone.now()).sector
