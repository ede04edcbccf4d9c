"""How a product and its parts are said on a page."""

from collections.abc import Iterable, Mapping, Sequence

from openmash.enquiries.reading.naming import said_by
from openmash.products.composing import Composition
from openmash.products.made import pieces_of
from openmash.products.pieces import Recipient, Verdict, Withheld
from openmash.products.product_types import product_type
from openmash.products.rules import may_include
from openmash.products.sending import Readiness, why_not_yet

ANSWERS = {
    "": "Not answered yet",
    "acknowledged": "Has it and has read it",
    "accepted": "Takes it on",
    "rejected": "Sent back",
}
HEADINGS = {
    "asks": "What we ask of you",
    "people": "Who it is about",
    "voice": "In their own words",
    "findings": "What you may need to know",
    "analysis": "What the agencies make of it together",
    "unknowns": "What we do not know",
    "decision": "What was decided",
    "general_decision": "What became of it",
    "next_steps": "What happens next",
    "others": "What others do",
    "safe_contact": "Whom it is safe to speak to",
    "conditions": "Conditions of use",
}
WHOLE, GIST, STAYS = "may go whole", "its gist may go", "stays"


def line(product) -> dict[str, object]:
    """Return one product as a list shows it: to whom, what state, what came back."""
    deliveries = list(product.deliveries.all())
    return {
        "product": product,
        "type": product_type(product.type).title,
        "state": product.get_state_display(),
        "opened": any(each.opened_at for each in deliveries),
        "answers": [
            {
                "who": each.practitioner.name if each.practitioner else product.agency.name,
                "said": ANSWERS.get(each.answer, each.answer),
                "is_back": each.answer == "rejected",
                "words": each.words,
                "opened_at": each.opened_at,
            }
            for each in deliveries
        ],
    }


def deliveries(rows: Iterable) -> list:
    """Return each delivery with its answer in words."""
    found = list(rows)
    for each in found:
        each.said = ANSWERS.get(each.answer, each.answer).lower()
    return found


def sheet(part: Mapping) -> dict[str, object]:
    """Return the recipient's part for the page: the same sections, in the same order."""
    return {
        "foot": [
            f"Seal {_seal(str(part.get('seal', '')))}",
            f"Questions: {part.get('questions_to', '')}",
        ],
        "head": part,
        "title": part.get("heading") or part.get("title", ""),
        "copy": f"{part.get('reference', '')}, copy for {part.get('copy_for', '')}",
        "readers": ", ".join(part.get("readers", ())),
        "sections": [
            {"name": name, "heading": HEADINGS.get(name, name), "part": _part(name, part=part)}
            for name in part.get("sections", ())
        ],
    }


def _part(name: str, *, part: Mapping):
    given = part.get(name)
    if name != "voice":
        return given
    return [
        each
        | {
            "said": [
                one | {"heard": f"{each['name']}, heard by {one['to']}, {one['when']}"}
                for one in each["said"]
            ]
        }
        for each in given or ()
    ]


def _seal(seal: str) -> str:
    return " ".join(seal[at : at + 4] for at in range(0, min(12, len(seal)), 4))


def piece_title(piece) -> str:
    """Return how the hub's list names a piece: whose it is and when, and never what it says."""
    shown = {"year": "%Y", "month": "%B %Y"}.get(piece.happened_precision, "%-d %B %Y")
    when = f", {piece.happened_on:{shown}}" if piece.happened_on else ""
    return f"{said_by(piece)}{when}"


def withheld(left_out: Iterable[Withheld], *, pieces: Mapping[str, object]) -> list[dict]:
    """Return what stays and why; a sealed piece is not even counted to those who may not know."""
    return [
        {"about": piece_title(pieces[each.ref]), "why": each.reason, "was_ticked": each.was_ticked}
        for each in left_out
        if not each.is_sealed and each.ref in pieces
    ]


def warnings(complaints: Iterable[str]) -> list[str]:
    """Return what to look at again; what was ticked and cannot go stands in its own list."""
    return [words for words in complaints if "was ticked but cannot go" not in words]


def needs(composition: Composition, *, readiness: Readiness) -> list[dict]:
    """Return the list to go through before it goes, each entry done or open."""
    found = [{"words": check.says, "done": check.is_done} for check in composition.checklist]
    for blocked in why_not_yet(readiness):
        found.append({"words": blocked, "done": False})
    return found


def piece_rows(form, *, material, agency) -> list[dict]:
    """Return each piece with what a rule would let go to this recipient, before any tick."""
    choices = form.choices()
    recipient = Recipient(
        ref="preview",
        agency_ref=agency.code,
        sector=agency.sector,
        kind=choices.kind,
        is_linked_to_feared_person=choices.is_linked,
        purposes=frozenset({choices.purpose} if choices.purpose else ()),
        readers=("somebody",),
    )
    values = {piece.ref: piece for piece in pieces_of(material, choices=choices)}
    rows = []
    for piece in material.pieces:
        name = f"piece_{piece.pk}"
        if name not in form.fields:
            continue
        answer = may_include(values[str(piece.pk)], recipient=recipient, product_type=form.type)
        rows.append(
            {
                "piece": piece,
                "number": piece.pk,
                "title": f"{piece_title(piece)} · {piece.get_kind_display()}",
                "handling": "" if piece.restriction == "share" else piece.get_restriction_display(),
                "html_id": f"row-{piece.pk}",
                "legend": f"Piece {piece.pk}: what goes",
                "may": {Verdict.INCLUDE: WHOLE, Verdict.GIST: GIST}.get(answer.verdict, STAYS),
                "why": answer.reason,
                "field": form[name],
                "gist": form[f"gist_{piece.pk}"] if f"gist_{piece.pk}" in form.fields else None,
                "originator": form[f"originator_{piece.pk}"]
                if f"originator_{piece.pk}" in form.fields
                else None,
            }
        )
    return rows


def ask_rows(form) -> Sequence[tuple]:
    """Return the rows in which one writes what is asked."""
    rows = [name.removeprefix("ask_") for name in form.fields if name.startswith("ask_")]
    return [(form[f"ask_{row}"], form[f"by_{row}"]) for row in rows]
