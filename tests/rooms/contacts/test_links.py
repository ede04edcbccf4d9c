"""Professionals without an account: a link, one draft, a receipt, and nothing of anybody else's."""

import datetime
import re

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import timezone
from tests.rooms.contacts.factories import answers, draft_with

from openmash import firewall
from openmash.contacts import actions, rules
from openmash.contacts.access import outbox
from openmash.contacts.models import Contact, Draft, Feedback, Outbox
from openmash.policy import Service

ADDRESS = "nurse@example.org"


@pytest.fixture
def outside(hub):
    """A browser of somebody without an account, on a practice hub."""
    firewall.identify(viewer_id=0)
    return Client()


def link_to(client, address: str = ADDRESS) -> str:
    client.post("/concerns/new/", {"email": address})
    firewall.identify(viewer_id=0, service=Service.FRONT_DOOR)
    message = outbox()[0]
    assert message.to == address
    return re.search(r"/concerns/link/[a-z2-7]+/", message.words)[0]


def written(client, link: str) -> str:
    """Open the link, write the smallest worry, and return the draft's address."""
    base = client.get(link).url.removesuffix("danger/")
    client.post(f"{base}danger/", {"danger": "no"})
    client.post(f"{base}you/", {"referrer_name": "Pat Example", "relation": "professional"})
    client.post(f"{base}people/aa/", {"part": "child", "name": "Wren"})
    client.post(f"{base}seen/", {"seen": "A mark."})
    client.post(f"{base}voice/", {"voice_heard": "nobody"})
    return base


def test_the_first_page_says_999_and_asks_for_an_address(outside):
    page = outside.get("/concerns/new/").content.decode()

    assert "999" in page
    assert 'name="email"' in page
    assert outside.post("/concerns/new/", {"email": "nobody"}).status_code == 422


def test_a_worry_by_link_is_sent_and_its_receipt_says_no_content(outside):
    base = written(outside, link_to(outside))

    sent = outside.post(f"{base}check/", follow=True).content.decode()

    assert "Your worry is with the hub" in sent
    reference = re.search(r"C-\d{4}-\d+", sent)[0]
    code = re.search(r"[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}", sent)[0]
    typed = {"reference": reference.lower(), "code": code.lower().replace("-", " ")}
    anybody = Client().post("/concerns/receipt/", typed).content.decode()
    assert "We have received it" in anybody
    assert "Wren" not in anybody
    firewall.identify(viewer_id=0, service=Service.SETUP)
    contact = Contact.objects.get(reference=reference)
    assert (contact.referrer_email, contact.by_id, contact.agency_id) == (ADDRESS, None, None)


def test_a_wrong_code_opens_nothing(outside):
    base = written(outside, link_to(outside))
    sent = outside.post(f"{base}check/", follow=True).content.decode()
    reference = re.search(r"C-\d{4}-\d+", sent)[0]

    for code in ("AAAA-AAAA-AAAA", "", "x"):
        answer = outside.post("/concerns/receipt/", {"reference": reference, "code": code})
        assert answer.status_code == 422


def test_the_address_alone_opens_nothing_without_the_browser_that_opened_the_link(outside):
    base = written(outside, link_to(outside))

    other = Client()
    assert other.get(base).status_code == 401
    assert other.get(f"{base}seen/").status_code == 401
    assert other.post(f"{base}check/").status_code == 401


def test_an_opened_link_shows_only_its_own_draft(outside):
    first = written(outside, link_to(outside))
    link_to(outside, "other@example.org")

    assert outside.get(f"{first}seen/").status_code == 200
    firewall.identify(viewer_id=0, service=Service.FRONT_DOOR)
    assert [draft.email for draft in Draft.objects.all()] == [ADDRESS]


def test_a_link_lapses_after_seven_days(outside):
    link = link_to(outside)
    key = link.split("/")[-2]
    from openmash.contacts.keys import hashed

    firewall.hold_draft(hashed(key))
    Draft.objects.update(saved_at=timezone.now() - datetime.timedelta(days=8))

    lapsed = outside.get(link)

    assert lapsed.status_code == 404
    assert "seven days" in lapsed.content.decode()
    assert outside.get("/concerns/link/aaaa/").status_code == 404


