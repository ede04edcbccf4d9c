"""Late answers: reminded of once, escalated once, chased by hand, never hidden."""

import datetime

import pytest
from tests.rooms.enquiries.requests.factories import NOW, an_answer

from openmash import firewall
from openmash.enquiries.chasing.actions import chase, make_rounds
from openmash.enquiries.models import Alert, Request
from openmash.errors import NotVisible, RuleBroken
from openmash.policy import Service


def at(**hours):
    return NOW + datetime.timedelta(**hours)


def rounds(*moments):
    firewall.identify(viewer_id=0, service=Service.WORKER)
    return [make_rounds(at=moment) for moment in moments]


def alerts(kind):
    firewall.identify(viewer_id=0, service=Service.WORKER)
    return list(Alert.objects.filter(kind=kind))


def test_an_agency_is_reminded_twice_and_no_more_however_often_the_worker_comes(table):
    told = rounds(at(hours=1), at(hours=2), at(hours=2), at(hours=3, minutes=40), at(hours=3.7))

    assert told == [0, 1, 0, 1, 0]
    assert {each.agency_id for each in alerts("reminder")} == {table.school.pk}


def test_a_worker_that_slept_sends_the_later_reminder_only(table):
    assert rounds(at(hours=3, minutes=50), at(hours=3, minutes=55)) == [1, 0]
    assert [each.once[-1] for each in alerts("reminder")] == ["2"]


def test_lateness_goes_to_the_manager_and_the_agency_once(table, acting):
    assert rounds(at(hours=5), at(hours=6)) == [1, 0]
    told = alerts("overdue")

    assert {(each.role, each.agency_id) for each in told} == {
        ("hub_manager", None),
        ("", table.school.pk),
    }
    acting(table.hub_manager)
    assert Request.objects.get(pk=table.asked.pk).escalated_at == at(hours=5)


def test_out_of_hours_the_manager_reads_when_the_agency_can_be_reached(table):
    rounds(datetime.datetime(2026, 11, 24, 19, 0, tzinfo=datetime.UTC))

    (words,) = [each.words for each in alerts("overdue") if each.role]
    assert "not reachable until" in words


def test_an_answered_request_is_neither_reminded_of_nor_late(table, answers):
    nothing = an_answer("nothing_held", searched_systems="Register", searched_names="Wren")
    answers(table.asked, nothing, by=table.school_lead)

    assert rounds(at(hours=3), at(hours=9)) == [0, 0]


def test_the_hub_chases_by_hand_and_others_cannot(table, acting):
    chased = chase(table.asked, by=acting(table.triage), at=at(hours=1))

    assert chased.chased_at == at(hours=1)
    assert len(alerts("chased")) == 1
    with pytest.raises((NotVisible, Request.DoesNotExist)):
        chase(table.asked, by=acting(table.officer), at=at(hours=1))


def test_what_is_answered_is_not_chased(table, acting, answers):
    nothing = an_answer("nothing_held", searched_systems="Register", searched_names="Wren")
    answers(table.asked, nothing, by=table.school_lead)

    with pytest.raises(RuleBroken, match="nothing to chase"):
        chase(table.asked, by=acting(table.triage), at=at(hours=1))
