"""Taking a word back, answering as the second person, and settling a doubt about a person."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from openmash.errors import RuleBroken
from openmash.handbook import beside
from openmash.people import access, actions
from openmash.people.attention.access import get_doubt
from openmash.people.forms import SecondForm, SettleForm, UndoForm
from openmash.people.matching import DEFAULT, compare
from openmash.people.reading import facts_of
from openmash.people.review.access import get_proposal
from openmash.people.shown import best_name, side_by_side
from openmash.people.telling import moment, reasons_shown
from openmash.people.views.matches import heads

_SECOND = {"same": actions.confirm, "declined": actions.decline}


@login_required
@require_http_methods(["GET", "POST"])
def undo_claim(request, number):
    """Ask why a word is taken back, and take it back."""
    claim = access.get_claim(number, viewer=request.viewer)
    form = UndoForm(request.POST or None)
    people = access.persons_of_records([claim.record_a_id, claim.record_b_id])
    person = people.get(claim.record_a_id) or people.get(claim.record_b_id)
    if form.is_bound and form.is_valid():
        try:
            actions.undo(claim, why=form.cleaned_data["why"], by=request.viewer, at=timezone.now())
        except RuleBroken as rule:
            form.add_error(None, str(rule))
        else:
            words = "That is taken back. Everything is as it would be without it."
            messages.success(request, words)
            return redirect(_then(request, person))
    page = {
        "form": form,
        "claim": claim,
        "person": person,
        "pairs": side_by_side(claim.record_a, claim.record_b),
        **heads(claim),
        "said": claim.get_says_display().lower(),
        "who": claim.by.name if claim.by_id else "the model",
        "when": moment(claim.at),
        "beside": beside("people.undo"),
    }
    return render(request, "people/undo.html", page, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "POST"])
def second(request, number):
    """Show what somebody proposed to join, and take the second person's answer."""
    claim = get_proposal(number, viewer=request.viewer)
    form = SecondForm(request.POST or None)
    if form.is_bound and form.is_valid():
        verb = _SECOND[form.cleaned_data["answer"]]
        try:
            verb(claim, why=form.cleaned_data["why"], by=request.viewer, at=timezone.now())
        except RuleBroken as rule:
            form.add_error(None, str(rule))
        else:
            messages.success(request, "Your answer as the second person is recorded.")
            return redirect("people:matches")
    page = _proposed(claim, viewer=request.viewer) | {"form": form}
    return render(request, "people/second.html", page, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "POST"])
def settle_doubt(request, reference, number):
    """Show why a person needs attention, and take what somebody found."""
    person = access.get_person(reference, viewer=request.viewer)
    doubt = get_doubt(number, person=person, viewer=request.viewer)
    form = SettleForm(request.POST or None, may_part=doubt.record_b_id is not None)
    if form.is_bound and form.is_valid():
        try:
            _settle(doubt, form, by=request.viewer)
        except RuleBroken as rule:
            form.add_error(None, str(rule))
        else:
            messages.success(request, "Your answer is recorded.")
            return redirect("people:person", reference=person.reference)
    page = {"form": form, "person": person, "doubt": doubt, "beside": beside("people.attention")}
    page["raised"] = moment(doubt.at)
    if doubt.record_b_id:
        page |= {"pairs": side_by_side(doubt.record_a, doubt.record_b), **heads(doubt)}
    return render(request, "people/attention.html", page, status=422 if form.is_bound else 200)


def _settle(doubt, form, *, by) -> None:
    why, at = form.cleaned_data["why"], timezone.now()
    if form.is_two:
        actions.say_different(doubt.record_a, doubt.record_b, why=why, by=by, at=at)
    else:
        actions.settle(doubt, why=why, by=by, at=at)


def _proposed(claim, *, viewer) -> dict[str, object]:
    people = access.persons_of_records([claim.record_a_id, claim.record_b_id])
    two = [people.get(claim.record_a_id), people.get(claim.record_b_id)]
    held = [list(access.records_of(person)) if person else [] for person in two]
    answer = getattr(claim, "answered_by", None)
    return {
        "claim": claim,
        "people": [
            {"reference": p.reference, "name": best_name(records), "records": len(records)}
            for p, records in zip(two, held, strict=True)
            if p
        ],
        "because": [one["words"] for one in claim.reasons],
        "pairs": side_by_side(claim.record_a, claim.record_b),
        **heads(claim),
        "reasons": reasons_shown(compare(facts_of(claim.record_a), facts_of(claim.record_b))),
        "thresholds": DEFAULT,
        "who": claim.by.name,
        "when": moment(claim.at),
        "is_own": claim.by_id == viewer.id,
        "answer": answer,
        "is_over": answer is not None or getattr(claim, "undone_by", None) is not None,
        "beside": beside("people.second"),
    }


def _then(request, person) -> str:
    """Return the page of ours to go back to: where the viewer came from, else the person."""
    then = request.GET.get("then", "")
    if then.startswith("/people/") and url_has_allowed_host_and_scheme(then, allowed_hosts=None):
        return then
    return reverse("people:person", args=[person.reference]) if person else reverse("people:list")
