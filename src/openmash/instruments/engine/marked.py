"""A value as it was read from a file, with the line on which each part of it stands."""

from dataclasses import dataclass, field
from typing import Any

from openmash.instruments.engine.faults import Fault, Path


@dataclass(frozen=True, kw_only=True)
class Marked:
    """A value as read, and the line of each part of it, by its path from the top."""

    file: str
    value: Any = field(repr=False)
    lines: dict[Path, int] = field(repr=False)

    def line(self, path: Path) -> int:
        """Return the line of a path, or of the nearest part around it that is there."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 0)

    def fault(self, path: Path, *, problem: str, mend: str) -> Fault:
        """Return a fault that stands at this path."""
        return Fault(
            file=self.file,
            line=self.line(path),
            key=key_in_words(path, value=self.value),
            problem=problem,
            mend=mend,
        )


def key_in_words(path: Path, *, value: Any) -> str:
    """Return a path as a reader finds it: list entries by their id, or counted from 1."""
    words = ""
    for step in path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and step < len(value) else None
            name = next((value[k] for k in ("id", "code") if _names(value, k)), None)
            words += f".{name}" if name else f"[{step + 1}]"
        else:
            value = value.get(step) if isinstance(value, dict) else None
            words += f".{step}"
    return words.lstrip(".")


def _names(value: Any, key: str) -> bool:
    return isinstance(value, dict) and isinstance(value.get(key), str) and value[key] != ""


def too_deep(file: str) -> Fault:
    """Return the fault of a file whose parts nest or repeat beyond what anybody would write."""
    return Fault(
        file=file,
        line=1,
        key="",
        problem="Parts are nested too deeply or repeat too often to be read.",
        mend="Write it out plainly.",
    )
