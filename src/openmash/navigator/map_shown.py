"""What the map of the network shows: the picture, the same as tables, each node, the poster."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from openmash.handbook import addresses
from openmash.handbook.chapters import FROM_YOUR_JOB
from openmash.handbook.shelf import handbook
from openmash.navigator import access, picture
from openmash.navigator.network import HUB, SEATS, Help, Hub, Network, Sector, network
from openmash.navigator.shown import page_address
from openmash.navigator.worries import Worry, worries
from openmash.policy import Viewer
from openmash.sources import load_sources
from openmash.timekeeping import ClockRule

SAY_IT = "You say it to the hub."
SIGNS = {"chair": "●", "core": "●", "invited": "○"}


def map_page(given: Mapping[str, str], *, own_sector: str, at: datetime) -> dict[str, object]:
    """Return the map, with the way of whoever asks drawn strong.

    `own_sector` is the reader's job: the map opens with it until they choose another.
    """
    web = network()
    wanted = given.get("job", own_sector)
    sector = web.sectors.get(wanted)
    worry = worries().worries.get(given.get("worry", ""))
    return {
        "area": access.area(),
        "sectors": web.sectors.values(),
        "helps": web.helps.values(),
        "numbers": {"sectors": len(web.sectors), "helps": len(web.helps)},
        "sector_items": _items(
            ((one.key, one.i_am) for one in web.sectors.values()), chosen=sector, none="anybody"
        ),
        "worry_items": _items(
            ((one.key, one.asks) for one in worries().worries.values()),
            chosen=worry,
            none="anything",
        ),
        "sector": sector,
        "worry": worry,
        "picture": drawn(sector=sector, worry=worry),
        "rows": way(web, sector=sector, worry=worry, at=at),
        "is_filtered": bool(sector or worry),
    }


def drawn(*, sector: Sector | None, worry: Worry | None) -> picture.Picture:
    """Return the picture for one sector and one worry, or for everybody."""
    story = [sector.a if sector else "Anybody"] if sector or worry else []
    if worry:
        story += [f"Worry: {worry.asks[:1].lower()}{worry.asks[1:]}.", SAY_IT, worry.why]
    elif sector:
        story += [SAY_IT, sector.duty]
    return picture.drawn(
        network(),
        sector=sector.key if sector else "",
        helps=worry.helps if worry else (),
        story=story,
    )


def way(
    web: Network, *, sector: Sector | None, worry: Worry | None, at: datetime
) -> list[dict[str, str]]:
    """Return the way as a table says it: who notices, who reads it together, who helps."""
    rule, _ = access.clocks(at)
    sectors = [sector] if sector else list(web.sectors.values())
    helps = [web.helps[key] for key in worry.helps] if worry else list(web.helps.values())
    noticing = [
        {"step": "1. Notices", "who": one.title if not sector else one.lead, "key": one.key,
         "holds": one.holds, "duty": one.duty}
        for one in sectors
    ]  # fmt: skip
    reading = {"step": "2. Reads it together", "who": web.hub.title, "key": HUB,
               "holds": web.hub.holds, "duty": web.hub.duty}  # fmt: skip
    helping = [
        {"step": "3. Helps", "who": one.title, "key": one.key, "people": one.people,
         "holds": one.holds, "duty": _duty(one, rule=rule(one.clock))}
        for one in helps
    ]  # fmt: skip
    return [*noticing, reading, *helping]


def everybody(*, at: datetime) -> dict[str, object]:
    """Return everybody in tables: who notices, who helps, and who sits where."""
    web = network()
    rule, _ = access.clocks(at)
    return {
        "area": access.area(),
        "hub": web.hub,
        "sectors": web.sectors.values(),
        "helps": [{"help": one, "clock": rule(one.clock)} for one in web.helps.values()],
        "seats": [
            {
                "help": one,
                "cells": [_seat(one, sector=sector) for sector in web.sectors.values()],
            }
            for one in web.helps.values()
        ],
    }


def node(key: str, *, viewer: Viewer, at: datetime) -> dict[str, object]:
    """Return the page of one sector, of one place where help goes, or of the hub.

    Raises:
        NotVisible: the network has none of this name.
    """
    web = network()
    found = web.node(key)
    shown = {
        "key": key,
        "node": found,
        "sources": [
            {"source": load_sources()[one], "url": addresses.source(one)} for one in found.sources
        ],
    }
    if isinstance(found, Sector):
        return shown | _sector(found, web=web, viewer=viewer, at=at)
    rule, _ = access.clocks(at)
    shown |= {"clock": rule(found.clock), "page_url": page_address(found.page)}
    return shown | (_hub(at) if isinstance(found, Hub) else _help(found, web=web))


def _sector(
    found: Sector, *, web: Network, viewer: Viewer, at: datetime
) -> dict[str, object]:
    jobs = [
        (chapter.title, f"{chapter.key}/{FROM_YOUR_JOB}") for chapter in handbook().plan.chapters
    ]
    return {
        "kind": "sector",
        "caption": "Who notices",
        "seats": web.seats_of(found.key),
        "agencies": access.agencies_of(found.kinds, at=at) if viewer.id else [],
        "jobs": [
            {"title": title, "url": addresses.page(f"{path}/{found.key}")}
            for title, path in jobs
            if path in handbook().pages and handbook().pages[path].section(found.key)
        ],
    }


def _hub(at: datetime) -> dict[str, object]:
    lines = access.hub_lines(None, life="child", at=at)
    return {"kind": "hub", "caption": "Who reads it together", "lines": lines}


def _help(found: Help, *, web: Network) -> dict[str, object]:
    return {
        "kind": "help",
        "caption": "Who helps",
        "seats": [(web.sectors[key], SEATS[seat]) for key, seat in found.seats.items()],
        "worries": [one for one in worries().worries.values() if found.key in one.helps],
    }


def _seat(one: Help, *, sector: Sector) -> dict[str, str]:
    seat = one.seats.get(sector.key, "")
    return {"sector": sector.title, "sign": SIGNS.get(seat, ""), "words": SEATS.get(seat, "no seat")}


def _duty(one: Help, *, rule: ClockRule) -> str:
    return f"{one.duty} {rule.title}: {rule.amount_in_words}."


def _items(pairs: Iterable[tuple[str, str]], *, chosen, none: str) -> list[dict[str, object]]:
    own = chosen.key if chosen else ""
    return [
        {"value": "", "text": none, "selected": not own},
        *({"value": key, "text": words, "selected": key == own} for key, words in pairs),
    ]
