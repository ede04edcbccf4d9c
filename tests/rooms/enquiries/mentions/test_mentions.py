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
from openmash.audit import records
from openmash.enquiries.models import Alert
from openmash.people.actions import cannot_tell, recompute, say_different, say_same, undo
from openmash.people.models import Claim
from openmash.policy import Service, Verdict


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


def test_everybody_who_read_the_enquiry_is_told_and_nobody_who_was_refused(
    hub, acting, monkeypatch
):
    """Whoever read of one person must hear that there are two: by human, by model, by undo."""
    record, enquiry = known(hub)
    monkeypatch.setattr(records, "LOOKS", "default")
    for who, is_allowed in ((hub.decision_maker, True), (hub.adults_screener, False)):
        verdict = Verdict(is_allowed, "test")
        records.record_look(enquiry.reference, by=acting(who), verdict=verdict)
    (other,) = arrived({"name": "Idris Cole"}, source="C-2026-1002")
    viewer = acting(hub.triage)
    claim = say_same(record, other, why="She told me.", by=viewer, at=timezone.now())
    undo(claim, why="She meant another.", by=viewer, at=timezone.now())

    readers = {hub.triage.pk, hub.decision_maker.pk}
    assert {(a.kind, a.practitioner_id) for a in alerts()} == {
        (kind, who) for kind in ("person merged", "person split") for who in readers
    }


def test_readers_are_told_when_the_model_joins_two_people(hub, acting):
    """A third record makes it plain that two people, shown as possible until then, are one."""
    record, enquiry = known(hub)
    (other,) = arrived({"name": "Idris Cole"}, source="C-2026-1002")
    with firewall.acting_as(Service.IDENTITY):
        Claim.objects.create(
            record_a=record, record_b=other, says="same", model_version="test", weight=30,
            at=timezone.now(),
        )  # fmt: skip
        recompute([record.pk], at=timezone.now())

    assert [alert.kind for alert in alerts()] == ["person merged"]
    assert enquiry.reference in alerts()[0].words


def test_an_enquiry_says_which_of_its_people_need_attention(hub, acting, signed_in):
    record, enquiry = known(hub)
    (model,) = arrived(WREN, source="C-2026-1003")
    viewer = acting(hub.triage)
    cannot_tell(record, model, why="Not sure.", by=viewer, at=timezone.now())
    page = signed_in(hub.triage).get(reverse("enquiries:jigsaw", args=[enquiry.reference]))

    assert "really one person?" in page.content.decode()
    assert references(record)[0] in page.content.decode()


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
