"""Where the agencies disagree: who says what, and on which side it is missing."""

import datetime
from types import SimpleNamespace

from openmash.people.differences import differences, numbers

BLANK = {
    "name": "", "given_names": "", "family_name": "", "other_names": [], "born_on": None,
    "born_precision": "", "expected_on": None, "is_unborn": False, "died_on": None, "age": None,
    "sex": "", "address": "", "postcode": "", "area": "", "uprn": "", "nhs_number": "", "upn": "",
    "other_identifiers": {}, "phone": "", "email": "", "language": "", "role": "",
    "related_names": [], "addresses_of_others": [], "source_reference": "C-1",
}  # fmt: skip


def written(number, agency, **facts):
    day = datetime.date(2026, 3, number)
    named = SimpleNamespace(name=agency)
    return SimpleNamespace(
        **(BLANK | facts), pk=number, agency_id=number, agency=named, recorded_on=day
    )


def by_label(found):
    return {one.label: one for one in found}


def test_each_answer_stands_with_who_gave_it_and_when():
    found = by_label(
        differences(
            [
                written(1, "School", name="Wren Tallow", sex="F"),
                written(2, "Police", name="TALOW, Wren", sex="F"),
                written(3, "Hospital", name="TALLOW Wren"),
            ]
        )
    )

    assert [one.words for one in found["Name"].said] == ["Wren Tallow", "TALOW, Wren"]
    assert found["Name"].said[0].by == ("School, 1 Mar 2026", "Hospital, 3 Mar 2026")
    assert found["Name"].differs
    assert not found["Sex"].differs
    assert found["Sex"].missing == ("Hospital",)


def test_what_all_agree_on_or_nobody_has_is_no_disagreement():
    two = [written(n, agency, name="Wren Tallow") for n, agency in ((1, "School"), (2, "Police"))]

    assert differences(two) == []


def test_an_agency_that_said_it_on_another_day_is_not_silent():
    found = by_label(
        differences(
            [
                written(1, "School", name="Wren", phone="07700 900417"),
                written(2, "School", name="Wren"),
                written(3, "Police", name="Wren"),
            ]
        )
    )

    assert found["Telephone"].missing == ("Police",)


def test_every_number_is_kept_with_its_check():
    found = by_label(
        numbers(
            [
                written(1, "School", nhs_number="943 476 5919", upn="not known"),
                written(2, "Police", nhs_number="943 476 5918"),
                written(3, "Hospital", nhs_number="9434765919", other_identifiers={"pas": "A123"}),
            ]
        )
    )

    nhs = found["NHS number"]
    assert [(one.words, one.note) for one in nhs.said] == [
        ("943 476 5919", "which checks"),
        ("943 476 5918", "which does not check"),
    ]
    assert nhs.differs
    assert found["Pas"].said[0].words == "A123"
