"""The partnership's own directory, at one moment. Without an account there are roles, not numbers.

The database shows agencies and their numbers to practitioners alone; anybody may read the words
of the partnership itself, with the number that answers at night.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import quote

from django.urls import reverse
from django.utils import timezone

from openmash.agencies import access, opening
from openmash.agencies.access import lines
from openmash.agencies.kinds import kind_titles
from openmash.enquiries.clocks.actions import clockwork
from openmash.navigator.calling import Line, Lines
from openmash.navigator.worries import ADULT, Other, Worry
from openmash.policy import Role, Viewer
from openmash.sources import read_library_file
from openmash.timekeeping import describe, next_opening

FRONT_DOOR = {"child": "LA_CSC", "adult": "LA_ASC"}
OFFICER = "LA_LADO"
MOST_OF_A_KIND = 2
CORE = "core"


@dataclass(frozen=True, slots=True, kw_only=True)
class Helper:
    """Somebody who can help with a worry: who, what for, and when they can be reached."""

    name: str
    purpose: str
    reach: str = ""
    instead: str = ""
    phone: str = field(default="", repr=False)
    note: str = ""

    @property
    def digits(self) -> str:
        """Return the number as a telephone dials it."""
        return quote(self.phone.replace(" ", ""))


def area() -> str:
    """Return what the partnership's area is called."""
    here = access.partnership()
    return here.area if here else "your area"


def hub_lines(worry: Worry | None, *, life: str, at: datetime) -> Lines:
    """Return who answers for the hub at that moment, and the one service that a worry goes to."""
    here = access.partnership()
    if here is None:
        return Lines(day=Line(name="the hub", is_open=True), night=Line(name="", is_open=True))
    hub = lines.hub_line(here, now=at)
    door = _one_of(FRONT_DOOR[life])
    night = Line(name="the duty team", is_open=True, phone=here.out_of_hours_phone)
    day = Line(
        name=here.name,
        is_open=hub.reach.is_open,
        reach=hub.reach.words,
        phone=door.phone if door else "",
    )
    kind = _service_kind(worry, life=life)
    service = _service(kind, at=at) if kind else None
    return Lines(day=day, night=night, service=service, night_words=here.out_of_hours)


def helpers(worry: Worry, *, viewer: Viewer, at: datetime) -> list[Helper]:
    """Return who else may help with a worry: this partnership's own agencies, or their kind."""
    found = [one for other in worry.others for one in _helpers_of(other, viewer=viewer, at=at)]
    return [*leads(viewer), *found]


def leads(viewer: Viewer) -> list[Helper]:
    """Return who answers for safeguarding in the viewer's own agency, other than the viewer."""
    if not viewer.id:
        return []
    own = access.holders_of(Role.AGENCY_RESEARCHER).filter(agency_id=viewer.agency)
    return [
        Helper(name=one.name, purpose=f"{one.job_title or 'safeguarding lead'} in your agency",
               phone=one.phone)
        for one in own.exclude(pk=viewer.id)[:MOST_OF_A_KIND]
    ]  # fmt: skip


def agencies_of(kinds: Iterable[str], *, at: datetime) -> list[lines.AgencyLine]:
    """Return the partnership's own agencies of these kinds, with whether they are there then."""
    here = access.partnership()
    found = access.agencies().filter(kind__in=list(kinds), is_outside_area=False).order_by("name")
    ready = found.prefetch_related("agreements", "teams")
    return [lines.agency_line(one, here=here, now=at) for one in ready]


def clocks(at: datetime):
    """Return how this partnership runs a clock, and when one that starts then runs out."""
    work = clockwork()

    def due(code: str) -> datetime | None:
        found = work.due_at(code, started_at=at)
        return timezone.localtime(found) if found else None

    return work.rule, due


def records_address(instrument: str, *, viewer: Viewer) -> str:
    """Return where a record of an assessment is described, to somebody with an account."""
    return reverse("instruments:instrument", args=[instrument]) if viewer.id and instrument else ""


def _helpers_of(other: Other, *, viewer: Viewer, at: datetime) -> Iterable[Helper]:
    title = kind_titles().get(other.kind, other.kind)
    if other.is_by_hub:
        return [Helper(name=title, purpose=other.purpose, note="Through the hub alone.")]
    if not viewer.id:
        return [Helper(name=title, purpose=other.purpose, note="The hub can put you through.")]
    if _is_one_of_many(other.kind):
        return [Helper(name=title, purpose=other.purpose, note="The one that knows the person.")]
    found = agencies_of([other.kind], at=at)[:MOST_OF_A_KIND]
    if not found:
        return [Helper(name=title, purpose=other.purpose, note="The hub knows who does this here.")]
    return [
        Helper(
            name=one.agency.name,
            purpose=other.purpose,
            phone=one.agency.phone,
            reach=one.reach.words,
            instead=one.agency.out_of_hours if not one.reach.is_open else "",
        )
        for one in found
    ]


def _is_one_of_many(kind: str) -> bool:
    kinds = read_library_file("agency_kinds.yaml")["kinds"]
    return bool(kinds.get(kind, {}).get("one_of_many"))


def _service_kind(worry: Worry | None, *, life: str) -> str:
    if worry is None:
        return ""
    if worry.ring == "officer":
        return OFFICER
    return worry.first_kind or ("LA_ASC" if life == ADULT else "LA_EH")


def _service(kind: str, *, at: datetime) -> Line:
    agency = _one_of(kind)
    title = kind_titles().get(kind, kind)
    if agency is None:
        return Line(name=title, is_open=True)
    here = access.partnership()
    line = lines.agency_line(agency, here=here, now=at)
    is_known = bool(agency.opening_hours)
    return Line(
        name=agency.name,
        is_open=line.reach.is_open or not is_known,
        reach=line.reach.words,
        opens="" if line.reach.is_open or not is_known else _opens(agency, nation=here.nation, at=at),
        phone=agency.phone,
    )


def _opens(agency, *, nation: str, at: datetime) -> str:
    calendar = opening.calendar_of(agency.opening_hours, nation=nation)
    opens_at = next_opening(at, calendar=calendar)
    return describe(opens_at, now=at) if opens_at else ""


def _one_of(kind: str):
    found = access.agencies().filter(kind=kind, is_outside_area=False)
    return found.filter(presence=CORE).order_by("name").first() or found.order_by("name").first()
