"""Offer a risk, accept it, say no to it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from openmash.enquiries.risk import access, actions
from openmash.enquiries.risk.forms import DeclineForm, OfferForm
from openmash.handbook import beside


@login_required
@require_GET
def held(request):
    """Show every risk that the viewer holds, the longest held first."""
    entries = [
        {
            "reference": actions.reference_of(one),
            "href": address_of(one) if request.viewer.is_hub else "",
            "since": one.from_at,
            "asked": one.offered_to.name if one.offered_to else "",
        }
        for one in access.held_by(viewer=request.viewer)
    ]
    context = {"entries": entries, "beside_risk": beside("triage.risk")}
    return render(request, "enquiries/risk_held.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def offer(request, pk):
    """Ask a named person to take a risk over."""
    held = access.get_holding(pk, viewer=request.viewer)
    people = [pair for pair in access.who_may_hold() if pair[0] != held.owner_id]
    form = OfferForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        actions.offer(pk, to=form.cleaned_data["to"], by=request.viewer, at=timezone.now())
        messages.success(request, "Asked. You hold the risk until they accept it.")
        return redirect(address_of(held))
    context = {
        "form": form,
        "held": held,
        "reference": actions.reference_of(held),
        "back": address_of(held),
        "beside_risk": beside("triage.risk"),
    }
    return render(
        request, "enquiries/risk_offer.html", context, status=422 if form.is_bound else 200
    )


@login_required
@require_POST
def accept(request, pk):
    """Take over a risk that was offered."""
    access.get_holding(pk, viewer=request.viewer)
    taken = actions.accept(pk, by=request.viewer, at=timezone.now())
    messages.success(request, "You hold the risk now.")
    return redirect(address_of(taken) if request.viewer.is_hub else "home")


@login_required
@require_http_methods(["GET", "POST"])
def decline(request, pk):
    """Say no to a risk that was offered, and why."""
    held = access.get_holding(pk, viewer=request.viewer)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        actions.decline(pk, why=why, by=request.viewer, at=timezone.now())
        messages.success(request, "They are told, and still hold the risk.")
        return redirect("home")
    context = {"form": form, "held": held, "reference": actions.reference_of(held)}
    return render(
        request, "enquiries/risk_decline.html", context, status=422 if form.is_bound else 200
    )


def address_of(held) -> str:
    """Return the page of the contact or enquiry whose risk this is."""
    reference = actions.reference_of(held)
    middle = "" if held.enquiry_id else "triage/"
    return f"/enquiries/{middle}{reference}/"
