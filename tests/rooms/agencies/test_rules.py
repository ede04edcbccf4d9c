"""The rules of roles and agreements."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openmash.agencies import rules
from openmash.agencies.rules import AgreementState, Held
from openmash.errors import RuleBroken
from openmash.policy import HUB_ROLES, Remit, Role

TODAY = date(2026, 11, 23)


def held(role=Role.REFERRER, *, remit=None, from_on=TODAY, **fields) -> Held:
    return Held(role=role, remit=remit, from_on=from_on, **fields)


def test_a_role_may_be_granted_by_somebody_else():
    rules.check_grant(held(), held=[], to=1, by=2)


def test_nobody_grants_to_themselves():
    with pytest.raises(RuleBroken, match="Ask another administrator"):
        rules.check_grant(held(), held=[], to=2, by=2)


def test_a_hub_role_needs_a_remit():
    with pytest.raises(RuleBroken, match="remit"):
        rules.check_grant(held(Role.TRIAGE), held=[], to=1, by=2)

    rules.check_grant(held(Role.TRIAGE, remit=Remit.CHILDREN), held=[], to=1, by=2)


@pytest.mark.parametrize("first", [Role.AGENCY_RESEARCHER, Role.DECISION_MAKER])
def test_nobody_both_answers_for_an_agency_and_decides(first):
    second = ({Role.AGENCY_RESEARCHER, Role.DECISION_MAKER} - {first}).pop()
    one = held(first, remit=Remit.CHILDREN if first in HUB_ROLES else None)
    other = held(second, remit=Remit.CHILDREN if second in HUB_ROLES else None)

    with pytest.raises(RuleBroken, match="give the facts"):
        rules.check_grant(other, held=[one], to=1, by=2)


def test_one_after_the_other_is_allowed():
    before = held(Role.AGENCY_RESEARCHER, from_on=date(2026, 1, 1), until_on=date(2026, 11, 22))

    rules.check_grant(held(Role.DECISION_MAKER, remit=Remit.ADULTS), held=[before], to=1, by=2)


def test_a_withdrawn_role_stands_in_nobodys_way():
    before = held(Role.AGENCY_RESEARCHER, from_on=date(2026, 1, 1), is_withdrawn=True)

    rules.check_grant(held(Role.DECISION_MAKER, remit=Remit.ADULTS), held=[before], to=1, by=2)


def test_the_same_role_twice_says_nothing_more():
    with pytest.raises(RuleBroken, match="already"):
        rules.check_grant(held(), held=[held()], to=1, by=2)


def test_a_role_ends_at_once_or_after_a_day_to_come():
    role = held(from_on=date(2026, 1, 1))

    rules.check_ending(role, to=1, by=2, last_on=None, today=TODAY)
    rules.check_ending(role, to=1, by=2, last_on=TODAY, today=TODAY)
    with pytest.raises(RuleBroken, match="passed"):
        rules.check_ending(role, to=1, by=2, last_on=date(2026, 11, 1), today=TODAY)


def test_nobody_ends_a_role_of_their_own():
    with pytest.raises(RuleBroken, match="another administrator"):
        rules.check_ending(held(), to=2, by=2, last_on=None, today=TODAY)


DAYS = st.dates(date(2026, 1, 1), date(2026, 2, 1))


@given(DAYS, st.none() | DAYS, DAYS, st.none() | DAYS)
def test_two_roles_overlap_exactly_if_one_day_holds_both(from_a, until_a, from_b, until_b):
    one, other = held(from_on=from_a, until_on=until_a), held(from_on=from_b, until_on=until_b)
    days = [date.fromordinal(n) for n in range(date(2026, 1, 1).toordinal(), 739700)]
    both = any(one.holds_on(day) and other.holds_on(day) for day in days)

    assert one.overlaps(other) == both


@pytest.mark.parametrize(
    ("from_on", "review_on", "ended_on", "state"),
    [
        (date(2026, 1, 1), date(2027, 6, 1), None, AgreementState.HOLDS),
        (date(2026, 1, 1), date(2027, 1, 1), None, AgreementState.REVIEW_SOON),
        (date(2025, 1, 1), date(2026, 1, 1), None, AgreementState.REVIEW_OVERDUE),
        (date(2027, 1, 1), date(2028, 1, 1), None, AgreementState.NOT_YET),
        (date(2025, 1, 1), date(2027, 1, 1), date(2026, 11, 22), AgreementState.ENDED),
        (date(2025, 1, 1), date(2027, 6, 1), date(2026, 11, 23), AgreementState.HOLDS),
    ],
)
def test_how_an_agreement_stands(from_on, review_on, ended_on, state):
    found = rules.agreement_state(
        from_on=from_on, review_on=review_on, ended_on=ended_on, today=TODAY
    )

    assert found is state


def test_an_account_that_was_never_used_is_not_dormant():
    now = datetime(2026, 11, 23, tzinfo=UTC)

    assert not rules.is_dormant(None, now=now)
    assert rules.is_dormant(datetime(2026, 8, 1, tzinfo=UTC), now=now)
    assert not rules.is_dormant(datetime(2026, 11, 1, tzinfo=UTC), now=now)
