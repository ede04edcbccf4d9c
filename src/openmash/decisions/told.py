"""What the person who spoke up is told of a decision: general, kind, and nobody else's line. Pure.

The words come from the library alone and never from a record, so that no line of another agency
can be in them. Whoever writes something of their own is held to the same by `repeats`.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from openmash.decisions.outcomes import Outcome, outcomes

RUN_WORDS = 6
# From what is acted on now to what is left: the referrer hears the first that holds.
BAND_ORDER = (
    "being_looked_into", "help_being_arranged", "with_their_worker", "advice_given",
    "nothing_more_by_us",
)  # fmt: skip
THANKS = "Thank you for telling us."
WITH_OTHERS = "We asked people who know the family, and decided together what happens next."
AGAIN = "If anything changes, tell us again. In danger now? Call 999."
RECEIVED = "We have received what you told us, and it has been read."
PROFESSIONAL = "Go on doing what you do for them. Somebody may ask you to take part."


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one referrer is told: the band for the receipt page, and the words."""

    band: str
    words: str = field(repr=False)


def outcome_words(
    codes: Iterable[str], *, is_professional: bool, may_hear_more_than_receipt: bool
) -> Told:
    """Return what a referrer is told of a decision, as much as their place lets them know.

    Somebody of the household, a former partner, a carer or the person feared is told no more
    than that it was received. Source: LOCAL-PRACTICE
    """
    known = outcomes()
    decided = [known[code] for code in dict.fromkeys(codes) if code in known]
    band = band_of(decided)
    if not may_hear_more_than_receipt:
        return Told(band=band, words=RECEIVED)
    sentences = dict.fromkeys(outcome.told for outcome in decided if outcome.band == band)
    said = [THANKS, WITH_OTHERS, *sentences]
    if is_professional and band not in ("advice_given", "nothing_more_by_us"):
        said.append(PROFESSIONAL)
    return Told(band=band, words=" ".join([*said, AGAIN]))


def band_of(decided: Sequence[Outcome]) -> str:
    """Return the one band that stands for several outcomes: what is acted on first."""
    bands = {outcome.band for outcome in decided}
    return next((band for band in BAND_ORDER if band in bands), BAND_ORDER[-1])


def repeats(words: str, *, of: Collection[str]) -> bool:
    """Tell whether words for a referrer repeat a run of a piece that is not theirs to hear."""
    seen = _runs(words, length=RUN_WORDS)
    return any(_repeats_one(words, piece=piece, seen=seen) for piece in of if piece.strip())


def _repeats_one(words: str, *, piece: str, seen: set[tuple[str, ...]]) -> bool:
    length = len(_words(piece))
    if length >= RUN_WORDS:
        return bool(_runs(piece, length=RUN_WORDS) & seen)
    return length > 1 and bool(_runs(piece, length=length) & _runs(words, length=length))


def _words(text: str) -> list[str]:
    kept = "".join(letter if letter.isalnum() else " " for letter in text.casefold())
    return kept.split()


def _runs(text: str, *, length: int) -> set[tuple[str, ...]]:
    words = _words(text)
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}
