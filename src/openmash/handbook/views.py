"""Reading the handbook. No account is needed; who has one meets their own job first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from openmash.handbook import glossaries, shown
from openmash.handbook.readers import Reader, reader_for


def _reader(request: HttpRequest) -> Reader:
    return reader_for(getattr(request, "viewer", None), at=timezone.now())


@require_GET
def contents(request: HttpRequest) -> HttpResponse:
    """Show what the handbook holds: worries first, then how we work."""
    return render(request, "handbook/contents.html", shown.contents(reader=_reader(request)))


@require_GET
def chapter(request: HttpRequest, chapter: str) -> HttpResponse:
    """Show the pages of one chapter, with what each says in a line."""
    return render(request, "handbook/chapter.html", shown.chapter(chapter, reader=_reader(request)))


@require_GET
def page(request: HttpRequest, chapter: str, page: str) -> HttpResponse:
    """Show one page."""
    found = shown.page(chapter, page, reader=_reader(request), today=timezone.localdate())
    return render(request, "handbook/page.html", found)


@require_GET
def job(request: HttpRequest, chapter: str, sector: str) -> HttpResponse:
    """Show what one job may see of this worry."""
    found = shown.job(chapter, sector, reader=_reader(request), today=timezone.localdate())
    return render(request, "handbook/page.html", found)


@require_GET
def sources(request: HttpRequest) -> HttpResponse:
    """Show every law, guidance and tool we cite, with its edition and who leans on it."""
    return render(request, "handbook/sources.html", glossaries.sources(reader=_reader(request)))


@require_GET
def lexicon(request: HttpRequest) -> HttpResponse:
    """Show every word of the lexicon, the reader's own agency's meaning first."""
    return render(request, "handbook/lexicon.html", glossaries.lexicon(reader=_reader(request)))
