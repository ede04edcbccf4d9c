"""Which page comes next, and what stands beside every page of a worry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from json import dumps

from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from openmash import sources
from openmash.contacts import coach, shown
from openmash.contacts.answers import Answers
from openmash.contacts.questions.reading import Read, read_draft, when_it_happened
from openmash.contacts.words import step, steps
from openmash.design.forms import DateAsKnown
from openmash.handbook import beside

LAST = "check"
DANGER_WORDS = {"yes": "yes", "no": "no", "not_sure": "not sure"}
NOT_COACHED = ("danger", "danger-now")
SINGLE = {"child": "What did the child say?", "adult_at_risk": "What does the adult say and want?"}


@dataclass(frozen=True)
class Writing:
    """One draft on its way through the pages: read once a request, for everything beside it."""

    draft: object
    key: str
    today: object

    @cached_property
    def read(self) -> Read:
        return read_draft(self.draft.answers, email=self.draft.email, today=self.today)

    @property
    def answers(self) -> Answers:
        return self.read.answers

    @cached_property
    def happened(self) -> DateAsKnown | None:
        """Return when it happened, as far as the draft says."""
        return when_it_happened(self.draft.answers)

    def url(self, slug: str) -> str:
        return reverse("contacts:step", kwargs={"key": self.key, "slug": slug})

    def next_after(self, slug: str) -> str:
        """Return the page that follows: the danger list only where there may be danger."""
        if slug == "danger" and self.answers.danger in ("yes", "not_sure"):
            return "danger-now"
        order = [one.slug for one in steps()] + [LAST]
        if len(self.answers.people) < 2:
            order.remove("ties")
        return order[order.index("danger" if slug == "danger-now" else slug) + 1]

    def before(self, slug: str) -> str:
        """Return the page before, or the overview."""
        order = [one.slug for one in steps()] + [LAST]
        if slug == "danger-now":
            return "danger"
        position = order.index(slug)
        return order[position - 1] if position else ""

    def title(self, slug: str) -> str:
        """Return the question of a page; that for their own words says whose."""
        about = {p.part.value for p in self.answers.people if p.part.value in SINGLE}
        alone = [p for p in self.answers.people if p.part.value in SINGLE]
        if slug == "voice" and len(about) == 1 and len(alone) == 1:
            return SINGLE[about.pop()]
        found = step(slug)
        return found.title if found else ""


def writing(draft: object, *, key: str) -> Writing:
    """Return the draft as the pages use it."""
    return Writing(draft=draft, key=key, today=timezone.localdate())


def beside_page(now: Writing, slug: str) -> dict[str, object]:
    """Return what every page of the worry shows beside its question."""
    order = [one.slug for one in steps()]
    paragraph = beside(f"contact.{slug if slug != 'danger-now' else 'danger'}")
    before = now.before(slug)
    return {
        "key": now.key,
        "slug": slug,
        "number": order.index(slug) + 1 if slug in order else None,
        "count": len(order),
        "question": now.title(slug),
        "paragraph": paragraph,
        "paragraph_source": source_title(paragraph.source),
        "so_far": so_far(now),
        "hints": () if slug in NOT_COACHED else coach.hints(now.answers, step=slug),
        "is_urgent": now.answers.danger == "yes",
        "back_url": now.url(before) if before else reverse("contacts:draft", args=[now.key]),
        "back_text": f"Back to: {now.title(before)}" if before else "Back to your worry",
        "saved_at": hour(now.draft.saved_at),
        "version": version(now.draft.answers.get(slug) or {}),
    }


def source_title(source: str) -> str:
    return sources.get(source).title if source else ""


def so_far(now: Writing) -> Sequence[str]:
    """Return the worry so far in a few lines, so that nobody loses their thread."""
    answers = now.answers
    about = shown.about_words(answers.people)
    lines = [f"About: {about}"] if about else []
    others = sum(person.part not in ("child", "adult_at_risk") for person in answers.people)
    if others:
        lines.append(f"Others named: {others}")
    if answers.danger:
        lines.append(f"Danger now: {DANGER_WORDS[answers.danger]}")
    if answers.voice:
        lines.append("Their own words are there")
    return lines


def tasks(now: Writing) -> list[dict[str, object]]:
    """Return every page with how far it is: in any order, and none has to be filled."""
    noted = {note.step for note in now.read.notes}
    rows = []
    for one in steps():
        if one.slug == "ties" and len(now.answers.people) < 2:
            continue
        words, colour = ("Look again", "yellow") if one.slug in noted else _state(now, one.slug)
        rows.append(
            {"title": one.short, "href": now.url(one.slug), "status": words, "colour": colour}
        )
    return rows


def _state(now: Writing, slug: str) -> tuple[str, str]:
    if slug == "files":
        count = now.draft.files.count()
        return (f"{count} added", "") if count else ("None", "")
    kept = now.draft.answers.get(slug)
    is_written = any(kept) if isinstance(kept, list) else _says(kept or {})
    return ("Written", "") if is_written else ("Nothing yet", "blue")


def _says(raw: Mapping[str, object]) -> bool:
    return any(any(v.values()) if isinstance(v, Mapping) else v for v in raw.values())


def hour(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%H:%M}"


def version(raw: object) -> str:
    """Return a mark that changes with what is kept of a page: a newer copy is never overlaid."""
    return sha256(dumps(raw, sort_keys=True).encode()).hexdigest()[:12]


def go_on(request: HttpRequest, now: Writing, slug: str):
    """Go to the next page, or leave for later, as the button said."""
    if request.POST.get("go") == "later":
        return redirect("contacts:draft", key=now.key)
    if request.POST.get("go") == "here":
        return redirect(now.url(slug))
    following = now.next_after(slug)
    if following == LAST:
        return redirect("contacts:check", key=now.key)
    return redirect(now.url(following))
