"""The network as the library has it: who notices, the hub, who helps, and who sits where."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from openmash.errors import BadInput, NotVisible
from openmash.sources import read_library_file

NETWORK = "navigator/network.yaml"
SEATS = {"chair": "in the chair", "core": "always there", "invited": "when invited"}
HUB = "hub"
NOBODY = "There is nobody with that name in the network. Look for them in the table of everybody."


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """A kind of work that notices things: what it sees, holds and must do."""

    key: str
    title: str
    i_am: str
    a: str
    work: str
    lead: str
    who: str
    sees: str
    holds: str
    duty: str
    sources: tuple[str, ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """A panel, meeting or service where help goes; `seats` are by sector."""

    key: str
    short: str
    title: str
    words: str
    purpose: str
    people: str
    seats: Mapping[str, str]
    entry: str
    agreement: str
    holds: str
    duty: str
    clock: str
    page: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hub:
    """The hub itself, in the middle."""

    title: str
    words: str
    holds: str
    duty: str
    clock: str
    page: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The whole of it, in the order in which it is drawn."""

    hub: Hub
    sectors: Mapping[str, Sector]
    helps: Mapping[str, Help]

    def node(self, key: str) -> Sector | Help | Hub:
        """Return a sector, the hub, or a place where help goes.

        Raises:
            NotVisible: the network has none of this name.
        """
        found = self.hub if key == HUB else self.sectors.get(key) or self.helps.get(key)
        if found is None:
            raise NotVisible(NOBODY)
        return found

    def seats_of(self, sector: str) -> list[tuple[Help, str]]:
        """Return where a sector sits, and as what."""
        return [
            (one, SEATS[one.seats[sector]]) for one in self.helps.values() if sector in one.seats
        ]


@cache
def network() -> Network:
    """Return the network of the library.

    Raises:
        BadInput: a part is missing, or a seat belongs to nobody.
    """
    kept = read_library_file(NETWORK)
    try:
        found = Network(
            hub=Hub(**_whole(kept["hub"])),
            sectors={row["key"]: Sector(**_whole(row)) for row in kept["sectors"]},
            helps={row["key"]: Help(**_whole(row)) for row in kept["helps"]},
        )
    except (KeyError, TypeError) as fault:
        raise BadInput(f"library/{NETWORK}: {fault}") from fault
    for one in found.helps.values():
        if not set(one.seats) <= set(found.sectors) or not set(one.seats.values()) <= set(SEATS):
            raise BadInput(f"library/{NETWORK}: {one.key}: a seat is nobody’s, or no seat we know.")
    return found


def _whole(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(said) if isinstance(said, list) else said for name, said in row.items()}
