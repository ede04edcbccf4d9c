"""Rate, open, fold, answer, hand over: each as somebody in the hub does it, and each refused."""

import datetime

import pytest
from tests.factories import person_in
from tests.rooms.enquiries.triage.factories import (
    grounds,
    open_to,
    person,
    rating,
    received,
    somebody_named,
)

from openmash import firewall
from openmash.contacts.models import Feedback
from openmash.enquiries.alerts.access import inbox
from openmash.enquiries.models import Enquiry, Handover, RatingChange, Screening
from openmash.enquiries.opening.actions import fold_in, open_enquiry
from openmash.enquiries.risk.access import held_now
from openmash.enquiries.triage import actions
from openmash.enquiries.triage.agreement import Agreement
from openmash.enquiries.triage.answering.actions import (
    Answer,
    answer_at_once,
    say_done,
    say_taken_on,
)
from openmash.enquiries.triage.handing.actions import (
    accept_handover,
    alarm_unaccepted,
    decline_handover,
    offer_handover,
)
from openmash.errors import NotVisible, RuleBroken
from openmash.policy import Role, Service

NOW = datetime.datetime(2026, 3, 6, 10, 0, tzinfo=datetime.UTC)


def bands(screening):
    with firewall.acting_as(Service.SETUP):
        return list(
            Feedback.objects.filter(contact=screening.contact).values_list("moment", "band")
        )


# Taking, giving back, sharing out


def test_two_screeners_cannot_take_the_same_contact(hub, acting):
    screening, other = received(at=NOW), person_in(Role.TRIAGE, agency=hub.social_care)
    actions.claim(screening, version=screening.version, by=acting(hub.triage), at=NOW)

    with pytest.raises(RuleBroken, match="Somebody else has taken"):
        actions.claim(screening, version=screening.version, by=acting(other), at=NOW)


def test_only_its_reader_or_a_manager_gives_a_contact_back(hub, acting):
    screening, other = received(at=NOW), person_in(Role.TRIAGE, agency=hub.social_care)
    actions.claim(screening, version=1, by=acting(hub.triage), at=NOW)

    with pytest.raises(RuleBroken, match="with somebody else"):
        actions.release(screening, by=acting(other), at=NOW)
    released = actions.release(screening, by=acting(hub.hub_manager), at=NOW)
    assert released.claimed_by is None


def test_a_manager_shares_out_several_contacts_and_nobody_else_does(hub, acting):
    references = [received(at=NOW).contact.reference for _ in range(3)]

    with pytest.raises(NotVisible):
        actions.assign(references, to=hub.triage.pk, by=acting(hub.triage), at=NOW)
    number = actions.assign(references, to=hub.triage.pk, by=acting(hub.hub_manager), at=NOW)
    assert number == 3
    assert Screening.objects.filter(claimed_by=hub.triage).count() == 3


# Rating


def test_a_new_rating_keeps_the_old_one_and_counts_from_the_first_receipt(hub, acting):
    screening, viewer = received(at=NOW), acting(hub.triage)
    actions.rate(screening, rating("amber"), by=viewer, at=NOW)
    later = NOW + datetime.timedelta(hours=2)
    actions.rate(screening, rating("red", why="The arm went floppy."), by=viewer, at=later)

    total = screening.clocks.get(code="HUB-TOT-R")
    assert total.started_at == NOW
    assert total.due_at == NOW + datetime.timedelta(hours=4)
    assert total.rebased_from_at is not None
    changes = list(RatingChange.objects.values_list("before", "after", "why", "by"))
    assert changes[1] == ("amber", "red", "The arm went floppy.", hub.triage.pk)
    assert screening.clocks.get(code="HUB-SCREEN").stopped_at == NOW


def test_a_danger_test_is_red_or_not_rated(hub, acting):
    screening, viewer = received(at=NOW), acting(hub.triage)

    with pytest.raises(RuleBroken, match="Red"):
        actions.rate(screening, rating("green", danger_tests=("weapon",)), by=viewer, at=NOW)
    actions.rate(screening, rating("red", danger_tests=("weapon",)), by=viewer, at=NOW)
    assert screening.clocks.filter(code="C-STRAT-I", stopped_at=None).exists()


