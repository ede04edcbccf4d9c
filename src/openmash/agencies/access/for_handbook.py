"""What the agencies room tells the handbook: the reader's job, and whom to ring now."""

from datetime import datetime

from openmash.agencies import access
from openmash.agencies.access import lines
from openmash.agencies.models import Agency
from openmash.handbook import readers
from openmash.policy import Viewer

FRONT_DOORS = {"LA_CSC": "About a child", "LA_ASC": "About an adult"}


def sector_of(viewer: Viewer) -> str:
    """Return the sector of the agency for which a viewer works, or nothing where it is gone."""
    found = access.agencies().filter(pk=viewer.agency).values_list("sector", flat=True).first()
    return found or ""


def sectors_of_agencies() -> dict[str, str]:
    """Return the sector of every agency by its code."""
    return dict(access.agencies().values_list("code", "sector"))


def hub_line(at: datetime) -> readers.HubLine | None:
    """Return whom to ring at this moment, or None before the hub is set up.

    While it is closed its out-of-hours team comes first, and the day's numbers stay to be seen.
    """
    here = access.partnership()
    if here is None:
        return None
    hub = lines.hub_line(here, now=at)
    night = readers.Number(about=hub.out_of_hours or "At night and at weekends", phone=hub.phone)
    nights = (night,) if hub.phone else ()
    days = tuple(_front_doors())
    return readers.HubLine(
        name=here.name,
        now=hub.reach.words,
        numbers=days + nights if hub.reach.is_open else nights + days,
        hours=tuple(hub.hours),
    )


def _front_doors():
    core = access.agencies().filter(kind__in=FRONT_DOORS, presence=Agency.Presence.CORE)
    for agency in core.exclude(phone="").order_by("-kind", "name"):
        yield readers.Number(about=FRONT_DOORS[agency.kind], phone=agency.phone)
