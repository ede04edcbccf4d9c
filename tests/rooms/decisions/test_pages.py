"""The decision's pages: every form posts without a script, refuses kindly and loses nothing."""

import pytest
from django.utils import timezone
from tests.factories import RequestFactory
from tests.rooms.decisions.factories import make_answers, make_case

from openmash.decisions import actions
from openmash.decisions.dissent import actions as dissent
from openmash.decisions.models import AgencyView, Decision, DecisionDraft


@pytest.fixture
def case(hub):
    return make_case(hub)


def address(case, ending=""):
    return f"/enquiries/{case.enquiry.reference}/decision/{ending}"


def whole(case, **fields):
    """Return the fields of a form in which nothing is missing."""
    start = f"p{case.child.pk}"
    return {
        "rows": "2",
        "voice": "I do not want to go home.",
        f"{start}_level": "4",
        f"{start}_outcomes": ["O_S47"],
        "rationale": "Two agencies saw the same fear. Less would leave her there.",
        "told": "YES",
        "agreement": "N_A",
        "a0_what": "See her at school",
        "a0_agency": str(case.enquiry.opened_by.agency_id),
        "a0_due_day": "24",
        "a0_due_month": "11",
        "a0_due_year": "2026",
        "do": "check",
    } | fields


def test_the_page_begins_with_the_voice_and_names_the_holes(hub, case, signed_in):
    page = signed_in(hub.decision_maker).get(address(case)).content.decode()

    assert page.index("Start with the person") < page.index("What each agency thinks")
    assert "What we decide without knowing" in page
    assert "Before you can sign" in page


@pytest.mark.parametrize("role", ["teacher", "officer", "lead_practitioner", "analyst"])
def test_nobody_outside_the_hub_opens_it(hub, case, signed_in, role):
    assert signed_in(getattr(hub, role)).get(address(case)).status_code == 404


def test_the_hub_reads_it_and_is_not_offered_the_form(hub, case, signed_in):
    page = signed_in(hub.triage).get(address(case))

    assert page.status_code == 200
    assert "Check and sign" not in page.content.decode()
    assert signed_in(hub.triage).post(address(case), whole(case)).status_code == 404


def test_what_is_missing_is_named_and_nothing_typed_is_lost(hub, case, signed_in):
    client = signed_in(hub.decision_maker)

    answer = client.post(address(case), whole(case, rationale="", a0_due_day="31"))

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Write why this is decided" in text
    assert "There is no 31 November 2026" in text
    again = client.get(address(case)).content.decode()
    assert "See her at school" in again


def test_written_checked_and_signed_without_a_script(hub, case, signed_in, acting):
    client = signed_in(hub.decision_maker)

    written = client.post(address(case), whole(case))
    check = client.get(address(case, "check/"))
    signed = client.post(
        address(case, "check/"),
        {"number": "1", f"told_{case.contact.reference}": "Somebody sees her today."},
    )
    twice = client.post(address(case, "check/"), {"number": "1"})

    assert (written.status_code, check.status_code) == (302, 200)
    assert "What those who spoke up are told" in check.content.decode()
    assert (signed.status_code, twice.status_code) == (302, 302)
    page = client.get(address(case)).content.decode()
    assert "Decision 1" in page
    assert "Somebody sees her today." in page
    acting(hub.decision_maker)
    assert Decision.objects.count() == 1


def test_autosave_keeps_half_a_sentence(hub, case, signed_in, acting):
    client = signed_in(hub.decision_maker)

    answer = client.post(address(case, "draft/"), {"rationale": "Half a sent", "rows": "2"})

    assert set(answer.json()) == {"saved_at", "version"}
    assert "Half a sent" in client.get(address(case)).content.decode()
    acting(hub.decision_maker)
    assert DecisionDraft.objects.get().answers["rationale"] == ["Half a sent"]


def test_another_row_for_an_action_keeps_what_was_typed(hub, case, signed_in):
    client = signed_in(hub.decision_maker)

    client.post(address(case), whole(case, do="row"))

    page = client.get(address(case)).content.decode()
    assert "Action 3" in page
    assert "See her at school" in page


def test_a_silent_agency_has_to_be_gone_without_in_words(hub, case, signed_in):
    silent = RequestFactory(enquiry=case.enquiry, agency=hub.police)
    client = signed_in(hub.decision_maker)

    assert client.post(address(case), whole(case)).status_code == 422
    said = whole(case, **{f"without_{silent.pk}": "She cannot wait."})
    assert client.post(address(case), said).status_code == 302


def test_having_capacity_alone_does_not_end_it(hub, case, signed_in):
    start = f"p{case.child.pk}"
    fields = {
        f"{start}_outcomes": ["O_UNI"],
        f"{start}_level": "1",
        f"{start}_closing": ["declined"],
    }
    answer = signed_in(hub.decision_maker).post(address(case), whole(case, **fields))

    assert answer.status_code == 422
    assert "is never enough" in answer.content.decode()


