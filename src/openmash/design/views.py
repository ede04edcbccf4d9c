"""The gallery: every component in its states, as the pages use it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from openmash.design.gallery import examples


@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component. Everything on the page is invented."""
    return render(request, "design/gallery.html", examples())
