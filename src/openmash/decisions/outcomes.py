"""What a decision may lead to, read from the library: for whom, and who acts. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from openmash.errors import BadInput
from openmash.sources import read_library_file


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualRecipient:
    """Agency kinds that usually act on an outcome, and the type of product they get."""

    kinds: tuple[str, ...]
    product: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One thing a decision may lead to. `library/outcomes.yaml` says what each field means."""

    code: str
    title: str
    is_usual: bool
    words: str
    applies_to: str
    level: str
    band: str
    told: str
    needs_agreement: bool
    is_closing: bool
    recipients: tuple[UsualRecipient, ...]
    sources: tuple[str, ...]

    def fits(self, part: str) -> bool:
        """Return whether it can be decided for a child, or for an adult."""
        return self.applies_to in ("both", "child" if part == "child" else "adult")


@cache
def outcomes() -> Mapping[str, Outcome]:
    """Return every outcome by its code, in the library's order."""
    return {row["code"]: _read(row) for row in read_library_file("outcomes.yaml")["outcomes"]}


def _read(row: Mapping) -> Outcome:
    recipients = tuple(
        UsualRecipient(kinds=tuple(usual["kinds"]), product=usual["product"])
        for usual in row["recipients"]
    )
    return Outcome(**{**row, "recipients": recipients, "sources": tuple(row["sources"])})


def outcome(code: str) -> Outcome:
    """Return the outcome with this code.

    Raises:
        BadInput: there is none.
    """
    try:
        return outcomes()[code]
    except KeyError:
        raise BadInput("Choose one of the outcomes on the list.") from None


def titles(codes: Iterable[str]) -> list[str]:
    """Return outcomes as a page says them; a code that is no longer known stands for itself."""
    known = outcomes()
    return [known[code].title if code in known else code for code in codes]
