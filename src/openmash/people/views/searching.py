"""Search for a person as people really search. Words go in the body, never in an address."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from openmash import policy
from openmash.audit import records
from openmash.handbook import beside
from openmash.people import access
from openmash.people.forms import SearchForm
from openmash.people.reading import facts_of
from openmash.people.searching import read_query, why_found
from openmash.people.shown import address_words, agency_of, best_name, born_words

MOST_SHOWN = 30


@login_required
@require_http_methods(["GET", "POST"])
def search(request):
    """Show the search, and what it found."""
    policy.require(policy.may_read_person(request.viewer, readers=None))
    form = SearchForm(request.POST or None)
    page = {"form": form, "beside": beside("people.search")}
    if not form.is_bound:
        return render(request, "people/search.html", page)
    if not form.is_valid():
        return render(request, "people/search.html", page, status=422)
    parts = read_query(form.cleaned_data["words"])
    found = access.find(parts, limit=MOST_SHOWN + 1)
    # Which restricted people there are is not told by a count either: only what is shown counts.
    records.record_search("people.search", by=request.viewer, reason=form.reason, hits=len(found))
    open_to = access.allocated_to([person.pk for person, _ in found])
    page["found"] = [
        _shown(person, held, parts=parts, open_to=open_to.get(person.pk, ()))
        for person, held in found[:MOST_SHOWN]
    ]
    page |= {"is_searched": True, "is_more": len(found) > MOST_SHOWN}
    return render(request, "people/search.html", page)


def _shown(person, held, *, parts, open_to) -> dict[str, object]:
    why = dict.fromkeys(words for r in held for words in why_found(facts_of(r), parts=parts))
    latest = max(held, key=lambda record: (record.recorded_on, record.pk))
    return {
        "reference": person.reference,
        "name": best_name(held),
        "born": next((born_words(r) for r in held if born_words(r)), ""),
        "address": next((address_words(r) for r in held if address_words(r)), ""),
        "agency": f"{agency_of(latest)}, {latest.recorded_on:%-d %b %Y}",
        "why": [words for words in why if words],
        "open_to": [row.worker.name for row in open_to],
    }
