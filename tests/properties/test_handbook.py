"""Laws of the handbook that hold for whatever an author writes."""

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from openmash.handbook.markdown import blocks_of
from openmash.handbook.pages import anchor, sections_of
from openmash.handbook.readers import PLAIN
from openmash.handbook.rendering import Rendering

MARKS = st.sampled_from(
    ["## ", "### ", ":::never", ":::", "- ", "[a](word:disclosure)", "[b](call:hub)", "**", "|",
     "<script>", "<a href=x>", "[c](javascript:x)", "\n", "\n\n", "{police}", "Table: x", "`", "&",
     "![x](y.png)", "<https://example.org>", "[d](https://example.org)", ":::example"]
)  # fmt: skip
PROSE = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=20)
TEXT = st.lists(MARKS | PROSE, max_size=30).map("".join)
OURS = {
    "a", "blockquote", "br", "caption", "code", "div", "em", "figcaption", "figure", "h1", "h2",
    "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "span", "strong", "table", "tbody", "td",
    "th", "thead", "tr", "ul",
}  # fmt: skip
SCHEMES = ("/", "#", "tel:")


@given(TEXT)
def test_only_our_own_marks_and_addresses_come_out(text):
    page = BeautifulSoup(Rendering(reader=PLAIN).html(text), "html.parser")

    assert {tag.name for tag in page.find_all()} <= OURS
    assert all(link["href"].startswith(SCHEMES) for link in page.select("a[href]"))


@given(TEXT)
def test_no_line_is_lost_between_a_page_and_its_parts(text):
    parts = list(sections_of(text))
    kept = {line.strip() for part in parts for line in part.text.splitlines()}
    headings = {part.heading for part in parts}
    lost = [
        line
        for line in text.splitlines()
        if line.strip() not in kept and not any(words and words in line for words in headings)
    ]
    assert [line for line in lost if line.strip()] == []


@given(TEXT)
def test_a_text_without_callouts_is_one_stretch(text):
    plain = text.replace(":::", "")

    assert [block.text for block in blocks_of(plain)] == ([plain.strip()] if plain.strip() else [])


@given(PROSE)
def test_an_anchor_is_fit_for_an_address(words):
    assert set(anchor(words)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
