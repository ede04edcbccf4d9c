"""What may leave the hub, for whom: tables that an information governance lead can check."""

from datetime import UTC, date, datetime

import pytest

from openmash.products.composing import compose
from openmash.products.grading import Conditions, sanitisation_checklist
from openmash.products.pieces import (
    Flag,
    Kind,
    PersonRef,
    PieceForProduct,
    Recipient,
    Restriction,
    Verdict,
)
from openmash.products.product_types import RecipientKind, product_type
from openmash.products.rules import may_include
from openmash.products.written import Analysis, Decision, Header, Subject

WORDS = {Verdict.INCLUDE: "whole", Verdict.GIST: "gist", Verdict.WITHHOLD: "stays"}

RECIPIENTS = {
    "the deciding team": ("P_FULL", RecipientKind.STATUTORY_TEAM, False),
    "deciding team, linked": ("P_FULL", RecipientKind.STATUTORY_TEAM, True),
    "deciding team, unchecked": ("P_FULL", RecipientKind.STATUTORY_TEAM, None),
    "early help": ("P_SUMMARY", RecipientKind.ASSESSMENT, False),
    "panel": ("P_GIST", RecipientKind.PANEL, False),
    "school": ("P_SAFETY", RecipientKind.VISITING_WORKER, False),
    "referrer": ("P_REFERRER", RecipientKind.REFERRER, False),
    "asked agency": ("P_NIL", RecipientKind.ASKED_AGENCY, False),
    "analyst": ("P_ANALYST", RecipientKind.ANALYST, False),
}


def rows(table: str) -> list[list[str]]:
    """Return the cells of a table, without its heading and its rule."""
    lines = [line for line in table.strip().splitlines() if line.strip()]
    return [[cell.strip() for cell in line.split("|")] for line in lines[2:]]


def a_piece(**traits) -> PieceForProduct:
    given = {
        "ref": "E-1",
        "agency_ref": "police",
        "agency_class": "the police",
        "about": (PersonRef(ref="p-1"),),
        "what": "A man came to the door three times at night.",
        "gist": "Somebody comes at night.",
        "known_on": date(2026, 11, 20),
        "kind": Kind.REPORTED,
        "first_hand": False,
        "restriction": Restriction.SHARE,
        "lawful_bases": ("A6_E",),
        "is_third_party": False,
        "flags": frozenset({Flag.SAFETY}),
    }
    return PieceForProduct(**(given | traits))


def a_recipient(name: str) -> tuple[str, Recipient]:
    code, kind, linked = RECIPIENTS[name]
    recipient = Recipient(
        ref="r-1",
        agency_ref="social-care",
        sector="local_authority",
        kind=kind,
        is_linked_to_feared_person=linked,
        purposes=frozenset({"S47"}),
        readers=("a named reader",),
    )
    return code, recipient


def conditions(text: str) -> Conditions | None:
    """Read `A2 S1`, `A3 S2 agreed` or `A3 S1 unsanitised`."""
    if text in {"", "-"}:
        return None
    action, sanitisation, *rest = text.split()
    return Conditions(
        action=action,
        sanitisation=sanitisation,
        instructions="Not to be quoted.",
        ticked=frozenset() if "unsanitised" in rest else frozenset(sanitisation_checklist()),
        originator_agreed_on=date(2026, 11, 22) if "agreed" in rest else None,
        rationale="Mistaken before." if "reasoned" in rest else "",
    )


def test_what_each_recipient_gets_of_an_agencys_line():
    """The agency's own limit, and the kind of product, decide how much goes."""
    table = """
    recipient         | the agency said | goes  | because
    ------------------|-----------------|-------|-----------------------------------------
    the deciding team | share           | whole | they have to decide on everything
    the deciding team | gist            | gist  | the agency's limit holds for them too
    the deciding team | meeting_only    | stays | said in the room, for the room
    the deciding team | sealed          | stays | named readers only
    early help        | share           | whole | needs, risk and agreed facts
    early help        | gist            | gist  | the agency's limit
    panel             | share           | gist  | what to do, without raw history
    school            | share           | gist  | what keeps people safe, without history
    school            | meeting_only    | stays | said in the room
    referrer          | share           | stays | came from another agency
    asked agency      | share           | stays | never what another agency answered
    analyst           | share           | stays | a pattern holds no lines
    """
    for name, restriction, goes, because in rows(table):
        code, recipient = a_recipient(name)
        answer = may_include(
            a_piece(restriction=Restriction(restriction)),
            recipient=recipient,
            product_type=product_type(code),
        )
        assert WORDS[answer.verdict] == goes, f"{name}, {restriction}: {because}"


