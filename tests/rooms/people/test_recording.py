"""What an agency writes of a person is kept as written, with keys under which it is found again."""

import datetime

import pytest
from django.utils import timezone

from openmash import firewall
from openmash.errors import BadInput
from openmash.people.actions import record_person
from openmash.people.rules import PersonAsWritten
from openmash.policy import Service

DAY = datetime.date(2026, 11, 23)


def record(facts, *, reference="C-2026-1001"):
    with firewall.acting_as(Service.IDENTITY):
        return record_person(
            facts, source_reference=reference, agency_id=None, recorded_on=DAY, at=timezone.now()
        )


def test_a_record_keeps_the_words_and_finds_its_keys(hub):
    kept = record(
        PersonAsWritten(
            name="TALLOW, Wren",
            other_names=["Birdie"],
            born_on=datetime.date(2018, 3, 4),
            born_precision="day",
            nhs_number="999 000 0018",
        )
    )

    assert kept.name == "TALLOW, Wren"
    assert kept.other_names == ["Birdie"]
    assert any(key.startswith("gd:") for key in kept.keys)


@pytest.mark.parametrize(
    ("written", "checks"),
    [("943 476 5919", True), ("943 476 5918", False), ("not known", None), ("", None)],
)
def test_an_nhs_number_is_kept_and_says_whether_it_checks(hub, written, checks):
    kept = record(PersonAsWritten(nhs_number=written))

    assert (kept.nhs_number, kept.nhs_number_checks) == (written, checks)


def test_what_cannot_be_kept_is_refused_with_what_to_do(hub):
    with pytest.raises(BadInput, match="longer than 300"):
        PersonAsWritten(name="x" * 301)
    with pytest.raises(BadInput, match="age"):
        PersonAsWritten(age=-1)


def test_a_person_never_prints_their_details():
    assert "Wren" not in repr(PersonAsWritten(name="Wren", address="14 Tanner's Row"))
