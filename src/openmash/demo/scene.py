"""What every step of a practice story needs: who plays, what is drawn, and until when. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from openmash.demo.cast.access import Cast


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The people of the hub, the luck of the draw, and the moment that no step may pass."""

    cast: Cast
    draw: Random
    until: datetime

    def later(self, at: datetime, *, hours: float) -> datetime:
        """Return a moment some hours on, give or take, but never past the present."""
        spread = self.draw.uniform(0.8, 1.2)
        return min(at + timedelta(hours=hours * spread), self.until)
