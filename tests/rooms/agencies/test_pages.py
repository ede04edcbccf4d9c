"""The pages: who sees which, what a form answers, and that absent and forbidden read alike."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from tests.factories import GrantFactory, PractitionerFactory
from tests.rooms.agencies.factories import AgreementFactory

from openmash import firewall
from openmash.agencies.actions.invitation import key_for
from openmash.agencies.models import Agency, Practitioner, RoleGrant, SharingAgreement
from openmash.agencies.urls import urlpatterns
from openmash.policy import Role, Service

FOR_EVERYBODY = {"home", "who_may", "who_may_csv", "agency", "agreement"}
FOR_GOVERNANCE = {"add_agreement", "next_version", "end_agreement"}
POSTS_ONLY = {"invite", "reopen"}
READ_FIGURES = {"triage", "decision_maker", "hub_manager", "information_governance", "analyst"}
HOLDERS = {role.value: role.value for role in Role} | {
    "referrer": "teacher",
    "agency_researcher": "school_lead",
}


@pytest.fixture
def made(hub):
    """Something behind every address."""
    hub.agreement = AgreementFactory(agency=hub.school)
    hub.grant = GrantFactory(practitioner=PractitionerFactory(agency=hub.school), role="analyst")
    return hub


def address(name: str, hub) -> str:
    wanted = next(path for path in urlpatterns if path.name == name).pattern
    keys = {"code": hub.school.code, "team": 1, "pk": hub.teacher.pk}
    if name in {"agreement", "next_version", "end_agreement"}:
        keys["pk"] = hub.agreement.pk
    if name == "end_role":
        keys["pk"] = hub.grant.pk
    if name == "change_team":
        with firewall.acting_as(Service.SETUP):
            keys["team"] = hub.school.teams.create(name="Office").pk
    kwargs = {key: keys[key] for key in wanted.converters}
    return reverse(f"partnership:{name}", kwargs=kwargs)


def may(role: str, name: str) -> bool:
    if name in FOR_EVERYBODY:
        return True
    if name == "figures":
        return role in READ_FIGURES
    return role == ("information_governance" if name in FOR_GOVERNANCE else "administrator")


def page(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.parametrize("role", sorted(HOLDERS))
def test_every_page_opens_for_its_roles_and_for_no_other(made, signed_in, role):
    """A route added later is asked here too: the list is the room's own."""
    addresses = {path.name: address(path.name, made) for path in urlpatterns}
    client = signed_in(getattr(made, HOLDERS[role]))
    refused = set()
    for name, url in addresses.items():
        response = client.post(url) if name in POSTS_ONLY else client.get(url)
        assert response.status_code in ((200, 302) if may(role, name) else (404,)), name
        if response.status_code == 404:
            refused.add(page(response).main.get_text())
    refused.add(page(client.get("/partnership/agencies/no-such-agency/")).main.get_text())

    assert len(refused) == 1  # forbidden and absent: the same words


@pytest.mark.parametrize("name", sorted({path.name for path in urlpatterns}))
def test_without_an_account_every_page_leads_to_signing_in(made, client, name):
    url = address(name, made)
    response = client.post(url) if name in POSTS_ONLY else client.get(url)

    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


def test_a_refused_try_is_on_the_record(made, signed_in, monkeypatch):
    """Looks are written on a connection of their own, which a test cannot read back."""
    recorded = []
    monkeypatch.setattr(
        "openmash.agencies.access.records.record_look",
        lambda reference, **told: recorded.append((reference, told["by"].id, told["verdict"])),
    )
    signed_in(made.hub_manager).get(f"/partnership/people/{made.teacher.pk}/")

    [(reference, who, verdict)] = recorded
    assert (reference, who, verdict.allowed) == ("partnership", made.hub_manager.pk, False)


def test_the_partnership_says_whom_to_call_and_how_agreements_stand(made, signed_in):
    found = page(signed_in(made.teacher).get("/partnership/"))
    row = found.find("a", string="Heronbrook Primary").find_parent("tr")

    assert found.h1.get_text(strip=True) == f"Ashmere{made.partnership.name}"
    assert "In force" in row.get_text()
    assert "No number is written down" in row.get_text()


