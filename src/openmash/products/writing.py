"""Write the recipient's part of a product: plain values, in the order of its type.

What is not written here cannot reach the recipient. Names of people who are not the product's
subjects stand only in the words of a piece that was allowed to go.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from openmash.products.grading import validate_grade
from openmash.products.pieces import Flag, Kind, Line, Precision, Recipient
from openmash.products.product_types import ProductType, standing_words
from openmash.products.written import Action, Written

HUB_TIMEZONE = ZoneInfo("Europe/London")

# A referrer who may be linked to the person feared learns neither purpose nor ground.
_RECEIPT: dict[str, Any] = {
    "sections": ["general_decision"],
    "heading": "",
    "purpose": "",
    "necessity": "",
    "bases": [],
}

KIND_WORDS = {
    Kind.FACT: "fact",
    Kind.OPINION: "professional opinion",
    Kind.REPORTED: "reported by somebody else",
    Kind.ALLEGATION: "said, not confirmed",
    Kind.INFERENCE: "worked out, not seen",
    Kind.OWN_WORDS: "in their own words",
}


def day_in_words(day: date) -> str:
    """Return a day as it is written in a letter: 3 November 2026."""
    return f"{day.day} {day:%B %Y}"


def moment_in_words(moment: datetime) -> str:
    """Return a moment on the hub's own clock: 3 November 2026, 15:52."""
    local = moment.astimezone(HUB_TIMEZONE)
    return f"{day_in_words(local.date())}, {local:%H:%M}"


def happened_in_words(happened_on: date | None, *, precision: Precision) -> str:
    """Return when something happened, no more exactly than it is known."""
    if happened_on is None or precision is Precision.UNKNOWN:
        return "day not known"
    if precision is Precision.YEAR:
        return f"some time in {happened_on.year}"
    if precision is Precision.MONTH:
        return f"some time in {happened_on:%B %Y}"
    return day_in_words(happened_on)


def write_sheet(
    product_type: ProductType,
    *,
    recipient: Recipient | None,
    written: Written,
    lines: Sequence[Line],
) -> dict[str, Any]:
    """Return the recipient's part. A referrer who hears only a receipt gets nothing besides."""
    head = _head(product_type, recipient=recipient, written=written)
    if recipient is not None and recipient.hears_only_receipt:
        return head | _RECEIPT | {"general_decision": {"outcome": standing_words("receipt_only")}}
    body = {
        name: SECTIONS[name](product_type, written, tuple(lines)) for name in product_type.sections
    }
    return head | {"sections": list(product_type.sections)} | body


def _head(
    product_type: ProductType, *, recipient: Recipient | None, written: Written
) -> dict[str, Any]:
    header = written.header
    return {
        "type": product_type.code,
        "title": product_type.title,
        "heading": header.heading,
        "reference": header.reference,
        "copy_for": (recipient.shown_as if recipient else "") or "nobody",
        "readers": list(recipient.readers) if recipient else [],
        "from": ", ".join(part for part in (header.author, header.author_role) if part),
        "written": moment_in_words(header.written_at),
        "purpose": header.purpose,
        "necessity": header.necessity,
        "bases": list(header.bases),
        "questions_to": header.questions_to,
        "expires": day_in_words(header.expires_on) if header.expires_on else "",
    }


def _asks(_: ProductType, written: Written, __: Sequence[Line]) -> list[dict[str, str]]:
    return [_action(action) for action in written.asks]


def _others(_: ProductType, written: Written, __: Sequence[Line]) -> list[dict[str, str]]:
    return [_action(action) | {"who": action.who} for action in written.others]


def _action(action: Action) -> dict[str, str]:
    return {"what": action.what, "by": action.by_when}


def _people(_: ProductType, written: Written, __: Sequence[Line]) -> list[dict[str, str]]:
    return [{"name": subject.shown_as, "born": subject.born} for subject in written.subjects]


def _is_voice(line: Line) -> bool:
    return line.piece.kind is Kind.OWN_WORDS and not line.piece.is_third_party