def test_an_agency_says_its_own_view_and_takes_it_further(hub, case, signed_in, acting):
    client = signed_in(hub.officer)
    path = f"/requests/{case.asked_police.reference}/view/"

    assert client.post(path, {"stance": "disagrees", "words": ""}).status_code == 422
    assert client.post(path, {"stance": "disagrees", "words": "Too soon."}).status_code == 302
    assert "Too soon." in client.get(path).content.decode()
    acting(hub.officer)
    view = AgencyView.objects.get()
    client = signed_in(hub.officer)
    raised = client.post(f"/views/{view.pk}/further/", {"why": "Wait a day."})
    assert client.get(raised.url).status_code == 200
    stage = client.post(raised.url, {"words": "We spoke.", "is_settled": "no"})
    assert stage.status_code == 302
    assert "Stage 2 of 5" in client.get(raised.url).content.decode()
    assert signed_in(hub.school_lead).get(raised.url).status_code == 404
    page = signed_in(hub.decision_maker).get(address(case)).content.decode()
    assert "Too soon." in page


def test_the_hub_writes_down_a_view_that_was_said(hub, case, signed_in):
    client = signed_in(hub.triage)
    path = address(case, "views/new/")
    said = {
        "agency": str(hub.school.pk), "said_by": "The head", "stance": "agrees",
        "words": "Keep her in school.",
    }  # fmt: skip

    assert client.post(path, {}).status_code == 422
    assert client.post(path, said).status_code == 302
    assert "Keep her in school." in client.get(address(case)).content.decode()


def test_an_owner_finds_and_finishes_their_action(hub, case, signed_in, acting):
    from openmash.decisions.answers import PlannedAction

    plan = PlannedAction(
        what="Visit today", agency=hub.social_care.pk, owner=hub.lead_practitioner.pk,
        due_on=timezone.localdate(),
    )  # fmt: skip
    decider = acting(hub.decision_maker)
    answers = make_answers(case, actions=(plan,))
    signed = actions.sign(case.enquiry, answers, by=decider, at=timezone.now())
    action = signed.actions.get()
    client = signed_in(hub.lead_practitioner)

    assert "Visit today" in client.get("/actions/").content.decode()
    assert client.post(f"/actions/{action.pk}/", {"note": ""}).status_code == 422
    assert client.post(f"/actions/{action.pk}/", {"note": "Seen, safe."}).status_code == 302
    assert "Seen, safe." in client.get(f"/actions/{action.pk}/").content.decode()
    assert signed_in(hub.officer).get(f"/actions/{action.pk}/").status_code == 404


def test_emoji_turned_text_and_a_hundred_kilobytes_are_kept(hub, case, signed_in):
    client = signed_in(hub.decision_maker)
    words = "שלום 👩‍👧 " + "long words " * 10_000

    assert client.post(address(case), whole(case, rationale=words)).status_code == 302
    assert "👩‍👧" in client.get(address(case, "check/")).content.decode()


def test_a_view_of_another_enquiry_cannot_be_opened(hub, case, signed_in, acting):
    officer = acting(hub.officer)
    view = dissent.say_view(
        case.asked_police, stance="disagrees", words="No.", by=officer, at=timezone.now()
    )

    assert signed_in(hub.school_lead).get(f"/views/{view.pk}/further/").status_code == 404


def test_ones_own_page_counts_what_its_list_opens(hub, case, signed_in, acting):
    from openmash.decisions.answers import PlannedAction

    plan = PlannedAction(
        what="Visit today", agency=hub.social_care.pk, owner=hub.lead_practitioner.pk,
        due_on=timezone.localdate() - timezone.timedelta(days=1),
    )  # fmt: skip
    decider = acting(hub.decision_maker)
    answers = make_answers(case, actions=(plan,))
    actions.sign(case.enquiry, answers, by=decider, at=timezone.now())
    client = signed_in(hub.lead_practitioner)

    home = client.get("/").content.decode()

    assert "action to do" in home
    assert "Overdue" in home
    assert client.get("/actions/?show=open").content.decode().count("Visit today") == 1


def test_a_day_that_has_passed_is_told_once(hub, case, acting):
    from openmash import firewall
    from openmash.decisions.answers import PlannedAction
    from openmash.decisions.doing.actions import tell_overdue
    from openmash.enquiries.models import Alert
    from openmash.policy import Service

    plan = PlannedAction(
        what="Visit", agency=hub.social_care.pk, owner=hub.lead_practitioner.pk,
        due_on=timezone.localdate() - timezone.timedelta(days=1),
    )  # fmt: skip
    decider = acting(hub.decision_maker)
    answers = make_answers(case, actions=(plan,))
    actions.sign(case.enquiry, answers, by=decider, at=timezone.now())
    firewall.identify(viewer_id=0, service=Service.WORKER)

    assert (tell_overdue(at=timezone.now()), tell_overdue(at=timezone.now())) == (1, 1)

    told = Alert.objects.filter(once__startswith="action-late:")
    assert told.count() == 2  # its owner, and who holds the risk
