"""The search through its door: persons of several records, and nothing of the shielded."""

import datetime
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection, connections
from django.utils import timezone
from tests.rooms.people.factories import WREN, arrived, references

from openmash import firewall
from openmash.agencies.models import Agency, Practitioner
from openmash.enquiries.models import Reader
from openmash.errors import NotVisible
from openmash.people import actions
from openmash.people.models import Allocation, Membership, Person
from openmash.people.reading import facts_of
from openmash.people.searching import marks_of, read_query, words_of
from openmash.people.searching.access import search
from openmash.people.searching.words import OPEN_MARK
from openmash.policy import Service

TODAY = datetime.date(2026, 11, 24)
COLE = {"name": "Wren Cole", "address": "2 Mill Lane, Saltby"}


@pytest.fixture
def kept(monkeypatch):
    """What the audit keeps of searches: it is written on a connection that only inserts."""
    said = []
    monkeypatch.setattr(
        "openmash.audit.records.record_search", lambda verb, **rest: said.append(rest)
    )
    return said


@pytest.fixture
def look(hub, acting, kept):
    """Search as somebody of the hub: `look("wren 2018")`."""

    def ask(typed, *, by=None, limit=30):
        viewer = acting(by or hub.triage)
        return search(read_query(typed, today=TODAY), by=viewer, reason="Asked.", limit=limit)

    return ask


def found(findings) -> list[str]:
    return [one.person.reference for one in findings.found]


def shielded(person: dict, *, source: str, reader=None, by):
    (record,) = arrived(person, source=source, is_restricted=True)
    if reader:
        with firewall.acting_as(Service.SETUP):
            Reader.objects.create(
                person=Membership.objects.get(record=record).person, practitioner=reader,
                named_by=by, named_at=timezone.now(),
            )  # fmt: skip
    return record


def test_several_records_are_one_answer_and_may_answer_together(hub, acting, look):
    (one,) = arrived(WREN, source="C-2026-1001")
    (other,) = arrived(COLE, source="C-2026-1002")
    actions.say_same(one, other, why="I met her.", by=acting(hub.triage), at=timezone.now())
    findings = look("tallow saltby")

    assert found(findings) == references(one)
    assert len(findings.found[0].held) == 2
    assert findings.answered == 1
    assert findings.are_all_shown


def test_what_was_joined_and_taken_back_answers_apart_again(hub, acting, look):
    (one,) = arrived(WREN, source="C-2026-1001")
    (other,) = arrived(COLE, source="C-2026-1002")
    said = actions.say_same(one, other, why="Told.", by=acting(hub.triage), at=timezone.now())
    assert found(look("tallow cole")) == references(one)
    actions.undo(said, why="The cousin.", by=acting(hub.triage), at=timezone.now())

    assert look("tallow cole").answered == 0
    assert found(look("wren cole")) == references(other)


def test_the_nearest_stands_first_and_then_who_is_open_to_somebody(hub, look):
    (sounds,) = arrived({**WREN, "name": "Wren Talow", "address": "1 Elm Close"}, source="C-2026-1")
    (first,) = arrived({"name": "Ada Tallow", "age": 40}, source="C-2026-1002")
    (second,) = arrived({"name": "Bo Tallow", "age": 12}, source="C-2026-1003")
    with firewall.acting_as(Service.SETUP):
        Allocation.objects.create(
            person=Membership.objects.get(record=first).person, worker=hub.lead_practitioner,
            plan="Child in need", since_on=TODAY,
        )  # fmt: skip

    assert found(look("tallow")) == references(first, second, sounds)


def test_a_cut_is_told_with_how_many_there_are(look):
    for age in range(4):
        arrived({"name": "Wren Tallow", "age": 10 + age * 20}, source=f"C-2026-100{age}")
    findings = look("wren tallow", limit=2)

    assert len(findings.found) == 2
    assert findings.answered == 4
    assert not findings.are_all_shown


def test_where_nobody_answers_all_the_nearest_say_what_they_lack(look):
    (record,) = arrived(WREN, source="C-2026-1001")
    findings = look("wren tallow harlesden")

    assert findings.answered == 0
    assert found(findings) == references(record)
    assert findings.found[0].without == "harlesden"


def test_a_reference_leads_to_its_people(hub, acting, look):
    child, mother = arrived(WREN, {"name": "Jolene Tallow", "role": "mother"}, source="C-2026-1001")
    (old,) = arrived({**COLE, "name": "Wren Marsh"}, source="C-2026-1002")
    before = references(old)[0]
    actions.say_same(child, old, why="I know her.", by=acting(hub.triage), at=timezone.now())

    assert set(found(look("c-2026-1001"))) == set(references(child, mother))
    assert found(look(before)) == references(child)
    assert found(look("P-999999")) == []


