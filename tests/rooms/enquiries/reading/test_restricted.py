"""Named readers only: for everybody else there is no such enquiry, until life is in danger."""

import datetime

import pytest
import time_machine
from django.utils import timezone
from tests.factories import person_in
from tests.rooms.enquiries.reading.family import make_family

from openmash.audit.models import Event
from openmash.contacts.models import Contact
from openmash.enquiries.models import Alert, BreakGlass, Enquiry, Piece
from openmash.policy import Role

WHY = "The father says that he comes tonight with a knife."


def restrict(family, client, *readers):
    return client.post(
        f"/enquiries/{family.enquiry.reference}/restrict/",
        {"readers": [reader.pk for reader in readers], "why": "A parent works here."},
    )


def break_glass(client, ref, **more):
    form = {"reference": ref, "is_danger_to_life": "on", "reason": WHY, **more}
    return client.post(f"/enquiries/{ref}/break-glass/", form)


def test_a_restricted_enquiry_is_there_for_its_readers_only(family, signed_in, acting):
    hub = family.hub
    address = f"/enquiries/{family.enquiry.reference}/jigsaw/"
    assert signed_in(hub.triage).get(address).status_code == 200

    answer = restrict(family, signed_in(hub.decision_maker), hub.decision_maker)

    assert answer.status_code == 302
    assert signed_in(hub.decision_maker).get(address).status_code == 200
    assert signed_in(hub.triage).get(address).status_code == 404
    assert family.enquiry.reference not in signed_in(hub.triage).get("/enquiries/").content.decode()
    acting(hub.triage)
    assert (Enquiry.objects.count(), Piece.objects.count()) == (0, 0)


def test_its_contacts_are_hidden_with_it(family, signed_in, acting):
    hub = family.hub
    acting(hub.triage)
    assert Contact.objects.count() == 1
    restrict(family, signed_in(hub.decision_maker), hub.decision_maker)

    acting(hub.triage)
    assert Contact.objects.count() == 0
    acting(hub.decision_maker)
    assert Contact.objects.count() == 1
    acting(hub.teacher)
    assert Contact.objects.count() == 1, "whoever wrote it still has it"


def test_the_risk_owner_cannot_be_shut_out(family, signed_in, acting):
    hub = family.hub
    answer = restrict(family, signed_in(hub.hub_manager), hub.hub_manager)

    assert answer.status_code == 422
    assert "Whoever holds the risk has to read it" in answer.content.decode()
    acting(hub.triage)
    assert Enquiry.objects.count() == 1


def test_a_screener_may_not_restrict(family, signed_in):
    assert restrict(family, signed_in(family.hub.triage), family.hub.triage).status_code == 404


def test_it_can_be_opened_again_with_a_reason(family, signed_in):
    hub = family.hub
    client = signed_in(hub.decision_maker)
    restrict(family, client, hub.decision_maker)
    address = f"/enquiries/{family.enquiry.reference}/restrict/"

    refused = client.post(address, {"open": "yes", "opening-why": ""})
    opened = client.post(address, {"open": "yes", "opening-why": "They no longer work here."})

    assert (refused.status_code, opened.status_code) == (422, 302)
    again = f"/enquiries/{family.enquiry.reference}/jigsaw/"
    assert signed_in(hub.triage).get(again).status_code == 200


@pytest.fixture
def shut(family, signed_in):
    """An enquiry that only its decision maker may read."""
    restrict(family, signed_in(family.hub.decision_maker), family.hub.decision_maker)
    return family


def test_danger_to_life_opens_it_and_governance_hears_at_once(shut, signed_in, acting):
    hub = shut.hub
    client = signed_in(hub.triage)

    answer = break_glass(client, shut.enquiry.reference)

    assert answer.status_code == 302
    for page in ("jigsaw", "chronology", "history"):
        address = f"/enquiries/{shut.enquiry.reference}/{page}/"
        assert client.get(address).status_code == 200
    acting(hub.information_governance)
    alert = Alert.objects.get(kind="glass broken")
    assert shut.enquiry.reference in alert.words
    assert "knife" not in alert.words
    event = Event.objects.get(verb="break glass")
    assert "knife" not in event.because


