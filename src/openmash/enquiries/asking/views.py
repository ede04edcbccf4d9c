"""The pages on which the hub asks: whom, the doors past missing agreement, who has answered."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from openmash import policy
from openmash.enquiries.access import get_enquiry
from openmash.enquiries.asking import access, rules
from openmash.enquiries.asking.actions import send_requests
from openmash.enquiries.asking.doors import actions as doors
from openmash.enquiries.asking.forms import AskForm, DoorForm, bases_to_choose
from openmash.enquiries.asking.lines import Hole, lines_for
from openmash.enquiries.asking.shown import request_rows
from openmash.enquiries.reading.naming import who_words
from openmash.enquiries.triage.practice import practice_areas
from openmash.errors import NotVisible, RuleBroken
from openmash.handbook import beside


@login_required
@require_http_methods(["GET", "POST"])
def ask(request, reference):
    """Choose whom to ask, what, and about whom; one button sends it all."""
    enquiry = _enquiry(request, reference)
    now = timezone.now()
    subjects = access.subjects_of(enquiry)
    lines = lines_for(enquiry, subjects=subjects, hole=Hole.of(request.GET), at=now)
    form = AskForm(
        _posted(request),
        lines=lines,
        people=subjects,
        bases=bases_to_choose(enquiry.lawful_bases),
        initial=_wording_to_start_with(enquiry),
    )
    if request.method == "POST" and form.is_valid():
        try:
            sent = send_requests(
                enquiry, form.asks(), wording=form.wording(), by=request.viewer, at=now
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            noun = "agency is" if len(sent) == 1 else "agencies are"
            messages.success(request, f"{len(sent)} {noun} asked. They see only what you sent.")
            return redirect("asking:requests", reference=reference)
    context = {
        "form": form,
        "rows": form.rows(),
        "gate": _gate(enquiry),
        "may_open_door": _may_open_door(request.viewer),
        "beside": beside("requests.ask"),
        **_about(enquiry, subjects=subjects),
    }
    status = 422 if form.is_bound else 200
    return render(request, "enquiries/request_ask.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def door(request, reference):
    """Go on without agreement: a decision maker's, with the reason written down first."""
    enquiry = _enquiry(request, reference)
    if not _may_open_door(request.viewer):
        raise NotVisible("There is no such page. Ask a decision maker.")
    gate = _gate(enquiry)
    form = DoorForm(_posted(request), doors=gate.doors)
    if request.method == "POST" and form.is_valid():
        try:
            doors.open_door(
                enquiry,
                door=doors.Agreement(form.cleaned_data["door"]),
                why=form.cleaned_data["why"],
                by=request.viewer,
                at=timezone.now(),
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, "Your reason is kept. Agencies may be asked now.")
            return redirect("asking:ask", reference=reference)
    context = {
        "form": form,
        "gate": gate,
        "beside": beside("requests.agreement"),
        **_about(enquiry, subjects=access.subjects_of(enquiry)),
        "back_href": reverse("asking:ask", args=[reference]),
    }
    status = 422 if form.is_bound else 200
    return render(request, "enquiries/request_door.html", context, status=status)


@login_required
@require_POST
def put_before(request, reference):
    """Put a closed gate before the decision makers."""
    enquiry = _enquiry(request, reference)
    doors.put_before_decision_maker(enquiry, by=request.viewer, at=timezone.now())
    messages.success(request, "The decision makers are told. The clocks go on.")
    return redirect("asking:ask", reference=reference)


@login_required
@require_GET
def requests_of_enquiry(request, reference):
    """Show who was asked, who has answered, and who is late: chase in one press."""
    enquiry = _enquiry(request, reference)
    now = timezone.now()
    context = {
        "rows": request_rows(access.requests_of(enquiry), now=now),
        "other_areas": access.cross_border_prompts(enquiry),
        "beside": beside("requests.waiting"),
        "now": now,
        **_about(enquiry, subjects=access.subjects_of(enquiry)),
    }
    return render(request, "enquiries/request_list.html", context)


def _enquiry(request, reference):
    enquiry = get_enquiry(reference, viewer=request.viewer)
    policy.require(access.may_ask(request.viewer, access.facts_of(enquiry)))
    return enquiry


def _about(enquiry, *, subjects) -> dict[str, object]:
    today = timezone.localdate()
    return {
        "reference": enquiry.reference,
        "rating": enquiry.brag,
        "who": who_words(subjects, today=today),
        "feared": [each for each in subjects if each.part == "feared"],
        "is_ended": enquiry.stage == "closed",
        "ask_href": reverse("asking:ask", args=[enquiry.reference]),
        "door_href": reverse("asking:door", args=[enquiry.reference]),
        "put_before_href": reverse("asking:put_before", args=[enquiry.reference]),
        "back_href": f"/enquiries/{enquiry.reference}/",
    }


def _gate(enquiry):
    return rules.gate_of(
        remits=enquiry.remits,
        level=enquiry.level,
        agreement=enquiry.agreement,
        reason=enquiry.agreement_why,
        is_about_children=True,
    )


def _may_open_door(viewer) -> bool:
    return policy.Permission.OVERRIDE_AGREEMENT in viewer.permissions


def _wording_to_start_with(enquiry) -> dict[str, object]:
    area = practice_areas().get(enquiry.practice_area)
    worry = f"Somebody is worried: {area.title.lower()}." if area else "Somebody is worried."
    return {
        "purpose": enquiry.purpose,
        "why_asked": f"{worry} We need to know whether those named are safe.",
        "must_not_know": enquiry.must_not_know,
        "lawful_bases": enquiry.lawful_bases,
    }


def _posted(request):
    """Return what was posted, also where it is empty; None where the page is only opened."""
    return request.POST if request.method == "POST" else None
