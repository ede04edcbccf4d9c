"""Laws of telling: nobody hears another agency's line, and what stays is on no sheet."""

from hypothesis import given, settings
from hypothesis import strategies as st

from openmash.decisions import told
from openmash.decisions.outcomes import outcomes
from openmash.products.pieces import Restriction
from tests.rooms.products.situations import make_composition, make_piece

CODES = st.lists(st.sampled_from(list(outcomes())), max_size=6)
MADE_UP = "blade stairs uncle cellar bottle river seven midnight shouting lantern"
WORDS = st.lists(
    st.sampled_from(MADE_UP.split()),
    min_size=8,
    max_size=20,
).map(" ".join)


@given(codes=CODES, professional=st.booleans(), may_hear=st.booleans(), line=WORDS)
def test_what_a_referrer_is_told_never_holds_a_line_of_a_record(
    codes, professional, may_hear, line
):
    given_words = told.outcome_words(
        codes, is_professional=professional, may_hear_more_than_receipt=may_hear
    ).words

    assert not told.repeats(given_words, of=[line])


@given(codes=CODES, professional=st.booleans())
def test_who_may_hear_only_that_it_was_received_hears_nothing_else(codes, professional):
    heard = told.outcome_words(
        codes, is_professional=professional, may_hear_more_than_receipt=False
    )

    assert heard.words == told.RECEIVED


@given(line=WORDS, before=WORDS, after=WORDS)
def test_words_that_hold_a_run_of_another_agencys_piece_are_found(line, before, after):
    assert told.repeats(f"{before} {line} {after}", of=[line])


@settings(max_examples=30, deadline=None)
@given(secret=WORDS, is_ticked=st.booleans())
def test_a_recipients_part_never_holds_what_was_withheld(secret, is_ticked):
    kept_back = make_piece("E-9", what=secret, gist="", restriction=Restriction.SEALED)
    pieces = (make_piece(), kept_back)
    made = make_composition(
        "P_FULL", pieces=pieces, chosen={"E-1", "E-9"} if is_ticked else {"E-1"}
    )

    assert secret not in made.sheet_json()
