"""An enquiry as people see it, and as those who may not see it do not."""

import datetime

import pytest
from django.utils import timezone
from tests.factories import EnquiryFactory, SubjectFactory
from tests.rooms.enquiries.reading.family import (
    ClockFactory,
    CorroborationFactory,
    RiskFactory,
    days_ago,
    piece,
)

PAGES = (
    "jigsaw", "chronology", "network", "history", "people", "people/add", "people/0", "people/3",
    "contact", "pieces/add", "restrict",
)  # fmt: skip


def path(family, page):
    return f"/enquiries/{family.enquiry.reference}/{page}/"


def body(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_for_a_decision_maker(family, signed_in, page):
    response = signed_in(family.hub.decision_maker).get(path(family, page))

    assert response.status_code == 200
    assert family.enquiry.reference in body(response)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["teacher", "school_lead", "adults_screener", "analyst"])
def test_no_page_opens_for_anybody_else(family, signed_in, page, who):
    response = signed_in(getattr(family.hub, who)).get(path(family, page))

    assert response.status_code == 404
    assert "Tallow" not in body(response)


@pytest.mark.parametrize("page", PAGES)
def test_nobody_reads_it_signed_out(family, client, page):
    assert client.get(path(family, page)).status_code == 302


def test_titles_and_addresses_hold_references_and_no_names(family, signed_in):
    client = signed_in(family.hub.decision_maker)
    for page in PAGES:
        if page == "restrict":
            continue
        title = body(client.get(path(family, page))).split("<title>")[1].split("</title>")[0]
        assert "Wren" not in title
        assert family.enquiry.reference in title


def test_the_frame_says_who_how_soon_whose_risk_and_what_is_next(family, signed_in):
    page = body(signed_in(family.hub.decision_maker).get(path(family, "chronology")))

    assert "Wren Tallow, 6 years old, and Kit Tallow, 14 months" in page
    assert "Red" in page
    assert f"Risk owner: {family.hub.decision_maker.name}" in page
    assert "Police has not answered. It was due" in page
    assert f"/requests/{family.police_request.reference}/" in page


def test_the_jigsaw_is_laid_from_requests_pieces_and_contacts(family, signed_in):
    page = body(signed_in(family.hub.decision_maker).get(path(family, "jigsaw")))

    assert "of fourteen places" in page
    assert "I like it at Nanna Bea’s. The light stays on." in page
    assert "71% attendance since September." in page
    assert "“Dev”" in page
    assert "establish" in page
    assert "Nobody has heard Kit yet" in page
    assert "put Kit in the middle" in page
    assert "Kit last seen" in page or "Nobody has written down seeing Kit" in page


def test_another_child_can_be_put_in_the_middle_by_reference(family, signed_in):
    page = body(signed_in(family.hub.decision_maker).get(path(family, "jigsaw") + "?middle=S1"))

    assert "In the middle: <strong>Kit</strong>" in page
    assert "put Wren in the middle" in page


def test_no_filter_moves_a_child_out_of_the_middle(family, signed_in):
    page = body(signed_in(family.hub.decision_maker).get(path(family, "jigsaw") + "?middle=S1"))

    assert "?middle=S1&amp;only=holes#jigsaw-table" in page


def test_a_day_to_look_back_to_leaves_out_what_came_later(family, signed_in):
    day = f"{days_ago(3):%Y-%m-%d}"
    page = body(
        signed_in(family.hub.decision_maker).get(path(family, "jigsaw") + f"?known_on={day}")
    )

    assert "What came later is left out." in page
    assert "71% attendance" not in page
    assert "hx-get" not in page


def test_the_picture_has_the_numbers_of_the_table(family, signed_in):
    page = body(signed_in(family.hub.decision_maker).get(path(family, "chronology")))

    drawn = page.split('<svg class="om-time"')[1].split("</svg>")[0]
    assert drawn.count('href="#row-') == page.count('id="row-')
    assert "style=" not in drawn


def test_the_network_says_who_said_so_and_whom_nobody_placed(family, signed_in):
    from openmash import firewall
    from openmash.network.actions import assert_tie
    from openmash.policy import Service

    with firewall.acting_as(Service.SETUP):
        assert_tie(
            family.wren.record, family.kit.record, "sibling_of", source_reference="C-2026-5000",
            said_by_agency_id=family.hub.school.pk, at=timezone.now(),
        )  # fmt: skip

    page = body(signed_in(family.hub.decision_maker).get(path(family, "network")))

    assert "brother or sister" in page
    assert "Heronbrook Primary, in C-2026-5000" in page
    assert "Mother’s partner, says Wren" in page
    assert "Nobody has written down an address" in page


