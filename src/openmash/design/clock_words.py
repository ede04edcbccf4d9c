"""How a clock is said: a moment, and how long is left, in words anybody would use."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from openmash.timekeeping import duration_in_words

SOON_IS_WITHIN = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class ClockFace:
    """What a clock shows. `left` is empty where the moment alone says enough."""

    state: Literal["calm", "soon", "late", "paused", "stopped"]
    moment: str
    left: str


def clock_face(due: datetime, *, now: datetime) -> ClockFace:
    """Return how a due moment is said at `now`, in the timezone of `due`.

    Raises:
        ValueError: one of the two has no timezone.
    """
    if due.tzinfo is None or now.tzinfo is None:
        raise ValueError("A clock needs moments with a timezone: due and now.")
    now = now.astimezone(due.tzinfo)
    moment, left = said_moment(due, now=now), due - now
    if abs(left) < timedelta(minutes=1):
        return ClockFace(state="soon", moment=moment, left="due now")
    if left < timedelta(0):
        return ClockFace(state="late", moment=moment, left=f"{duration_in_words(-left)} late")
    if left <= SOON_IS_WITHIN:
        return ClockFace(state="soon", moment=moment, left=f"in {duration_in_words(left)}")
    return ClockFace(state="calm", moment=moment, left="")


def said_moment(moment: datetime, *, now: datetime) -> str:
    """Return a moment as it is said at `now`: "15:02", "Tomorrow 09:30", "Wed 25 Nov, 09:30"."""
    clock = f"{moment:%H:%M}"
    days = (moment.date() - now.date()).days
    if days == 0:
        return clock
    if days in (1, -1):
        return f"{'Tomorrow' if days == 1 else 'Yesterday'} {clock}"
    year = f" {moment.year}" if moment.year != now.year else ""
    return f"{moment:%a} {moment.day} {moment:%b}{year}, {clock}"
