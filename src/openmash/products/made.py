"""Put a product together from the record and from what its author chose."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from openmash.decisions.outcomes import outcomes, titles
from openmash.products.access import Material
from openmash.products.composing import Composition, compose
from openmash.products.from_record import (
    Weighed,
    piece_for_product,
    subject_for_product,
    subject_ref,
)
from openmash.products.pieces import PersonRef, PieceForProduct, Recipient
from openmash.products.product_types import RecipientKind, product_type, standing_words
from openmash.products.purposes import PURPOSES
from openmash.products.written import Action, Analysis, Decision, Header, Unknown
from openmash.sources import get_lawful_basis

SAFE_CONTACT = {
    "yes": "It is safe to contact the family in this way, and no other:",
    "no": "Contact nobody in the family about this.",
    "not_known": "Nobody knows yet whether contact is safe. Contact nobody in the family.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the author of a product chose and wrote, for one recipient."""

    kind: RecipientKind
    purpose: str
    people: tuple[int, ...] = ()  # named practitioners; without any it goes to their agency
    is_to_agency: bool = False
    is_linked: bool | None = None
    about: frozenset[int] = frozenset()
    weighed: Weighed = field(default_factory=Weighed)
    asks: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    heading: str = field(default="", repr=False)
    analysis: str = field(default="", repr=False)
    confidence: str = ""
    reason: str = field(default="", repr=False)
    led_by: str = field(default="", repr=False)
    general_outcome: str = field(default="", repr=False)
    next_steps: tuple[str, ...] = field(default=(), repr=False)
    unknowns: frozenset[int] = frozenset()
    bases: tuple[str, ...] = ()
    necessity: str = field(default="", repr=False)
    proportionality: str = field(default="", repr=False)
    conditions: tuple[str, ...] = field(default=(), repr=False)
    expires_on: date | None = None
    second_reader: int | None = None
    without_agreement_why: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Who sends it to whom: names for the sheet, as they stand at this moment."""

    reference: str
    type: str
    agency: object
    recipient_label: str
    reader_names: tuple[str, ...] = field(repr=False)
    author: str = field(repr=False)
    author_role: str
    second_reader: str = field(repr=False)
    questions_to: str
    now: datetime


def composition_of(material: Material, *, choices: Choices, setting: Setting) -> Composition:
    """Return the product as its recipient would get it, beside what was left out and why."""
    subjects = [row for row in material.centre if row.pk in choices.about]
    return compose(
        product_type(setting.type),
        recipient=recipient_of(choices, setting=setting),
        header=_header(choices, setting=setting),
        subjects=[
            subject_for_product(
                row, today=setting.now.date(), voice_missing=_voice_missing(row, material=material)
            )
            for row in subjects
        ],
        pieces=pieces_of(material, choices=choices),
        analysis=Analysis(words=choices.analysis, confidence=choices.confidence),
        decision=_decision(material, choices=choices),
        actions=_actions(material, choices=choices, agency_ref=setting.agency.code),
        unknowns=_unknowns(material, chosen=choices.unknowns),
        safe_contact=safe_contact_words(material.enquiry),
        chosen=[str(pk) for pk in choices.weighed.taken],
    )


def _voice_missing(subject, *, material: Material) -> str:
    """Return why a person's own words are not on the sheet; blank for the usual sentence."""
    if subject.centre_words.strip() or any(
        piece.kind == "own_words" and subject.pk in {each.subject_id for each in piece.about.all()}
        for piece in material.pieces
    ):
        return standing_words("voice_kept")
    # One reason stands for all who were not heard, so it is only certain where it is one person's.
    return material.decision.voice_why_not if len(material.centre) == 1 else ""


def recipient_of(choices: Choices, *, setting: Setting) -> Recipient:
    """Return who would receive it; without readers nobody does."""
    return Recipient(
        ref=setting.reference,
        agency_ref=setting.agency.code,
        sector=setting.agency.sector,
        kind=choices.kind,
        is_linked_to_feared_person=choices.is_linked,
        purposes=frozenset({choices.purpose} if choices.purpose else ()),
        readers=setting.reader_names,
        shown_as=setting.recipient_label,
    )


def pieces_of(material: Material, *, choices: Choices) -> list[PieceForProduct]:
    """Return every piece that the author can see, as a product weighs it."""
    subjects = {row.pk: row for row in material.subjects}
    everybody = [PersonRef(ref=subject_ref(row), shown_as=row.name) for row in material.centre]
    everybody = everybody or [PersonRef(ref="household")]
    return [
        piece_for_product(
            piece,
            subjects=subjects,
            everybody=everybody,
            purpose=choices.purpose,
            weighed=choices.weighed,
        )
        for piece in material.pieces
    ]


def safe_contact_words(enquiry) -> str:
    """Return whom it is safe to speak to, for the sheet; blank where nobody has answered."""
    said = SAFE_CONTACT.get(enquiry.safe_contact, "")
    if not said:
        return ""
    parts = [said, enquiry.safe_contact_how.strip()]
    if enquiry.must_not_know.strip():
        parts.append(f"Must not know: {enquiry.must_not_know.strip()}")
    return " ".join(part for part in parts if part)


def _header(choices: Choices, *, setting: Setting) -> Header:
    return Header(
        reference=setting.reference,
        author=setting.author,
        author_role=setting.author_role,
        written_at=setting.now,
        expires_on=choices.expires_on,
        bases=tuple(get_lawful_basis(code).title for code in choices.bases),
        purpose=PURPOSES.get(choices.purpose, ""),
        necessity=choices.necessity,
        questions_to=setting.questions_to,
        second_reader=setting.second_reader,
        heading=choices.heading,
        conditions=choices.conditions,
    )


def _decision(material: Material, *, choices: Choices) -> Decision:
    said = []
    for each in material.decision.for_subjects.all():
        if each.subject_id in choices.about:
            said.append(f"{each.subject.name or 'One person'}: {'; '.join(titles(each.outcomes))}.")
    return Decision(
        outcome=" ".join(said),
        reason=choices.reason,
        led_by=choices.led_by,
        decided_on=material.decision.at.date(),
        general_outcome=choices.general_outcome,
        next_steps=choices.next_steps,
    )


def general_words(material: Material) -> str:
    """Return the decision in general terms: what a referrer or an asked agency may read."""
    known = outcomes()
    said = dict.fromkeys(known[code].told for code in material.outcomes if code in known)
    return " ".join(said)


def _actions(material: Material, *, choices: Choices, agency_ref: str) -> list[Action]:
    agreed = [
        Action(
            what=each.what,
            by_when=f"{each.due_on:%-d %B %Y}",
            agency_ref=each.agency.code,
            who=each.owner.name if each.owner else each.agency.name,
        )
        for each in material.decision.actions.all()
    ]
    asked = [
        Action(what=what, by_when=by_when, agency_ref=agency_ref) for what, by_when in choices.asks
    ]
    return [*agreed, *asked]


def _unknowns(material: Material, *, chosen: frozenset[int]) -> Sequence[Unknown]:
    kept = material.decision.unknowns
    return [
        Unknown(
            what=" ".join(part for part in (one["title"], one["sentence"]) if part),
            finds_out=one.get("comment", ""),
        )
        for number, one in enumerate(kept)
        if number in chosen
    ]
