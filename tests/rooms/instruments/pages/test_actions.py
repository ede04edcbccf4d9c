"""What may be done with an assessment, and what is refused: on the real database."""

import datetime

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from tests.rooms.instruments.pages.factories import again, begun, given, make_whole

from openmash.enquiries.models import RunningClock
from openmash.errors import BadInput, NotVisible, RuleBroken
from openmash.instruments import actions
from openmash.instruments.access import assessments_of, get_assessment
from openmash.instruments.finishing import actions as finishing
from openmash.instruments.models import Assessment, AssessmentAnswer, Judgement
from openmash.instruments.rules import Given
from openmash.instruments.shelf.access import instrument_of

MOVED = "injury_not_moving"


def test_notes_that_nobody_read_start_nothing(hub, acting):
    case, _, viewer = begun(hub, acting)
    with pytest.raises(RuleBroken, match="Read the notes"):
        actions.start(
            case.enquiry,
            instrument=instrument_of("child-harm-neglect"),
            subject=case.child,
            facts={},
            is_acknowledged=False,
            by=viewer,
            at=timezone.now(),
        )


def test_a_correction_is_a_new_answer_that_names_the_one_it_replaces(hub, acting):
    _, assessment, viewer = begun(hub, acting)
    actions.answer(assessment, [given(MOVED, "absent")], by=viewer, at=timezone.now())
    actions.answer(assessment, [given(MOVED, "present")], by=viewer, at=timezone.now())
    first, second = AssessmentAnswer.objects.filter(assessment=assessment)

    assert second.corrects_id == first.pk
    assert first.codes == ["absent"]
    assert again(assessment, by=viewer).result.standing[MOVED] == {"present"}


def test_the_same_answer_given_again_adds_nothing(hub, acting):
    _, assessment, viewer = begun(hub, acting)

    assert actions.answer(assessment, [given(MOVED, "present")], by=viewer, at=timezone.now()) == 1
    assert actions.answer(assessment, [given(MOVED, "present")], by=viewer, at=timezone.now()) == 0


def test_an_answer_taken_back_is_not_known_again(hub, acting):
    _, assessment, viewer = begun(hub, acting)
    actions.answer(assessment, [given(MOVED, "present")], by=viewer, at=timezone.now())
    actions.answer(assessment, [Given(item=MOVED)], by=viewer, at=timezone.now())

    result = again(assessment, by=viewer).result
    assert MOVED in {item.id for item in result.unknown}
    assert AssessmentAnswer.objects.filter(assessment=assessment).count() == 2


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (given("no_such_question", "present"), "no_such_question"),
        (given(MOVED, "maybe"), "maybe"),
        (given(MOVED, "present", sources=("dreamt",)), "dreamt"),
        (
            given(MOVED, "present", information_on=datetime.date(2999, 1, 1)),
            "future|ahead",
        ),
    ],
)
def test_what_the_instrument_does_not_offer_is_refused_and_nothing_is_kept(
    hub, acting, wrong, said
):
    _, assessment, viewer = begun(hub, acting)
    with pytest.raises(BadInput, match=said), transaction.atomic():
        actions.answer(assessment, [wrong], by=viewer, at=timezone.now())

    assert not AssessmentAnswer.objects.filter(assessment=assessment).exists()


def test_agencies_that_differ_both_stay(hub, acting):
    _case, assessment, viewer = begun(hub, acting)
    actions.invite(
        assessment, agency_id=hub.police.pk, why="You were there.", by=viewer, at=timezone.now()
    )
    actions.answer(assessment, [given(MOVED, "absent")], by=viewer, at=timezone.now())
    officer = acting(hub.officer)
    actions.answer(assessment, [given(MOVED, "present")], by=officer, at=timezone.now())
    reading = again(assessment, by=acting(hub.triage))

    assert [item.id for item in reading.result.disagreements] == [MOVED]
    assert {row.agency.name for row in reading.standing[MOVED]} == {
        "Ashmere front door",
        "Ashmere police",
    }


