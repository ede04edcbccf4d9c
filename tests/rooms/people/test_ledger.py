"""Same, different, cannot tell, and taking a word back: who may, what changes, who is told."""

import pytest
from django.utils import timezone
from tests.rooms.people.factories import WREN, arrived, references

from openmash import firewall
from openmash.audit.models import Event
from openmash.errors import NotVisible, RuleBroken
from openmash.people.access import get_person
from openmash.people.actions import cannot_tell, say_different, say_same, undo
from openmash.people.events import person_changed
from openmash.people.models import Claim, Membership, Person
from openmash.policy import Service

NOW = timezone.now()
OTHER = {"name": "Idris Cole", "address": "2 Mill Lane"}


@pytest.fixture
def two(hub):
    """Two people, each with a record of their own."""
    (one,) = arrived(WREN, source="C-2026-1001")
    (other,) = arrived(OTHER, source="C-2026-1002")
    return one, other


@pytest.fixture
def told():
    heard = []

    def hear(sender, *, kind, references, at, **more):
        heard.append((kind, references))

    person_changed.connect(hear)
    yield heard
    person_changed.disconnect(hear)


def snapshot():
    with firewall.acting_as(Service.IDENTITY):
        members = list(Membership.objects.order_by("pk").values())
        persons = list(Person.objects.order_by("pk").values())
    return members, persons


def test_a_human_same_joins_and_the_older_reference_stays(hub, acting, two, told):
    one, other = two
    old, absorbed = references(one, other)
    viewer = acting(hub.triage)
    say_same(one, other, why="The mother told me.", by=viewer, at=NOW)

    assert references(one, other) == [old, old]
    assert get_person(absorbed, viewer=viewer).reference == old
    assert told == [("merged", (old, absorbed))]
    assert Event.objects.filter(verb="match.said_same", reference=old).exists()


def test_taking_it_back_restores_exactly_what_was(hub, acting, two, told):
    one, other = two
    before = snapshot()
    viewer = acting(hub.triage)
    claim = say_same(one, other, why="The mother told me.", by=viewer, at=NOW)
    undo(claim, why="She meant the cousin.", by=viewer, at=NOW)

    assert snapshot() == before
    assert [kind for kind, _ in told] == ["merged", "split"]


def test_different_parts_what_the_model_joined_and_undo_joins_it_again(hub, acting):
    (one,), (other,) = (arrived(WREN, source=f"C-2026-100{n}") for n in (1, 2))
    reference = references(one)[0]
    assert references(other) == [reference]
    viewer = acting(hub.triage)
    claim = say_different(one, other, why="Two cousins.", by=viewer, at=NOW)

    assert references(one)[0] == reference
    split = references(other)[0]
    assert split not in (None, reference)
    undo(claim, why="One child after all.", by=viewer, at=NOW)
    assert references(one, other) == [reference, reference]
    assert get_person(split, viewer=viewer).reference == reference


def test_cannot_tell_is_an_answer_and_changes_nobody(hub, acting, two, told):
    before = snapshot()
    claim = cannot_tell(*two, why="Asked the school.", by=acting(hub.triage), at=NOW)

    assert claim.says == Claim.Says.UNSURE
    assert snapshot() == before
    assert told == []


def test_two_humans_words_never_stand_against_each_other(hub, acting, two):
    viewer = acting(hub.triage)
    say_different(*two, why="I met both.", by=viewer, at=NOW)
    with pytest.raises(RuleBroken, match="undo it"):
        say_same(*two, why="I think they are one.", by=viewer, at=NOW)


def test_a_same_that_a_human_said_is_undone_before_different_is_said(hub, acting, two):
    viewer = acting(hub.triage)
    say_same(*two, why="The mother told me.", by=viewer, at=NOW)
    with pytest.raises(RuleBroken, match="undo it"):
        say_different(*two, why="No.", by=viewer, at=NOW)


def test_a_word_is_taken_back_once_and_with_a_reason(hub, acting, two):
    viewer = acting(hub.triage)
    claim = say_same(*two, why="The mother told me.", by=viewer, at=NOW)
    with pytest.raises(RuleBroken, match="reason"):
        undo(claim, why=" ", by=viewer, at=NOW)
    undo(claim, why="Mistaken.", by=viewer, at=NOW)
    with pytest.raises(RuleBroken, match="already"):
        undo(claim, why="Again.", by=viewer, at=NOW)


def test_the_model_does_not_join_again_what_a_human_took_apart(hub, acting):
    (one,), (other,) = (arrived(WREN, source=f"C-2026-100{n}") for n in (1, 2))
    with firewall.acting_as(Service.IDENTITY):
        model = Claim.objects.get(says=Claim.Says.SAME)
    undo(model, why="Two cousins.", by=acting(hub.triage), at=NOW)
    assert references(one) != references(other)
    arrived(WREN, source="C-2026-1003")

    assert references(one) != references(other)


@pytest.mark.parametrize("role", ["teacher", "school_lead", "analyst", "administrator"])
def test_whoever_is_not_of_the_hub_decides_nothing(hub, acting, two, role):
    with pytest.raises(NotVisible):
        say_same(*two, why="Because.", by=acting(getattr(hub, role)), at=NOW)


def test_the_shielded_are_not_joined_with_whom_others_may_read(hub, acting):
    (known,) = arrived(WREN, source="C-2026-1001")
    (shielded,) = arrived(WREN, source="C-2026-1002", is_restricted=True)
    viewer = acting(hub.triage)

    with pytest.raises((RuleBroken, NotVisible)):
        say_same(known, shielded, why="The same child.", by=viewer, at=NOW)
    assert references(known) != references(shielded)
