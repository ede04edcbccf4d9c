"""Words of one agency read by another, and the look through an answer before it goes."""

from bs4 import BeautifulSoup
from tests.factories import AgencyFactory, person_in
from tests.rooms.enquiries.requests.factories import (
    NOW,
    AgreementFactory,
    a_piece,
    an_answer,
    ask_school,
)

from openmash.enquiries.models import AnswerDraft
from openmash.policy import Role


def opened(client, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def test_a_probation_officer_reads_a_health_visitors_answer_in_probations_terms(
    table, answers, acting, signed_in
):
    health = AgencyFactory(code="hv", name="Health visiting", kind="H_HV", sector="health")
    probation = AgencyFactory(code="np", name="Probation", kind="PR", sector="probation")
    visitor = person_in(Role.AGENCY_RESEARCHER, agency=health)
    officer = person_in(Role.DECISION_MAKER, agency=probation)
    AgreementFactory(agency=health)
    table.school = health
    asked = ask_school(table, acting(table.triage))
    piece = a_piece(table.wren, what="HV visited: WNB twice, EPDS raised. PP query.")
    answers(asked, an_answer(pieces=1), piece, by=visitor, at=NOW)

    page = opened(signed_in(officer), f"/requests/{asked.reference}/")
    boxes = {link.text: page.find(id=link["data-lex"]).text for link in page.select("a.om-lex")}

    for short in ("HV", "WNB", "EPDS", "PP"):
        assert "For you in probation:" in boxes[short]
    assert "Written by health, where it means something else" in boxes["PP"]
    assert len({one["id"] for one in page.select("[id]")}) == len(page.select("[id]"))


def test_an_answer_can_be_looked_through_and_comes_back_as_it_was(table, acting, signed_in):
    client, address = signed_in(table.school_lead), f"/requests/{table.asked.reference}/"
    page = opened(client, address)
    button = page.select_one(".om-plainly button")
    acting(table.school_lead)
    kept = AnswerDraft.objects.get()
    sent = {"key": str(kept.key), "version": kept.version, "piece-what": "Seen by our HV."}

    assert button["formaction"] == "/lexicon/say-it-plainly/"
    assert page.select_one("input[name=plainly_back]")["value"] == f"{address}answer/"
    answer = client.post(f"{address}answer/", sent | {"do": "here"})
    assert answer.status_code == 302
    assert answer["Location"] == f"{address}#pieces"
    assert opened(client, address).select_one("[name=piece-what]").text.strip() == "Seen by our HV."


def test_what_the_look_adds_is_no_part_of_the_answer(table, acting, signed_in):
    client, address = signed_in(table.school_lead), f"/requests/{table.asked.reference}/"
    opened(client, address)
    acting(table.school_lead)
    kept = AnswerDraft.objects.get()
    sent = {"key": str(kept.key), "version": kept.version, "plainly_back": "/", "do": "here"}
    client.post(f"{address}answer/", sent)

    acting(table.school_lead)
    assert "plainly_back" not in AnswerDraft.objects.get().answers
