"""The pages of the hub's table: each number opens the list it counts, and each refusal is a 404."""

import datetime
import re

import pytest
from django.utils import timezone
from tests.factories import person_in
from tests.rooms.enquiries.triage.factories import open_to, person, rating, received

from openmash import firewall
from openmash.enquiries.clocks.actions import pause_clock, resume_clock
from openmash.enquiries.models import Enquiry, RunningClock, Screening
from openmash.errors import RuleBroken
from openmash.policy import Role, Service

HOUR = datetime.timedelta(hours=1)
RATED = {
    "danger_tests": ["mark_on_baby"],
    "brag": "red",
    "level": "4",
    "practice_area": "child_injury",
    "why": "A baby who cannot tell us, and an arm that went floppy.",
}
OPENED = RATED | {
    "do": "open",
    "reason": "protect_child",
    "informed": "NO_RISK",
    "necessity": "One agency alone cannot say whether the children are safe.",
    "proportionality": "Both children and the adults in the home, two years back.",
}


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def rows_of(html):
    return len(re.findall(r'<th scope="row"><a href="/enquiries/triage/C-', html))


def test_each_number_of_the_home_page_opens_exactly_the_list_it_counts(hub, signed_in):
    now = timezone.now()
    for hours in (0, 1, 30, 90, 200):
        received(at=now - hours * HOUR)
    client = signed_in(hub.triage)
    counts = re.findall(r'<li><a href="(/enquiries/triage/[^"]*)"><b>(\d+)</b>', page(client, "/"))

    assert counts
    for address, number in counts:
        assert rows_of(page(client, address)) == int(number), address


@pytest.mark.parametrize("show", ["all", "mine", "unclaimed", "already-open", "due", "late"])
def test_each_filter_shows_as_many_as_it_says(hub, signed_in, show):
    who = person()
    open_to(who, hub.lead_practitioner)
    received(who=[who])
    received()
    with firewall.acting_as(Service.SETUP):
        Screening.objects.filter(pk=received().pk).update(claimed_by=hub.triage)
    html = page(signed_in(hub.triage), f"/enquiries/triage/?show={show}")
    current = re.search(r'aria-current="true">[^(<]*\((\d+)\)', html)

    assert rows_of(html) == int(current[1])


def test_the_queue_takes_as_many_queries_for_twenty_as_for_two(
    hub, signed_in, django_assert_num_queries, django_assert_max_num_queries
):
    def queue():
        with django_assert_max_num_queries(60) as counted:
            page(client, "/enquiries/triage/")
        return len(counted)

    def fill(number):
        for _ in range(number):
            who = person()
            open_to(who, hub.lead_practitioner)
            received(who=[who, person()], people=("Wren Tallow", "Kit Tallow"))

    client = signed_in(hub.triage)
    fill(2)
    page(client, "/enquiries/triage/")
    few = queue()
    fill(18)
    with django_assert_num_queries(few):
        page(client, "/enquiries/triage/")


def test_a_contact_shows_what_was_said_what_is_held_and_the_threshold(hub, signed_in):
    who = person()
    earlier = received(who=[who], seen="A man shouting, a baby crying at length.")
    screening = received(who=[who], told="Her aunt says he shouts.", danger="yes")
    html = page(signed_in(hub.triage), f"/enquiries/triage/{screening.contact.reference}/")

    assert "I do not want to go home." in html
    assert "Her aunt says he shouts." in html
    assert earlier.contact.reference in html
    assert "significant harm" in html
    assert f"<title>Triage of contact {screening.contact.reference} - OpenMASH</title>" in html


def test_an_enquiry_is_opened_without_javascript(hub, signed_in):
    screening = received()
    client = signed_in(hub.triage)
    answer = client.post(f"/enquiries/triage/{screening.contact.reference}/", OPENED)

    assert answer.status_code == 302
    with firewall.acting_as(Service.SETUP):
        enquiry = Enquiry.objects.get()
        assert answer["Location"] == f"/enquiries/{enquiry.reference}/"
        assert enquiry.informed == "NO_RISK"


def test_what_is_missing_is_said_and_nothing_is_opened(hub, signed_in):
    screening = received()
    client = signed_in(hub.triage)
    answer = client.post(
        f"/enquiries/triage/{screening.contact.reference}/", OPENED | {"why": "", "reason": ""}
    )

    assert answer.status_code == 422
    assert b"There are 2 things to put right" in answer.content
    with firewall.acting_as(Service.SETUP):
        assert not Enquiry.objects.exists()