def test_a_shielded_person_is_in_no_answer_count_or_order(hub, look, kept):
    arrived(WREN, source="C-2026-1001")
    alone = look("wren tallow 2018"), look("wren harlesden")
    shielded({**WREN, "name": "Wren Tallowe", "area": "Harlesden"}, source="C-2026-1002", by=None)
    beside = look("wren tallow 2018"), look("wren harlesden")

    assert [found(one) for one in beside] == [found(one) for one in alone]
    assert [one.answered for one in beside] == [one.answered for one in alone]
    assert [one.found[0].without for one in beside] == ["", "harlesden"]
    assert len({said["hits"] for said in kept}) == 1
    assert found(look("C-2026-1002")) == []


def test_readers_find_the_shielded_whom_they_may_read_and_no_others(hub, look):
    hidden = shielded(WREN, source="C-2026-1001", reader=hub.hub_manager, by=hub.hub_manager)
    shielded({**WREN, "name": "Wren Marsh"}, source="C-2026-1002", by=None)

    assert found(look("wren", by=hub.hub_manager)) == references(hidden)
    assert found(look("wren")) == []


def test_who_becomes_shielded_leaves_the_index_and_comes_back(hub, look):
    (record,) = arrived(WREN, source="C-2026-1001")
    with firewall.acting_as(Service.SETUP):
        Person.objects.filter(reference=references(record)[0]).update(is_restricted=True)
    assert found(look("wren")) == []
    with firewall.acting_as(Service.SETUP):
        Person.objects.filter(reference=references(record)[0]).update(is_restricted=False)

    assert found(look("wren")) == references(record)


def test_nobody_reads_the_index_itself(hub, acting):
    acting(hub.triage)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT has_table_privilege('people_personwords', 'SELECT'),"
            " has_table_privilege('people_recordwords', 'SELECT'),"
            " has_function_privilege('om_records_named_to_me()', 'EXECUTE')"
        )
        assert cursor.fetchone() == (False, False, False)


def test_whoever_reads_no_people_searches_none(hub, acting, kept):
    viewer = acting(hub.teacher)

    with pytest.raises(NotVisible):
        search(read_query("wren", today=TODAY), by=viewer, reason="Asked.")
    with connection.cursor() as cursor:
        cursor.execute("""SELECT count(*) FROM om_find_people('[{"any": [1]}]', 10, 10)""")
        assert cursor.fetchone() == (0,)
    assert kept == []


def test_too_many_to_count_are_told_and_the_open_come_first(hub, look, monkeypatch):
    monkeypatch.setattr("openmash.people.searching.access.MOST_COUNTED", 8)
    for number in range(12):
        family = f"{'bdfglmnprs'[number % 10]}a{'bcdfg'[number // 10]}otham"
        (record,) = arrived({"name": f"Wren {family.title()}"}, source=f"C-2026-2{number:03d}")
        if number == 3:
            with firewall.acting_as(Service.SETUP):
                Allocation.objects.create(
                    person=Membership.objects.get(record=record).person, since_on=TODAY,
                    worker=hub.lead_practitioner, plan="Child in need",
                )  # fmt: skip
            open_one = references(record)[0]
    findings = look("wren")

    assert findings.answered is None
    assert not findings.are_all_shown
    assert found(findings)[0] == open_one
    assert len(set(found(findings))) == len(findings.found) == 12


def test_records_held_before_the_index_are_read_by_the_migration(hub):
    """It may run twice, and the words that it reads are those that a new record gets."""
    from openmash.people.models import AgencyRecord, PersonWords, RecordWords

    migration = import_module("openmash.people.migrations.0007_read_the_words_of_records_held")
    now = timezone.now()
    record = AgencyRecord.objects.using("owner").create(
        name="Wren Tallow", source_reference="C-2026-1", recorded_on=TODAY, created_at=now
    )
    person = Person.objects.using("owner").create(reference="P-77", created_at=now)
    agency = Agency.objects.using("owner").create(
        code="a", kind="E_SCH", name="A", opening_hours={}
    )
    worker = Practitioner.objects.using("owner").create(email="a@example.org", agency=agency)
    Allocation.objects.using("owner").create(person=person, worker=worker, since_on=TODAY)
    Membership.objects.using("owner").create(record=record, person=person, since_at=now)
    assert not PersonWords.objects.using("owner").exists()
    for _ in range(2):
        migration.read_words(apps, SimpleNamespace(connection=connections["owner"]))
    expected = marks_of(words_of(facts_of(record)))

    assert RecordWords.objects.using("owner").get().words == expected
    assert PersonWords.objects.using("owner").get().words == [OPEN_MARK, *expected]
