"""Sending, receiving, recalling, ending: what may leave, who can reach it, and that it stays."""

import datetime

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from tests.rooms.decisions.factories import make_answers, make_case, make_piece

from openmash import firewall
from openmash.agencies.models import SharingAgreement
from openmash.decisions import actions as deciding
from openmash.decisions.models import Decision
from openmash.enquiries.models import Alert, Enquiry, Piece
from openmash.enquiries.risk.access import held_now
from openmash.errors import NotVisible, RuleBroken
from openmash.policy import Service
from openmash.products import access, actions
from openmash.products.closing import actions as closing
from openmash.products.from_record import Weighed
from openmash.products.made import Choices
from openmash.products.models import Composing, Delivery, Included, Product, Withheld
from openmash.products.product_types import RecipientKind
from openmash.products.recalling import actions as recalling
from openmash.products.receiving import access as receiving
from openmash.products.receiving import actions as answering

SECRET = "The informer on Tannery Row saw him carry a blade on Tuesday night."


@pytest.fixture
def case(hub, acting):
    case = make_case(hub)
    case.secret = make_piece(
        case.enquiry, agency=hub.police, subjects=[case.child], by=hub.officer,
        request=case.asked_police, what=SECRET, restriction="meeting_only",
    )  # fmt: skip
    viewer = acting(hub.decision_maker)
    answers = make_answers(case, risk_to=hub.lead_practitioner.pk)
    deciding.sign(case.enquiry, answers, by=viewer, at=timezone.now())
    case.enquiry.refresh_from_db()
    return case


def begun(case, viewer, agency, type="P_FULL"):
    return actions.begin(
        case.enquiry, type=type, agency_id=agency.pk, purpose="S47", by=viewer, at=timezone.now()
    )


def chosen(hub, case, **fields) -> Choices:
    taken = {case.police_piece.pk, case.school_piece.pk, case.secret.pk}
    given = {
        "kind": RecipientKind.STATUTORY_TEAM,
        "purpose": "S47",
        "people": (hub.lead_practitioner.pk,),
        "is_linked": False,
        "about": frozenset({case.child.pk}),
        "weighed": Weighed(taken=frozenset(taken)),
        "bases": ("A6_E", "A9_G"),
        "necessity": "She cannot be kept safe with less.",
        "proportionality": "Only what the team needs today.",
        "expires_on": timezone.localdate() + datetime.timedelta(days=20),
        "second_reader": hub.hub_manager.pk,
    }
    return Choices(**(given | fields))


def sent(hub, case, viewer, **fields) -> Product:
    product = begun(case, viewer, hub.social_care)
    return actions.send(product, chosen(hub, case, **fields), by=viewer, at=timezone.now())


def test_what_may_go_goes_sealed_and_what_stays_is_on_the_hubs_record(hub, case, acting):
    viewer = acting(hub.decision_maker)

    product = sent(hub, case, viewer)

    assert product.state == "sent"
    assert len(product.sha256) == 64
    assert bytes(product.sheet).startswith(b"%PDF")
    assert Included.objects.filter(product=product).count() == 2
    kept = Withheld.objects.get(product=product, piece=case.secret)
    assert kept.rule == "MEETING_ONLY"
    assert SECRET not in str(product.recipient_part)
    assert Enquiry.objects.get(pk=case.enquiry.pk).stage == "disseminated"


@pytest.mark.parametrize("role", ["triage", "hub_manager", "lead_practitioner", "teacher"])
def test_nobody_but_a_decision_maker_begins_one(hub, case, acting, role):
    viewer = acting(getattr(hub, role))
    with pytest.raises(NotVisible):
        begun(case, viewer, hub.social_care)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"bases": ()}, "lawful basis"),
        ({"people": ()}, "Without a name nobody receives it"),
        ({"is_linked": None}, "linked to the person feared"),
        ({"expires_on": None}, "Choose the day it ends"),
        ({"second_reader": None}, "second person"),
    ],
)
def test_nothing_goes_while_something_is_missing(hub, case, acting, fields, said):
    viewer = acting(hub.decision_maker)
    product = begun(case, viewer, hub.social_care)

    with pytest.raises(RuleBroken, match=said):
        actions.send(product, chosen(hub, case, **fields), by=viewer, at=timezone.now())

    assert Delivery.objects.count() == 0


