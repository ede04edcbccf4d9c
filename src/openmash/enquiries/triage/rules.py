"""What triage may and may not do: danger first, no closing on words alone. Pure."""

import re
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from openmash.enquiries.triage.agreement import Agreement
from openmash.enquiries.triage.practice import ClosingReason, Response
from openmash.errors import RuleBroken
from openmash.policy import Remit
from openmash.timekeeping import WorkingCalendar

NONE_OF_THESE = "none"  # somebody read the danger tests and found that none is so
ACCEPT_DANGER_WITHIN = timedelta(hours=1)
LEAST_TIME_TO_ACCEPT = timedelta(hours=2)
ENOUGH_OWN_WORDS = 6
REPEATS_REVIEWED = 3
ADULT_AGE_YEARS = 18

# Words that stand round a phrase without saying anything of their own.
_AROUND_A_PHRASE = (
    "a an and are as at be been but by case close closed closing family for from further had has "
    "have he her him his i in is it mother father mum dad parent parents nfa no not now of on or "
    "our she so that the their them they this to us was we were will with adult child person "
    "services therefore action needed required"
)
_EMPTY_WORDS = frozenset(_AROUND_A_PHRASE.split())


def is_danger(danger: str, *, tests: Collection[str]) -> bool:
    """Tell whether somebody is in danger now: said so, or a danger test answered yes.

    Any one of them is Red and waits for nothing. Only somebody in the hub who read the contact
    and ticked "none of these" overrules what the writer said. Source: LOCAL-PRACTICE
    """
    if NONE_OF_THESE in tests:
        return False
    return danger == "yes" or bool(tests)


def needs_level(remits: Collection[Remit]) -> bool:
    """Tell whether a level of need applies: children have levels, adults have none."""
    return Remit.CHILDREN in remits


def check_rating(*, rating: str, why: str, is_in_danger: bool) -> None:
    """Keep a rating honest: danger is Red, and every rating says why.

    Raises:
        RuleBroken: somebody is in danger and it is rated anything but Red, or no reason is given.
    """
    if is_in_danger and rating != "red":
        raise RuleBroken(
            "Somebody may be in danger now, so this is Red. "
            "If none of the danger tests is so, tick “None of these” and say why in the reason."
        )
    if not why.strip():
        raise RuleBroken("Say why you rate it so: the next person reads it before they act.")


def check_response(
    response: Response, *, remits: Collection[Remit], kind: str, is_in_danger: bool
) -> None:
    """Refuse an answer that does not fit: danger waits for nothing, and each law has its own way.

    Raises:
        RuleBroken: the answer is for others than this contact is about, or would leave danger be.
    """
    wanted = {"child": Remit.CHILDREN, "adult": Remit.ADULTS}.get(response.applies_to)
    if wanted is not None and wanted not in remits:
        raise RuleBroken(f"“{response.title}” does not fit whom this contact is about.")
    if response.is_for == "consultation" and kind != "consultation":
        raise RuleBroken("This came as a worry and not as a question, so it needs a fuller answer.")
    if is_in_danger and not response.may_follow_danger:
        raise RuleBroken(
            "A danger test is answered yes. Choose what makes somebody safe now, "
            "or open an enquiry."
        )


def check_closing(
    response: Response,
    *,
    reasons: Sequence[ClosingReason],
    rationale: str,
    known: Collection[ClosingReason],
) -> None:
    """Refuse to do nothing more for a reason that is never enough by itself.

    "Has capacity", "declined", "not engaging", "another agency is involved" and a score may be
    true and still tell nobody that a person is safe. Source: LOCAL-PRACTICE

    Raises:
        RuleBroken: no reason, only such reasons, or words that say only such things.
    """
    if not rationale.strip():
        raise RuleBroken("Say why this is the right answer. Nothing ends without a reason.")
    if not response.is_closing or response.is_for == "consultation":
        return
    if not reasons:
        raise RuleBroken("Tick why nothing more is needed.")
    if not any(reason.is_enough for reason in reasons):
        raise RuleBroken(
            "That may be so, and is never by itself a reason to stop. "
            "Say what shows that the person is safe, and who has seen them."
        )
    if says_only_phrases(rationale, known=known):
        raise RuleBroken(
            "Those words alone do not tell the next reader that anybody is safe. "
            "Write what you looked at, who you spoke to, and what would make you look again."
        )


