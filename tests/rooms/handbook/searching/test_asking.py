"""Reading a question: its words, what else they are called, and what stands side by side."""

from openmash.handbook.searching.answering import part_that_answers
from openmash.handbook.searching.asking import asks_for_a_meaning, terms_of, tidy, words_of
from openmash.handbook.searching.synonyms import calls


def test_a_section_is_asked_for_as_it_is_written():
    assert tidy("What’s s47, or s.17?") == "what's section 47, or section 17?"


def test_a_very_long_story_is_cut_to_its_first_words():
    assert len(words_of("word " * 500)) == 40


def test_a_word_brings_what_else_it_is_called_at_a_lower_weight():
    terms = terms_of(["dad"], otherwise={"dad": ("father",)})

    assert [(one.words, one.idea) for one in terms[:2]] == [("dad", 0), ("father", 0)]
    assert terms[0].weight > terms[1].weight


def test_a_plural_finds_what_the_singular_is_called():
    terms = terms_of(["bruises"], otherwise={"bruise": ("mark",)})

    assert "mark" in {one.words for one in terms}


def test_neighbours_count_together_but_not_passing_words():
    words = {one.words for one in terms_of(["section", "47", "of", "it"], otherwise={})}

    assert "section 47" in words
    assert "of it" not in words


def test_the_lexicon_and_everyday_words_both_count():
    assert "multi agency risk assessment conference" in calls()["marac"]
    assert "father" in calls()["dad"]


def test_somebody_who_asks_what_letters_stand_for_wants_the_word():
    assert asks_for_a_meaning("what does TAF stand for")
    assert not asks_for_a_meaning("what do I do now")


def test_a_question_belongs_to_the_part_that_shares_its_rare_words():
    parts = ("You may share what is needed.", "A bruise on a baby: ring at once.")

    assert part_that_answers("A baby has a bruise, what may I do?", parts=parts) == 1
    assert part_that_answers("Nothing of this at all?", parts=parts) == 0
