"""How records become persons: decisions of people, joining, keeping apart, and going back."""

from datetime import date

from openmash.people.matching import (
    Decisions,
    Pair,
    PartialDate,
    Pool,
    RecordFacts,
    grouped,
    resolve,
    resolve_contact,
)


def somebody(ref: str, name: str = "Leila Haddad", **more: object) -> RecordFacts:
    facts = {
        "recorded_on": date(2020, 1, 1),
        "date_of_birth": PartialDate.of(date(2014, 9, 30)),
        "address": "8 Mill Lane",
    }
    return RecordFacts(ref=ref, name=name, **(facts | more))


def test_a_record_is_resolved_to_the_person_it_fits():
    held = {"p-1": [somebody("a")], "p-2": [somebody("b", "Nora Quill", date_of_birth=None)]}

    found = resolve(somebody("new", "Layla Haddad"), held=held)

    assert found.person == "p-1"
    assert found.because is not None
    assert found.because.evidence.reasons


def test_a_record_that_fits_two_people_is_given_to_neither():
    held = {"p-1": [somebody("a", "Aisha Bello")], "p-2": [somebody("b", "Amina Bello")]}

    found = resolve(somebody("new", "A Bello"), held=held)

    assert found.person is None
    assert {one.person for one in found.possible} == {"p-1", "p-2"}


def test_a_human_different_wins_over_any_likeness():
    held = {"p-1": [somebody("a")]}
    decisions = Decisions(different=frozenset({("a", "new")}))

    found = resolve(somebody("new"), held=held, decisions=decisions)

    assert (found.person, found.possible) == (None, ())


def test_a_human_same_wins_over_any_unlikeness():
    held = {"p-1": [somebody("a")]}
    decisions = Decisions(same=frozenset({("a", "new")}))

    found = resolve(somebody("new", "Victoria Orr", address=None), held=held, decisions=decisions)

    assert found.person == "p-1"
    assert found.because is not None
    assert found.because.decided_by_human


def test_different_carries_over_through_same():
    decisions = Decisions(
        same=frozenset({("a", "b"), ("c", "d")}), different=frozenset({("b", "c")})
    )

    assert decisions.are_different("a", "d")
    assert decisions.are_same("a", "b")
    assert not decisions.are_same("a", "d")


def test_two_people_of_one_contact_never_become_one_person():
    held = {"p-1": [somebody("a")]}
    people = [somebody("x", contact_ref="c"), somebody("y", contact_ref="c")]

    found = resolve_contact(people, held=held)

    assert [one.person for one in found].count("p-1") == 1


def test_the_order_of_the_people_on_a_contact_does_not_matter():
    held = {"p-1": [somebody("a")], "p-2": [somebody("b", "Sami Haddad", date_of_birth=None)]}
    ties = {"p-1": frozenset({"p-2"}), "p-2": frozenset({"p-1"})}
    people = [somebody("x"), somebody("y", "Sami Haddad", date_of_birth=None, role="father")]

    forth = resolve_contact(people, held=held, ties=ties)
    back = resolve_contact(people[::-1], held=held, ties=ties)

    assert [one.person for one in forth] == [one.person for one in back[::-1]] == ["p-1", "p-2"]


def test_a_later_contact_joins_what_was_only_possible():
    pool = Pool()
    pool.add_contact([somebody("a", "Jakub Zielak", address="31 Hill Rise")])
    second = pool.add_contact([somebody("b", "Jakub Mercer", address=None)])
    assert second.possible == (("p-000001", "p-000002"),)

    third = pool.add_contact([somebody("c", "Jakub Mercer", address="31 Hill Rise")])

    assert third.people == ("p-000001",)
    assert third.merged == (("p-000002", "p-000001"),)
    assert pool.person("p-000002") == "p-000001"


def test_called_different_a_person_is_split_and_stays_split():
    pool = Pool()
    for ref in ("a", "b"):
        pool.add_contact([somebody(ref)])

    outcome = pool.decide("a", "b", same=False)
    again = pool.add_contact([somebody("c")])

    assert outcome.split == (("p-000001", "p-000002", ("b",)),)
    assert pool.person_of("a") != pool.person_of("b")
    assert again.people[0] is not None
    assert pool.person_of("a") != pool.person_of("b")


def test_called_the_same_two_persons_become_one():
    pool = Pool()
    pool.add_contact([somebody("a")])
    pool.add_contact([somebody("b", "Victoria Orr", date_of_birth=None, address=None)])

    outcome = pool.decide("a", "b", same=True)

    assert outcome.merged == (("p-000002", "p-000001"),)
    assert pool.person_of("b") == "p-000001"


def test_groups_never_join_across_a_human_different_by_any_path():
    pairs = [Pair(a="a", b="b", bits=30), Pair(a="b", b="c", bits=25), Pair(a="c", b="d", bits=20)]
    decisions = Decisions(different=frozenset({("a", "d")}))

    found = grouped("abcd", pairs=pairs, decisions=decisions)

    assert found.groups == (frozenset("abc"), frozenset("d"))
    assert [(pair.a, pair.b) for pair in found.refused] == [("c", "d")]


def test_groups_do_not_join_where_any_pair_contradicts():
    pairs = [Pair(a="a", b="b", bits=30), Pair(a="b", b="c", bits=25)]

    found = grouped("abc", pairs=pairs, contradict=lambda a, b: {a, b} == {"a", "c"})

    assert found.groups == (frozenset("ab"), frozenset("c"))


def test_personal_facts_never_print():
    record = somebody("a", nhs_number="9990000018", phones=("01632960001",))

    for secret in ("Haddad", "9990000018", "Mill", "2014", "01632"):
        assert secret not in repr(record)
        assert secret not in repr(record.readings) + repr(record.place) + repr(record.identifiers)
