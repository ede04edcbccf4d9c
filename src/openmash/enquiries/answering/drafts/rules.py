"""What a draft of an answer keeps, and when two people would write over each other. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

MOST_PIECES = 60
# What the look for plainer words adds to the form is no part of an answer.
OF_THE_LOOK = {"plainly_fields", "plainly_back", "plainly_then"}
NEVER_KEPT = frozenset({"csrfmiddlewaretoken", "do", "key", "version"} | OF_THE_LOOK)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftState:
    """A draft as it stands: which version, and who wrote it last."""

    version: int
    by: int


def is_overtaken(draft: DraftState, *, read_version: int, by: int) -> bool:
    """Return whether somebody else has written since this page was read."""
    return draft.by != by and draft.version != read_version


def fields_to_keep(posted: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return what was typed, field by field, as it was typed. Files and keys are not part of it."""
    return {name: list(values) for name, values in posted.items() if name not in NEVER_KEPT}


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPieces:
    """The pieces written so far, each the fields of its form under a number of its own."""

    rows: tuple[dict, ...] = field(default=(), repr=False)

    def with_piece(
        self, fields: Mapping[str, Sequence[str]], *, number: int | None
    ) -> "DraftPieces":
        """Return the pieces with one added, or one written anew where it has a number already."""
        if number is not None and any(row["number"] == number for row in self.rows):
            return DraftPieces(
                rows=tuple(
                    {"number": number, "fields": dict(fields)} if row["number"] == number else row
                    for row in self.rows
                )
            )
        last = max((row["number"] for row in self.rows), default=0)
        added = {"number": last + 1, "fields": dict(fields)}
        return DraftPieces(rows=(*self.rows, added))

    def without(self, number: int) -> "DraftPieces":
        """Return the pieces without one."""
        return DraftPieces(rows=tuple(row for row in self.rows if row["number"] != number))

    def fields_of(self, number: int) -> dict | None:
        """Return what was typed for one piece, or None where there is none of that number."""
        return next((row["fields"] for row in self.rows if row["number"] == number), None)
