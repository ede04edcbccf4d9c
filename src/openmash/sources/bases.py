"""The lawful bases and gateways on which agencies may, or must, share what they know."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from openmash.errors import BadInput
from openmash.sources.library import read_library_file

TABLE = "lawful_bases.yaml"


class BasisKind(StrEnum):
    """What a provision does for the person who relies on it."""

    BASIS = "basis"  # a basis or condition of data protection law
    POWER = "power"  # may share
    DUTY = "duty"  # must share, or must act
    RULE = "rule"  # neither: a limit or a definition that every sharing meets


class Subjects(StrEnum):
    """Whom a provision protects."""

    CHILD = "child"
    ADULT = "adult"
    BOTH = "both"


@dataclass(frozen=True, kw_only=True)
class LawfulBasis:
    """One provision on which sharing can rest, in words a practitioner can use.

    `is_in_force` false means: shown, explained, and not to be relied on yet. Where only part
    of a provision has begun, or nobody has checked, `note` says so.
    """

    code: str
    title: str
    meaning: str
    use: str
    not_for: str
    kind: BasisKind
    applies_to: Subjects
    is_in_force: bool
    in_force_from: date | None
    sources: tuple[str, ...]
    who: str = ""
    note: str = ""
    all_must_be_true: tuple[str, ...] = ()

    def may_be_relied_on(self, day: date) -> bool:
        """Return whether a decision made on that day may rest on this provision."""
        return self.is_in_force and (self.in_force_from is None or self.in_force_from <= day)

    def commenced(self, day: date, *, seen_in: str) -> "LawfulBasis":
        """Return this provision as in force from a day, for a partnership whose lawyer says so.

        Raises:
            BadInput: no commencement regulation is named in `seen_in`.
        """
        if not seen_in.strip():
            raise BadInput(f"Name the commencement regulation that brings {self.code} into force.")
        return replace(
            self, is_in_force=True, in_force_from=day, note=f"In force by {seen_in.strip()}."
        )


def _basis(row: Mapping[str, Any]) -> LawfulBasis:
    try:
        return LawfulBasis(
            **{
                **row,
                "kind": BasisKind(row["kind"]),
                "applies_to": Subjects(row["applies_to"]),
                "sources": tuple(row["sources"]),
                "all_must_be_true": tuple(row.get("all_must_be_true", ())),
            }
        )
    except (TypeError, ValueError, KeyError) as fault:
        name = row.get("code", "a row without code")
        raise BadInput(f"library/{TABLE}: {name}: {fault}") from fault


@cache
def lawful_bases() -> Mapping[str, LawfulBasis]:
    """Return every lawful basis and gateway by its code, in the order of the table.

    Raises:
        BadInput: a row is malformed, or one code stands twice.
    """
    found: dict[str, LawfulBasis] = {}
    for row in read_library_file(TABLE)["lawful_bases"]:
        basis = _basis(row)
        if basis.code in found:
            raise BadInput(f"library/{TABLE}: the code {basis.code} stands there twice.")
        found[basis.code] = basis
    return MappingProxyType(found)


def get_lawful_basis(code: str) -> LawfulBasis:
    """Return one lawful basis or gateway.

    Raises:
        BadInput: no row has that code.
    """
    try:
        return lawful_bases()[code]
    except KeyError:
        raise BadInput(
            f"There is no lawful basis {code!r} in library/{TABLE}. Choose one from the list."
        ) from None
