"""The picture, the list and the tables: the same facts, drawn, listed and tabled."""

import re
from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from tests.rooms.enquiries.jigsaw.ashmere import KIT, WREN, pennywell, seat, tallow

from openmash.enquiries.jigsaw import Links, jigsaw_context
from openmash.enquiries.jigsaw.picture import (
    LEFTS,
    TOPS,
    draw,
    level_edge,
    outline,
    position,
    upright_edge,
)
from openmash.enquiries.jigsaw.timeline import draw_timeline

PARTS = ("_jigsaw_next", "_last_seen", "_jigsaw_board", "_unseen_adults", "_jigsaw_table")
LINKS = Links(
    board="/enquiries/ASH-2026-0417/jigsaw/",
    request="/requests/",
    ask="/requests/new/",
    piece="/pieces/",
    adult="/people/matches/",
)


def page(board, *, asked=None, **rest):
    context = jigsaw_context(board, links=LINKS, asked=asked or {}, **rest)
    return "".join(render_to_string(f"enquiries/{part}.html", context) for part in PARTS)


def points(path):
    return {tuple(map(int, pair)) for pair in re.findall(r"(\d+) (\d+)", path)}


def test_neighbours_share_their_edge():
    """Each inner edge stands point for point in both the pieces that it parts."""
    for row in range(3):
        for column in range(5):
            for edge, other in (
                (upright_edge(row, left_of=column), (row, column - 1)),
                (level_edge(column, above=row), (row - 1, column)),
            ):
                if edge is not None:
                    assert set(edge.points()) <= points(outline(row, column))
                    assert set(edge.points()) <= points(outline(*other))


def test_a_piece_is_cut_as_the_look_book_draws_it():
    assert outline(0, 0).startswith(
        "M22 122L244 122L244 274C244 286 248 287 253 283C260 271 273 279 273 293"
        "C273 307 260 315 253 303C248 299 244 300 244 312L244 328L232 328C220 328 219 332 223 337"
    )
    assert outline(0, 0).count("C") == 8
    assert outline(1, 2).count("C") == 16


def test_knobs_stand_off_the_middle_except_round_the_person():
    for row in range(3):
        for column in range(1, 5):
            edge = upright_edge(row, left_of=column)
            middle = (TOPS[row] + TOPS[row + 1]) // 2
            touches_person = row == 1 and column in (2, 3)
            assert (edge.start[1] + edge.at == middle) is touches_person
    assert len(LEFTS) == 6


def test_the_places_leave_the_middle_to_the_person():
    assert (1, 2) not in {position(number) for number in range(1, 15)}
    assert len({position(number) for number in range(1, 15)}) == 14


def test_the_picture_is_hidden_from_screen_readers_and_draws_every_state():
    picture = draw(tallow())

    assert 'aria-hidden="true"' in picture
    for state in ("notasked", "notknown", "waiting", "late", "cannot", "differ"):
        assert f"om-jig--{state}" in picture
    assert picture.count("om-jig-piece--known") == 6


@pytest.mark.parametrize("board", [tallow(), pennywell(), tallow(subject=KIT, others=(WREN,))])
def test_no_page_carries_a_style_or_a_script(board):
    html = page(board)

    assert " style=" not in html
    assert "<style" not in html
    assert "<script" not in html
    assert not re.search(r"<[^>]*\s(on\w+|hx-on[^=]*)=", html)


def test_ids_stand_once_on_a_page_and_every_link_within_it_lands():
    html = page(tallow())
    ids = re.findall(r' id="([^"]+)"', html)

    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


def test_the_list_and_the_table_say_what_the_picture_shows():
    board = tallow()
    html = page(board)

    for place in board.places:
        assert html.count(f'href="#place-{place.number}"') == 1
        assert html.count(f'href="#jigsaw-place-{place.number}"') == 1
    assert html.count('class="om-jigsaw-table__hole"') == 7
    for each in (piece for place in board.places for piece in place.pieces):
        assert f"/pieces/{each.ref}/" in html


def test_a_seat_opens_its_request_and_one_not_asked_opens_the_asking():
    html = page(tallow())

    assert 'href="/requests/R-3/"><b>GP</b>' in html
    assert 'href="/requests/new/?agency=A-EY"><b>Early years</b>' in html


def test_names_never_stand_in_an_address():
    for address in re.findall(r'href="([^"]*)"', page(tallow())):
        assert "Wren" not in address
        assert "Kit" not in address


def test_words_from_agencies_are_escaped_in_list_and_picture():
    wicked = replace(WREN, name="<b>Wren</b>")

    assert "<b>Wren</b>" not in page(tallow(subject=wicked))


def test_only_holes_hides_what_is_known_and_nothing_else():
    html = page(tallow(), asked={"only": "holes"})

    assert 'id="place-7"' in html
    assert 'id="place-4"' not in html
    assert 'href="/enquiries/ASH-2026-0417/jigsaw/#place-4"' in html


def test_one_persons_table_keeps_every_place_and_marks_where_there_is_no_news():
    html = page(tallow(), asked={"person": "P-2"})
    table = html[html.index('id="jigsaw-table"') :]

    assert table.count("<tr id=") == 14
    assert "Nothing here about the person asked for." in table
    assert "Asks to stay late" not in table


def test_by_agency_keeps_the_holes_first():
    context = jigsaw_context(tallow(), links=LINKS, asked={"by": "agency"})
    headings = [group.heading for group in context["groups"]]

    assert headings[0] == "Holes: nobody has brought this"
    assert set(headings[1:]) == {"Health visiting", "Hospital", "Housing", "Police", "School"}


def test_a_filter_that_nobody_offers_is_left_out():
    asked = {"person": "P-77", "only": "x", "by": "y"}
    context = jigsaw_context(tallow(), links=LINKS, asked=asked)

    assert context["chosen"].query == ""


def test_following_a_filter_that_is_on_takes_it_off():
    context = jigsaw_context(tallow(), links=LINKS, asked={"only": "holes", "person": "P-2"})
    links = {link.words: (link.query, link.is_on) for link in context["filters"]}

    assert links["Only holes"] == ("person=P-2", True)
    assert links["Only Kit"] == ("only=holes", True)
    assert links["Only Wren"] == ("only=holes&person=P-1", False)


def test_agencies_beyond_the_table_are_named_below_it():
    seats = [seat(f"A-{n}", "School", f"School {n}", "", "overdue", "school") for n in range(18)]

    assert "And 2 more round the table" in page(tallow(seats=seats))


def test_what_has_just_come_is_announced_and_marked():
    html = page(tallow(), arrived=("school",), news="Heronbrook answered: 5 pieces")

    assert 'role="status" id="jigsaw-news">Heronbrook answered: 5 pieces' in html
    assert html.count("om-arrives") == 1


def test_an_empty_enquiry_says_what_to_ask_first():
    html = page(tallow(pieces=(), seats=(), sightings=(), adults=(), others=()))

    assert "None of fourteen places are filled." in html
    assert "Nobody has written down which adults live there" in html
    assert "Nobody has written down seeing Wren" in html


def test_the_timeline_draws_the_days_nobody_has_seen_a_child():
    wren, kit = tallow().seen

    assert "om-when__unseen" in draw_timeline(kit)
    assert "om-when__unseen" not in draw_timeline(wren)
    assert draw_timeline(kit).count("om-when__missed") == 2
    assert "om-when__alone" in draw_timeline(wren)


def test_looking_back_says_so():
    board = tallow(as_of=tallow().today.replace(day=1))

    assert "As known on 1 November." in page(board)
