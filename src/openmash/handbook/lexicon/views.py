"""The lexicon's pages. No account is needed, and no text that is looked through is kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods
from django.views.decorators.vary import vary_on_headers

from openmash.handbook import addresses
from openmash.handbook.lexicon import looking, pages
from openmash.handbook.lexicon.forms import TextsForm
from openmash.handbook.readers import reader_for
from openmash.handbook.shown import frame, steps

PAGE = "handbook/lexicon/say_it_plainly.html"


@require_GET
def word(request: HttpRequest, word_id: str) -> HttpResponse:
    """Show one word with what it means to each agency."""
    reader = reader_for(getattr(request, "viewer", None), at=timezone.now())
    return render(request, "handbook/lexicon/word.html", pages.word(word_id, reader=reader))


@never_cache
@vary_on_headers("HX-Request")
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def say_it_plainly(request: HttpRequest) -> HttpResponse:
    """Point out what others may not understand, with plainer wordings to take or leave.

    A form that somebody is filling in stops here on its way, and goes back with all it holds.
    """
    reader = reader_for(getattr(request, "viewer", None), at=timezone.now())
    form = looking.form_of(request.POST, writer=reader.sector)
    looked = form.looked()
    context = frame(reader) | {
        "sent": form,
        "texts": TextsForm(form),
        "looked": looked,
        "count": sum(len(one.offers) for one in looked),
        "is_asked": request.method == "POST",
        "again_words": "Look through it again" if request.method == "POST" else "Look through it",
        "fields": request.POST.get(looking.FIELDS, ""),
        "own_address": addresses.say_it_plainly(),
        "steps": [*steps(), {"text": "Lexicon", "href": addresses.lexicon()}],
    }
    return render(request, f"{PAGE}#offers" if request.htmx else PAGE, context)