def test_somebody_outside_the_remit_cannot_rate(hub, acting):
    screening = received(at=NOW)
    viewer = acting(hub.adults_screener)

    with pytest.raises((NotVisible, Screening.DoesNotExist)):
        actions.rate(screening, rating("red"), by=viewer, at=NOW)


# Opening an enquiry


def test_an_enquiry_takes_the_people_the_words_the_risk_and_the_clocks(hub, acting):
    who = person()
    screening = received(
        at=NOW, who=[who], told="Her aunt says he shouts.", done_so_far="Told the lead."
    )
    viewer = acting(hub.triage)
    enquiry = open_enquiry(screening, rating=rating(), grounds=grounds(), by=viewer, at=NOW)

    assert enquiry.reference.startswith("ASH-2026-")
    assert enquiry.lawful_bases == ["A6_E", "A9_G", "CA89_47"]
    subject = enquiry.subjects.get()
    assert (subject.person, subject.part, subject.name) == (who, "child", "Wren Tallow")
    assert subject.centre_words == "I do not want to go home."
    kinds = set(enquiry.pieces.values_list("kind", flat=True))
    assert kinds == {"own_words", "fact", "reported"}
    assert held_now(enquiry=enquiry).owner == hub.triage
    assert held_now(screening=screening) is None
    assert enquiry.clocks.get(code="HUB-TOT-R").started_at == NOW
    screening.refresh_from_db()
    assert screening.state == "enquiry"
    assert screening.clocks.get(code="HUB-DEC").stopped_at == NOW
    assert bands(screening) == [("triage", "being_looked_into")]


def test_a_child_at_home_with_an_adult_victim_becomes_a_subject(hub, acting):
    screening = received(at=NOW, remits=["adults"], people=())
    with firewall.acting_as(Service.SETUP):
        somebody_named(screening.contact, name="Ines Corran", part="adult_at_risk", position=0)
        somebody_named(screening.contact, name="Otto Corran", part="household", age=7, position=1)
    enquiry = open_enquiry(
        screening,
        rating=rating("amber", level="", practice_area="domestic_abuse"),
        grounds=grounds(reason="protect_adult", agreement=Agreement.N_A),
        by=acting(hub.adults_screener),
        at=NOW,
    )

    assert enquiry.subjects.get(name="Otto Corran").part == "child"
    assert enquiry.remits == ["children", "adults"]


def test_level_three_waits_for_agreement_and_the_clock_does_not(hub, acting):
    screening, viewer = received(at=NOW), acting(hub.triage)

    with pytest.raises(RuleBroken, match="Level 3 waits"):
        open_enquiry(screening, rating=rating("amber"), grounds=grounds(), by=viewer, at=NOW)
    assert screening.clocks.get(code="HUB-DEC").stopped_at is None


def test_only_a_decision_maker_goes_through_the_door_unsafe_to_ask(hub, acting):
    screening = received(at=NOW)
    unsafe = grounds(agreement=Agreement.NOT_SOUGHT_UNSAFE, agreement_why="He reads her phone.")

    with pytest.raises(RuleBroken, match="decision maker"):
        open_enquiry(
            screening, rating=rating("amber"), grounds=unsafe, by=acting(hub.triage), at=NOW
        )
    enquiry = open_enquiry(
        screening, rating=rating("amber"), grounds=unsafe, by=acting(hub.decision_maker), at=NOW
    )
    assert enquiry.agreement == "NOT_SOUGHT_UNSAFE"


def test_an_adult_concern_waits_for_nobodys_agreement(hub, acting):
    screening = received(at=NOW, remits=["adults"], people=("Harold Pennywell",))
    enquiry = open_enquiry(
        screening,
        rating=rating("amber", level=""),
        grounds=grounds(reason="protect_adult", agreement=Agreement.N_A),
        by=acting(hub.adults_screener),
        at=NOW,
    )
    assert "CARE_42" in enquiry.lawful_bases


