"""The hub's side of a request: what came back, chase it, take it back, tell a line."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from openmash import policy
from openmash.agencies.access import partnership
from openmash.enquiries.access import get_request, request_facts
from openmash.enquiries.answering.views.shown import piece_shown, request_words
from openmash.enquiries.asking.access import (
    answered_pieces,
    may_ask,
    pieces_to_hint_at,
    reach_of,
)
from openmash.enquiries.asking.afterwards.actions import share_gist, withdraw_request
from openmash.enquiries.asking.forms import GistForm, WithdrawForm
from openmash.enquiries.asking.shown import sign_of
from openmash.enquiries.chasing.actions import chase as chase_request
from openmash.errors import RuleBroken
from openmash.handbook import beside


def show(request, asked, *, form=None, gist_form=None):
    """Render a request as the hub sees it: never what the agency sealed, only that it exists."""
    now = timezone.now()
    words = request_words(asked)
    sign, sign_words = sign_of(asked.state, due_at=asked.due_at, now=now)
    here = partnership()
    nation = here.nation if here else "england"
    reach = reach_of(asked.agency, at=now, nation=nation) if asked.agency_id else None
    hints = pieces_to_hint_at(asked) if asked.agency_id and words["state"] != "withdrawn" else []
    context = {
        **words,
        "reference": asked.enquiry.reference,
        "list_href": reverse("asking:requests", args=[asked.enquiry.reference]),
        "telephone_href": reverse("requests:by_telephone", args=[asked.reference]),
        "sealed_words": _sealed_words(asked.sealed_count),
        "sign": sign,
        "sign_words": sign_words,
        "given": [piece_shown(each, people=words["people"]) for each in answered_pieces(asked)],
        "gists": list(asked.gists.order_by("pk")),
        "reach": reach,
        "form": form or WithdrawForm(),
        "gist_form": gist_form or (GistForm(pieces=hints, prefix="line") if hints else None),
        "now": now,
        "beside": beside("requests.waiting"),
    }
    is_wrong = any(each is not None and each.is_bound for each in (form, gist_form))
    return render(request, "enquiries/request_hub.html", context, status=422 if is_wrong else 200)


def _sealed_words(count: int) -> str:
    noun = "thing stays" if count == 1 else "things stay"
    return f"{count} {noun} with the agency. The hub knows only that there is something."


@login_required
@require_POST
def chase(request, reference):
    """Chase an answer by hand."""
    asked = _asked_by_hub(request, reference)
    chase_request(asked, by=request.viewer, at=timezone.now())
    messages.success(request, "Chased. They are told that the hub is waiting.")
    if request.POST.get("from") == "list":
        return redirect("asking:requests", reference=asked.enquiry.reference)
    return redirect("requests:open", reference=reference)


@login_required
@require_POST
def withdraw(request, reference):
    """Take a request back, with the reason."""
    asked = _asked_by_hub(request, reference)
    form = WithdrawForm(request.POST)
    if form.is_valid():
        why = form.cleaned_data["why"]
        withdraw_request(asked, why=why, by=request.viewer, at=timezone.now())
        messages.success(request, "No longer asked. The agency is told.")
        return redirect("requests:open", reference=reference)
    return show(request, asked, form=form)


@login_required
@require_POST
def tell_line(request, reference):
    """Tell the agency one line in the hub's words."""
    asked = _asked_by_hub(request, reference)
    form = GistForm(request.POST, pieces=pieces_to_hint_at(asked), prefix="line")
    if form.is_valid():
        try:
            share_gist(asked, by=request.viewer, at=timezone.now(), **form.cleaned_data)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, "Told. They can say whether they saw it too.")
            return redirect("requests:open", reference=reference)
    return show(request, asked, gist_form=form)


def _asked_by_hub(request, reference):
    asked = get_request(reference, viewer=request.viewer)
    policy.require(may_ask(request.viewer, request_facts(asked).enquiry))
    return asked
