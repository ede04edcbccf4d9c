"""The lexicon's pages, the marks in a text, and the look that a form takes on its way."""

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template
from django.test import RequestFactory

from openmash.handbook.lexicon import pages
from openmash.handbook.readers import Reader
from openmash.handbook.words import lexicon

PLAINLY = "/lexicon/say-it-plainly/"


def opened(answer, *, status: int = 200) -> BeautifulSoup:
    assert answer.status_code == status
    return BeautifulSoup(answer.content, "html.parser")


def marked(text: str, *, by: str = "") -> BeautifulSoup:
    request = RequestFactory().get("/")
    template = Template("{% load lexicon %}{% understood text by=by %}")
    html = template.render(Context({"request": request, "text": text, "by": by}))
    return BeautifulSoup(html, "html.parser")


def test_a_word_has_its_page_for_anybody(client, hub):
    page = opened(client.get("/lexicon/disclosure/"))

    assert page.h1.text.strip().endswith("disclosure")
    assert "Police" in page.table.text


def test_who_has_a_job_reads_its_meaning_first(signed_in, hub):
    page = opened(signed_in(hub.officer).get("/lexicon/disclosure/"))

    assert page.select_one(".om-callout__title").text == "For you in the police"


def test_a_word_that_is_not_there_is_answered_as_every_page_that_is_not(client, hub):
    assert opened(client.get("/lexicon/nothing/"), status=404).title.text.startswith("Nothing here")


def test_every_word_has_a_page_that_says_something():
    silent = [
        word_id
        for word_id in lexicon()
        if not (shown := pages.word(word_id, reader=Reader()))["word_meanings"] or not shown["word"]
    ]
    assert silent == []


def test_words_written_alike_lead_to_each_other():
    alike = pages.word("sar", reader=Reader())["same_letters"]

    assert [one["url"] for one in alike] == ["/lexicon/sar_data/"]


def test_a_mark_is_a_link_without_scripts_and_names_its_box():
    found = marked("HV visited.")

    assert found.a["href"] == "/lexicon/hv/"
    assert found.a["data-lex"] == found.select_one(".om-lexbox[hidden]")["id"]
    assert found.select_one(".om-lexbox")["role"] == "note"


def test_a_text_keeps_its_lines_and_cannot_run_anything():
    found = marked("HV <b>saw</b>\n<script>alert(1)</script>")

    assert found.select("script, b") == []
    assert found.br
    assert "<b>saw</b>" in found.text


def test_a_word_is_marked_once_in_a_text():
    assert len(marked("HV rang. HV wrote.").select("a.om-lex")) == 1


def test_a_pasted_text_is_looked_through_and_not_kept(client, hub):
    page = opened(client.post(PLAINLY, {"words": "The DSL rang.", "plainly": "look"}))

    assert "you wrote “DSL”" in page.text
    assert page.textarea.text.strip() == "The DSL rang."


def test_a_wording_is_taken_only_when_pressed(client, hub):
    sent = {"words": "The DSL rang.", "plainly": "take words 4 0"}
    page = opened(client.post(PLAINLY, sent))

    assert page.textarea.text.strip() == "The school’s safeguarding lead rang."


def test_a_wording_that_is_left_is_not_offered_again(client, hub):
    page = opened(client.post(PLAINLY, {"words": "The DSL rang.", "plainly": "leave words 4"}))

    assert "you wrote “" not in page.text
    assert page.select_one("input[name=plainly_left]")["value"] == "dsl"


@pytest.mark.parametrize("pressed", ["take words 4 7", "take words x 0", "take other 4 0", "take"])
def test_a_press_that_names_nothing_changes_nothing(client, hub, pressed):
    page = opened(client.post(PLAINLY, {"words": "The DSL rang.", "plainly": pressed}))

    assert page.textarea.text.strip() == "The DSL rang."


def form_on_its_way(back: str) -> dict[str, str | list[str]]:
    return {
        "seen": "The DSL rang.",
        "when": ["a", "b"],
        "plainly_fields": "seen=What did you see?",
        "plainly_back": back,
        "plainly_then": "go=here",
        "plainly": "look",
    }


def test_a_form_goes_back_with_all_it_holds(client, hub):
    page = opened(client.post(PLAINLY, form_on_its_way("/concerns/drafts/x/seen/")))
    button = page.select_one("button[formaction='/concerns/drafts/x/seen/']")

    assert [one["value"] for one in page.select("input[name=when]")] == ["a", "b"]
    assert (button["name"], button["value"]) == ("go", "here")
    assert page.label.text.strip() == "What did you see?"


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:x"]
)
def test_a_form_is_never_sent_on_to_elsewhere(client, hub, back):
    page = opened(client.post(PLAINLY, form_on_its_way(back)))

    assert [
        one["formaction"] for one in page.select("[formaction]") if one["formaction"] != PLAINLY
    ] == []


def test_with_scripts_only_the_offers_come(client, hub):
    page = opened(client.post(PLAINLY, form_on_its_way("/"), headers={"HX-Request": "true"}))

    assert page.h1 is None
    assert page.select_one("[data-take]")["data-said"] == "DSL"


def test_nothing_is_asked_of_who_has_nothing_to_say_otherwise(client, hub):
    page = opened(client.post(PLAINLY, {"words": "She felt safe.", "plainly": "look"}))

    assert "We found nothing" in page.text
