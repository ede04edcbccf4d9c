"""Whatever was said in whatever order: taken back, who is who is to the byte as it was before."""

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.rooms.people.factories import WREN, arrived, references

from openmash import firewall
from openmash.errors import RuleBroken
from openmash.people.access import get_person
from openmash.people.actions import cannot_tell, say_different, say_same, undo
from openmash.people.actions.surroundings import decisions_for_model
from openmash.people.models import Claim, Membership, Person
from openmash.policy import Service

NOW = timezone.now()
RECORDS = 6
PAIR = st.tuples(st.integers(0, RECORDS - 1), st.integers(0, RECORDS - 1)).filter(
    lambda pair: pair[0] != pair[1]
)
SAID = st.lists(
    st.tuples(st.sampled_from([say_same, say_different, cannot_tell]), PAIR), max_size=6
)


class RolledBack(Exception):
    """Ends one example, so that the next begins on clean tables."""


def who_is_who(known: set[int]) -> tuple[list, list]:
    """Return every membership, and every person who was known then, as they are kept."""
    with firewall.acting_as(Service.IDENTITY):
        members = list(Membership.objects.order_by("pk").values())
        persons = list(Person.objects.filter(pk__in=known).order_by("pk").values())
    return members, persons


def everyone() -> set[int]:
    with firewall.acting_as(Service.IDENTITY):
        return set(Person.objects.values_list("pk", flat=True))


@pytest.fixture
def hub_with_records(hub, acting):
    """Two children whom the model joined from two records each, and two people of one record."""
    records = [
        arrived(one, source=f"C-2026-{1000 + n}")[0]
        for n, one in enumerate(
            [WREN, WREN, {"name": "Idris Cole"}, {"name": "Bea Moss"}]
            + [{**WREN, "name": "Kit Larch", "address": "2 Mill Lane"}] * 2
        )
    ]
    return records, acting(hub.triage)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=SAID, later=st.randoms(use_true_random=False))
def test_any_words_taken_back_in_any_order_leave_nothing_changed(hub_with_records, said, later):
    records, viewer = hub_with_records
    known = everyone()
    before = who_is_who(known)
    try:
        with transaction.atomic():
            claims = list(_spoken(said, records=records, viewer=viewer))
            later.shuffle(claims)
            for claim in claims:
                undo(claim, why="Mistaken.", by=viewer, at=NOW)
            assert who_is_who(known) == before
            for reference in _references_ever():
                assert get_person(reference, viewer=viewer).survivor_id is None
            raise RolledBack
    except RolledBack:
        pass


def _spoken(said, *, records, viewer):
    """Yield what could be said; what the rules refuse is refused, and changes nothing."""
    for verb, (a, b) in said:
        try:
            yield verb(records[a], records[b], why="I looked.", by=viewer, at=NOW)
        except RuleBroken:
            continue


def _references_ever() -> list[str]:
    with firewall.acting_as(Service.IDENTITY):
        return list(Person.objects.values_list("reference", flat=True))


def test_taking_a_same_back_writes_a_rule_that_the_model_honours(hub, acting):
    """Undone is not unsaid: the two are not joined again by themselves, on whatever arrives."""
    (one,) = arrived(WREN, source="C-2026-1001")
    (other,) = arrived({"name": "Idris Cole"}, source="C-2026-1002")
    viewer = acting(hub.triage)
    claim = say_same(one, other, why="The mother told me.", by=viewer, at=NOW)
    undo(claim, why="She meant the cousin.", by=viewer, at=NOW)
    with firewall.acting_as(Service.IDENTITY):
        decisions = decisions_for_model([one.pk, other.pk])

    assert decisions.are_different(str(one.pk), str(other.pk))


def test_a_claim_is_never_changed_not_even_by_an_undo(hub, acting):
    (one,) = arrived(WREN, source="C-2026-1001")
    (other,) = arrived({"name": "Idris Cole"}, source="C-2026-1002")
    viewer = acting(hub.triage)
    claim = say_same(one, other, why="The mother told me.", by=viewer, at=NOW)
    before = Claim.objects.filter(pk=claim.pk).values().get()
    undo(claim, why="Mistaken.", by=viewer, at=NOW)

    assert Claim.objects.filter(pk=claim.pk).values().get() == before
    assert len(set(references(one, other))) == 2