def test_the_block_on_agreement_shows_both_doors_at_the_question(hub, signed_in):
    screening = received()
    level_three = OPENED | {"brag": "amber", "level": "3", "danger_tests": ["none"]}
    client = signed_in(hub.triage)
    answer = client.post(f"/enquiries/triage/{screening.contact.reference}/", level_three)
    html = answer.content.decode()

    assert answer.status_code == 422
    assert "Level 3 waits for agreement" in html
    assert "The level is not clear" in html
    assert "It is not safe to ask" in html


def test_the_person_feared_is_not_on_the_list_of_who_agreed(hub, signed_in):
    from tests.rooms.enquiries.triage.factories import somebody_named

    screening = received(people=())
    with firewall.acting_as(Service.SETUP):
        somebody_named(screening.contact, name="Dev Marlow", part="feared", position=0)
        somebody_named(screening.contact, name="Bea Tallow", part="household", position=1)
    html = page(signed_in(hub.triage), f"/enquiries/triage/{screening.contact.reference}/")

    assert re.search(r"<option[^>]*>Bea Tallow", html)
    assert not re.search(r"<option[^>]*>Dev Marlow", html)


def test_a_rating_can_be_kept_for_now(hub, signed_in):
    screening = received()
    client = signed_in(hub.triage)
    answer = client.post(
        f"/enquiries/triage/{screening.contact.reference}/", RATED | {"do": "rate"}
    )

    assert answer.status_code == 302
    html = page(client, f"/enquiries/triage/{screening.contact.reference}/")
    assert "How it was rated" in html


def test_taking_handing_and_answering_by_post_alone(hub, signed_in):
    who = person()
    open_to(who, hub.lead_practitioner)
    screening = received(who=[who])
    here = f"/enquiries/triage/{screening.contact.reference}/"
    client = signed_in(hub.triage)

    assert client.post(f"{here}claim/", {"version": 1}).status_code == 302
    handed = client.post(f"{here}hand-over/", {"to": hub.lead_practitioner.pk})
    assert handed.status_code == 302
    assert "not yet accepted" in page(client, "/enquiries/triage/")
    worker = signed_in(hub.lead_practitioner)
    home = page(worker, "/")
    offered = re.search(r"/enquiries/triage/handovers/(\d+)/", home)
    assert worker.post(f"{offered[0]}accept/").status_code == 302
    assert "You hold its risk" in page(worker, offered[0])


def test_a_contact_answered_at_once_says_why_words_alone_do_not_close_it(hub, signed_in):
    screening = received()
    here = f"/enquiries/triage/{screening.contact.reference}/answer/"
    given = {
        "brag": "blue",
        "level": "1",
        "practice_area": "neglect",
        "why": "Family not engaging.",
        "response": "advice",
        "closing_reasons": ["not_engaging"],
    }
    client = signed_in(hub.triage)

    refused = client.post(here, given)
    assert refused.status_code == 422
    assert b"never by itself a reason to stop" in refused.content


@pytest.mark.parametrize(
    "address",
    ["/enquiries/triage/", "/enquiries/clocks/", "/enquiries/triage/assign/"],
)
def test_who_has_no_hub_role_finds_nothing_here(hub, signed_in, address):
    for somebody in (hub.teacher, hub.officer, hub.administrator, hub.analyst):
        assert signed_in(somebody).get(address).status_code == 404


def test_everybody_has_a_page_of_their_own(hub, signed_in):
    received()
    people = [hub.teacher, hub.officer, hub.triage, hub.decision_maker, hub.hub_manager]
    people += [hub.lead_practitioner, hub.information_governance, hub.analyst, hub.administrator]
    for somebody in people:
        html = page(signed_in(somebody), "/")
        assert html.count("<h1") == 1
        assert "Your work - OpenMASH" in html


def test_a_manager_sees_the_load_and_shares_out(hub, signed_in):
    screening = received()
    client = signed_in(hub.hub_manager)
    assert "Who carries what" in page(client, "/enquiries/triage/assign/")
    shared = {"contacts": [screening.contact.reference], "to": hub.triage.pk}
    assert client.post("/enquiries/triage/assign/", shared).status_code == 302
    assert signed_in(hub.triage).get("/enquiries/triage/assign/").status_code == 404


# Clocks


def test_a_total_clock_pauses_for_agreement_and_gives_the_time_back(hub, acting):
    now = timezone.now()
    screening = received(at=now)
    from openmash.enquiries.triage.actions import rate

    viewer = acting(hub.triage)
    rate(screening, rating("amber"), by=viewer, at=now)
    clock = screening.clocks.get(code="HUB-TOT-A")
    due = clock.due_at
    pause_clock(clock, reason="agreement_wait", by=viewer, at=now)
    resumed = resume_clock(clock, by=viewer, at=now + 30 * HOUR)

    assert resumed.due_at >= due
    assert clock.pauses.get().until_at == now + 30 * HOUR


