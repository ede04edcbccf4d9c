"""Say a worry: start, one page after the other, and send."""

from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from openmash.contacts import access, actions, coach, keys, rules, shown
from openmash.contacts.questions import STEP_FORMS, PersonForm, posted_again, raw_of
from openmash.contacts.questions.asking import StepForm
from openmash.contacts.views.flow import Writing, beside_page, go_on, hour, tasks, version, writing
from openmash.contacts.views.links import ask_for_address
from openmash.contacts.views.opening import for_draft
from openmash.contacts.views.people import AROUND, people_rows
from openmash.errors import NotVisible
from openmash.handbook import beside

GET_OR_POST = require_http_methods(["GET", "POST"])


@GET_OR_POST
def start(request: HttpRequest) -> HttpResponse:
    """Ask for danger first; the answer starts the draft. Without an account, ask for an address."""
    if not request.viewer.id:
        return ask_for_address(request)
    form_class = STEP_FORMS["danger"]
    if request.method == "GET":
        return _start_page(request, form_class(), status=200)
    form = posted_again(form_class, raw_of(form_class, request.POST))
    if not form.is_valid():
        return _start_page(request, form, status=422)
    draft = actions.start_draft(
        by=request.viewer, at=timezone.now(), submission_key=_submission_key(request)
    )
    key = keys.draft_key(draft.submission_key)
    if not draft.answers:
        actions.keep_step(draft, "you", raw=_about_writer(request), at=timezone.now())
    raw = raw_of(form_class, request.POST)
    draft = actions.keep_step(draft, "danger", raw=raw, at=timezone.now())
    return go_on(request, writing(draft, key=key), "danger")


def _start_page(request: HttpRequest, form: StepForm, *, status: int) -> HttpResponse:
    drafts = [
        {"key": keys.draft_key(draft.submission_key), "draft": draft}
        for draft in access.own_drafts(viewer=request.viewer)
    ]
    context = {
        "form": form,
        "drafts": drafts,
        "submission_key": request.POST.get("submission_key") or uuid4(),
        "paragraph": beside("contact.danger"),
    }
    return render(request, "contacts/start.html", context, status=status)


def _submission_key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("submission_key", ""))
    except ValueError:
        return uuid4()


def _about_writer(request: HttpRequest) -> dict[str, object]:
    writer = request.user
    return {
        "kind": "worry",
        "referrer_name": writer.name,
        "referrer_job": writer.job_title,
        "referrer_body": writer.agency.name,
        "referrer_phone": writer.phone,
        "relation": "professional",
        "is_confidential": "no",
    }


@require_GET
@for_draft
def overview(request: HttpRequest, draft: object, *, key: str) -> HttpResponse:
    """Show all pages of the worry and how far each is, in any order."""
    now = writing(draft, key=key)
    context = {"key": key, "tasks": tasks(now), "draft": draft, "check": beside("contact.check")}
    return render(request, "contacts/overview.html", context)


def _keep_step(request: HttpRequest, draft: object, *, slug: str) -> object:
    if slug not in STEP_FORMS:
        return draft
    raw = raw_of(STEP_FORMS[slug], request.POST)
    return actions.keep_step(draft, slug, raw=raw, at=timezone.now())


def _step(request: HttpRequest, draft: object, *, key: str, slug: str) -> HttpResponse:
    if slug not in STEP_FORMS:
        raise NotVisible(access.NO_SUCH_DRAFT)
    if request.method == "GET":
        now = writing(draft, key=key)
        form = STEP_FORMS[slug](initial=draft.answers.get(slug) or {})
        return _step_page(request, now, form, slug=slug, status=200)
    draft = _keep_step(request, draft, slug=slug)
    now = writing(draft, key=key)
    form = posted_again(STEP_FORMS[slug], draft.answers[slug])
    # What cannot be read is kept as typed; pressed a second time, it holds nobody up.
    if not form.is_valid() and "keep" not in request.POST and request.POST.get("go") != "later":
        return _step_page(request, now, form, slug=slug, status=422)
    return go_on(request, now, slug)


_step.keep_signed_out = _keep_step
step = GET_OR_POST(for_draft(_step))


