"""Hand a contact to the allocated worker, and the worker's own page for it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from openmash.enquiries.triage import access
from openmash.enquiries.triage.forms import WordsForm
from openmash.enquiries.triage.handing import actions
from openmash.enquiries.triage.handing.forms import HandoverForm
from openmash.enquiries.triage.queue.access import named_in
from openmash.enquiries.triage.views.showing import said_by
from openmash.enquiries.triage.wording import names_in_words
from openmash.errors import RuleBroken
from openmash.handbook import beside


@login_required
@require_http_methods(["GET", "POST"])
def offer(request, reference):
    """Offer a contact to its worker: in one press, or by voice where somebody is in danger."""
    now = timezone.now()
    reading = access.read(reference, viewer=request.viewer, now=now)
    workers = actions.workers_to_choose(reading.screening, at=now)
    initial = {"to": reading.held.open_to[0].worker_id if reading.held.open_to else None}
    form = HandoverForm(request.POST or None, workers=workers, initial=initial)
    if request.method == "POST" and form.is_valid() and _offered(request, reading, form, now=now):
        messages.success(request, f"{reference} is offered. It is the hub’s until they accept.")
        return redirect("triage:queue")
    context = {
        "reading": reading,
        "form": form,
        "workers": workers,
        "now": now,
        "beside_handover": beside("triage.handover"),
    }
    return render(
        request, "enquiries/triage_handover.html", context, status=422 if form.is_bound else 200
    )


@login_required
@require_GET
def offered(request, pk):
    """Show a worker what is offered to them: the contact, word for word."""
    handover = access.get_handover(pk, viewer=request.viewer)
    contact = handover.screening.contact
    people = list(contact.people.select_related("record"))
    context = {
        "handover": handover,
        **said_by(contact),
        "about": names_in_words(named_in(people), on=timezone.localdate()),
        "now": timezone.now(),
        "form": WordsForm(label="Why can you not take it?"),
        "beside_handover": beside("triage.offered"),
    }
    return render(request, "enquiries/triage_offered.html", context)


@login_required
@require_POST
def accept(request, pk):
    """Accept a contact as its worker."""
    access.get_handover(pk, viewer=request.viewer)
    actions.accept_handover(pk, by=request.viewer, at=timezone.now())
    messages.success(request, "It is with you now, and so is its risk.")
    return redirect("triage:offered", pk)


@login_required
@require_POST
def decline(request, pk):
    """Say no to a contact, and why."""
    access.get_handover(pk, viewer=request.viewer)
    why = request.POST.get("words", "")
    actions.decline_handover(pk, why=why, by=request.viewer, at=timezone.now())
    messages.success(request, "The hub is told, and still has it.")
    return redirect("home")


def _offered(request, reading, form, *, now) -> bool:
    made = form.cleaned_data
    try:
        actions.offer_handover(
            reading.screening,
            to=made["to"],
            is_spoken=made["is_spoken"],
            words=made["words"],
            by=request.viewer,
            at=now,
        )
    except RuleBroken as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
