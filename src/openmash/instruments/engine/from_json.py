"""Read JSON so that every key and value keeps the line on which it stands."""

import json
import re
from typing import Any

from openmash.instruments.engine.faults import Fault, Faulty, Path
from openmash.instruments.engine.marked import Marked, key_in_words, too_deep


def read_json(text: str, *, file: str) -> Marked:
    """Return what a JSON text holds.

    Raises:
        Faulty: not JSON, or a key twice in one mapping.
    """
    reader = _JsonReader(text, file=file)
    try:
        value, end = reader.value(reader.skip(0), ())
        if reader.skip(end) != len(text):
            raise json.JSONDecodeError("Something stands after the end", text, reader.skip(end))
    except json.JSONDecodeError as fault:
        raise Faulty([_json_fault(fault, file=file)]) from None
    except RecursionError:
        raise Faulty([too_deep(file)]) from None
    if reader.faults:
        raise Faulty(reader.faults)
    return Marked(file=file, value=value, lines=reader.lines)


def _json_fault(fault: json.JSONDecodeError, *, file: str) -> Fault:
    return Fault(
        file=file,
        line=fault.lineno,
        key="",
        problem=f"This is not valid JSON: {fault.msg[:1].lower()}{fault.msg[1:]}.",
        mend="Check the commas, quotes and brackets of this line and the one above.",
    )


class _JsonReader:
    """Walks a JSON text by hand, since the standard reader forgets where things stood."""

    _space = re.compile(r"[ \t\n\r]*")

    def __init__(self, text: str, *, file: str) -> None:
        self.text, self.file = text, file
        self.lines: dict[Path, int] = {}
        self.faults: list[Fault] = []
        self._plain = json.JSONDecoder(parse_constant=self._refuse)
        self._line, self._counted_to = 1, 0

    def _refuse(self, name: str) -> None:
        raise json.JSONDecodeError(f"the value {name} is not JSON", self.text, 0)

    def skip(self, at: int) -> int:
        found = self._space.match(self.text, at)
        return found.end() if found else at

    def _mark(self, path: Path, at: int) -> None:
        # Positions only ever grow, so that each line break is counted once.
        self._line += self.text.count("\n", self._counted_to, at)
        self._counted_to = at
        self.lines[path] = self._line

    def value(self, at: int, path: Path) -> tuple[Any, int]:
        if path not in self.lines:
            self._mark(path, at)
        first = self.text[at : at + 1]
        if first == "{":
            return self._mapping(at + 1, path)
        if first == "[":
            return self._list(at + 1, path)
        return self._plain.raw_decode(self.text, at)

    def _list(self, at: int, path: Path) -> tuple[list[Any], int]:
        found: list[Any] = []
        at = self.skip(at)
        if self.text[at : at + 1] == "]":
            return found, at + 1
        while True:
            value, at = self.value(self.skip(at), (*path, len(found)))
            found.append(value)
            at = self.skip(at)
            if self.text[at : at + 1] == "]":
                return found, at + 1
            at = self._expect(",", at)

    def _mapping(self, at: int, path: Path) -> tuple[dict[str, Any], int]:
        found: dict[str, Any] = {}
        at = self.skip(at)
        if self.text[at : at + 1] == "}":
            return found, at + 1
        while True:
            at = self.skip(at)
            if self.text[at : at + 1] != '"':
                raise json.JSONDecodeError("A key in double quotes is missing", self.text, at)
            key, end = self._plain.raw_decode(self.text, at)
            self._note_key((*path, key), key in found, at)
            value, end = self.value(self.skip(self._expect(":", self.skip(end))), (*path, key))
            found.setdefault(key, value)
            at = self.skip(end)
            if self.text[at : at + 1] == "}":
                return found, at + 1
            at = self._expect(",", at)

    def _note_key(self, path: Path, is_second: bool, at: int) -> None:
        first = self.lines.get(path)
        self._mark(path, at)
        if is_second:
            self.faults.append(
                Fault(
                    file=self.file,
                    line=self.lines[path],
                    key=key_in_words(path, value=None),
                    problem=f"The key “{path[-1]}” stands here twice; the first is on line {first}.",
                    mend="Keep one of them.",
                )
            )

    def _expect(self, sign: str, at: int) -> int:
        if self.text[at : at + 1] != sign:
            raise json.JSONDecodeError(f"a “{sign}” is missing", self.text, at)
        return at + 1
