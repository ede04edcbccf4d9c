"""The pages of people: who may open them, what they say, and what they do not give away."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.rooms.people.factories import WREN, arrived, references

from openmash import firewall
from openmash.network.actions import assert_tie
from openmash.people.actions import say_same
from openmash.people.models import Allocation, Claim, Person
from openmash.policy import Service

COUSIN = {**WREN, "born_on": datetime.date(2018, 3, 5), "address": "3 Quay Street"}
OTHER = {"name": "Idris Cole", "born_on": datetime.date(2011, 1, 9), "address": "2 Mill Lane"}
LOOKING = {"words": "talow 2018", "purpose": "contact", "reference": "C-2026-1001"}


def everything(model, **wanted):
    with firewall.acting_as(Service.IDENTITY):
        return list(model.objects.filter(**wanted))


@pytest.fixture
def possible(hub):
    """Two children of one name, born a day apart: shown as possible, joined by nobody."""
    (one,) = arrived(WREN, source="C-2026-1001", agency=hub.school)
    (other,) = arrived(COUSIN, source="C-2026-1002", agency=hub.police)
    (claim,) = everything(Claim, says="possible")
    return one, other, claim


@pytest.fixture
def searches(monkeypatch):
    """What the audit keeps of searches: it is written on a connection that only inserts."""
    kept = []
    monkeypatch.setattr(
        "openmash.audit.records.record_search", lambda verb, **said: kept.append((verb, said))
    )
    return kept


def page(response) -> str:
    return response.content.decode()


def words_of(response) -> str:
    """Return a page without what differs from one answer to the next: its token."""
    return re.sub(r"CSRFToken\": \"\w+|value=\"\w{64}\"", "", page(response))


def test_a_search_says_why_it_found_somebody_and_keeps_no_words(hub, signed_in, searches):
    (record,) = arrived(WREN, source="C-2026-1001", agency=hub.school)
    answer = signed_in(hub.triage).post(reverse("people:list"), LOOKING)

    assert answer.status_code == 200
    assert references(record)[0] in page(answer)
    assert "sounds like this" in page(answer)
    ((verb, said),) = searches
    assert (verb, said["hits"]) == ("people.search", 1)
    assert "C-2026-1001" in said["reason"]
    assert "talow" not in said["reason"].lower()


@pytest.mark.parametrize(
    "words",
    ["Wren", "tallow", "Tal", "Talow", "4 March 2018", "04/03/2018", "wren 2018", "Tanner wren"],
)
def test_people_are_found_as_people_search(hub, signed_in, words):
    arrived(WREN, source="C-2026-1001")
    arrived(OTHER, source="C-2026-1002")
    answer = signed_in(hub.triage).post(reverse("people:list"), LOOKING | {"words": words})

    assert "Wren Tallow" in page(answer)
    assert "Idris Cole" not in page(answer)


def test_a_search_without_a_purpose_finds_nobody_and_says_so(hub, signed_in):
    arrived(WREN, source="C-2026-1001")
    answer = signed_in(hub.triage).post(reverse("people:list"), {"words": "Wren"})

    assert answer.status_code == 422
    assert "Say why you are looking" in page(answer)
    assert "Wren Tallow" not in page(answer)


def test_a_restricted_person_is_in_no_hit_no_count_and_no_page(hub, signed_in, searches):
    (record,) = arrived(WREN, source="C-2026-1001", is_restricted=True)
    client = signed_in(hub.triage)
    hidden = references(record)[0]
    answer = client.post(reverse("people:list"), LOOKING)
    nobody = client.post(reverse("people:list"), LOOKING | {"words": "zzyzx"})

    assert hidden not in page(answer)
    assert "Nobody was found" in page(answer)
    assert "Nobody was found" in page(nobody)
    assert [said["hits"] for _, said in searches] == [0, 0]
    absent = client.get(reverse("people:person", args=["P-999999"]))
    forbidden = client.get(reverse("people:person", args=[hidden]))
    assert absent.status_code == forbidden.status_code == 404
    assert words_of(absent) == words_of(forbidden)


def test_the_page_of_a_person_shows_each_agencys_words_and_what_differs(hub, signed_in):
    arrived(WREN, source="C-2026-1001", agency=hub.school)
    (record,) = arrived(
        {**WREN, "name": "TALOW, Wren", "address": "14 Tanners Row"},
        source="C-2026-1002", agency=hub.police,
    )  # fmt: skip
    answer = signed_in(hub.triage).get(reverse("people:person", args=references(record)))

    assert answer.status_code == 200
    for words in ("TALOW, Wren", "Wren Tallow", hub.school.name, hub.police.name, "om-differs"):
        assert words in page(answer)
    assert "<title>Person P-" in page(answer)
    assert "Tallow" not in page(answer).split("</title>")[0]


def test_the_page_shows_who_is_round_a_person_and_hides_the_shielded(hub, signed_in):
    child, mother = arrived(
        WREN, {"name": "Jolene Tallow", "role": "mother"}, source="C-2026-1001", agency=hub.school
    )
    (hidden,) = arrived({"name": "Devlin Marsh"}, source="C-2026-1003", is_restricted=True)
    with firewall.acting_as(Service.IDENTITY):
        for other, kind in ((mother, "mother_of"), (hidden, "lives_with")):
            assert_tie(
                other, child, kind, source_reference="C-2026-1001",
                said_by_agency_id=hub.school.pk, at=timezone.now(),
            )  # fmt: skip
    answer = signed_in(hub.triage).get(reverse("people:person", args=references(child)))

    assert "Mother:" in page(answer)
    assert "Jolene Tallow" in page(answer)
    assert "Marsh" not in page(answer)
    assert "same home" not in page(answer)


def test_an_absorbed_reference_leads_to_the_survivor(hub, acting, signed_in):
    (one,) = arrived(WREN, source="C-2026-1001")
    (other,) = arrived({"name": "Idris Cole"}, source="C-2026-1002")
    kept, absorbed = references(one, other)
    say_same(one, other, why="She told me.", by=acting(hub.triage), at=timezone.now())
    client = signed_in(hub.triage)

    assert client.get(f"/people/{absorbed}/")["Location"] == f"/people/{kept}/"
    assert absorbed in page(client.get(f"/people/{kept}/"))


def test_a_match_is_decided_and_the_next_is_shown(hub, signed_in, possible):
    one, other, claim = possible
    client = signed_in(hub.triage)
    listed = client.get(reverse("people:matches"))
    shown = client.get(reverse("people:match", args=[claim.pk]))

    assert reverse("people:match", args=[claim.pk]) in page(listed)
    assert "dates of birth differ" in page(shown)
    answered = client.post(
        reverse("people:match", args=[claim.pk]), {"answer": "different", "why": "I met both."}
    )
    assert answered.status_code == 302
    assert answered["Location"].split("?")[0] == reverse("people:matches")
    assert references(one) != references(other)
    assert "No pair is waiting" in page(client.get(reverse("people:matches")))


def test_the_bars_add_up_to_the_weight_and_the_table_says_the_same(hub, signed_in, possible):
    """Whatever the model weighs, the picture and its table hold its own numbers."""
    claim = possible[2]
    shown = page(signed_in(hub.triage).get(reverse("people:match", args=[claim.pk])))
    table = shown.split('id="reasons-table"')[1].split("</table>")[0].replace("\N{MINUS SIGN}", "-")
    rows = re.findall(
        r'data-label="Way">(\w+)</td><td class="num" data-label="Weight">([\d.]+)</td>'
        r'<td class="num" data-label="So far">([-\d.]+)</td>',
        table,
    )
    signs = {"for": 1, "against": -1, "neither": 0}

    assert len(rows) == len(claim.reasons)
    assert sum(signs[way] * float(weight) for way, weight, _ in rows) == pytest.approx(claim.weight)
    assert float(rows[-1][2]) == pytest.approx(claim.weight, abs=0.05)
    assert shown.count("<rect") == sum(1 for way, _, _ in rows if way != "neither")
    assert 'role="img"' in shown


def test_what_both_are_connected_with_leaves_out_whom_the_viewer_may_not_see(
    hub, signed_in, possible
):
    one, other, claim = possible
    (mother,) = arrived({"name": "Jolene Tallow"}, source="C-2026-1007", agency=hub.school)
    (hidden,) = arrived({"name": "Devlin Marsh"}, source="C-2026-1008", is_restricted=True)
    with firewall.acting_as(Service.IDENTITY):
        for somebody in (mother, hidden):
            for child in (one, other):
                assert_tie(
                    somebody, child, "lives_with", source_reference="C-2026-1001",
                    said_by_agency_id=hub.school.pk, at=timezone.now(),
                )  # fmt: skip
    shown = page(signed_in(hub.triage).get(reverse("people:match", args=[claim.pk])))
    both = shown.split("What both are connected with")[1].split("</ul>")[0]

    assert "Jolene Tallow" in both
    assert "Marsh" not in shown


def test_the_page_of_a_person_says_where_the_agencies_disagree(hub, signed_in):
    arrived({**WREN, "nhs_number": "943 476 5919"}, source="C-2026-1001", agency=hub.school)
    (record,) = arrived(
        {**WREN, "born_on": datetime.date(2018, 4, 3)}, source="C-2026-1002", agency=hub.police
    )
    shown = page(signed_in(hub.triage).get(reverse("people:person", args=references(record))))
    disagree = shown.split("Where the agencies disagree")[-1].split("</table>")[0]

    for words in ("4 March 2018", "3 April 2018", "943 476 5919, which checks"):
        assert words in disagree
    assert hub.police.name in disagree.split("943 476 5919")[1]


def test_cannot_tell_stays_in_the_list(hub, signed_in, possible):
    claim = possible[2]
    client = signed_in(hub.triage)
    client.post(reverse("people:match", args=[claim.pk]), {"answer": "unsure", "why": "Asked."})

    assert "cannot tell yet" in page(client.get(reverse("people:matches")))


def test_the_list_of_one_contact_shows_its_own_pairs(hub, signed_in, possible):
    client = signed_in(hub.triage)

    assert "1 pair" in page(client.get(reverse("people:matches"), {"contact": "C-2026-1002"}))
    assert "No pair" in page(client.get(reverse("people:matches"), {"contact": "C-2026-9"}))


def test_an_answer_without_a_reason_is_asked_for_again(hub, signed_in, possible):
    claim = possible[2]
    answer = signed_in(hub.triage).post(
        reverse("people:match", args=[claim.pk]), {"answer": "same", "why": ""}
    )

    assert answer.status_code == 422
    assert "Write your reason" in page(answer)


def test_a_word_is_taken_back_on_its_own_page(hub, acting, signed_in, possible):
    one, other, _ = possible
    before = references(one, other)
    said = say_same(one, other, why="She told me.", by=acting(hub.triage), at=timezone.now())
    client = signed_in(hub.triage)
    undo_page = reverse("people:undo", args=[said.pk])

    assert undo_page in page(client.get(reverse("people:person", args=references(one))))
    assert client.get(undo_page).status_code == 200
    assert client.post(undo_page, {"why": ""}).status_code == 422
    assert client.post(undo_page, {"why": "The other cousin."}).status_code == 302
    assert references(one, other) == before


@pytest.mark.parametrize("role", ["teacher", "school_lead", "analyst", "administrator"])
def test_only_the_hub_opens_the_pages_of_people(hub, signed_in, possible, role):
    one, _, claim = possible
    client = signed_in(getattr(hub, role))
    pages = [
        reverse("people:list"),
        reverse("people:matches"),
        reverse("people:match", args=[claim.pk]),
        reverse("people:undo", args=[claim.pk]),
        reverse("people:person", args=references(one)),
        reverse("people:allocate", args=references(one)),
    ]

    assert [client.get(address).status_code for address in pages] == [404] * len(pages)


def test_a_person_is_opened_to_a_worker_and_that_ends(hub, signed_in, possible):
    reference = references(possible[0])[0]
    client = signed_in(hub.triage)
    today = timezone.localdate()
    since = {"since_on_day": 1, "since_on_month": 2, "since_on_year": 2026}
    worker = {"worker": hub.lead_practitioner.pk, "plan": "Child in need"} | since
    allocate = reverse("people:allocate", args=[reference])

    assert client.get(allocate).status_code == 200
    assert client.post(allocate, worker).status_code == 302
    assert "Child in need" in page(client.get(reverse("people:person", args=[reference])))
    (allocation,) = everything(Allocation)
    end = reverse("people:end_allocation", args=[reference, allocation.pk])
    too_soon = {"until_on_day": 1, "until_on_month": 1, "until_on_year": 2026}
    assert client.post(end, too_soon).status_code == 422
    last = {"until_on_day": 2, "until_on_month": 2, "until_on_year": 2026}
    assert client.post(end, last).status_code == 302
    assert today.year >= 2026
    assert "Child in need" not in page(client.get(reverse("people:person", args=[reference])))


def test_the_page_of_a_person_asks_the_database_as_often_however_much_is_held(
    hub, signed_in, django_assert_max_num_queries
):
    for number in range(8):
        (record,) = arrived(WREN, source=f"C-2026-10{number:02d}", agency=hub.school)
    client = signed_in(hub.triage)

    with django_assert_max_num_queries(40):
        answer = client.get(reverse("people:person", args=references(record)))
    assert answer.status_code == 200
    assert len(everything(Person)) == 1
