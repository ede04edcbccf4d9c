"""The levels of need as a picture: a staircase with what moves help up and down. Pure."""

from dataclasses import dataclass

from openmash.navigator.levels import Level, Levels

WIDTH, HEIGHT = 1180, 470
STEP_WIDTH, RISE, FLOOR, FIRST_HEIGHT = 268, 84, 420, 84
LEFT, GAP = 30, 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the staircase: its place, and the level that stands on it."""

    x: float
    y: float
    width: float
    height: float
    level: Level
    is_top: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """An arrow between two steps, with its word: up and down stand side by side."""

    path: str
    head: str
    words: str
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stairs:
    """The whole staircase, ready to draw."""

    steps: tuple[Step, ...]
    arrows: tuple[Arrow, ...]
    width: int = WIDTH
    height: int = HEIGHT


def stairs(levels: Levels) -> Stairs:
    """Return the staircase: one step a level, the lowest on the left."""
    steps = tuple(
        Step(
            x=LEFT + number * (STEP_WIDTH + GAP),
            y=FLOOR - FIRST_HEIGHT - number * RISE,
            width=STEP_WIDTH,
            height=FIRST_HEIGHT + number * RISE,
            level=level,
            is_top=number == len(levels.levels) - 1,
        )
        for number, level in enumerate(levels.levels)
    )
    pairs = list(zip(steps, steps[1:], strict=False))
    return Stairs(
        steps=steps,
        arrows=tuple([_up(low, high) for low, high in pairs] + [_down(low) for low, _ in pairs]),
    )


def _up(low: Step, high: Step) -> Arrow:
    x, start, end = low.x + STEP_WIDTH - 40, low.y - 8, high.y + 14
    return Arrow(
        path=f"M{x} {start}V{end}",
        head=f"M{x - 8} {end + 12}L{x} {end}L{x + 8} {end + 12}",
        words="up",
        x=x - 30,
        y=end + 34,
    )


def _down(low: Step) -> Arrow:
    x, start, end = low.x + STEP_WIDTH - 110, low.y - RISE + 14, low.y - 8
    return Arrow(
        path=f"M{x} {start}V{end}",
        head=f"M{x - 8} {end - 12}L{x} {end}L{x + 8} {end - 12}",
        words="down",
        x=x - 48,
        y=start + 24,
    )
