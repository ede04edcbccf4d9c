"""Who sees and who answers: policy says it, and the database shows the same, for every role."""

import pytest
from django.utils import timezone
from tests.factories import GrantFactory, person_in
from tests.rooms.instruments.pages.factories import begun, given

from openmash import policy
from openmash.instruments import actions
from openmash.instruments.models import Assessment, AssessmentAnswer, Invitation
from openmash.policy import HUB_ROLES, AssessmentFacts, EnquiryFacts, Remit, Role

CHILDREN = EnquiryFacts(remits=frozenset({Remit.CHILDREN}))
SEATS = [(role, remit) for role in Role for remit in (Remit if role in HUB_ROLES else (None,))]


@pytest.mark.parametrize("is_invited", [True, False])
@pytest.mark.parametrize(("role", "remit"), SEATS)
def test_policy_and_database_say_the_same(role, remit, is_invited, hub, acting):
    _, assessment, viewer = begun(hub, acting)
    actions.answer(
        assessment, [given("injury_not_moving", "present")], by=viewer, at=timezone.now()
    )
    if is_invited:
        actions.invite(
            assessment, agency_id=hub.police.pk, why="You know them.", by=viewer,
            at=timezone.now(),
        )  # fmt: skip
    somebody = acting(person_in(role, agency=hub.police, remit=remit))
    invited = frozenset({hub.police.pk} if is_invited else ())
    facts = AssessmentFacts(enquiry=CHILDREN, invited=invited)

    assert Assessment.objects.exists() is bool(policy.may_see_assessment(somebody, facts))
    assert AssessmentAnswer.objects.exists() is bool(policy.may_read_assessment(somebody, facts))
    if not policy.may_see_assessment(somebody, facts):
        assert not Invitation.objects.exists()


def test_somebody_with_two_roles_sees_no_more_than_each_gives(hub, acting):
    """A screener for adults whose agency has a part sees the questions, not the children's record."""
    _, assessment, viewer = begun(hub, acting)
    actions.answer(
        assessment, [given("injury_not_moving", "present")], by=viewer, at=timezone.now()
    )
    actions.invite(
        assessment, agency_id=hub.police.pk, why="You know them.", by=viewer, at=timezone.now()
    )
    both = person_in(Role.TRIAGE, agency=hub.police, remit=Remit.ADULTS)
    GrantFactory(practitioner=both, role=Role.AGENCY_RESEARCHER.value)
    acting(both)

    assert Assessment.objects.exists()
    assert not AssessmentAnswer.objects.exists()
