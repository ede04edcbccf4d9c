"""Match review: the pairs that may be one person, one after the other, decided by a human."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from openmash import policy
from openmash.errors import RuleBroken
from openmash.handbook import beside
from openmash.people import access, actions
from openmash.people.attention.access import all_in_doubt
from openmash.people.forms import MatchForm
from openmash.people.matching import DEFAULT
from openmash.people.review.access import own_answer, proposals, unanswered
from openmash.people.review.queue import in_order, is_in, people_in_enquiries
from openmash.people.review.together import linked_words, shared, side_of
from openmash.people.shown import agency_of, name_of, side_by_side, would_settle
from openmash.people.telling import evidence_of, kept_apart_by, moment, reasons_shown, said_words

PER_PAGE = 25
_VERBS = {
    "same": actions.say_same,
    "different": actions.say_different,
    "unsure": actions.cannot_tell,
}


@login_required
@require_GET
def queue(request):
    """List what waits for a human: open enquiries first, then persons in doubt, then the rest."""
    policy.require(policy.may_decide_match(request.viewer, readers=None))
    contact = request.GET.get("contact", "")[:30]
    waiting, first = _waiting(contact, viewer=request.viewer)
    page = Paginator(waiting, PER_PAGE).get_page(request.GET.get("page"))
    rows = [_listed(pair, first=first, asked_for=_query(contact=contact)) for pair in page]
    shown = {
        "first": [row for row in rows if row["is_first"]],
        "rest": [row for row in rows if not row["is_first"]],
        "rows": rows,
        "in_enquiries": sum(1 for pair in waiting if is_in(pair, first) and not pair.is_unsure),
        "children": sum(1 for pair in waiting if pair.is_child),
        "page": page,
        "contact": contact,
        "last": _last(request),
        "beside": beside("people.match"),
    }
    if not contact and page.number == 1:
        shown |= {"doubts": all_in_doubt(), "seconds": _seconds(viewer=request.viewer)}
    return render(request, "people/matches.html", shown)


@login_required
@require_http_methods(["GET", "POST"])
def match(request, number):
    """Show two records side by side, and take the answer; then show the next pair."""
    claim = access.get_claim(number, viewer=request.viewer)
    if claim.says == "proposed":
        return redirect("people:second", number=claim.pk)
    contact = request.GET.get("contact", "")[:30]
    waiting, first = _waiting(contact, viewer=request.viewer)
    form = MatchForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            answer = _answer(claim, form, by=request.viewer)
        except RuleBroken as rule:
            form.add_error(None, str(rule))
        else:
            return redirect(_next(claim, waiting, contact=contact, after=answer.pk))
    page = _pair(claim, waiting, first=first, viewer=request.viewer)
    page |= {"form": form, "contact": contact, "last": _last(request)}
    page["here"] = request.path + _query(contact=contact)
    return render(request, "people/match.html", page, status=422 if form.is_bound else 200)


def _waiting(contact: str, *, viewer) -> tuple[list, set[int]]:
    """Return the pairs that wait, in their order, and the people whom open enquiries name."""
    pairs = unanswered(contact=contact)
    first = people_in_enquiries(pairs, viewer=viewer)
    return in_order(pairs, first=first), first


def _answer(claim, form, *, by):
    verb = _VERBS[form.cleaned_data["answer"]]
    return verb(claim.record_a, claim.record_b, why=form.reason, by=by, at=timezone.now())


def _last(request) -> dict[str, str] | None:
    """Return what the viewer answered just now, with where to take it back."""
    number = request.GET.get("after", "")
    claim = own_answer(int(number), viewer=request.viewer) if number.isdecimal() else None
    if claim is None:
        return None
    back = request.path + _query(contact=request.GET.get("contact", "")[:30])
    return {
        "said": said_words(claim),
        "waits": claim.says == "proposed",
        "undo": reverse("people:undo", args=[claim.pk]) + _query(then=back),
    }


def _seconds(*, viewer) -> list[dict[str, object]]:
    """Return what waits for a second person, with whether the viewer may be that person."""
    waiting = proposals()
    ends = {end for claim in waiting for end in (claim.record_a_id, claim.record_b_id)}
    people = access.persons_of_records(ends)
    return [
        {
            "href": reverse("people:second", args=[claim.pk]),
            "people": [
                people[end].reference
                for end in (claim.record_a_id, claim.record_b_id)
                if end in people
            ],
            "sides": [_side(r) for r in (claim.record_a, claim.record_b)],
            "by": claim.by.name,
            "when": moment(claim.at),
            "because": [one["words"] for one in claim.reasons],
            "is_own": claim.by_id == viewer.id,
        }
        for claim in waiting
    ]


def _listed(pair, *, first: set[int], asked_for: str) -> dict[str, object]:
    is_first = is_in(pair, first)
    return {
        "href": reverse("people:match", args=[pair.number]) + asked_for,
        "sides": [_side(r) for r in (pair.claim.record_a, pair.claim.record_b)],
        "people": [person.reference for person in pair.people],
        "is_first": is_first and not pair.is_unsure,
        "in_enquiry": is_first,
        "is_child": pair.is_child,
        "is_unsure": pair.is_unsure,
        "is_declined": pair.is_declined,
        "noted": pair.claim.why,
    }


def _side(record) -> str:
    return f"{name_of(record)}, {agency_of(record)}, {record.recorded_on:%-d %b %Y}"


def _pair(claim, waiting, *, first, viewer) -> dict[str, object]:
    evidence = evidence_of(claim)
    people = access.persons_of_records([claim.record_a_id, claim.record_b_id])
    is_one = len({p.pk for p in people.values()}) == 1 and len(people) == 2
    ends = (claim.record_a, claim.record_b)
    sides = [_all_of(record, people.get(record.pk), viewer=viewer) for record in ends]
    place = next((n for n, one in enumerate(waiting, 1) if one.number == claim.pk), 0)
    mentions = {m.reference for side in sides for m in side.mentions if m.kind == "enquiry"}
    return {
        "claim": claim,
        "pairs": side_by_side(*ends, linked=tuple(linked_words(side) for side in sides)),
        **heads(claim),
        "people": [people.get(record.pk) for record in ends],
        "is_one": is_one,
        "shared": [] if is_one else shared(*sides),
        "reasons": reasons_shown(evidence),
        "kept_apart_by": kept_apart_by(evidence),
        "ending": "possible" if kept_apart_by(evidence) and not is_one else "",
        "thresholds": DEFAULT,
        "settle": would_settle(*ends),
        "enquiries": len(mentions),
        "why_first": "this one first because of an open enquiry"
        if place and is_in(waiting[place - 1], first)
        else "",
        "proposal": _proposal_between(people),
        "place": place,
        "left": len(waiting),
        "beside": beside("people.match"),
    }


def _all_of(record, person, *, viewer):
    """Return one side with all that is held of its person; a record of nobody stands alone."""
    held = list(access.records_of(person)) if person else [record]
    return side_of(held, person=person.pk if person else 0, viewer=viewer)


def _proposal_between(people):
    """Return the proposal to join these two people that waits for a second person, if any."""
    two = set(people.values())
    return next(iter(proposals(people=two)), None) if len(two) == 2 else None


def heads(claim) -> dict[str, list]:
    """Return the two columns' names: who wrote each record, and when."""
    named = [
        {"agency": agency_of(record), "when": f"{record.recorded_on:%-d %b %Y}"}
        for record in (claim.record_a, claim.record_b)
    ]
    columns = [f"{one['agency']}, recorded {one['when']}" for one in named]
    return {"heads": named, "head": ["What", *columns]}


def _next(claim, waiting, *, contact: str, after: int) -> str:
    """Return where the next pair is decided, or the list where there is none left."""
    numbers = [one.number for one in waiting]
    place = numbers.index(claim.pk) + 1 if claim.pk in numbers else 0
    rest = [n for n in numbers[place:] + numbers[:place] if n != claim.pk]
    is_still_asked = {one.number for one in unanswered(contact=contact)}
    upcoming = next((number for number in rest if number in is_still_asked), None)
    page = (
        reverse("people:matches")
        if upcoming is None
        else reverse("people:match", args=[upcoming])
    )  # fmt: skip
    return page + _query(contact=contact, after=str(after))


def _query(**asked: str) -> str:
    kept = {name: value for name, value in asked.items() if value}
    return f"?{urlencode(kept)}" if kept else ""
