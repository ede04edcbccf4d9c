"""The pages of products, for the hub and for those who receive them; each post without a script."""

import pytest
from django.utils import timezone
from tests.rooms.decisions.factories import make_answers, make_case

from openmash.decisions import actions as deciding
from openmash.products.models import Delivery, Product


@pytest.fixture
def case(hub, acting):
    case = make_case(hub)
    viewer = acting(hub.decision_maker)
    answers = make_answers(case, risk_to=hub.lead_practitioner.pk)
    deciding.sign(case.enquiry, answers, by=viewer, at=timezone.now())
    return case


def address(case, ending=""):
    return f"/enquiries/{case.enquiry.reference}/products/{ending}"


def begin(client, case, agency, type="P_FULL"):
    """Begin a product and return its own address."""
    answer = client.post(address(case), {"agency": str(agency.pk), "type": type})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return answer.url.removesuffix("compose/")


def fields(hub, case, **more):
    day = timezone.localdate() + timezone.timedelta(days=10)
    return {
        "kind": "statutory_team", "people": [str(hub.lead_practitioner.pk)],
        "is_to_agency": "no", "is_linked": "no", "purpose": "S47",
        "about": [str(case.child.pk)], f"piece_{case.police_piece.pk}": ["take"],
        "heading": "Keeping Wren safe", "bases": ["A6_E"], "necessity": "Not with less.",
        "proportionality": "Only this.", "ask_0": "See her today", "by_0": "18:00",
        "expires_on_day": str(day.day), "expires_on_month": str(day.month),
        "expires_on_year": str(day.year), "second_reader": str(hub.hub_manager.pk),
    } | more  # fmt: skip


def test_from_the_list_to_a_sent_product_and_back_again(hub, case, signed_in, acting):
    client = signed_in(hub.decision_maker)
    one = begin(client, case, hub.social_care)

    kept = client.post(f"{one}compose/", fields(hub, case))
    preview = client.get(one).content.decode()
    printed = client.get(f"{one}pdf/")
    gone = client.post(one)

    assert (kept.status_code, gone.status_code) == (302, 302)
    assert "Left out for this recipient" in preview
    assert "Keeping Wren safe" in preview
    assert printed["Content-Disposition"].startswith("attachment")
    assert "What came back" in client.get(one).content.decode()
    assert client.get(address(case)).status_code == 200

    number = one.rstrip("/").rsplit("/", 1)[-1]
    lead = signed_in(hub.lead_practitioner)
    assert number in lead.get("/products/").content.decode()
    page = lead.get(f"/products/{number}/").content.decode()
    assert "See her today" in page
    assert "I also hold the risk" in page
    assert "Left out" not in page
    copy = lead.get(f"/products/{number}/pdf/")
    assert copy["X-Content-Type-Options"] == "nosniff"
    assert lead.post(f"/products/{number}/", {"says": "rejected"}).status_code == 422
    taken = lead.post(f"/products/{number}/", {"says": "accepted", "takes_risk": "on"})
    assert taken.status_code == 302
    assert signed_in(hub.officer).get(f"/products/{number}/").status_code == 404

    client = signed_in(hub.decision_maker)
    assert client.get(f"/enquiries/{case.enquiry.reference}/close/").status_code == 200
    recalled = client.post(one, {"why": "Wrong team."})
    assert recalled.status_code == 302
    assert signed_in(hub.lead_practitioner).get(f"/products/{number}/").status_code == 404


def test_what_is_missing_is_said_and_nothing_goes(hub, case, signed_in, acting):
    client = signed_in(hub.decision_maker)
    one = begin(client, case, hub.social_care)
    client.post(f"{one}compose/", fields(hub, case, people=[], second_reader=""))

    refused = client.post(one)

    assert refused.status_code == 422
    assert "Without a name nobody receives it" in refused.content.decode()
    acting(hub.decision_maker)
    assert not Delivery.objects.exists()


def test_an_impossible_last_day_is_refused_kindly_and_kept(hub, case, signed_in):
    client = signed_in(hub.decision_maker)
    one = begin(client, case, hub.social_care)

    answer = client.post(f"{one}compose/", fields(hub, case, expires_on_month="13"))

    assert answer.status_code == 422
    assert "must be between 1 and 12" in answer.content.decode()
    assert "Keeping Wren safe" in client.get(f"{one}compose/").content.decode()


@pytest.mark.parametrize("role", ["teacher", "officer", "lead_practitioner", "analyst"])
def test_nobody_outside_the_hub_opens_the_hubs_pages(hub, case, signed_in, role):
    one = begin(signed_in(hub.decision_maker), case, hub.social_care)
    client = signed_in(getattr(hub, role))

    for path in (address(case), one, f"{one}compose/", f"{one}pdf/",
                 f"/enquiries/{case.enquiry.reference}/close/"):  # fmt: skip
        assert client.get(path).status_code == 404


def test_the_hub_reads_products_and_only_a_decision_maker_makes_them(hub, case, signed_in):
    client = signed_in(hub.triage)

    assert client.get(address(case)).status_code == 200
    begun = client.post(address(case), {"agency": str(hub.police.pk), "type": "P_FULL"})
    assert begun.status_code == 404


def test_a_safety_note_for_a_school_holds_only_what_bears_on_safety(hub, case, signed_in, acting):
    client = signed_in(hub.decision_maker)
    one = begin(client, case, hub.school, type="P_SAFETY")
    school_lead = str(hub.school_lead.pk)
    client.post(
        f"{one}compose/",
        fields(
            hub, case, kind="visiting_worker", people=[school_lead],
            **{
                f"piece_{case.police_piece.pk}": ["take", "safety"],
                f"piece_{case.school_piece.pk}": ["take"],
            },
        ),
    )  # fmt: skip

    preview = client.get(one).content.decode()

    assert "Police were called to the home." in preview
    assert "broken door" not in preview
    assert "does not bear on anyone" in preview
    acting(hub.decision_maker)
    assert Product.objects.get().state == "draft"
