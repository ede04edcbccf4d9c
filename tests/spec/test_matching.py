"""Who is who, as a safeguarding lead would check it: families met by one agency after another.

The families stand in `families.md`, which says how their tables are read.
"""

import pytest
from tests.rooms.people.matching.families import (
    families,
    mistakes,
    pair,
    replayed,
    replayed_cases,
)
from tests.spec.tables import check_rows

from openmash.people.matching import RecordFacts, compare, verdict

CONTROLS = [
    "controls/ctl_dev_active_toddler.yaml",
    "controls/ctl_dev_coeliac.yaml",
    "controls/ctl_dev_moving_family.yaml",
    "controls/ctl_dev_same_name.yaml",
]


FAMILIES = families()


@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
def test_each_of_a_family_is_one_person_and_no_other(family):
    """A wrong join is a mistake; so is a join that is missed where the rows do not allow it."""
    assert mistakes(family) == []


def test_all_families_in_one_hub_are_told_apart():
    """Families that have nothing to do with one another do not disturb one another."""
    assert mistakes(*FAMILIES.values()) == []


def test_two_records_are_one_possible_or_neither():
    """Each pair is written "one / other"; an empty half is a blank on that record."""
    check_rows(
        """
        names                        | born                    | addresses               | NHS numbers             | hub says | because
        -----------------------------|-------------------------|-------------------------|-------------------------|----------|--------
        Leila Haddad / Layla Haddad  | 2014-09-30 / 2014-09-30 | 8 Mill Lane / 2 Elm Way | /                       | same     | a rare name, one birthday: people move
        Mohammed Ali / Mohammed Ali  | 2014-09-30 / 2014-09-30 | 8 Mill Lane / 2 Elm Way | /                       | possible | a common name, two homes
        Grace Taylor / Grace Taylor  | 2015-06-17 / 2015-06-18 | 5 Hope St / 90 Park Rise | /                      | possible | birthdays a day apart
        Grace Taylor / Grace Taylor  | 2015-06-18 / 2015-06-18 | /                       | /                       | same     | nothing speaks against it
        Grace Taylor / Grace Taylor  | 2015-06-18 / 2019-11-02 | 5 Hope St / 5 Hope St   | /                       | possible | two birthdays: nobody joins them unasked
        Aisha Bello / Amina Bello    | 2016-03-01 / 2016-03-01 | 2 Quay Row / 2 Quay Row | /                       | possible | twins, shown side by side
        Aisha Bello / Tunde Bello    | 2016-03-01 / 2013-08-09 | 2 Quay Row / 2 Quay Row | /                       | none     | a brother at home is no question
        Aisha Bello / Aisha Bello    | 2016-03-01 / 2016-03-01 | 2 Quay Row / 2 Quay Row | 9990000018 / 9990000026 | possible | both numbers check, and differ
        Aisha Bello / Aisha Bello    | 2016-03-01 / 2016-03-01 | 2 Quay Row / 2 Quay Row | 9990000018 / 9990000019 | same     | the second number does not check
        Aisha Bello / Amina Bello    | 2016-03-01 / 2016-03-01 | 2 Quay Row / 2 Quay Row | 9990000018 / 9990000018 | possible | a twin's number on a twin's record
        Jakub Zielak / Jakub Mercer  | 2006-07-15 / 2006-07-15 | 31 Hill Rise / 31 Hill Rise | /                   | same     | a stepfather's surname
        Jakub Zielak / Jakub Mercer  | 2006-07-15 / 2006-07-15 | /                       | /                       | possible | two surnames and nothing else
        John Smith / John Smith      | /                       | /                       | /                       | possible | nothing but a common name
        Anna / Anna Kouao            | /                       | Reed House hostel / Reed House hostel | /         | same     | a child's first name, at a hostel
        Mohammed / Mohammed Khan     | /                       | Reed House hostel / Reed House hostel | /         | possible | a very common first name, at a hostel
        Carl Manning / Carl Manning  | /                       | no fixed address / no fixed address | /           | same     | having no address in common is no evidence
        Dora Askham / Dora Askham    | 1931 / 1931-02-03       | 12 Larch Way / 12 Larch Way | /                   | same     | the year is all that one agency knew
        """,  # noqa: E501
        answer=lambda row: {"hub says": verdict(compare(*pair(row))).value},
    )


