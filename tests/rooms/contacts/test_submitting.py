"""The one door: a worry is written down whole, once, by who may, and never edited."""

import threading
import uuid
from dataclasses import replace

import pytest
from django.db import DatabaseError, connections, transaction
from django.utils import timezone
from tests.rooms.contacts.factories import adult, answers, child, draft_with

from openmash import firewall
from openmash.contacts import actions, events, keys
from openmash.contacts.answers import Part, TieSaid
from openmash.contacts.models import Contact, Draft, Feedback
from openmash.errors import NotVisible, RuleBroken
from openmash.network.models import Tie
from openmash.people.models import AgencyRecord
from openmash.policy import Remit, Service

NOW = timezone.now


def test_a_draft_becomes_a_contact_with_people_ties_receipt_and_news_for_the_hub(hub, acting):
    told = []
    events.contact_submitted.connect(lambda contact, **_: told.append(contact.pk), weak=False)
    viewer = acting(hub.teacher)

    contact = actions.submit(draft_with(by=viewer), by=viewer, at=NOW())

    assert contact.reference.startswith("C-20")
    assert contact.agency_id == hub.school.pk
    assert contact.remits == ["children"]
    assert contact.voice_heard_by == "the person who wrote this"
    assert [person.part for person in contact.people.all()] == ["child", "household"]
    assert told == [contact.pk]
    assert [given.moment for given in Feedback.objects.filter(contact=contact)] == ["receipt"]
    firewall.identify(viewer_id=0, service=Service.SETUP)
    assert AgencyRecord.objects.filter(source_reference=contact.reference).count() == 2
    assert Tie.objects.get(source_reference=contact.reference).kind == "lives_with"


def test_a_sent_draft_holds_nothing_but_the_way_to_its_contact(hub, acting):
    viewer = acting(hub.teacher)
    draft = draft_with(by=viewer)

    contact = actions.submit(draft, by=viewer, at=NOW())

    draft.refresh_from_db()
    assert (draft.answers, draft.submitted_reference) == ({}, contact.reference)
    with pytest.raises(RuleBroken):
        actions.keep_step(draft, "seen", raw={"seen": "more"}, at=NOW())


def test_a_draft_that_is_sent_twice_is_one_contact(hub, acting):
    viewer = acting(hub.teacher)
    draft = draft_with(by=viewer)

    first = actions.submit(draft, by=viewer, at=NOW())
    second = actions.submit(draft, by=viewer, at=NOW())

    assert first.pk == second.pk
    assert Contact.objects.count() == 1
    assert Feedback.objects.count() == 1


def test_the_same_answers_twice_under_one_key_are_one_contact(hub, acting):
    viewer = acting(hub.teacher)
    key = uuid.uuid4()

    first = actions.submit_answers(answers(), by=viewer, at=NOW(), submission_key=key)
    second = actions.submit_answers(answers(), by=viewer, at=NOW(), submission_key=key)

    assert first.pk == second.pk


def test_nobody_sends_another_persons_draft(hub, acting):
    draft = draft_with(by=acting(hub.teacher))
    other = acting(hub.school_lead)
    firewall.hold_draft(draft.key_hash)

    with pytest.raises(NotVisible):
        actions.submit(draft, by=other, at=NOW())


def test_something_must_be_said_unless_somebody_is_in_danger_now(hub, acting):
    viewer = acting(hub.teacher)
    thin = draft_with({"danger": {"danger": "no"}}, by=viewer)
    urgent = draft_with({"danger": {"danger": "yes"}}, by=viewer)

    with pytest.raises(RuleBroken):
        actions.submit(thin, by=viewer, at=NOW())
    contact = actions.submit(urgent, by=viewer, at=NOW())

    assert contact.danger == "yes"
    assert set(contact.remits) == {"children", "adults"}
    assert contact.voice_why_not


def test_a_contact_about_a_child_and_an_adult_reaches_both_teams_and_keeps_one_narrative(
    hub, acting
):
    viewer = acting(hub.teacher)
    both = answers(
        people=(
            child(),
            child("Kit Tallow", age=1),
            adult(),
            adult("Dev", part=Part.FEARED, age=34),
        ),
        ties=(TieSaid(from_position=3, to_position=0, kind="feared_by"),),
    )

    contact = actions.submit_answers(both, by=viewer, at=NOW(), submission_key=uuid.uuid4())

    assert contact.remits == [Remit.CHILDREN.value, Remit.ADULTS.value]
    assert contact.people.count() == 4
    acting(hub.adults_screener)
    assert Contact.objects.filter(pk=contact.pk).exists()


def test_fifty_people_are_fifty_records_in_their_order(hub, acting):
    viewer = acting(hub.teacher)
    many = answers(people=tuple(child(f"Child {n}") for n in range(50)))

    contact = actions.submit_answers(many, by=viewer, at=NOW(), submission_key=uuid.uuid4())

    assert [person.position for person in contact.people.all()] == list(range(50))


def test_a_worry_by_setup_for_an_agency_belongs_to_that_agency(hub):
    from openmash.policy import Viewer

    firewall.identify(viewer_id=0, service=Service.SETUP)
    feed = Viewer(id=0, agency=0, service=Service.SETUP)

    contact = actions.submit_answers(
        replace(answers(), danger=""), by=feed, at=NOW(), submission_key=uuid.uuid4(),
        agency_id=hub.police.pk,
    )  # fmt: skip

    assert (contact.agency_id, contact.by_id, contact.danger) == (hub.police.pk, None, "not_sure")


def test_a_contact_is_never_edited_by_who_wrote_it(hub, acting):
    viewer = acting(hub.teacher)
    contact = actions.submit(draft_with(by=viewer), by=viewer, at=NOW())

    with pytest.raises(DatabaseError), transaction.atomic():
        Contact.objects.filter(pk=contact.pk).update(seen="something else")


@pytest.mark.django_db(transaction=True, databases=["default", "audit", "owner"])
def test_two_windows_that_send_at_once_make_one_contact(django_db_setup):
    from tests.factories import freshly, make_hub

    from openmash.agencies.access import viewer_for

    with transaction.atomic():
        hub = make_hub()
        teacher = viewer_for(freshly(hub.teacher))
        firewall.identify(viewer_id=teacher.id)
        draft = draft_with(by=teacher)
    found, together = [], threading.Barrier(2)

    def send() -> None:
        together.wait()
        try:
            with transaction.atomic():
                firewall.identify(viewer_id=teacher.id)
                found.append(actions.submit(draft, by=teacher, at=NOW()).reference)
        finally:
            connections.close_all()

    windows = [threading.Thread(target=send) for _ in range(2)]
    for window in windows:
        window.start()
    for window in windows:
        window.join()

    assert len(found) == 2
    assert len(set(found)) == 1
    with transaction.atomic():
        firewall.identify(viewer_id=teacher.id)
        assert Contact.objects.count() == 1


def test_the_receipt_code_opens_the_receipt_and_is_stored_nowhere(hub, acting):
    viewer = acting(hub.teacher)
    draft = draft_with(by=viewer)
    contact = actions.submit(draft, by=viewer, at=NOW())
    code = keys.receipt_code(draft.submission_key)

    assert contact.secret_hash == keys.hashed_code(code.lower().replace("-", " "))
    assert code not in str(Draft.objects.filter(pk=draft.pk).values().get())
