"""The page on which an enquiry ends."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openmash import policy
from openmash.enquiries.access import enquiry_facts, get_enquiry
from openmash.enquiries.reading.access import frame_rows
from openmash.enquiries.reading.frame import frame_of
from openmash.errors import RuleBroken
from openmash.handbook.beside import beside
from openmash.products.closing import access, actions, rules
from openmash.products.closing.forms import EndForm


@login_required
@require_http_methods(["GET", "POST"])
def close(request, reference):
    """Show what is still open, and end the enquiry when nothing is."""
    now = timezone.localtime()
    enquiry = get_enquiry(reference, viewer=request.viewer, verb="close")
    policy.require(policy.may_decide(request.viewer, enquiry_facts(enquiry)))
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.close(enquiry, words=form.cleaned_data["words"], by=request.viewer, at=now)
        except RuleBroken as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, f"{reference} has ended.")
            return redirect("products:list", reference=reference)
    state = access.state_of(enquiry, viewer=request.viewer, now=now)
    after = access.times_out_after()
    context = {
        "frame": frame_of(frame_rows(enquiry), page="products", viewer=request.viewer, now=now),
        "form": form,
        "open_things": rules.why_not_yet(state, now=now, after=after),
        "timed_out": [
            one
            for one in state.sent
            if not one.is_recalled and one.is_timed_out(now=now, after=after)
        ],
        "beside_end": beside("product.end"),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "products/close.html", context, status=status)
