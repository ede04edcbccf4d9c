"""Answer a contact at once, answer a question, say that what was promised was done."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from openmash.enquiries.access import get_screening
from openmash.enquiries.opening.actions import fold_in
from openmash.enquiries.triage import access, practice
from openmash.enquiries.triage.agreement import Agreement
from openmash.enquiries.triage.answering.actions import (
    Answer,
    answer_at_once,
    say_done,
    say_taken_on,
)
from openmash.enquiries.triage.forms import AnswerForm, ConsultationForm, FoldForm, WordsForm
from openmash.enquiries.triage.views.reading import initial_of
from openmash.enquiries.triage.views.showing import bar_of, said_by, test_fields
from openmash.errors import RuleBroken
from openmash.handbook import beside


@login_required
@require_http_methods(["GET", "POST"])
def answer(request, reference):
    """Answer a contact without an enquiry; a question gets a plain answer."""
    now = timezone.now()
    reading = access.read(reference, viewer=request.viewer, now=now)
    is_question = reading.contact.kind == "consultation"
    form = _form(request, reading, is_question=is_question)
    if request.method == "POST" and form.is_valid() and _answered(request, reading, form, now=now):
        messages.success(request, f"{reference} is answered, and whoever spoke up is told.")
        return redirect("triage:queue")
    context = {
        "reading": reading,
        "screening": reading.screening,
        "form": form,
        "test_fields": test_fields(form),
        "is_question": is_question,
        "now": now,
        "bar": bar_of(reading, now=now),
        **said_by(reading.contact),
        "beside_answer": beside("triage.consultation" if is_question else "triage.answer"),
        "beside_agreement": beside("triage.agreement"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "enquiries/triage_answer.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def fold(request, reference):
    """Put a contact into an enquiry that is open about the same people."""
    now = timezone.now()
    reading = access.read(reference, viewer=request.viewer, now=now)
    enquiries = {one.reference: one for one in reading.open_enquiries}
    choices = [(one.reference, _enquiry_words(one)) for one in reading.open_enquiries]
    form = FoldForm(request.POST or None, enquiries=choices)
    if request.method == "POST" and form.is_valid():
        made = form.cleaned_data
        enquiry = enquiries[made["enquiry"]]
        try:
            fold_in(reading.screening, enquiry, why=made["why"], by=request.viewer, at=now)
            messages.success(request, f"{reference} is in {enquiry.reference}, word for word.")
            return redirect(f"/enquiries/{enquiry.reference}/")
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
    context = {"reading": reading, "form": form, "beside_fold": beside("triage.fold")}
    return render(
        request, "enquiries/triage_fold.html", context, status=422 if form.is_bound else 200
    )


@login_required
@require_POST
def done(request, reference):
    """Say that the strategy discussion was held, or the safety plan agreed."""
    return _said(request, reference, verb=say_done, name="words", done="The clock is stopped.")


@login_required
@require_POST
def taken_on(request, reference):
    """Say who in the service has taken the matter on."""
    return _said(
        request, reference, verb=say_taken_on, name="who", done="Kept. The hub’s part ends."
    )


def _said(request, reference, *, verb, name: str, done: str):
    screening = get_screening(reference, viewer=request.viewer)
    form = WordsForm(request.POST, label="Say it")
    words = form.cleaned_data["words"] if form.is_valid() else ""
    verb(screening, **{name: words}, by=request.viewer, at=timezone.now())
    messages.success(request, done)
    return redirect("triage:read", reference)


def _form(request, reading, *, is_question: bool):
    data = request.POST or None
    if is_question:
        return ConsultationForm(data)
    return AnswerForm(data, remits=reading.contact.remits, initial=initial_of(reading))


def _answered(request, reading, form, *, now) -> bool:
    try:
        if isinstance(form, ConsultationForm):
            words = form.cleaned_data["answer"]
            given = Answer(response="consultation", rationale=words, feedback=words)
            answer_at_once(reading.screening, given, by=request.viewer, at=now)
        else:
            given = _answer_of(form)
            answer_at_once(
                reading.screening, given, rating=form.rating(), by=request.viewer, at=now
            )
    except RuleBroken as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _answer_of(form: AnswerForm) -> Answer:
    made = form.cleaned_data
    return Answer(
        response=made["response"],
        rationale=made["why"],
        closing_reasons=tuple(made["closing_reasons"]),
        agreement=Agreement(made.get("agreement") or Agreement.NOT_SOUGHT),
        level_again_why=made.get("level_again_why") or "",
        feedback=made["feedback"],
    )


def _enquiry_words(enquiry) -> str:
    area = practice.practice_areas().get(enquiry.practice_area)
    about = f", {area.title.lower()}" if area else ""
    return f"{enquiry.reference}{about}, {enquiry.get_stage_display().lower()}"
