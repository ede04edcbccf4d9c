"""Who reads, and what their partnership adds: their job, and the hub's own telephone line.

The handbook stands below the rooms that know these things, so they tell it: each registers,
when it starts, where to ask. Nobody told, nothing is shown: that is the plain site.
"""

from collections.abc import Callable, Mapping
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
_SECTORS: list[Callable[[], Mapping[str, str]]] = []


def ask_here(
    *,
    sector_of: Callable[[Viewer], str],
    hub_line: Callable[[datetime], HubLine | None],
    sectors_of_agencies: Callable[[], Mapping[str, str]],
) -> None:
    """Register where to ask for a viewer's job, the hub's line, every agency's sector by its code.

    The last one counts.
    """
    _SECTOR_OF[:] = [sector_of]
    _HUB_LINE[:] = [hub_line]
    _SECTORS[:] = [sectors_of_agencies]


def sectors_of_agencies() -> Mapping[str, str]:
    """Return every agency's sector by its code: nothing where nobody told us."""
    return _SECTORS[0]() if _SECTORS else {}


def reader_for(viewer: Viewer | None, *, at: datetime) -> Reader:
    """Return the reader that this viewer is at this moment, as far as anybody told us."""
    return Reader(sector=sector_for(viewer), hub=_HUB_LINE[0](at) if _HUB_LINE else None)


def sector_for(viewer: Viewer | None) -> str:
    """Return the sector for which a viewer works, or nothing without an account."""
    is_known = viewer is not None and viewer.id
    return _SECTOR_OF[0](viewer) if _SECTOR_OF and is_known else ""