def test_an_agency_that_was_never_asked_for_information_is_not_asked_for_its_part(hub, acting):
    _, assessment, viewer = begun(hub, acting)
    with pytest.raises(RuleBroken, match="Ask this agency for information first"):
        actions.invite(
            assessment,
            agency_id=hub.social_care.pk,
            why="You know them.",
            by=viewer,
            at=timezone.now(),
        )


def test_an_agency_that_was_not_invited_answers_nothing(hub, acting):
    _, assessment, _ = begun(hub, acting)
    officer = acting(hub.officer)
    with pytest.raises(NotVisible):
        actions.answer(assessment, [given(MOVED, "present")], by=officer, at=timezone.now())


def test_an_invited_agency_sees_its_own_answers_and_nothing_else(hub, acting):
    _, assessment, viewer = begun(hub, acting)
    actions.invite(
        assessment, agency_id=hub.police.pk, why="You were there.", by=viewer, at=timezone.now()
    )
    actions.answer(assessment, [given(MOVED, "absent")], by=viewer, at=timezone.now())
    finishing.judge(
        assessment, band="universal", rationale={}, confidence="low", by=viewer, at=timezone.now()
    )
    officer = acting(hub.officer)
    actions.answer(assessment, [given(MOVED, "present")], by=officer, at=timezone.now())

    assert [row.codes for row in AssessmentAnswer.objects.all()] == [["present"]]
    assert Judgement.objects.count() == 0
    assert get_assessment(assessment.reference, viewer=officer, whole=False) == assessment
    with pytest.raises(NotVisible):
        get_assessment(assessment.reference, viewer=officer)


def test_a_screener_for_adults_cannot_tell_that_it_exists(hub, acting):
    _, assessment, _ = begun(hub, acting)
    adults = acting(hub.adults_screener)

    assert Assessment.objects.count() == 0
    with pytest.raises(NotVisible):
        get_assessment(assessment.reference, viewer=adults)


def test_nothing_is_signed_that_lacks_a_voice_or_a_judgement(hub, acting):
    _, assessment, viewer = begun(hub, acting)
    with pytest.raises(RuleBroken, match="cannot be signed yet"):
        actions.sign(assessment, review_on=None, by=viewer, at=timezone.now())


def test_the_database_itself_refuses_a_signature_without_voice_and_judgement(hub, acting):
    _, assessment, viewer = begun(hub, acting)
    with pytest.raises(DatabaseError, match="signed_with_a_voice"), transaction.atomic():
        Assessment.objects.filter(pk=assessment.pk).update(
            closed_at=timezone.now(), closed_by_id=viewer.id
        )


def test_a_whole_assessment_is_signed_and_its_next_look_goes_on_the_clock(hub, acting):
    case, assessment, viewer = begun(hub, acting)
    actions.answer(assessment, [given(MOVED, "present")], by=viewer, at=timezone.now())
    reading = make_whole(assessment, by=viewer, supervisor=hub.hub_manager)
    assert reading.result.missing == ()
    due = reading.result.review_due_on
    signed = actions.sign(assessment, review_on=due, by=viewer, at=timezone.now())
    clock = RunningClock.objects.get(code="AS-REV", stopped_at=None)

    assert signed.closed_by_id == viewer.id
    assert signed.judgement.band == reading.result.judged.id
    assert clock.enquiry_id == case.enquiry.pk
    assert timezone.localdate(clock.due_at) == due


@pytest.mark.parametrize("days", [0, -3, 400])
def test_a_next_look_in_the_past_or_too_far_ahead_is_refused(hub, acting, days):
    _, assessment, viewer = begun(hub, acting)
    actions.answer(assessment, [given(MOVED, "present")], by=viewer, at=timezone.now())
    make_whole(assessment, by=viewer, supervisor=hub.hub_manager)
    day = timezone.localdate() + datetime.timedelta(days=days)
    with pytest.raises(BadInput, match="next look"):
        actions.sign(assessment, review_on=day, by=viewer, at=timezone.now())


