"""Adults in and around the home, each of them unseen until somebody has checked and spoken."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from openmash.enquiries.jigsaw.facts import AdultAround


class AdultState(StrEnum):
    """How far an adult has been looked at."""

    UNKNOWN = "unknown"
    POSSIBLE_MATCH = "possible_match"
    CHECKED = "checked"
    SPOKEN_TO = "spoken_to"


def adult_state(adult: AdultAround) -> AdultState:
    """Return how far an adult has been looked at: spoken to is not the same as checked.

    Somebody spoken to whom nobody checked stays unknown, since what a person says of
    themselves is not a search.
    """
    if adult.checked_by:
        return AdultState.SPOKEN_TO if adult.spoken_to else AdultState.CHECKED
    return AdultState.POSSIBLE_MATCH if adult.possible_match_ref else AdultState.UNKNOWN


@dataclass(frozen=True, kw_only=True)
class AdultGap:
    """What nobody has done about one adult yet, whom to ask, and the doing of it in a few words."""

    sentence: str = field(repr=False)
    in_row: str
    ask: str = field(repr=False)
    to_do: str = field(repr=False)


def adult_gap(adult: AdultAround) -> AdultGap | None:
    """Return the first thing nobody has done about an adult, or None.

    Who they are comes first, then what agencies hold, then their own account. Whether it is
    safe to speak to them is a decision of its own, so that is said too.
    """
    if not adult.is_named:
        is_word_for_them = adult.called.startswith("“")
        return AdultGap(
            sentence=f"{adult.called}: nobody has established who this is.",
            in_row="Nobody has established who this is",
            ask=adult.ask or "police, and those who know the family",
            to_do=(
                f"find out who {adult.called} is"
                if is_word_for_them
                else f"find out who this is: {adult.called}"
            ),
        )
    if not adult.checked_by:
        return AdultGap(
            sentence=f"No agency has checked {adult.called}.",
            in_row="No agency has checked",
            ask=adult.ask or "police and probation",
            to_do=f"check {adult.called}",
        )
    if not adult.spoken_to:
        return AdultGap(
            sentence=f"Nobody has spoken to {adult.called}.",
            in_row="Nobody has spoken to them",
            ask=adult.ask or "social worker, once it is safe to",
            to_do=f"speak to {adult.called}, once it is safe",
        )
    return None


@dataclass(frozen=True, kw_only=True)
class AdultRow:
    """One line of the table of adults."""

    adult: AdultAround

    @property
    def state(self) -> AdultState:
        """How far the adult has been looked at."""
        return adult_state(self.adult)

    @property
    def checked_words(self) -> str:
        """Who checked, or nothing where nobody has."""
        return "; ".join(self.adult.checked_by)

    @property
    def missing_words(self) -> str:
        """What is missing, in the words somebody wrote, or what nobody has done yet."""
        if self.adult.missing:
            return "; ".join(self.adult.missing)
        gap = adult_gap(self.adult)
        return gap.in_row if gap else ""


def adult_rows(adults: Iterable[AdultAround]) -> tuple[AdultRow, ...]:
    """Return all adults in the order they were given: nobody is left out, nobody is ranked."""
    return tuple(AdultRow(adult=adult) for adult in adults)
