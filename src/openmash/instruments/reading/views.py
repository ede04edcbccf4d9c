"""The pages on which assessments are read."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from openmash.enquiries.access import get_enquiry
from openmash.enquiries.reading.access import frame_rows
from openmash.enquiries.reading.frame import frame_of
from openmash.errors import NotVisible
from openmash.handbook.beside import beside
from openmash.instruments import access, choices, shown
from openmash.instruments.engine import compare as compare_results
from openmash.instruments.outside.shown import lines_of
from openmash.instruments.reading.summary import changes_by_axis, picture_of, summary_context
from openmash.instruments.recording import people
from openmash.instruments.recording.page import round_about
from openmash.instruments.shelf.access import instruments_in_use
from openmash.people.access import get_person


@login_required
@require_GET
def of_enquiry(request, reference):
    """Show every assessment of an enquiry, what is worth opening and why, and outside results."""
    enquiry = get_enquiry(reference, viewer=request.viewer, verb="read assessments")
    now = timezone.localtime()
    rows = frame_rows(enquiry)
    about = people.everybody(rows.subjects, today=now.date())
    in_use = {one.id: one for one in instruments_in_use()}
    readings = access.assessments_of(enquiry)
    begun = {(one.assessment.instrument, _key(one.assessment)) for one in readings}
    suggested = [
        {"suggestion": one, "instrument": in_use[one.instrument]}
        for one in choices.suggested(enquiry.practice_area, about=about)
        if one.instrument in in_use and (one.instrument, one.about.key) not in begun
    ]
    context = {
        "frame": frame_of(rows, page="assessments", viewer=request.viewer, now=now),
        "lines": [shown.line_of(one, today=now.date()) for one in readings],
        "suggested": suggested,
        "in_use": list(in_use.values()),
        "outside": lines_of(access.outside_results_of(enquiry), today=now.date()),
        "people": access.known_people(rows.subjects),
        "is_ended": enquiry.stage == "closed",
        "beside": beside("assessment.list"),
    }
    return render(request, "instruments/of_enquiry.html", context)


def _key(assessment) -> str:
    return str(assessment.subject.position) if assessment.subject else choices.FAMILY


@login_required
@require_GET
def of_person(request, reference):
    """Show every assessment of a person, whichever agency and enquiry it was, worst floor first."""
    person = get_person(reference, viewer=request.viewer)
    today = timezone.localdate()
    readings = access.assessments_of_people([person.pk], viewer=request.viewer)
    context = {
        "person": person,
        "lines": [
            shown.line_of(one, today=today, enquiry=one.assessment.enquiry.reference)
            for one in readings
        ],
        "outside": lines_of(access.outside_results_of_person(person.pk), today=today),
        "enquiries": access.open_enquiries_about(person.pk, viewer=request.viewer),
        "beside": beside("assessment.list"),
    }
    return render(request, "instruments/of_person.html", context)


@login_required
@require_GET
def summary(request, reference):
    """Show an assessment on one page, with the whole record folded below."""
    assessment = access.get_assessment(reference, viewer=request.viewer)
    reading = access.reading_of(assessment)
    context = round_about(request, assessment, reading=reading) | summary_context(reading)
    context["again"] = access.same_again(assessment).exists()
    context["beside"] = beside("assessment.summary")
    return render(request, "instruments/summary.html", context)


@login_required
@require_GET
def compare(request, reference):
    """Show two days side by side with what changed, and each question over time."""
    assessment = access.get_assessment(reference, viewer=request.viewer, verb="compare")
    rows = list(access.same_again(assessment))
    if not rows:
        raise NotVisible(access.NO_EARLIER)
    earlier = [row for row in rows if row.started_at < assessment.started_at]
    with_one = next(
        (row for row in rows if row.reference == request.GET.get("with")),
        (earlier or rows)[-1],
    )
    pair = sorted([assessment, with_one], key=lambda row: row.started_at)
    before, after = (access.reading_of(row) for row in pair)
    everything = sorted([*rows, assessment], key=lambda row: row.started_at)
    days, axes = picture_of([access.reading_of(row) for row in everything])
    found = compare_results(before.result, after.result)
    context = round_about(request, assessment, reading=access.reading_of(assessment)) | {
        "before": before,
        "after": after,
        "comparison": found,
        "changes": changes_by_axis(found),
        "others": rows,
        "days": days,
        "axes": axes,
        "beside": beside("assessment.compare"),
    }
    return render(request, "instruments/compare.html", context)