def test_what_was_written_for_no_address_joins_nobody():
    """No fixed address, not known, and the pseudo-postcodes of the health service."""
    for nowhere in ("no fixed address", "not known", "ZZ99 3VZ", "homeless", "of no fixed abode"):
        one, other = (
            RecordFacts(ref=ref, name=name, address=nowhere)
            for ref, name in (("a", "Jo Lund"), ("b", "Kit Orme"))
        )
        assert not {code for code in compare(one, other).codes if code.startswith("place.same")}
        assert compare(one, other).bits("address") == 0


def test_every_weight_is_explained_in_words_and_they_add_up():
    """The total is what the reasons shown add up to, and each says what agrees or differs."""
    one = RecordFacts(ref="a", name="Leila Haddad", nhs_number="999 000 0018", area="Portwick")
    other = RecordFacts(ref="b", name="Layla Haddad", nhs_number="9990000018", area="Eastford")
    found = compare(one, other)

    assert found.total == round(sum(reason.weight for reason in found.reasons), 1)
    assert {reason.words for reason in found.reasons} == {
        "The first names Layla and Leila are spellings of one name.",
        "Both records give the surname Haddad.",
        "The records come from different areas.",
        "Both records give the NHS number 999 000 0018.",
    }


def test_a_common_name_proves_less_than_a_rare_one():
    def total(name: str) -> float:
        return compare(*pair({"names": f"{name} / {name}"})).total

    assert total("Mohammed Ali") < total("Grace Taylor") < total("Ifeoma Obiora")


def test_the_twins_are_shown_side_by_side_and_not_joined():
    """A worker sees both twins, because the wrong one is easily picked."""
    table = FAMILIES["Twins are never joined, and an initial belongs to neither"]
    pool, met = replayed(table)
    people = {row["who"]: person for row, person in met}

    assert len({people["A"], people["B"], people["X"]}) == 3
    assert (people["A"], people["B"]) in pool.possible


def test_a_child_of_four_boroughs_is_one_child():
    """Each join of the published case is made by its later contact, and nobody is mixed up."""
    found = replayed_cases("climbie.yaml")
    joins = [
        ("P1", "C03", "C06"), ("P1", "C06", "C10"), ("P1", "C10", "C11"), ("P1", "C12", "C13"),
        ("P1", "C10", "C14"), ("P1", "C14", "C15"), ("P1", "C16", "C20"), ("P3", "C16", "C20"),
    ]  # fmt: skip
    for person, earlier, later in joins:
        assert found["climbie", later, person], (person, later)
        assert found["climbie", earlier, person] == found["climbie", later, person], (person, later)
    _nobody_is_mixed_up(found)


def test_a_nameless_caller_stays_nobody():
    found = replayed_cases("climbie.yaml")

    assert found["climbie", "C06", "P4"] is None
    assert found["climbie", "C07", "P4"] is None


@pytest.mark.parametrize("control", CONTROLS)
def test_ordinary_families_are_recognised_too(control):
    """A girl spelled two ways in three towns is one; two girls of one name in one town are two."""
    found = replayed_cases(control)

    assert None not in found.values()
    _nobody_is_mixed_up(found)
    _nobody_is_split(found)


def test_all_cases_in_one_hub_are_told_apart():
    found = replayed_cases("climbie.yaml", *CONTROLS)

    _nobody_is_mixed_up(found)
    _nobody_is_split({key: person for key, person in found.items() if person})


def _nobody_is_mixed_up(found) -> None:
    owners: dict[str, tuple[str, str]] = {}
    for (case, contact, truth), person in found.items():
        if person is not None:
            assert owners.setdefault(person, (case, truth)) == (case, truth), contact


def _nobody_is_split(found) -> None:
    persons: dict[tuple[str, str], str] = {}
    for (case, contact, truth), person in found.items():
        assert persons.setdefault((case, truth), person) == person, contact
