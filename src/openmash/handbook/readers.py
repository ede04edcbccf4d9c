"""Who reads, and what their partnership adds: their job, and the hub's own telephone line.

The handbook stands below the rooms that know these things, so they tell it: each registers,
when it starts, where to ask. Nobody told, nothing is shown: that is the plain site.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from openmash.policy import Viewer

ANONYMOUS = Viewer(id=0, agency=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A telephone number, and for what, or when, to ring it."""

    about: str
    phone: str = field(repr=False)

    @property
    def digits(self) -> str:
        """Return the number as a telephone dials it."""
        return self.phone.replace(" ", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class HubLine:
    """How to reach the hub: whether it is open, and its numbers, that for this moment first."""

    name: str
    now: str
    numbers: tuple[Number, ...] = ()
    hours: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads a page. `is_plain` is the site made of files, where nothing can be done."""

    sector: str = ""
    hub: HubLine | None = None
    can_say: bool = True
    is_plain: bool = False


PLAIN = Reader(can_say=False, is_plain=True)
_SECTOR_OF: list[Callable[[Viewer], str]] = []
_HUB_LINE: list[Callable[[datetime], HubLine | None]] = []


def ask_here(
    *, sector_of: Callable[[Viewer], str], hub_line: Callable[[datetime], HubLine | None]
) -> None:
    """Register where to ask for a viewer's job and for the hub's line. The last one counts."""
    _SECTOR_OF[:] = [sector_of]
    _HUB_LINE[:] = [hub_line]


def reader_for(viewer: Viewer | None, *, at: datetime) -> Reader:
    """Return the reader that this viewer is at this moment, as far as anybody told us."""
    asks_sector = _SECTOR_OF and viewer is not None and viewer.id
    return Reader(
        sector=_SECTOR_OF[0](viewer) if asks_sector else "",
        hub=_HUB_LINE[0](at) if _HUB_LINE else None,
    )
