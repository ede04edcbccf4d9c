"""Read the parts of a record one by one: texts, codes, days and people, with their faults."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from openmash.instruments.engine.definitions import Instrument
from openmash.instruments.engine.faults import Fault, Path, nearest, quoted
from openmash.instruments.engine.marked import Marked
from openmash.instruments.engine.vocabulary import Vocabulary

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*")


class PartReader:
    """What the readers of a record share: where they are, and the faults found so far."""

    def __init__(
        self, *, marked: Marked, instrument: Instrument, today: date, vocabulary: Vocabulary
    ) -> None:
        self.marked = marked
        self.whole: Mapping[str, Any] = marked.value
        self.instrument = instrument
        self.today = today
        self.vocabulary = vocabulary
        self.faults: list[Fault] = []

    def fault(self, path: Path, problem: str, mend: str) -> None:
        """Note a fault, once."""
        found = self.marked.fault(path, problem=problem, mend=mend)
        if found not in self.faults:
            self.faults.append(found)

    def _around(self, path: Path) -> Mapping[str, Any]:
        value: Any = self.whole
        for step in path:
            inside = isinstance(value, list | dict)
            value = value[step] if inside and _has(value, step) else None
        return value if isinstance(value, dict) else {}

    def mapping(self, path: Path, key: str) -> Mapping[str, Any]:
        """Return a part that has named parts itself, empty if it is not there."""
        value = self._around(path).get(key)
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.fault(
                (*path, key),
                f"“{key}” should have named parts, and is {quoted(value)}.",
                "Write its parts, each with its name.",
            )
            return {}
        return value

    def rows(self, key: str) -> Iterator[tuple[Path, Mapping[str, Any]]]:
        """Yield each entry of a list at the top of the record, with its path."""
        value = self.whole.get(key)
        if value is None:
            return
        if not isinstance(value, list):
            self.fault((key,), f"“{key}” should be a list.", "Write one entry for each.")
            return
        for number, row in enumerate(value):
            if isinstance(row, dict):
                yield (key, number), row
            else:
                self.fault((key, number), f"This is {quoted(row)}.", "Each entry has named parts.")

    def text(self, path: Path, key: str) -> str:
        """Return a text, empty if there is none."""
        value = self._around(path).get(key)
        if value is None:
            return ""
        if isinstance(value, date):  # rows of a table hold days, files hold text
            return value.isoformat()
        if not isinstance(value, str):
            self.fault((*path, key), f"This is {quoted(value)}.", "Write text, in quotes.")
            return ""
        return value

    def code(self, path: Path, key: str, *, among: Iterable[str], kind: str) -> str:
        """Return a code, empty if there is none or it is not one of those."""
        value = self._around(path).get(key)
        if value is None or (isinstance(value, str) and not value.strip()):
            return ""
        codes = list(among)
        if not isinstance(value, str) or value not in codes:
            self.fault(
                (*path, key), f"There is no {kind} {quoted(value)}.", nearest(value, known=codes)
            )
            return ""
        return value

    def codes_list(self, path: Path, key: str) -> list[str]:
        """Return a list of codes, without checking which, empty if there is none."""
        value = self._around(path).get(key)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.fault((*path, key), f"This is {quoted(value)}.", "Write a list: [code, code].")
            return []
        return value

    def day(self, path: Path, key: str) -> date | None:
        """Return a day; of a moment, the day on which it was. None if there is none."""
        value = self._around(path).get(key)
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        found = day_of(value) or (moment.date() if (moment := moment_of(value)) else None)
        if found is None:
            self.fault((*path, key), "This is not a date.", "Write it as 2026-05-31.")
        return found

    def person(self, value: Any) -> str:
        """Return who somebody is, given as a name or as a mapping with `user`."""
        if isinstance(value, dict):
            value = value.get("user")
        return "" if value is None or isinstance(value, bool | list | dict) else str(value)


def _has(value: list[Any] | dict[Any, Any], step: str | int) -> bool:
    if isinstance(value, dict):
        return step in value
    return isinstance(step, int) and step < len(value)


def day_of(value: Any) -> date | None:
    """Return the day that a value names, None if it names none."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value.strip()):
        return None
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        return None


def moment_of(value: Any) -> datetime | None:
    """Return the moment that a value names, None if it names none."""
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not _TIME.fullmatch(value.strip()):
        return None
    try:
        return datetime.fromisoformat(value.strip())
    except ValueError:
        return None
