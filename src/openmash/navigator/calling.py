"""Whom to ring first: decided from the worry, the place and the hour. Pure: numbers are handed in."""

from dataclasses import dataclass, field

from openmash.navigator.network import Sector
from openmash.navigator.worries import ADULT, Age, Place, Worry

EMERGENCY = "999"
FIND = {
    "child": "Its number is on the council’s website: look for “worried about a child”.",
    "adult": "Its number is on the council’s website: look for “worried about an adult”.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Somebody who can be rung: who, whether they are there at that hour, and their number."""

    name: str
    is_open: bool
    reach: str = ""
    opens: str = ""
    phone: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The lines of this partnership at one moment: the hub by day, by night, and one service."""

    day: Line
    night: Line
    service: Line | None = None
    night_words: str = ""

    @property
    def hub(self) -> Line:
        """Return who answers for the hub at that moment."""
        return self.day if self.day.is_open else self.night


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What to do first, the number, why it is this one, and what to say when somebody answers."""

    do: str
    number: str = field(default="", repr=False)
    why: tuple[str, ...] = ()
    say: str = ""
    then_number: str = field(default="", repr=False)
    then: str = ""


def first_call(worry: Worry, *, age: Age, place: Place, sector: Sector, lines: Lines) -> Call:
    """Return whom to ring first.

    Danger goes to 999 from anywhere. A child who lives elsewhere is the other area's, and still
    protected here while found here; an adult's concern belongs where the harm happened. What can
    wait, waits until its own service opens, and says whom to ring if it gets worse.
    Source: CA1989-S47, ADASS-OUT-OF-AREA
    """
    say = _say(sector, age=age, is_night=not lines.day.is_open)
    if worry.ring == "emergency":
        return _emergency(worry, lines=lines, say=say)
    if worry.ring == "wait" and lines.service is not None:
        return _can_wait(lines, service=lines.service, say=say)
    if worry.ring == "officer" and lines.service is not None and lines.service.is_open:
        return Call(
            do=_ring("the designated officer", number=lines.service.phone),
            number=lines.service.phone,
            why=(*_also(worry), _unless_known(lines.service, life=age.life)),
            say=say,
        )
    if place.key == "elsewhere":
        return _elsewhere(worry, age=age, lines=lines, say=say)
    return Call(
        do=_ring("the hub now", number=lines.hub.phone),
        number=lines.hub.phone,
        why=(_who_answers(lines), _unless_known(lines.hub, life=age.life), *_also(worry)),
        say=say,
    )


def _emergency(worry: Worry, *, lines: Lines, say: str) -> Call:
    return Call(
        do=f"Ring {EMERGENCY} now:",
        number=EMERGENCY,
        why=_also(worry),
        say=say,
        then="Then ring the hub" + (":" if lines.hub.phone else "."),
        then_number=lines.hub.phone,
    )


def _can_wait(lines: Lines, *, service: Line, say: str) -> Call:
    if service.is_open:
        do, why = _ring(service.name, number=service.phone), ("This is not an emergency.",)
    else:
        when = f", {service.opens}" if service.opens else " when it opens"
        do = _ring(f"{service.name}{when}", number=service.phone)
        why = ("This can wait until somebody who can help is there.",)
    return Call(
        do=do,
        number=service.phone,
        why=(*why, "" if service.phone else "The hub, or the council’s website, has its number."),
        say=say,
        then="If it gets worse before then, ring the hub" + (":" if lines.hub.phone else "."),
        then_number=lines.hub.phone,
    )


def _elsewhere(worry: Worry, *, age: Age, lines: Lines, say: str) -> Call:
    if age.life == ADULT:
        do = "Ring the council where the harm happened, now."
        why = ("Not where the adult lives or used to live: the council where it happened enquires.",)
        then = "If it happened here, ring our hub"
    else:
        do = "Ring the hub of the area where the child lives, now."
        why = ("The area where a child lives has the first duty.",)
        then = "If the child is here and not safe tonight, ring our hub: whoever finds them protects them"
    return Call(
        do=do,
        why=(*why, FIND[age.life], *_also(worry)),
        say=say,
        then=then + (":" if lines.hub.phone else "."),
        then_number=lines.hub.phone,
    )


def _ring(whom: str, *, number: str) -> str:
    return f"Ring {whom}:" if number else f"Ring {whom}."


def _who_answers(lines: Lines) -> str:
    if lines.day.is_open:
        return "The hub is open."
    return lines.night_words and f"The hub is closed. {lines.night_words}"


def _unless_known(line: Line, *, life: str) -> str:
    return "" if line.phone else FIND[life]


def _also(worry: Worry) -> tuple[str, ...]:
    return (worry.also,) if worry.also else ()


def _say(sector: Sector, *, age: Age, is_night: bool) -> str:
    when = "tonight" if is_night else "today"
    return f"“{sector.work}. I have a worry about {age.about}, {when}.”"
