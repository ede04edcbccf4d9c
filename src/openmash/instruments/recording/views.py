"""The pages of a record in the making: begin, the way through it, its questions, the voice."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from openmash.enquiries.access import get_enquiry
from openmash.enquiries.reading.access import frame_rows
from openmash.enquiries.reading.frame import frame_of
from openmash.errors import BadInput, NotVisible
from openmash.handbook.beside import beside
from openmash.instruments import access, actions, shown
from openmash.instruments.engine import UnknownInstrument
from openmash.instruments.recording import access as doors
from openmash.instruments.recording import people
from openmash.instruments.recording.forms import BeginForm, InviteForm, VoiceForm
from openmash.instruments.recording.page import SectionPage, round_about
from openmash.instruments.shelf.access import instrument_of


@login_required
@require_http_methods(["GET", "POST"])
def begin(request, reference, name):
    """Show what to read before the first question, and begin."""
    enquiry = get_enquiry(reference, viewer=request.viewer, verb="begin assessment")
    instrument = _instrument(name)
    now = timezone.localtime()
    rows = frame_rows(enquiry)
    about = people.may_be_about(
        people.everybody(rows.subjects, today=now.date()), instrument=instrument
    )
    chosen = request.GET.get("about") or about[0].key
    subject = doors.subject_at(enquiry, chosen)
    form = BeginForm(
        request.POST if request.method == "POST" else None,
        people=[(who.key, who.called) for who in about],
        instrument=instrument,
        initial={"about": chosen}
        | people.known_of(subject, subjects=rows.subjects, today=now.date()),
    )
    if request.method == "POST" and form.is_valid():
        started = actions.start(
            enquiry,
            instrument=instrument,
            subject=doors.subject_at(enquiry, form.cleaned_data["about"]),
            facts=form.known_facts(),
            is_acknowledged=form.cleaned_data["acknowledged"],
            by=request.viewer,
            at=now,
        )
        first = instrument.sections[0].id
        return redirect("instruments:questions", reference=started.reference, section=first)
    context = {
        "frame": frame_of(rows, page="assessments", viewer=request.viewer, now=now),
        "form": form,
        "instrument": instrument,
        "beside": beside("instruments.before"),
    }
    return render(request, "instruments/begin.html", context, status=_status(form))


@login_required
@require_GET
def way(request, reference):
    """Show the way through an assessment: each part, and what is still missing."""
    assessment = access.get_assessment(reference, viewer=request.viewer, whole=False)
    if not access.is_for_hub(assessment, viewer=request.viewer):
        return _own_part(request, assessment)
    if assessment.closed_at:
        return redirect("instruments:summary", reference=reference)
    reading = access.reading_of(assessment)
    context = round_about(request, assessment, reading=reading) | {
        "tasks": _tasks(reading),
        "missing": [
            {
                "words": one.words,
                "href": shown.where_missing(
                    one.code, instrument=reading.instrument, reference=reference
                ),
                "done": False,
            }
            for one in reading.result.missing
        ],
        "beside": beside("assessment.way"),
    }
    return render(request, "instruments/way.html", context)


def _own_part(request, assessment):
    """Lead an agency through its own part: the questions, and what it answered itself."""
    mine = access.own_answers(assessment, agency=request.viewer.agency)
    own = {row.item for row in access.in_force(mine.values())}
    instrument = instrument_of(assessment.instrument, version=assessment.instrument_version)
    invitation = assessment.invitations.filter(agency_id=request.viewer.agency).first()
    context = round_about(request, assessment, reading=None) | {
        "instrument": instrument,
        "invitation": invitation,
        "tasks": [
            _section_task(section, answered=own, reference=assessment.reference)
            for section in instrument.sections
        ],
        "beside": beside("assessment.own_part"),
    }
    return render(request, "instruments/own_part.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def questions(request, reference, section):
    """Show one section's questions with every agency's answers, and keep one's own."""
    assessment = access.get_assessment(reference, viewer=request.viewer, whole=False)
    page = SectionPage(request, assessment, section=section)
    if request.method == "POST" and page.form.is_valid():
        try:
            actions.answer(assessment, page.form.given(), by=request.viewer, at=timezone.now())
            return redirect(page.next_address(request.POST))
        except BadInput as bad:
            page.form.add_error(None, str(bad))
    context = round_about(request, assessment, reading=page.reading) | page.context()
    return render(request, "instruments/questions.html", context, status=_status(page.form))


