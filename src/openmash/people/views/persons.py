"""One person: as each agency wrote them, what differs, who said so, and who is round them."""

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from openmash.audit.access import events_about
from openmash.handbook import beside
from openmash.people import access
from openmash.people.attention.access import in_doubt, settled
from openmash.people.differences import differences, numbers
from openmash.people.events import asked, connections_asked, mentions_asked
from openmash.people.review.access import kept_apart, proposals, unanswered
from openmash.people.shown import agency_of, best_name, lines_of, name_of, what_differs
from openmash.people.telling import belongs_because, ledger_entries, moment, quoted

MOST_ENTRIES = 40


@login_required
@require_GET
def person(request, reference):
    """Show a person, or lead from the reference of somebody absorbed to the survivor's."""
    person = access.get_person(reference, viewer=request.viewer)
    if person.reference != reference:
        return redirect("people:person", reference=person.reference)
    held = list(access.records_of(person))
    own = {record.pk for record in held}
    claims = access.ledger_of(own)
    page = {
        "person": person,
        "name": best_name(held),
        "rows": _rows(held, claims),
        "agencies": len({agency_of(record) for record in held}),
        "doubt": in_doubt([person.pk]).get(person.pk),
        "seconds": proposals(people=[person]),
        "disagreements": differences(held),
        "numbers": numbers(held),
        "possible": _possible(person, own=own),
        "apart": _apart(person),
        "entries": ledger_entries(claims[:MOST_ENTRIES], own=own),
        "settled": _settled(person),
        "open_to": access.allocated_to([person.pk]).get(person.pk, []),
        "needs": _needs(held),
        "past": _past_references(person),
        "lookers": _lookers(person.reference),
        "beside": beside("people.person"),
    }
    page["differs"] = what_differs(row["line"] for row in page["rows"])
    page |= _round(person, held, viewer=request.viewer)
    return render(request, "people/person.html", page)


def _rows(held, claims) -> list[dict[str, object]]:
    rows = []
    for line in lines_of(held):
        why, claim = belongs_because(line.record, claims)
        match = reverse("people:match", args=[claim.pk]) if claim else ""
        rows.append({"line": line, "because": why, "match": match})
    return rows


def _possible(person, *, own: set[int]) -> list[dict[str, str]]:
    """Return the possible matches that nobody has answered, each other person once."""
    holes = []
    for pair in unanswered(person=person):
        claim = pair.claim
        other = claim.record_b if claim.record_a_id in own else claim.record_a
        holes.append(
            {
                "what": f"Possible, not joined: “{name_of(other)}”, {agency_of(other)}.",
                "more": claim.why
                or "Not shown in any enquiry until a person says that they are one.",
                "href": reverse("people:match", args=[pair.number]),
                "link": "Are these one person?",
            }
        )
    return holes


def _apart(person) -> list[dict[str, object]]:
    """Return whom humans keep apart from this person, in their words."""
    return [
        {
            "name": name_of(record),
            "agency": f"{agency_of(record)}, {record.recorded_on:%-d %b %Y}",
            "reference": other.reference if other else "",
            "by": claim.by.name,
            "when": moment(claim.at),
            "why": quoted(claim.why),
            "undo": reverse("people:undo", args=[claim.pk]),
        }
        for claim, record, other in kept_apart(person)
    ]


def _settled(person) -> list[dict[str, str]]:
    return [
        {
            "words": doubt.words,
            "by": doubt.clearance.by.name,
            "when": moment(doubt.clearance.at),
            "why": quoted(doubt.clearance.why),
        }
        for doubt in settled(person)
    ]


def _round(person, held, *, viewer) -> dict[str, object]:
    of_record = {record.pk: person.pk for record in held}
    mentions = asked(mentions_asked, records=of_record, viewer=viewer)
    mentioned = {mention.reference for mention in mentions}
    rest = {r.source_reference: r for r in held if r.source_reference not in mentioned}
    in_order = sorted(mentions, key=lambda m: m.on, reverse=True)
    return {
        "open_enquiries": [m for m in in_order if m.kind == "enquiry" and m.is_open],
        "mentions": [m for m in in_order if not m.is_open],
        "sources": [
            {"reference": source, "on": record.recorded_on, "agency": agency_of(record)}
            for source, record in rest.items()
        ],
        "connections": asked(connections_asked, records=set(of_record), viewer=viewer),
    }


def _needs(held) -> list[dict[str, object]]:
    said = []
    for record in held:
        for what, words in (("Language", record.language), ("Needs", record.needs)):
            if words:
                said.append(
                    {"what": what, "words": words, "agency": agency_of(record),
                     "on": record.recorded_on}
                )  # fmt: skip
    return said


def _past_references(person) -> list[str]:
    rows = person.absorbed.order_by("reference")
    return list(rows.values_list("reference", flat=True))


def _lookers(reference: str) -> int:
    looks = events_about(reference).filter(Q(kind="look") & Q(is_allowed=True))
    return looks.order_by().values("by_id").distinct().count()
