"""Pages for what an agency thinks, and for a disagreement that is taken further."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openmash.agencies.access import agencies
from openmash.decisions import escalation
from openmash.decisions.dissent import access, actions
from openmash.decisions.dissent.forms import FurtherForm, HeardViewForm, StageForm, ViewForm
from openmash.enquiries.access import get_enquiry, get_request
from openmash.handbook.beside import beside


@login_required
@require_http_methods(["GET", "POST"])
def hear_view(request, reference):
    """Write down what an agency thinks, as somebody of the hub heard it."""
    enquiry = get_enquiry(reference, viewer=request.viewer, verb="hear view")
    names = list(agencies().values_list("pk", "name"))
    form = HeardViewForm(request.POST if request.method == "POST" else None, agencies=names)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.keep_view(
            enquiry,
            agency_id=given["agency"],
            stance=given["stance"],
            words=given["words"],
            said_by=given["said_by"],
            by=request.viewer,
            at=timezone.now(),
        )
        return redirect("decisions:decision", reference=reference)
    context = {"form": form, "reference": reference, "beside_view": beside("decision.views")}
    return render(request, "decisions/hear_view.html", context, status=_status(form))


@login_required
@require_http_methods(["GET", "POST"])
def own_view(request, reference):
    """Let the agency that was asked say what it thinks should happen."""
    asked = get_request(reference, viewer=request.viewer)
    form = ViewForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.say_view(
            asked,
            stance=given["stance"],
            words=given["words"],
            by=request.viewer,
            at=timezone.now(),
        )
        messages.success(request, "Your agency’s view is with the hub, as you wrote it.")
        return redirect("decisions:own_view", reference=reference)
    context = {
        "form": form,
        "reference": reference,
        "request_href": f"/requests/{reference}/",
        "views": access.own_views(asked, viewer=request.viewer),
        "beside_view": beside("decision.own_view"),
    }
    return render(request, "decisions/own_view.html", context, status=_status(form))


@login_required
@require_http_methods(["GET", "POST"])
def further(request, pk):
    """Take a disagreement further."""
    view = access.get_view(pk, viewer=request.viewer)
    form = FurtherForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        raised = actions.take_further(
            view,
            why=form.cleaned_data["why"],
            is_danger_now=form.cleaned_data["is_danger_now"],
            by=request.viewer,
            at=timezone.now(),
        )
        return redirect("decisions:disagreement", pk=raised.pk)
    context = {
        "form": form,
        "view": view,
        "stages": [(stage, escalation.title_of(stage)) for stage in escalation.CODES],
        "beside_further": beside("decision.further"),
    }
    return render(request, "decisions/further.html", context, status=_status(form))


@login_required
@require_http_methods(["GET", "POST"])
def disagreement(request, pk):
    """Show how far a disagreement has gone, and write what came of a stage."""
    found = access.get_disagreement(pk, viewer=request.viewer)
    form = StageForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.end_stage(
            found,
            words=form.cleaned_data["words"],
            is_settled=form.cleaned_data["is_settled"] == "yes",
            by=request.viewer,
            at=timezone.now(),
        )
        return redirect("decisions:disagreement", pk=pk)
    context = {
        "form": form,
        "found": found,
        "steps": [
            {"step": step, "title": escalation.title_of(step.stage)}
            for step in found.steps.select_related("by")
        ],
        "stage_title": escalation.title_of(found.stage),
        "due": access.due_of(found),
        "is_last": found.stage == escalation.LAST_STAGE,
        "beside_further": beside("decision.further"),
    }
    return render(request, "decisions/disagreement.html", context, status=_status(form))


def _status(form) -> int:
    return 422 if form.is_bound and form.errors else 200
