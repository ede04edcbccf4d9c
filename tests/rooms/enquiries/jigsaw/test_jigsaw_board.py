"""The board of two invented enquiries, as far as a reader would check it against the pieces."""

from dataclasses import replace
from datetime import datetime

import pytest
from tests.rooms.enquiries.jigsaw.ashmere import (
    KIT,
    TALLOW_PIECES,
    TALLOW_SEATS,
    TALLOW_SIGHTINGS,
    TODAY,
    WREN,
    pennywell,
    piece,
    seat,
    seen,
    tallow,
)

from openmash.enquiries.jigsaw import Person, last_seen, theme_codes
from openmash.enquiries.jigsaw.board import filling_sentence
from openmash.enquiries.jigsaw.places import (
    ADULTS,
    CHILDREN,
    picture_on_the_box,
    read_picture,
)
from openmash.enquiries.jigsaw.states import PlaceState
from openmash.enquiries.jigsaw.telling import shortened
from openmash.errors import BadInput, NaiveTime
from openmash.sources.library import read_library_file


def place(board, code):
    return next(each for each in board.places if each.code == code)


def test_the_board_says_how_full_it_is_and_what_would_change_the_decision():
    board = tallow()

    assert board.sentence == (
        "Six of fourteen places are filled. In one, agencies differ. Seven are holes."
    )
    assert board.would_change_words == "see Kit, and find out who “Dev” is"


def test_the_adults_picture_counts_its_old_news_apart():
    assert pennywell().sentence == (
        "Four of fourteen places are filled. One is known, but old. Nine are holes."
    )


@pytest.mark.parametrize(
    ("states", "sentence"),
    [
        ([PlaceState.NOT_ASKED] * 14, "None of fourteen places are filled. Fourteen are holes."),
        ([PlaceState.KNOWN] * 14, "Fourteen of fourteen places are filled. None are holes."),
        (
            [PlaceState.KNOWN] + [PlaceState.WAITING] * 13,
            "One of fourteen places is filled. Thirteen are holes.",
        ),
    ],
)
def test_the_sentence_reads_well_at_its_ends(states, sentence):
    assert filling_sentence(states) == sentence


def test_own_words_come_first_and_keep_their_quotation_marks():
    assert place(tallow(), "violence_fear").words == (
        "“Dev makes us stand in the dark cupboard.” Shouting in July."
    )


def test_a_later_reassurance_never_takes_the_place_of_what_a_human_marked():
    worrying = piece("I-1", "school", "He sleeps in class each Monday.", agency="A-SCH",
                     on=TODAY.replace(year=2025), known_on=TODAY.replace(year=2025),
                     is_significant=True)  # fmt: skip
    later = piece("I-2", "school", "He is settled and did well in his test today, says his form.",
                  agency="A-SCH", first_hand=True)  # fmt: skip

    assert place(tallow(pieces=[later, worrying]), "school").words == worrying.what
    assert place(tallow(pieces=[later, worrying]), "school").count == 2


def test_each_side_is_named_where_agencies_differ_and_the_earlier_leads():
    differing = place(tallow(), "household")

    assert differing.words == "Police: two adults. Housing: three adults."
    assert differing.to_do.startswith("Ask health visitor: ")


def test_a_contradiction_that_was_never_written_as_a_piece_still_counts():
    contested = piece("I-1", "school", "In school each day.", agency="A-SCH",
                      contradicted_by=("A-GP",))  # fmt: skip

    assert place(tallow(pieces=[contested]), "school").words == (
        "School: In school each day. GP says otherwise."
    )


def test_a_brothers_scald_never_reads_as_his_sisters():
    assert "Kit: Scald in May." in place(tallow(), "injuries").words


def test_a_sisters_school_is_not_known_to_be_a_brothers():
    board = tallow(subject=KIT, others=(WREN,))

    assert place(board, "school").state is PlaceState.NOT_KNOWN
    assert place(board, "school").words == "Known about Wren. Nothing about Kit."
    assert [each.ref for each in place(board, "school").elsewhere] == ["I-07"]


def test_nobody_having_heard_a_child_is_a_hole_with_what_is_done_about_it():
    unheard = [hole for hole in tallow().holes if hole.kind == "not_heard"]

    assert [hole.person for hole in unheard] == ["P-2"]
    assert "Somebody who knows babies" in unheard[0].sentence


