"""Check the shape of a file against its JSON Schema, and say in plain words what is wrong.

Only the words of JSON Schema that `library/instrument.schema.json` uses are known here. A
general validator would take longer to load than a whole instrument takes to answer, and its
messages are written for programmers.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from openmash.errors import BadInput
from openmash.instruments.engine.faults import Fault, Path, nearest, quoted
from openmash.instruments.engine.marked import Marked
from openmash.sources import library_path

SCHEMA = "instrument.schema.json"
Schema = Mapping[str, Any]
_KINDS: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "string": ("text", lambda value: isinstance(value, str)),
    "integer": (
        "a whole number",
        lambda value: isinstance(value, int) and not isinstance(value, bool),
    ),
    "number": (
        "a number",
        lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    ),
    "boolean": ("true or false", lambda value: isinstance(value, bool)),
    "array": ("a list", lambda value: isinstance(value, list)),
    "object": ("a mapping with named parts", lambda value: isinstance(value, dict)),
}
_PATTERNS = {
    "^[a-z][a-z0-9_]*$": "small letters, digits and _ only, starting with a letter",
    "^[a-z][a-z0-9-]*$": "small letters, digits and - only, starting with a letter",
    "^\\d+\\.\\d+\\.\\d+$": "a version such as 1.0.0",
}


@cache
def instrument_schema() -> Schema:
    """Return the published schema of the instrument format."""
    try:
        found: Schema = json.loads((library_path() / SCHEMA).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError) as fault:
        raise BadInput(f"library/{SCHEMA}: {fault}. Restore it from the release.") from fault
    return found


def shape_faults(marked: Marked, *, schema: Schema | None = None) -> list[Fault]:
    """Return every departure of the file from the schema, in the order of the schema."""
    whole = instrument_schema() if schema is None else schema
    return list(_Checker(marked=marked, definitions=whole.get("$defs", {})).check(whole, ()))


class _Checker:
    def __init__(self, *, marked: Marked, definitions: Mapping[str, Schema]) -> None:
        self.marked = marked
        self.definitions = definitions

    def _value(self, path: Path) -> Any:
        value = self.marked.value
        for step in path:
            value = value[step]
        return value

    def _fault(self, path: Path, problem: str, mend: str) -> Fault:
        return self.marked.fault(path, problem=problem, mend=mend)

    def check(self, schema: Schema, path: Path) -> Iterator[Fault]:
        if "$ref" in schema:
            schema = self.definitions[schema["$ref"].rsplit("/", 1)[1]]
        value = self._value(path)
        if "type" in schema:
            name, is_one = _KINDS[schema["type"]]
            if not is_one(value):
                yield self._fault(path, *_wrong_kind(value, wanted=name))
                return
        yield from self._check_word(schema, path, value)
        if isinstance(value, dict):
            yield from self._check_mapping(schema, path, value)
        if isinstance(value, list):
            yield from self._check_list(schema, path, value)

    def _check_word(self, schema: Schema, path: Path, value: Any) -> Iterator[Fault]:
        allowed = [schema["const"]] if "const" in schema else schema.get("enum")
        if allowed is not None and not any(_is_same(value, one) for one in allowed):
            yield self._fault(
                path,
                f"This is {quoted(value)}, which the format does not know here.",
                nearest(value, known=[_as_written(one) for one in allowed]),
            )
        if not isinstance(value, str):
            return
        if not value.strip():
            yield self._fault(path, "Nothing is written here.", "Write it, or take the key out.")
        elif "pattern" in schema and not re.search(schema["pattern"], value):
            wanted = _PATTERNS.get(schema["pattern"], schema["pattern"])
            yield self._fault(path, f"This is {quoted(value)}.", f"Write {wanted}.")
        if len(value) > schema.get("maxLength", len(value)):
            longest = schema["maxLength"]
            yield self._fault(
                path, f"This has {len(value)} characters.", f"Keep to {longest} at most."
            )

    def _check_mapping(self, schema: Schema, path: Path, value: dict[str, Any]) -> Iterator[Fault]:
        known: Mapping[str, Schema] = schema.get("properties", {})
        for key in schema.get("required", ()):
            if key not in value:
                yield self._fault(path, f"The key “{key}” is missing.", f"Add “{key}:” here.")
        if not value and schema.get("minProperties"):
            yield self._fault(path, "Nothing is written here.", "Write it, or take the key out.")
        if len(value) > schema.get("maxProperties", len(value)):
            yield self._fault(
                path,
                f"These {len(value)} keys stand together; at most {schema['maxProperties']} may.",
                "Give each its own entry in the list.",
            )
        others = schema.get("additionalProperties", True)
        for key in value:
            here = (*path, key)
            if key in known:
                yield from self.check(known[key], here)
            elif others is False:
                yield self._fault(
                    here,
                    f"The format does not know the key {quoted(key)} here.",
                    nearest(key, known=known),
                )
            elif isinstance(others, dict):
                yield from self.check(others, here)

    def _check_list(self, schema: Schema, path: Path, value: list[Any]) -> Iterator[Fault]:
        fewest = schema.get("minItems", 0)
        if len(value) < fewest:
            yield self._fault(
                path, f"This list has {len(value)} entries.", f"It needs at least {fewest}."
            )
        if "items" in schema:
            for number in range(len(value)):
                yield from self.check(schema["items"], (*path, number))


def _wrong_kind(value: Any, *, wanted: str) -> tuple[str, str]:
    mend = f"Write {wanted}."
    if isinstance(value, bool) and wanted == "text":
        mend = "YAML reads yes, no, on and off as true and false: put the word in quotes."
    elif wanted == "text" and isinstance(value, int | float):
        mend = "Put it in quotes."
    return f"This should be {wanted}, and is {quoted(value)}.", mend


def _is_same(value: Any, one: Any) -> bool:
    """Compare without taking 1 for true."""
    return type(value) is type(one) and bool(value == one)


def _as_written(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