def signed(hub, acting):
    case, assessment, viewer = begun(hub, acting)
    actions.answer(assessment, [given(MOVED, "present")], by=viewer, at=timezone.now())
    reading = make_whole(assessment, by=viewer, supervisor=hub.hub_manager)
    due = reading.result.review_due_on
    return case, actions.sign(assessment, review_on=due, by=viewer, at=timezone.now()), viewer


def test_a_signed_assessment_takes_nothing_more(hub, acting):
    _, assessment, viewer = signed(hub, acting)
    with pytest.raises(RuleBroken, match="signed"):
        actions.answer(assessment, [given(MOVED, "absent")], by=viewer, at=timezone.now())
    with pytest.raises(DatabaseError), transaction.atomic():
        Assessment.objects.filter(pk=assessment.pk).update(review_on=None)
    with pytest.raises(DatabaseError), transaction.atomic():
        AssessmentAnswer.objects.create(
            assessment=assessment, item=MOVED, codes=["absent"], agency_id=viewer.agency,
            by_id=viewer.id, at=timezone.now(),
        )  # fmt: skip


def test_going_below_the_floor_takes_a_second_person(hub, acting):
    _, assessment, viewer = begun(hub, acting, by=hub.decision_maker)
    actions.answer(assessment, [given(MOVED, "present")], by=viewer, at=timezone.now())
    reading = make_whole(assessment, by=viewer, supervisor=hub.hub_manager, band="early_help")
    assert [one.code for one in reading.result.missing] == ["override.second_person"]
    with pytest.raises(RuleBroken, match="your own judgement"):
        finishing.agree(assessment, words="Yes.", by=viewer, at=timezone.now())
    manager = acting(hub.hub_manager)
    finishing.agree(assessment, words="I read it all.", by=manager, at=timezone.now())

    assert again(assessment, by=manager).result.may_close


def test_a_screener_cannot_be_the_second_person(hub, acting):
    _, assessment, viewer = begun(hub, acting, by=hub.decision_maker)
    actions.answer(assessment, [given(MOVED, "present")], by=viewer, at=timezone.now())
    make_whole(assessment, by=viewer, supervisor=hub.hub_manager, band="early_help")
    screener = acting(hub.triage)
    with pytest.raises(NotVisible):
        finishing.agree(assessment, words="Yes.", by=screener, at=timezone.now())


def test_nobody_supervises_themselves(hub, acting):
    _, assessment, viewer = begun(hub, acting)
    with pytest.raises(RuleBroken, match="somebody else"):
        finishing.discuss(
            assessment, supervisor_id=viewer.id, on=timezone.localdate(), view="Fine.",
            by=viewer, at=timezone.now(),
        )  # fmt: skip


def test_open_ones_that_ask_for_most_stand_first(hub, acting):
    case, calm, viewer = begun(hub, acting)
    _, grave, _ = begun(hub, acting, case=case)
    actions.answer(grave, [given(MOVED, "present")], by=viewer, at=timezone.now())
    found = [one.assessment.reference for one in assessments_of(case.enquiry)]

    assert found == [grave.reference, calm.reference]


def test_looking_again_stops_the_clock_and_late_stays_late(hub, acting):
    """The moment that was agreed stays on the record, and one clock runs for the enquiry."""
    case, first, viewer = signed(hub, acting)
    before = RunningClock.objects.get(code="AS-REV")
    _, again_, _ = begun(hub, acting, case=case)
    actions.answer(again_, [given(MOVED, "present")], by=viewer, at=timezone.now())
    make_whole(again_, by=viewer, supervisor=hub.hub_manager)
    sooner = timezone.localdate() + datetime.timedelta(days=2)
    actions.sign(again_, review_on=sooner, by=viewer, at=timezone.now())
    before = RunningClock.objects.get(pk=before.pk)
    running = RunningClock.objects.get(code="AS-REV", stopped_at=None)

    assert before.stopped_at is not None
    assert timezone.localdate(before.due_at) == first.review_on
    assert timezone.localdate(running.due_at) == sooner
