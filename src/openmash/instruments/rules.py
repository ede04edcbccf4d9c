"""What may be done with an assessment, and what makes it whole. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from openmash.errors import BadInput, RuleBroken
from openmash.instruments.engine import Answer, BadRecord, Instrument, Item, Missing
from openmash.instruments.engine.closing import needs_evidence

SIGNED = (
    "This assessment is signed, so nothing can be added. "
    "To judge anew, start another with the same instrument; the two can be compared."
)
FURTHEST_REVIEW_DAYS = 366


@dataclass(frozen=True, kw_only=True)
class Given:
    """What somebody answers to one question, as they give it."""

    item: str
    codes: tuple[str, ...] = ()
    words: str = field(default="", repr=False)
    evidence: str = field(default="", repr=False)
    sources: tuple[str, ...] = ()
    information_on: date | None = None
    piece: int | None = None

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing at all was given."""
        return not (self.codes or self.words.strip() or self.evidence.strip() or self.sources)


def check_may_start(*, is_in_use: bool, is_ended: bool, is_acknowledged: bool) -> None:
    """Refuse to begin where the notes were not read, or enquiry, version or licence is over.

    Raises:
        RuleBroken: with what to do instead.
    """
    if is_ended:
        raise RuleBroken(
            "This enquiry has ended. Say a new worry first; an assessment needs an open enquiry."
        )
    if not is_in_use:
        raise RuleBroken(
            "This version is not in use: it was replaced or retired, or its licence has run out. "
            "Choose from the list of instruments."
        )
    if not is_acknowledged:
        raise RuleBroken("Read the notes, and tick that you have, before you start.")


def check_open(*, is_signed: bool) -> None:
    """Refuse to add to an assessment that is signed.

    Raises:
        RuleBroken: it is.
    """
    if is_signed:
        raise RuleBroken(SIGNED)


def check_may_sign(missing: Sequence[Missing]) -> None:
    """Refuse to sign what is not whole.

    Raises:
        RuleBroken: something is missing.
    """
    if missing:
        number = len(missing)
        things = "one thing is" if number == 1 else f"{number} things are"
        raise RuleBroken(f"It cannot be signed yet: {things} missing. Each is listed below.")


def check_review(review_on: date | None, *, judged_on: date, latest: date | None) -> None:
    """Refuse a review in the past, or later than the instrument proposes for its judgement.

    `latest` is None where the instrument plans none: then a change trigger reopens the matter.

    Raises:
        BadInput: with the day that is possible.
    """
    if review_on is None:
        if latest is not None:
            raise BadInput(f"Give the day of the next look, {latest:%-d %B %Y} at the latest.")
        return
    if review_on <= judged_on:
        raise BadInput("The next look lies ahead: give a later day.")
    if latest is not None and review_on > latest:
        raise BadInput(
            f"For this judgement the next look is on {latest:%-d %B %Y} at the latest. Sooner is fine."
        )


def in_plain_words(bad: BadRecord) -> BadInput:
    """Return what the engine refuses, as one sentence for whoever typed it."""
    return BadInput(" ".join(f"{one.problem} {one.mend}".strip() for one in bad.faults[:3]))


def is_same(given: Given, *, codes: Sequence[str], row) -> bool:
    """Tell whether an answer says just what the agency's last one says: then none is added."""
    return row is not None and (
        (tuple(codes), given.words.strip(), given.evidence.strip())
        == (tuple(row.codes), row.words, row.evidence)
        and sorted(given.sources) == sorted(row.sources)
        and given.information_on == row.information_on
    )


def lacks_evidence(item: Item, *, row) -> bool:
    """Tell whether an answer still needs its account, source or date before anybody can sign."""
    answer = Answer(
        item=item.id,
        codes=tuple(row.codes),
        words=row.words,
        evidence=row.evidence,
        sources=tuple(row.sources),
        information_on=row.information_on,
    )
    return answer.has_value and needs_evidence(answer, item=item) and not answer.has_evidence


def number_of(item: Item, *, instrument: Instrument) -> int:
    """Return the number of a question in its instrument, from 1."""
    return list(instrument.items).index(item.id) + 1
