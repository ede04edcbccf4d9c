"""Which piece may go to whom: each refusal beside its success."""

from dataclasses import replace
from datetime import date

import pytest

from openmash.errors import BadInput
from openmash.products.grading import (
    Conditions,
    condition_faults,
    handling_book,
    sanitisation_checklist,
    validate_grade,
)
from openmash.products.pieces import Flag, Kind, PieceForProduct, Restriction, Verdict
from openmash.products.product_types import RecipientKind, product_type, product_types
from openmash.products.rules import RULES, may_include
from openmash.sources import get

from .situations import DEV, WREN, make_conditions, make_piece, make_recipient


def answer(piece: PieceForProduct, *, code: str = "P_FULL", **recipient):
    return may_include(
        piece, recipient=make_recipient(code, **recipient), product_type=product_type(code)
    )


def test_an_ordinary_piece_goes_to_the_deciding_team_as_it_is_written():
    assert answer(make_piece()).verdict is Verdict.INCLUDE


@pytest.mark.parametrize("readers", [(), None])
def test_an_empty_audience_means_nobody(readers):
    recipient = None if readers is None else make_recipient(readers=readers)
    given = may_include(make_piece(), recipient=recipient, product_type=product_type("P_FULL"))

    assert (given.verdict, given.rule) == (Verdict.WITHHOLD, "NOBODY")


@pytest.mark.parametrize(
    ("traits", "rule"),
    [
        ({"restriction": Restriction.SEALED}, "SEALED"),
        ({"restriction": Restriction.MEETING_ONLY}, "MEETING_ONLY"),
        ({"flags": frozenset({Flag.LEGAL_PRIVILEGE})}, "LEGAL_PRIVILEGE"),
        ({"flags": frozenset({Flag.SOURCE_IDENTITY})}, "SOURCE_IDENTITY"),
        ({"flags": frozenset({Flag.PROTECTED_PERSON})}, "PROTECTED_PERSON"),
        ({"flags": frozenset({Flag.ABOVE_OFFICIAL})}, "ABOVE_OFFICIAL"),
        ({"flags": frozenset({Flag.ADOPTION})}, "ADOPTION"),
        ({"lawful_bases": ()}, "NO_BASIS"),
        ({"relevant_for": frozenset({"PREVENT"})}, "NOT_RELEVANT"),
    ],
)
def test_some_pieces_do_not_leave_even_for_the_deciding_team(traits, rule):
    given = answer(make_piece(**traits))

    assert (given.verdict, given.rule) == (Verdict.WITHHOLD, rule)


def test_adoption_goes_to_a_role_cleared_for_it_and_nothing_else_is_ever_cleared():
    everything = frozenset(Flag)

    assert (
        answer(make_piece(flags=frozenset({Flag.ADOPTION})), cleared_for=everything).verdict
        is Verdict.INCLUDE
    )
    for flag in (Flag.LEGAL_PRIVILEGE, Flag.SOURCE_IDENTITY, Flag.ABOVE_OFFICIAL):
        piece = make_piece(flags=frozenset({flag}))
        assert answer(piece, cleared_for=everything).verdict is Verdict.WITHHOLD


@pytest.mark.parametrize(
    ("linked", "code", "verdict"),
    [
        (False, "P_FULL", Verdict.INCLUDE),
        (False, "P_SAFETY", Verdict.GIST),
        (False, "P_SUMMARY", Verdict.GIST),
        (None, "P_FULL", Verdict.WITHHOLD),
        (True, "P_FULL", Verdict.WITHHOLD),
        (True, "P_SAFETY", Verdict.WITHHOLD),
        (None, "P_GIST", Verdict.WITHHOLD),
    ],
)
def test_an_address_of_safety_goes_to_nobody_who_may_be_linked(linked, code, verdict):
    piece = make_piece(flags=frozenset({Flag.ADDRESS_WITHHELD, Flag.SAFETY}))

    assert answer(piece, code=code, is_linked_to_feared_person=linked).verdict is verdict


def test_a_referrer_gets_no_line_from_another_agency():
    own = answer(make_piece(), code="P_REFERRER", agency_ref="school")
    other = answer(make_piece(agency_ref="police"), code="P_REFERRER", agency_ref="school")

    assert own.verdict is Verdict.INCLUDE
    assert (other.verdict, other.rule) == (Verdict.WITHHOLD, "OTHER_AGENCY")


def test_a_referrer_without_an_agency_owns_no_line():
    given = answer(make_piece(agency_ref=""), code="P_REFERRER", agency_ref="")

    assert given.rule == "OTHER_AGENCY"


def test_a_referrer_gets_nothing_about_other_people():
    piece = make_piece(is_third_party=True, relevant_for=frozenset({"S47"}))

    assert answer(piece, code="P_REFERRER", agency_ref="school").rule == "THIRD_PARTY"


