"""Rate an enquiry again; settle why agencies may share."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openmash.enquiries.access import get_enquiry
from openmash.enquiries.opening.forms import BasisForm, RateAgainForm
from openmash.enquiries.opening.rating import actions
from openmash.errors import RuleBroken
from openmash.handbook import beside


@login_required
@require_http_methods(["GET", "POST"])
def rate(request, reference):
    """Rate an enquiry again, with who, when, why and from what."""
    enquiry = get_enquiry(reference, viewer=request.viewer)
    initial = {"brag": enquiry.brag, "level": enquiry.level}
    form = RateAgainForm(request.POST or None, remits=enquiry.remits, initial=initial)
    context = {"beside": beside("triage.rating"), "heading": "Rate it again", "button": "Rate it"}
    return _asked(request, enquiry, form=form, verb=actions.rate_enquiry, context=context)


@login_required
@require_http_methods(["GET", "POST"])
def basis(request, reference):
    """Settle why agencies may share, where nobody was sure."""
    enquiry = get_enquiry(reference, viewer=request.viewer)
    form = BasisForm(request.POST or None, remits=enquiry.remits)
    context = {
        "beside": beside("triage.sharing"),
        "heading": "Why may we share?",
        "button": "Settle it",
    }
    return _asked(request, enquiry, form=form, verb=actions.settle_basis, context=context)


def _asked(request, enquiry, *, form, verb, context):
    back = f"/enquiries/{enquiry.reference}/"
    if request.method == "POST" and form.is_valid():
        made = {"level": ""} | form.cleaned_data if "brag" in form.fields else form.cleaned_data
        try:
            verb(enquiry, **made, by=request.viewer, at=timezone.now())
            messages.success(request, "Kept, with your reason.")
            return redirect(back)
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
    context |= {"enquiry": enquiry, "form": form, "back": back}
    return render(
        request, "enquiries/rate_again.html", context, status=422 if form.is_bound else 200
    )