def test_without_a_sharing_agreement_only_danger_goes_and_with_a_reason(hub, case, acting):
    with firewall.acting_as(Service.SETUP):
        SharingAgreement.objects.filter(agency=hub.social_care).update(
            ended_on=datetime.date(2020, 2, 1)
        )
    viewer = acting(hub.decision_maker)
    product = begun(case, viewer, hub.social_care)
    with pytest.raises(RuleBroken, match="write down why it cannot wait"):
        actions.send(product, chosen(hub, case), by=viewer, at=timezone.now())

    fields = {"without_agreement_why": "A child is in danger tonight."}
    actions.send(product, chosen(hub, case, **fields), by=viewer, at=timezone.now())

    assert Product.objects.get(pk=product.pk).state == "sent"


def test_nothing_goes_while_nobody_said_whether_contact_is_safe(hub, case, acting):
    viewer = acting(hub.decision_maker)
    Enquiry.objects.filter(pk=case.enquiry.pk).update(safe_contact="")
    product = begun(case, viewer, hub.social_care)

    with pytest.raises(RuleBroken, match="whether the family may be contacted"):
        actions.send(product, chosen(hub, case), by=viewer, at=timezone.now())


def test_sent_twice_by_one_press_too_many_it_goes_once(hub, case, acting):
    viewer = acting(hub.decision_maker)
    product = sent(hub, case, viewer)

    actions.send(product, chosen(hub, case), by=viewer, at=timezone.now())

    assert Delivery.objects.count() == 1


@pytest.mark.parametrize("column", ["recipient_part", "sheet", "agency_id", "expires_on", "type"])
def test_what_left_never_changes_whatever_a_program_tries(hub, case, acting, column):
    viewer = acting(hub.decision_maker)
    product = sent(hub, case, viewer)
    other = {
        "recipient_part": {}, "sheet": b"x", "agency_id": hub.police.pk,
        "expires_on": datetime.date(2030, 1, 1), "type": "P_NIL",
    }  # fmt: skip

    with pytest.raises(DatabaseError), transaction.atomic():
        Product.objects.filter(pk=product.pk).update(**{column: other[column]})
    with pytest.raises(DatabaseError), transaction.atomic():
        Product.objects.filter(pk=product.pk).update(state="draft")


def test_a_recipient_reaches_their_product_and_nothing_behind_it(hub, case, acting):
    product = sent(hub, case, acting(hub.decision_maker))
    viewer = acting(hub.lead_practitioner)

    delivery = receiving.get_delivery(product.reference, viewer=viewer, now=timezone.now())

    assert delivery.product.recipient_part["reference"] == product.reference
    for behind in (Enquiry, Withheld, Included, Composing, Decision, Piece):
        assert not behind.objects.exists()
    with pytest.raises(NotVisible):
        access.get_hub_product(case.enquiry.reference, product.reference, viewer=viewer)


def test_somebody_else_of_the_same_agency_cannot_open_what_named_one_person(hub, case, acting):
    product = sent(hub, case, acting(hub.decision_maker))
    viewer = acting(hub.officer)

    with pytest.raises(NotVisible):
        receiving.get_delivery(product.reference, viewer=viewer, now=timezone.now())
    assert not Product.objects.exists()


def test_taking_it_on_takes_the_risk_in_one_step(hub, case, acting):
    product = sent(hub, case, acting(hub.decision_maker))
    viewer, now = acting(hub.lead_practitioner), timezone.now()
    delivery = receiving.get_delivery(product.reference, viewer=viewer, now=now)

    opened = answering.mark_opened(delivery, by=viewer, at=now)
    opened.product = delivery.product
    answering.answer(opened, says="accepted", takes_risk=True, by=viewer, at=now)

    acting(hub.decision_maker)
    held = held_now(enquiry=Enquiry.objects.get(pk=case.enquiry.pk))
    assert held.owner_id == hub.lead_practitioner.pk
    assert Delivery.objects.get().answer == "accepted"


