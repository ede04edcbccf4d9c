"""In which order what waits is answered: open enquiries first, then children, then the likeliest."""

from collections.abc import Iterable, Sequence

from openmash import policy
from openmash.people.events import asked, mentions_asked
from openmash.people.review.access import PossiblePair


def in_open_enquiry(of_record: dict[int, int], *, viewer: policy.Viewer) -> set[int]:
    """Return which of these people (by each record's person) an open enquiry names."""
    mentions = asked(mentions_asked, records=of_record, viewer=viewer) if of_record else []
    return {one.person for one in mentions if one.kind == "enquiry" and one.is_open}


def people_in_enquiries(pairs: Iterable[PossiblePair], *, viewer: policy.Viewer) -> set[int]:
    """Return which people of these pairs an open enquiry names."""
    of_record = {record: person for pair in pairs for record, person in pair.records.items()}
    return in_open_enquiry(of_record, viewer=viewer)


def is_in(pair: PossiblePair, people: set[int]) -> bool:
    """Say whether a pair has one of these people."""
    return bool({person.pk for person in pair.people} & people)


def in_order(pairs: Sequence[PossiblePair], *, first: set[int]) -> list[PossiblePair]:
    """Return what nobody has looked at before what somebody could not tell; `first` come first."""

    def rank(pair: PossiblePair):
        weight = pair.claim.weight or 0
        return (pair.is_unsure, not is_in(pair, first), not pair.is_child, -weight, pair.number)

    return sorted(pairs, key=rank)
