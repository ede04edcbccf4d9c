"""Every night everybody is linked anew; where the ledger says otherwise a human is asked, and
nothing is changed."""

import datetime

import pytest
from django.utils import timezone
from tests.rooms.people.factories import WREN, arrived, references, written

from openmash import firewall
from openmash.config.rounds import make_round
from openmash.intelligence.nightly import look_again_at_all
from openmash.people.actions import say_different, say_same
from openmash.people.actions.full_run import held_records
from openmash.people.matching.weights import shipped
from openmash.people.models import Claim, Membership, Person
from openmash.policy import Service

NUMBER = "9990000018"


def noted() -> list[Claim]:
    with firewall.acting_as(Service.IDENTITY):
        return list(
            Claim.objects.filter(model_version=shipped().version).exclude(says=Claim.Says.SAME)
        )


def alone(*records) -> None:
    """Give each record a person of its own, as a hub would that resolved nothing."""
    with firewall.acting_as(Service.IDENTITY):
        for number, record in enumerate(records):
            person = Person.objects.create(
                reference=f"P-9{number:05}", founder=record, founding=f"r{record.pk}",
                created_at=timezone.now(),
            )  # fmt: skip
            Membership.objects.create(record=record, person=person, since_at=timezone.now())


def twice(**more) -> list:
    return [
        written({**WREN, "nhs_number": NUMBER, **more}, source=f"C-2026-20{n:02}")[0]
        for n in (1, 2)
    ]


def test_two_records_of_one_child_that_were_missed_are_put_before_a_human(hub):
    records = twice()
    alone(*records)
    before = references(*records)

    assert look_again_at_all(at=timezone.now()) == 1

    (found,) = noted()
    assert found.says == Claim.Says.POSSIBLE
    assert {found.record_a_id, found.record_b_id} == {record.pk for record in records}
    assert any("date" in reason["field"] for reason in found.reasons)
    assert references(*records) == before  # nothing changed by itself


def test_the_same_finding_is_put_once(hub):
    alone(*twice())

    look_again_at_all(at=timezone.now())
    look_again_at_all(at=timezone.now())

    assert len(noted()) == 1


def test_what_a_human_kept_apart_is_not_asked_again(hub, acting):
    a, b = twice()
    alone(a, b)
    say_different(a, b, why="Two cousins of one name.", by=acting(hub.triage), at=timezone.now())

    assert look_again_at_all(at=timezone.now()) == 0


def test_two_people_of_one_contact_are_never_taken_for_one(hub):
    people = written({**WREN}, {**WREN, "name": "Wrenn Tallow"}, source="C-2026-2001")
    alone(*people)

    assert look_again_at_all(at=timezone.now()) == 0


def test_nobody_is_asked_across_a_shield(hub):
    open_one, _ = twice()
    shielded = written({**WREN, "nhs_number": NUMBER}, source="C-2026-2009", is_restricted=True)[0]
    alone(open_one, shielded)

    look_again_at_all(at=timezone.now())

    assert not any(shielded.pk in (one.record_a_id, one.record_b_id) for one in noted())


def test_a_person_put_together_of_two_generations_is_asked_about(hub, acting):
    son = written({**WREN, "name": "Aldo Fenn", "sex": "M"}, source="C-2026-2001")[0]
    father = written(
        {**WREN, "name": "Aldo Fenn", "sex": "M", "born_on": datetime.date(1984, 5, 6)},
        source="C-2026-2002",
    )[0]
    alone(son, father)
    with firewall.acting_as(Service.IDENTITY):
        person = Membership.objects.get(record=son).person
        Membership.objects.filter(record=father).update(person=person)

    look_again_at_all(at=timezone.now())

    assert [one.says for one in noted()] == [Claim.Says.DOUBT]


def test_the_worker_makes_the_round_by_its_name(hub):
    alone(*twice())

    assert make_round("link everybody anew and ask where the ledger says otherwise") == 1


def test_an_empty_hub_has_nothing_to_look_at(hub):
    assert look_again_at_all(at=timezone.now()) == 0


@pytest.mark.parametrize("count", [1, 3])
def test_every_record_is_looked_at(hub, count):
    for n in range(count):
        arrived({"name": f"Iris Moss{n}"}, source=f"C-2026-30{n:02}")

    assert len(list(held_records())) == count


def test_what_a_human_joined_is_not_taken_apart(hub, acting):
    a, b = twice()
    alone(a, b)
    say_same(a, b, why="The school confirms it.", by=acting(hub.triage), at=timezone.now())

    assert look_again_at_all(at=timezone.now()) == 0