@pytest.mark.parametrize("linked", [True, None])
def test_a_referrer_who_may_be_linked_hears_only_that_it_was_received(linked):
    given = answer(
        make_piece(),
        code="P_REFERRER",
        agency_ref="school",
        is_linked_to_feared_person=linked,
    )

    assert given.rule == "RECEIPT_ONLY"


@pytest.mark.parametrize("code", ["P_NIL", "P_ANALYST"])
def test_an_asked_agency_and_an_analyst_get_no_pieces(code):
    assert answer(make_piece(), code=code, agency_ref="school").rule == "NO_PIECES"


def test_a_third_party_goes_only_where_somebody_judged_it_relevant():
    about_dev = make_piece(about=(WREN, DEV), is_third_party=True)

    assert answer(about_dev).rule == "THIRD_PARTY"
    assert answer(replace(about_dev, relevant_for=frozenset({"S47"}))).verdict is Verdict.INCLUDE


def test_a_third_partys_health_does_not_go_into_a_summary():
    piece = make_piece(
        is_third_party=True,
        relevant_for=frozenset({"S47"}),
        flags=frozenset({Flag.SPECIAL_CATEGORY}),
    )

    assert answer(piece, code="P_SUMMARY").rule == "THIRD_PARTY_SPECIAL"
    assert answer(replace(piece, flags=frozenset()), code="P_SUMMARY").verdict is Verdict.INCLUDE


def test_words_said_under_section_98_do_not_go_to_the_police():
    piece = make_piece(flags=frozenset({Flag.SELF_INCRIMINATION}))

    assert answer(piece, sector="police").rule == "SELF_INCRIMINATION"
    assert answer(piece).verdict is Verdict.INCLUDE


@pytest.mark.parametrize("flag", [Flag.SEXUAL_OFFENCE_ANONYMITY, Flag.OFFENCE_DETAIL])
def test_sexual_offences_and_detail_go_whole_to_the_deciding_team_and_as_a_gist_to_others(flag):
    piece = make_piece(flags=frozenset({flag, Flag.SAFETY}))

    assert answer(piece).verdict is Verdict.INCLUDE
    assert answer(piece, code="P_SUMMARY").verdict is Verdict.GIST
    assert answer(replace(piece, gist=None), code="P_SUMMARY").rule == "NO_GIST"


def test_what_the_agency_allowed_as_a_gist_goes_as_a_gist_or_not_at_all():
    piece = make_piece(restriction=Restriction.GIST)

    assert answer(piece).verdict is Verdict.GIST
    assert answer(replace(piece, gist="  ")).verdict is Verdict.WITHHOLD


def test_a_safety_note_carries_what_bears_on_safety_and_the_persons_own_words():
    history = make_piece(flags=frozenset())
    voice = make_piece(flags=frozenset(), kind=Kind.OWN_WORDS, gist=None)

    assert answer(history, code="P_SAFETY").rule == "NOT_SAFETY"
    assert answer(make_piece(), code="P_SAFETY").verdict is Verdict.GIST
    assert answer(voice, code="P_SAFETY").verdict is Verdict.INCLUDE


def test_own_words_that_the_agency_limited_are_not_sent_word_for_word():
    voice = make_piece(kind=Kind.OWN_WORDS, restriction=Restriction.GIST, gist=None)

    assert answer(voice).rule == "NO_GIST"


def test_the_strictest_rule_wins_whatever_else_is_allowed():
    piece = make_piece(restriction=Restriction.GIST, lawful_bases=())

    assert answer(piece).verdict is Verdict.WITHHOLD


def test_no_reason_repeats_what_a_piece_says():
    piece = make_piece(what="Zebra crossing at noon", gist="Zebra")
    for code in product_types():
        for kind in RecipientKind:
            assert "ebra" not in answer(piece, code=code, kind=kind).reason


# 3x5x2


@pytest.mark.parametrize("text", ["1AP", "2BP", "3EC", "2DC"])
def test_a_grade_is_read(text):
    grade = validate_grade(text)

    assert f"{grade.source}{grade.assessment}{grade.handling}" == text


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "three characters"),
        ("2B", "three characters"),
        ("2BPX", "three characters"),
        ("4BP", "first character"),
        ("2FP", "second character"),
        ("2BX", "third character"),
        ("2bp", "capital letters"),
        ("2B ", "third character"),
        ("2BP\n", "three characters"),
        ("٢BP", "first character"),
        ("E41", "older five-by-five"),
    ],
)
def test_a_grade_that_cannot_be_read_says_which_character_and_why(text, says):
    with pytest.raises(BadInput, match=says):
        validate_grade(text)


