"""The pages, without JavaScript: ask, answer, check, send; and the same 404 for everybody else."""

import pytest
from tests.factories import AgencyFactory
from tests.rooms.enquiries.requests.factories import (
    AgreementFactory,
    a_piece,
    an_answer,
    make_enquiry,
)

from openmash.enquiries.models import AnswerDraft, Piece, Request


@pytest.fixture
def address(table):
    return f"/requests/{table.asked.reference}/"


def draft(acting, by):
    acting(by)
    return AnswerDraft.objects.get()


def sheet(acting, by, **fields):
    kept = draft(acting, by)
    return {"key": str(kept.key), "version": kept.version, **fields}


def a_piece_typed(table, **fields):
    return {
        "piece-what": "She was not collected on Friday.",
        "piece-about": [str(table.wren.pk)],
        "piece-kind": "fact",
        "piece-place": "school",
        "piece-restriction": "share",
        "piece-known_on_day": "20",
        "piece-known_on_month": "11",
        "piece-known_on_year": "2025",
        "piece-happened_month": "11",
        "piece-happened_year": "2025",
        "piece-lawful_bases": ["A6_E"],
        **fields,
    }


def test_the_hub_asks_in_one_press_what_is_filled_in_already(hub, signed_in, acting):
    enquiry = make_enquiry(hub)
    client = signed_in(hub.triage)
    shown = client.get(f"/enquiries/{enquiry.reference}/ask/")
    form = shown.context["form"]
    ticked = {}
    for name in form.fields:
        value = form[name].value()
        if value not in (None, False, ""):
            ticked[name] = "on" if value is True else value
    answer = client.post(f"/enquiries/{enquiry.reference}/ask/", ticked)

    assert shown.status_code == 200
    assert answer.status_code == 302
    acting(hub.triage)
    asked = set(Request.objects.values_list("agency__code", flat=True))
    assert asked == {"heronbrook", "police", "front-door"}
    listed = client.get(answer["Location"])
    assert listed.status_code == 200
    assert b"Chase" in listed.content


def test_asking_nobody_answers_422_with_a_summary(hub, signed_in):
    enquiry = make_enquiry(hub)
    answer = signed_in(hub.triage).post(f"/enquiries/{enquiry.reference}/ask/", {})

    assert answer.status_code == 422
    assert b"Tick at least one agency" in answer.content


def test_a_closed_gate_is_shown_with_both_doors(hub, signed_in, acting):
    enquiry = make_enquiry(hub, level="2", brag="green", agreement="NOT_SOUGHT")
    address = f"/enquiries/{enquiry.reference}/ask/"
    assert b"Put this before a decision maker" in signed_in(hub.triage).get(address).content
    assert signed_in(hub.triage).get(f"{address}door/").status_code == 404
    assert signed_in(hub.triage).post(f"{address}put-before/").status_code == 302
    client = signed_in(hub.decision_maker)
    assert client.post(f"{address}door/", {"door": "LEVEL_UNCLEAR"}).status_code == 422
    answer = client.post(f"{address}door/", {"door": "LEVEL_UNCLEAR", "why": "A bruise."})

    assert answer.status_code == 302
    assert b"Agencies cannot be asked" not in client.get(address).content


def test_a_question_of_the_jigsaw_is_put_first(hub, signed_in):
    enquiry = make_enquiry(hub)
    ask = f"/enquiries/{enquiry.reference}/ask/?place=friends_online"
    shown = signed_in(hub.triage).get(ask)
    rows = {row["line"].name: row["line"] for row in shown.context["rows"]}

    assert rows["Heronbrook Primary"].is_ticked
    assert rows["Heronbrook Primary"].questions == (
        "Who are Wren’s friends, and what happens online?",
    )


def test_one_adult_is_asked_about_also_by_those_who_were_asked_before(table, signed_in):
    ask = f"/enquiries/{table.enquiry.reference}/ask/?adult=S{table.dev.position}"
    shown = signed_in(table.triage).get(ask)
    rows = {row["line"].name: row["line"] for row in shown.context["rows"]}

    assert rows["Ashmere police"].about == (table.dev.pk,)
    assert rows["Ashmere police"].is_ticked


