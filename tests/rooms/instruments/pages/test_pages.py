"""The pages of instruments and assessments, as each role finds them."""

import json
from io import StringIO

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories import EnquiryFactory, RecordFactory, SubjectFactory
from tests.rooms.decisions.factories import make_case, make_piece
from tests.rooms.instruments.pages.factories import again, begun, given, make_whole
from tests.rooms.instruments.records import LONG_ENOUGH

from openmash import firewall
from openmash.enquiries.models import Subject
from openmash.instruments import actions
from openmash.instruments.access import get_assessment
from openmash.instruments.commands import assess
from openmash.instruments.engine import instrument_ids
from openmash.instruments.models import Assessment, AssessmentAnswer, OutsideResult
from openmash.instruments.recorded import values_of
from openmash.instruments.shelf.access import instrument_of
from openmash.people.models import Membership, Person
from openmash.policy import Service

MOVED = "injury_not_moving"


def page(view, reference, **more):
    return reverse(f"instruments:{view}", kwargs={"reference": reference, **more})


def test_the_gallery_shows_every_instrument_and_what_it_is_never_for(hub, signed_in):
    shown = signed_in(hub.teacher).get("/instruments/").content.decode()

    for name in instrument_ids():
        assert f"/instruments/{name}/" in shown
    assert "Never for" in shown


@pytest.mark.parametrize("name", instrument_ids())
def test_each_instrument_has_its_page_with_purpose_limits_and_questions(name, hub, signed_in):
    shown = signed_in(hub.teacher).get(f"/instruments/{name}/")

    assert shown.status_code == 200
    assert {"Never use it for", "Its limits", "What it rests on", "The questions"} <= {
        heading for heading in shown.content.decode().replace("<", ">").split(">")
    }


def test_an_instrument_that_is_not_there_is_not_found(hub, signed_in):
    assert signed_in(hub.teacher).get("/instruments/no-such-thing/").status_code == 404


def test_what_fits_the_worry_is_suggested_with_the_reason(hub, signed_in):
    case = make_case(hub, practice_area="child_injury")
    shown = signed_in(hub.triage).get(page("of_enquiry", case.enquiry.reference)).content.decode()

    assert f"{page('begin', case.enquiry.reference, name='child-harm-neglect')}?about=" in shown
    assert "Because: The worry is about harm to a child." in shown


def test_notes_come_first_and_the_form_says_so(hub, signed_in):
    case = make_case(hub)
    client = signed_in(hub.triage)
    address = page("begin", case.enquiry.reference, name="child-harm-neglect")
    refused = client.post(address, {"about": str(case.child.position)})
    started = client.post(
        address,
        {"about": str(case.child.position), "acknowledged": "on", "fact-subject_age_years": "6"},
    )

    assert refused.status_code == 422
    assert started.status_code == 302
    assert Assessment.objects.get().facts == {"subject_age_years": 6}


def test_a_section_is_saved_without_script_and_leads_on(hub, acting, signed_in):
    _, assessment, _ = begun(hub, acting)
    client = signed_in(hub.triage)
    address = page("questions", assessment.reference, section="safety_now")
    saved = client.post(address, {MOVED: "present", f"{MOVED}-evidence": "A mark on the cheek."})
    acting(hub.triage)
    row = AssessmentAnswer.objects.get()

    assert saved.url == page("questions", assessment.reference, section="daily_care")
    assert (row.codes, row.evidence) == (["present"], "A mark on the cheek.")
    assert row.agency == hub.social_care
    assert "A mark on the cheek." in client.get(address).content.decode()


def test_what_is_typed_keeps_itself_and_half_a_date_waits(hub, acting, signed_in):
    _, assessment, _ = begun(hub, acting)
    client = signed_in(hub.triage)
    kept = client.post(
        page("keep", assessment.reference, section="safety_now"),
        {MOVED: "present", f"{MOVED}-on_day": "3"},
    )
    acting(hub.triage)

    assert kept.status_code == 200
    assert kept.json()["saved_at"]
    assert AssessmentAnswer.objects.get().information_on is None


def test_a_wrong_code_is_refused_in_words(hub, acting, signed_in):
    _, assessment, _ = begun(hub, acting)
    address = page("questions", assessment.reference, section="safety_now")
    refused = signed_in(hub.triage).post(address, {MOVED: "perhaps"})
    acting(hub.triage)

    assert refused.status_code == 422
    assert not AssessmentAnswer.objects.exists()


