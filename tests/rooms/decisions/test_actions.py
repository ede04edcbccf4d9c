"""Signing: what a decision needs, who may, what it sets off, and that it never changes."""

import datetime

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from tests.factories import RequestFactory, SubjectFactory
from tests.rooms.decisions.factories import make_answers, make_case, make_piece

from openmash.contacts.models import Feedback
from openmash.decisions import actions
from openmash.decisions.answers import ForPerson
from openmash.decisions.dissent import actions as dissent
from openmash.decisions.doing import actions as doing
from openmash.decisions.models import Action, Decision, DecisionDraft, Disagreement
from openmash.enquiries.clocks.actions import start_clock
from openmash.enquiries.models import Alert, Enquiry, RunningClock
from openmash.enquiries.risk.access import held_now
from openmash.errors import NotVisible, RuleBroken


@pytest.fixture
def case(hub):
    return make_case(hub)


def sign(case, viewer, **fields):
    return actions.sign(
        case.enquiry, make_answers(case, **fields), by=viewer, at=timezone.now(), number=1
    )


def test_a_decision_maker_signs_and_everything_follows(hub, case, acting):
    viewer = acting(hub.decision_maker)
    clock = start_clock("HUB-TOT-R", started_at=timezone.now(), enquiry=case.enquiry)

    decision = sign(case, viewer, risk_to=hub.lead_practitioner.pk)

    enquiry = Enquiry.objects.get(pk=case.enquiry.pk)
    held = held_now(enquiry=enquiry)
    assert (decision.number, decision.level, enquiry.stage) == (1, "4", "decided")
    assert RunningClock.objects.get(pk=clock.pk).stopped_at is not None
    assert (held.owner_id, held.offered_to_id) == (viewer.id, hub.lead_practitioner.pk)
    assert set(decision.snapshot["pieces"]) == {case.police_piece.pk, case.school_piece.pk}
    assert decision.unknowns
    assert Feedback.objects.get(contact=case.contact, moment="outcome").band == "being_looked_into"


@pytest.mark.parametrize(
    "role", ["triage", "hub_manager", "lead_practitioner", "teacher", "analyst"]
)
def test_nobody_else_may_sign(hub, case, acting, role):
    viewer = acting(getattr(hub, role))
    enquiry = case.enquiry
    with pytest.raises((NotVisible, Enquiry.DoesNotExist)), transaction.atomic():
        actions.sign(enquiry, make_answers(case), by=viewer, at=timezone.now())
    acting(hub.decision_maker)
    assert not Decision.objects.exists()


def test_signed_twice_by_one_press_too_many_it_is_one_decision(hub, case, acting):
    viewer = acting(hub.decision_maker)

    first, second = sign(case, viewer), sign(case, viewer)

    assert first.pk == second.pk
    assert Feedback.objects.filter(moment="outcome").count() == 1


def test_the_second_decision_says_why_and_the_first_stays(hub, case, acting):
    viewer = acting(hub.decision_maker)
    first = sign(case, viewer)
    with pytest.raises(RuleBroken, match="decided again"):
        actions.sign(case.enquiry, make_answers(case), by=viewer, at=timezone.now(), number=2)

    again = make_answers(case, why_again="Police answered late.")
    second = actions.sign(case.enquiry, again, by=viewer, at=timezone.now(), number=2)

    assert (first.number, second.number) == (1, 2)
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.filter(pk=first.pk).update(rationale="Something else.")


def test_a_silent_agency_never_blocks_and_is_never_passed_over(hub, case, acting):
    silent = RequestFactory(enquiry=case.enquiry, agency=hub.school)
    viewer = acting(hub.decision_maker)
    with pytest.raises(RuleBroken, match=silent.reference):
        sign(case, viewer)

    decision = sign(case, viewer, went_without={silent.reference: "She cannot wait for it."})

    assert decision.went_without[0]["request"] == silent.reference
    assert decision.went_without[0]["why"] == "She cannot wait for it."


def test_each_person_has_an_outcome_of_their_own(hub, case, acting):
    sibling = SubjectFactory(enquiry=case.enquiry, name="Kit Tallow", age=1)
    viewer = acting(hub.decision_maker)
    with pytest.raises(RuleBroken, match="Kit Tallow"):
        sign(case, viewer)

    both = (
        ForPerson(person=case.child.pk, level="4", outcomes=("O_S47",)),
        ForPerson(person=sibling.pk, level="4", outcomes=("O_S47", "O_POLICE")),
    )

    assert sign(case, viewer, people=both).for_subjects.count() == 2


def test_a_referrer_of_the_household_hears_only_that_it_was_received(hub, case, acting):
    from tests.factories import ContactFactory

    from openmash import firewall
    from openmash.enquiries.models import EnquiryContact
    from openmash.policy import Service

    uncle = ContactFactory(referrer_relation="household", reference="C-2026-9001")
    with firewall.acting_as(Service.SETUP):
        EnquiryContact.objects.create(
            enquiry=case.enquiry, contact=uncle, by=hub.decision_maker, at=timezone.now()
        )
    viewer = acting(hub.decision_maker)

    sign(case, viewer, feedback={uncle.reference: "A social worker comes at three."})

    given = Feedback.objects.get(contact=uncle, moment="outcome")
    assert given.is_withheld
    assert "social worker" not in given.words


