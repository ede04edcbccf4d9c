"""The small answers: whether somebody is known, and whether the agency saw it too."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from openmash import policy
from openmash.enquiries.access import get_request, request_facts
from openmash.enquiries.answering.existence.actions import corroborate as say_corroborated
from openmash.enquiries.answering.existence.actions import say_existence
from openmash.enquiries.answering.forms import CorroborateForm
from openmash.enquiries.answering.views.filling import Filling
from openmash.enquiries.answering.views.shown import answer_page, exists_form
from openmash.errors import RuleBroken


@login_required
@require_POST
def existence(request, reference):
    """Say whether anybody named is known, and no more."""
    asked = _own_request(request, reference)
    now = timezone.now()
    filling = Filling.begun(asked, is_spoken=False, by=request.viewer, at=now)
    form = exists_form(filling.context.bases, asked=asked, posted=request.POST)
    if form.is_valid():
        try:
            say_existence(asked, form.said(), by=request.viewer, at=now)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, "The hub knows now whether they are known to you.")
            return redirect("requests:open", reference=reference)
    return answer_page(request, filling, exists=form)


@login_required
@require_POST
def corroborate(request, reference, pk):
    """Say that the agency saw this too, or otherwise."""
    asked = _own_request(request, reference)
    form = CorroborateForm(request.POST, prefix=f"line{pk}")
    if form.is_valid():
        say_corroborated(
            asked,
            pk,
            says=form.cleaned_data["says"],
            words=form.cleaned_data["words"],
            by=request.viewer,
            at=timezone.now(),
        )
        messages.success(request, "Kept. If you know more, add it as a piece.")
    else:
        messages.error(request, "Choose whether you saw this too, or otherwise.")
    return redirect("requests:open", reference=reference)


def _own_request(request, reference):
    asked = get_request(reference, viewer=request.viewer)
    policy.require(policy.may_answer_request(request.viewer, request_facts(asked)))
    return asked