def test_what_is_held_is_offered_with_its_source_and_answers_nothing_by_itself(
    hub, acting, signed_in
):
    case = make_case(hub)
    make_piece(
        case.enquiry, agency=hub.police, subjects=[case.child], by=hub.officer, place="injuries",
        what="A bruise on the cheek of the baby, and no explanation.",
    )  # fmt: skip
    _, assessment, _ = begun(hub, acting, case=case)
    client = signed_in(hub.triage)
    address = page("questions", assessment.reference, section="safety_now")
    offered = client.get(address)
    choice = f"{MOVED}:"
    keys = [
        one["key"]
        for group in offered.context["groups"]
        for question in group.items
        for one in question.held
    ]
    key = next(one for one in keys if one.startswith(choice))
    used = client.post(address, {"use": key})
    laid = client.get(used.url.partition("#")[0]).content.decode()
    acting(hub.triage)

    assert "Held already:" in offered.content.decode()
    assert "Ashmere police" in laid
    assert "Taken from what is held." in laid
    assert not AssessmentAnswer.objects.exists()


def test_an_agency_finds_its_part_and_not_the_rest(hub, acting, signed_in):
    _, assessment, viewer = begun(hub, acting)
    actions.answer(
        assessment, [given(MOVED, "present", evidence="SECRET")], by=viewer, at=timezone.now()
    )
    actions.invite(
        assessment, agency_id=hub.police.pk, why="You were there.", by=viewer, at=timezone.now()
    )
    client = signed_in(hub.officer)
    own = client.get(page("way", assessment.reference))
    questions = client.get(page("questions", assessment.reference, section="safety_now"))
    home = client.get("/").content.decode()

    assert "Your agency’s part" in own.content.decode()
    assert "SECRET" not in questions.content.decode()
    assert assessment.reference in home
    for name in ("summary", "panel", "judgement", "voice", "sign"):
        assert client.get(page(name, assessment.reference)).status_code == 404


def test_the_hub_sees_both_agencies_side_by_side(hub, acting, signed_in):
    _, assessment, viewer = begun(hub, acting)
    actions.invite(
        assessment, agency_id=hub.police.pk, why="You were there.", by=viewer, at=timezone.now()
    )
    actions.answer(assessment, [given(MOVED, "present")], by=viewer, at=timezone.now())
    officer = acting(hub.officer)
    actions.answer(
        assessment, [given(MOVED, "absent", evidence="We saw none.")], by=officer,
        at=timezone.now(),
    )  # fmt: skip
    client = signed_in(hub.triage)
    shown = client.get(page("questions", assessment.reference, section="safety_now"))
    panel = client.get(page("panel", assessment.reference)).content.decode()

    assert "We saw none." in shown.content.decode()
    assert "Both answers stay, each under its name." in panel
    assert "At least: " in panel


def test_from_the_voice_to_the_signature_page_by_page(hub, acting, signed_in):
    _, assessment, viewer = begun(hub, acting)
    actions.answer(assessment, [given(MOVED, "present")], by=viewer, at=timezone.now())
    reference, today = assessment.reference, timezone.localdate()
    instrument = again(assessment, by=viewer).instrument
    client = signed_in(hub.triage)
    words = {f"voice-{one.id}": LONG_ENOUGH for one in instrument.voice.fields}
    assert client.post(page("voice", reference), words).status_code == 302
    acting(hub.triage)
    fired = again(assessment, by=viewer).result.fired
    too_short = {f"do-{rule.id}": "departed" for rule in fired if rule.needs_response}
    assert client.post(page("prompts", reference), too_short).status_code == 422
    followed = {name: "followed" for name in too_short}
    assert client.post(page("prompts", reference), followed).url == page("supervisor", reference)
    talk = {
        "supervisor": hub.hub_manager.pk, "view": "See the child today.",
        "on_day": today.day, "on_month": today.month, "on_year": today.year,
    }  # fmt: skip
    assert client.post(page("supervisor", reference), talk).url == page("judgement", reference)
    early = client.post(page("sign", reference), {})
    assert early.status_code == 422
    why = {f"why-{one.id}": LONG_ENOUGH for one in instrument.judgement.rationale_fields}
    acting(hub.triage)
    floor = again(assessment, by=viewer).result.floor
    client.post(page("judgement", reference), {**why, "band": floor.id, "confidence": "high"})
    acting(hub.triage)
    due = again(assessment, by=viewer).result.review_due_on
    day = {"review_on_day": due.day, "review_on_month": due.month, "review_on_year": due.year}
    assert client.post(page("sign", reference), day).url == page("summary", reference)
    assert client.get(page("way", reference)).url == page("summary", reference)
    printed = client.get(f"/assessments/{reference}/pdf/")
    assert printed.content.startswith(b"%PDF")


def test_two_days_are_compared_and_one_alone_is_not(hub, acting, signed_in):
    case, first, viewer = begun(hub, acting)
    client = signed_in(hub.triage)
    assert client.get(page("compare", first.reference)).status_code == 404
    acting(hub.triage)
    actions.answer(first, [given(MOVED, "present")], by=viewer, at=timezone.now())
    _, second, _ = begun(hub, acting, case=case)
    actions.answer(second, [given(MOVED, "absent")], by=viewer, at=timezone.now())
    shown = signed_in(hub.triage).get(page("compare", second.reference)).content.decode()

    assert "No longer answered as a worry" in shown
    assert "om-mark--worry" in shown