def says_only_phrases(rationale: str, *, known: Collection[ClosingReason]) -> bool:
    """Tell whether a rationale holds nothing beyond phrases that are never enough to close on."""
    text = re.sub(r"[^a-z' ]+", " ", rationale.lower().replace("’", "'"))
    text = " ".join(text.split())
    phrases = sorted((p for reason in known for p in reason.phrases), key=len, reverse=True)
    found = [phrase for phrase in phrases if phrase in text]
    if not found:
        return False
    for phrase in found:
        text = text.replace(phrase, " ")
    own_words = [word for word in text.split() if word not in _EMPTY_WORDS]
    return len(own_words) < ENOUGH_OWN_WORDS


def check_refusal(
    response: Response,
    *,
    remits: Collection[Remit],
    agreement: Agreement,
    level_again_why: str,
) -> None:
    """Let no parent's refusal, silence or withdrawn agreement end a contact about a child.

    It sends the question back to the level: is this more than was thought? Source: HARINGEY2013

    Raises:
        RuleBroken: nobody has looked at the level again, or help that needs agreement has none.
    """
    if Remit.CHILDREN not in remits:
        return
    was_refused = agreement is Agreement.REFUSED_RESPECTED
    if response.needs_agreement and agreement not in {
        Agreement.GIVEN,
        Agreement.REFUSED_OVERRIDDEN,
        Agreement.NOT_SOUGHT_UNSAFE,
    }:
        raise RuleBroken(
            f"“{response.title}” rests on agreement, and none is recorded. Ask where it is safe "
            "to ask. If they said no, look at the level again."
        )
    if response.is_closing and was_refused and not level_again_why.strip():
        raise RuleBroken(
            "A refusal does not close a worry about a child. Look at the level again, "
            "and write what you found."
        )


def check_authority(response: Response, *, may_decide: bool) -> None:
    """Keep what a decision maker has to sign for a decision maker.

    Raises:
        RuleBroken: the viewer is none.
    """
    if response.needs_authority and not may_decide:
        raise RuleBroken(
            f"“{response.title}” is signed by a decision maker. Ask one now, "
            "or offer them the risk with what you found."
        )


def accept_by(at: datetime, *, is_in_danger: bool, calendar: WorkingCalendar) -> datetime:
    """Return when an allocated worker must have accepted a contact that is handed to them.

    Danger: within the hour, by day and night. Otherwise the same day, or the next working day
    where too little is left of this one. Source: LONDON-CONTINUUM
    """
    if is_in_danger:
        return at + ACCEPT_DANGER_WITHIN
    today = calendar.close_of_working_day(at, days=0)
    if today - at >= LEAST_TIME_TO_ACCEPT:
        return today
    return calendar.close_of_working_day(at, days=1)


def check_handover(*, is_in_danger: bool, is_spoken: bool) -> None:
    """Ask the danger tests first: a contact that tells of danger is handed over by voice.

    Raises:
        RuleBroken: somebody is in danger and nobody has spoken with the worker.
    """
    if is_in_danger and not is_spoken:
        raise RuleBroken(
            "Somebody may be in danger now. Speak with the worker or the duty manager first, "
            "then hand it over and say that you spoke."
        )


def is_repeat(earlier_days_ago: Sequence[int], *, within_days: int = 365) -> bool:
    """Tell whether so many contacts came within the look-back that a manager reviews them.

    Source: OPENMASH-DEFAULTS
    """
    return sum(0 <= days <= within_days for days in earlier_days_ago) + 1 >= REPEATS_REVIEWED