def test_it_opens_for_that_person_alone_and_lapses(shut, signed_in, acting):
    hub = shut.hub
    break_glass(signed_in(hub.triage), shut.enquiry.reference)
    address = f"/enquiries/{shut.enquiry.reference}/jigsaw/"

    assert signed_in(hub.hub_manager).get(address).status_code == 404
    acting(hub.triage)
    glass = BreakGlass.objects.get()
    assert glass.lapses_at - glass.at == datetime.timedelta(hours=4)


def test_glass_that_lapsed_shows_nothing(shut, signed_in):
    hub = shut.hub
    client = signed_in(hub.triage)
    with time_machine.travel(timezone.now() - datetime.timedelta(hours=5), tick=True):
        break_glass(client, shut.enquiry.reference)

    assert client.get(f"/enquiries/{shut.enquiry.reference}/jigsaw/").status_code == 404


def test_it_answers_alike_whether_there_is_such_an_enquiry_or_not(shut, signed_in, acting):
    client = signed_in(shut.hub.triage)
    there, absent = shut.enquiry.reference, "ASH-2026-9999"

    asked = [client.get(f"/enquiries/{each}/break-glass/") for each in (there, absent)]
    before = [
        page.content.decode().replace(ref, "")
        for page, ref in zip(asked, (there, absent), strict=False)
    ]
    broken = break_glass(client, absent)

    assert tokenless(before[0]) == tokenless(before[1])
    assert broken.status_code == 302
    assert client.get(broken.url, follow=True).status_code == 404
    acting(shut.hub.information_governance)
    assert Event.objects.filter(verb="break glass", reference=absent).count() == 1


def tokenless(page: str) -> str:
    import re

    return re.sub(r'(name="csrfmiddlewaretoken" value="|X-CSRFToken": ")[^"]+', "", page)


@pytest.mark.parametrize(
    "more", [{"is_danger_to_life": ""}, {"reason": ""}, {"reason": "urgent"}, {"reference": "x"}]
)
def test_without_danger_and_a_reason_nothing_opens(shut, signed_in, more, acting):
    answer = break_glass(signed_in(shut.hub.triage), shut.enquiry.reference, **more)

    assert answer.status_code == 422
    acting(shut.hub.triage)
    assert (BreakGlass.objects.count(), Enquiry.objects.count()) == (0, 0)


@pytest.mark.parametrize("who", ["teacher", "school_lead", "analyst", "administrator"])
def test_nobody_outside_the_hub_breaks_glass(shut, signed_in, who):
    client = signed_in(getattr(shut.hub, who))

    assert client.get("/enquiries/break-glass/").status_code == 404
    assert break_glass(client, shut.enquiry.reference).status_code == 404


def test_a_screener_for_adults_sees_no_childrens_enquiry_by_breaking_glass(shut, signed_in):
    client = signed_in(shut.hub.adults_screener)
    break_glass(client, shut.enquiry.reference)

    address = f"/enquiries/{shut.enquiry.reference}/jigsaw/"
    assert client.get(address).status_code == 404


def test_governance_reviews_it_once(shut, signed_in, acting):
    break_glass(signed_in(shut.hub.triage), shut.enquiry.reference)
    client = signed_in(shut.hub.information_governance)
    acting(shut.hub.information_governance)
    address = f"/audit/break-glass/{BreakGlass.objects.get().pk}/"

    assert "Not yet." in client.get("/audit/break-glass/").content.decode()
    assert WHY in client.get(address).content.decode()
    assert client.post(address, {"words": ""}).status_code == 422
    assert client.post(address, {"words": "There was danger."}).status_code == 302
    assert "There was danger." in client.get(address).content.decode()
    assert client.post(address, {"words": "Something else."}).status_code == 409


@pytest.mark.parametrize("who", ["triage", "decision_maker", "teacher", "administrator"])
def test_nobody_else_reads_the_reviews(shut, signed_in, who):
    assert signed_in(getattr(shut.hub, who)).get("/audit/break-glass/").status_code == 404


def test_a_new_reader_can_be_named_and_an_old_one_struck_off(hub, signed_in):
    family = make_family(hub)
    second = person_in(Role.TRIAGE, agency=hub.social_care)
    client = signed_in(hub.decision_maker)
    restrict(family, client, hub.decision_maker, hub.triage)
    restrict(family, client, hub.decision_maker, second)
    address = f"/enquiries/{family.enquiry.reference}/jigsaw/"

    assert signed_in(second).get(address).status_code == 200
    assert signed_in(hub.triage).get(address).status_code == 404
