"""Every address, for every role: what it answers. The table is the sharing agreement, page by page.

A new address fails here until somebody has said, in `who_sees_what.csv`, who may see it. Where
many roles meet one 404 it is the same page in the same words, whether the thing is there or not.
To write the table anew after a reviewed change: WHO_SEES_WHAT=write pytest this file.
"""

import csv
import datetime
import os
import re
from pathlib import Path

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from openmash import firewall
from openmash.decisions.models import Action, Decision
from openmash.enquiries.models import (
    Alert,
    BreakGlass,
    Handover,
    Piece,
    PieceSubject,
    RiskOwnership,
    RunningClock,
)
from openmash.instruments.models import Assessment, Invitation
from openmash.people.models import Allocation, Attention, Claim, Membership, Person
from openmash.policy import Service
from openmash.products.models import Delivery, Product
from tests.factories import (
    ContactFactory,
    ContactPersonFactory,
    EnquiryFactory,
    RecordFactory,
    RequestFactory,
    ScreeningFactory,
    SubjectFactory,
)

TABLE = Path(__file__).with_name("who_sees_what.csv")
ROLES = [
    "signed_out", "teacher", "school_lead", "officer", "triage", "decision_maker", "hub_manager",
    "adults_screener", "lead_practitioner", "information_governance", "analyst", "administrator",
]  # fmt: skip
IS_WRITING = os.environ.get("WHO_SEES_WHAT") == "write"


