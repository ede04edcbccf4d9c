"""Answers: five honest ones and their like, each in one state, none lost, none sent twice."""

import datetime

import pytest
from tests.factories import person_in
from tests.rooms.enquiries.requests.factories import (
    NOW,
    WORDING,
    a_piece,
    an_answer,
    ask_school,
    make_enquiry,
)

from openmash.audit.models import Event
from openmash.enquiries.answering.corrections.actions import correct_piece, withdraw_piece
from openmash.enquiries.answering.drafts.actions import (
    Overtaken,
    draft_of,
    keep_draft_piece,
    save_draft,
)
from openmash.enquiries.answering.existence.actions import corroborate, say_existence
from openmash.enquiries.answering.existence.rules import Existence
from openmash.enquiries.answering.register.access import decisions_not_to_share
from openmash.enquiries.asking.actions import Ask, send_requests
from openmash.enquiries.asking.afterwards.actions import share_gist
from openmash.enquiries.models import (
    Alert,
    AnswerDraft,
    Corroboration,
    Enquiry,
    Piece,
    Request,
    RunningClock,
)
from openmash.errors import NotVisible, RuleBroken
from openmash.policy import Role

KNOWN = Existence(
    answer="known", last_contact="2026-10", whom_to_call="Office 01632 960 111", basis="A6_E"
)
NOT_KNOWN = Existence(answer="not_known", basis="A6_E")
LATER = NOW + datetime.timedelta(hours=1)


def stage_of(table, acting):
    acting(table.decision_maker)
    return Enquiry.objects.get(pk=table.enquiry.pk)


def test_pieces_reach_the_hub_and_the_last_answer_gathers(table, acting, answers):
    answers(table.asked, an_answer(pieces=1), a_piece(table.wren), by=table.school_lead)
    enquiry = stage_of(table, acting)

    assert enquiry.stage == "gathered"
    assert enquiry.version > 2
    assert Piece.objects.get(request=table.asked).about.get().subject_id == table.wren.pk
    assert Request.objects.get(pk=table.asked.pk).answered_at == NOW
    assert RunningClock.objects.get(request=table.asked).stopped_at == NOW
    assert Alert.objects.filter(kind="gathered", practitioner=table.decision_maker).exists()


def test_while_another_agency_is_awaited_the_enquiry_is_not_gathered(table, acting, answers):
    ask = Ask(agency=table.police.pk, subjects=(table.wren.pk,), questions=("What?",))
    send_requests(table.enquiry, [ask], wording=WORDING, by=acting(table.triage), at=NOW)
    answers(table.asked, an_answer(pieces=1), a_piece(table.wren), by=table.school_lead)

    assert stage_of(table, acting).stage == "requested"


def test_what_is_sealed_never_reaches_the_hub_and_what_is_for_the_meeting_only_its_chair(
    table, acting, answers
):
    pieces = [
        a_piece(table.wren, restriction="sealed", what="Sealed"),
        a_piece(table.wren, restriction="meeting_only", what="Meeting"),
        a_piece(table.wren, restriction="gist", gist="Quieter", what="Gist"),
    ]
    answers(table.asked, an_answer(pieces=3), *pieces, by=table.school_lead)
    seen = {}
    for name in ("triage", "hub_manager", "decision_maker", "officer", "teacher", "school_lead"):
        acting(getattr(table, name))
        seen[name] = set(Piece.objects.values_list("what", flat=True))
    acting(table.triage)

    assert seen["triage"] == seen["hub_manager"] == {"Gist"}
    assert seen["decision_maker"] == {"Gist", "Meeting"}
    assert seen["officer"] == seen["teacher"] == set()
    assert seen["school_lead"] == {"Sealed", "Meeting", "Gist"}
    assert Request.objects.get(pk=table.asked.pk).sealed_count == 1


def test_the_same_answer_pressed_twice_is_sent_once(table, acting, answers):
    by = acting(table.school_lead)
    key = draft_of(table.asked, is_spoken=False, by=by, at=NOW).key
    answer = an_answer(pieces=1)
    answers(table.asked, answer, a_piece(table.wren), by=table.school_lead, key=key)
    answers(table.asked, answer, a_piece(table.wren), by=table.school_lead, key=key)

    acting(table.school_lead)
    assert Piece.objects.count() == 1


def test_nobody_but_the_agency_asked_answers(table, acting):
    for somebody in (table.officer, table.teacher):
        with pytest.raises((NotVisible, Request.DoesNotExist)):
            draft_of(table.asked, is_spoken=False, by=acting(somebody), at=NOW)
    with pytest.raises(NotVisible):
        draft_of(table.asked, is_spoken=False, by=acting(table.triage), at=NOW)


