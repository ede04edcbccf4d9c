"""The people of a worry: everybody in the picture, one page each, and how they belong together."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from openmash.contacts import actions, shown
from openmash.contacts.actions.drafting import new_key
from openmash.contacts.questions import PersonForm, TieForm, posted_again, raw_of
from openmash.contacts.questions.people import birth_faults
from openmash.contacts.views.flow import Writing, beside_page, version, writing
from openmash.contacts.views.opening import for_draft
from openmash.errors import NotVisible

CENTRE = ("child", "adult_at_risk")
AROUND = ("household", "feared", "other")
KEY = re.compile(r"[0-9a-z]{2,8}")
# What is asked at once depends on who it is; the rest waits folded, with what few people know.
SEEN = ("last_seen", "last_seen_by", "is_seen_alone")
MORE = (
    "known_to", "phone", "nhs_number", "language", "ethnicity", "needs", "responsibility",
    "is_told", "not_known",
)  # fmt: skip


def people_rows(now: Writing, *, parts: tuple[str, ...]) -> list[dict[str, object]]:
    """Return the people of these parts with the addresses of their pages."""
    kept = now.draft.answers.get("people") or []
    noted = {note.person for note in now.read.notes}
    return [
        {
            "words": shown.person_words(p.facts.name, part=p.part, relation=p.relation),
            "part": shown.PART_SHORT[p.part],
            "age": _age(p.facts),
            "is_noted": one["key"] in noted,
            "key": one["key"],
            "url": f"{now.url('people')}{one['key']}/",
        }
        for one, p in zip(kept, now.answers.people, strict=True)
        if p.part in parts
    ]


def _age(facts: object) -> str:
    if facts.is_unborn:
        return "not born yet"
    if facts.age is not None:
        return f"{facts.age}"
    return (
        f"born {shown.known_date(facts.born_on, precision=facts.born_precision)}"
        if facts.born_on
        else ""
    )


@require_GET
@for_draft
def people(request: HttpRequest, draft: object, *, key: str) -> HttpResponse:
    """Show whom the worry is about; with nobody yet, begin with the first."""
    now = writing(draft, key=key)
    if not draft.answers.get("people"):
        return redirect("contacts:person", key=key, person="new")
    context = beside_page(now, "people") | {
        "centre": people_rows(now, parts=CENTRE),
        "around": people_rows(now, parts=AROUND),
        "next_url": now.url(now.next_after("people")),
    }
    return render(request, "contacts/people.html", context)


def _keep_person(request: HttpRequest, draft: object, *, person: str) -> object:
    raw = raw_of(PersonForm, request.POST)
    return actions.keep_person(draft, person, raw=raw, at=timezone.now())


def _person(request: HttpRequest, draft: object, *, key: str, person: str) -> HttpResponse:
    if person == "new":
        part = request.GET.get("part", "")
        address = redirect("contacts:person", key=key, person=new_key())
        address["Location"] += f"?part={part}" if part in (*CENTRE, *AROUND) else ""
        return address
    if not KEY.fullmatch(person):
        raise NotVisible("There is no page here.")
    if request.method == "GET":
        kept = _kept(draft, person) or {"part": request.GET.get("part", "")}
        return _person_page(request, draft, PersonForm(initial=kept), key=key, person=person)
    draft = _keep_person(request, draft, person=person)
    form = posted_again(PersonForm, _kept(draft, person))
    _check_birth(form, writing(draft, key=key))
    if form.errors and "keep" not in request.POST and request.POST.get("go") != "later":
        return _person_page(request, draft, form, key=key, person=person, status=422)
    return _after_person(request, draft, key=key, part=str(form["part"].value() or ""))


_person.keep_signed_out = _keep_person
person = require_http_methods(["GET", "POST"])(for_draft(_person))


def _kept(draft: object, person: str) -> dict[str, object] | None:
    people = draft.answers.get("people") or []
    return next((one["raw"] for one in people if one["key"] == person), None)


def _check_birth(form: PersonForm, now: Writing) -> None:
    """Say at once where a date of birth and what happened do not fit together."""
    born = form.is_valid() and form.cleaned_data.get("born")
    if not born:
        return
    odd = birth_faults(born, happened=now.happened, today=now.today)
    if odd:
        form.add_error("born", odd)


def _after_person(request: HttpRequest, draft: object, *, key: str, part: str) -> HttpResponse:
    if request.POST.get("go") == "later":
        return redirect("contacts:draft", key=key)
    if request.POST.get("go") == "another":
        address = redirect("contacts:person", key=key, person="new")
        address["Location"] += f"?part={part}" if part in (*CENTRE, *AROUND) else ""
        return address
    return redirect(writing(draft, key=key).url("people" if part in CENTRE else "home"))


def _person_page(
    request: HttpRequest,
    draft: object,
    form: PersonForm,
    *,
    key: str,
    person: str,
    status: int = 200,
) -> HttpResponse:
    now = writing(draft, key=key)
    kept = _kept(draft, person)
    is_around = str(form["part"].value() or "") in AROUND
    first, folded = (("lives_there",), SEEN) if is_around else (SEEN, ("lives_there",))
    more = [form[name] for name in (*folded, *MORE)]
    context = beside_page(now, "people") | {
        "form": form,
        "person": person,
        "first": [form[name] for name in first],
        "is_kept": kept is not None,
        "can_keep": True,
        "is_more_open": any(field.errors or is_filled(field.value()) for field in more),
        "more": more,
        "version": version(kept or {}),
        "skip_url": now.url(now.next_after("people")),
    }
    if draft.answers.get("people"):
        context |= {"back_url": now.url("people"), "back_text": "Back to everybody in the picture"}
    return render(request, "contacts/person.html", context, status=status)


def is_filled(value: object) -> bool:
    """Tell whether a field holds anything, also a part of a date."""
    return any(value.values()) if isinstance(value, dict) else bool(value)


@require_http_methods(["GET", "POST"])
@for_draft
def remove_person(request: HttpRequest, draft: object, *, key: str, person: str) -> HttpResponse:
    """Take somebody out of a draft, once asked twice."""
    if request.method == "GET":
        now = writing(draft, key=key)
        rows = people_rows(now, parts=(*CENTRE, *AROUND))
        found = next((row for row in rows if row["key"] == person), None)
        if found is None:
            return redirect("contacts:people", key=key)
        context = {"key": key, "person": person, "words": found["words"], "back_url": found["url"]}
        return render(request, "contacts/remove_person.html", context)
    actions.remove_person(draft, person, at=timezone.now())
    return redirect("contacts:people", key=key)


@require_http_methods(["GET", "POST"])
@for_draft
def ties(request: HttpRequest, draft: object, *, key: str) -> HttpResponse:
    """Say how two of the people belong together, as often as it takes."""
    now = writing(draft, key=key)
    choices = [(row["key"], row["words"]) for row in people_rows(now, parts=(*CENTRE, *AROUND))]
    form = TieForm(request.POST or None, people=choices)
    if request.method == "POST" and form.is_valid():
        actions.keep_tie(draft, **form.cleaned_data, at=timezone.now())
        return redirect("contacts:ties", key=key)
    named = dict(choices)
    said = [
        {
            "words": f"{named[tie['who']]} is {shown.tie_words(tie['kind'])} {named[tie['whom']]}",
            "key": tie["key"],
        }
        for tie in draft.answers.get("ties") or []
        if tie["who"] in named and tie["whom"] in named
    ]
    context = beside_page(now, "ties") | {
        "form": form, "said": said, "next_url": now.url(now.next_after("ties")),
    }  # fmt: skip
    return render(request, "contacts/ties.html", context, status=422 if form.errors else 200)


@require_POST
@for_draft
def remove_tie(request: HttpRequest, draft: object, *, key: str, tie: str) -> HttpResponse:
    """Take back that two people belong together."""
    actions.remove_tie(draft, tie, at=timezone.now())
    return redirect("contacts:ties", key=key)
