"""Whom an answer is put before, and in which words: references, never names. Pure."""

from dataclasses import dataclass

from openmash.enquiries.answering.rules import State

IN_WORDS = {
    State.ANSWERED: "is answered",
    State.NOTHING_HELD: "is answered: searched, and nothing held",
    State.NOTHING_RELEVANT: "is answered: known, and nothing relevant",
    State.NOT_SEARCHED: "was not searched",
    State.CANNOT_SEARCH: "cannot be searched",
    State.CANNOT_SHARE: "is not shared, with a reason",
    State.NEED_LONGER: "needs longer, with a reason",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What is said to whoever holds the risk. `to_deciders` where a decision may no longer hold."""

    kind: str
    words: str
    to_deciders: bool = False


def news_of(
    state: State, *, reference: str, agency: str, enquiry: str, is_late: bool, pieces: int,
    is_last: bool,
) -> News | None:  # fmt: skip
    """Return the news of one answer, or None where nobody need come back for it.

    An answer after the decision is always news; so is a refusal, a longer time, and the last.
    """
    said = f"{agency}: {reference} {IN_WORDS[state]}."
    if is_late and pieces:
        words = f"{said} It came after the decision on {enquiry}, so the analysis is open again."
        return News(kind="late answer", words=words, to_deciders=True)
    if is_late:
        return News(kind="late answer", words=f"{said} It came after the decision on {enquiry}.")
    if state in (State.CANNOT_SHARE, State.CANNOT_SEARCH, State.NOT_SEARCHED, State.NEED_LONGER):
        return News(kind="not shared", words=said)
    if is_last:
        words = f"Every agency asked for {enquiry} has answered. Read it together."
        return News(kind="gathered", words=words)
    return None