def test_nobody_else_reaches_the_request(table, address, signed_in):
    for somebody in (table.officer, table.teacher, table.adults_screener, table.analyst):
        assert signed_in(somebody).get(address).status_code == 404
    client = signed_in(table.triage)
    for way in ("answer/", "existence/", "lines/1/"):
        assert client.post(f"{address}{way}").status_code == 404
    assert signed_in(table.teacher).get("/requests/").status_code == 404


def test_the_agency_opens_its_request_and_sees_nothing_of_the_enquiry(table, address, signed_in):
    shown = signed_in(table.school_lead).get(address)
    words = shown.content.decode()

    assert shown.status_code == 200
    assert "Wren Tallow" in words
    assert table.enquiry.reference not in words
    assert "Kit Tallow" not in words
    assert "Do not speak to the child again" in words
    assert "Wren" not in words.split("</title>")[0]


def test_the_inbox_counts_are_the_lists_they_open(table, address, signed_in):
    client = signed_in(table.school_lead)
    shown = client.get("/requests/")

    assert "To answer (1)" in shown.content.decode()
    assert len(shown.context["rows"]) == 1
    assert len(client.get("/requests/?show=answered").context["rows"]) == 0


def test_searched_and_nothing_held_is_one_form_and_one_press(table, address, signed_in, acting):
    client = signed_in(table.school_lead)
    shown = client.get(address)
    form = shown.context["form"]
    typed = {
        "found": "nothing_held",
        "searched_systems": "Safeguarding file",
        "searched_names": form["searched_names"].value(),
        "conflict": "on",
        "do": "send",
    }
    answer = client.post(f"{address}answer/", sheet(acting, table.school_lead, **typed))

    assert "Wren Tallow" in typed["searched_names"]
    assert answer.status_code == 302
    acting(table.triage)
    assert Request.objects.get().state == "nothing_held"


def test_nothing_held_without_systems_answers_422(table, address, signed_in, acting):
    client = signed_in(table.school_lead)
    client.get(address)
    typed = {"found": "nothing_held", "searched_names": "Wren", "conflict": "on", "do": "send"}
    answer = client.post(f"{address}answer/", sheet(acting, table.school_lead, **typed))

    assert answer.status_code == 422
    assert b"Write which systems you searched" in answer.content


def test_several_pieces_are_added_checked_and_sent_once(table, address, signed_in, acting):
    client = signed_in(table.school_lead)
    client.get(address)
    for words in ("First", "Second"):
        typed = a_piece_typed(table, **{"piece-what": words}, do="add_piece")
        added = client.post(f"{address}answer/", sheet(acting, table.school_lead, **typed))
        assert added.status_code == 302
    typed = {"found": "answered", "conflict": "on", "do": "send"}
    answer = client.post(f"{address}answer/", sheet(acting, table.school_lead, **typed))
    assert answer["Location"] == f"{address}check/"
    checked = client.get(answer["Location"]).content.decode()
    assert "First" in checked
    assert "November 2025" in checked
    key = str(draft(acting, table.school_lead).key)
    for _ in range(2):
        assert client.post(f"{address}check/", {"key": key}).status_code == 302

    acting(table.school_lead)
    assert list(Piece.objects.order_by("pk").values_list("what", flat=True)) == ["First", "Second"]


def test_a_piece_half_written_is_not_lost_when_something_is_missing(
    table, address, signed_in, acting
):
    client = signed_in(table.school_lead)
    client.get(address)
    typed = a_piece_typed(table, **{"piece-place": ""}, do="add_piece")
    answer = client.post(f"{address}answer/", sheet(acting, table.school_lead, **typed))

    assert answer.status_code == 422
    assert "Choose which question it answers" in answer.content.decode()
    assert "She was not collected on Friday." in client.get(address).content.decode()


def test_what_is_typed_keeps_itself_and_comes_back(table, address, signed_in, acting):
    client = signed_in(table.school_lead)
    client.get(address)
    typed = {"found": "cannot_share", "why_cannot_share": "A court must agree"}
    answer = client.post(
        f"{address}answer/",
        sheet(acting, table.school_lead, **typed),
        headers={"X-Autosave": "yes"},
    )

    assert answer.json()["version"] == 2
    assert "A court must agree" in client.get(address).content.decode()


