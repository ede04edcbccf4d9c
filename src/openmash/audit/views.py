"""Who looked and what was done, for information governance: no page here shows what was said."""

import csv
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.views.decorators.http import require_GET

from openmash import policy
from openmash.audit import access
from openmash.audit.access import Question
from openmash.audit.forms import QuestionForm

COLUMNS = ("at", "what", "verb", "reference", "who", "agency", "allowed", "because")
ASKED = ("reference", "who", "kind", "refused_only", "from_on", "until_on")
RUNS_IN_A_SPREADSHEET = ("=", "+", "-", "@", "\t", "\r")


@login_required
@require_GET
def events(request):
    """Show the audit, newest first, narrowed down as asked."""
    policy.require(policy.may_read_audit(request.viewer))
    form = _asked(request)
    question = form.question()
    page = access.read_page(question, viewer=request.viewer, before=_before(request))
    rest = _kept(request)
    return render(
        request,
        "audit/events.html",
        {
            "form": form,
            "question": question,
            "lines": page.lines,
            "older": _address(rest, before=page.before) if page.before else "",
            "newest": _address(rest) if "before" in request.GET else "",
            "glass_url": _if_there("/audit/break-glass/"),
            "export": _address(rest).removeprefix("?"),
        },
        status=422 if form.errors else 200,
    )


@login_required
@require_GET
def about(request, reference):
    """Show who looked at one reference and what was done with it."""
    question = Question(reference=reference)
    page = access.read_page(question, viewer=request.viewer, before=_before(request))
    return render(
        request,
        "audit/about.html",
        {
            "reference": reference,
            "lines": page.lines,
            "agencies": access.agencies_that_looked(reference, viewer=request.viewer),
            "older": _address({}, before=page.before) if page.before else "",
            "newest": _address({}) if "before" in request.GET else "",
        },
    )


@login_required
@require_GET
def export(request):
    """Give what was asked for as a file, and record that it left."""
    policy.require(policy.may_read_audit(request.viewer))
    form = _asked(request)
    lines = access.read_file(form.question(), viewer=request.viewer, at=timezone.now())
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="who-looked.csv"'
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    for line in lines:
        allowed = "allowed" if line.is_allowed else "refused"
        words = (line.kind, line.verb, line.reference, line.who, line.agency, allowed, line.because)
        writer.writerow([line.at.isoformat(timespec="seconds"), *map(_harmless, words)])
    return response


def _asked(request) -> QuestionForm:
    """Return the form as asked, unbound where nothing is: an open page has no faults."""
    return QuestionForm(_kept(request) or None, people=access.people_to_choose())


def _kept(request) -> dict[str, str]:
    """Return what is asked for in the address, without empty fields."""
    return {
        name: value
        for name, value in request.GET.items()
        if value and name.startswith(ASKED) and name != "before"
    }


def _before(request) -> int | None:
    typed = request.GET.get("before", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else None


def _address(kept: dict[str, str], **more: object) -> str:
    return f"?{urlencode({**kept, **more})}"


def _if_there(path: str) -> str:
    """Return a stable address of a room unknown to this one, or "" where it is not there."""
    try:
        resolve(path)
    except Resolver404:
        return ""
    return path


def _harmless(words: str) -> str:
    """Return words that no spreadsheet runs: a reference that was tried is somebody's typing."""
    return f"'{words}" if words.startswith(RUNS_IN_A_SPREADSHEET) else words
