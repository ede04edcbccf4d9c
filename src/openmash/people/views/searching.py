"""Search for a person as people really search. Words go in the body, never in an address."""

from collections import Counter
from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openmash import policy
from openmash.errors import BadInput
from openmash.handbook import beside
from openmash.people import access
from openmash.people.forms import SearchForm
from openmash.people.matching.spelling import plain
from openmash.people.searching import Part, Query, how_to_narrow, read_query
from openmash.people.searching.access import MOST_COUNTED, Findings, Found
from openmash.people.searching.access import search as find
from openmash.people.shown import address_words, agency_of, best_name, born_words, name_of


@login_required
@require_http_methods(["GET", "POST"])
def search(request):
    """Show the search, and what it found."""
    policy.require(policy.may_read_person(request.viewer, readers=None))
    form = SearchForm(request.POST or None)
    page = {"form": form, "beside": beside("people.search")}
    if not form.is_bound:
        return render(request, "people/search.html", page)
    query = _query(form) if form.is_valid() else None
    if query is None:
        return render(request, "people/search.html", page, status=422)
    findings = find(query, by=request.viewer, reason=form.reason)
    return render(request, "people/search.html", page | _page(findings, parts=query.parts))


def _query(form: SearchForm) -> Query | None:
    try:
        query = read_query(form.cleaned_data["words"], today=timezone.localdate())
    except BadInput as wrong:
        form.add_error("words", str(wrong))
        return None
    if not query.parts and not query.references:
        form.add_error("words", SearchForm.missing["words"])
        return None
    return query


def _page(findings: Findings, *, parts: Sequence[Part]) -> dict[str, object]:
    open_to = access.allocated_to([one.person.pk for one in findings.found])
    namesakes = Counter(plain(best_name(one.held)) for one in findings.found)
    rows = [
        _row(one, open_to=open_to.get(one.person.pk, ()), namesakes=namesakes)
        for one in findings.found
    ]
    return {
        "is_searched": True,
        "rows": rows,
        "answered": findings.answered,
        "most_counted": f"{MOST_COUNTED:,}",
        "are_near": bool(rows) and findings.answered == 0,
        "are_all_shown": findings.are_all_shown,
        "narrow": how_to_narrow(parts),
        "wrong_numbers": [part.typed for part in parts if part.number_fails_check],
    }


def _row(one: Found, *, open_to, namesakes: Counter[str]) -> dict[str, object]:
    latest = max(one.held, key=lambda record: (record.recorded_on, record.pk))
    name = best_name(one.held)
    return {
        "reference": one.person.reference,
        "name": name,
        "also": _others((name_of(record) for record in one.held), but=name)[:3],
        "namesakes": namesakes[plain(name)] - 1,
        "born": _others(map(born_words, one.held))[:2],
        "addresses": _others(map(address_words, reversed(one.held)))[:2],
        "agencies": _others(map(agency_of, one.held)),
        "latest_on": latest.recorded_on,
        "why": one.answer.why,
        "without": one.without,
        "open_to": [row.worker.name for row in open_to],
    }


def _others(texts, *, but: str = "") -> list[str]:
    """Return each different text once, in order, and none that says less than another."""
    said = [(text, frozenset(plain(text).split())) for text in texts if text]
    found: list[str] = []
    seen = [frozenset(plain(but).split())]
    for text, words in said:
        says_less = any(words < other for _, other in said)
        if not says_less and not any(words <= other for other in seen):
            seen.append(words)
            found.append(text)
    return found