def test_the_decision_lays_the_assessments_on_the_table(hub, acting, signed_in):
    case, assessment, viewer = begun(hub, acting)
    actions.answer(assessment, [given(MOVED, "present")], by=viewer, at=timezone.now())
    client = signed_in(hub.decision_maker)
    shown = client.get(f"/enquiries/{case.enquiry.reference}/decision/").content.decode()

    assert "What the assessments say" in shown
    assert page("summary", assessment.reference) in shown


def test_the_command_says_the_same_as_the_pages(hub, acting, tmp_path):
    _, assessment, viewer = begun(hub, acting)
    actions.answer(assessment, [given(MOVED, "present")], by=viewer, at=timezone.now())
    reading = make_whole(assessment, by=viewer, supervisor=hub.hub_manager)
    row = get_assessment(assessment.reference, viewer=viewer)
    values = values_of(
        row, instrument=reading.instrument, answers=row.answers.all(), voice=reading.voice,
        responses=row.responses.all(), discussion=reading.discussion,
        judgement=reading.judgement,
    )  # fmt: skip
    file = tmp_path / "record.json"
    file.write_text(json.dumps(values, default=str))
    out = StringIO()
    assess("child-harm-neglect", answers=str(file), as_json=True, out=out, err=StringIO())
    said = json.loads(out.getvalue())

    assert said["floor"] == reading.result.floor.id
    assert said["may_close"] is reading.result.may_close is True
    assert said["unknown_count"] == reading.result.unknown_count


@pytest.mark.parametrize(
    ("tool", "given_result", "status"),
    [
        ("dash", {"number": "16"}, 302),
        ("dash", {"number": "25"}, 422),
        ("dara", {"level": "High"}, 302),
        ("dara", {"level": "Extreme"}, 422),
        ("oasys", {"words": "Held by probation."}, 302),
        ("oasys", {"words": ""}, 422),
    ],
)
def test_an_outside_result_is_kept_as_far_as_its_owner_lets_it(
    tool, given_result, status, hub, acting, signed_in
):
    case = make_case(hub)
    client = signed_in(hub.triage)
    address = f"{page('outside', case.enquiry.reference)}?tool={tool}"
    sent = {
        "about": str(case.child.position), "completed_by": "PC Example", "agency": hub.police.pk,
        "on_day": "2", "on_month": "3", "on_year": "2026", **given_result,
    }  # fmt: skip
    answer = client.post(address, sent)
    acting(hub.triage)

    assert answer.status_code == status
    assert OutsideResult.objects.exists() is (status == 302)


def test_a_low_result_asks_for_nothing_and_is_not_called_safe(hub, acting, signed_in):
    case = make_case(hub)
    client = signed_in(hub.triage)
    sent = {
        "about": "family", "completed_by": "PC Example", "agency": hub.police.pk, "number": "3",
        "on_day": "2", "on_month": "3", "on_year": "2026",
    }  # fmt: skip
    client.post(f"{page('outside', case.enquiry.reference)}?tool=dash", sent)
    shown = client.get(page("of_enquiry", case.enquiry.reference)).content.decode()

    assert "That is not the same as safe." in shown


def test_all_assessments_of_a_person_stand_together_over_enquiries(hub, acting, signed_in):
    """Also where an enquiry knows them only by a record, and the worst floor open is first."""
    case, calm, viewer = begun(hub, acting)
    other = EnquiryFactory(opened_by=hub.decision_maker)
    record = RecordFactory(agency=hub.school)
    with firewall.acting_as(Service.SETUP):
        person = Person.objects.create(reference="P-000009", created_at=timezone.now())
        Membership.objects.create(record=record, person=person, since_at=timezone.now())
        Subject.objects.filter(pk=case.child.pk).update(person=person)
    child = SubjectFactory(enquiry=other, position=0, record=record, name="Wren Tallow")
    viewer = acting(hub.triage)
    grave = actions.start(
        other, instrument=instrument_of("child-harm-neglect"), subject=child, facts={},
        is_acknowledged=True, by=viewer, at=timezone.now(),
    )  # fmt: skip
    actions.answer(grave, [given(MOVED, "present")], by=viewer, at=timezone.now())
    client = signed_in(hub.triage)
    lines = client.get(page("of_person", person.reference)).context["lines"]
    listed = client.get(page("of_enquiry", other.reference)).content.decode()
    compared = client.get(page("compare", grave.reference))

    assert [one.reference for one in lines] == [grave.reference, calm.reference]
    assert page("of_person", person.reference) in listed
    assert compared.status_code == 200
    assert signed_in(hub.teacher).get(page("of_person", person.reference)).status_code == 404