def test_another_agency_and_a_teacher_see_no_draft_and_no_request(table, acting):
    by = acting(table.school_lead)
    draft_of(table.asked, is_spoken=False, by=by, at=NOW)
    for somebody in (table.officer, table.teacher, table.triage, table.decision_maker):
        acting(somebody)
        assert not AnswerDraft.objects.exists()
    for somebody in (table.officer, table.teacher):
        acting(somebody)
        assert not Request.objects.exists()


def test_an_answer_after_the_decision_reopens_the_analysis_with_an_alert(hub, acting, answers):
    make_enquiry(hub)
    asked = ask_school(hub, acting(hub.triage))
    acting(hub.decision_maker)
    Enquiry.objects.filter(pk=hub.enquiry.pk).update(stage="closed", closed_at=NOW)
    answers(asked, an_answer(pieces=1), a_piece(hub.wren), by=hub.school_lead, at=LATER)
    acting(hub.decision_maker)
    enquiry = Enquiry.objects.get(pk=hub.enquiry.pk)

    assert (enquiry.stage, enquiry.closed_at) == ("analysis", None)
    assert Piece.objects.get().is_after_decision
    assert Request.objects.get(pk=asked.pk).is_late_answer
    told = Alert.objects.filter(kind="late answer")
    assert {each.practitioner_id for each in told} == {hub.decision_maker.pk, None}
    assert {each.role for each in told} == {"", "decision_maker"}


def test_late_and_nothing_held_tells_and_reopens_nothing(hub, acting, answers):
    make_enquiry(hub)
    asked = ask_school(hub, acting(hub.triage))
    acting(hub.decision_maker)
    Enquiry.objects.filter(pk=hub.enquiry.pk).update(stage="decided")
    nothing = an_answer("nothing_held", searched_systems="Register", searched_names="Wren Tallow")
    answers(asked, nothing, by=hub.school_lead)
    acting(hub.decision_maker)

    assert Enquiry.objects.get(pk=hub.enquiry.pk).stage == "decided"
    assert Alert.objects.filter(kind="late answer").exists()


def test_a_correction_replaces_and_keeps_what_was_said(table, acting, answers):
    answers(table.asked, an_answer(pieces=1), a_piece(table.wren), by=table.school_lead)
    by = acting(table.school_lead)
    old = Piece.objects.get()

    new = correct_piece(
        table.asked, old, a_piece(table.wren, what="Since October."), by=by, at=LATER
    )

    assert new.replaces_id == old.pk
    assert Piece.objects.count() == 2
    with pytest.raises(RuleBroken, match="put right already"):
        correct_piece(table.asked, old, a_piece(table.wren), by=by, at=LATER)


def test_a_piece_is_taken_back_with_a_reason_by_its_own_agency_only(table, acting, answers):
    answers(table.asked, an_answer(pieces=1), a_piece(table.wren), by=table.school_lead)
    acting(table.school_lead)
    piece = Piece.objects.get()
    with pytest.raises(NotVisible):
        withdraw_piece(table.asked, piece, why="Not ours", by=acting(table.triage), at=LATER)
    by = acting(table.school_lead)
    with pytest.raises(RuleBroken, match="Write why"):
        withdraw_piece(table.asked, piece, why="", by=by, at=LATER)

    withdraw_piece(table.asked, piece, why="It was another child.", by=by, at=LATER)

    acting(table.triage)
    assert Piece.objects.get().withdrawal.why == "It was another child."


def test_two_colleagues_do_not_write_over_each_other(table, acting):
    colleague = person_in(Role.AGENCY_RESEARCHER, agency=table.school)
    by = acting(table.school_lead)
    draft = draft_of(table.asked, is_spoken=False, by=by, at=NOW)
    save_draft(draft, {"found": ["answered"]}, read_version=1, by=by, at=NOW)
    other = acting(colleague)

    with pytest.raises(Overtaken):
        save_draft(draft, {"found": ["nothing_held"]}, read_version=1, by=other, at=NOW)

    assert AnswerDraft.objects.get().answers == {"found": ["answered"]}


def test_a_hundred_kilobytes_are_kept_word_for_word(table, acting, answers):
    words = "Ænother wórd 🙂 " * 7000
    by = acting(table.school_lead)
    draft = draft_of(table.asked, is_spoken=False, by=by, at=NOW)
    keep_draft_piece(draft, {"piece-what": [words]}, number=None, by=by, at=NOW)
    assert AnswerDraft.objects.get().pieces[0]["fields"]["piece-what"] == [words]

    answers(table.asked, an_answer(pieces=1), a_piece(table.wren, what=words), by=table.school_lead)

    assert Piece.objects.get().what == words


