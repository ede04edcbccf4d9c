"""Reading the audit: only information governance, never content, and the reading is recorded."""

import csv
import datetime
import io

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template

from openmash import firewall
from openmash.audit import access, records
from openmash.audit.access import Question
from openmash.audit.models import Event
from openmash.policy import Role, Service, Verdict, Viewer

HOLDERS = {role.value: role.value for role in Role} | {
    "referrer": "teacher",
    "agency_researcher": "school_lead",
}
NOON = datetime.datetime(2026, 11, 20, 12, 0, tzinfo=datetime.UTC)
PAGES = ["/audit/", "/audit/who-looked.csv", "/audit/about/ASH-2026-0417/"]


@pytest.fixture(autouse=True)
def looks_in_this_transaction(monkeypatch):
    """Write looks where the test can read them, instead of on their own connection."""
    monkeypatch.setattr(records, "LOOKS", "default")


def look(by, *, reference="ASH-2026-0417", allowed=True):
    viewer = Viewer(id=by.pk, agency=by.agency_id)
    because = "hub role, within remit" if allowed else "no hub role that reads enquiries"
    records.record_look(reference, by=viewer, verdict=Verdict(allowed, because))


@pytest.fixture
def looked(hub):
    for _ in range(3):
        look(hub.triage)
    look(hub.decision_maker)
    look(hub.teacher, allowed=False)
    look(hub.triage, reference="C-2026-1183")
    return hub


def page(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def lines(response) -> list[str]:
    table = page(response).find("caption", string=lambda words: "newest first" in words)
    return [row.get_text(" ", strip=True) for row in table.find_parent("table").select("tbody tr")]


@pytest.mark.parametrize("role", sorted(set(HOLDERS) - {"information_governance"}))
@pytest.mark.parametrize("path", PAGES)
def test_for_every_other_role_there_is_nothing_here(looked, signed_in, role, path):
    response = signed_in(getattr(looked, HOLDERS[role])).get(path)
    absent = page(signed_in(looked.teacher).get("/audit/nothing/")).main.get_text()

    assert response.status_code == 404
    assert page(response).main.get_text() == absent


@pytest.mark.parametrize("path", PAGES)
def test_without_an_account_it_leads_to_signing_in(looked, client, path):
    assert client.get(path)["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("name", ["teacher", "school_lead", "administrator", "analyst"])
def test_the_database_shows_them_no_line_either(looked, acting, name):
    acting(getattr(looked, name))

    assert Event.objects.count() == 0


def test_the_list_says_who_looked_at_what_newest_first(looked, signed_in):
    found = lines(signed_in(looked.information_governance).get("/audit/"))

    assert any("C-2026-1183" in line and looked.triage.name in line for line in found)
    assert any("Refused" in line and "no hub role that reads enquiries" in line for line in found)


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"reference": "ASH-2026-0417"}, 5),
        ({"reference": "ASH-2026-0417", "refused_only": "on"}, 1),
        ({"reference": "C-2026-1183"}, 1),
        ({"kind": "search"}, 0),
    ],
)
def test_narrowing_down(looked, signed_in, asked, count):
    response = signed_in(looked.information_governance).get("/audit/", asked)
    own = 1 if asked.get("reference") and "refused_only" not in asked else 0

    if count == 0:
        assert "Nothing like that is recorded" in page(response).get_text()
    else:
        assert len(lines(response)) == count + own  # one's own look at the audit is there too


def test_narrowing_down_to_one_person(looked, signed_in):
    response = signed_in(looked.information_governance).get("/audit/", {"who": looked.triage.pk})

    assert len(lines(response)) == 4


def test_a_day_counts_in_full(looked, acting):
    viewer = acting(looked.information_governance)
    today = datetime.datetime.now(datetime.UTC).date()
    yes = access.read_page(Question(from_on=today, until_on=today), viewer=viewer)
    no = access.read_page(Question(until_on=today - datetime.timedelta(days=2)), viewer=viewer)

    assert len(yes.lines) >= 6
    assert no.lines == []


def test_a_question_with_a_fault_says_so(looked, signed_in):
    response = signed_in(looked.information_governance).get("/audit/", {"from_on_day": "40"})

    assert response.status_code == 422
    assert page(response).find(class_="govuk-error-summary")


def test_long_lists_come_in_pages_without_a_gap(looked, signed_in):
    for _ in range(60):
        look(looked.officer, reference="P-2026-00391")
    client = signed_in(looked.information_governance)
    first = client.get("/audit/", {"reference": "P-2026-00391"})
    older = page(first).find("a", rel="next")["href"]
    second = client.get(f"/audit/{older}")

    assert len(lines(first)) == 50
    assert len(lines(first)) + len(lines(second)) == 61  # with the look that this was


def test_names_cost_the_same_however_many_lines(looked, acting, django_assert_num_queries):
    viewer = acting(looked.information_governance)
    for _ in range(30):
        look(looked.officer)
    with django_assert_num_queries(4):  # the record of reading, the lines, people, agencies
        access.read_page(Question(), viewer=viewer)


def test_reading_the_audit_is_recorded_and_is_no_look_at_the_record(looked, signed_in, acting):
    signed_in(looked.information_governance).get("/audit/about/ASH-2026-0417/")
    viewer = acting(looked.information_governance)

    read = Event.objects.get(verb="audit.read")
    assert (read.reference, read.by_id) == ("ASH-2026-0417", looked.information_governance.pk)
    by_agency = access.agencies_that_looked("ASH-2026-0417", viewer=viewer)
    assert [(name, times) for name, times, _ in by_agency] == [("Ashmere front door", 4)]


def test_the_file_is_recorded_as_having_left(looked, signed_in, acting):
    client = signed_in(looked.information_governance)
    response = client.get("/audit/who-looked.csv", {"reference": "ASH-2026-0417"})
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))

    assert len(rows) == 6
    assert {row["allowed"] for row in rows} == {"allowed", "refused"}
    acting(looked.information_governance)
    assert Event.objects.get(verb="audit.export", kind="disclosure").facts == {"lines": 6}


def test_no_line_of_the_file_runs_in_a_spreadsheet(looked, signed_in):
    look(looked.teacher, reference="=cmd|' /C calc'!A0", allowed=False)
    response = signed_in(looked.information_governance).get("/audit/who-looked.csv")

    assert "\n=cmd" not in response.content.decode()
    assert ",=cmd" not in response.content.decode()
    assert "'=cmd" in response.content.decode()


def test_who_looked_stands_on_the_record_for_those_who_read_it(looked, acting):
    acting(looked.triage)
    words = Template(
        "{% load looked %}{% who_looked 'ASH-2026-0417' href='/enquiries/ASH-2026-0417/history/' %}"
    ).render(Context())

    assert "2 people from 1 agency" in words
    assert looked.decision_maker.name in words
    assert "/enquiries/ASH-2026-0417/history/" in words


def test_where_nobody_looked_nothing_is_said(hub, acting):
    acting(hub.triage)
    words = Template("{% load looked %}{% who_looked 'ASH-2026-0001' %}").render(Context())

    assert words.strip() == ""


def test_what_the_hub_does_by_itself_has_a_name_too(hub, acting):
    with firewall.acting_as(Service.SETUP):
        worker = Viewer(id=0, agency=0, service=Service.WORKER)
        records.record_change("clock.remind", "ASH-2026-0417", by=worker, at=NOON)
    viewer = acting(hub.information_governance)
    found = access.read_page(Question(kind="change"), viewer=viewer)

    assert found.lines[0].who == "the hub itself: clocks and messages"