@login_required
@require_POST
def keep(request, reference, section):
    """Keep answers while somebody types; what is half typed waits until it is whole."""
    assessment = access.get_assessment(reference, viewer=request.viewer, whole=False, verb="keep")
    page = SectionPage(request, assessment, section=section)
    now = timezone.localtime()
    page.form.is_valid()
    try:
        given = page.form.given(as_far_as_whole=True)
        actions.answer(assessment, given, by=request.viewer, at=now)
    except BadInput as bad:
        return JsonResponse({"problem": str(bad)}, status=422)
    return JsonResponse({"saved_at": f"{now:%H:%M}", "version": page.version_now()})


@login_required
@require_GET
def panel(request, reference):
    """Return what stands beside the questions, for a page that is open already."""
    assessment = access.get_assessment(reference, viewer=request.viewer, verb="panel")
    reading = access.reading_of(assessment)
    context = {"panel": shown.side_panel(reading), "reading": reading, "assessment": assessment}
    return render(request, "instruments/_panel.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def invite(request, reference):
    """Ask an agency to answer its own part."""
    assessment = access.get_assessment(reference, viewer=request.viewer)
    form = InviteForm(
        request.POST if request.method == "POST" else None,
        agencies=doors.agencies_to_invite(assessment),
    )
    if request.method == "POST" and form.is_valid():
        actions.invite(
            assessment,
            agency_id=form.cleaned_data["agency"],
            why=form.cleaned_data["why"],
            by=request.viewer,
            at=timezone.now(),
        )
        messages.success(request, "Asked. They see the questions, and only their own answers.")
        return redirect("instruments:way", reference=reference)
    reading = access.reading_of(assessment)
    context = round_about(request, assessment, reading=reading) | {
        "form": form,
        "invited": assessment.invitations.select_related("agency", "by").order_by("at"),
        "beside": beside("assessment.invite"),
    }
    return render(request, "instruments/invite.html", context, status=_status(form))


@login_required
@require_http_methods(["GET", "POST"])
def voice(request, reference):
    """Write what the person said and showed; or why nobody has heard them, and the plan."""
    assessment = access.get_assessment(reference, viewer=request.viewer)
    reading = access.reading_of(assessment)
    form = VoiceForm(
        request.POST if request.method == "POST" else None,
        instrument=reading.instrument,
        heard=reading.voice,
    )
    if request.method == "POST" and form.is_valid():
        actions.hear(
            assessment,
            words=form.words(),
            why_not=form.cleaned_data["why_not"],
            plan=form.cleaned_data["plan"],
            try_again_on=form.cleaned_data["try_again_on"],
            by=request.viewer,
            at=timezone.now(),
        )
        return redirect("instruments:prompts", reference=reference)
    context = round_about(request, assessment, reading=reading) | {
        "form": form,
        "why_not_open": not reading.voice or bool(reading.voice.why_not),
        "panel": shown.side_panel(reading),
        "beside": beside("instruments.voice"),
    }
    return render(request, "instruments/voice.html", context, status=_status(form))


def _tasks(reading) -> list[dict[str, object]]:
    reference, result = reading.assessment.reference, reading.result
    codes = {one.code.partition(".")[0] for one in result.missing}
    tasks = [
        _section_task(section, answered=result.standing, reference=reference)
        for section in reading.instrument.sections
    ]
    steps = [
        (reading.instrument.voice.title, "voice", "voice" not in codes),
        ("What is done about each prompt", "prompts", "response" not in codes),
    ]
    if result.to_discuss:
        is_done = "supervisor_discussion" not in codes
        steps.append(("A supervisor’s view", "supervisor", is_done))
    steps.append(("The judgement", "judgement", not codes & {"judgement", "override"}))
    for title, page, is_done in steps:
        tasks.append(
            {
                "title": title,
                "href": f"/assessments/{reference}/{page}/",
                "status": "Done" if is_done else "To do",
                "colour": "" if is_done else "blue",
            }
        )
    return tasks


def _section_task(section, *, answered, reference: str) -> dict[str, object]:
    done = sum(1 for item in section.items if item.id in answered)
    number = len(section.items)
    return {
        "title": section.title,
        "href": f"/assessments/{reference}/questions/{section.id}/",
        "status": f"{done} of {number} answered",
        "colour": "" if done == number else "blue",
    }


def _instrument(name: str):
    try:
        return instrument_of(name)
    except UnknownInstrument:
        raise NotVisible("There is no instrument with that name. Look in the list.") from None


def _status(form) -> int:
    return 422 if form.is_bound and form.errors else 200