def test_marks_on_a_piece_narrow_who_may_have_it():
    """A mark is never outweighed by a tick, a role or a good reason."""
    table = """
    recipient                | mark                     | goes  | because
    -------------------------|--------------------------|-------|-------------------------------
    the deciding team        | address_withheld         | whole | they have to keep her safe there
    deciding team, linked    | address_withheld         | stays | linked with the person feared
    deciding team, unchecked | address_withheld         | stays | nobody has checked the link
    early help               | address_withheld         | gist  | they need not know where
    school                   | address_withheld         | gist  | they need not know where
    the deciding team        | legal_privilege          | stays | a lawyer's advice stays
    the deciding team        | adoption                 | stays | joins a life before and after
    the deciding team        | source_identity          | stays | a source is never named
    the deciding team        | protected_person         | stays | must not show at all
    the deciding team        | above_official           | stays | must not be in this system
    the deciding team        | sexual_offence_anonymity | whole | they decide about it
    early help               | sexual_offence_anonymity | gist  | lifelong anonymity
    school                   | offence_detail           | gist  | no more than keeps people safe
    the deciding team        | offence_detail           | whole | they have to weigh it
    """
    for name, mark, goes, because in rows(table):
        code, recipient = a_recipient(name)
        answer = may_include(
            a_piece(flags=frozenset({Flag(mark), Flag.SAFETY})),
            recipient=recipient,
            product_type=product_type(code),
        )
        assert WORDS[answer.verdict] == goes, f"{name}, {mark}: {because}"


def test_police_intelligence_goes_as_its_grade_allows():
    """C never goes without instructions, an action code, a sanitisation code and a clean gist."""
    table = """
    recipient         | grade | conditions        | goes  | because
    ------------------|-------|-------------------|-------|-------------------------------------
    the deciding team | 1AP   | -                 | whole | may be shared
    early help        | 1AP   | -                 | gist  | intelligence goes there as a gist
    the deciding team | 2BC   | -                 | stays | C without its conditions
    the deciding team | 2BC   | A1 S1             | stays | covert development never leaves
    the deciding team | 2BC   | A1 S2 agreed      | stays | not even with the originator's word
    the deciding team | 2BC   | A2 S1             | gist  | covert use, sanitised
    school            | 2BC   | A2 S1             | stays | covert use stays with the team
    the deciding team | 2BC   | A3 S1             | gist  | sanitised words
    school            | 2BC   | A3 S1             | gist  | sanitised, and bears on safety
    early help        | 2BC   | A3 S1             | stays | raw intelligence is not for a plan
    panel             | 2BC   | A3 S1             | stays | nor for a panel
    the deciding team | 2BC   | A3 S1 unsanitised | stays | the checklist is not complete
    the deciding team | 2BC   | A3 S2             | stays | the originator was not asked
    the deciding team | 2BC   | A3 S2 agreed      | gist  | asked, and agreed
    the deciding team | 2BP   | A3 S1             | stays | P has no conditions: grade it again
    the deciding team | 3EP   | -                 | stays | no reason why it may be false
    the deciding team | E41   | -                 | stays | an older grade is never converted
    the deciding team | 2bp   | -                 | stays | cannot be read
    referrer          | 1AP   | -                 | stays | another agency's line
    """
    for name, grade, held, goes, because in rows(table):
        code, recipient = a_recipient(name)
        piece = a_piece(grade=grade, conditions=conditions(held), is_intelligence=True)
        answer = may_include(piece, recipient=recipient, product_type=product_type(code))
        assert WORDS[answer.verdict] == goes, f"{name}, {grade} {held}: {because}"


def a_product(**traits):
    """Return a product for the deciding team that may go."""
    _, recipient = a_recipient("the deciding team")
    header = Header(
        reference="ASH-2026-0417/P1",
        author="A decision maker",
        author_role="hub",
        written_at=datetime(2026, 11, 23, 15, 52, tzinfo=UTC),
        expires_on=date(2026, 12, 23),
        bases=("Public task",),
        purpose="To decide on an enquiry.",
        necessity="It cannot be decided with less.",
        questions_to="01632 960 100",
        second_reader="Another person",
    )
    given = {
        "recipient": recipient,
        "header": header,
        "subjects": (Subject(ref="p-1", shown_as="Wren Tallow"),),
        "pieces": (a_piece(),),
        "analysis": Analysis(words="Two agencies are worried."),
        "decision": Decision(outcome="Enquiry under section 47."),
        "safe_contact": "The aunt, at work.",
        "chosen": {"E-1"},
    }
    return compose(product_type("P_FULL"), **(given | traits))


def test_sharing_to_nobody_reaches_nobody_and_warns_the_sender():
    made = a_product(recipient=None)

    assert a_product().is_sendable
    assert made.included == ()
    assert not made.is_sendable
    assert made.warnings


@pytest.mark.parametrize("chosen", [set(), {"E-1"}])
def test_a_piece_goes_only_when_a_person_ticked_it(chosen):
    made = a_product(chosen=chosen)

    assert {line.piece.ref for line in made.included} == chosen
    assert ("three times" in made.sheet_json()) == bool(chosen)


def test_every_product_says_whom_it_is_safe_to_speak_to():
    """No answer is not a yes: the sheet then says to contact nobody."""
    assert a_product().sheet["safe_contact"] == "The aunt, at work."
    assert "Do not ring" in a_product(safe_contact="").sheet["safe_contact"]


def test_the_sheet_says_what_is_not_known_of_a_persons_own_words():
    assert a_product().sheet["voice"][0]["missing"].startswith("Nobody has told the hub")
