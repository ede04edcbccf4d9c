"""What a recipient gets, what the hub keeps, and what has to be done before it goes."""

from dataclasses import replace
from datetime import date

import pytest

from openmash.errors import BadInput, NaiveTime
from openmash.products.composing import compose
from openmash.products.pieces import Flag, Kind, Precision, Restriction
from openmash.products.product_types import product_type, product_types
from openmash.products.written import Action, Analysis, Decision, Subject, Unknown

from .situations import (
    DEV,
    NOW,
    WREN,
    make_composition,
    make_conditions,
    make_header,
    make_piece,
    make_recipient,
)

SECRET = make_piece("E-7", what="The aunt on Tannery Row rang the desk about the van")


def test_the_smallest_product_may_go():
    made = make_composition()

    assert made.why_not == ()
    assert made.is_sendable
    assert [line.piece.ref for line in made.included] == ["E-1"]


@pytest.mark.parametrize("code", list(product_types()))
def test_each_type_can_be_composed_and_sent(code):
    made = make_composition(code)

    assert made.is_sendable, made.why_not
    assert list(made.sheet["sections"]) == list(product_type(code).sections)


def test_what_nobody_ticked_stays_and_says_so():
    made = make_composition(pieces=[make_piece(), SECRET], chosen={"E-1"})

    assert [(piece.ref, piece.rule) for piece in made.withheld] == [("E-7", "NOT_TICKED")]
    assert "Tannery" not in made.sheet_json()


def test_a_tick_never_outweighs_a_rule_and_the_author_is_told():
    sealed = replace(SECRET, restriction=Restriction.SEALED)
    made = make_composition(pieces=[sealed], chosen={"E-7"})

    assert made.included == ()
    assert made.withheld[0].was_ticked
    assert made.withheld[0].is_sealed
    assert any("E-7 was ticked but cannot go" in warning for warning in made.warnings)


def test_a_tick_for_a_piece_of_another_enquiry_is_noticed():
    made = make_composition(chosen={"E-1", "E-99"})

    assert any("E-99" in warning for warning in made.warnings)


@pytest.mark.parametrize("recipient", [None, make_recipient(readers=())])
def test_without_a_reader_nobody_receives_and_the_author_is_warned(recipient):
    made = make_composition(recipient=recipient)

    assert made.included == ()
    assert not made.is_sendable
    assert any("nobody would" in warning for warning in made.warnings)


def test_a_piece_about_somebody_who_is_no_subject_counts_as_a_third_partys():
    piece = make_piece(about=(WREN, DEV), is_third_party=False)

    assert make_composition(pieces=[piece]).withheld[0].rule == "THIRD_PARTY"


def test_names_of_third_parties_stand_beside_no_finding():
    piece = make_piece(about=(WREN, DEV), relevant_for=frozenset({"S47"}))
    made = make_composition(pieces=[piece])

    assert made.sheet["findings"][0]["about"] == "Wren Tallow"
    assert "Devlin" not in made.sheet_json()


@pytest.mark.parametrize(
    "written",
    [
        {"analysis": Analysis(words=f"We think so: {SECRET.what}.")},
        {"analysis": Analysis(words="well known, the AUNT on  tannery row\nrang the desk about.")},
        {"decision": Decision(outcome="Act", reason=SECRET.what)},
        {"unknowns": [Unknown(what=SECRET.what)]},
        {"unknowns": [Unknown(what="Who?", finds_out=SECRET.what)]},
        {"actions": [Action(what=SECRET.what, by_when="now", agency_ref="social-care")]},
        {"actions": [Action(what="Go", by_when=SECRET.what, agency_ref="school")]},
        {"safe_contact": SECRET.what},
        {"header": make_header(necessity=SECRET.what)},
        {"header": make_header(heading=SECRET.what)},
        {"header": make_header(purpose=SECRET.what)},
        {"header": make_header(bases=(SECRET.what,))},
        {"header": make_header(conditions=(SECRET.what,))},
        {"subjects": [Subject(ref="p-1", shown_as="Wren", voice_missing=SECRET.what)]},
    ],
)
def test_an_author_who_repeats_a_withheld_piece_is_stopped_and_told_where(written):
    made = make_composition(pieces=[make_piece(), SECRET], chosen={"E-1"}, **written)

    assert "tannery row" not in made.sheet_json().casefold()
    assert not made.is_sendable
    assert any("E-7" in repair for repair in made.why_not)