def addresses(patterns=None, namespace="") -> dict[str, set[str]]:
    """Return every named address with the names of what it needs."""
    found = {}
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            found |= addresses(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            found[f"{namespace}{pattern.name}"] = set(pattern.pattern.converters)
    return found


@pytest.fixture
def things(hub):
    """One of each thing in one story, and what an address needs to lead to it."""
    now, today = timezone.now(), timezone.localdate()
    contact = ContactFactory(by=hub.teacher, agency=hub.school)
    record, other = RecordFactory(agency=hub.school), RecordFactory(agency=hub.police)
    ContactPersonFactory(contact=contact, record=record, position=0)
    screening = ScreeningFactory(contact=contact)
    enquiry = EnquiryFactory(opened_by=hub.decision_maker)
    subject = SubjectFactory(enquiry=enquiry, position=0, record=record)
    request = RequestFactory(enquiry=enquiry, agency=hub.police, due_at=now)
    with firewall.acting_as(Service.SETUP):
        person = Person.objects.create(reference="P-000001", created_at=now)
        for one in (record, other):
            Membership.objects.create(record=one, person=person, since_at=now)
        claim = Claim.objects.create(
            record_a=record, record_b=other, says="same", model_version="test", at=now
        )
        proposal = Claim.objects.create(
            record_a=record, record_b=other, says="proposed", by=hub.hub_manager, why="Told.", at=now
        )  # fmt: skip
        attention = Attention.objects.create(
            record_a=record, record_b=other, cause="births", key="births:1:2", words="Two.", at=now
        )
        worker = Allocation.objects.create(
            person=person, worker=hub.lead_practitioner, plan="Family help", since_on=today
        )
        piece = Piece.objects.create(
            enquiry=enquiry, request=request, agency=hub.police, place="health", kind="fact",
            what="Seen well in May.", known_on=today, by=hub.officer, at=now,
        )  # fmt: skip
        PieceSubject.objects.create(piece=piece, subject=subject)
        risk = RiskOwnership.objects.create(enquiry=enquiry, owner=hub.decision_maker, from_at=now)
        clock = RunningClock.objects.create(
            code="HUB-TOT-A", enquiry=enquiry, started_at=now, due_at=now
        )
        handover = Handover.objects.create(
            screening=screening, worker=hub.lead_practitioner, offered_by=hub.triage,
            offered_at=now, accept_by_at=now,
        )  # fmt: skip
        alert = Alert.objects.create(
            practitioner=hub.decision_maker, kind="test", words="Something came back.",
            at=now, once="test",
        )  # fmt: skip
        decision = Decision.objects.create(
            enquiry=enquiry, number=1, rationale="Because.", threshold_version="7", voice="Help.",
            told="NO_RISK", by=hub.decision_maker, at=now,
        )  # fmt: skip
        action = Action.objects.create(
            decision=decision, enquiry=enquiry, what="Visit today.", agency=hub.social_care,
            owner=hub.lead_practitioner, owner_words="Duty worker", due_on=today,
        )  # fmt: skip
        product = Product.objects.create(
            reference="I-2026-900", enquiry=enquiry, decision=decision, type="P_SUMMARY",
            state="sent", agency=hub.police, recipient_label="Duty", purpose="S47",
            lawful_bases=["A6_E"], sha256="0" * 64, sheet=b"%PDF", recipient_part={},
            composed_by=hub.decision_maker, composed_at=now, sent_by=hub.decision_maker,
            sent_at=now,
        )  # fmt: skip
        Delivery.objects.create(
            product=product, enquiry=enquiry, agency=hub.police, delivered_at=now
        )
        for number in (1, 2):
            assessment = Assessment.objects.create(
                reference=f"ASH-A-2026-{number}", enquiry=enquiry, subject=subject, about="Wren",
                instrument="child-harm-neglect", instrument_version="1.2.0",
                started_by=hub.triage, started_at=now, acknowledged_at=now,
            )  # fmt: skip
        Invitation.objects.create(
            assessment=assessment, enquiry=enquiry, agency=hub.police, why="You were there.",
            by=hub.triage, at=now,
        )  # fmt: skip
        team = hub.school.teams.create(name="Office")
        agreement = hub.school.agreements.create(
            title="Sharing", from_on=today, review_on=today + datetime.timedelta(days=100)
        )
        role = hub.teacher.grants.get()
    firewall.identify(viewer_id=hub.triage.pk)
    glass = BreakGlass.objects.create(
        reference="ASH-1", practitioner=hub.triage, reason="Danger.", at=now,
        lapses_at=now + datetime.timedelta(hours=4),
    )  # fmt: skip
    rooms = {
        "people": {"reference": person.reference},
        "triage": {"reference": contact.reference, "pk": handover.pk},
        "contacts": {"reference": contact.reference},
        "requests": {"reference": request.reference, "pk": piece.pk},
        "risk": {"pk": risk.pk},
        "clocks": {"pk": clock.pk},
        "alerts": {"pk": alert.pk},
        "glass": {"pk": glass.pk},
        "enquiries": {"reference": enquiry.reference, "pk": piece.pk, "position": 0},
        "instruments": {
            "reference": assessment.reference,
            "name": "child-harm-neglect",
            "section": "safety_now",
        },
        "partnership": {"code": hub.school.code, "pk": hub.teacher.pk, "team": team.pk},
    }
    exact = {
        "people:match": {"number": claim.pk},
        "people:undo": {"number": claim.pk},
        "people:second": {"number": proposal.pk},
        "people:attention": {"reference": person.reference, "number": attention.pk},
        "people:end_allocation": {"reference": person.reference, "number": worker.pk},
        "decisions:own_view": {"reference": request.reference},
        "decisions:action": {"pk": action.pk},
        "partnership:end_role": {"pk": role.pk},
        **{
            f"partnership:{name}": {"pk": agreement.pk}
            for name in ("agreement", "next_version", "end_agreement")
        },
        **{
            f"instruments:{page}": {"reference": enquiry.reference, "name": "child-harm-neglect"}
            for page in ("of_enquiry", "outside", "begin")
        },
        "instruments:of_person": {"reference": person.reference},
        "products:assessment_pdf": {"reference": assessment.reference},
        "products:inbox": {},
        "products:shared": {"number": product.reference},
        "products:download": {"number": product.reference},
        "audit:about": {"reference": enquiry.reference},
    }
    rest = {
        "reference": enquiry.reference, "number": product.reference, "pk": 1, "key": "no-such-key",
        "person": "p1", "tie": "t1", "file": 1, "slug": "danger",
        "chapter": "children", "page": "never", "sector": "police",
        "word_id": "disclosure",
    }  # fmt: skip

    def lead_to(name: str, needed: set[str]) -> dict:
        known = exact.get(name) or rest | rooms.get(name.split(":")[0], {})
        return {key: known[key] for key in needed}

    return lead_to


def answers(client, things) -> dict[str, str]:
    """Return what each address answers to this client."""
    found = {}
    for name, needed in addresses().items():
        address = reverse(name, kwargs=things(name, needed))
        found[name] = answered(client.get(address))
        if found[name] == "405":  # it only takes what is sent; nothing that is sent here stays
            found[name] = "post " + answered(posted(client, address))
    return found


def posted(client, address: str):
    """Send an empty form and take back whatever that did."""
    with transaction.atomic():
        response = client.post(address)
        transaction.set_rollback(True)
    return response


def answered(response) -> str:
    to_sign_in = response.status_code == 302 and "/accounts/login/" in response.url
    return "sign-in" if to_sign_in else str(response.status_code)


def agreed() -> dict[str, dict[str, str]]:
    with TABLE.open(encoding="utf-8") as file:
        return {row.pop("address"): row for row in csv.DictReader(file)}


@pytest.mark.skipif(IS_WRITING, reason="the table is being written")
def test_every_address_stands_in_the_table():
    assert set(agreed()) == set(addresses())


@pytest.mark.skipif(IS_WRITING, reason="the table is being written")
@pytest.mark.parametrize("role", ROLES)
def test_each_address_answers_this_role_as_agreed(role, hub, things, client, signed_in):
    if role != "signed_out":
        signed_in(getattr(hub, role))
    found = answers(client, things)
    differs = {
        name: f"agreed {agreed()[name][role]}, found {status}"
        for name, status in found.items()
        if name in agreed() and agreed()[name][role] != status
    }

    assert differs == {}


def test_a_stranger_cannot_tell_a_hidden_enquiry_from_none(hub, things, signed_in):
    """The same 404, in the same words, for what is there and for what is not."""
    client = signed_in(hub.teacher)
    there = reverse("enquiries:jigsaw", kwargs=things("enquiries:jigsaw", {"reference"}))
    hidden, absent = client.get(there), client.get("/enquiries/ASH-2020-0001/jigsaw/")

    token = re.compile(rb'(X-CSRFToken": |csrfmiddlewaretoken" value=)"[^"]+"')
    assert hidden.status_code == absent.status_code == 404
    assert token.sub(b"", hidden.content) == token.sub(b"", absent.content)


@pytest.mark.skipif(not IS_WRITING, reason="only when the table is written anew")
@pytest.mark.parametrize("role", ROLES)
def test_write_the_table(role, hub, things, client, signed_in):
    if role != "signed_out":
        signed_in(getattr(hub, role))
    rows = agreed() if TABLE.exists() else {}
    for name, status in answers(client, things).items():
        rows.setdefault(name, {})[role] = status
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["address", *ROLES], lineterminator="\n")
        writer.writeheader()
        for name in sorted(set(rows) & set(addresses())):
            writer.writerow({"address": name, **rows[name]})
