"""Turn rows of the record into the values a product is composed of. Asks the database nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from openmash.enquiries.reading.ages import age_in_words
from openmash.enquiries.reading.naming import label_of, person_called
from openmash.errors import BadInput
from openmash.products.grading import Conditions, sanitisation_checklist
from openmash.products.pieces import (
    Flag,
    Kind,
    PersonRef,
    PieceForProduct,
    Precision,
    Restriction,
)
from openmash.products.written import Subject

_FLAGS = {flag.value: flag for flag in Flag}
_CONDITIONS = ("action", "sanitisation", "instructions", "rationale")
SOURCE_UNNAMED = "somebody who told the hub"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What an author judged of the pieces, by their keys.

    `judged` are those found relevant to this purpose though they are about somebody else,
    `about_safety` those that bear on somebody's safety, `sanitised` those whose gist somebody
    went through by the sanitisation checklist, `originator_agreed` the day the originator did.
    `gists` are shorter words for pieces that may be shared and have none.
    """

    taken: frozenset[int] = frozenset()
    judged: frozenset[int] = frozenset()
    about_safety: frozenset[int] = frozenset()
    sanitised: frozenset[int] = frozenset()
    originator_agreed: Mapping[int, date] = field(default_factory=dict)
    gists: Mapping[int, str] = field(default_factory=dict, repr=False)


def subject_ref(subject) -> str:
    """Return the key of somebody an enquiry is about, for a product."""
    return f"s-{subject.pk}"


def subject_for_product(subject, *, today: date, voice_missing: str = "") -> Subject:
    """Return somebody as a product names them."""
    born = f"born {subject.born_on:%-d %B %Y}" if _is_day_known(subject) else ""
    age = age_in_words(
        subject.born_on,
        today=today,
        precision=subject.born_precision or "day",
        age=subject.age,
        expected_on=subject.expected_on,
    )
    return Subject(
        ref=subject_ref(subject),
        shown_as=person_called(subject),
        born=born or age,
        voice_missing=voice_missing,
    )


def _is_day_known(subject) -> bool:
    return bool(subject.born_on) and (subject.born_precision or "day") == "day"


def piece_for_product(
    piece,
    *,
    subjects: Mapping[int, object],
    everybody: Sequence[PersonRef],
    purpose: str,
    weighed: Weighed,
) -> PieceForProduct:
    """Return one piece with all that decides where it may go.

    A piece about nobody in particular is about `everybody`, that is the household. What cannot
    be read is held to the strictest reading.
    """
    about = tuple(
        PersonRef(
            ref=subject_ref(subjects[each.subject_id]),
            shown_as=person_called(subjects[each.subject_id]),
        )
        for each in piece.about.all()
        if each.subject_id in subjects
    )
    flags = _flags(piece) | ({Flag.SAFETY} if piece.pk in weighed.about_safety else set())
    return PieceForProduct(
        ref=str(piece.pk),
        agency_ref=piece.agency.code if piece.agency else "",
        agency_class=_class_of(piece),
        about=about or tuple(everybody),
        what=piece.what.strip() or "(nothing written)",
        gist=(piece.gist or weighed.gists.get(piece.pk, "")).strip() or None,
        happened_on=piece.happened_on,
        precision=_precision(piece),
        known_on=piece.known_on,
        kind=Kind(piece.kind),
        first_hand=piece.is_first_hand,
        restriction=Restriction(piece.restriction),
        grade=piece.grade,
        conditions=_conditions(piece, weighed=weighed) if piece.conditions else None,
        lawful_bases=tuple(piece.lawful_bases),
        relevant_for=frozenset({purpose}) if piece.pk in weighed.judged else frozenset(),
        is_third_party="third_party" in piece.flags,
        is_intelligence="intelligence" in piece.flags or bool(piece.grade),
        flags=frozenset(flags),
    )


def _class_of(piece) -> str:
    if piece.agency is None:
        return SOURCE_UNNAMED
    label = label_of(piece.agency)
    keeps_capital = len(label) > 1 and label[1].isupper()
    return label if keeps_capital else label[:1].lower() + label[1:]


def _flags(piece) -> set[Flag]:
    found = {_FLAGS[code] for code in piece.flags if code in _FLAGS}
    # What a health agency holds about somebody is about their health unless somebody knows better.
    if piece.agency is not None and piece.agency.sector == "health":
        found.add(Flag.SPECIAL_CATEGORY)
    return found


def _precision(piece) -> Precision:
    known = {each.value for each in Precision}
    return Precision(piece.happened_precision if piece.happened_precision in known else "unknown")


def _conditions(piece, *, weighed: Weighed) -> Conditions:
    kept: Mapping = piece.conditions
    ticked = set(kept.get("ticked") or ())
    if piece.pk in weighed.sanitised:
        ticked |= set(sanitisation_checklist())
    agreed = weighed.originator_agreed.get(piece.pk) or _day(kept.get("originator_agreed_on"))
    return Conditions(
        **{name: str(kept.get(name) or "") for name in _CONDITIONS},
        ticked=frozenset(ticked),
        originator_agreed_on=agreed,
    )


def _day(text) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(str(text))
    except ValueError as fault:
        raise BadInput(
            "The day on which the originator agreed cannot be read. Ask the agency for it."
        ) from fault
