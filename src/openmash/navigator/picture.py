"""The map of the network as a picture: where each box, line and word stands. Pure.

Drawn with numbers of its own and without a style sheet, so that the same picture stands on a
page, where its boxes are links, and on the printed poster.
"""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openmash.navigator.network import Network

WIDTH, HEIGHT = 1220, 800
TOP = 40
SECTOR_WIDTH, SECTOR_HEIGHT, SECTOR_STEP = 316, 82, 94
HELP_LEFT, HELP_WIDTH, HELP_HEIGHT, HELP_STEP = 880, 338, 56, 62.6
HUB_X, HUB_Y, HUB_RADIUS = 600, 330, 120
STORY_LEFT, STORY_WIDTH, STORY_TOP, STORY_LINE = 405, 390, 520, 23
STORY_LETTERS = 42


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A box of the picture: its place, its words, and whether it is on somebody's way."""

    key: str
    x: float
    y: float
    width: float
    height: float
    title: str
    lines: tuple[str, ...]
    is_strong: bool = False

    @property
    def middle(self) -> float:
        """Return the height at which its line begins or ends."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A line between the hub and a box."""

    path: str
    is_strong: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One line of words in the story below the hub."""

    y: float
    words: str
    is_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The whole picture, ready to draw; strong lines come last, so that they lie on top."""

    sectors: tuple[Box, ...]
    helps: tuple[Box, ...]
    ways: tuple[Way, ...]
    story: tuple[Words, ...]
    story_height: float
    width: int = WIDTH
    height: int = HEIGHT


def drawn(
    network: Network,
    *,
    sector: str = "",
    helps: Sequence[str] = (),
    story: Sequence[str] = (),
) -> Picture:
    """Return the picture, with the way of one sector to some places drawn strong."""
    left = tuple(_sectors(network, sector=sector))
    right = tuple(_helps(network, chosen=helps))
    ways = [_way_in(box) for box in left] + [_way_out(box) for box in right]
    lines = _wrapped(story)
    words = tuple(
        Words(y=STORY_TOP + 30 + number * STORY_LINE, words=line, is_first=not number)
        for number, line in enumerate(lines)
    )
    return Picture(
        sectors=left,
        helps=right,
        ways=tuple(sorted(ways, key=lambda way: way.is_strong)),
        story=words,
        story_height=len(words) * STORY_LINE + 24 if words else 0,
    )


def _sectors(network: Network, *, sector: str) -> Iterable[Box]:
    for number, one in enumerate(network.sectors.values()):
        yield Box(
            key=one.key,
            x=2,
            y=TOP + number * SECTOR_STEP,
            width=SECTOR_WIDTH,
            height=SECTOR_HEIGHT,
            title=one.title,
            lines=(one.who, one.sees),
            is_strong=one.key == sector,
        )


def _helps(network: Network, *, chosen: Sequence[str]) -> Iterable[Box]:
    for number, one in enumerate(network.helps.values()):
        yield Box(
            key=one.key,
            x=HELP_LEFT,
            y=round(TOP + number * HELP_STEP, 1),
            width=HELP_WIDTH,
            height=HELP_HEIGHT,
            title=one.short,
            lines=(one.words,),
            is_strong=one.key in chosen,
        )


def _way_in(box: Box) -> Way:
    start, end = box.x + box.width, HUB_X - HUB_RADIUS
    bend = (start + end) / 2 + 30
    path = f"M{start} {box.middle}C{bend} {box.middle} {bend} {HUB_Y} {end} {HUB_Y}"
    return Way(path=path, is_strong=box.is_strong)


def _way_out(box: Box) -> Way:
    start, end = HUB_X + HUB_RADIUS, box.x
    bend = (start + end) / 2
    path = f"M{start} {HUB_Y}C{bend} {HUB_Y} {bend} {box.middle} {end} {box.middle}"
    return Way(path=path, is_strong=box.is_strong)


def _wrapped(story: Sequence[str]) -> list[str]:
    return [line for words in story for line in textwrap.wrap(words, STORY_LETTERS)]
