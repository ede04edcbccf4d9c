"""A person's page leads to contacts and enquiries, and their readers hear of changes."""

from django.urls import reverse
from django.utils import timezone
from tests.factories import (
    ContactFactory,
    ContactPersonFactory,
    EnquiryFactory,
    ScreeningFactory,
    SubjectFactory,
)
from tests.rooms.people.factories import WREN, arrived, references

from openmash import firewall
from openmash.enquiries.models import Alert
from openmash.people.actions import say_different, say_same
from openmash.policy import Service


def alerts():
    with firewall.acting_as(Service.WORKER):
        return list(Alert.objects.order_by("pk"))


def known(hub, *, remits=("children",)):
    (record,) = arrived(WREN, source="C-2026-1001")
    contact = ContactFactory(reference="C-2026-1001", remits=list(remits))
    ScreeningFactory(contact=contact)
    ContactPersonFactory(contact=contact, record=record)
    enquiry = EnquiryFactory(opened_by=hub.triage, remits=list(remits))
    SubjectFactory(enquiry=enquiry, record=record)
    return record, enquiry


def test_the_page_of_a_person_leads_to_contacts_and_enquiries(hub, signed_in):
    record, enquiry = known(hub)
    page = signed_in(hub.triage).get(reverse("people:person", args=references(record)))

    assert reverse("triage:read", args=["C-2026-1001"]) in page.content.decode()
    assert reverse("enquiries:enquiry", args=[enquiry.reference]) in page.content.decode()


def test_it_leads_nobody_to_what_is_outside_their_remit(hub, signed_in):
    record, enquiry = known(hub, remits=["adults"])
    page = signed_in(hub.triage).get(reverse("people:person", args=references(record)))

    assert page.status_code == 200
    assert enquiry.reference not in page.content.decode()


def test_the_readers_of_an_enquiry_are_told_when_people_are_joined_and_parted(hub, acting):
    record, enquiry = known(hub)
    (other,) = arrived({"name": "Idris Cole"}, source="C-2026-1002")
    viewer = acting(hub.triage)
    say_same(record, other, why="She told me.", by=viewer, at=timezone.now())
    (model,) = arrived(WREN, source="C-2026-1003")
    acting(hub.triage)
    say_different(record, model, why="Two cousins.", by=viewer, at=timezone.now())

    assert [alert.kind for alert in alerts()] == ["person merged", "person split"]
    assert {alert.practitioner_id for alert in alerts()} == {hub.triage.pk}
    assert all(enquiry.reference in alert.words for alert in alerts())
    assert not any("Tallow" in alert.words for alert in alerts())


def test_nobody_is_told_of_people_in_no_enquiry(hub, acting):
    (one,) = arrived(WREN, source="C-2026-1001")
    (other,) = arrived({"name": "Idris Cole"}, source="C-2026-1002")
    say_same(one, other, why="She told me.", by=acting(hub.triage), at=timezone.now())

    assert alerts() == []


def test_matches_in_open_enquiries_come_first(hub, signed_in):
    arrived({**WREN, "name": "Grace Taylor", "address": "5 Hope Street"}, source="C-2026-1010")
    arrived({**WREN, "name": "Grace Taylor", "address": "9 Park Rise"}, source="C-2026-1011")
    known(hub)
    cousin = {**WREN, "born_on": WREN["born_on"].replace(day=5), "address": "3 Quay Street"}
    arrived(cousin, source="C-2026-1002")
    page = signed_in(hub.triage).get(reverse("people:matches")).content.decode()

    assert "In an open enquiry" in page
    assert page.index("Wren Tallow") < page.index("Grace Taylor")
