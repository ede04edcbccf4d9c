"""The pages on which people decide together: the table and form, the check, the signed decision."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_http_methods, require_POST

from openmash.agencies.access import agencies
from openmash.decisions import access, actions, rules, said
from openmash.decisions.forms import ACTION_ROWS, MOST_ACTION_ROWS, DecisionForm
from openmash.enquiries.access import get_enquiry
from openmash.enquiries.reading.access import frame_rows
from openmash.enquiries.reading.frame import frame_of
from openmash.enquiries.risk.access import who_may_hold
from openmash.enquiries.triage import practice
from openmash.errors import RuleBroken
from openmash.handbook.beside import beside
from openmash.instruments.reading.lines import summary_for

NOT_KEPT = {"csrfmiddlewaretoken", "do"}


@login_required
@require_http_methods(["GET", "POST"])
def decision(request, reference):
    """Show what lies on the table and the form; or the decision that stands, once there is one."""
    now = timezone.localtime()
    table = access.get_table(reference, viewer=request.viewer, now=now)
    if request.method == "POST":
        return _written(request, table, now=now)
    verdict = access.may_decide(table.enquiry, viewer=request.viewer)
    if (table.latest and "again" not in request.GET) or not verdict:
        return _signed(request, table, may_decide=bool(verdict), now=now)
    draft = access.draft_of(table.enquiry, viewer=request.viewer)
    saved = draft.answers if draft else None
    form = _form(table, saved=saved)
    return render(request, "decisions/decide.html", _context(request, table, form=form, now=now))


def _written(request, table, *, now):
    """Keep what was typed first, whatever is wrong; then add a row, or go on to the check."""
    typed = _typed(request.POST)
    if request.POST.get("do") == "row":
        typed["rows"] = [str(min(_rows(typed) + 1, MOST_ACTION_ROWS))]
    actions.save_draft(table.enquiry, typed, by=request.viewer, at=now)
    if request.POST.get("do") == "row":
        return redirect(f"{request.path}?again=yes#actions")
    form = _form(table, data=request.POST, saved=typed)
    is_whole = form.is_valid()
    for need in rules.missing(form.answers(), before=table.before):
        form.add_error(form.field_of(need.code), need.repair)
        is_whole = False
    if is_whole:
        try:
            rules.check(form.answers(), before=table.before)
        except RuleBroken as fault:
            form.add_error(None, str(fault))
            is_whole = False
    if is_whole:
        return redirect("decisions:check", reference=table.enquiry.reference)
    context = _context(request, table, form=form, now=now)
    return render(request, "decisions/decide.html", context, status=422)


@login_required
@require_POST
def keep_draft(request, reference):
    """Keep a decision half written, as the page sends it while somebody types."""
    enquiry = get_enquiry(reference, viewer=request.viewer, verb="draft decision")
    now = timezone.localtime()
    draft = actions.save_draft(enquiry, _typed(request.POST), by=request.viewer, at=now)
    return JsonResponse({"saved_at": f"{now:%H:%M}", "version": str(draft.version)})


@login_required
@require_http_methods(["GET", "POST"])
def check(request, reference):
    """Show the whole decision once more, with what each referrer is told; then sign it."""
    now = timezone.localtime()
    table = access.get_table(reference, viewer=request.viewer, now=now)
    draft = access.draft_of(table.enquiry, viewer=request.viewer)
    if draft is None:
        return redirect("decisions:decision", reference=reference)
    form = _form(table, saved=draft.answers, data=MultiValueDict(draft.answers))
    form.is_valid()
    answers = form.answers()
    if request.method == "POST":
        words = {
            contact.reference: request.POST.get(f"told_{contact.reference}", "")
            for contact, _ in actions.feedback_for(table.enquiry, answers)
        }
        return _sign(request, table, answers=said.with_feedback(answers, words), now=now)
    return _checked(request, table, answers=answers, now=now)


def _sign(request, table, *, answers, now):
    try:
        actions.sign(
            table.enquiry,
            answers,
            number=int(request.POST.get("number") or len(table.decisions) + 1),
            by=request.viewer,
            at=now,
        )
    except RuleBroken as fault:
        return _checked(request, table, answers=answers, now=now, fault=str(fault))
    messages.success(request, "Signed. Everybody who spoke up has been told what they may know.")
    return redirect("decisions:decision", reference=table.enquiry.reference)


def _checked(request, table, *, answers, now, fault: str = ""):
    referrers = [
        {
            "contact": contact,
            "words": answers.feedback.get(contact.reference) or standard.words,
            "is_receipt_only": actions.is_linked(contact),
            "who": said.who_spoke(contact),
            "field": f"told_{contact.reference}",
            "label": f"What {contact.reference} is told",
        }
        for contact, standard in actions.feedback_for(table.enquiry, answers)
    ]
    context = _frame(request, table, now=now) | {
        "table": table,
        "answers": answers,
        "people": said.people(answers.people, named={p.key: p for p in table.people}),
        "planned": said.planned(answers.actions, agencies=dict(_agencies())),
        "referrers": referrers,
        "risk_to": dict(who_may_hold()).get(answers.risk_to, ""),
        "told": rules.TOLD.get(answers.told, ""),
        "unknowns": rules.unknowns_as_kept(table.holes, comments=answers.comments),
        "without": [(one, answers.went_without.get(one.reference, "")) for one in table.silent],
        "number": len(table.decisions) + 1,
        "fault": [{"text": fault, "href": "#sign"}] if fault else [],
        "beside_check": beside("decision.check"),
    }
    return render(request, "decisions/check.html", context, status=422 if fault else 200)


def _signed(request, table, *, may_decide: bool, now):
    latest = table.latest
    context = _frame(request, table, now=now) | {
        "table": table,
        "latest": latest,
        "may_decide": may_decide,
        "views": said.views(table.views),
        "people": said.people_decided(latest) if latest else [],
        "actions": list(latest.actions.all()) if latest else [],
        "told": rules.TOLD.get(latest.told, latest.told) if latest else "",
        "referrers": said.referrers(access.referrers_of(table.enquiry)),
        "earlier_decisions": [
            (f"Decision {one.number}, {one.at:%-d %B %Y}", one) for one in table.decisions[:-1]
        ],
        "today": now.date(),
        "beside_signed": beside("decision.signed"),
    }
    return render(request, "decisions/signed.html", context)


def _context(request, table, *, form, now) -> dict[str, object]:
    draft = access.draft_of(table.enquiry, viewer=request.viewer)
    answers = form.answers()
    levels = {each.level for each in answers.people if each.level}
    level = practice.thresholds().levels.get(max(levels, default=table.enquiry.level))
    return _frame(request, table, now=now) | {
        "table": table,
        "form": form,
        "parts": said.form_parts(form),
        "needs": [
            {
                "words": need.words,
                "done": need.is_done,
                "href": f"#{form[form.field_of(need.code)].auto_id}"
                if form.field_of(need.code) and not need.is_done
                else "",
            }
            for need in rules.needs(answers, before=table.before)
        ],
        "saved_at": f"{timezone.localtime(draft.saved_at):%H:%M}" if draft else "",
        "saved_version": draft.version if draft else "",
        "level": level,
        "level_title": f"Threshold, level {level.code}" if level else "",
        "more_holes": f"{max(len(table.holes) - 6, 0)} more holes",
        "not_all_heard": bool(table.not_heard),
        "thresholds": practice.thresholds(),
        "views": said.views(table.views),
        "beside_deciding": beside("decision.deciding"),
        "beside_challenge": beside("decision.challenge"),
    }


def _frame(request, table, *, now) -> dict[str, object]:
    rows = frame_rows(table.enquiry)
    return {
        "frame": frame_of(rows, page="decision", viewer=request.viewer, now=now),
        "now": now,
        "assessments": summary_for(table.enquiry, today=now.date()),
    }


def _form(table, *, saved=None, data=None) -> DecisionForm:
    people = who_may_hold()
    return DecisionForm(
        data,
        table=table,
        agencies=_agencies(),
        owners=people,
        holders=people,
        saved=saved,
        rows=_rows(saved or {}),
    )


def _agencies() -> list[tuple[int, str]]:
    return list(agencies().values_list("pk", "name"))


def _rows(saved) -> int:
    try:
        return max(int((saved.get("rows") or [ACTION_ROWS])[0]), ACTION_ROWS)
    except ValueError:
        return ACTION_ROWS


def _typed(posted) -> dict[str, list[str]]:
    return {name: posted.getlist(name) for name in posted if name not in NOT_KEPT}
