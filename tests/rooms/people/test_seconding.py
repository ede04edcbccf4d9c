"""Where much speaks against joining two people, two people must agree to it."""

import datetime

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone
from tests.rooms.people.factories import WREN, arrived, references
from tests.rooms.people.test_ledger import snapshot

from openmash import firewall
from openmash.audit.models import Event
from openmash.errors import NotVisible, RuleBroken
from openmash.people.actions import (
    cannot_tell,
    confirm,
    decline,
    say_different,
    say_same,
    undo,
)
from openmash.people.models import Claim
from openmash.people.review.access import proposals
from openmash.policy import Service

NOW = timezone.now()
OTHER = {"name": "Idris Cole", "born_on": datetime.date(2011, 11, 19), "address": "2 Mill Lane"}


@pytest.fixture
def two(hub):
    """Two people whose dates of birth cannot be one."""
    (one,) = arrived(WREN, source="C-2026-1001", agency=hub.school)
    (other,) = arrived(OTHER, source="C-2026-1002", agency=hub.police)
    return one, other


@pytest.fixture
def proposal(hub, acting, two):
    return say_same(*two, why="The mother told me.", by=acting(hub.triage), at=NOW)


def test_the_first_same_joins_nobody_and_says_why_it_waits(hub, two, proposal):
    assert proposal.says == Claim.Says.PROPOSED
    assert "cannot be one" in proposal.reasons[0]["words"]
    assert len(set(references(*two))) == 2


def test_a_second_person_agrees_and_they_are_joined(hub, acting, two, proposal):
    viewer = acting(hub.decision_maker)
    claim = confirm(proposal, why="The birth certificate says so.", by=viewer, at=NOW)

    assert (claim.says, claim.answers_id) == ("same", proposal.pk)
    assert len(set(references(*two))) == 1
    assert Event.objects.filter(verb="match.seconded").exists()


def test_who_proposed_it_cannot_agree_to_it(hub, acting, two, proposal):
    with pytest.raises(RuleBroken, match="somebody else"):
        confirm(proposal, why="I am sure.", by=acting(hub.triage), at=NOW)
    assert len(set(references(*two))) == 2


def test_the_database_too_refuses_the_first_person_as_the_second(hub, acting, two, proposal):
    viewer = acting(hub.triage)
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Claim.objects.create(
            record_a=two[0], record_b=two[1], says="same", by_id=viewer.id, why="I am sure.",
            answers=proposal, at=NOW,
        )  # fmt: skip


def test_nobody_answers_what_was_never_proposed(hub, acting, two):
    claim = cannot_tell(*two, why="Not sure.", by=acting(hub.triage), at=NOW)
    with pytest.raises(RuleBroken, match="does not wait"):
        confirm(claim, why="Yes.", by=acting(hub.decision_maker), at=NOW)


def test_a_second_person_declines_and_they_stay_two_and_in_the_list(hub, acting, two, proposal):
    decline(proposal, why="I met both.", by=acting(hub.decision_maker), at=NOW)

    assert len(set(references(*two))) == 2
    with pytest.raises(RuleBroken, match="does not wait"):
        confirm(proposal, why="Yes.", by=acting(hub.hub_manager), at=NOW)


def test_a_proposal_is_answered_with_a_reason(hub, acting, proposal):
    with pytest.raises(RuleBroken, match="reason"):
        confirm(proposal, why=" ", by=acting(hub.decision_maker), at=NOW)


def test_same_is_not_said_past_a_proposal_that_waits(hub, acting, two, proposal):
    with pytest.raises(RuleBroken, match="second person"):
        say_same(*two, why="Me too.", by=acting(hub.decision_maker), at=NOW)


def test_a_proposal_is_taken_back_by_whoever_made_it(hub, acting, two, proposal):
    undo(proposal, why="Mistaken.", by=acting(hub.triage), at=NOW)
    with pytest.raises(RuleBroken, match="does not wait"):
        confirm(proposal, why="Yes.", by=acting(hub.decision_maker), at=NOW)


@pytest.mark.parametrize("role", ["triage", "hub_manager"])
def test_different_said_in_the_meantime_wins_and_nothing_waits(hub, acting, two, proposal, role):
    say_different(*two, why="I met both.", by=acting(getattr(hub, role)), at=NOW)
    assert proposals() == []
    with pytest.raises(RuleBroken, match="does not wait"):
        confirm(proposal, why="Yes.", by=acting(hub.decision_maker), at=NOW)


def test_an_agreed_join_is_undone_exactly(hub, acting, two, proposal):
    before = snapshot()
    claim = confirm(proposal, why="Yes.", by=acting(hub.decision_maker), at=NOW)
    undo(claim, why="The certificate was another's.", by=acting(hub.triage), at=NOW)

    assert snapshot() == before


def test_the_model_does_not_join_what_waits_or_was_declined(hub, acting, two, proposal):
    arrived(WREN, source="C-2026-1003")
    decline(proposal, why="No.", by=acting(hub.decision_maker), at=NOW)
    arrived(WREN, source="C-2026-1004")

    assert len(set(references(*two))) == 2


@pytest.mark.parametrize("role", ["teacher", "school_lead", "analyst", "administrator"])
def test_only_the_hub_agrees_or_declines(hub, acting, proposal, role):
    viewer = acting(getattr(hub, role))
    for verb in (confirm, decline):
        with pytest.raises((NotVisible, Claim.DoesNotExist)):
            verb(proposal, why="Because.", by=viewer, at=NOW)


def test_the_pages_say_what_waits_and_take_the_second_persons_answer(hub, signed_in, two):
    with firewall.acting_as(Service.IDENTITY):
        claim = Claim.objects.create(
            record_a=two[0], record_b=two[1], says="possible", model_version="test", weight=10,
            at=NOW,
        )  # fmt: skip
    said = {"answer": "same", "why": "The mother told me"}
    client = signed_in(hub.triage)
    after = client.post(reverse("people:match", args=[claim.pk]), said, follow=True)
    with firewall.acting_as(Service.IDENTITY):
        proposal = Claim.objects.get(says="proposed")
    page = reverse("people:second", args=[proposal.pk])

    assert "until a second person agrees" in after.content.decode()
    assert page in after.content.decode()
    own = client.get(page)
    assert "somebody else answers" in own.content.decode()
    assert client.post(page, {"answer": "same", "why": "Yes"}).status_code == 422
    client = signed_in(hub.decision_maker)
    assert "cannot be one" in client.get(page).content.decode()
    assert client.post(page, {"answer": "", "why": ""}).status_code == 422
    assert client.post(page, {"answer": "same", "why": "I looked"}).status_code == 302
    assert len(set(references(*two))) == 1
    assert "answered as the second person" in client.get(page).content.decode()