def test_an_answer_given_by_telephone_is_written_down_by_the_hub(table, address, signed_in, acting):
    client = signed_in(table.triage)
    assert client.get(f"{address}by-telephone/").status_code == 200
    typed = a_piece_typed(table, do="send", found="answered", conflict="on", said_by="Mx Quill")
    acting(table.triage)
    answer = client.post(f"{address}by-telephone/", sheet(acting, table.triage, **typed))

    assert answer.status_code == 302
    acting(table.triage)
    assert Request.objects.get().said_by == "Mx Quill"
    assert Piece.objects.filter(what="She was not collected on Friday.").exists()
    assert signed_in(table.school_lead).get(f"{address}by-telephone/").status_code == 404


def test_the_hub_reads_the_answer_chases_and_takes_back(table, address, signed_in, acting, answers):
    client = signed_in(table.triage)
    assert client.get(address).status_code == 200
    assert client.post(f"{address}chase/").status_code == 302
    assert client.post(f"{address}withdraw/", {"why": ""}).status_code == 422
    sealed = a_piece(table.wren, restriction="sealed", what="Sealed words")
    answers(table.asked, an_answer(pieces=2), a_piece(table.wren), sealed, by=table.school_lead)
    words = signed_in(table.triage).get(address).content.decode()

    assert "Wren has been quieter" in words
    assert "Sealed words" not in words
    assert "1 thing stays with the agency" in words
    assert signed_in(table.triage).post(f"{address}withdraw/", {"why": "Moved"}).status_code == 409


def test_a_piece_is_put_right_and_taken_back_on_its_pages(
    table, address, signed_in, acting, answers
):
    answers(table.asked, an_answer(pieces=1), a_piece(table.wren), by=table.school_lead)
    acting(table.school_lead)
    pk = Piece.objects.get().pk
    client = signed_in(table.school_lead)
    assert client.get(f"{address}pieces/{pk}/correct/").status_code == 200
    typed = a_piece_typed(table, **{"piece-what": "Since October."})
    assert client.post(f"{address}pieces/{pk}/correct/", typed).status_code == 302
    acting(table.school_lead)
    newer = Piece.objects.latest("pk").pk
    assert client.post(f"{address}pieces/{newer}/take-back/", {"why": ""}).status_code == 422
    assert (
        client.post(f"{address}pieces/{newer}/take-back/", {"why": "Wrong child"}).status_code
        == 302
    )
    assert signed_in(table.triage).get(f"{address}pieces/{pk}/correct/").status_code == 404


def test_existence_is_said_first_on_a_form_of_its_own(table, address, signed_in, acting):
    client = signed_in(table.school_lead)
    typed = {"exists-answer": "known", "exists-month": "10", "exists-year": "2026",
             "exists-whom_to_call": "Office", "exists-basis": "A6_E"}  # fmt: skip
    assert client.post(f"{address}existence/", {**typed, "exists-basis": ""}).status_code == 422
    assert client.post(f"{address}existence/", typed).status_code == 302

    assert "Last contact 2026-10" in signed_in(table.triage).get(address).content.decode()


def test_the_register_is_for_governance_and_the_manager(table, signed_in, answers):
    refused = an_answer("cannot_share", why="Her therapist’s notes", why_kind="therapy")
    answers(table.asked, refused, by=table.school_lead)
    for somebody in (table.information_governance, table.hub_manager):
        shown = signed_in(somebody).get("/partnership/not-shared/")
        assert shown.status_code == 200
        assert "therapist" not in shown.content.decode()
    for somebody in (table.triage, table.school_lead, table.teacher):
        assert signed_in(somebody).get("/partnership/not-shared/").status_code == 404


def test_a_long_list_of_agencies_costs_no_more_queries(
    hub, signed_in, django_assert_max_num_queries
):
    enquiry = make_enquiry(hub)
    for number in range(12):
        AgreementFactory(agency=AgencyFactory(kind="H_GP", name=f"Surgery {number}"))
    client = signed_in(hub.triage)

    with django_assert_max_num_queries(40):
        assert client.get(f"/enquiries/{enquiry.reference}/ask/").status_code == 200