def _voice(_: ProductType, written: Written, lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Return each subject's own words as they were said, and each hole where there are none."""
    return [
        {
            "name": subject.shown_as,
            "said": [
                _words(line)
                for line in lines
                if _is_voice(line) and subject.ref in {who.ref for who in line.piece.about}
            ],
            "missing": subject.voice_missing or standing_words("voice_unknown"),
        }
        for subject in written.subjects
    ]


def _words(line: Line) -> dict[str, str]:
    piece = line.piece
    return {
        "words": line.text,
        "to": piece.agency_class,
        "when": happened_in_words(piece.happened_on, precision=piece.precision),
    }


def _findings(
    product_type: ProductType, written: Written, lines: Sequence[Line]
) -> list[dict[str, Any]]:
    has_voice = "voice" in product_type.sections
    found = [line for line in lines if not (has_voice and _is_voice(line))]
    found.sort(key=lambda line: (line.piece.happened_on or line.piece.known_on, line.piece.ref))
    return [_finding(line, product_type=product_type, written=written) for line in found]


def _finding(line: Line, *, product_type: ProductType, written: Written) -> dict[str, Any]:
    piece = line.piece
    about = {who.ref for who in piece.about}
    named = [subject.shown_as for subject in written.subjects if subject.ref in about]
    grade = validate_grade(piece.grade) if piece.grade else None
    return {
        "what": line.text,
        "about": ", ".join(named),
        "source": piece.agency_class,
        "kind": f"{KIND_WORDS[piece.kind]}, at {'first' if piece.first_hand else 'second'} hand",
        "is_doubtful": _is_doubtful(line),
        "certainty": grade.in_words() if grade else "",
        "grade": piece.grade if product_type.shows_grades else "",
        "happened": happened_in_words(piece.happened_on, precision=piece.precision),
        "as_of": day_in_words(piece.known_on),
        "instructions": _instructions(line),
    }


def _instructions(line: Line) -> str:
    """Return how this line may be used: the originator's conditions, and what an address asks."""
    piece = line.piece
    said = []
    if piece.grade and validate_grade(piece.grade).has_conditions and piece.conditions:
        said.append(piece.conditions.instructions)
    if Flag.ADDRESS_WITHHELD in piece.flags:
        said.append(standing_words("address_of_safety"))
    return " ".join(said)


def _is_doubtful(line: Line) -> bool:
    """Return whether the line is drawn as not confirmed."""
    sure = {Kind.FACT, Kind.OPINION, Kind.OWN_WORDS}
    return line.piece.kind not in sure or not line.piece.first_hand


def _analysis(_: ProductType, written: Written, __: Sequence[Line]) -> dict[str, str]:
    return {"words": written.analysis.words, "confidence": written.analysis.confidence}


def _unknowns(_: ProductType, written: Written, __: Sequence[Line]) -> list[dict[str, str]]:
    return [{"what": hole.what, "finds_out": hole.finds_out} for hole in written.unknowns]


def _decision(_: ProductType, written: Written, __: Sequence[Line]) -> dict[str, str]:
    made = written.decision
    return {
        "outcome": made.outcome,
        "reason": made.reason,
        "led_by": made.led_by,
        "on": day_in_words(made.decided_on) if made.decided_on else "",
    }


def _general_decision(_: ProductType, written: Written, __: Sequence[Line]) -> dict[str, str]:
    made = written.decision
    return {"outcome": made.general_outcome, "reason": made.general_reason}


def _next_steps(_: ProductType, written: Written, __: Sequence[Line]) -> list[str]:
    return list(written.decision.next_steps)


def _safe_contact(_: ProductType, written: Written, __: Sequence[Line]) -> str:
    return written.safe_contact


def _conditions(product_type: ProductType, written: Written, _: Sequence[Line]) -> dict[str, Any]:
    return {
        "onward": product_type.onward.strip(),
        "keep": product_type.keep,
        "more": list(written.header.conditions),
    }


Section = Callable[[ProductType, Written, Sequence[Line]], Any]
SECTIONS: dict[str, Section] = {
    "asks": _asks,
    "people": _people,
    "voice": _voice,
    "findings": _findings,
    "analysis": _analysis,
    "unknowns": _unknowns,
    "decision": _decision,
    "general_decision": _general_decision,
    "next_steps": _next_steps,
    "others": _others,
    "safe_contact": _safe_contact,
    "conditions": _conditions,
}
