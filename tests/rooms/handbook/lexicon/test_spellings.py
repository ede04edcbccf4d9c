"""Words are found as people write them, and not where they only look alike."""

import pytest

from openmash.handbook.lexicon.spellings import spellings_of, words_in
from openmash.handbook.words import lexicon


def found(text: str) -> list[tuple[str, str]]:
    return [(one.said, one.word_id) for one in words_in(text)]


@pytest.mark.parametrize(
    ("text", "said", "word_id"),
    [
        ("Seen by HV at home.", "HV", "hv"),
        ("Both HVs agreed.", "HVs", "hv"),
        ("The HV’s note.", "HV’s", "hv"),
        ("Rated BRAG amber.", "BRAG", "brag_rag"),
        ("An s.47 enquiry.", "s.47", "s47"),
        ("Under section 47 of the Act.", "section 47", "s47"),
        ("He was not brought again.", "was not brought", "dna_was_not_brought"),
        ("DNA’d twice.", "DNA’d", "dna_was_not_brought"),
        ("Written in CPOMS.", "CPOMS", "cpoms_myconcern"),
        ("C&F assessment due.", "C&F assessment", "c_and_f"),
        ("A strategy discussion today.", "strategy discussion", "strategy_discussion_meeting"),
    ],
)
def test_a_word_is_found_as_people_write_it(text, said, word_id):
    assert (said, word_id) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "She let him in by the front door.",
        "They do all they can to prevent it.",
        "He read the TV channel list.",
        "The child lives with a parent at this address.",
        "Send it on. It was a dash for the bus.",
        "ask@hv.example",
        "He has a plan.",
        "Shvester",
    ],
)
def test_a_word_that_only_looks_alike_is_left_alone(text):
    assert found(text) == []


def test_the_longest_word_is_found_where_two_begin_alike():
    assert found("At high risk.") == [("high risk", "high_risk")]


def test_places_are_those_of_the_text():
    text = "Known to CAMHS; GP told."
    assert [text[one.start : one.end] for one in words_in(text)] == ["CAMHS", "GP"]


def test_every_marked_word_can_be_found_by_its_own_spelling():
    lost = [
        (word.id, spelling.said)
        for word in lexicon().values()
        for spelling in spellings_of(word)
        if not found(spelling.said)
    ]
    assert lost == []
