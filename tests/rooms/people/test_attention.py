"""A person in doubt is marked wherever they stand, until a human settles it with a reason."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.rooms.people.factories import WREN, arrived, references
from tests.rooms.people.test_ledger import snapshot

from openmash import firewall
from openmash.errors import NotVisible, RuleBroken
from openmash.people.access import persons_of_records
from openmash.people.actions import (
    cannot_tell,
    confirm,
    look_again,
    note_disagreement,
    say_different,
    say_same,
    settle,
    undo,
)
from openmash.people.attention.access import all_in_doubt, in_doubt
from openmash.people.doubts import JOIN_FROM, STAY_FROM
from openmash.people.events import person_changed
from openmash.people.matching import Evidence, Reason
from openmash.people.models import Attention, Claim
from openmash.people.review.access import unanswered
from openmash.policy import Service

NOW = timezone.now()
VALID, OTHER_VALID = "943 476 5919", "999 000 0018"


def weighing(total: float) -> Evidence:
    words = "What was compared today."
    return Evidence(
        reasons=(Reason(field="name", code="name", weight=total, words=words, topic="name"),)
    )


def doubts_of(*records):
    with firewall.acting_as(Service.IDENTITY):
        found = persons_of_records([record.pk for record in records])
        return [
            (doubt.cause, doubt.words)
            for one in in_doubt([person.pk for person in found.values()]).values()
            for doubt in one.reasons
        ]


@pytest.fixture
def joined(hub):
    """One child of two records, which the model joined."""
    (one,) = arrived(WREN, source="C-2026-1001", agency=hub.school)
    (other,) = arrived(WREN, source="C-2026-1002", agency=hub.police)
    assert len(set(references(one, other))) == 1
    return one, other


@pytest.fixture
def apart(hub):
    (one,) = arrived(WREN, source="C-2026-1001", agency=hub.school)
    (other,) = arrived({"name": "Idris Cole"}, source="C-2026-1002", agency=hub.police)
    return one, other


@pytest.fixture
def told():
    heard = []

    def hear(sender, *, kind, references, at, **more):
        heard.append(kind)

    person_changed.connect(hear)
    yield heard
    person_changed.disconnect(hear)


def test_a_plain_join_needs_nobody(joined):
    assert doubts_of(*joined) == []


def test_two_numbers_that_check_put_a_person_in_doubt_even_after_two_agreed(hub, acting):
    (one,) = arrived({**WREN, "nhs_number": VALID}, source="C-2026-1001")
    (other,) = arrived({"name": "W Tallow", "nhs_number": OTHER_VALID}, source="C-2026-1002")
    proposal = say_same(one, other, why="One child.", by=acting(hub.triage), at=NOW)
    assert doubts_of(one, other) == []
    confirm(proposal, why="Yes.", by=acting(hub.decision_maker), at=NOW)

    ((cause, words),) = doubts_of(one, other)
    assert cause == "numbers"
    assert VALID not in words


def test_the_doubt_goes_when_the_join_is_undone_and_comes_back_with_it(hub, acting, joined):
    viewer = acting(hub.triage)
    cannot_tell(*joined, why="The mother was not sure.", by=viewer, at=NOW)
    assert [cause for cause, _ in doubts_of(*joined)] == ["cannot_tell"]

    claim = say_different(*joined, why="Two cousins.", by=viewer, at=NOW)
    assert doubts_of(*joined) == []
    undo(claim, why="One child after all.", by=viewer, at=NOW)
    assert [cause for cause, _ in doubts_of(*joined)] == ["cannot_tell"]


def test_a_doubt_is_settled_once_with_a_reason_and_stays_settled(hub, acting, joined):
    viewer = acting(hub.triage)
    cannot_tell(*joined, why="Not sure.", by=viewer, at=NOW)
    (found,) = all_in_doubt()
    (doubt,) = found.reasons
    with pytest.raises(RuleBroken, match="reason"):
        settle(doubt, why=" ", by=viewer, at=NOW)
    settle(doubt, why="The school has met them.", by=viewer, at=NOW)
    with pytest.raises(RuleBroken, match="already"):
        settle(doubt, why="Again.", by=viewer, at=NOW)
    arrived(WREN, source="C-2026-1003")

    assert doubts_of(*joined) == []
    assert all_in_doubt() == []


def test_saying_same_of_the_two_settles_it_too(hub, acting, joined):
    viewer = acting(hub.triage)
    cannot_tell(*joined, why="Not sure.", by=viewer, at=NOW)
    say_same(*joined, why="I asked the mother.", by=viewer, at=NOW)

    assert doubts_of(*joined) == []


@pytest.mark.parametrize("role", ["teacher", "school_lead", "analyst", "administrator"])
def test_only_the_hub_settles_a_doubt_or_sees_one(hub, acting, joined, role):
    cannot_tell(*joined, why="Not sure.", by=acting(hub.triage), at=NOW)
    with firewall.acting_as(Service.IDENTITY):
        doubt = Attention.objects.get()
    viewer = acting(getattr(hub, role))

    assert Attention.objects.count() == 0
    with pytest.raises(NotVisible):
        settle(doubt, why="Because.", by=viewer, at=NOW)


def test_within_the_band_looking_again_writes_nothing(joined, told):
    before = snapshot()
    for total in (STAY_FROM, (STAY_FROM + JOIN_FROM) / 2, JOIN_FROM + 30):
        assert look_again(*joined, evidence=weighing(total), version="m-2", at=NOW) is None

    assert snapshot() == before
    assert told == []
    assert doubts_of(*joined) == []


def test_apart_within_the_band_stays_apart_and_is_not_noted(apart):
    near = weighing(JOIN_FROM - 0.5)

    assert look_again(*apart, evidence=near, version="m-2", at=NOW) is None


def test_the_nightly_look_that_would_part_them_changes_nobody_and_is_asked_about(joined, told):
    before = snapshot()
    claim = look_again(*joined, evidence=weighing(STAY_FROM - 1), version="m-2", at=NOW)

    assert (claim.says, claim.model_version) == ("doubt", "m-2")
    assert snapshot() == before
    assert told == []
    ((cause, words),) = doubts_of(*joined)
    assert cause == "rescored"
    assert "would not join these two today" in words


def test_the_nightly_look_that_would_join_them_puts_the_pair_in_the_list(hub, acting, apart, told):
    before = snapshot()
    claim = look_again(*apart, evidence=weighing(JOIN_FROM + 1), version="m-2", at=NOW)

    assert snapshot() == before
    assert told == []
    acting(hub.triage)
    (pair,) = unanswered()
    assert pair.number == claim.pk
    assert pair.is_noted


def test_what_was_noted_is_noted_once(joined):
    first = look_again(*joined, evidence=weighing(1), version="m-2", at=NOW)

    assert look_again(*joined, evidence=weighing(1), version="m-2", at=NOW) == first
    assert len(doubts_of(*joined)) == 1


@pytest.mark.parametrize("finding", ["join", "part"])
def test_what_a_human_said_is_not_asked_again(hub, acting, joined, finding):
    viewer = acting(hub.triage)
    verb = say_different if finding == "join" else say_same
    verb(*joined, why="I know them.", by=viewer, at=NOW)
    noted = note_disagreement(*joined, finding=finding, evidence=weighing(0), version="m-2", at=NOW)

    assert noted is None


def test_a_split_is_honoured_by_every_path(hub, acting, joined):
    """The model, the nightly look, a third record and another human: none joins them again."""
    one, other = joined
    viewer = acting(hub.triage)
    say_different(one, other, why="Two cousins.", by=viewer, at=NOW)
    (third,) = arrived(WREN, source="C-2026-1003")
    look_again(one, other, evidence=weighing(99), version="m-2", at=NOW)
    acting(hub.triage)
    say_same(one, third, why="One child.", by=viewer, at=NOW)
    with pytest.raises(RuleBroken, match="different"):
        say_same(other, third, why="One child.", by=viewer, at=NOW)

    assert references(one) == references(third) != references(other)


def test_an_unknown_finding_is_a_mistake_of_the_caller(joined):
    with pytest.raises(ValueError, match="join, part"):
        note_disagreement(*joined, finding="maybe", evidence=weighing(0), version="m-2", at=NOW)


def test_a_doubt_about_the_shielded_is_for_their_readers(hub, acting):
    child = {**WREN, "nhs_number": VALID}
    arrived(child, source="C-2026-1001", is_restricted=True)
    arrived({**WREN, "nhs_number": VALID}, source="C-2026-1002", is_restricted=True)
    with firewall.acting_as(Service.IDENTITY):
        (claim,) = Claim.objects.filter(says="same")
        note_disagreement(
            claim.record_a, claim.record_b, finding="part", evidence=weighing(0), version="m-2",
            at=NOW,
        )  # fmt: skip
        assert Attention.objects.count() == 1
    acting(hub.triage)

    assert all_in_doubt() == []
    assert Attention.objects.count() == 0


def test_the_pages_mark_a_person_in_doubt_and_take_the_answer(hub, acting, signed_in, joined):
    cannot_tell(*joined, why="Not sure.", by=acting(hub.triage), at=NOW)
    reference = references(joined[0])[0]
    client = signed_in(hub.triage)
    person = reverse("people:person", args=[reference])
    with firewall.acting_as(Service.IDENTITY):
        page = reverse("people:attention", args=[reference, Attention.objects.get().pk])

    assert "Needs attention" in client.get(person).content.decode()
    assert page in client.get(person).content.decode()
    assert reference in client.get(reverse("people:matches")).content.decode()
    assert client.get(page).status_code == 200
    assert client.post(page, {"answer": "one", "why": ""}).status_code == 422
    assert client.post(page, {"answer": "one", "why": "I asked"}).status_code == 302
    after = client.get(person).content.decode()
    assert "Needs attention" not in after
    assert "Doubts that were settled" in after
    assert client.get(page).status_code == 404


def test_two_people_are_parted_from_the_page_of_the_doubt(hub, acting, signed_in, joined):
    cannot_tell(*joined, why="Not sure.", by=acting(hub.triage), at=NOW)
    reference = references(joined[0])[0]
    client = signed_in(hub.triage)
    with firewall.acting_as(Service.IDENTITY):
        page = reverse("people:attention", args=[reference, Attention.objects.get().pk])
    client.post(page, {"answer": "two", "why": "I met both"})

    assert len(set(references(*joined))) == 2
    shown = client.get(reverse("people:person", args=[reference])).content.decode()
    assert "Kept apart from" in shown
    assert "I met both" in shown


def test_too_many_is_no_doubt_any_more_when_the_person_has_parted(hub, joined):
    with firewall.acting_as(Service.IDENTITY):
        Attention.objects.create(
            record_a=joined[0], cause="too_many", key="too_many:1:1", words="Many.", at=NOW
        )
        assert all_in_doubt() == []


def test_births_that_cannot_be_one_put_a_person_in_doubt(hub, acting):
    (one,) = arrived(WREN, source="C-2026-1001")
    (other,) = arrived(
        {"name": "Wren Tallow", "born_on": datetime.date(1990, 7, 19)}, source="C-2026-1002"
    )
    proposal = say_same(one, other, why="One.", by=acting(hub.triage), at=NOW)
    confirm(proposal, why="Yes.", by=acting(hub.hub_manager), at=NOW)

    assert [cause for cause, _ in doubts_of(one, other)] == ["births"]
