"""What people ask, and the page that answers: the table is read and signed off by a practice lead."""

from pathlib import Path

import pytest
from tests.spec.tables import rows_of

from openmash.handbook.chapters import plan
from openmash.handbook.searching import search
from openmash.handbook.searching.actions import fill
from openmash.handbook.shelf import handbook
from openmash.handbook.words import lexicon

TABLE = Path(__file__).with_name("handbook_questions.md").read_text(encoding="utf-8")
ASKED = rows_of(TABLE[TABLE.index("question  ") :])
AMONG_THE_FIRST = 3
FIRST_OF_ALL = 0.85  # of the table; the rest stand among the first three


@pytest.fixture
def book(db):
    """The passages of this library, whatever the database was made with."""
    fill()


def place_of(question: str, pages: list[str]) -> int:
    """Return at which place one of the pages stands; 0 where none was found."""
    found = [one.result for one in search(question, is_signed_in=True).found]
    return min((found.index(page) + 1 for page in pages if page in found), default=0)


def test_there_are_sixty_questions_and_each_names_pages_that_exist():
    known = {*handbook().pages, *(f"word/{word}" for word in lexicon())}
    named = {page for row in ASKED for page in row["page"].split(" or ")}

    assert len({row["question"] for row in ASKED}) >= 60
    assert named <= known, named - known


def test_every_question_finds_its_page_and_nearly_all_find_it_first(book):
    places = {
        row["question"]: place_of(row["question"], row["page"].split(" or ")) for row in ASKED
    }
    lost = {asked: at for asked, at in places.items() if not 1 <= at <= AMONG_THE_FIRST}
    first = sum(at == 1 for at in places.values())

    assert not lost
    assert first / len(places) >= FIRST_OF_ALL


@pytest.mark.parametrize(("question", "page"), plan().asked_first)
def test_what_newcomers_ask_first_is_found_first(book, question, page):
    assert place_of(question, [page]) == 1
