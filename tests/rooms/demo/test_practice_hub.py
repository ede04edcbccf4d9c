"""The practice hub: invented, complete, loaded once, and never into a hub that is in earnest."""

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories import ContactFactory, PartnershipFactory

from openmash import demo, firewall
from openmash.agencies.models import Agency, Practitioner, RoleGrant
from openmash.contacts.models import Contact
from openmash.demo.sign_ins import DEMO_SIGN_INS
from openmash.enquiries.models import Enquiry
from openmash.errors import RuleBroken
from openmash.people.models import AgencyRecord
from openmash.policy import Role, Service

SOME = 0.06  # of the contacts: enough to pass through every room


@pytest.fixture
def practice(db):
    assert demo.load(progress=lambda words: None, scale=SOME)
    firewall.identify(viewer_id=0, service=Service.SETUP)


def test_it_is_complete_comes_through_the_real_doors_and_is_loaded_once(practice):
    """One load is looked at from every side, since it tells whole stories and takes a while."""
    emails = set(DEMO_SIGN_INS.values())
    played = RoleGrant.objects.filter(practitioner__email__in=emails)
    sectors = set(Agency.objects.values_list("sector", flat=True))
    wanted = {"la_children", "la_adults", "health", "probation", "police", "education", "voluntary"}

    assert Practitioner.objects.filter(email__in=emails).count() == len(emails)
    assert {grant.role for grant in played} == {role.value for role in Role}
    assert wanted <= sectors
    # Each contact has its triage, and each person named an agency record with its source.
    assert Contact.objects.filter(screening=None).count() == 0
    assert Enquiry.objects.exists()
    assert AgencyRecord.objects.filter(source_reference="").count() == 0

    before = Contact.objects.count()
    assert demo.load(progress=lambda words: None, scale=SOME) is False
    firewall.identify(viewer_id=0, service=Service.SETUP)
    assert Contact.objects.count() == before


def test_a_hub_in_earnest_is_never_filled_with_invented_people(db):
    PartnershipFactory(is_practice=False)
    ContactFactory(received_at=timezone.now())

    with pytest.raises(RuleBroken, match="more than practice data"):
        demo.load(progress=lambda words: None, scale=SOME)
    assert not demo.is_only_practice()


@pytest.mark.parametrize(("is_practice", "status"), [(True, 200), (False, 404)])
def test_the_tour_is_there_for_practice_alone(client, db, is_practice, status):
    PartnershipFactory(is_practice=is_practice)

    assert client.get(reverse("demo:tour")).status_code == status


def test_nobody_becomes_somebody_else_by_a_click_in_a_hub_in_earnest(client, hub):
    with firewall.acting_as(Service.SETUP):
        hub.partnership.is_practice = False
        hub.partnership.save()
    response = client.post(reverse("demo:play"), {"who": hub.decision_maker.email})

    assert response.status_code == 404
    assert "_auth_user_id" not in client.session
