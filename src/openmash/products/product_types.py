"""The types of product, read from the library: what each holds, for whom, and never.

Source: MASH-FIVE-CORE
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from openmash.errors import BadInput
from openmash.sources import read_library_file


class RecipientKind(StrEnum):
    """What the recipient is to the hub, which decides what may be sent to them."""

    STATUTORY_TEAM = "statutory_team"
    ASSESSMENT = "assessment"
    PANEL = "panel"
    VOLUNTARY = "voluntary"
    REFERRER = "referrer"
    ASKED_AGENCY = "asked_agency"
    VISITING_WORKER = "visiting_worker"
    ANALYST = "analyst"


class Depth(StrEnum):
    """How much of a piece a type may carry."""

    FULL = "full"
    GIST = "gist"
    OWN = "own"
    NONE = "none"


class ThirdParties(StrEnum):
    """What a type may say about people who are not its subject."""

    RELEVANT = "relevant"
    RELEVANT_WITHOUT_SPECIAL_CATEGORY = "relevant_without_special_category"
    NEVER = "never"


@dataclass(frozen=True, kw_only=True, slots=True)
class ProductType:
    """One type of product. Whatever the library does not allow in words is not allowed."""

    code: str
    title: str
    to: frozenset[RecipientKind]
    pieces: Depth
    contains: tuple[str, ...]
    never: tuple[str, ...]
    sections: tuple[str, ...]
    third_parties: ThirdParties
    expires_within_days: int
    onward: str
    keep: str
    only_safety: bool = False
    shows_grades: bool = False
    conditional_intelligence: bool = False
    intelligence_as_gist: bool = False
    is_for_deciding_team: bool = False
    is_nameless: bool = False


@cache
def product_types() -> Mapping[str, ProductType]:
    """Return every type of product by its code.

    Raises:
        BadInput: the library file names a recipient, a depth or a field that is not known.
    """
    return {
        code: _read(code, row=row)
        for code, row in read_library_file("product_types.yaml")["types"].items()
    }


def _read(code: str, *, row: Mapping[str, Any]) -> ProductType:
    lists = {name: tuple(row[name]) for name in ("contains", "never", "sections")}
    try:
        return ProductType(
            **{
                **row,
                **lists,
                "code": code,
                "to": frozenset(RecipientKind(kind) for kind in row["to"]),
                "pieces": Depth(row["pieces"]),
                "third_parties": ThirdParties(row["third_parties"]),
            }
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise BadInput(f"library/product_types.yaml, {code}: {fault}") from fault


def product_type(code: str) -> ProductType:
    """Return the type with this code.

    Raises:
        BadInput: there is no such type.
    """
    try:
        return product_types()[code]
    except KeyError:
        known = ", ".join(product_types())
        raise BadInput(f"There is no product type “{code}”. The types are {known}.") from None


@cache
def standing_words(name: str) -> str:
    """Return a sentence that is printed where the author gave none."""
    words: str = read_library_file("product_types.yaml")["words"][name]
    return words