def test_sent_back_it_returns_the_enquiry_to_its_decision(hub, case, acting):
    product = sent(hub, case, acting(hub.decision_maker))
    viewer, now = acting(hub.lead_practitioner), timezone.now()
    delivery = receiving.get_delivery(product.reference, viewer=viewer, now=now)
    with pytest.raises(RuleBroken, match="why you send it back"):
        answering.answer(delivery, says="rejected", by=viewer, at=now)

    answering.answer(delivery, says="rejected", words="They moved.", by=viewer, at=now)

    acting(hub.decision_maker)
    assert Enquiry.objects.get(pk=case.enquiry.pk).stage == "decided"
    assert Alert.objects.filter(kind="product sent back").exists()


def test_recalled_it_can_be_opened_no_longer_and_the_sender_sees_who_had(hub, case, acting):
    product = sent(hub, case, acting(hub.decision_maker))
    viewer = acting(hub.lead_practitioner)
    delivery = receiving.get_delivery(product.reference, viewer=viewer, now=timezone.now())
    answering.mark_opened(delivery, by=viewer, at=timezone.now())
    decider = acting(hub.decision_maker)
    with pytest.raises(RuleBroken, match="why it is called back"):
        recalling.recall(product, why="", by=decider, at=timezone.now())

    recalling.recall(product, why="Sent to the wrong team.", by=decider, at=timezone.now())

    assert Delivery.objects.get().opened_by_id == hub.lead_practitioner.pk
    viewer = acting(hub.lead_practitioner)
    with pytest.raises(NotVisible):
        receiving.get_delivery(product.reference, viewer=viewer, now=timezone.now())
    assert not Product.objects.exists()


def test_past_its_last_day_nobody_outside_opens_it(hub, case, acting):
    product = sent(hub, case, acting(hub.decision_maker))
    viewer = acting(hub.lead_practitioner)
    later = timezone.now() + datetime.timedelta(days=21)

    with pytest.raises(NotVisible):
        receiving.get_delivery(product.reference, viewer=viewer, now=later)


def test_it_ends_only_when_everybody_has_answered_and_was_told(hub, case, acting):
    decider, now = acting(hub.decision_maker), timezone.now()
    with pytest.raises(RuleBroken, match="Share it with them first"):
        closing.close(case.enquiry, words="All in hand.", by=decider, at=now)
    product = sent(hub, case, decider)
    with pytest.raises(RuleBroken, match="has not answered"):
        closing.close(case.enquiry, words="All in hand.", by=decider, at=now)
    viewer = acting(hub.lead_practitioner)
    delivery = receiving.get_delivery(product.reference, viewer=viewer, now=timezone.now())
    answering.answer(delivery, says="accepted", takes_risk=True, by=viewer, at=timezone.now())
    decider = acting(hub.decision_maker)
    with pytest.raises(RuleBroken, match="what was reached"):
        closing.close(case.enquiry, words=" ", by=decider, at=timezone.now())

    ended = closing.close(case.enquiry, words="With her worker.", by=decider, at=timezone.now())

    assert ended.stage == "closed"
    assert held_now(enquiry=ended) is None


def test_an_answer_that_never_came_times_out_and_is_kept_as_such(hub, case, acting):
    from openmash.enquiries.risk import actions as risk

    decider = acting(hub.decision_maker)
    product = sent(hub, case, decider)
    lead = acting(hub.lead_practitioner)
    held = held_now(enquiry=case.enquiry)
    risk.accept(held.pk, by=lead, at=timezone.now())
    decider = acting(hub.decision_maker)
    later = timezone.now() + datetime.timedelta(hours=73)

    ended = closing.close(case.enquiry, words="Rang twice.", by=decider, at=later)

    assert ended.ending.timed_out == [product.reference]


def test_a_product_begun_and_set_aside_does_not_hold_the_end_up(hub, case, acting):
    decider = acting(hub.decision_maker)
    product = begun(case, decider, hub.police)

    recalling.set_aside(product, by=decider, at=timezone.now())

    from openmash.products.closing.access import state_of

    assert state_of(case.enquiry, viewer=decider, now=timezone.now()).drafts == ()