def test_at_most_five_links_an_hour_go_to_one_address(outside):
    for _ in range(7):
        assert outside.post("/concerns/new/", {"email": ADDRESS}).url == "/concerns/link-sent/"

    firewall.identify(viewer_id=0, service=Service.WORKER)
    assert Outbox.objects.filter(to=ADDRESS).count() == 5


def test_the_outbox_is_shown_on_a_practice_hub_and_nowhere_else(hub, outside):
    link_to(outside)
    assert "/concerns/link/" in outside.get("/outbox/").content.decode()

    with firewall.acting_as(Service.SETUP):
        hub.partnership.is_practice = False
        hub.partnership.save()
    assert outside.get("/outbox/").status_code == 404


def test_nobody_reads_the_outbox_but_what_sends_it(hub, acting, outside):
    link_to(outside)
    acting(hub.decision_maker)

    assert Outbox.objects.count() == 0


def test_messages_go_by_mail_where_a_server_is_set_up_and_keep_no_link(outside, settings):
    link_to(outside)
    firewall.identify(viewer_id=0, service=Service.WORKER)
    settings.EMAIL_HOST = ""
    assert actions.send_outbox(at=timezone.now()) == 0
    settings.EMAIL_HOST = "mail.example.org"

    assert actions.send_outbox(at=timezone.now()) == 1
    assert actions.send_outbox(at=timezone.now()) == 0
    assert "/concerns/link/" in mail.outbox[0].body
    assert Outbox.objects.get().words == ""


def test_a_message_that_does_not_go_waits_with_the_reason(outside, settings, monkeypatch):
    link_to(outside)
    firewall.identify(viewer_id=0, service=Service.WORKER)
    settings.EMAIL_HOST = "mail.example.org"

    def broken(self):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", broken)

    assert actions.send_outbox(at=timezone.now()) == 0
    assert Outbox.objects.get().failed_why == "ConnectionRefusedError"


def test_news_reach_a_writer_by_link_without_content_and_a_household_member_never(
    hub, acting, outside
):
    def told(relation: str):
        firewall.identify(viewer_id=0, service=Service.SETUP)
        import uuid

        from openmash.policy import Viewer

        contact = actions.submit_answers(
            answers(referrer_email=ADDRESS, referrer_relation=relation),
            by=Viewer(id=0, agency=0, service=Service.SETUP),
            at=timezone.now(),
            submission_key=uuid.uuid4(),
        )
        viewer = acting(hub.decision_maker)
        return actions.give_feedback(
            contact, moment="outcome", band=rules.Band.HELP, words="Help is on its way.",
            by=viewer, at=timezone.now(),
        )  # fmt: skip

    assert not told("professional").is_withheld
    assert told("household").is_withheld
    firewall.identify(viewer_id=0, service=Service.WORKER)
    news = Outbox.objects.get()
    assert "Help is on its way" not in news.words
    assert settings.BASE_URL in news.words


def test_what_is_withheld_is_not_there_for_its_writer(hub, acting):
    viewer = acting(hub.teacher)
    draft = draft_with(by=viewer)
    draft.answers["you"]["relation"] = "household"
    draft.save()
    contact = actions.submit(draft, by=viewer, at=timezone.now())
    screener = acting(hub.triage)
    actions.give_feedback(
        contact, moment="triage", band="being_considered", words="We look.", by=screener,
        at=timezone.now(),
    )  # fmt: skip
    assert Feedback.objects.count() == 2

    acting(hub.teacher)

    assert [given.moment for given in Feedback.objects.all()] == ["receipt"]


def test_an_unsent_draft_is_offered_again_in_the_browser_that_holds_it(outside):
    base = written(outside, link_to(outside))

    assert base in outside.get("/concerns/new/").content.decode()
    assert base not in Client().get("/concerns/new/").content.decode()
