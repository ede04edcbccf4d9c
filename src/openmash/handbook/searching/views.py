"""Asking the handbook. No account is needed, and the question is posted: it stays out of addresses."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openmash.handbook.readers import reader_for
from openmash.handbook.searching import pages
from openmash.handbook.searching.access import search as find
from openmash.handbook.searching.forms import QuestionForm


@require_http_methods(["GET", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Show the box, and what answers the question that was put."""
    viewer = getattr(request, "viewer", None)
    reader = reader_for(viewer, at=timezone.now())
    form = QuestionForm(request.POST or None)
    if request.method == "GET":
        return render(request, "handbook/search.html", pages.box(form, reader=reader))
    if not form.is_valid():
        return render(request, "handbook/search.html", pages.box(form, reader=reader), status=422)
    is_signed_in = bool(viewer is not None and viewer.id)
    answer = find(form.cleaned_data["question"], is_signed_in=is_signed_in)
    return render(request, "handbook/search.html", pages.results(answer, form, reader=reader))
