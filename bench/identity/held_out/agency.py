"""What an extract is made of: the agency's columns, habits, reach, and one row for each record."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from random import Random

from bench.identity.held_out.hand import Habit
from bench.identity.held_out.person import Person

Row = tuple[str | date | None, ...]


@dataclass(frozen=True, kw_only=True)
class Agency:
    """One agency's extract.

    `row` answers the values of `columns` in their order, without the record's own id, for a person on an
    ordinal day. `reach` answers how many records of a person the agency holds. Where `id_prefix` is empty
    the ids are bare numbers from 1, which other such extracts use too.
    """

    file: str
    code: str
    id_column: str
    id_prefix: str
    columns: tuple[str, ...]
    fields: dict[str, object]
    habit: Habit
    row: Callable[[Person, int, Random], Row] = field(repr=False)
    reach: Callable[[Person, int, Random], int] = field(repr=False)

    @property
    def stem(self) -> str:
        """Return the file's name without its ending, which goes before an id that is not unique."""
        return self.file.rpartition(".")[0]

    def feed(self) -> dict[str, object]:
        """Return the agency's entry for `feeds.yaml`."""
        return {
            "file": self.file,
            "agency": self.code,
            "record_id": self.id_column,
            "fields": self.fields,
        }


def several(mean: float, *, by: Random) -> int:
    """Return how often something happens that a few people have happen again and again."""
    return min(12, int(by.expovariate(1 / mean) + 0.5)) if mean > 0 else 0


def day_text(on: int, written: str) -> str:
    """Return an ordinal day in an agency's format."""
    return date.fromordinal(on).strftime(written)