def test_colleagues_see_names_and_roles_and_no_link_to_an_account(made, signed_in):
    found = page(signed_in(made.officer).get("/partnership/agencies/heronbrook/"))

    assert "Yewande Abara" in found.get_text()
    assert not found.find_all("a", href=lambda href: href and "/people/" in href)


def test_no_name_stands_in_an_address_or_a_title(made, signed_in):
    client = signed_in(made.administrator)
    response = client.get(f"/partnership/people/{made.teacher.pk}/")

    assert "Abara" not in page(response).title.text
    assert "abara" not in response.request["PATH_INFO"]


FORM = {"name": "Harbour", "sector": "health", "kind": "H_SUBST", "presence": "virtual",
        "monday_hours": "09:00-17:00"}  # fmt: skip


def test_an_agency_is_added_by_its_form(made, signed_in):
    response = signed_in(made.administrator).post("/partnership/agencies/add/", FORM)

    assert (response.status_code, response["Location"]) == (302, "/partnership/agencies/harbour/")
    firewall.identify(viewer_id=0, service=Service.SETUP)
    assert Agency.objects.get(code="harbour").opening_hours == {"0": ["09:00", "17:00"]}


def test_a_form_with_a_fault_keeps_what_was_typed_and_says_what_to_do(made, signed_in):
    typed = FORM | {"monday_hours": "nine to five"}
    response = signed_in(made.administrator).post("/partnership/agencies/add/", typed)
    found = page(response)

    assert response.status_code == 422
    assert "Monday’s hours like 09:00-17:00" in found.find(class_="govuk-error-summary").text
    assert found.find("input", {"name": "monday_hours"})["value"] == "nine to five"


def test_pressing_twice_adds_one_agency(made, signed_in):
    client = signed_in(made.administrator)
    client.post("/partnership/agencies/add/", FORM)

    assert client.post("/partnership/agencies/add/", FORM).status_code == 422


def test_changing_an_agency_begins_with_what_is_there(made, signed_in):
    client = signed_in(made.administrator)
    found = page(client.get("/partnership/agencies/heronbrook/change/"))

    assert found.find("input", {"name": "name"})["value"] == "Heronbrook Primary"
    assert found.find("input", {"name": "friday_hours"})["value"] == "09:00-17:00"
    assert found.find("option", {"value": "education"}).has_attr("selected")


def grant_form(role="analyst", **more):
    today = timezone.localdate()
    first = {f"from_on_{part}": getattr(today, part) for part in ("day", "month", "year")}
    return {"role": role, "why": "New work", **first, **more}


def test_a_role_is_granted_and_ended_by_its_forms(made, signed_in):
    client = signed_in(made.administrator)
    url = f"/partnership/people/{made.officer.pk}/roles/add/"
    assert client.post(url, grant_form("lead_practitioner")).status_code == 302

    firewall.identify(viewer_id=made.administrator.pk)
    held = RoleGrant.objects.get(practitioner=made.officer, role="lead_practitioner")
    ended = client.post(f"/partnership/roles/{held.pk}/end/", {"when": "now", "why": "Moved on"})

    assert ended.status_code == 302
    firewall.identify(viewer_id=made.administrator.pk)
    held.refresh_from_db()
    assert held.withdrawn_at is not None


@pytest.mark.parametrize(
    ("person", "typed", "words"),
    [
        ("officer", grant_form("triage"), "Choose whose safety"),
        ("officer", grant_form("decision_maker", remit="children"), "give the facts"),
        ("administrator", grant_form(), "Nobody grants a role to themselves"),
        ("officer", grant_form() | {"why": ""}, "Write an answer to “Why do they need it?”"),
    ],
)
def test_a_grant_that_may_not_be_says_why(made, signed_in, person, typed, words):
    url = f"/partnership/people/{getattr(made, person).pk}/roles/add/"
    response = signed_in(made.administrator).post(url, typed)

    assert response.status_code == 422
    assert words in page(response).find(class_="govuk-error-summary").text


