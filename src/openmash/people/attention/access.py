"""The door to doubts about persons: which stand, of whom, and which a human settled."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from openmash import policy
from openmash.audit import records
from openmash.errors import NotVisible
from openmash.people.access import readers_of
from openmash.people.doubts import TOO_MANY_RECORDS
from openmash.people.models import Attention, Membership, Person

NO_SUCH_DOUBT = "There is nothing to settle under that number. Somebody may have settled it."
MOST_SHOWN = 200
_PERSON = F("record_a__membership__person")


@dataclass(frozen=True, kw_only=True)
class InDoubt:
    """A person who needs attention, and each reason that stands."""

    person: Person
    reasons: tuple[Attention, ...]

    @property
    def words(self) -> list[str]:
        """Return the reasons in words, each once."""
        return list(dict.fromkeys(one.words for one in self.reasons))


def all_in_doubt() -> list[InDoubt]:
    """Return every person who needs attention and whom the viewer may see, the longest first."""
    return list(_gathered(Attention.objects.all()))[:MOST_SHOWN]


def in_doubt(person_ids: Iterable[int]) -> dict[int, InDoubt]:
    """Return, in two queries, which of these people need attention: for any page that names them."""
    wanted = list(person_ids)
    rows = Attention.objects.filter(record_a__membership__person_id__in=wanted)
    return {one.person.pk: one for one in _gathered(rows)}


def settled(person: Person) -> list[Attention]:
    """Return the doubts about a person that a human settled, the latest first."""
    rows = Attention.objects.filter(record_a__membership__person=person, clearance__isnull=False)
    related = ("clearance__by", "record_a__agency", "record_b__agency")
    return list(rows.select_related(*related).order_by("-clearance__at"))


def get_doubt(number: int, *, person: Person, viewer: policy.Viewer) -> Attention:
    """Return one standing doubt about a person, to whoever may say who is who.

    Raises:
        NotVisible: there is none, or none for this viewer.
    """
    verdict = policy.may_decide_match(viewer, readers=readers_of(person))
    found = in_doubt([person.pk]).get(person.pk) if verdict else None
    doubt = next((one for one in found.reasons if one.pk == number), None) if found else None
    if verdict and doubt is None:
        verdict = policy.Verdict(False, "no such doubt, or not for this viewer")
    records.record_look(person.reference, by=viewer, verdict=verdict, verb="read_doubt")
    if doubt is None:
        raise NotVisible(NO_SUCH_DOUBT)
    return doubt


def _gathered(rows: QuerySet[Attention]) -> Iterator[InDoubt]:
    """Yield those that stand: not settled, and all their records still of one person."""
    standing: dict[Person, list[Attention]] = {}
    for row in _standing(rows):
        standing.setdefault(row.record_a.membership.person, []).append(row)
    sizes = _sizes(standing)
    for person, reasons in standing.items():
        kept = tuple(
            one
            for one in reasons
            if one.cause != Attention.Cause.TOO_MANY or sizes[person.pk] > TOO_MANY_RECORDS
        )
        if kept:
            yield InDoubt(person=person, reasons=kept)


def _standing(rows: QuerySet[Attention]) -> QuerySet[Attention]:
    together = Q(record_b=None) | Q(record_b__membership__person=_PERSON)
    return (
        rows.filter(together, clearance=None, record_a__membership__person__isnull=False)
        .select_related("record_a__membership__person", "record_a__agency", "record_b__agency")
        .order_by("at", "pk")
    )


def _sizes(people: Iterable[Person]) -> dict[int, int]:
    rows = Membership.objects.filter(person__in=[person.pk for person in people])
    return dict(rows.values_list("person_id").annotate(Count("pk")).order_by())