def test_existence_is_a_disclosure_of_its_own_and_no_answer_yet(table, acting):
    by = acting(table.school_lead)
    with pytest.raises(RuleBroken, match="why you may say so"):
        say_existence(
            table.asked,
            Existence(answer="known", last_contact="2026-10", whom_to_call="Office", basis=""),
            by=by,
            at=NOW,
        )

    request = say_existence(
        table.asked,
        Existence(
            answer="known",
            last_contact="2026-10",
            whom_to_call="Office 01632 960 111",
            basis="A6_E",
        ),
        by=by,
        at=NOW,
    )

    assert request.state == "sent"
    acting(table.information_governance)
    event = Event.objects.get(verb="say whether known")
    assert (event.kind, event.facts["bases"]) == ("disclosure", ["A6_E"])


def test_where_only_existence_is_asked_it_ends_the_request(hub, acting):
    make_enquiry(hub)
    asked = ask_school(hub, acting(hub.triage), is_existence_only=True, questions=())
    by = acting(hub.school_lead)
    with pytest.raises(RuleBroken, match="which systems"):
        say_existence(
            asked,
            Existence(answer="not_known", last_contact="", whom_to_call="", basis="A6_E"),
            by=by,
            at=NOW,
        )

    request = say_existence(
        asked,
        Existence(
            answer="not_known",
            last_contact="",
            whom_to_call="",
            basis="A6_E",
            systems="Register",
            names="Wren Tallow",
        ),
        by=by,
        at=NOW,
    )

    assert request.state == "nothing_held"
    assert stage_of(hub, acting).stage == "gathered"


def test_an_agency_says_that_it_saw_the_same_once(table, acting, answers):
    answers(table.asked, an_answer(pieces=1), a_piece(table.wren), by=table.school_lead)
    by = acting(table.triage)
    ask = Ask(agency=table.police.pk, subjects=(table.wren.pk,), questions=("What?",))
    police = send_requests(table.enquiry, [ask], wording=WORDING, by=by, at=NOW)[0]
    piece = Piece.objects.get()
    gist = share_gist(police, piece=piece.pk, words="Quieter?", why="Compare", by=by, at=NOW)
    officer = acting(table.officer)

    assert not Piece.objects.filter(pk=piece.pk).exists()
    corroborate(police, gist.pk, says="otherwise", by=officer, at=NOW)
    corroborate(police, gist.pk, says="same", by=officer, at=NOW)

    acting(table.triage)
    assert [each.says for each in Corroboration.objects.all()] == ["otherwise"]
    with pytest.raises(NotVisible):
        corroborate(table.asked, gist.pk, says="same", by=acting(table.school_lead), at=NOW)


def test_the_hub_writes_down_what_was_said_by_telephone_and_by_whom(table, acting, answers):
    said = an_answer(pieces=1, said_by="Mx Quill, designated lead")
    answers(table.asked, said, a_piece(table.wren), by=table.triage)
    acting(table.triage)
    request = Request.objects.get(pk=table.asked.pk)

    assert (request.state, request.said_by) == ("answered", "Mx Quill, designated lead")
    assert Piece.objects.get().agency_id == table.school.pk


def test_the_register_counts_decisions_not_to_share_and_holds_no_content(table, acting, answers):
    refused = an_answer("cannot_share", why="Her therapist’s notes", why_kind="therapy")
    answers(table.asked, refused, by=table.school_lead)

    for somebody in (table.information_governance, table.hub_manager):
        (row,) = decisions_not_to_share(viewer=acting(somebody))
        assert (row.reference, row.reason) == (
            table.asked.reference,
            "Notes of therapy or counselling",
        )
        assert "therapist" not in repr(row)
    for somebody in (table.triage, table.school_lead, table.teacher, table.analyst):
        with pytest.raises(NotVisible):
            decisions_not_to_share(viewer=acting(somebody))


def test_the_database_keeps_the_register_from_those_without_a_role(table, acting, answers):
    from django.db import connection

    refused = an_answer("cannot_share", why="No", why_kind="danger")
    answers(table.asked, refused, by=table.school_lead)
    for somebody, rows in ((table.triage, 0), (table.officer, 0), (table.hub_manager, 1)):
        acting(somebody)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM om_not_shared()")
            assert cursor.fetchone() == (rows,)


def test_police_material_leaves_with_its_grade(hub, acting, answers):
    make_enquiry(hub)
    ask = Ask(agency=hub.police.pk, subjects=(hub.wren.pk,), questions=("What?",))
    by = acting(hub.triage)
    asked = send_requests(hub.enquiry, [ask], wording=WORDING, by=by, at=NOW)[0]

    with pytest.raises(RuleBroken, match="Grade the piece"):
        answers(asked, an_answer(pieces=1), a_piece(hub.wren), by=hub.officer)
    answers(asked, an_answer(pieces=1), a_piece(hub.wren, grade="2BP"), by=hub.officer)

    acting(hub.triage)
    assert Piece.objects.get().grade == "2BP"
