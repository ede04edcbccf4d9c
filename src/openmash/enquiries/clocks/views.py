"""The wall of running clocks; pause one with a reason, and let it run again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from openmash import policy
from openmash.enquiries.clocks import access, actions
from openmash.enquiries.clocks.forms import PauseForm
from openmash.errors import RuleBroken
from openmash.handbook import beside

PER_PAGE = 50


@login_required
@require_GET
def wall(request):
    """Show every clock that runs, what breaches next first."""
    if policy.Permission.ENQUIRY_READ not in request.viewer.permissions:
        raise Http404
    now = timezone.now()
    page = Paginator(access.running(viewer=request.viewer), PER_PAGE).get_page(
        request.GET.get("page")
    )
    entries = [on_the_wall(clock, now=now) for clock in page]
    context = {"page": page, "entries": entries, "now": now}
    return render(request, "enquiries/clock_wall.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def pause(request, pk):
    """Let a clock stand still for its own reason."""
    clock = access.get_clock(pk, viewer=request.viewer)
    now = timezone.now()
    form = PauseForm(request.POST or None, code=clock.code)
    if request.method == "POST" and form.is_valid():
        made = form.cleaned_data
        try:
            actions.pause_clock(
                clock,
                reason=made["reason"],
                words=made["words"],
                until=form.until(now),
                by=request.viewer,
                at=now,
            )
            messages.success(request, "The clock stands still. It runs again by itself.")
            return redirect(on_the_wall(clock, now=now)["href"])
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
    context = {
        "form": form,
        "entry": on_the_wall(clock, now=now),
        "beside_clock": beside("triage.clock"),
    }
    return render(
        request, "enquiries/clock_pause.html", context, status=422 if form.is_bound else 200
    )


@login_required
@require_POST
def resume(request, pk):
    """Let a paused clock run again."""
    clock = access.get_clock(pk, viewer=request.viewer)
    now = timezone.now()
    actions.resume_clock(clock, by=request.viewer, at=now)
    messages.success(request, "The clock runs again.")
    return redirect(on_the_wall(clock, now=now)["href"])


def on_the_wall(clock, *, now) -> dict[str, object]:
    """Return a clock with what it runs on, whom to ring, and where to act."""
    reference = actions.reference_of(clock)
    entry = {"pk": clock.pk, "line": access.clock_line(clock, now=now), "reference": reference}
    if clock.request_id:
        agency = clock.request.agency
        name = agency.name if agency else clock.request.outside_authority
        return entry | {
            "who": name,
            "phone": agency.phone if agency else "",
            "href": f"/enquiries/{clock.request.enquiry.reference}/",
            "reference": clock.request.enquiry.reference,
        }
    middle = "" if clock.enquiry_id else "triage/"
    return entry | {"who": "", "phone": "", "href": f"/enquiries/{middle}{reference}/"}
