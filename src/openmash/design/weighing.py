"""How reasons for and against add up: the steps of the waterfall, and the rows of its table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

BARS_LEFT, BARS_RIGHT = 380, 840
ROW_HEIGHT, FIRST_ROW = 38, 60
LONGEST_LABEL = 42


@dataclass(frozen=True, kw_only=True)
class Reason:
    """A reason why two records may be one person's, or two people's.

    `weight` is how far it moves the answer, never negative; the way says in which direction.
    """

    words: str = field(repr=False)
    way: Literal["for", "against", "neither"]
    strength: str
    weight: float = 0.0
    short: str = field(default="", repr=False)

    @property
    def change(self) -> float:
        """Return the weight with its direction."""
        return {"for": self.weight, "against": -self.weight, "neither": 0.0}[self.way]


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A step of the waterfall, in units of its view box."""

    label: str = field(repr=False)
    way: str
    x: float
    width: float
    y: int
    text_y: int
    so_far: str
    weight: str


@dataclass(frozen=True, kw_only=True)
class Waterfall:
    """The picture of the reasons, ready for its template."""

    bars: Sequence[Bar]
    start_x: float
    end_x: float
    possible_x: float
    one_x: float
    end_y: int
    height: int
    before: str
    total: str
    verdict: str


def waterfall(
    reasons: Sequence[Reason], *, before: float, possible_from: float, one_from: float
) -> Waterfall:
    """Return where each step stands.

    `before` is where the answer stands before any reason; the two lines are where records are
    shown as possibly one, and where they are treated as one. All in the model's own weights.
    """
    totals = [before]
    for reason in reasons:
        totals.append(totals[-1] + reason.change)
    place = _scale([*totals, possible_from, one_from])
    bars = [
        _bar(reason, start=place(totals[i]), end=place(totals[i + 1]), row=i, so_far=totals[i + 1])
        for i, reason in enumerate(reasons)
    ]
    end_y = FIRST_ROW + ROW_HEIGHT * (len(reasons) + 1)
    return Waterfall(
        bars=bars,
        start_x=place(before),
        end_x=place(totals[-1]),
        possible_x=place(possible_from),
        one_x=place(one_from),
        end_y=end_y,
        height=end_y + 24,
        before=_signed(before),
        total=_signed(totals[-1]),
        verdict=verdict(totals[-1], possible_from=possible_from, one_from=one_from),
    )


def _scale(values: Sequence[float]) -> Callable[[float], float]:
    low, high = min(values), max(values)
    per_weight = (BARS_RIGHT - BARS_LEFT) / ((high - low) or 1)
    return lambda value: round(BARS_LEFT + (value - low) * per_weight, 1)


def verdict(total: float, *, possible_from: float, one_from: float) -> str:
    """Return in words where the reasons together come to stand."""
    if total >= one_from:
        return "treat as one"
    return "possible" if total >= possible_from else "two people"


def _bar(reason: Reason, *, start: float, end: float, row: int, so_far: float) -> Bar:
    y = FIRST_ROW + ROW_HEIGHT * (row + 1) - 14
    label = (reason.short or reason.words).rstrip(".")
    if len(label) > LONGEST_LABEL:
        label = label[: LONGEST_LABEL - 1].rsplit(" ", 1)[0] + "…"
    return Bar(
        label=label,
        way=reason.way,
        x=min(start, end),
        width=max(round(abs(end - start), 1), 2),
        y=y,
        text_y=y + 20,
        so_far=_signed(so_far),
        weight=f"{reason.weight:.1f}",
    )


def _signed(value: float) -> str:
    return f"{value:.1f}".replace("-", "\N{MINUS SIGN}")
