"""Saying how far a long run is, and how much longer it will take, on standard error."""

import sys
import time
from typing import TextIO

_EVERY = 0.5  # seconds


class Progress:
    """One line that is written over, or on no terminal a line now and then."""

    def __init__(self, *, to: TextIO | None = None, is_quiet: bool = False):
        self._to = to or sys.stderr
        self._is_quiet = is_quiet
        self._is_terminal = self._to.isatty()
        self._stage, self._total, self._count = "", 0, 0
        self._since = self._said = 0.0

    def begin(self, stage: str, *, total: int = 0) -> None:
        """Begin a stage of so many steps; nought where the number is not known."""
        self.end()
        self._stage, self._total, self._count = stage, total, 0
        self._since = self._said = time.monotonic()
        self._write(f"{stage} …")

    def step(self, count: int = 1) -> None:
        """Say that so many more steps were done."""
        self._count += count
        now = time.monotonic()
        if now - self._said >= (_EVERY if self._is_terminal else 20 * _EVERY):
            self._said = now
            self._write(f"{self._stage} … {self._far(now)}")

    def end(self) -> None:
        """End the stage, if one was begun."""
        if self._stage:
            took = time.monotonic() - self._since
            of = f"{self._count:,}, " if self._count > 1 else ""
            self._write(f"{self._stage}: {of}{took:.0f} s", is_last=True)
        self._stage = ""

    def _far(self, now: float) -> str:
        if not self._total:
            return f"{self._count:,}"
        part = min(self._count / self._total, 1.0)
        left = (now - self._since) * (1 - part) / part if part else 0.0
        return f"{part:.0%}, about {_in_words(left)} left"

    def _write(self, said: str, *, is_last: bool = False) -> None:
        if self._is_quiet:
            return
        if self._is_terminal:
            self._to.write(f"\r\x1b[K{said}" + ("\n" if is_last else ""))
        else:
            self._to.write(said + "\n")
        self._to.flush()


def _in_words(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"
