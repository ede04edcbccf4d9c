"""Thirty decisions in ten minutes: the list walked as somebody walks it."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.rooms.people.factories import WREN, arrived, references, written

from openmash import firewall
from openmash.people.models import Claim
from openmash.policy import Service

PAIRS = 30
MOST_REQUESTS_EACH = 3
NAMES = ["Ash", "Birch", "Cedar", "Elm", "Fern", "Hazel"]
PLACES = ["Kiln Court", "Ferry Steps", "Quay Street", "Mill Lane", "Hope Street"]


@pytest.fixture
def waiting(hub):
    """Thirty pairs of people who may be one."""
    for number in range(PAIRS):
        name = f"{NAMES[number % 6]} {PLACES[number // 6].split()[0]}son"
        pair = [
            {"name": name, "address": f"{number + 1} {PLACES[number % 5]}"},
            {"name": name, "address": f"{number + 50} {PLACES[number % 5]}"},
        ]
        one, other = (
            arrived(person, source=f"C-2026-{1000 + 2 * number + which}")[0]
            for which, person in enumerate(pair)
        )
        with firewall.acting_as(Service.IDENTITY):
            Claim.objects.create(
                record_a=one, record_b=other, says="possible", model_version="test",
                weight=float(number), at=timezone.now(),
            )  # fmt: skip


def test_each_answer_brings_the_next_pair_in_no_more_than_three_requests(hub, signed_in, waiting):
    client = signed_in(hub.triage)
    page = client.get(reverse("people:matches")).content.decode()
    here = _first_match(page)
    requests, answered = 1, 0
    while here and answered < PAIRS:
        answer = client.post(
            here, {"answer": "different", "usual": "4"}, headers={"HX-Request": "true"}
        )
        assert answer.status_code == 302
        here = answer["Location"] if "/matches/?" not in answer["Location"] else ""
        shown = client.get(answer["Location"])
        assert shown.status_code == 200
        assert "Recorded: different" in shown.content.decode()
        requests, answered = requests + 2, answered + 1

    assert answered == PAIRS
    assert requests <= MOST_REQUESTS_EACH * PAIRS
    assert "No pair is waiting" in client.get(reverse("people:matches")).content.decode()


def _first_match(page: str) -> str:
    return page.split('href="/people/matches/')[1].split('"')[0].join(["/people/matches/", ""])


def test_children_come_before_adults_and_open_questions_before_looked_at(hub, signed_in):
    adult = {"name": "Ash Kilnson", "born_on": datetime.date(1970, 5, 6), "address": "1 Mill Lane"}
    records = [written(one, source=f"C-{n}")[0] for n, one in enumerate([adult, adult, WREN, WREN])]
    with firewall.acting_as(Service.IDENTITY):
        from openmash.people.actions import recompute

        recompute([record.pk for record in records], at=timezone.now())
        for a, b, weight in ((0, 1, 17.0), (2, 3, 10.0)):
            Claim.objects.create(
                record_a=records[a], record_b=records[b], says="possible", model_version="test",
                weight=weight, at=timezone.now(),
            )  # fmt: skip
    client = signed_in(hub.triage)
    child, other = references(records[2])[0], references(records[0])[0]
    page = client.get(reverse("people:matches")).content.decode()
    assert page.index(child) < page.index(other)

    first = _first_match(page)
    client.post(first, {"answer": "unsure", "usual": "6"})
    page = client.get(reverse("people:matches")).content.decode()
    assert page.index(child) > page.index(other)


def test_the_last_answer_is_taken_back_and_its_pair_comes_back(hub, signed_in, waiting):
    client = signed_in(hub.triage)
    here = _first_match(client.get(reverse("people:matches")).content.decode())
    client.post(here, {"answer": "different", "usual": "4"})
    with firewall.acting_as(Service.IDENTITY):
        said = Claim.objects.get(says="different")
    undo = reverse("people:undo", args=[said.pk]) + f"?then={here}"
    answer = client.post(undo, {"why": "Pressed too soon"})

    assert answer["Location"] == here
    listed = client.get(reverse("people:matches")).content.decode()
    assert f"{PAIRS} pairs" in listed


def test_nobody_is_led_away_from_the_hub_by_an_address(hub, signed_in, waiting):
    client = signed_in(hub.triage)
    here = _first_match(client.get(reverse("people:matches")).content.decode())
    client.post(here, {"answer": "different", "usual": "4"})
    with firewall.acting_as(Service.IDENTITY):
        said = Claim.objects.get(says="different")
    away = reverse("people:undo", args=[said.pk]) + "?then=//elsewhere.example/people/"

    assert client.post(away, {"why": "Mistaken"})["Location"].startswith("/people/P-")


def test_another_persons_answer_is_not_offered_for_taking_back(hub, signed_in, waiting):
    client = signed_in(hub.triage)
    here = _first_match(client.get(reverse("people:matches")).content.decode())
    client.post(here, {"answer": "different", "usual": "4"})
    with firewall.acting_as(Service.IDENTITY):
        said = Claim.objects.get(says="different")
    other = signed_in(hub.decision_maker)
    page = other.get(reverse("people:matches"), {"after": said.pk}).content.decode()

    assert "Recorded:" not in page


def test_a_reason_may_be_chosen_written_or_both(hub, signed_in, waiting):
    client = signed_in(hub.triage)
    here = _first_match(client.get(reverse("people:matches")).content.decode())
    assert client.post(here, {"answer": "different"}).status_code == 422
    client.post(here, {"answer": "different", "usual": "4", "why": "I met both"})

    with firewall.acting_as(Service.IDENTITY):
        said = Claim.objects.get(says="different")
    assert said.why == "They are namesakes: two lives, two places. I met both"