def test_who_is_not_sure_why_asks_governance_and_content_waits(hub, acting):
    screening = received(at=NOW)
    enquiry = open_enquiry(
        screening,
        rating=rating(),
        grounds=grounds(reason="unsure"),
        by=acting(hub.decision_maker),
        at=NOW,
    )
    assert enquiry.lawful_bases == []
    assert inbox(viewer=acting(hub.information_governance)).count() == 1


def test_several_contacts_fold_into_one_enquiry_each_word_for_word(hub, acting):
    who = person()
    first = received(at=NOW, who=[who])
    second = received(at=NOW, who=[who], seen="A second mark, lower down.")
    viewer = acting(hub.triage)
    enquiry = open_enquiry(first, rating=rating(), grounds=grounds(), by=viewer, at=NOW)
    fold_in(second, enquiry, why="The same child.", by=viewer, at=NOW)

    assert enquiry.subjects.count() == 1
    assert enquiry.enquiry_contacts.count() == 2
    said = set(enquiry.pieces.values_list("what", flat=True))
    assert {"She was quieter than usual.", "A second mark, lower down."} <= said
    with pytest.raises(RuleBroken, match="decided already"):
        fold_in(second, enquiry, why="Again.", by=viewer, at=NOW)


# Answering at once


def test_advice_ends_the_contact_and_its_risk_and_tells_the_referrer(hub, acting):
    screening, viewer = received(at=NOW), acting(hub.triage)
    answer = Answer(
        response="advice",
        rationale="The school nurse saw her at noon and explained the mark; she is well at home.",
        closing_reasons=("explained",),
    )
    answer_at_once(screening, answer, rating=rating("blue"), by=viewer, at=NOW)

    screening.refresh_from_db()
    assert screening.state == "answered"
    assert held_now(screening=screening) is None
    assert bands(screening) == [("triage", "advice_given")]
    assert not screening.clocks.filter(stopped_at=None).exists()


def test_a_refusal_does_not_close_a_contact_about_a_child(hub, acting):
    screening, viewer = received(at=NOW), acting(hub.triage)
    answer = Answer(
        response="universal",
        rationale="The school nurse saw her at noon; mother said no to any help from us.",
        closing_reasons=("explained", "declined"),
    )
    with pytest.raises(RuleBroken, match="does not close"):
        answer_at_once(screening, answer, rating=rating("green"), by=viewer, at=NOW)


def test_a_strategy_discussion_goes_on_until_it_is_held_and_taken_on(hub, acting):
    screening, viewer = received(at=NOW), acting(hub.triage)
    answer = Answer(response="strategy", rationale="A mark on a baby: it cannot wait for anything.")
    answer_at_once(screening, answer, rating=rating("red"), by=viewer, at=NOW)

    assert held_now(screening=screening).owner == hub.triage
    assert screening.clocks.filter(code="C-STRAT-I", stopped_at=None).exists()
    with pytest.raises(RuleBroken, match="First say"):
        say_taken_on(screening, who="Ruth, assessment team", by=viewer, at=NOW)
    say_done(screening, words="Police, paediatrician, us: medical today.", by=viewer, at=NOW)
    say_taken_on(screening, who="Ruth, assessment team", by=viewer, at=NOW)
    assert held_now(screening=screening) is None


def test_danger_cannot_be_answered_with_advice(hub, acting):
    screening, viewer = received(at=NOW, danger="yes"), acting(hub.decision_maker)
    answer = Answer(
        response="advice",
        rationale="We spoke with the school and it seems calm at the moment in the home.",
        closing_reasons=("explained",),
    )
    with pytest.raises(RuleBroken, match="danger test"):
        answer_at_once(screening, answer, rating=rating("red"), by=viewer, at=NOW)


def test_a_question_is_answered_without_a_case(hub, acting):
    screening, viewer = received(at=NOW, kind="consultation"), acting(hub.triage)
    answer = Answer(response="consultation", rationale="Yes: say the worry today.")
    answer_at_once(screening, answer, by=viewer, at=NOW)

    screening.refresh_from_db()
    assert screening.state == "answered"
    assert screening.became_referral_at is None
    assert Enquiry.objects.count() == 0


