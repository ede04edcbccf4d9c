"""The smallest valid product, and a builder for each part. Everyone here is made up."""

from datetime import UTC, date, datetime
from typing import Any

from openmash.products.composing import Composition, compose
from openmash.products.grading import Conditions, sanitisation_checklist
from openmash.products.pieces import (
    Flag,
    Kind,
    PersonRef,
    PieceForProduct,
    Recipient,
    Restriction,
)
from openmash.products.product_types import RecipientKind, product_type
from openmash.products.written import Action, Analysis, Decision, Header, Subject, Unknown

NOW = datetime(2026, 11, 23, 15, 52, tzinfo=UTC)
WREN = PersonRef(ref="p-1", shown_as="Wren Tallow")
DEV = PersonRef(ref="p-9", shown_as="Devlin Marsh")
KIND_FOR = {
    "P_FULL": RecipientKind.STATUTORY_TEAM,
    "P_SUMMARY": RecipientKind.ASSESSMENT,
    "P_GIST": RecipientKind.PANEL,
    "P_SAFETY": RecipientKind.VISITING_WORKER,
    "P_REFERRER": RecipientKind.REFERRER,
    "P_NIL": RecipientKind.ASKED_AGENCY,
    "P_ANALYST": RecipientKind.ANALYST,
}


def make_piece(ref: str = "E-1", **traits: Any) -> PieceForProduct:
    given: dict[str, Any] = {
        "agency_ref": "school",
        "agency_class": "a school",
        "about": (WREN,),
        "what": "Wren fell asleep in the reading corner on four mornings.",
        "gist": "Often tired at school.",
        "happened_on": date(2026, 11, 18),
        "known_on": date(2026, 11, 20),
        "kind": Kind.FACT,
        "first_hand": True,
        "restriction": Restriction.SHARE,
        "lawful_bases": ("A6_E",),
        "is_third_party": False,
        "flags": frozenset({Flag.SAFETY}),
    }
    return PieceForProduct(ref=ref, **(given | traits))


def make_conditions(**traits: Any) -> Conditions:
    given: dict[str, Any] = {
        "action": "A3",
        "sanitisation": "S1",
        "instructions": "Do not say that anybody watched the house.",
        "ticked": frozenset(sanitisation_checklist()),
    }
    return Conditions(**(given | traits))


def make_recipient(for_type: str = "P_FULL", **traits: Any) -> Recipient:
    given: dict[str, Any] = {
        "ref": "r-1",
        "agency_ref": "social-care",
        "sector": "local_authority",
        "kind": KIND_FOR[for_type],
        "is_linked_to_feared_person": False,
        "purposes": frozenset({"S47"}),
        "readers": ("F. Achterberg",),
        "shown_as": "Ashmere children's social care",
    }
    return Recipient(**(given | traits))


def make_header(**traits: Any) -> Header:
    given: dict[str, Any] = {
        "reference": "ASH-2026-0417/P2",
        "author": "R. Adeyemi-Cole",
        "author_role": "decision maker",
        "written_at": NOW,
        "expires_on": date(2026, 12, 20),
        "bases": ("Public task (UK GDPR Article 6(1)(e))",),
        "purpose": "You are asked to act.",
        "necessity": "A child cannot be kept safe with less.",
        "questions_to": "01632 960 100",
        "second_reader": "S. Okonjo",
    }
    return Header(**(given | traits))


def make_composition(code: str = "P_FULL", **traits: Any) -> Composition:
    """Compose with every piece ticked; `traits` replace any argument of `compose`."""
    pieces = traits.get("pieces", (make_piece(),))
    given: dict[str, Any] = {
        "recipient": make_recipient(code),
        "header": make_header(),
        "subjects": (Subject(ref="p-1", shown_as="Wren Tallow", born="born 4 March 2019"),),
        "pieces": pieces,
        "analysis": Analysis(words="Neglect over months."),
        "decision": Decision(
            outcome="Enquiry under section 47.",
            general_outcome="Somebody will see the child today.",
            general_reason="What you told us was enough to act on.",
            next_steps=("You hear from us again by Friday.",),
        ),
        "actions": (
            Action(what="See her at home", by_when="today, 18:00", agency_ref="social-care"),
            Action(what="Keep her in class", by_when="16:15", agency_ref="school", who="School"),
        ),
        "unknowns": (Unknown(what="Who sleeps at the home.", finds_out="Police"),),
        "safe_contact": "Speak to the mother alone, at school.",
        "chosen": {piece.ref for piece in pieces},
    }
    return compose(product_type(code), **(given | traits))
