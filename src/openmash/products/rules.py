"""Which piece may be put into a product for whom: every rule once, and the strictest wins.

A piece goes as it is written (`include`), in sanitised or shortened words (`gist`), or not at all
(`withhold`). Reasons are written for the hub's record and never repeat what the piece says.

Source: MASH-FIVE-CORE
"""

from collections.abc import Callable

from openmash.errors import BadInput
from openmash.products.grading import Conditions, condition_faults, handling_book, validate_grade
from openmash.products.pieces import (
    Flag,
    Inclusion,
    Kind,
    PieceForProduct,
    Recipient,
    Restriction,
    Verdict,
)
from openmash.products.product_types import Depth, ProductType, ThirdParties

Rule = Callable[[PieceForProduct, Recipient, ProductType], Inclusion | None]

_ALLOWED = Inclusion(verdict=Verdict.INCLUDE, reason="allowed for this recipient", rule="ALLOWED")


def _withhold(rule: str, reason: str) -> Inclusion:
    return Inclusion(verdict=Verdict.WITHHOLD, reason=reason, rule=rule)


def _gist(rule: str, reason: str) -> Inclusion:
    return Inclusion(verdict=Verdict.GIST, reason=reason, rule=rule)


def may_include(
    piece: PieceForProduct, *, recipient: Recipient | None, product_type: ProductType
) -> Inclusion:
    """Return how much of a piece may go to a recipient in a product of this type.

    Every rule is asked and the strictest answer stands, so that no permission can outweigh a
    refusal. A gist that was never written cannot go: the piece is then withheld.

    Source: MASH-FIVE-CORE
    """
    if recipient is None or not recipient.readers:
        return _withhold("NOBODY", "nobody is named to receive it")
    answers = [answer for rule in RULES if (answer := rule(piece, recipient, product_type))]
    strictest = max(answers, key=lambda answer: answer.verdict, default=_ALLOWED)
    if strictest.verdict is Verdict.GIST and not (piece.gist or "").strip():
        return _withhold("NO_GIST", f"{strictest.reason}, and no gist has been written")
    return strictest


# From here on each rule answers one question; None means it has nothing against the piece.


def _never_leaves(piece: PieceForProduct, recipient: Recipient, _: ProductType) -> Inclusion | None:
    """Some things leave the hub for nobody.

    Source: MASH-FIVE-CORE
    """
    if piece.restriction is Restriction.SEALED:
        return _withhold("SEALED", "sealed: open to named readers only")
    for flag, reason in (
        (Flag.ABOVE_OFFICIAL, "marked above OFFICIAL: call the force's secure desk at once"),
        (Flag.SOURCE_IDENTITY, "would show who a source is"),
        (Flag.PROTECTED_PERSON, "a protected person or an operation that must not show"),
        (Flag.LEGAL_PRIVILEGE, "legally privileged: ask the legal team"),
    ):
        if flag in piece.flags:
            return _withhold(flag.name, reason)
    if Flag.ADOPTION in piece.flags and Flag.ADOPTION not in recipient.cleared_for:
        return _withhold("ADOPTION", "joins a life before and after adoption")
    if piece.restriction is Restriction.MEETING_ONLY:
        return _withhold("MEETING_ONLY", "said for the meeting only")
    return None


def _type_and_recipient(
    piece: PieceForProduct, recipient: Recipient, product_type: ProductType
) -> Inclusion | None:
    """A type goes only to the recipients it was made for, and carries only what it may.

    Source: MASH-FIVE-CORE
    """
    if recipient.kind not in product_type.to:
        return _withhold("WRONG_RECIPIENT", "this type of product is not for this recipient")
    if recipient.hears_only_receipt:
        return _withhold("RECEIPT_ONLY", "this referrer hears only that the worry was received")
    if product_type.pieces is Depth.NONE:
        return _withhold("NO_PIECES", "this type of product holds no agency's pieces")
    if product_type.pieces is Depth.OWN and not _is_own(piece, recipient):
        return _withhold("OTHER_AGENCY", "came from an agency other than the referrer's own")
    return None


def _is_own(piece: PieceForProduct, recipient: Recipient) -> bool:
    return bool(piece.agency_ref) and piece.agency_ref == recipient.agency_ref


def _lawful_and_relevant(
    piece: PieceForProduct, recipient: Recipient, _: ProductType
) -> Inclusion | None:
    """Nothing goes without a recorded basis, or for a purpose it does not serve."""
    if not piece.lawful_bases:
        return _withhold("NO_BASIS", "no lawful basis is recorded")
    if not recipient.purposes:
        return _withhold("NO_PURPOSE", "no purpose is recorded for this recipient")
    if piece.relevant_for and not piece.relevant_for & recipient.purposes:
        return _withhold("NOT_RELEVANT", "not relevant to what this recipient has to do")
    return None


def _third_parties(
    piece: PieceForProduct, recipient: Recipient, product_type: ProductType
) -> Inclusion | None:
    """A line about somebody else goes only where that was judged relevant to this purpose."""
    if not piece.is_third_party:
        return None
    if product_type.third_parties is ThirdParties.NEVER:
        return _withhold("THIRD_PARTY", "about somebody other than the person concerned")
    if not piece.relevant_for & recipient.purposes:
        return _withhold(
            "THIRD_PARTY", "about somebody else, and nobody has judged it relevant to this purpose"
        )
    without = ThirdParties.RELEVANT_WITHOUT_SPECIAL_CATEGORY
    if product_type.third_parties is without and Flag.SPECIAL_CATEGORY in piece.flags:
        return _withhold("THIRD_PARTY_SPECIAL", "somebody else's health or similar details")
    return None