def test_agencies_that_ought_to_be_asked_sit_at_the_table_as_not_asked(family, signed_in):
    from openmash import firewall
    from openmash.agencies.models import SharingAgreement
    from openmash.policy import Service

    with firewall.acting_as(Service.SETUP):
        SharingAgreement.objects.create(
            agency=family.hub.social_care,
            title="Hub",
            from_on=days_ago(90),
            review_on=days_ago(-90),
        )

    page = body(signed_in(family.hub.decision_maker).get(path(family, "jigsaw")))

    seat = page.split("Ashmere front door</span>")[1].split("</li>")[0]
    assert "Not asked" in seat


def test_an_adult_at_risk_has_fourteen_places_of_their_own(hub, signed_in):
    enquiry = EnquiryFactory(opened_by=hub.decision_maker)
    SubjectFactory(enquiry=enquiry, part="adult_at_risk", name="Harold Pennywell", age=82)

    page = body(signed_in(hub.decision_maker).get(f"/enquiries/{enquiry.reference}/jigsaw/"))

    assert "Memory, choices" in page
    assert "about 82 years old" in page


def test_an_enquiry_about_nobody_yet_says_so(hub, signed_in):
    enquiry = EnquiryFactory(opened_by=hub.decision_maker)
    client = signed_in(hub.decision_maker)

    for page in ("jigsaw", "chronology", "network", "history", "people"):
        assert client.get(f"/enquiries/{enquiry.reference}/{page}/").status_code == 200
    page = body(client.get(f"/enquiries/{enquiry.reference}/jigsaw/"))
    assert "Nobody is named yet whom this enquiry is about" in page


def test_a_name_of_another_script_and_a_bracket_are_shown_as_written(hub, signed_in):
    enquiry = EnquiryFactory(opened_by=hub.decision_maker)
    SubjectFactory(enquiry=enquiry, name="محمد <b>{name}</b> 😀")

    page = body(signed_in(hub.decision_maker).get(f"/enquiries/{enquiry.reference}/jigsaw/"))

    assert "محمد &lt;b&gt;" in page
    assert "<b>{name}</b>" not in page


def test_a_hole_leads_to_asking_in_one_click(family, signed_in):
    page = body(signed_in(family.hub.decision_maker).get(path(family, "jigsaw")))

    assert f"/enquiries/{family.enquiry.reference}/ask/?place=" in page


def test_two_agencies_that_differ_are_shown_to_differ(family, signed_in):
    CorroborationFactory(
        piece=family.attendance, agency=family.hub.police, says="otherwise", by=family.hub.officer
    )

    page = body(signed_in(family.hub.decision_maker).get(path(family, "jigsaw")))

    assert "Agencies differ" in page
    assert "Contradicted by Police." in page


def test_what_is_for_the_meeting_stays_with_the_decision_maker(family, signed_in):
    piece(family, "A line for the meeting.", about=[family.wren], agency=family.hub.police,
          restriction="meeting_only", by=family.hub.officer)  # fmt: skip
    address = path(family, "jigsaw")

    assert "A line for the meeting." in body(signed_in(family.hub.decision_maker).get(address))
    assert "A line for the meeting." not in body(signed_in(family.hub.triage).get(address))


def test_what_is_sealed_reaches_nobody_in_the_hub(family, signed_in):
    sealed = piece(family, "A sealed line.", about=[family.wren], agency=family.hub.police,
                   restriction="sealed", by=family.hub.officer)  # fmt: skip
    client = signed_in(family.hub.decision_maker)

    for page in ("jigsaw", "chronology"):
        assert "A sealed line." not in body(client.get(path(family, page)))
    assert client.get(path(family, f"pieces/{sealed.pk}")).status_code == 404


def test_the_number_of_questions_does_not_grow_with_the_pieces(
    family, signed_in, django_assert_num_queries
):
    client = signed_in(family.hub.decision_maker)
    counted = {}
    for page in ("jigsaw", "chronology"):
        client.get(path(family, page))
        with CaptureQueries() as before:
            client.get(path(family, page))
        counted[page] = len(before)
    for number in range(12):
        piece(family, f"Line {number}.", about=[family.wren, family.kit], agency=family.health,
              sighting="seen", by=family.hub.school_lead)  # fmt: skip
    for page, count in counted.items():
        with django_assert_num_queries(count):
            client.get(path(family, page))


def test_the_list_asks_the_same_number_of_questions_for_many(
    family, signed_in, django_assert_num_queries
):
    client = signed_in(family.hub.decision_maker)
    client.get("/enquiries/")
    with CaptureQueries() as before:
        client.get("/enquiries/")
    for _ in range(6):
        other = EnquiryFactory(opened_by=family.hub.decision_maker)
        SubjectFactory(enquiry=other)
        RiskFactory(enquiry=other, owner=family.hub.decision_maker)
        ClockFactory(enquiry=other, due_at=timezone.now())
    with django_assert_num_queries(len(before)):
        page = body(client.get("/enquiries/"))
    assert page.count("Tallow") >= 7


