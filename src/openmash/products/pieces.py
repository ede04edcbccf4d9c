"""A piece of information on its way out of the hub, who would receive it, and the answer.

The values here are plain and frozen; `rules` decides with them and `composing` uses the answers.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum

from openmash.errors import BadInput
from openmash.products.grading import Conditions
from openmash.products.product_types import RecipientKind


class Kind(StrEnum):
    """What sort of statement a piece is."""

    FACT = "fact"
    OPINION = "opinion"
    REPORTED = "reported"
    ALLEGATION = "allegation"
    INFERENCE = "inference"
    OWN_WORDS = "own_words"


class Restriction(StrEnum):
    """What the agency that gave the piece said may be done with it."""

    SHARE = "share"
    GIST = "gist"
    MEETING_ONLY = "meeting_only"
    SEALED = "sealed"


class Flag(StrEnum):
    """A mark that changes who may have a piece. `library/handling.yaml` says what each means."""

    ADDRESS_WITHHELD = "address_withheld"
    LEGAL_PRIVILEGE = "legal_privilege"
    ADOPTION = "adoption"
    SEXUAL_OFFENCE_ANONYMITY = "sexual_offence_anonymity"
    SOURCE_IDENTITY = "source_identity"
    PROTECTED_PERSON = "protected_person"
    ABOVE_OFFICIAL = "above_official"
    SPECIAL_CATEGORY = "special_category"
    OFFENCE_DETAIL = "offence_detail"
    SELF_INCRIMINATION = "self_incrimination"
    SAFETY = "safety"


class Precision(StrEnum):
    """How exactly the day of a happening is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class Verdict(IntEnum):
    """How much of a piece may go; the greater, the stricter."""

    INCLUDE = 0
    GIST = 1
    WITHHOLD = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonRef:
    """A person a piece is about, as the sheet may call them."""

    ref: str
    shown_as: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class PieceForProduct:
    """One thing an agency told the hub, with everything that decides where it may go.

    `relevant_for` holds the purposes for which somebody judged the piece relevant. Without any,
    a piece about the product's own subject may go for every purpose and one about a third
    party for none. `is_intelligence` makes a grade obligatory. `agency_class` stands for the agency
    on the sheet ("a school"). An empty `happened_on` means the day is not known.
    """

    ref: str
    agency_ref: str
    agency_class: str
    about: tuple[PersonRef, ...]
    what: str = field(repr=False)
    known_on: date
    kind: Kind
    first_hand: bool
    restriction: Restriction
    lawful_bases: tuple[str, ...]
    is_third_party: bool
    gist: str | None = field(default=None, repr=False)
    happened_on: date | None = None
    precision: Precision = Precision.DAY
    grade: str = ""
    conditions: Conditions | None = None
    relevant_for: frozenset[str] = frozenset()
    is_intelligence: bool = False
    flags: frozenset[Flag] = frozenset()

    def __post_init__(self) -> None:
        if not self.what.strip():
            raise BadInput(f"Piece {self.ref} says nothing. Write what is known, or remove it.")
        if not self.about:
            raise BadInput(f"Piece {self.ref} names nobody it is about. Say whom it concerns.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Recipient:
    """Who would receive a product.

    `readers` are the named people or roles who will open it: without any, nobody receives it.
    `is_linked_to_feared_person` covers relatives, partners, colleagues and the person themselves;
    None means nobody has checked, and counts as linked. `gets_receipt_only` holds for a referrer
    who lives in the household, is a carer or a former partner, or may be causing the harm.
    `cleared_for` names what a special role allows; only adoption can be cleared.
    """

    ref: str
    agency_ref: str
    sector: str
    kind: RecipientKind
    is_linked_to_feared_person: bool | None
    purposes: frozenset[str]
    readers: tuple[str, ...] = field(repr=False)
    shown_as: str = field(default="", repr=False)
    gets_receipt_only: bool = False
    cleared_for: frozenset[Flag] = frozenset()

    @property
    def may_be_linked(self) -> bool:
        """Return whether a link to the person feared is known or was never ruled out."""
        return self.is_linked_to_feared_person is not False

    @property
    def hears_only_receipt(self) -> bool:
        """Return whether this referrer may be told no more than that the worry was received."""
        return self.kind is RecipientKind.REFERRER and (
            self.gets_receipt_only or self.may_be_linked
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Inclusion:
    """The answer for one piece: how much may go, the reason in words, and the rule."""

    verdict: Verdict
    reason: str
    rule: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A piece that goes, in the words in which it goes."""

    piece: PieceForProduct = field(repr=False)
    text: str = field(repr=False)
    inclusion: Inclusion


@dataclass(frozen=True, kw_only=True, slots=True)
class Withheld:
    """A piece that does not go. Its words are not here: the hub opens the piece itself.

    `is_sealed` pieces are shown to their named readers only; to others not even their number.
    """

    ref: str
    agency_class: str
    reason: str
    rule: str
    was_ticked: bool
    is_sealed: bool
