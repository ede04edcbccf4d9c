"""To which worker a person is open: what makes a new contact already open."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openmash.agencies.access import holders_of
from openmash.errors import RuleBroken
from openmash.handbook import beside
from openmash.people import access, actions
from openmash.people.forms import AllocationForm, EndForm
from openmash.policy import Role


@login_required
@require_http_methods(["GET", "POST"])
def allocate_worker(request, reference):
    """Record that a person is open to a named worker."""
    person = access.get_person(reference, viewer=request.viewer)
    workers = holders_of(Role.LEAD_PRACTITIONER).select_related("agency")
    form = AllocationForm(request.POST or None, workers=workers)
    if form.is_bound and form.is_valid():
        actions.allocate(
            person,
            worker_id=int(form.cleaned_data["worker"]),
            plan=form.cleaned_data["plan"],
            since_on=form.cleaned_data["since_on"],
            by=request.viewer,
            at=timezone.now(),
        )
        messages.success(request, "Recorded. A new contact is now offered to this worker.")
        return redirect("people:person", reference=person.reference)
    page = {"form": form, "person": person, "beside": beside("people.worker")}
    return render(request, "people/worker.html", page, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "POST"])
def end_worker(request, reference, number):
    """Record the last day on which a person was open to a worker."""
    person = access.get_person(reference, viewer=request.viewer)
    allocation = access.get_allocation(number, person=person)
    form = EndForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions.end_allocation(
                allocation,
                until_on=form.cleaned_data["until_on"],
                by=request.viewer,
                at=timezone.now(),
            )
        except RuleBroken as rule:
            form.add_error("until_on", str(rule))
        else:
            messages.success(request, "Recorded.")
            return redirect("people:person", reference=person.reference)
    page = {
        "form": form, "person": person, "allocation": allocation, "beside": beside("people.worker"),
    }  # fmt: skip
    return render(request, "people/worker.html", page, status=422 if form.is_bound else 200)
