"""Match review: the pairs that may be one person, one after the other, decided by a human."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from openmash import policy
from openmash.errors import RuleBroken
from openmash.handbook import beside
from openmash.people import access, actions
from openmash.people.events import asked, mentions_asked
from openmash.people.forms import MatchForm, UndoForm
from openmash.people.matching import DEFAULT
from openmash.people.shown import agency_of, name_of, side_by_side, would_settle
from openmash.people.telling import evidence_of, kept_apart_by, moment, reasons_shown

PER_PAGE = 25
_VERBS = {
    "same": actions.say_same,
    "different": actions.say_different,
    "unsure": actions.cannot_tell,
}


@login_required
@require_GET
def queue(request):
    """List the pairs that nobody has answered: those in open enquiries first."""
    policy.require(policy.may_decide_match(request.viewer, readers=None))
    contact = request.GET.get("contact", "")[:30]
    waiting = _in_order(access.unanswered(contact=contact), viewer=request.viewer)
    page = Paginator(waiting, PER_PAGE).get_page(request.GET.get("page"))
    in_enquiry = _in_open_enquiry(list(page), viewer=request.viewer)
    rows = [_listed(pair, in_enquiry=in_enquiry, asked_for=_query(contact)) for pair in page]
    shown = {"rows": rows, "page": page, "contact": contact, "beside": beside("people.match")}
    return render(request, "people/matches.html", shown)


@login_required
@require_http_methods(["GET", "POST"])
def match(request, number):
    """Show two records side by side, and take the answer; then show the next pair."""
    claim = access.get_claim(number, viewer=request.viewer)
    contact = request.GET.get("contact", "")[:30]
    waiting = _in_order(access.unanswered(contact=contact), viewer=request.viewer)
    form = MatchForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            _answer(claim, form, by=request.viewer)
        except RuleBroken as rule:
            form.add_error(None, str(rule))
        else:
            messages.success(
                request, "Your answer is recorded. You can undo it on the person’s page."
            )
            return redirect(_next(claim, waiting, contact=contact))
    status = 422 if form.is_bound else 200
    page = _pair(claim, waiting, viewer=request.viewer) | {"form": form, "contact": contact}
    return render(request, "people/match.html", page, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def undo_claim(request, number):
    """Ask why a word is taken back, and take it back."""
    claim = access.get_claim(number, viewer=request.viewer)
    form = UndoForm(request.POST or None)
    people = access.persons_of_records([claim.record_a_id, claim.record_b_id])
    person = people.get(claim.record_a_id) or people.get(claim.record_b_id)
    if form.is_bound and form.is_valid():
        actions.undo(claim, why=form.cleaned_data["why"], by=request.viewer, at=timezone.now())
        messages.success(request, "That is taken back. Everything is as it would be without it.")
        return redirect("people:person", reference=person.reference)
    page = {
        "form": form,
        "claim": claim,
        "person": person,
        "pairs": side_by_side(claim.record_a, claim.record_b),
        **_heads(claim),
        "said": claim.get_says_display().lower(),
        "who": claim.by.name if claim.by_id else "the model",
        "when": moment(claim.at),
        "beside": beside("people.undo"),
    }
    return render(request, "people/undo.html", page, status=422 if form.is_bound else 200)


def _answer(claim, form, *, by) -> None:
    verb = _VERBS[form.cleaned_data["answer"]]
    verb(claim.record_a, claim.record_b, why=form.cleaned_data["why"], by=by, at=timezone.now())


def _in_order(pairs, *, viewer):
    """Return open enquiries first, then what nobody has looked at, then the likeliest."""
    in_enquiry = _in_open_enquiry(pairs, viewer=viewer)

    def rank(pair):
        is_first = bool({person.pk for person in pair.people} & in_enquiry)
        return (pair.is_unsure, not is_first, -(pair.claim.weight or 0), pair.number)

    return sorted(pairs, key=rank)


def _in_open_enquiry(pairs, *, viewer) -> set[int]:
    of_record = {record: person for pair in pairs for record, person in pair.records.items()}
    mentions = asked(mentions_asked, records=of_record, viewer=viewer) if of_record else []
    return {one.person for one in mentions if one.kind == "enquiry" and one.is_open}


def _listed(pair, *, in_enquiry: set[int], asked_for: str) -> dict[str, object]:
    sides = (pair.claim.record_a, pair.claim.record_b)
    is_first = bool({person.pk for person in pair.people} & in_enquiry)
    return {
        "href": reverse("people:match", args=[pair.number]) + asked_for,
        "sides": [f"{name_of(r)}, {agency_of(r)}, {r.recorded_on:%-d %b %Y}" for r in sides],
        "people": [person.reference for person in pair.people],
        "first": "In an open enquiry" if is_first else "",
        "unsure": pair.is_unsure,
    }


def _pair(claim, waiting, *, viewer) -> dict[str, object]:
    evidence = evidence_of(claim)
    people = access.persons_of_records([claim.record_a_id, claim.record_b_id])
    is_one = len({p.pk for p in people.values()}) == 1 and len(people) == 2
    of_record = {record: person.pk for record, person in people.items()}
    mentions = asked(mentions_asked, records=of_record, viewer=viewer)
    numbers = [one.number for one in waiting]
    return {
        "claim": claim,
        "pairs": side_by_side(claim.record_a, claim.record_b),
        **_heads(claim),
        "people": [people.get(claim.record_a_id), people.get(claim.record_b_id)],
        "is_one": is_one,
        "reasons": reasons_shown(evidence),
        "kept_apart_by": kept_apart_by(evidence),
        "ending": "possible" if kept_apart_by(evidence) and not is_one else "",
        "thresholds": DEFAULT,
        "settle": would_settle(claim.record_a, claim.record_b),
        "enquiries": len({m.reference for m in mentions if m.kind == "enquiry"}),
        "place": numbers.index(claim.pk) + 1 if claim.pk in numbers else 0,
        "left": len(waiting),
        "beside": beside("people.match"),
    }


def _heads(claim) -> dict[str, list]:
    """Return the two columns' names: who wrote each record, and when."""
    heads = [
        {"agency": agency_of(record), "when": f"{record.recorded_on:%-d %b %Y}"}
        for record in (claim.record_a, claim.record_b)
    ]
    columns = [f"{one['agency']}, recorded {one['when']}" for one in heads]
    return {"heads": heads, "head": ["What", *columns]}


def _next(claim, waiting, *, contact: str) -> str:
    """Return where the next pair is decided, or the list where there is none left."""
    numbers = [one.number for one in waiting]
    after = numbers.index(claim.pk) + 1 if claim.pk in numbers else 0
    rest = [n for n in numbers[after:] + numbers[:after] if n != claim.pk]
    is_still_asked = {one.number for one in access.unanswered(contact=contact)}
    upcoming = next((number for number in rest if number in is_still_asked), None)
    if upcoming is None:
        return reverse("people:matches") + _query(contact)
    return reverse("people:match", args=[upcoming]) + _query(contact)


def _query(contact: str) -> str:
    return f"?{urlencode({'contact': contact})}" if contact else ""
