"""Asking agencies: only what is needed, lawfully, each with its clock; and the refusals beside."""

import datetime

import pytest
from tests.factories import AgencyFactory, RecordFactory, SubjectFactory
from tests.rooms.enquiries.requests.factories import (
    NOW,
    WORDING,
    AgreementFactory,
    a_piece,
    an_answer,
    ask_school,
    make_enquiry,
)

from openmash.audit.models import Event
from openmash.enquiries.asking.access import cross_border_prompts
from openmash.enquiries.asking.actions import Ask, raise_cross_border, send_requests
from openmash.enquiries.asking.afterwards.actions import share_gist, withdraw_request
from openmash.enquiries.asking.doors.actions import open_door
from openmash.enquiries.models import Alert, Enquiry, Request, RunningClock
from openmash.enquiries.triage.agreement import Agreement
from openmash.errors import NotVisible, RuleBroken


def test_a_red_request_runs_four_hours_and_holds_only_those_it_needs(table, acting):
    acting(table.triage)
    request = Request.objects.get(pk=table.asked.pk)
    clock = RunningClock.objects.get(request=request)

    assert request.reference.startswith("R-2026-")
    assert request.due_at == NOW + datetime.timedelta(hours=4)
    assert (clock.code, clock.due_at) == ("REQ-R", request.due_at)
    assert [each.name for each in request.subjects.all()] == ["Wren Tallow"]
    assert Enquiry.objects.get(pk=table.enquiry.pk).stage == "requested"


def test_asking_is_recorded_as_a_disclosure_and_put_before_the_agency(table, acting):
    acting(table.school_lead)
    alert = Alert.objects.get(request=table.asked)
    acting(table.information_governance)
    event = Event.objects.get(kind="disclosure", reference=table.asked.reference)

    assert "Wren" not in alert.words
    assert event.facts["subjects"] == 1
    assert event.facts["bases"] == ["A6_E", "CA89_47"]


def test_a_researcher_or_a_teacher_cannot_ask(hub, acting):
    make_enquiry(hub)
    for somebody in (hub.school_lead, hub.teacher, hub.adults_screener):
        with pytest.raises((NotVisible, Enquiry.DoesNotExist)):
            ask_school(hub, acting(somebody))


def test_without_a_sharing_agreement_only_danger_and_a_reason_open_the_way(hub, acting):
    make_enquiry(hub, agreements=False)
    by = acting(hub.triage)
    with pytest.raises(RuleBroken, match="write down why it cannot wait"):
        ask_school(hub, by)

    request = ask_school(hub, by, no_agreement_why="The baby is hurt and the school knows him.")

    assert request.no_agreement_why


def test_an_agreement_that_has_ended_is_none(hub, acting):
    make_enquiry(hub, agreements=False, level="3", brag="amber", agreement="GIVEN")
    AgreementFactory(agency=hub.school, ended_on=datetime.date(2026, 1, 1))

    with pytest.raises(RuleBroken, match="No sharing agreement"):
        ask_school(hub, acting(hub.triage), no_agreement_why="It is urgent.")


def test_nobody_is_asked_about_somebody_who_is_not_in_the_enquiry(hub, acting):
    make_enquiry(hub)
    stranger = SubjectFactory()

    with pytest.raises(RuleBroken, match="not in this enquiry"):
        ask_school(hub, acting(hub.triage), subjects=(stranger.pk,))
    with pytest.raises(RuleBroken, match="Tick whom"):
        ask_school(hub, acting(hub.triage), subjects=())


def test_a_closed_gate_opens_by_a_decision_makers_reason_and_by_nobody_elses(hub, acting):
    make_enquiry(hub, level="2", brag="green", agreement="NOT_SOUGHT")
    screener = acting(hub.triage)
    with pytest.raises(RuleBroken, match="waits for agreement"):
        ask_school(hub, screener)
    with pytest.raises(NotVisible):
        open_door(hub.enquiry, door=Agreement.LEVEL_UNCLEAR, why="Unclear", by=screener, at=NOW)
    decider = acting(hub.decision_maker)
    with pytest.raises(RuleBroken):
        open_door(hub.enquiry, door=Agreement.LEVEL_UNCLEAR, why=" ", by=decider, at=NOW)

    open_door(hub.enquiry, door=Agreement.LEVEL_UNCLEAR, why="A bruise.", by=decider, at=NOW)

    assert ask_school(hub, acting(hub.triage)).pk


def test_an_ended_enquiry_asks_nobody(hub, acting):
    make_enquiry(hub, stage="closed")

    with pytest.raises(RuleBroken, match="has ended"):
        ask_school(hub, acting(hub.triage))


def test_one_line_is_told_in_the_hubs_words_and_never_a_sealed_piece(table, acting, answers):
    sealed = a_piece(table.wren, restriction="sealed", what="Not for the hub")
    answers(table.asked, an_answer(pieces=2), a_piece(table.wren), sealed, by=table.school_lead)
    by = acting(table.triage)
    ask = Ask(agency=table.police.pk, subjects=(table.wren.pk,), questions=("What do you hold?",))
    police = send_requests(table.enquiry, [ask], wording=WORDING, by=by, at=NOW)[0]
    acting(table.school_lead)
    open_one, kept = table.asked.pieces.order_by("pk")
    by = acting(table.triage)

    told = share_gist(
        police, piece=open_one.pk, words="Is she quieter?", why="To compare", by=by, at=NOW
    )

    assert told.pk
    with pytest.raises(RuleBroken, match="nothing may be told"):
        share_gist(police, piece=kept.pk, words="Something", why="Why", by=by, at=NOW)


def test_a_request_is_taken_back_with_a_reason_and_its_clock_stops(table, acting):
    by = acting(table.triage)
    with pytest.raises(RuleBroken, match="Say why"):
        withdraw_request(table.asked, why="", by=by, at=NOW)

    request = withdraw_request(table.asked, why="She goes to another school.", by=by, at=NOW)

    assert request.state == "withdrawn"
    assert RunningClock.objects.get(request=request).stopped_at == NOW


def test_an_earlier_address_elsewhere_is_asked_about_by_itself(hub, acting):
    make_enquiry(hub)
    record = RecordFactory(area="Saltby")
    SubjectFactory(enquiry=hub.enquiry, name="Jo Tallow", part="household", record=record)
    by = acting(hub.triage)

    assert cross_border_prompts(hub.enquiry) == ["Saltby"]
    sent = raise_cross_border(hub.enquiry, by=by, at=NOW)

    assert [request.outside_authority for request in sent] == ["Saltby"]
    assert RunningClock.objects.filter(request=sent[0]).exists()
    assert cross_border_prompts(hub.enquiry) == []
    assert raise_cross_border(hub.enquiry, by=by, at=NOW) == []


def test_another_area_that_the_hub_knows_is_asked_as_an_agency(hub, acting):
    make_enquiry(hub)
    record = RecordFactory(area="Saltby")
    SubjectFactory(enquiry=hub.enquiry, name="Jo Tallow", part="household", record=record)
    saltby = AgencyFactory(name="Saltby Council", kind="LA_OTHER", is_outside_area=True)
    AgreementFactory(agency=saltby)

    sent = raise_cross_border(hub.enquiry, by=acting(hub.triage), at=NOW)

    assert [request.agency_id for request in sent] == [saltby.pk]