@pytest.mark.parametrize("code", ["HUB-DEC", "C-STRAT-I"])
def test_clocks_of_the_law_and_of_danger_never_pause(hub, acting, code):
    screening = received(danger="yes")
    viewer = acting(hub.hub_manager)
    clock = screening.clocks.get(code=code)

    with pytest.raises(RuleBroken, match="cannot be paused"):
        pause_clock(clock, reason="agreement_wait", by=viewer, at=timezone.now())


def test_longer_than_the_reason_allows_needs_a_manager(hub, acting):
    now = timezone.now()
    screening = received(at=now)
    from openmash.enquiries.triage.actions import rate

    viewer = acting(hub.triage)
    rate(screening, rating("amber"), by=viewer, at=now)
    clock, longer = screening.clocks.get(code="HUB-TOT-A"), now + 90 * HOUR

    with pytest.raises(RuleBroken, match="manager"):
        pause_clock(clock, reason="agreement_wait", until=longer, by=viewer, at=now)
    manager = acting(hub.hub_manager)
    pause_clock(clock, reason="agreement_wait", until=longer, by=manager, at=now)
    assert clock.pauses.get().ends_by_at == longer


def test_what_runs_out_is_told_once_to_who_holds_it_and_to_a_manager(hub, acting):
    from openmash.enquiries.alerts.access import inbox
    from openmash.enquiries.triage.rounds import make_rounds

    screening = received(at=timezone.now() - 300 * HOUR)
    firewall.identify(viewer_id=0, service=Service.WORKER)
    make_rounds(at=timezone.now())
    make_rounds(at=timezone.now())

    told = inbox(viewer=acting(hub.hub_manager)).filter(reference=screening.contact.reference)
    assert told.count() == 2  # the first rating, and the decision
    assert inbox(viewer=acting(hub.decision_maker)).count() == 2


def test_the_wall_of_clocks_and_the_alerts_open_and_close(hub, signed_in):
    screening = received(danger="yes")
    client = signed_in(hub.triage)
    assert screening.contact.reference in page(client, "/enquiries/clocks/")
    other = signed_in(person_in(Role.REFERRER, agency=hub.school))
    with firewall.acting_as(Service.SETUP):
        clock = RunningClock.objects.first()
    assert other.get(f"/enquiries/clocks/{clock.pk}/pause/").status_code == 404
    assert "Nothing has come back to you" in page(other, "/enquiries/alerts/")


# After the opening


def opened(acting, hub, **fields):
    from tests.rooms.enquiries.triage.factories import grounds

    from openmash.enquiries.opening.actions import open_enquiry

    at = timezone.now()
    return open_enquiry(
        received(at=at),
        rating=rating("red"),
        grounds=grounds(**fields),
        by=acting(hub.decision_maker),
        at=at,
    )


def test_an_enquiry_rated_again_takes_its_clocks_and_open_requests_along(hub, acting, signed_in):
    from tests.factories import RequestFactory

    from openmash.enquiries.clocks.actions import start_clock

    enquiry = opened(acting, hub)
    asked = RequestFactory(enquiry=enquiry, agency=hub.police)
    clock = start_clock("REQ-R", started_at=asked.issued_at, request=asked)
    client = signed_in(hub.triage)
    address = f"/enquiries/{enquiry.reference}/rating/"

    assert client.post(address, {"brag": "amber", "level": "3", "why": ""}).status_code == 422
    given = {"brag": "amber", "level": "3", "why": "Seen by a doctor: safe tonight."}
    assert client.post(address, given).status_code == 302
    acting(hub.triage)
    asked.refresh_from_db()
    clock.refresh_from_db()
    assert (asked.brag, clock.code) == ("amber", "REQ-A")
    assert asked.due_at == clock.due_at
    assert clock.rebased_from_at < clock.due_at
    assert enquiry.clocks.get(code="HUB-TOT-A").rebased_from_at is not None
    assert signed_in(hub.teacher).get(address).status_code == 404


def test_an_unsure_basis_is_settled_by_a_decision_maker_alone(hub, acting, signed_in):
    enquiry = opened(acting, hub, reason="unsure")
    address = f"/enquiries/{enquiry.reference}/basis/"
    given = {"reason": "protect_child", "words": "Governance: public task, section 47."}

    assert signed_in(hub.triage).post(address, given).status_code == 404
    assert signed_in(hub.decision_maker).post(address, given).status_code == 302
    acting(hub.triage)
    enquiry.refresh_from_db()
    assert "CA89_47" in enquiry.lawful_bases
