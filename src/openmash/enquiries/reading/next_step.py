"""The one next step of an enquiry: a sentence, a link, and who holds it. Pure.

Everybody who opens the enquiry reads the same sentence, so that nobody waits for somebody who
waits for them.
"""

from dataclasses import dataclass
from datetime import datetime

from openmash.enquiries.jigsaw.wording import capitalised, moment_words, number_words


@dataclass(frozen=True, kw_only=True)
class Awaited:
    """One request that has no answer yet."""

    reference: str
    agency: str
    due_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class EnquiryState:
    """What the next step depends on. `now` carries the hub's timezone."""

    stage: str
    asked: int
    awaited: tuple[Awaited, ...]
    is_asked_to_hold_the_risk: bool = False
    now: datetime

    @property
    def late(self) -> tuple[Awaited, ...]:
        """What is overdue, the longest first."""
        late = [one for one in self.awaited if one.due_at and one.due_at < self.now]
        return tuple(sorted(late, key=lambda one: (one.due_at, one.reference)))


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """One sentence and one link. `page` names where it leads; `state` is next, waiting or done."""

    words: str
    link: str
    page: str
    holder: str
    request: str = ""
    state: str = "next"


def next_step(enquiry: EnquiryState) -> NextStep:
    """Return what has to happen next, and who holds it.

    A risk that waits to be accepted comes first, then what its stage asks for.
    """
    if enquiry.is_asked_to_hold_the_risk:
        return NextStep(
            words="You are asked to hold the risk. It is not yours until you accept it.",
            link="Go to your work to accept it, or to say why not",
            page="home",
            holder="You",
        )
    if enquiry.stage in _LATER:
        return _LATER[enquiry.stage]
    if enquiry.asked == 0:
        return NextStep(
            words="Nobody has been asked yet.", link="Choose whom to ask", page="ask",
            holder="The hub",
        )  # fmt: skip
    if enquiry.late:
        return _ring(enquiry)
    if enquiry.awaited:
        return _wait(enquiry)
    return NextStep(
        words="Every agency that was asked has answered. Read the answers together, then decide.",
        link="Go to the decision",
        page="decision",
        holder="The decision maker",
    )


def _ring(enquiry: EnquiryState) -> NextStep:
    first = enquiry.late[0]
    due = moment_words(first.due_at, now=enquiry.now)
    more = len(enquiry.late) - 1
    others = f" {capitalised(number_words(more))} more {_are(more)} late." if more else ""
    return NextStep(
        words=f"{first.agency} has not answered. It was due {due}.{others}",
        link="Open the request and chase it",
        page="request",
        request=first.reference,
        holder=first.agency,
    )


def _wait(enquiry: EnquiryState) -> NextStep:
    count = len(enquiry.awaited)
    dated = [one for one in enquiry.awaited if one.due_at]
    first = min(dated or enquiry.awaited, key=lambda one: (one.due_at or enquiry.now, one.agency))
    due = f", due {moment_words(first.due_at, now=enquiry.now)}" if first.due_at else ""
    said = f"{capitalised(number_words(count))} {'answer' if count == 1 else 'answers'}"
    return NextStep(
        words=f"{said} still to come, in time. First: {first.agency}{due}.",
        link="Open that request",
        page="request",
        request=first.reference,
        holder=first.agency if count == 1 else "The agencies that were asked",
        state="waiting",
    )


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


_LATER = {
    "analysis": NextStep(
        words="The answers are being read together. What is missing stands with the decision.",
        link="Go to the decision",
        page="decision",
        holder="The decision maker",
    ),
    "decided": NextStep(
        words="Decided. Those who act need to be told what they need, and no more.",
        link="Share it with those who act",
        page="products",
        holder="The decision maker",
    ),
    "disseminated": NextStep(
        words="Shared. It can end when everybody has answered and the referrer has been told.",
        link="See who has answered",
        page="products",
        holder="Those who received it",
        state="waiting",
    ),
    "closed": NextStep(
        words="This enquiry has ended. To look again, say a new worry and link it.",
        link="Say a worry",
        page="worry",
        holder="Nobody",
        state="done",
    ),
}