def _address(
    piece: PieceForProduct, recipient: Recipient, product_type: ProductType
) -> Inclusion | None:
    """An address of safety goes to nobody who may be linked with the person feared."""
    if Flag.ADDRESS_WITHHELD not in piece.flags:
        return None
    if recipient.is_linked_to_feared_person:
        return _withhold("ADDRESS", "an address of safety; a reader is linked to the person feared")
    if recipient.may_be_linked:
        return _withhold("ADDRESS", "an address of safety; nobody has checked for a link")
    if not product_type.is_for_deciding_team:
        return _gist("ADDRESS", "an address of safety goes to the deciding team only")
    return None


def _sensitive(
    piece: PieceForProduct, recipient: Recipient, product_type: ProductType
) -> Inclusion | None:
    """Marks that narrow a piece for everyone but the team that has to decide."""
    if Flag.SELF_INCRIMINATION in piece.flags and recipient.sector == "police":
        return _withhold("SELF_INCRIMINATION", "said under s98: legal advice before police see it")
    if product_type.is_for_deciding_team:
        return None
    if Flag.SEXUAL_OFFENCE_ANONYMITY in piece.flags:
        return _gist("SEXUAL_OFFENCE_ANONYMITY", "could identify a person with lifelong anonymity")
    if Flag.OFFENCE_DETAIL in piece.flags:
        return _gist("OFFENCE_DETAIL", "detail of an offence beyond what the reader needs")
    return None


def _grade_can_be_read(piece: PieceForProduct, _: Recipient, __: ProductType) -> Inclusion | None:
    """Intelligence without a whole, readable grade goes nowhere.

    Source: APP-INTELLIGENCE
    """
    if not piece.grade:
        return (
            _withhold("NOT_GRADED", "intelligence without a grade")
            if piece.is_intelligence
            else None
        )
    try:
        grade = validate_grade(piece.grade)
    except BadInput:
        return _withhold("GRADE_UNREADABLE", "its grade cannot be read or is of the older form")
    faults = condition_faults(grade, conditions=piece.conditions)
    return _withhold("CONDITIONS_INCOMPLETE", "; ".join(faults)) if faults else None


def _grade_allows(
    piece: PieceForProduct, _: Recipient, product_type: ProductType
) -> Inclusion | None:
    """What a readable grade allows: false suspicions stay with the deciding team, C goes sanitised.

    Source: APP-INTELLIGENCE
    """
    try:
        grade = validate_grade(piece.grade)
    except BadInput:
        return None
    if grade.is_suspected_false and not product_type.is_for_deciding_team:
        return _withhold("SUSPECTED_FALSE", "graded E, for the deciding team only")
    if grade.has_conditions:
        return _conditions_allow(piece.conditions or Conditions(), product_type=product_type)
    if product_type.intelligence_as_gist:
        return _gist("INTELLIGENCE_GIST", "intelligence goes into this type as a gist only")
    return None


def _conditions_allow(conditions: Conditions, *, product_type: ProductType) -> Inclusion | None:
    book = handling_book()
    action = book["action_codes"].get(conditions.action, {})
    if not action.get("leaves_the_hub", False):
        return _withhold("A1", "for covert development only: ask the police for words that may go")
    if not product_type.conditional_intelligence:
        return _withhold("CONDITIONAL", "graded C, not for this type of product")
    if conditions.action == "A2" and not product_type.is_for_deciding_team:
        return _withhold("A2", "for covert use only, not to leave the deciding team")
    sanitisation = book["sanitisation_codes"].get(conditions.sanitisation, {})
    if sanitisation.get("needs_originator", True) and conditions.originator_agreed_on is None:
        return _withhold("S2", "the originator has not been consulted and has not agreed")
    if not conditions.is_sanitised:
        return _withhold("NOT_SANITISED", "the sanitisation checklist is not complete")
    return _gist("SANITISED", "graded C: only the sanitised words may go")


def _restriction_and_depth(
    piece: PieceForProduct, _: Recipient, product_type: ProductType
) -> Inclusion | None:
    """The agency's own limit, and the type's; a person's own words are never shortened."""
    is_voice = piece.kind is Kind.OWN_WORDS and not piece.is_third_party
    if product_type.only_safety and Flag.SAFETY not in piece.flags and not is_voice:
        return _withhold("NOT_SAFETY", "does not bear on anyone's safety there")
    if piece.restriction is Restriction.GIST:
        return _gist("AGENCY_SAID_GIST", "the agency allows the gist only")
    if product_type.pieces is Depth.GIST and not is_voice:
        return _gist("TYPE_GIST", "this type of product holds gists only")
    return None


# The order decides only whose reason is given where two rules are equally strict.
RULES: tuple[Rule, ...] = (
    _never_leaves,
    _type_and_recipient,
    _grade_can_be_read,
    _grade_allows,
    _address,
    _lawful_and_relevant,
    _third_parties,
    _sensitive,
    _restriction_and_depth,
)
