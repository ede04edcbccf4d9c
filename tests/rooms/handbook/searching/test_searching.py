"""Searching in a real database: what is found, who finds what, and what is never kept."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection

from openmash.audit.models import Event
from openmash.handbook.models import Passage as Row
from openmash.handbook.searching import Kind, search
from openmash.handbook.searching.actions import fill
from openmash.running import asking

ADDRESS = "/handbook/search/"


@pytest.fixture(autouse=True)
def book(db):
    fill()


def test_a_slip_of_the_finger_is_read_as_what_was_meant_and_said_so():
    answer = search("brusie on a baby")

    assert answer.read_as == (("brusie", "bruise"),)
    assert answer.found[0].result == "children/a-baby-with-a-mark"


def test_a_word_that_nothing_resembles_is_left_as_it_is():
    answer = search("zzqxwvk")

    assert answer.read_as == ()
    assert answer.found == ()


def test_nothing_asked_finds_nothing():
    assert search(" ?! ").found == ()


def test_an_acronym_finds_the_word_and_its_words_in_full_find_it_too():
    assert "word/marac" in {one.result for one in search("MARAC").found}
    full = search("multi-agency risk assessment conference").found
    assert "word/marac" in {one.result for one in full}


def test_one_page_is_one_result_with_the_part_that_answers():
    results = [one.result for one in search("friday evening who do I ring").found]

    assert len(results) == len(set(results))


def test_assessment_records_are_found_by_who_may_open_them():
    question = "self-neglect and hoarding record: which form"
    signed_in = {one.kind for one in search(question, is_signed_in=True).found}
    signed_out = {one.kind for one in search(question).found}

    assert Kind.INSTRUMENT in signed_in
    assert Kind.INSTRUMENT not in signed_out


def test_the_passages_are_written_once_for_each_edition():
    before = Row.objects.count()

    assert not fill()
    assert fill(is_forced=True)
    assert Row.objects.count() == before


def test_nobody_but_the_setup_writes_passages(hub, acting):
    acting(hub.administrator)
    before = Row.objects.count()

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM handbook_passage")

    assert Row.objects.count() == before


def test_anybody_may_ask_and_sees_where_each_answer_stands_and_why(client, hub):
    answer = client.post(ADDRESS, {"question": "may I share without consent"})
    page = BeautifulSoup(answer.content, "html.parser")
    first = page.select_one(".om-found > li")

    assert answer.status_code == 200
    assert page.title.text.startswith("Ask the handbook")
    assert first.select_one(".om-kind").text.startswith("Handbook · ")
    assert "Found by:" in first.text
    assert first.select_one("mark")
    assert client.get(first.a["href"].partition("#")[0]).status_code == 200


def test_an_empty_question_is_answered_with_what_to_do(client, hub):
    answer = client.post(ADDRESS, {"question": ""})

    assert answer.status_code == 422
    assert b"Write a question or a few words" in answer.content


def test_what_somebody_typed_is_shown_as_words_and_never_as_code(client, hub):
    answer = client.post(ADDRESS, {"question": "<script>alert(1)</script> neglect"})

    assert b"<script>alert" not in answer.content


def test_what_is_asked_is_not_kept(client, hub, caplog):
    before = Event.objects.count()
    client.post(ADDRESS, {"question": "something about Quillfeather"})

    assert Event.objects.count() == before
    assert "Quillfeather" not in caplog.text


def test_the_box_stands_on_the_handbooks_pages(client, hub):
    for address in ("/handbook/", "/handbook/children/", "/handbook/children/never/"):
        page = BeautifulSoup(client.get(address).content, "html.parser")
        assert page.select_one(f'form[action="{ADDRESS}"] label[for="ask-the-handbook"]')


def test_the_command_line_answers_in_json_with_the_whole_part(capsys):
    import json
    import sys

    assert asking.ask("may I share this", as_json=True, out=sys.stdout) == 0
    listed = json.loads(capsys.readouterr().out)

    assert listed[0]["url"] == "/handbook/sharing/may-i-share/"
    assert set(listed[0]) == {"title", "url", "text"}
