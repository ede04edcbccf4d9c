"""Read the audit: for information governance, and for the hub on the record that it is reading."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.contrib.auth import get_user_model
from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from openmash import policy
from openmash.audit import records
from openmash.audit.models import Event
from openmash.policy import Viewer

A_PAGE = 50
MOST_IN_A_FILE = 20_000
READING_THE_AUDIT = "audit."  # a look at the looks is not a look at the record
SOMEBODY_GONE = "somebody whose account is not here any more"
NO_ACCOUNT = "somebody without an account"
SERVICES = {
    "sign_in": "signing in",
    "front_door": "the front door, without an account",
    "identity": "the hub itself: who may be who",
    "worker": "the hub itself: clocks and messages",
    "setup": "setting up the hub",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody wants to see of the audit. Days count in full, the last one too."""

    reference: str = ""
    who: int | None = None
    kind: str = ""
    refused_only: bool = False
    from_on: date | None = None
    until_on: date | None = None

    @property
    def is_narrowed(self) -> bool:
        """Tell whether anything is asked for besides all of it."""
        return self != Question()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    """One event with the name of who it was: never with what the record says."""

    at: datetime
    kind: str
    verb: str
    reference: str
    who: str = field(repr=False)
    agency: str
    is_allowed: bool
    because: str

    @property
    def verb_in_words(self) -> str:
        """Return what was done as a page says it: "role: grant" for `role.grant`."""
        return self.verb.replace(".", ": ").replace("_", " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some lines of the audit, newest first, and the number before which the next page begins."""

    lines: list[EventLine]
    before: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """How many looked at one reference, from how many agencies, and who did last."""

    people: int
    agencies: int
    last: EventLine | None


def events(*, viewer: Viewer) -> QuerySet[Event]:
    """Return all events, newest first.

    Raises:
        NotVisible: the viewer does not hold the information governance role.
    """
    policy.require(policy.may_read_audit(viewer))
    return Event.objects.order_by("-id")


def read_page(question: Question, *, viewer: Viewer, before: int | None = None) -> Page:
    """Return a page of what was asked for, and record that the audit was read.

    Raises:
        NotVisible: the viewer does not hold the information governance role.
    """
    _record(question, viewer=viewer, verb="read")
    found = _narrowed(events(viewer=viewer), question)
    if before is not None:
        found = found.filter(id__lt=before)
    rows = list(found[: A_PAGE + 1])
    has_more = len(rows) > A_PAGE
    rows = rows[:A_PAGE]
    return Page(lines=lines_of(rows), before=rows[-1].pk if has_more else None)


def read_file(question: Question, *, viewer: Viewer, at: datetime) -> list[EventLine]:
    """Return up to twenty thousand lines for a file, and record that they left the hub.

    Raises:
        NotVisible: the viewer does not hold the information governance role.
    """
    _record(question, viewer=viewer, verb="export")
    rows = list(_narrowed(events(viewer=viewer), question)[:MOST_IN_A_FILE])
    records.record_disclosure(
        "audit.export",
        question.reference or "audit",
        by=viewer,
        at=at,
        because="a file for information governance",
        facts={"lines": len(rows)},
    )
    return lines_of(rows)


def agencies_that_looked(reference: str, *, viewer: Viewer) -> list[tuple[str, int, datetime]]:
    """Return for a reference each agency, how often it looked and when last: for the person
    it is about, who may be told by role and agency without colleagues' names.

    Raises:
        NotVisible: the viewer does not hold the information governance role.
    """
    found = (
        events(viewer=viewer)
        .filter(reference=reference, kind=Event.Kind.LOOK, is_allowed=True)
        .exclude(verb__startswith=READING_THE_AUDIT)
        .order_by()
        .values("by_agency_id")
        .annotate(times=Count("id"), last=Max("at"))
        .order_by("-last")
    )
    names = _agency_names({row["by_agency_id"] for row in found})
    return [(names[row["by_agency_id"]], row["times"], row["last"]) for row in found]


def events_about(reference: str) -> QuerySet[Event]:
    """Return who looked at and changed one reference; the caller has opened it already."""
    return Event.objects.filter(reference=reference).order_by("-at", "-id")


def looks_at(reference: str) -> Looks:
    """Return in short who looked at one reference; the caller has opened it already."""
    seen = Event.objects.filter(reference=reference, kind=Event.Kind.LOOK, is_allowed=True).exclude(
        verb__startswith=READING_THE_AUDIT
    )
    counted = seen.aggregate(
        people=Count("by_id", distinct=True), agencies=Count("by_agency_id", distinct=True)
    )
    last = seen.order_by("-at", "-id").first()
    return Looks(**counted, last=lines_of([last])[0] if last else None)


def lines_of(rows: Iterable[Event]) -> list[EventLine]:
    """Return events with the names of who they were, in two queries however many they are."""
    rows = list(rows)
    people = _names({row.by_id for row in rows})
    agencies = _agency_names({row.by_agency_id for row in rows})
    return [
        EventLine(
            at=row.at,
            kind=Event.Kind(row.kind).label,
            verb=row.verb,
            reference=row.reference,
            who=_who(row, people),
            agency=agencies[row.by_agency_id],
            is_allowed=row.is_allowed,
            because=row.because,
        )
        for row in rows
    ]


def people_to_choose() -> list[tuple[int, str]]:
    """Return everybody with an account, by name, to ask what one of them looked at."""
    found = get_user_model().objects.select_related("agency").order_by("name", "pk")
    return [(one.pk, f"{one.name}, {one.agency.name}") for one in found]


def _record(question: Question, *, viewer: Viewer, verb: str) -> None:
    verdict = policy.may_read_audit(viewer)
    records.record_look(
        question.reference or "audit", by=viewer, verdict=verdict, verb=READING_THE_AUDIT + verb
    )
    policy.require(verdict)


def _narrowed(found: QuerySet[Event], question: Question) -> QuerySet[Event]:
    wanted = Q()
    if question.reference:
        wanted &= Q(reference=question.reference)
    if question.who is not None:
        wanted &= Q(by_id=question.who)
    if question.kind:
        wanted &= Q(kind=question.kind)
    if question.refused_only:
        wanted &= Q(is_allowed=False)
    if question.from_on:
        wanted &= Q(at__gte=_midnight(question.from_on))
    if question.until_on:
        wanted &= Q(at__lt=_midnight(question.until_on + timedelta(days=1)))
    return found.filter(wanted)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _who(row: Event, people: dict[int, str]) -> str:
    if row.by_id:
        return people.get(row.by_id, SOMEBODY_GONE)
    return SERVICES.get(row.service, NO_ACCOUNT)


def _names(keys: set[int]) -> dict[int, str]:
    """Return names by key, by the framework's word for accounts: rooms above are unknown."""
    found = get_user_model().objects.filter(pk__in=keys - {0})
    return dict(found.values_list("pk", "name"))


def _agency_names(keys: set[int]) -> dict[int, str]:
    agency = get_user_model()._meta.get_field("agency").related_model
    found = dict(agency.objects.filter(pk__in=keys - {0}).values_list("pk", "name"))
    return {key: found.get(key, "") for key in keys}