@pytest.mark.parametrize(
    ("grade", "conditions", "faults"),
    [
        ("2BP", None, 0),
        ("2BP", make_conditions(), 1),
        ("2BC", make_conditions(), 0),
        ("2BC", None, 3),
        ("2BC", make_conditions(instructions=" "), 1),
        ("2BC", make_conditions(action="A9"), 1),
        ("2BC", make_conditions(sanitisation=""), 1),
        ("2EP", None, 1),
        ("2EP", Conditions(rationale="The caller has been mistaken before."), 0),
    ],
)
def test_conditions_stand_with_c_and_only_with_c(grade, conditions, faults):
    assert len(condition_faults(validate_grade(grade), conditions=conditions)) == faults


GOOD = make_conditions()


@pytest.mark.parametrize(
    ("grade", "conditions", "code", "verdict", "rule"),
    [
        ("2BP", None, "P_FULL", Verdict.INCLUDE, "ALLOWED"),
        ("2BP", None, "P_SUMMARY", Verdict.GIST, "INTELLIGENCE_GIST"),
        ("", None, "P_FULL", Verdict.WITHHOLD, "NOT_GRADED"),
        ("E41", None, "P_FULL", Verdict.WITHHOLD, "GRADE_UNREADABLE"),
        ("2BC", None, "P_FULL", Verdict.WITHHOLD, "CONDITIONS_INCOMPLETE"),
        ("2BC", GOOD, "P_FULL", Verdict.GIST, "SANITISED"),
        ("2BC", GOOD, "P_SAFETY", Verdict.GIST, "SANITISED"),
        ("2BC", GOOD, "P_SUMMARY", Verdict.WITHHOLD, "CONDITIONAL"),
        ("2BC", GOOD, "P_GIST", Verdict.WITHHOLD, "CONDITIONAL"),
        ("2BC", replace(GOOD, action="A1"), "P_FULL", Verdict.WITHHOLD, "A1"),
        ("2BC", replace(GOOD, action="A2"), "P_FULL", Verdict.GIST, "SANITISED"),
        ("2BC", replace(GOOD, action="A2"), "P_SAFETY", Verdict.WITHHOLD, "A2"),
        ("2BC", replace(GOOD, sanitisation="S2"), "P_FULL", Verdict.WITHHOLD, "S2"),
        (
            "2BC",
            replace(GOOD, sanitisation="S2", originator_agreed_on=date(2026, 11, 22)),
            "P_FULL",
            Verdict.GIST,
            "SANITISED",
        ),
        ("2BC", replace(GOOD, ticked=frozenset()), "P_FULL", Verdict.WITHHOLD, "NOT_SANITISED"),
        ("2EP", None, "P_FULL", Verdict.WITHHOLD, "CONDITIONS_INCOMPLETE"),
        ("2EP", Conditions(rationale="Mistaken before."), "P_FULL", Verdict.INCLUDE, "ALLOWED"),
        (
            "2EP",
            Conditions(rationale="Mistaken before."),
            "P_SUMMARY",
            Verdict.WITHHOLD,
            "SUSPECTED_FALSE",
        ),
    ],
)
def test_a_grade_decides_how_far_intelligence_goes(grade, conditions, code, verdict, rule):
    piece = make_piece(grade=grade, conditions=conditions, is_intelligence=True)
    given = answer(piece, code=code)

    assert (given.verdict, given.rule) == (verdict, rule)


def test_permission_of_the_originator_does_not_let_covert_development_out():
    conditions = make_conditions(action="A1", originator_agreed_on=date(2026, 11, 22))

    assert answer(make_piece(grade="1AC", conditions=conditions)).rule == "A1"


def test_every_point_of_the_sanitisation_checklist_is_needed():
    for missing in sanitisation_checklist():
        conditions = make_conditions(ticked=frozenset(sanitisation_checklist()) - {missing})
        assert answer(make_piece(grade="1AC", conditions=conditions)).rule == "NOT_SANITISED"


# The library


def test_every_flag_and_every_recipient_has_its_meaning_in_the_library():
    assert set(handling_book()["flags"]) == {str(flag) for flag in Flag}
    assert {kind for product in product_types().values() for kind in product.to} == set(
        RecipientKind
    )


def test_the_library_cites_sources_that_exist():
    from openmash.sources import read_library_file

    for source in read_library_file("product_types.yaml")["sources"]:
        assert get(source)
    assert get(handling_book()["source"])


def test_every_rule_was_asked():
    assert len(RULES) == len(set(RULES)) == 9


@pytest.mark.parametrize("traits", [{"what": "  "}, {"about": ()}])
def test_a_piece_that_says_nothing_or_concerns_nobody_cannot_be_made(traits):
    with pytest.raises(BadInput):
        make_piece(**traits)


def test_details_do_not_print():
    shown = repr(make_piece()) + repr(make_recipient())

    assert "asleep" not in shown
    assert "Wren" not in shown
    assert "Achterberg" not in shown
