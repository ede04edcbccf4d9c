"""On arrival a recorded person is found again, or not, and nobody is joined against a human."""

import datetime
from collections.abc import Sequence

from django.utils import timezone
from tests.rooms.people.factories import WREN, arrived, references, written
from tests.rooms.people.matching.families import case_contacts, case_people

from openmash import firewall
from openmash.people.actions import record_person, resolve_contact, resolve_waiting, say_different
from openmash.people.actions.resolving import unresolved_sources
from openmash.people.matching import Pool, RecordFacts
from openmash.people.models import Claim, Membership, Person
from openmash.people.rules import PersonAsWritten
from openmash.policy import Service

CASES = (
    "climbie.yaml",
    "controls/ctl_dev_active_toddler.yaml",
    "controls/ctl_dev_coeliac.yaml",
    "controls/ctl_dev_moving_family.yaml",
    "controls/ctl_dev_same_name.yaml",
)


def claims(**wanted):
    with firewall.acting_as(Service.IDENTITY):
        return list(Claim.objects.filter(**wanted))


def partition(people: Sequence[str | None]) -> set[frozenset[int]]:
    """Return which places of a list hold one and the same person."""
    return {frozenset(i for i, p in enumerate(people) if p == who) for who in set(people) - {None}}


def as_written(facts: RecordFacts) -> PersonAsWritten:
    """Return what the comparison read as an agency would have written it."""
    born = facts.date_of_birth
    return PersonAsWritten(
        name=facts.name or "",
        other_names=facts.other_names,
        born_on=datetime.date(born.year, born.month or 1, born.day or 1) if born else None,
        born_precision=born.precision if born else "",
        age=facts.age,
        sex=facts.sex or "",
        address=facts.address or "",
        area=facts.area or "",
        nhs_number=facts.nhs_number or "",
        role=facts.role or "",
        related_names=facts.related_names,
        is_unborn=facts.is_unborn,
    )


def test_the_same_child_of_two_contacts_is_one_person_with_reasons(hub):
    first = arrived(WREN, source="C-2026-1001", agency=hub.school)
    second = arrived(
        {**WREN, "name": "TALLOW, Wren", "address": "14 Tanners Row"},
        source="C-2026-1002",
        agency=hub.police,
    )

    assert references(*first) == references(*second) != [None]
    (claim,) = claims(says="same")
    assert claim.model_version == "rules-1"
    assert sum(reason["weight"] for reason in claim.reasons) == round(claim.weight, 1)


def test_a_stranger_of_another_name_is_somebody_else(hub):
    first = arrived(WREN, source="C-2026-1001")
    second = arrived(
        {"name": "Idris Cole", "born_on": datetime.date(2011, 1, 9), "address": "2 Mill Lane"},
        source="C-2026-1002",
    )

    assert references(*first) != references(*second)
    assert claims() == []


def test_two_people_of_one_contact_are_never_one(hub):
    records = arrived(WREN, WREN, source="C-2026-1001")

    assert len(set(references(*records))) == 2


def test_twins_stay_two_and_are_shown_side_by_side(hub):
    twins = [{**WREN, "name": "Wren Tallow"}, {**WREN, "name": "Kit Tallow", "sex": "M"}]
    first = arrived(*twins, source="C-2026-1001")
    second = arrived(*twins, source="C-2026-1002")

    assert references(*first) == references(*second)
    assert len(set(references(*first))) == 2


def test_resolving_again_changes_nothing(hub):
    arrived(WREN, source="C-2026-1001")
    arrived(WREN, source="C-2026-1002")
    before = len(claims())

    assert resolve_contact("C-2026-1002", at=timezone.now()) == 0
    assert len(claims()) == before


def test_nobody_is_made_of_a_record_that_could_be_anyone(hub):
    (caller,) = arrived({"role": "caller"}, source="C-2026-1001")

    assert references(caller) == [None]
    with firewall.acting_as(Service.IDENTITY):
        assert Membership.objects.get(record=caller).person is None


def test_a_human_different_is_never_joined_by_the_model(hub, acting):
    first = arrived(WREN, source="C-2026-1001")
    second = arrived(WREN, source="C-2026-1002")
    say_different(
        first[0],
        second[0],
        why="Two cousins; I met both.",
        by=acting(hub.triage),
        at=timezone.now(),
    )
    third = arrived(WREN, source="C-2026-1003")

    assert references(*first) != references(*second)
    resolve_contact("C-2026-1003", at=timezone.now())
    assert references(*first) != references(*second)
    assert references(*third)[0]


def test_the_worker_sweeps_up_what_was_not_resolved(hub):
    written(WREN, source="C-2026-1001")
    now = timezone.now()

    assert unresolved_sources(at=now) == ["C-2026-1001"]
    firewall.identify(viewer_id=0, service=Service.WORKER)
    assert resolve_waiting(at=now) == 1
    assert unresolved_sources(at=now) == []
    assert resolve_waiting(at=now) == 0


def test_a_teacher_cannot_read_who_is_who(hub, acting):
    arrived(WREN, source="C-2026-1001")
    acting(hub.teacher)

    assert Person.objects.count() == 0
    assert Claim.objects.count() == 0


def test_a_shielded_record_is_shown_as_possible_to_its_readers_and_joins_nobody(hub, acting):
    known = arrived(WREN, source="C-2026-1001")
    shielded = arrived(WREN, source="C-2026-1002", is_restricted=True)

    assert references(*known) != references(*shielded)
    assert [claim.says for claim in claims()] == ["possible"]
    acting(hub.triage)
    assert Person.objects.count() == 1
    assert Claim.objects.count() == 0
    assert Membership.objects.count() == 1


def test_the_hub_finds_the_same_people_as_the_pool_that_practice_was_checked_with(hub):
    """Published cases and their look-alikes, through the ledger and through memory alone."""
    pool, by_hub = Pool(), []
    for number, (case, contact) in enumerate(case_contacts(*CASES)):
        facts = case_people(case, contact)
        pool.add_contact(facts)
        source = f"C-2026-{number + 2000}"
        with firewall.acting_as(Service.IDENTITY):
            for one in facts:
                kept = record_person(
                    as_written(one), source_reference=source, agency_id=None,
                    recorded_on=one.recorded_on, at=timezone.now(),
                )  # fmt: skip
                by_hub.append((one.ref, kept))
        resolve_contact(source, at=timezone.now())

    theirs = [pool.person_of(ref) for ref, _ in by_hub]
    ours = references(*(record for _, record in by_hub))
    assert partition(ours) == partition(theirs)
