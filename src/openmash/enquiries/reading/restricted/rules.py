"""Who reads a restricted enquiry, and how long broken glass stays open. Pure."""

import re
from collections.abc import Collection
from datetime import datetime, timedelta

from openmash.errors import RuleBroken

GLASS_OPEN_FOR = timedelta(hours=4)  # a shift's emergency; whoever needs longer breaks it again
SHORTEST_REASON = 20  # letters: a word is not a reason for anybody who reviews it
_REFERENCE = re.compile(r"[A-Z]{2,8}-\d{4}-\d{1,8}")


def check_readers(readers: Collection[int], *, by: int, risk_owner: int | None, why: str) -> None:
    """Let an enquiry be restricted to readers among whom somebody can still act.

    Raises:
        RuleBroken: no reason, nobody named, or the risk owner is shut out of their own risk.
    """
    if not why.strip():
        raise RuleBroken("Say why only named readers may know of this enquiry.")
    if by not in readers:
        raise RuleBroken("Name yourself too, or name somebody who restricts it in your place.")
    if risk_owner is not None and risk_owner not in readers:
        raise RuleBroken(
            "Whoever holds the risk has to read it. Name them too, or hand the risk over first."
        )


def check_reason(reason: str, *, is_danger_to_life: bool) -> None:
    """Let the glass be broken only for danger to life, with a reason somebody can review.

    Raises:
        RuleBroken: it is not said that there is danger to life, or the reason is too short.
    """
    if not is_danger_to_life:
        raise RuleBroken(
            "This opens a record only where somebody’s life is in danger. "
            "Otherwise ask information governance."
        )
    if len(reason.strip()) < SHORTEST_REASON:
        raise RuleBroken("Say what the danger is and why it cannot wait, in a whole sentence.")


def lapses_at(at: datetime) -> datetime:
    """Return when broken glass closes by itself."""
    return at + GLASS_OPEN_FOR


def is_reference(words: str) -> bool:
    """Say whether words look like the reference of an enquiry, whether or not there is one."""
    return bool(_REFERENCE.fullmatch(words))
