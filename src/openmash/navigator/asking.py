"""What somebody asked: four short questions, answered one a page or all at once. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from urllib.parse import urlencode

from openmash.errors import BadInput
from openmash.navigator.network import network
from openmash.navigator.worries import Age, Place, Worry, worries
from openmash.timekeeping.opening import WEEKDAYS

QUESTIONS = ("job", "age", "worry", "where")
DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The answers so far. `day` and `time` ask for another hour than this one."""

    job: str = ""
    age: str = ""
    worry: str = ""
    where: str = ""
    day: str = ""
    time: str = ""

    @property
    def open_question(self) -> str:
        """Return the first question without an answer, or nothing."""
        return next((name for name in QUESTIONS if not getattr(self, name)), "")

    @property
    def query(self) -> str:
        """Return the answers as the end of an address: codes, and nothing about anybody."""
        given = {name: getattr(self, name) for name in (*QUESTIONS, "day", "time")}
        return urlencode({name: said for name, said in given.items() if said})

    def without(self, question: str) -> "Asked":
        """Return the answers with one of them open again, and what depended on it."""
        opened = {question: ""} | ({"worry": ""} if question == "age" else {})
        return replace(self, **opened)


def read(given: Mapping[str, str], *, sector: str = "") -> Asked:
    """Return what was asked; an answer that is none of the choices counts as not given.

    `sector` is the reader's own job: who has one is not asked for it.
    """
    choices = {"job": network().sectors, "where": worries().places, "age": worries().ages}
    said = {name: given.get(name, "") for name in choices}
    asked = {name: said[name] if said[name] in known else "" for name, known in choices.items()}
    worry = worries().worries.get(given.get("worry", ""))
    fits = worry is not None and asked["age"] in worry.ages
    own = sector if sector in network().sectors else ""
    return Asked(
        job=asked["job"] or own,
        age=asked["age"],
        worry=worry.key if worry is not None and fits else "",
        where=asked["where"],
        day=given.get("day", ""),
        time=given.get("time", ""),
    )


def age_of(asked: Asked) -> Age:
    """Return the age that was given."""
    return worries().ages[asked.age]


def worry_of(asked: Asked) -> Worry:
    """Return the worry that was given."""
    return worries().worries[asked.worry]


def place_of(asked: Asked) -> Place:
    """Return the place that was given."""
    return worries().places[asked.where]


def moment_of(asked: Asked, *, now: datetime) -> datetime:
    """Return the moment that is asked about: now, or the next time it is that day and hour.

    `now` is local. Raises BadInput: the hour cannot be read; the message says how to write it.
    """
    if not asked.day and not asked.time:
        return now
    try:
        hour = time.fromisoformat(asked.time) if asked.time else now.time()
        day = WEEKDAYS.index(asked.day) if asked.day else now.weekday()
    except ValueError as fault:
        raise BadInput("Choose a day, and write the hour like 17:40.") from fault
    if hour.tzinfo is not None:
        raise BadInput("Choose a day, and write the hour like 17:40.")
    ahead = (day - now.weekday()) % DAYS_A_WEEK
    return datetime.combine(now.date() + timedelta(days=ahead), hour, tzinfo=now.tzinfo)