def test_words_for_the_referrer_that_repeat_another_agency_are_refused(hub, case, acting):
    viewer = acting(hub.decision_maker)
    words = "We heard that officers saw a broken door and two frightened children."
    with pytest.raises(RuleBroken, match=case.contact.reference):
        sign(case, viewer, feedback={case.contact.reference: words})

    sign(case, viewer, feedback={case.contact.reference: "Somebody sees her today. Thank you."})

    assert Feedback.objects.get(moment="outcome").words == "Somebody sees her today. Thank you."


def test_a_draft_is_its_writers_alone_and_goes_when_it_is_signed(hub, case, acting):
    viewer = acting(hub.decision_maker)
    actions.save_draft(case.enquiry, {"rationale": ["Half a sent"]}, by=viewer, at=timezone.now())
    acting(hub.hub_manager)
    assert not DecisionDraft.objects.exists()

    viewer = acting(hub.decision_maker)
    sign(case, viewer)

    assert not DecisionDraft.objects.exists()


def test_a_dissent_stands_word_for_word_and_must_be_answered(hub, case, acting):
    officer = acting(hub.officer)
    words = "A visit in uniform will end her mother's trust."
    dissent.say_view(
        case.asked_police, stance="disagrees", words=words, by=officer, at=timezone.now()
    )
    viewer = acting(hub.decision_maker)
    with pytest.raises(RuleBroken, match="disagrees"):
        sign(case, viewer)
    view = case.enquiry.views.get()

    decision = sign(case, viewer, dissent_answers={view.pk: "She cannot wait for trust."})

    assert view.words == words
    assert decision.dissent_answers == [{"view": view.pk, "words": "She cannot wait for trust."}]


def test_another_agency_cannot_say_a_view_on_a_request_that_is_not_its_own(hub, case, acting):
    viewer = acting(hub.school_lead)
    with pytest.raises(NotVisible):
        dissent.say_view(
            case.asked_police, stance="agrees", words="Yes.", by=viewer, at=timezone.now()
        )


def test_a_disagreement_climbs_stage_by_stage_while_the_decision_stands(hub, case, acting):
    officer = acting(hub.officer)
    now = timezone.now()
    view = dissent.say_view(
        case.asked_police, stance="disagrees", words="Too soon.", by=officer, at=now
    )
    raised = dissent.take_further(view, why="Wait a day.", is_danger_now=False, by=officer, at=now)
    again = dissent.take_further(view, why="Wait a day.", is_danger_now=False, by=officer, at=now)
    assert (again.pk, raised.stage) == (raised.pk, 1)
    with pytest.raises(RuleBroken, match="what came of this stage"):
        dissent.end_stage(raised, words=" ", is_settled=False, by=officer, at=now)
    dissent.end_stage(raised, words="We spoke.", is_settled=False, by=officer, at=now)

    viewer = acting(hub.decision_maker)
    running = RunningClock.objects.filter(enquiry=case.enquiry, code__startswith="ESC-")
    assert sorted((c.code, c.stopped_at is None) for c in running) == [
        ("ESC-1", False), ("ESC-2", True),
    ]  # fmt: skip
    raised.refresh_from_db()
    settled = dissent.end_stage(raised, words="Agreed.", is_settled=True, by=viewer, at=now)
    assert settled.settled_at == now
    acting(hub.school_lead)
    assert not Disagreement.objects.exists()


def test_an_action_is_its_owners_to_finish_with_a_note(hub, case, acting):
    from openmash.decisions.answers import PlannedAction

    plan = PlannedAction(
        what="Visit", agency=hub.social_care.pk, owner=hub.lead_practitioner.pk,
        due_on=datetime.date(2026, 11, 24),
    )  # fmt: skip
    sign(case, acting(hub.decision_maker), actions=(plan,))
    viewer = acting(hub.lead_practitioner)
    action = Action.objects.get()
    assert Alert.objects.filter(practitioner=hub.lead_practitioner, kind="action").exists()
    with pytest.raises(RuleBroken):
        doing.finish_action(action, note="", by=viewer, at=timezone.now())

    done = doing.finish_action(action, note="Seen, safe.", by=viewer, at=timezone.now())

    assert done.done_by_id == viewer.id
    acting(hub.officer)
    assert not Action.objects.exists()


def test_what_came_after_the_decision_is_counted(hub, case, acting):
    from openmash.decisions import access

    viewer = acting(hub.decision_maker)
    sign(case, viewer)
    make_piece(
        case.enquiry, agency=hub.school, subjects=[case.child], by=hub.school_lead,
        at=timezone.now() + datetime.timedelta(minutes=1),
    )  # fmt: skip
    viewer = acting(hub.decision_maker)
    table = access.table_of(case.enquiry, viewer=viewer, now=timezone.now())

    assert table.arrived_after == 1
