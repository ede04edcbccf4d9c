"""Ties between recorded people: read from either end, and only between people one may see."""

import pytest
from django.utils import timezone
from tests.rooms.people.factories import WREN, arrived, references

from openmash import firewall
from openmash.network.access import ties_of
from openmash.network.actions import assert_tie
from openmash.network.models import Tie
from openmash.network.rules import TIES, inverse, other_is
from openmash.people.access import get_person
from openmash.policy import Service


def tied(one, other, kind, *, agency=None):
    with firewall.acting_as(Service.IDENTITY):
        return assert_tie(
            one,
            other,
            kind,
            source_reference="C-2026-1001",
            said_by_agency_id=agency.pk if agency else None,
            at=timezone.now(),
        )


def test_a_tie_is_read_from_both_ends_with_who_said_so(hub, acting):
    child, mother = arrived(WREN, {"name": "Jolene Tallow"}, source="C-2026-1001")
    tied(mother, child, "mother_of", agency=hub.school)
    viewer = acting(hub.triage)
    of_child, of_mother = (
        ties_of(get_person(reference, viewer=viewer)) for reference in references(child, mother)
    )

    assert [(tie.other_is, tie.other_name) for tie in of_child] == [("mother", "Jolene Tallow")]
    assert [(tie.other_is, tie.said_by) for tie in of_mother] == [("child", hub.school.name)]


def test_a_tie_to_somebody_shielded_is_not_there(hub, acting):
    (child,) = arrived(WREN, source="C-2026-1001")
    (hidden,) = arrived({"name": "Devlin Marsh"}, source="C-2026-1002", is_restricted=True)
    tied(hidden, child, "lives_with")
    viewer = acting(hub.triage)

    assert ties_of(get_person(references(child)[0], viewer=viewer)) == []
    acting(hub.triage)
    assert Tie.objects.count() == 0


@pytest.mark.parametrize("kind", TIES)
def test_every_kind_reads_from_either_end(kind):
    assert other_is(kind, other_is_first=True)
    assert other_is(kind, other_is_first=False)
    assert inverse(inverse(kind)) in {kind, "child_of", "parent_of", "related_to"}


def test_a_kind_that_nobody_foresaw_is_shown_as_it_was_said():
    assert other_is("landlord_of", other_is_first=True) == "landlord of"
