"""Name the only readers of an enquiry; break the glass; review who broke it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from openmash import policy
from openmash.enquiries.access import enquiry_facts, get_enquiry
from openmash.enquiries.reading.access import frame_rows
from openmash.enquiries.reading.frame import frame_of
from openmash.enquiries.reading.restricted import access, actions, rules
from openmash.enquiries.reading.restricted.forms import (
    GlassForm,
    RestrictForm,
    ReviewForm,
    UnrestrictForm,
)
from openmash.errors import RuleBroken
from openmash.handbook import beside

PER_PAGE = 25


@login_required
@require_http_methods(["GET", "POST"])
def restrict(request, reference):
    """Name the only readers of an enquiry, or let everybody within the remit read it again."""
    enquiry = get_enquiry(reference, viewer=request.viewer)
    policy.require(policy.may_restrict_enquiry(request.viewer, enquiry_facts(enquiry)))
    people = access.who_may_read(enquiry)
    is_opening = request.POST.get("open") == "yes"
    named = [reader.practitioner_id for reader in access.readers_of(enquiry)]
    kept = {"readers": named or [request.viewer.id], "why": enquiry.restricted_why}
    form = RestrictForm(
        request.POST if request.method == "POST" and not is_opening else None,
        people=people,
        initial=kept,
    )
    opening = UnrestrictForm(request.POST if is_opening else None, prefix="opening")
    sent = opening if is_opening else form
    if request.method == "POST" and sent.is_valid() and _settled(request, enquiry, sent):
        return redirect("enquiries:jigsaw", reference=reference)
    now = timezone.localtime()
    context = {
        "frame": frame_of(frame_rows(enquiry), page="", viewer=request.viewer, now=now),
        "enquiry": enquiry,
        "form": sent if sent.is_bound else form,
        "restrict_form": form,
        "opening": opening,
        "readers": access.readers_of(enquiry),
        "beside": beside("enquiries.restrict"),
    }
    return render(request, "enquiries/restrict.html", context, status=422 if sent.is_bound else 200)


def _settled(request, enquiry, form) -> bool:
    """Do what the form asks; say under the form what forbids it."""
    now, made = timezone.now(), form.cleaned_data
    try:
        if isinstance(form, UnrestrictForm):
            actions.unrestrict(enquiry, why=made["why"], by=request.viewer, at=now)
        else:
            actions.restrict(
                enquiry, readers=made["readers"], why=made["why"], by=request.viewer, at=now
            )
    except RuleBroken as refusal:
        form.add_error("why" if isinstance(form, UnrestrictForm) else "readers", str(refusal))
        return False
    messages.success(request, "Done. The history keeps it.")
    return True


@login_required
@require_http_methods(["GET", "POST"])
def break_glass(request, reference=""):
    """Open a restricted record for danger to life. It asks the same whether there is one or not."""
    policy.require(policy.may_break_glass(request.viewer))
    form = GlassForm(request.POST or None, initial={"reference": reference})
    if request.method == "POST" and form.is_valid():
        made = form.cleaned_data
        try:
            actions.break_glass(**made, by=request.viewer, at=timezone.now())
        except RuleBroken as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, "Information governance has been told.")
            return redirect("enquiries:enquiry", reference=made["reference"])
    context = {
        "form": form,
        "hours": int(rules.GLASS_OPEN_FOR.total_seconds() // 3600),
        "beside": beside("enquiries.glass"),
    }
    return render(
        request, "enquiries/break_glass.html", context, status=422 if form.is_bound else 200
    )


@login_required
@require_GET
def broken(request):
    """Show governance every breaking of the glass, what is not reviewed first."""
    rows = access.broken_glass(viewer=request.viewer)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "enquiries/glass_list.html", {"page": page, "now": timezone.localtime()})


@login_required
@require_http_methods(["GET", "POST"])
def reviewed(request, pk):
    """Let governance write down what it found."""
    glass = access.get_glass(pk, viewer=request.viewer)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.review(pk, words=form.cleaned_data["words"], by=request.viewer, at=timezone.now())
        messages.success(request, "Your review is kept.")
        return redirect("glass:list")
    context = {"glass": glass, "form": form, "beside": beside("enquiries.glass-review")}
    return render(
        request, "enquiries/glass_review.html", context, status=422 if form.is_bound else 200
    )
