"""What is wrong with an instrument or a record: where it stands, what it is, and the mend."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openmash.errors import BadInput

Path = tuple[str | int, ...]
_LOOKS_LIKE_A_CODE = re.compile(r"[A-Za-z0-9_.\-]{1,48}")
_MOST_SHOWN = 40


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing that is wrong. `line` counts from 1, and is 0 where there is no file to open."""

    file: str
    line: int
    key: str
    problem: str
    mend: str

    def in_words(self) -> str:
        """Return the fault as one line: file, line, key, what is wrong, and what to do."""
        where = f"{self.file}, line {self.line}" if self.line else self.file
        key = f" ({self.key})" if self.key else ""
        return f"{where}{key}: {self.problem} {self.mend}".rstrip()


class Faulty(BadInput):
    """A file was refused, and `faults` says everything that is wrong with it, not only the first."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        shown = [fault.in_words() for fault in self.faults[:_MOST_SHOWN]]
        left = len(self.faults) - len(shown)
        super().__init__("\n".join([*shown, *([f"and {left} more."] if left else [])]))


class FaultyInstrument(Faulty):
    """An instrument file breaks the format, or names something that is not there."""


class BadRecord(Faulty):
    """A completed record cannot be evaluated. Nothing of it was changed or kept."""


class UnknownInstrument(BadInput):
    """No instrument of the library has that id, or not in that version."""


def quoted(value: object) -> str:
    """Return a value in quotes if it looks like a code, and else only what kind of thing it is.

    Somebody may have typed a sentence about a family where a code belongs. It must not come
    out again in a log.
    """
    if isinstance(value, str) and not value.strip():
        return "nothing"
    if isinstance(value, str) and _LOOKS_LIKE_A_CODE.fullmatch(value):
        return f"“{value}”"
    if isinstance(value, bool):
        return f"the {'true' if value else 'false'} of YAML or JSON"
    return _KINDS.get(type(value), "a value of another kind")


_KINDS: dict[type, str] = {
    str: "a longer text",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "a mapping",
    type(None): "nothing",
}


def nearest(wrong: object, *, known: Iterable[str]) -> str:
    """Return what to do about a wrong code: the nearest known one, or the list of all."""
    from difflib import get_close_matches  # only needed once something is wrong

    codes = list(known)
    if isinstance(wrong, str) and (close := get_close_matches(wrong, codes, n=1)):
        return f"Did you mean “{close[0]}”?"
    if not codes:
        return "There is none to choose from: take it out."
    some = ", ".join(codes[:12])
    return f"Choose one of: {some}{' …' if len(codes) > 12 else ''}."
