"""What becomes of a page's Markdown: our components, our links, and nothing that could run."""

import pytest
from bs4 import BeautifulSoup

from openmash.handbook.readers import PLAIN, HubLine, Number, Reader
from openmash.handbook.rendering import Rendering, danger_words, plain

HUB = HubLine(name="Hub", now="open now", numbers=(Number(about="A child", phone="01632 960101"),))
TABLE = """Table: whom to ring

| Who | About what |
|---|---|
| [101](call:101) | No emergency |
"""


def drawn(text: str, *, reader: Reader = PLAIN) -> BeautifulSoup:
    return BeautifulSoup(Rendering(reader=reader).html(text), "html.parser")


def test_a_link_to_a_page_leads_to_its_address():
    link = drawn("Read [about the first hour](handbook:children/first-hour-day-week#first-day).").a

    assert link["href"] == "/handbook/children/first-hour-day-week/#first-day"


def test_a_link_to_a_page_that_is_gone_keeps_its_words_only():
    found = drawn("Read [the old page](handbook:children/long-gone).")

    assert found.a is None
    assert found.text == "Read the old page."


@pytest.mark.parametrize(
    ("reader", "href"),
    [(Reader(hub=HUB), "#who-to-call"), (Reader(), None), (PLAIN, None)],
    ids=["in a hub", "before it is set up", "on the plain site"],
)
def test_the_hub_is_rung_where_there_is_a_hub(reader, href):
    link = drawn("Ring [the hub](call:hub).", reader=reader).a

    assert (link and link["href"]) == href


def test_a_number_can_be_rung_everywhere():
    assert drawn("Ring [999](call:999).").a["href"] == "tel:999"


def test_a_worry_can_be_said_in_a_hub_and_not_on_the_plain_site():
    assert drawn("[Say a worry](do:worry)", reader=Reader()).a["href"] == "/concerns/new/"
    assert drawn("[Say a worry](do:worry)").a is None


def test_a_word_shows_first_what_the_readers_own_agency_means():
    found = drawn("A [disclosure](word:disclosure).", reader=Reader(sector="police"))
    meanings = [line.text for line in found.select(".om-lexbox__line")]

    assert meanings[0].startswith("For you in the police: giving unused material")
    assert found.a["href"] == "/lexicon/disclosure/"
    assert found.a["data-lex"] == found.select_one(".om-lexbox")["id"]


def test_the_same_word_twice_has_two_ids():
    found = drawn("[One](word:disclosure), [two](word:disclosure).")

    assert len({box["id"] for box in found.select(".om-lexbox")}) == 2


def test_a_table_has_its_caption_and_names_for_its_cells_on_a_phone():
    table = drawn(TABLE).table

    assert table.caption.text == "Whom to ring"
    assert [cell.text for cell in table.select("thead th")] == ["Who", "About what"]
    assert table.select_one("tbody th")["scope"] == "row"
    assert table.select_one("tbody td")["data-label"] == "About what"
    assert "Table:" not in drawn(TABLE).text


def test_own_words_are_drawn_as_own_words():
    found = drawn(":::voice Tobi, 5, to his key worker\nThe baby sleeps all day now.\n:::")

    assert found.blockquote.text == "“The baby sleeps all day now.”"
    assert found.figcaption.text == "Tobi, 5, to his key worker"


def test_a_callout_says_in_words_what_it_is():
    assert "An example" in drawn(":::example\nShe rang.\n:::").text
    assert "What is not certain" in drawn(":::unsure\nNot begun.\n:::").text


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))"],
)
def test_nothing_that_could_run_comes_through(text):
    found = drawn(text)

    assert found.select("script, img, a[href^=javascript]") == []


def test_the_red_box_lets_999_be_rung_and_keeps_marks_as_words():
    found = BeautifulSoup(danger_words("Limp & <pale>: ring 999 now."), "html.parser")

    assert found.strong.text == "Limp & <pale>:"
    assert found.a["href"] == "tel:999"


def test_a_search_result_reads_without_marks():
    text = ":::example\nShe **rang** [the hub](call:hub).\n:::\n\n- One\n- Two"

    assert plain(text) == "She rang the hub. One Two"
