"""Laws of the board that hold for all pieces, seats and sightings."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as some
from tests.rooms.enquiries.jigsaw.ashmere import (
    HAROLD,
    KIT,
    NOW,
    TALLOW_ADULTS,
    TODAY,
    WREN,
    at,
    piece,
    seat,
    seen,
    tallow,
)

from openmash.enquiries.jigsaw import PieceKind, SeatState, SightingKind, theme_codes
from openmash.enquiries.jigsaw.telling import WORDS_IN_A_PLACE

AGENCIES = ("A-SCH", "A-POL", "A-HV")
PEOPLE = ("P-1", "P-2", "P-9")
subsets = some.lists(some.sampled_from(AGENCIES), max_size=2, unique=True).map(tuple)
days = some.integers(0, 1500).map(lambda number: TODAY - timedelta(days=number))
words = some.text(some.sampled_from("abc .é“”<&"), min_size=1, max_size=120).filter(str.strip)


@some.composite
def pieces(draw):
    count = draw(some.integers(0, 8))
    return [
        piece(
            f"I-{index}",
            draw(some.sampled_from(sorted(theme_codes()))),
            draw(words),
            agency=draw(some.sampled_from(AGENCIES)),
            kind=draw(some.sampled_from(PieceKind)),
            on=draw(some.none() | days),
            known_on=draw(days),
            about=draw(some.lists(some.sampled_from(PEOPLE), max_size=2, unique=True).map(tuple)),
            contradicted_by=draw(subsets),
            is_significant=draw(some.booleans()),
            is_withdrawn=draw(some.booleans()),
            first_hand=draw(some.booleans()),
        )
        for index in range(count)
    ]


@some.composite
def seats(draw):
    return [
        replace(
            seat(f"A-{index}", "School", "Heronbrook", draw(some.sampled_from(("", "E_SCH", "gp"))),
                 draw(some.sampled_from(SeatState)),
                 *draw(some.lists(some.sampled_from(sorted(theme_codes())), max_size=3))),
            asked_at=draw(some.none() | some.just(at(9, 0))),
            due_at=draw(some.none() | some.sampled_from((at(13, 0), at(17, 0)))),
            answered_at=draw(some.none() | some.just(at(12, 0))),
        )
        for index in range(draw(some.integers(0, 6)))
    ]  # fmt: skip


@some.composite
def sightings(draw):
    return [
        replace(
            seen(draw(some.sampled_from(PEOPLE)), 1, 1, kind=draw(some.sampled_from(SightingKind)),
                 alone=draw(some.sampled_from((True, False, None)))),
            on=draw(days),
        )
        for _ in range(draw(some.integers(0, 5)))
    ]  # fmt: skip


people = some.sampled_from((WREN, KIT, HAROLD))
few = settings(max_examples=30, deadline=None)


@few
@given(people, pieces(), seats(), sightings(), some.randoms())
def test_no_order_of_arrival_changes_the_board(subject, facts, table, seen_by, chance):
    shuffled, sightings_shuffled = facts[:], seen_by[:]
    chance.shuffle(shuffled)
    chance.shuffle(sightings_shuffled)
    given_facts = {"subject": subject, "seats": table, "others": ()}

    assert tallow(pieces=facts, sightings=seen_by, **given_facts) == tallow(
        pieces=shuffled, sightings=sightings_shuffled, **given_facts
    )


@few
@given(people, pieces(), seats(), some.integers(0, 8))
def test_one_more_piece_never_makes_a_hole(subject, facts, table, kept):
    before = tallow(subject=subject, pieces=facts[:kept], seats=table)
    after = tallow(subject=subject, pieces=facts, seats=table)
    holes = {place.code for place in after.places if place.state.is_hole}

    assert holes <= {place.code for place in before.places if place.state.is_hole}


@few
@given(people, pieces(), seats(), sightings(), some.integers(0, 1500))
def test_every_board_has_fourteen_places_whose_words_fit(subject, facts, table, seen_by, ago):
    board = tallow(subject=subject, pieces=facts, seats=table, sightings=seen_by,
                   as_of=TODAY - timedelta(days=ago))  # fmt: skip

    assert [place.number for place in board.places] == list(range(1, 15))
    assert Counter(board.rows) == Counter(board.places)
    for place in board.places:
        assert place.words.strip()
        # The mark that words go on, or that an agency "says otherwise", stands beside the twelve.
        assert len(place.words.replace("…", "").split()) <= WORDS_IN_A_PLACE + 2


@few
@given(people, pieces(), seats(), sightings())
def test_every_hole_has_a_sentence_and_somebody_to_ask(subject, facts, table, seen_by):
    board = tallow(subject=subject, pieces=facts, seats=table, sightings=seen_by,
                   adults=TALLOW_ADULTS)  # fmt: skip
    empty = {place.code for place in board.places if place.state.is_hole}

    assert all(hole.ask.strip() and hole.sentence.strip() for hole in board.holes)
    assert empty <= {hole.place for hole in board.holes}
    assert len({hole.key for hole in board.holes}) == len(board.holes)


@few
@given(people, pieces(), seats())
def test_no_piece_that_stands_is_lost_from_the_board(subject, facts, table):
    board = tallow(subject=subject, pieces=facts, seats=table)
    standing = {each.ref for each in facts if not each.is_withdrawn}
    shown = [each.ref for place in board.places for each in (*place.pieces, *place.elsewhere)]

    assert sorted(shown) == sorted(standing)


@few
@given(pieces(), some.integers(0, 1500))
def test_looking_back_never_shows_what_came_later(facts, ago):
    then = TODAY - timedelta(days=ago)
    board = tallow(pieces=facts, as_of=then, now=NOW)

    assert all(each.known_on <= then for place in board.places for each in place.pieces)
