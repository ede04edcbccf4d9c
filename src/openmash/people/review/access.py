"""The doors to what waits for a human: pairs that may be one, and proposals for a second person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from openmash import policy
from openmash.errors import NotVisible
from openmash.people.access import NO_SUCH_MATCH, get_claim, persons_of_records
from openmash.people.models import AgencyRecord, Claim, Membership, Person
from openmash.people.shown import is_child

MOST_PAIRS = 500  # the likeliest; the rest come up as these are answered
_NOT_ASKED = {Claim.Says.DIFFERENT, Claim.Says.PROPOSED}  # answered, or waiting for a second person
_LOOKED_AT = {Claim.Says.UNSURE, Claim.Says.DECLINED}


@dataclass(frozen=True, kw_only=True)
class PossiblePair:
    """Two people who may be one, by the weightiest claim that says so."""

    claim: Claim
    people: tuple[Person, Person]
    is_unsure: bool
    is_child: bool = False
    is_declined: bool = False

    @property
    def is_noted(self) -> bool:
        """Say whether the nightly look at all records would join them."""
        return bool(self.claim.why)

    @property
    def number(self) -> int:
        """Return the number under which the pair is decided."""
        return self.claim.pk

    @property
    def records(self) -> dict[int, int]:
        """Return the two records, each with the key of its person."""
        keys = (self.claim.record_a_id, self.claim.record_b_id)
        return dict(zip(keys, (person.pk for person in self.people), strict=True))


def unanswered(*, contact: str = "", person: Person | None = None) -> list[PossiblePair]:
    """Return the pairs shown as possible that no human has answered, with those left open.

    A pair of people stands once; one that was answered for any two of their records, or that is
    one person by now, is not asked again. Every question goes by keys, so that none becomes slow
    before the database knows how much there is.
    """
    claims = list(_possible(contact=contact, person=person)[:MOST_PAIRS])
    ends = {end for claim in claims for end in (claim.record_a_id, claim.record_b_id)}
    of_record = persons_of_records(ends)
    pairs: dict[frozenset[int], Claim] = {}
    for claim in claims:
        found = {of_record[r].pk for r in (claim.record_a_id, claim.record_b_id) if r in of_record}
        if len(found) == 2:
            pairs.setdefault(frozenset(found), claim)
    said, today = _said_between(pairs), timezone.localdate()
    records = AgencyRecord.objects.select_related("agency").in_bulk(ends)
    return [
        _pair(claim, of_record=of_record, records=records, said=said.get(pair, set()), today=today)
        for pair, claim in pairs.items()
        if not said.get(pair, set()) & _NOT_ASKED
    ]


def _possible(*, contact: str, person: Person | None) -> QuerySet[Claim]:
    rows = Claim.objects.filter(says=Claim.Says.POSSIBLE).order_by("-weight", "pk")
    if contact:
        rows = rows.filter(_of(AgencyRecord.objects.filter(source_reference=contact)))
    if person is not None:
        rows = rows.filter(_of(AgencyRecord.objects.filter(membership__person=person)))
    return rows


def _of(records: QuerySet[AgencyRecord]) -> Q:
    wanted = list(records.values_list("pk", flat=True))
    return Q(record_a_id__in=wanted) | Q(record_b_id__in=wanted)


def _pair(
    claim: Claim,
    *,
    of_record: Mapping[int, Person],
    records: Mapping[int, AgencyRecord],
    said: set[str],
    today: date,
) -> PossiblePair:
    claim.record_a, claim.record_b = records[claim.record_a_id], records[claim.record_b_id]
    people = (of_record[claim.record_a_id], of_record[claim.record_b_id])
    return PossiblePair(
        claim=claim,
        people=people,
        is_unsure=bool(said & _LOOKED_AT),
        is_declined=Claim.Says.DECLINED in said,
        is_child=any(is_child(record, on=today) for record in (claim.record_a, claim.record_b)),
    )


def _said_between(pairs: Iterable[frozenset[int]]) -> dict[frozenset[int], set[str]]:
    """Return what humans say, and did not take back, between these pairs of persons."""
    everyone = {person for pair in pairs for person in pair}
    members = Membership.objects.filter(person_id__in=everyone)
    of_record = dict(members.values_list("record_id", "person_id"))
    rows = Claim.objects.filter(
        record_a_id__in=of_record, record_b_id__in=of_record, by__isnull=False, undone_by=None
    )
    rows = rows.exclude(says=Claim.Says.PROPOSED, answered_by__isnull=False)
    found: dict[frozenset[int], set[str]] = {}
    for a, b, says in rows.values_list("record_a_id", "record_b_id", "says"):
        found.setdefault(frozenset((of_record[a], of_record[b])), set()).add(says)
    return found


def proposals(*, people: Iterable[Person] = ()) -> list[Claim]:
    """Return what waits for a second person, the longest first; `people` only about each of them."""
    rows = Claim.objects.filter(says=Claim.Says.PROPOSED, undone_by=None, answered_by=None)
    for person in people:
        mine = list(Membership.objects.filter(person=person).values_list("record_id", flat=True))
        rows = rows.filter(Q(record_a_id__in=mine) | Q(record_b_id__in=mine))
    related = ("by", "record_a__agency", "record_b__agency")
    return list(rows.select_related(*related).order_by("at", "pk"))


def get_proposal(number: int, *, viewer: policy.Viewer) -> Claim:
    """Return what somebody proposed to join, to whoever may decide about both.

    Raises:
        NotVisible: there is none, or none for this viewer.
    """
    claim = get_claim(number, viewer=viewer)
    if claim.says != Claim.Says.PROPOSED:
        raise NotVisible(NO_SUCH_MATCH)
    return Claim.objects.select_related(
        "by", "undone_by", "answered_by__by", "record_a__agency", "record_b__agency"
    ).get(pk=claim.pk)


def own_answer(number: int, *, viewer: policy.Viewer) -> Claim | None:
    """Return the viewer's own last answer where it still stands, so that it can be taken back."""
    rows = Claim.objects.filter(pk=number, by_id=viewer.id, undone_by=None, answered_by=None)
    return rows.exclude(says__in=[Claim.Says.UNDO, Claim.Says.DECLINED]).first()


def kept_apart(person: Person) -> list[tuple[Claim, AgencyRecord, Person | None]]:
    """Return whom humans said to be somebody else: the claim, the other record and its person."""
    mine = set(Membership.objects.filter(person=person).values_list("record_id", flat=True))
    rows = list(
        Claim.objects.filter(
            Q(record_a_id__in=mine) | Q(record_b_id__in=mine),
            says=Claim.Says.DIFFERENT,
            undone_by=None,
        )
        .select_related("by", "record_a__agency", "record_b__agency")
        .order_by("-at", "-pk")
    )  # fmt: skip
    others = [row.record_b if row.record_a_id in mine else row.record_a for row in rows]
    people = persons_of_records([other.pk for other in others])
    return [(row, other, people.get(other.pk)) for row, other in zip(rows, others, strict=True)]