def _step_page(
    request: HttpRequest, now: Writing, form: StepForm, *, slug: str, status: int
) -> HttpResponse:
    template = {"danger-now": "contacts/danger_now.html", "home": "contacts/home.html"}
    context = beside_page(now, slug) | {"form": form, "can_keep": slug != "danger"}
    if slug == "home":
        context["people"] = people_rows(now, parts=AROUND)
    return render(request, template.get(slug, "contacts/step.html"), context, status=status)


def _keep_any(request: HttpRequest, draft: object) -> object:
    """Keep whatever page sent itself: a step by its name, or a person by their key."""
    slug, person = request.POST.get("step", ""), request.POST.get("person", "")
    if slug == "people" and person:
        raw = raw_of(PersonForm, request.POST)
        return actions.keep_person(draft, person[:8], raw=raw, at=timezone.now())
    return _keep_step(request, draft, slug=slug)


@require_POST
@for_draft
def autosave(request: HttpRequest, draft: object, *, key: str) -> HttpResponse:
    """Keep what is being typed, unread, and say when."""
    draft = _keep_any(request, draft)
    slug, person = request.POST.get("step", ""), request.POST.get("person", "")
    kept = draft.answers.get(slug) or {}
    if slug == "people":
        kept = next((one["raw"] for one in draft.answers["people"] if one["key"] == person), {})
    return JsonResponse({"saved_at": hour(draft.saved_at), "version": version(kept)})


@GET_OR_POST
@for_draft
def check(request: HttpRequest, draft: object, *, key: str) -> HttpResponse:
    """Show everything before it goes, and send it, once."""
    now = writing(draft, key=key)
    needs = rules.needs_before_sending(now.answers, has_account=bool(request.viewer.id))
    if request.method == "POST" and not needs:
        actions.submit(draft, by=request.viewer, at=timezone.now())
        return redirect("contacts:sent", key=key)
    errors = [{"text": need.words, "href": now.url(need.step)} for need in needs]
    context = beside_page(now, "check") | {
        "errors": errors if request.method == "POST" else [],
        "needs": errors,
        "notes": _notes(now),
        "checks": coach.open_checks(now.answers),
        "sections": shown.sections(now.answers),
        "people": _people(now),
        "ties": _ties(now),
        "files": draft.files.defer("content"),
    }
    return render(request, "contacts/check.html", context, status=422 if context["errors"] else 200)


def _notes(now: Writing) -> list[dict[str, str]]:
    return [
        {
            "words": note.words,
            "href": f"{now.url('people')}{note.person}/" if note.person else now.url(note.step),
        }
        for note in now.read.notes
    ]


def _people(now: Writing) -> list[dict[str, object]]:
    kept = now.draft.answers.get("people") or []
    return [
        {
            "words": shown.person_words(p.facts.name, part=p.part, relation=p.relation),
            "lines": shown.person_lines(p, p.facts),
            "url": f"{now.url('people')}{one['key']}/",
        }
        for one, p in zip(kept, now.answers.people, strict=True)
    ]


def _ties(now: Writing) -> list[str]:
    words = [
        shown.person_words(p.facts.name, part=p.part, relation=p.relation)
        for p in now.answers.people
    ]
    return [
        f"{words[tie.from_position]} is {shown.tie_words(tie.kind)} {words[tie.to_position]}"
        for tie in now.answers.ties
    ]


def _sent(request: HttpRequest, draft: object, *, key: str) -> HttpResponse:
    """Say that it arrived, under which reference, and what happens next."""
    if not draft.submitted_reference:
        return redirect("contacts:check", key=key)
    contact = access.contact_of(draft)
    is_urgent = contact.danger == "yes" or bool(contact.danger_tests)
    context = {
        "contact": contact,
        "code": keys.receipt_code(draft.submission_key),
        "steps": access.steps_after(contact, is_urgent=is_urgent),
        "is_urgent": is_urgent,
    }
    return render(request, "contacts/sent.html", context)


_sent.is_after_sending = True
sent = require_GET(for_draft(_sent))


@GET_OR_POST
@for_draft
def forget(request: HttpRequest, draft: object, *, key: str) -> HttpResponse:
    """Let a draft go, once asked twice."""
    if request.method == "GET":
        return render(request, "contacts/forget.html", {"key": key, "draft": draft})
    actions.forget_draft(draft)
    return redirect("contacts:list" if request.viewer.id else "contacts:start")
