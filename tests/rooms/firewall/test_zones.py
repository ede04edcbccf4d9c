"""The zones in the database: with no identity nothing, with each identity its own and no more."""

import pytest
from django.db import DatabaseError, connection, transaction
from tests.factories import ContactFactory, EnquiryFactory, RequestFactory

from openmash import firewall
from openmash.contacts.models import Contact
from openmash.enquiries.models import Enquiry, Request
from openmash.policy import Service


def test_a_query_without_an_identity_returns_nothing(hub):
    ContactFactory()
    EnquiryFactory()
    firewall.identify(viewer_id=0)

    assert Contact.objects.count() == 0
    assert Enquiry.objects.count() == 0


def test_an_agency_sees_the_request_to_it_and_not_the_enquiry(hub, acting):
    request = RequestFactory(agency=hub.school)
    RequestFactory(agency=hub.police)
    acting(hub.school_lead)

    assert [row.pk for row in Request.objects.all()] == [request.pk]
    assert Enquiry.objects.count() == 0


def test_a_screener_for_adults_sees_no_enquiry_about_children(hub, acting):
    EnquiryFactory(remits=["children"])
    acting(hub.adults_screener)

    assert Enquiry.objects.count() == 0


def test_a_submitted_contact_cannot_be_edited_even_by_setup(hub):
    contact = ContactFactory()
    firewall.identify(viewer_id=0, service=Service.SETUP)

    with pytest.raises(DatabaseError), transaction.atomic():
        Contact.objects.filter(pk=contact.pk).update(seen="something else")


def test_the_application_owns_no_table_and_cannot_bypass_row_level_security(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False, False, False)
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
        assert cursor.fetchone() == (0,)
