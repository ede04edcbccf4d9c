"""Read case files: their input parts, and nothing of their answer keys.

A case file holds what agencies recorded and, beside it, what a review later said of it. What is
not input is dropped here, at the first reading, so that nothing later can peek. One key of the
answer part is looked at: `gold.deliver: false` marks a contact that no agency of the hub ever
held, and such a contact is left out.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from openmash.errors import BadInput

_SUFFIXES = {".yaml", ".yml"}
_NOT_CASES = {"vocab.yaml"}
_TEXTS = ("agency", "agency_type", "area", "channel", "reporter_type")
_PRECISIONS = ("exact", "about", "month", "year")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSubmitted:
    """One person as that agency recorded them."""

    role: str
    name: str = field(repr=False)
    born_on: date | None = field(repr=False)
    born_precision: str
    age: int | None
    address: str = field(repr=False)
    seen: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseContact:
    """One contact of a case: what an agency of the hub held, on its day."""

    case: str
    id: str
    on: date
    precision: str
    agency: str
    agency_type: str
    area: str
    channel: str
    reporter_type: str
    people: tuple[PersonSubmitted, ...]
    summary: str = field(repr=False)
    indicators: tuple[str, ...] = ()


def case_files(paths: Iterable[Path]) -> list[Path]:
    """Return the case files that are named, or that lie below a folder that is, in a fixed order.

    Raises:
        BadInput: a path does not exist, or a folder holds no case file.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            below = sorted(p for p in path.rglob("*") if p.suffix in _SUFFIXES)
            below = [p for p in below if p.name not in _NOT_CASES]
            if not below:
                raise BadInput(f"{path.name}: this folder holds no case file (*.yaml).")
            found += below
        elif path.is_file():
            found.append(path)
        else:
            raise BadInput(f"{path}: there is no such file or folder. Check the path.")
    return found


def read_case(path: Path, *, with_indicators: bool = True) -> list[CaseContact]:
    """Return the delivered contacts of one case file, input parts only, in date order.

    Raises:
        BadInput: the file cannot be read; the message names file, contact and field.
    """
    case = _load(path)
    case_id = case.get("case_id")
    if not isinstance(case_id, str) or not case_id:
        raise BadInput(f"{path.name}: case_id is missing. Give the case a short name.")
    rows = case.get("contacts")
    if not isinstance(rows, list) or not rows:
        raise BadInput(f"{path.name}: contacts is missing or empty. List at least one contact.")
    read = [
        _contact(
            row, case=case_id, where=_Where(path.name, number), with_indicators=with_indicators
        )
        for number, row in enumerate(rows, start=1)
        if _is_delivered(row)
    ]
    _refuse_twins(read, file=path.name)
    return sorted(read, key=lambda contact: contact.on)


@dataclass(frozen=True, slots=True)
class _Where:
    """A place in a file, for a message that says where to mend it."""

    file: str
    number: int
    contact: str = ""

    def fault(self, name: str, words: str) -> BadInput:
        which = self.contact or f"number {self.number}"
        return BadInput(f"{self.file}: contact {which}: {name}: {words}")


def _load(path: Path) -> Mapping[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        case = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - a safe one
    except UnicodeDecodeError as problem:
        raise BadInput(f"{path.name}: this is not UTF-8 text. Save it as UTF-8.") from problem
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise BadInput(f"{path.name}{line}: this is not YAML. Mend that line.") from problem
    if not isinstance(case, Mapping):
        raise BadInput(f"{path.name}: this is not a case file. See the case schema.")
    return case


def _is_delivered(row: object) -> bool:
    gold = row.get("gold") if isinstance(row, Mapping) else None
    return not (isinstance(gold, Mapping) and gold.get("deliver") is False)


def _contact(row: object, *, case: str, where: _Where, with_indicators: bool) -> CaseContact:
    if not isinstance(row, Mapping):
        raise where.fault("contact", "this is not a list of fields.")
    where = _Where(where.file, where.number, str(row.get("id") or ""))
    if not where.contact:
        raise where.fault("id", "this is missing. Number the contacts C01, C02 and so on.")
    submitted = row.get("submitted")
    if not isinstance(submitted, Mapping):
        raise where.fault("submitted", "this is missing. Say what the agency recorded.")
    people = submitted.get("people") or []
    if not isinstance(people, list):
        raise where.fault("submitted.people", "this is not a list.")
    precision = str(row.get("date_precision") or "exact")
    if precision not in _PRECISIONS:
        raise where.fault("date_precision", f"say one of {', '.join(_PRECISIONS)}.")
    return CaseContact(
        case=case,
        id=where.contact,
        on=_date(row.get("date"), where=where, name="date"),
        precision=precision,
        **{name: _text(row.get(name), where=where, name=name) for name in _TEXTS},
        people=tuple(_person(person, where=where) for person in people),
        summary=_text(submitted.get("summary"), where=where, name="submitted.summary"),
        indicators=_indicators(submitted, where=where) if with_indicators else (),
    )


def _person(row: object, *, where: _Where) -> PersonSubmitted:
    if not isinstance(row, Mapping):
        raise where.fault("submitted.people", "each person is a list of fields.")
    age = row.get("age")
    if age is not None and (
        isinstance(age, bool) or not isinstance(age, int) or not 0 <= age <= 130
    ):
        raise where.fault("submitted.people.age", "give whole years, or leave it empty.")
    seen = row.get("seen")
    if seen is not None and not isinstance(seen, bool):
        raise where.fault("submitted.people.seen", "say true or false, or leave it empty.")
    born_on, precision = _born(row.get("dob"), where=where)
    return PersonSubmitted(
        role=str(row.get("role") or ""),
        name=str(row.get("name") or ""),
        born_on=born_on,
        born_precision=precision,
        age=age,
        address=str(row.get("address") or ""),
        seen=seen,
    )


def _born(value: object, *, where: _Where) -> tuple[date | None, str]:
    """Return a date of birth and how much of it is known: a year or a month alone is kept so."""
    if value is None or value == "":
        return None, ""
    if isinstance(value, date):
        return value, "day"
    parts = str(value).split("-")
    try:
        numbers = [int(part) for part in parts]
        born_on = date(*[*numbers, 1, 1][:3])
    except (ValueError, TypeError):
        raise where.fault("submitted.people.dob", "give YYYY-MM-DD, YYYY-MM or YYYY.") from None
    return born_on, {1: "year", 2: "month"}.get(len(parts), "day")


def _indicators(submitted: Mapping[str, Any], *, where: _Where) -> tuple[str, ...]:
    indicators = submitted.get("indicators") or []
    if not isinstance(indicators, list):
        raise where.fault("submitted.indicators", "this is not a list.")
    return tuple(str(indicator) for indicator in indicators)


def _date(value: object, *, where: _Where, name: str) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise where.fault(name, "give a date as YYYY-MM-DD.") from None


def _text(value: object, *, where: _Where, name: str) -> str:
    if value is None or isinstance(value, list | dict):
        raise where.fault(name, "this is missing or not text.")
    return str(value)


def _refuse_twins(contacts: Iterable[CaseContact], *, file: str) -> None:
    seen: set[str] = set()
    for contact in contacts:
        if contact.id in seen:
            raise BadInput(f"{file}: contact {contact.id}: id: this number is used twice.")
        seen.add(contact.id)


def in_order(cases: Iterable[list[CaseContact]]) -> Iterator[CaseContact]:
    """Yield the contacts of several cases in one date order; on one day, as the files stand."""
    together = [contact for case in cases for contact in case]
    yield from sorted(together, key=lambda contact: contact.on)