def test_a_member_of_the_household_hears_only_that_it_was_received(hub, acting):
    screening = received(at=NOW, referrer_relation="household")
    answer = Answer(response="strategy", rationale="A mark on a baby: it cannot wait for anything.")
    answer_at_once(screening, answer, rating=rating("red"), by=acting(hub.triage), at=NOW)

    with firewall.acting_as(Service.SETUP):
        assert screening.contact.feedback.get(moment="triage").is_withheld


# Already open


def test_the_worker_accepts_and_holds_the_risk(hub, acting):
    who = person()
    open_to(who, hub.lead_practitioner)
    screening = received(at=NOW, who=[who])
    offer = offer_handover(screening, to=hub.lead_practitioner.pk, by=acting(hub.triage), at=NOW)

    screening.refresh_from_db()
    assert screening.state == "screening"  # the hub's until they accept
    accept_handover(offer.pk, by=acting(hub.lead_practitioner), at=NOW)
    acting(hub.triage)
    screening.refresh_from_db()
    assert screening.state == "handed_over"
    assert held_now(screening=screening).owner == hub.lead_practitioner
    assert bands(screening) == [("triage", "with_their_worker")]


def test_danger_on_an_open_case_is_handed_over_by_voice(hub, acting):
    who = person()
    open_to(who, hub.lead_practitioner)
    screening, viewer = received(at=NOW, who=[who], danger="yes"), acting(hub.triage)

    with pytest.raises(RuleBroken, match="Speak with the worker"):
        offer_handover(screening, to=hub.lead_practitioner.pk, by=viewer, at=NOW)
    offer = offer_handover(
        screening, to=hub.lead_practitioner.pk, is_spoken=True, by=viewer, at=NOW
    )
    assert offer.accept_by_at == NOW + datetime.timedelta(hours=1)
    accept_handover(offer.pk, by=acting(hub.lead_practitioner), at=NOW)
    acting(hub.triage)
    # Acceptance is not action: the discussion is still to be held.
    assert screening.clocks.filter(code="C-STRAT-I", stopped_at=None).exists()


def test_nobody_but_the_worker_accepts(hub, acting):
    who = person()
    open_to(who, hub.lead_practitioner)
    screening = received(at=NOW, who=[who])
    offer = offer_handover(screening, to=hub.lead_practitioner.pk, by=acting(hub.triage), at=NOW)

    with pytest.raises(NotVisible):
        accept_handover(offer.pk, by=acting(hub.triage), at=NOW)


def test_a_worker_who_says_no_sends_it_back_at_once(hub, acting):
    who = person()
    open_to(who, hub.lead_practitioner)
    screening = received(at=NOW, who=[who])
    offer = offer_handover(screening, to=hub.lead_practitioner.pk, by=acting(hub.triage), at=NOW)
    decline_handover(offer.pk, why="On leave.", by=acting(hub.lead_practitioner), at=NOW)

    viewer = acting(hub.triage)
    assert inbox(viewer=viewer).filter(kind="handover declined").exists()
    assert actions.opened(screening, by=viewer).state == "screening"


def test_an_offer_not_accepted_in_time_alarms_once(hub, acting):
    who = person()
    open_to(who, hub.lead_practitioner)
    screening = received(at=NOW, who=[who])
    offer_handover(screening, to=hub.lead_practitioner.pk, by=acting(hub.triage), at=NOW)
    firewall.identify(viewer_id=0, service=Service.WORKER)
    late = NOW + datetime.timedelta(days=5)
    alarm_unaccepted(at=late)
    alarm_unaccepted(at=late)

    assert inbox(viewer=acting(hub.hub_manager)).filter(kind="handover late").count() == 1


def test_the_worker_reads_what_was_said_and_nobody_elses_contacts(hub, acting, signed_in):
    who = person()
    open_to(who, hub.lead_practitioner)
    screening, other = received(at=NOW, who=[who]), received(at=NOW)
    offer = offer_handover(screening, to=hub.lead_practitioner.pk, by=acting(hub.triage), at=NOW)
    client = signed_in(hub.lead_practitioner)

    assert b"quieter than usual" in client.get(f"/enquiries/triage/handovers/{offer.pk}/").content
    hidden = client.get(f"/enquiries/triage/{other.contact.reference}/")
    assert hidden.status_code == 404
    assert Handover.objects.count() == 1