def test_somebody_whose_account_closes_is_signed_out_at_once(made, client, signed_in):
    signed_in(made.teacher)
    assert client.get("/partnership/").status_code == 200
    with firewall.acting_as(Service.SETUP):
        Practitioner.objects.filter(pk=made.teacher.pk).update(is_active=False)

    assert client.get("/partnership/").status_code == 302


def test_an_agreement_is_added_and_its_version_read_by_partners(made, signed_in):
    days = {"from_on": datetime.date(2026, 6, 1), "review_on": datetime.date(2099, 1, 1)}
    typed = {"title": "Sharing with police", "purposes": "To protect\n\nTo find",
             "signed_by": "Pat Example"}  # fmt: skip
    for name, day in days.items():
        typed |= {f"{name}_{part}": getattr(day, part) for part in ("day", "month", "year")}
    url = "/partnership/agencies/police/agreements/add/"
    response = signed_in(made.information_governance).post(url, typed)

    firewall.identify(viewer_id=made.teacher.pk)
    kept = SharingAgreement.objects.get(title="Sharing with police")
    assert kept.purposes == ["To protect", "To find"]
    assert (
        "Sharing with police" in signed_in(made.teacher).get(response["Location"]).content.decode()
    )


def test_the_hub_changes_its_hours(made, signed_in):
    typed = {"name": "Ashmere hub", "area": "Ashmere", "out_of_hours": "The duty team answers.",
             "out_of_hours_phone": "01632 960 199", "monday_hours": "08:30-18:00"}  # fmt: skip
    client = signed_in(made.administrator)
    assert client.post("/partnership/change/", typed).status_code == 302

    found = page(client.get("/partnership/"))
    assert "Monday: 08:30 to 18:00" in found.get_text()
    assert found.find("a", href="tel:01632960199")


@pytest.mark.parametrize("path", ["/privacy/", "/accessibility/"])
def test_anybody_may_read_what_is_kept_and_how_usable_it_is(made, client, path):
    response = client.get(path)

    assert response.status_code == 200
    assert page(response).find("footer").find("a", href=path)


def test_choosing_a_password_by_the_link_and_signing_in_with_it(made, client):
    firewall.identify(viewer_id=0, service=Service.SIGN_IN)
    url = f"/accounts/link/{key_for(made.teacher)}/"
    assert client.get(url).status_code == 200
    different = {"password": "lamp table harbour", "again": "lamp table"}
    assert client.post(url, different).status_code == 422
    assert client.post(url, {"password": "short", "again": "short"}).status_code == 422

    words = {"password": "lamp table harbour", "again": "lamp table harbour"}
    assert client.post(url, words)["Location"] == "/accounts/login/"
    assert client.get(url).status_code == 404
    typed = {"login": made.teacher.email, "password": "lamp table harbour"}
    assert client.post("/accounts/login/", typed)["Location"] == "/"


def test_signing_in_gives_no_hint_whether_an_account_exists(made, client):
    """One sentence, one status."""
    PractitionerFactory(email="known@ashmere.example")
    answers = [
        client.post("/accounts/login/", {"login": login, "password": "not the password"})
        for login in ("known@ashmere.example", "nobody@ashmere.example")
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
    said = {page(answer).find(class_="govuk-error-summary").text for answer in answers}
    assert len(said) == 1


def test_the_sign_in_page_says_danger_first_and_offers_a_way_without_an_account(made, client):
    found = page(client.get("/accounts/login/?next=/partnership/"))

    assert found.find(class_="om-danger").find("a", href="tel:999")
    assert found.find("a", href="/concerns/new/")
    assert "go on to the page you asked for" in found.get_text()
    assert found.find("input", {"name": "login"})["autocomplete"] == "username"


def test_changing_ones_own_password(made, client):
    with firewall.acting_as(Service.SETUP):
        made.teacher.set_password("the first one here")
        made.teacher.save()
    firewall.identify(viewer_id=0, service=Service.SIGN_IN)
    client.force_login(made.teacher)
    url = "/accounts/password/change/"
    new = {"password1": "lamp table harbour", "password2": "lamp table harbour"}

    assert client.post(url, {"oldpassword": "not it at all", **new}).status_code == 422
    assert client.post(url, {"oldpassword": "the first one here", **new}).status_code == 302
