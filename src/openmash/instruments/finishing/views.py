"""The pages that end a record: what is done about prompts, who agreed, the judgement, the signing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openmash import policy
from openmash.enquiries.risk.access import who_may_hold
from openmash.errors import BadInput, RuleBroken
from openmash.handbook.beside import beside
from openmash.instruments import access, shown
from openmash.instruments import actions as assessments
from openmash.instruments.finishing import actions
from openmash.instruments.finishing.forms import (
    JudgementForm,
    PromptsForm,
    SecondForm,
    SignForm,
    SupervisorForm,
)
from openmash.instruments.recording.page import round_about


@login_required
@require_http_methods(["GET", "POST"])
def prompts(request, reference):
    """Say what is done about each prompt."""
    assessment, reading = _opened(request, reference)
    asking = [rule for rule in reading.result.fired if rule.needs_response]
    form = PromptsForm(
        _sent(request),
        rules=asking,
        said={row.rule: row for row in assessment.responses.all()},
        shortest=reading.instrument.override.shortest_reason,
    )
    if request.method == "POST" and form.is_valid():
        actions.respond(assessment, form.responses(), by=request.viewer, at=timezone.now())
        page = "supervisor" if reading.result.to_discuss else "judgement"
        return redirect(f"instruments:{page}", reference=reference)
    by_rule = {one["rule"].id: one for one in shown.prompts_of(reading.result)}
    entries = [
        by_rule[rule.id] | {"do": form[f"do-{rule.id}"]} for rule in asking if rule.id in by_rule
    ]
    more = [one for name, one in by_rule.items() if name not in {rule.id for rule in asking}]
    context = _context(request, reading, form=form) | {"entries": entries, "more": more}
    context["beside"] = beside("instruments.prompts")
    return render(request, "instruments/prompts.html", context, status=_status(form))


@login_required
@require_http_methods(["GET", "POST"])
def supervisor(request, reference):
    """Write down what a supervisor thought of the worrying answers."""
    assessment, reading = _opened(request, reference)
    people = [pair for pair in who_may_hold() if pair[0] != request.viewer.id]
    form = SupervisorForm(_sent(request), supervisors=people, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.discuss(
            assessment,
            supervisor_id=given["supervisor"],
            on=given["on"],
            view=given["view"],
            by=request.viewer,
            at=timezone.now(),
        )
        return redirect("instruments:judgement", reference=reference)
    context = _context(request, reading, form=form) | {
        "talks": list(assessment.discussions.all()),
        "beside": beside("instruments.critical"),
    }
    return render(request, "instruments/supervisor.html", context, status=_status(form))


@login_required
@require_http_methods(["GET", "POST"])
def judgement(request, reference):
    """Judge, in words, with every prompt and every unknown in view."""
    assessment, reading = _opened(request, reference)
    form = JudgementForm(_sent(request), instrument=reading.instrument, judged=reading.judgement)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.judge(
            assessment,
            band=given["band"],
            rationale=form.rationale(),
            confidence=given["confidence"],
            override_reason=given["override_reason"],
            met=given["met"],
            by=request.viewer,
            at=timezone.now(),
        )
        return redirect("instruments:sign", reference=reference)
    context = _context(request, reading, form=form)
    context["beside"] = beside("instruments.judgement")
    return render(request, "instruments/judgement.html", context, status=_status(form))


@login_required
@require_http_methods(["GET", "POST"])
def second(request, reference):
    """Let a second person agree that a judgement stands below its floor."""
    assessment, reading = _opened(request, reference)
    verdict = policy.may_second_assessment(request.viewer, access.assessment_facts(assessment))
    judged = reading.judgement
    form = SecondForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        actions.agree(
            assessment, words=form.cleaned_data["words"], by=request.viewer, at=timezone.now()
        )
        messages.success(request, "Kept, under your name.")
        return redirect("instruments:sign", reference=reference)
    context = _context(request, reading, form=form) | {
        "judged": judged,
        "agreed": getattr(judged, "second", None) if judged else None,
        "is_below": actions.is_below_floor(reading),
        "may_agree": bool(verdict) and judged is not None and judged.by_id != request.viewer.id,
        "beside": beside("assessment.second"),
    }
    return render(request, "instruments/second.html", context, status=_status(form))


@login_required
@require_http_methods(["GET", "POST"])
def sign(request, reference):
    """Read it once more, say when somebody looks again, and sign."""
    assessment, reading = _opened(request, reference)
    due = reading.result.review_due_on
    form = SignForm(_sent(request), initial={"review_on": due})
    if request.method == "POST" and form.is_valid():
        try:
            assessments.sign(
                assessment,
                review_on=form.cleaned_data["review_on"],
                by=request.viewer,
                at=timezone.now(),
            )
            messages.success(request, "Signed. It stays as it is.")
            return redirect("instruments:summary", reference=reference)
        except BadInput as bad:
            form.add_error("review_on", str(bad))
        except RuleBroken as broken:
            form.add_error(None, str(broken))
    missing = [
        {
            "words": one.words,
            "href": shown.where_missing(
                one.code, instrument=reading.instrument, reference=reference
            ),
            "done": False,
        }
        for one in reading.result.missing
    ]
    context = _context(request, reading, form=form) | {
        "missing": missing,
        "due": due,
        "judged": reading.judgement,
        "is_below": actions.is_below_floor(reading),
        "sign_off": reading.instrument.completed_by.get("sign_off", ""),
        "beside": beside("assessment.sign"),
    }
    return render(request, "instruments/sign.html", context, status=_status(form))


def _opened(request, reference):
    assessment = access.get_assessment(reference, viewer=request.viewer)
    return assessment, access.reading_of(assessment)


def _context(request, reading, *, form) -> dict[str, object]:
    return round_about(request, reading.assessment, reading=reading) | {
        "form": form,
        "panel": shown.side_panel(reading),
    }


def _sent(request):
    return request.POST if request.method == "POST" else None


def _status(form) -> int:
    return 422 if form.is_bound and form.errors else 200