def test_words_that_go_anyway_may_be_repeated():
    twin = replace(SECRET, ref="E-8", agency_ref="police", restriction=Restriction.SHARE)
    sealed = replace(SECRET, restriction=Restriction.MEETING_ONLY)
    made = make_composition(
        pieces=[twin, sealed], chosen={"E-8"}, analysis=Analysis(words=SECRET.what)
    )

    assert made.is_sendable
    assert "Tannery" in made.sheet_json()


@pytest.mark.parametrize(
    "says",
    [
        "She is now at 14 Heron Close with Bea.",
        "Post goes to as1 2zz these days.",
        "14 HERON close",
    ],
)
def test_an_address_of_safety_is_kept_out_of_every_other_line(says):
    address = make_piece(
        "E-6",
        what="Since 3 November 2026 they stay at 14 Heron Close, AS1 2ZZ, for 2 weeks more.",
        gist="They stay somewhere safe.",
        flags=frozenset({Flag.ADDRESS_WITHHELD}),
    )
    other = make_piece("E-5", what=says, agency_ref="housing")
    made = make_composition("P_SUMMARY", pieces=[address, other], analysis=Analysis(words=says))

    assert "ECHO" in {piece.rule for piece in made.withheld}
    assert "heron" not in made.sheet_json().casefold()
    assert "2zz" not in made.sheet_json().casefold()
    assert not made.is_sendable


def test_a_date_is_no_address():
    address = make_piece(
        what="From 3 November 2026 on, at 14 Heron Close", flags=frozenset({Flag.ADDRESS_WITHHELD})
    )
    made = make_composition(
        "P_SUMMARY", pieces=[address], analysis=Analysis(words="Seen on 3 November 2026.")
    )

    assert made.is_sendable


def test_a_gist_that_gives_the_address_away_does_not_go():
    address = make_piece(
        what="At 14 Heron Close since Monday",
        gist="Safe at 14 Heron Close",
        flags=frozenset({Flag.ADDRESS_WITHHELD}),
    )

    assert make_composition("P_SUMMARY", pieces=[address]).withheld[0].rule == "ECHO"


def test_a_linked_recipient_is_not_told_whom_it_is_safe_to_speak_to():
    told = make_composition()
    linked = make_composition(recipient=make_recipient(is_linked_to_feared_person=True))

    assert told.sheet["safe_contact"] == "Speak to the mother alone, at school."
    assert "mother" not in linked.sheet_json()


def test_without_an_answer_on_safe_contact_the_sheet_says_contact_nobody():
    made = make_composition(safe_contact="")

    assert made.sheet["safe_contact"].startswith("Not agreed yet")
    assert any("safe to speak to" in warning for warning in made.warnings)


def test_the_recipient_is_asked_only_for_its_own_actions():
    made = make_composition()

    assert [ask["what"] for ask in made.sheet["asks"]] == ["See her at home"]
    assert [act["who"] for act in made.sheet["others"]] == ["School"]
    assert "Keep her in class" not in make_composition("P_SAFETY").sheet_json()


def test_feedback_holds_general_words_and_nothing_of_the_enquiry():
    made = make_composition("P_REFERRER", recipient=make_recipient("P_REFERRER", agency_ref="gp"))
    text = made.sheet_json()

    assert "Somebody will see the child today." in text
    for kept in ("section 47", "Neglect", "asleep", "Wren", "See her at home", "mother"):
        assert kept not in text


def test_a_referrer_in_the_household_reads_no_more_than_received():
    recipient = make_recipient("P_REFERRER", gets_receipt_only=True)
    made = make_composition("P_REFERRER", recipient=recipient)
    text = made.sheet_json()

    assert "it has been read" in text
    for kept in ("see the child", "asked to act", "Friday", "Public task"):
        assert kept not in text
    assert made.is_sendable