def test_the_list_narrows_to_mine_late_stage_and_remit(family, signed_in):
    quiet = EnquiryFactory(opened_by=family.hub.decision_maker, stage="gathered")
    client = signed_in(family.hub.decision_maker)
    mine, other = family.enquiry.reference, quiet.reference

    def shown(query):
        page = body(client.get(f"/enquiries/?{query}"))
        return mine in page, other in page

    assert shown("") == (True, True)
    assert shown("mine=yes") == (True, False)
    assert shown("late=yes") == (True, False)
    assert shown("stage=gathered") == (False, True)
    assert shown("remit=adults") == (False, False)


def test_the_list_is_empty_for_those_without_a_hub_role(family, signed_in):
    page = signed_in(family.hub.teacher).get("/enquiries/")

    assert family.enquiry.reference not in body(page)


def test_opening_an_enquiry_is_a_look_on_record(family, signed_in, acting, looks_kept):
    from openmash.audit.models import Event

    signed_in(family.hub.decision_maker).get(path(family, "jigsaw"))
    acting(family.hub.information_governance)

    looks = Event.objects.filter(reference=family.enquiry.reference, kind="look")
    assert [look.by_id for look in looks] == [family.hub.decision_maker.pk]


def test_the_history_says_roles_and_agencies_and_no_name_of_who_looked(
    family, signed_in, looks_kept
):
    client = signed_in(family.hub.decision_maker)
    client.get(path(family, "jigsaw"))

    page = body(client.get(path(family, "history")))

    looked = page.split('id="looks"')[1]
    assert "Practitioner, Ashmere front door" in looked
    assert family.hub.decision_maker.name not in looked.split("<footer")[0]


def test_the_chronology_draws_gaps_and_looks_back(family, signed_in):
    old = piece(family, "Tenancy began.", about=[], agency=family.hub.police, place="home_money",
                happened_on=days_ago(200), by=family.hub.officer)  # fmt: skip
    client = signed_in(family.hub.decision_maker)

    page = body(client.get(path(family, "chronology")))
    then = body(client.get(path(family, "chronology") + f"?known_on={days_ago(3):%Y-%m-%d}"))

    assert "200 days: no contact recorded by any agency" in page
    assert f"pieces/{old.pk}/" in page
    assert "On that day the hub knew 0 of the 1 things that had already happened" in then
    assert "not known then" in then


def test_the_chronology_narrows_by_person_agency_and_theme(family, signed_in):
    client = signed_in(family.hub.decision_maker)
    address = path(family, "chronology")

    assert "71% attendance" not in body(client.get(address + "?person=S1"))
    assert "71% attendance" in body(client.get(address + "?agency=heronbrook"))
    assert "71% attendance" not in body(client.get(address + "?theme=safe_adults"))
    assert "71% attendance" not in body(client.get(address + "?only=significant"))


def test_a_watching_page_hears_nothing_while_nothing_changes(family, signed_in):
    client = signed_in(family.hub.decision_maker)
    watch = watched(client.get(path(family, "jigsaw")))

    answer = client.get(watch, headers={"HX-Request": "true"})

    assert answer.status_code == 204


def test_a_watching_page_hears_who_answered(family, signed_in):
    client = signed_in(family.hub.decision_maker)
    watch = watched(client.get(path(family, "jigsaw")))
    answered(family)

    answer = client.get(watch, headers={"HX-Request": "true"})

    assert answer.status_code == 200
    assert 'data-announce="Health visiting answered: 1 piece"' in body(answer)
    assert "om-arrives" in body(answer)
    assert "<html" not in body(answer)


def test_watching_is_not_open_to_who_may_not_look(family, signed_in):
    watch = watched(signed_in(family.hub.decision_maker).get(path(family, "jigsaw")))

    answer = signed_in(family.hub.teacher).get(watch, headers={"HX-Request": "true"})

    assert answer.status_code == 404


def watched(response) -> str:
    return body(response).split('hx-get="')[1].split('"')[0].replace("&amp;", "&")


def answered(family) -> None:
    from openmash import firewall
    from openmash.policy import Service

    with firewall.acting_as(Service.SETUP):
        request = family.health_request
        request.state, request.answered_at = "answered", timezone.now()
        request.save()
        family.enquiry.version += 1
        family.enquiry.save()
    piece(family, "Kit’s weight fell.", about=[family.kit, family.wren], agency=family.health,
          request=family.health_request, place="health_growth",
          at=timezone.now() + datetime.timedelta(seconds=1))  # fmt: skip


class CaptureQueries:
    """Count the questions put to the application's own connection."""

    def __enter__(self):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        self.context = CaptureQueriesContext(connection)
        return self.context.__enter__()

    def __exit__(self, *raised):
        return self.context.__exit__(*raised)
