"""The pages on which the result of an outside tool is kept."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openmash.agencies.access import agencies
from openmash.enquiries.access import get_enquiry
from openmash.enquiries.reading.access import frame_rows
from openmash.enquiries.reading.frame import frame_of
from openmash.errors import BadInput
from openmash.handbook.beside import beside
from openmash.instruments.outside import actions
from openmash.instruments.outside.forms import ResultForm, ToolForm
from openmash.instruments.outside.tools import tools
from openmash.instruments.recording import people
from openmash.instruments.recording.access import subject_at


@login_required
@require_http_methods(["GET", "POST"])
def outside(request, reference):
    """Choose the tool, then keep what came out of it."""
    enquiry = get_enquiry(reference, viewer=request.viewer, verb="outside result")
    now = timezone.localtime()
    rows = frame_rows(enquiry)
    frame = frame_of(rows, page="assessments", viewer=request.viewer, now=now)
    context = {"frame": frame, "beside": beside("assessment.outside")}
    tool = tools().get(request.GET.get("tool", ""))
    if tool is None:
        form = ToolForm(request.GET if "tool" in request.GET else None, tools=tools().values())
        context["form"] = form
        return render(request, "instruments/outside_choose.html", context, status=_status(form))
    everybody = people.everybody(rows.subjects, today=now.date())
    form = ResultForm(
        request.POST if request.method == "POST" else None,
        tool=tool,
        people=[(who.key, who.called) for who in everybody],
        agencies=list(agencies().order_by("name").values_list("pk", "name")),
        today=now.date(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_result(
                enquiry,
                form.result(),
                subject=subject_at(enquiry, form.about_key),
                by=request.viewer,
                at=now,
            )
            messages.success(request, "Kept. What it asks for stands beside it.")
            return redirect("instruments:of_enquiry", reference=reference)
        except BadInput as bad:
            form.add_error(None, str(bad))
    context |= {"form": form, "tool": tool}
    return render(request, "instruments/outside.html", context, status=_status(form))


def _status(form) -> int:
    return 422 if form.is_bound and form.errors else 200