def test_own_words_are_printed_as_voice_and_a_missing_voice_is_a_hole():
    voice = make_piece(kind=Kind.OWN_WORDS, what="The light stays on.")
    heard = make_composition(pieces=[voice]).sheet
    unheard = make_composition().sheet

    assert heard["voice"][0]["said"][0]["words"] == "The light stays on."
    assert heard["findings"] == []
    assert unheard["voice"][0]["said"] == []
    assert unheard["voice"][0]["missing"]


def test_an_analysts_pattern_with_a_name_in_it_is_stopped():
    made = make_composition("P_ANALYST", analysis=Analysis(words="Three reports named Tallow."))

    assert not made.is_sendable
    assert "Tallow" not in made.sheet_json()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"bases": ()}, "BASIS"),
        ({"necessity": ""}, "NECESSITY"),
        ({"purpose": " "}, "NECESSITY"),
        ({"expires_on": None}, "EXPIRY"),
        ({"expires_on": date(2026, 11, 23)}, "EXPIRY"),
        ({"expires_on": date(2027, 6, 1)}, "EXPIRY"),
        ({"second_reader": ""}, "SECOND_READER"),
        ({"second_reader": "r. adeyemi-cole "}, "SECOND_READER"),
    ],
)
def test_what_is_missing_stops_the_sending_and_says_what_to_do(change, code):
    made = make_composition(header=make_header(**change))

    assert [check.code for check in made.checklist if not check.is_done] == [code]
    assert made.why_not[0]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"purposes": frozenset()}, "PURPOSE_CODE"),
        ({"is_linked_to_feared_person": None}, "LINK_CHECKED"),
    ],
)
def test_what_is_not_known_of_the_recipient_stops_the_sending(change, code):
    made = make_composition(recipient=make_recipient(**change))

    assert code in {check.code for check in made.checklist if not check.is_done}


def test_a_type_that_is_not_for_the_recipient_holds_nothing():
    made = make_composition("P_FULL", recipient=make_recipient("P_SAFETY"))

    assert made.included == ()
    assert not made.is_sendable


def test_handling_instructions_ride_on_the_line():
    piece = make_piece(grade="2BC", conditions=make_conditions(), gist="A man stays at night.")
    finding = make_composition(pieces=[piece]).sheet["findings"][0]

    assert finding["what"] == "A man stays at night."
    assert "watched" in finding["instructions"]
    assert finding["grade"] == "2BC"
    assert make_composition("P_SAFETY", pieces=[piece]).sheet["findings"][0]["grade"] == ""


@pytest.mark.parametrize(
    ("happened_on", "precision", "words"),
    [
        (date(2026, 4, 9), Precision.DAY, "9 April 2026"),
        (date(2026, 4, 1), Precision.MONTH, "some time in April 2026"),
        (date(2026, 1, 1), Precision.YEAR, "some time in 2026"),
        (None, Precision.DAY, "day not known"),
    ],
)
def test_a_date_is_told_no_more_exactly_than_it_is_known(happened_on, precision, words):
    piece = make_piece(happened_on=happened_on, precision=precision)

    assert make_composition(pieces=[piece]).sheet["findings"][0]["happened"] == words


def test_the_same_content_has_the_same_seal_and_another_has_another():
    assert make_composition().seal == make_composition().seal
    assert make_composition().seal != make_composition(safe_contact="Nobody").seal


def test_a_piece_above_official_raises_the_alarm():
    piece = make_piece(flags=frozenset({Flag.ABOVE_OFFICIAL}))

    assert any("OFFICIAL" in warning for warning in make_composition(pieces=[piece]).warnings)


def test_an_empty_enquiry_with_nothing_to_ask_is_not_sent():
    made = make_composition(pieces=(), actions=())

    assert [check.code for check in made.checklist if not check.is_done] == ["SAYS_SOMETHING"]


def test_a_product_type_that_does_not_exist_is_named():
    with pytest.raises(BadInput, match="P_FULL"):
        product_type("P_EVERYTHING")


def test_a_moment_without_a_timezone_is_refused():
    with pytest.raises(NaiveTime):
        make_header(written_at=NOW.replace(tzinfo=None))


def test_compose_needs_no_optional_part():
    made = compose(
        product_type("P_GIST"),
        recipient=make_recipient("P_GIST"),
        header=make_header(),
        subjects=(),
        pieces=(),
        analysis=Analysis(),
        decision=Decision(outcome=""),
    )

    assert not made.is_sendable