def test_a_sentence_is_cut_with_a_mark_and_never_without():
    assert shortened("He was well. " + "word " * 20, limit=12) == "He was well."
    assert shortened("no " * 20, limit=3) == "no no no …"


def test_seats_fill_two_sides_and_the_rest_is_named_below():
    seats = [seat(f"A-{n}", "School", "S", "", "answered", "school") for n in range(19)]
    board = tallow(seats=seats)
    of = {
        count: (len(few.seats_top), len(few.seats_bottom), len(few.seats_beyond))
        for count in (0, 1, 5, 12, 13, 19)
        for few in [tallow(seats=seats[:count])]
    }

    assert of == {
        0: (0, 0, 0),
        1: (1, 0, 0),
        5: (3, 2, 0),
        12: (6, 6, 0),
        13: (7, 6, 0),
        19: (8, 8, 3),
    }
    assert board.seats_per_side == 8


def test_a_seat_without_places_answers_for_what_its_kind_is_asked_first():
    gp = seat("A-GP", "GP", "Millrace", "H_GP", "nothing_held")
    board = tallow(pieces=(), seats=[gp])
    not_known = {each.code for each in board.places if each.state is PlaceState.NOT_KNOWN}

    assert not_known == {"health_growth", "injuries", "adults_troubles", "earlier_homes"}


def test_last_seen_tells_seen_from_seen_alone_and_counts_what_was_missed():
    kit = last_seen(TALLOW_SIGHTINGS, person=KIT, today=TODAY)

    assert (kit.days, kit.days_alone, kit.headline) == (74, None, "74 days ago")
    assert kit.caption == "Kit last seen by anyone"
    assert kit.sentence == (
        "10 September, by the health visitor, Ashmere Community, at home, mother present. "
        "There is no record of being seen alone. Not brought on 6 October or 3 November."
    )


def test_seen_alone_and_with_others_on_one_day_is_seen_alone():
    both = (seen("P-1", 11, 20, alone=False), seen("P-1", 11, 20, alone=True))

    assert last_seen(both, person=WREN, today=TODAY).was_alone
    assert last_seen(both[::-1], person=WREN, today=TODAY).was_alone


def test_not_on_record_never_says_never():
    assert last_seen((), person=KIT, today=TODAY).headline == "Not on record"


def test_each_picture_has_fourteen_places_and_takes_every_theme_once():
    for code in (CHILDREN, ADULTS):
        places = picture_on_the_box(code).places
        for theme in theme_codes():
            assert sum(each.takes(theme) for each in places) == 1, (code, theme)


def test_the_words_of_each_place_fit_it():
    for code in (CHILDREN, ADULTS):
        for each in picture_on_the_box(code).places:
            for words in (each.question_for(WREN), each.nobody_asked_about(WREN)):
                assert len(words.split()) <= 12, words
                assert "{" not in words


def test_a_picture_with_a_place_too_few_is_refused():
    written = dict(read_library_file("places.yaml"))
    written["children"] = written["children"] | {"places": written["children"]["places"][:13]}

    with pytest.raises(BadInput, match="1 to 14"):
        read_picture(written, code="children")


def test_a_piece_that_no_place_takes_is_refused_and_not_lost():
    with pytest.raises(BadInput, match="No place takes"):
        tallow(pieces=[piece("I-1", "pets", "A dog.", agency="A-SCH")])


def test_a_moment_without_a_timezone_is_refused():
    with pytest.raises(NaiveTime):
        tallow(now=datetime(2026, 11, 23, 14, 10))  # noqa: DTZ001
    with pytest.raises(NaiveTime):
        replace(TALLOW_SEATS[0], due_at=datetime(2026, 11, 23, 14, 10))  # noqa: DTZ001


def test_nothing_about_anybody_prints():
    words = " ".join(map(repr, (WREN, TALLOW_PIECES[9], tallow().holes[0], tallow().places[8])))

    assert "Wren" not in words
    assert "cupboard" not in words
    assert "Kit" not in words


def test_a_name_that_ends_in_s_keeps_its_apostrophe():
    assert Person(ref="P-3", name="James", role="child").possessive == "James’"
