"""The register of sources: what we cite, in which edition, and whether anybody checked it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from openmash.errors import BadInput, UnknownSource
from openmash.sources.library import read_library_file

REGISTER = "sources.yaml"


class SourceKind(StrEnum):
    """How binding a source is, strongest first."""

    ACT = "act"
    REGULATIONS = "regulations"
    CASE = "case"
    STATUTORY_GUIDANCE = "statutory_guidance"
    GUIDANCE = "guidance"
    STANDARD = "standard"
    RESEARCH = "research"
    TOOL = "tool"
    LOCAL = "local"
    PRACTICE = "practice"


@dataclass(frozen=True, kw_only=True)
class Source:
    """One law, guidance, judgment, tool or local paper that the hub cites.

    `checked` is true when somebody read the source, or a text quoting it, for the fact we
    take from it; false when it was recalled and still wants checking before go-live.
    """

    id: str
    title: str
    edition: str
    publisher: str
    year: int | None
    kind: SourceKind
    checked: bool
    note: str = ""
    url: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    superseded_by: str = ""

    def is_valid_on(self, day: date) -> bool:
        """Return whether this edition was the one to follow on that day."""
        after_start = self.valid_from is None or self.valid_from <= day
        return after_start and (self.valid_to is None or day <= self.valid_to)


def _source(row: Mapping[str, Any]) -> Source:
    try:
        return Source(**{**row, "kind": SourceKind(row["kind"])})
    except (TypeError, ValueError, KeyError) as fault:
        name = row.get("id", "a source without id")
        raise BadInput(f"library/{REGISTER}: {name}: {fault}") from fault


@cache
def load_sources() -> Mapping[str, Source]:
    """Return every source of the register by its id.

    Raises:
        BadInput: an entry is malformed, or one id stands twice.
    """
    found: dict[str, Source] = {}
    for row in read_library_file(REGISTER)["sources"]:
        source = _source(row)
        if source.id in found:
            raise BadInput(f"library/{REGISTER}: the id {source.id} stands there twice.")
        found[source.id] = source
    return MappingProxyType(found)


def get(source_id: str) -> Source:
    """Return one source.

    Raises:
        UnknownSource: no source has that id.
    """
    try:
        return load_sources()[source_id]
    except KeyError:
        raise UnknownSource(
            f"There is no source {source_id!r} in library/{REGISTER}. "
            "Add it there, with its edition."
        ) from None
