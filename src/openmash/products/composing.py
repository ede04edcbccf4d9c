"""Compose a product from the pieces its recipient may have, and say what was left out and why.

A composition has two parts that do not know each other. `sheet` is all the recipient can ever
read, and holds no piece that was withheld; `withheld`, `warnings` and `checklist` are the hub's.

Source: MASH-FIVE-CORE
"""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from openmash.products.checking import Check, checklist, complaints
from openmash.products.echoes import Echoes, Hidden
from openmash.products.letters import cleaned
from openmash.products.pieces import (
    Flag,
    Inclusion,
    Line,
    PieceForProduct,
    Recipient,
    Restriction,
    Verdict,
    Withheld,
)
from openmash.products.product_types import ProductType
from openmash.products.rules import may_include
from openmash.products.writing import write_sheet
from openmash.products.written import (
    Action,
    Analysis,
    Decision,
    Header,
    Subject,
    Unknown,
    screened,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Composition:
    """A product for one recipient, with the hub's record of how it came to be."""

    product_type: ProductType
    sheet: Mapping[str, Any] = field(repr=False)
    included: tuple[Line, ...] = field(repr=False)
    withheld: tuple[Withheld, ...]
    warnings: tuple[str, ...]
    checklist: tuple[Check, ...]

    @property
    def is_sendable(self) -> bool:
        """Return whether nothing stands in the way of sending it."""
        return not self.why_not

    @property
    def why_not(self) -> tuple[str, ...]:
        """Return what has to be done before it may go, in words."""
        return tuple(check.repair for check in self.checklist if not check.is_done)

    @property
    def seal(self) -> str:
        """Return the SHA-256 of the recipient's part, in hexadecimal."""
        return str(self.sheet["seal"])

    def sheet_json(self) -> str:
        """Return the recipient's part as JSON: the same composition gives the same text."""
        return canonical_json(self.sheet)


def canonical_json(sheet: Mapping[str, Any]) -> str:
    """Return JSON with sorted keys, so that one content has one text and one seal."""
    return json.dumps(sheet, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def compose(
    product_type: ProductType,
    *,
    recipient: Recipient | None,
    header: Header,
    subjects: Sequence[Subject],
    pieces: Sequence[PieceForProduct],
    analysis: Analysis,
    decision: Decision,
    actions: Sequence[Action] = (),
    unknowns: Sequence[Unknown] = (),
    safe_contact: str = "",
    chosen: Collection[str] = (),
) -> Composition:
    """Return the product for one recipient, made of the pieces allowed and ticked.

    `chosen` are the references of the pieces that the author ticked. A tick never outweighs a
    rule, and what was not ticked stays. A piece about anybody who is not a subject of this
    product counts as being about a third party, however it was marked. Words of a withheld
    piece in the author's own text take that text out of the sheet and stop the sending.

    Source: MASH-FIVE-CORE
    """
    answers = _answers(
        [_for_subjects(piece, subjects=subjects) for piece in pieces],
        recipient=recipient,
        product_type=product_type,
        chosen=frozenset(chosen),
    )
    lines, withheld = _without_echoes(answers, chosen=frozenset(chosen))
    echoes = Echoes(_hidden(answers, lines=lines), allowed=[line.text for line in lines])
    written = screened(
        echoes,
        product_type=product_type,
        recipient=recipient,
        subjects=subjects,
        header=header,
        analysis=analysis,
        decision=decision,
        actions=actions,
        unknowns=unknowns,
        safe_contact=safe_contact,
    )
    sheet = cleaned(write_sheet(product_type, recipient=recipient, written=written, lines=lines))
    sheet["seal"] = hashlib.sha256(canonical_json(sheet).encode()).hexdigest()
    return Composition(
        product_type=product_type,
        sheet=sheet,
        included=lines,
        withheld=withheld,
        warnings=complaints(
            recipient=recipient, written=written, lines=lines, withheld=withheld, chosen=chosen
        ),
        checklist=checklist(product_type, recipient=recipient, written=written, lines=lines),
    )


def _for_subjects(piece: PieceForProduct, *, subjects: Sequence[Subject]) -> PieceForProduct:
    known = {subject.ref for subject in subjects}
    is_third_party = piece.is_third_party or any(who.ref not in known for who in piece.about)
    return replace(piece, is_third_party=is_third_party)


def _answers(
    pieces: Sequence[PieceForProduct],
    *,
    recipient: Recipient | None,
    product_type: ProductType,
    chosen: frozenset[str],
) -> list[tuple[PieceForProduct, Inclusion]]:
    """Return each piece with its answer; what a rule allows and nobody ticked is not needed."""
    answers = []
    for piece in pieces:
        answer = may_include(piece, recipient=recipient, product_type=product_type)
        if answer.verdict is not Verdict.WITHHOLD and piece.ref not in chosen:
            answer = Inclusion(
                verdict=Verdict.WITHHOLD,
                reason="not needed for what this recipient is asked",
                rule="NOT_TICKED",
            )
        answers.append((piece, answer))
    return answers


# Words that must stay back even where another agency happened to write the same.
_GUARDED = {
    Flag.ADDRESS_WITHHELD,
    Flag.SOURCE_IDENTITY,
    Flag.PROTECTED_PERSON,
    Flag.ADOPTION,
    Flag.ABOVE_OFFICIAL,
}


def _without_echoes(
    answers: Sequence[tuple[PieceForProduct, Inclusion]], *, chosen: frozenset[str]
) -> tuple[tuple[Line, ...], tuple[Withheld, ...]]:
    """Return what goes and what stays; a line that repeats a guarded piece stays too."""
    guarded = Echoes(
        Hidden(ref=piece.ref, text=text, is_address=Flag.ADDRESS_WITHHELD in piece.flags)
        for piece, answer in answers
        if answer.verdict is not Verdict.INCLUDE and _is_guarded(piece)
        for text in _words_held_back(piece, answer=answer)
    )
    lines, withheld = [], []
    for piece, answer in answers:
        text = _text(piece, answer=answer)
        if answer.verdict is not Verdict.WITHHOLD and guarded.in_text(text):
            reason = "repeats words of a piece that may not go"
            answer = Inclusion(verdict=Verdict.WITHHOLD, reason=reason, rule="ECHO")
        if answer.verdict is Verdict.WITHHOLD:
            withheld.append(_left_out(piece, answer=answer, chosen=chosen))
        else:
            lines.append(Line(piece=piece, text=text, inclusion=answer))
    return tuple(lines), tuple(withheld)


def _is_guarded(piece: PieceForProduct) -> bool:
    return bool(piece.flags & _GUARDED) or piece.restriction is Restriction.SEALED


def _text(piece: PieceForProduct, *, answer: Inclusion) -> str:
    return (piece.gist or "") if answer.verdict is Verdict.GIST else piece.what


def _words_held_back(piece: PieceForProduct, *, answer: Inclusion) -> list[str]:
    """Return the words of a piece that do not go: all of it, or all but its gist."""
    if answer.verdict is Verdict.GIST:
        return [piece.what]
    return [words for words in (piece.what, piece.gist or "") if words]


def _hidden(
    answers: Sequence[tuple[PieceForProduct, Inclusion]], *, lines: Sequence[Line]
) -> list[Hidden]:
    whole = {line.piece.ref for line in lines if line.inclusion.verdict is Verdict.INCLUDE}
    gists = {line.piece.ref for line in lines} - whole
    return [
        Hidden(ref=piece.ref, text=text, is_address=Flag.ADDRESS_WITHHELD in piece.flags)
        for piece, answer in answers
        if piece.ref not in whole
        for text in ([piece.what] if piece.ref in gists else [piece.what, piece.gist or ""])
        if text.strip()
    ]


def _left_out(piece: PieceForProduct, *, answer: Inclusion, chosen: frozenset[str]) -> Withheld:
    return Withheld(
        ref=piece.ref,
        agency_class=piece.agency_class,
        reason=answer.reason,
        rule=answer.rule,
        was_ticked=piece.ref in chosen,
        is_sealed=piece.restriction is Restriction.SEALED,
    )
