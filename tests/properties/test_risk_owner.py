"""Whatever anybody does with a risk, at every moment exactly one named person holds it."""

import contextlib
import datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openmash.enquiries.risk import access, actions, rules
from openmash.errors import NotVisible, RuleBroken
from openmash.policy import Role
from tests.factories import person_in
from tests.rooms.enquiries.triage.factories import grounds, rating, received

NOW = datetime.datetime(2026, 3, 6, 10, 0, tzinfo=datetime.UTC)
MOVES = st.lists(
    st.tuples(
        st.sampled_from(["offer", "accept", "decline", "take"]),
        st.integers(min_value=0, max_value=2),  # who acts
        st.integers(min_value=0, max_value=2),  # whom they ask
    ),
    max_size=8,
)


class RolledBack(Exception):
    """Ends one example, so that the next begins on clean tables."""


def move(kind, *, held, to, viewer, at):
    if kind == "offer":
        actions.offer(held.pk, to=to, by=viewer, at=at)
    elif kind == "accept":
        actions.accept(held.pk, by=viewer, at=at)
    elif kind == "decline":
        actions.decline(held.pk, why="On leave.", by=viewer, at=at)
    else:
        actions.take_over(held, to=viewer.id, at=at)


def values(holdings):
    return [
        rules.Holding(owner=one.owner_id, from_at=one.from_at, until_at=one.until_at)
        for one in holdings
    ]


@pytest.mark.parametrize("is_enquiry", [False, True])
@given(moves=MOVES)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_exactly_one_named_person_holds_the_risk_at_every_moment(hub, acting, is_enquiry, moves):
    from openmash.enquiries.opening.actions import open_enquiry

    try:
        with transaction.atomic():
            people = [
                hub.decision_maker,
                hub.hub_manager,
                person_in(Role.DECISION_MAKER, agency=hub.social_care),
            ]
            screening = received(at=NOW)
            thing = {"screening": screening}
            if is_enquiry:
                viewer = acting(hub.decision_maker)
                enquiry = open_enquiry(
                    screening, rating=rating(), grounds=grounds(), by=viewer, at=NOW
                )
                thing = {"enquiry": enquiry}
            at = NOW
            for kind, who, whom in moves:
                at += datetime.timedelta(minutes=1)
                viewer = acting(people[who])
                held = access.held_now(**thing)
                with contextlib.suppress(RuleBroken, NotVisible):
                    move(kind, held=held, to=people[whom].pk, viewer=viewer, at=at)
                holdings = values(access.holdings(**thing))
                for minute in range(1, (at - NOW).seconds // 60 + 1):
                    moment = NOW + datetime.timedelta(minutes=minute)
                    assert rules.holder_at(holdings, at=moment)
            raise RolledBack
    except RolledBack:
        pass


def test_a_risk_stays_where_it_is_until_it_is_accepted(hub, acting):
    screening = received(at=NOW)
    viewer = acting(hub.decision_maker)
    held = access.held_now(screening=screening)
    actions.offer(held.pk, to=hub.triage.pk, by=viewer, at=NOW)

    assert access.held_now(screening=screening).owner == hub.decision_maker
    actions.accept(held.pk, by=acting(hub.triage), at=NOW)
    assert access.held_now(screening=screening).owner == hub.triage


def test_nobody_accepts_what_was_offered_to_another_or_offers_what_is_not_theirs(hub, acting):
    screening = received(at=NOW)
    viewer = acting(hub.decision_maker)
    held = access.held_now(screening=screening)
    actions.offer(held.pk, to=hub.triage.pk, by=viewer, at=NOW)

    with pytest.raises(RuleBroken, match="somebody else"):
        actions.accept(held.pk, by=acting(hub.hub_manager), at=NOW)
    with pytest.raises(RuleBroken, match="Only the person who holds"):
        actions.offer(held.pk, to=hub.hub_manager.pk, by=acting(hub.triage), at=NOW)
    with pytest.raises(RuleBroken, match="no role"):
        actions.offer(held.pk, to=hub.teacher.pk, by=acting(hub.decision_maker), at=NOW)
