"""A worry as it was answered, question by question, whichever way it came: page, feed or API."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from openmash.errors import BadInput
from openmash.people.rules import PersonAsWritten


class Part(StrEnum):
    """What somebody is in a worry, in the words of who writes it."""

    CHILD = "child"
    ADULT_AT_RISK = "adult_at_risk"
    HOUSEHOLD = "household"
    FEARED = "feared"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonInContact:
    """Somebody named in a worry: what is written of them, and what the writer knows of their days.

    `is_seen`, `is_seen_alone`, `is_told` and `responsibility` are "yes", "no", "not_known" or
    blank; `lives_there` may also be "comes_and_goes". `as_typed` holds what could not be read.
    """

    part: Part
    facts: PersonAsWritten = field(repr=False)
    relation: str = field(default="", repr=False)
    is_seen: str = ""
    last_seen_on: date | None = field(default=None, repr=False)
    last_seen_by: str = field(default="", repr=False)
    is_seen_alone: str = ""
    is_told: str = ""
    not_known: str = field(default="", repr=False)
    lives_there: str = ""
    responsibility: str = ""
    known_to: str = field(default="", repr=False)
    as_typed: dict[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TieSaid:
    """The writer says that one of the people is something to another (`mother_of`).

    `from_position` and `to_position` count the people of the worry from 0.
    """

    from_position: int
    to_position: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Everything that a worry, or a question to the hub, may say. Fields are those of `Contact`.

    Blank means that it was not answered. `received` facts (reference, moment, author) are not
    here: the door adds them.

    Raises:
        BadInput: a line is too long for its place, or a tie is to somebody who is not here.
    """

    kind: str = "worry"  # or consultation
    channel: str = "online"
    danger: str = ""  # yes, no, not_sure
    danger_tests: tuple[str, ...] = ()
    danger_done: str = field(default="", repr=False)
    area: str = ""
    practice_area: str = ""
    referrer_name: str = field(default="", repr=False)
    referrer_job: str = field(default="", repr=False)
    referrer_body: str = field(default="", repr=False)
    referrer_email: str = field(default="", repr=False)
    referrer_phone: str = field(default="", repr=False)
    referrer_relation: str = field(default="", repr=False)
    is_anonymous: bool = False
    is_confidential: bool = False
    happened_on: date | None = field(default=None, repr=False)
    happened_precision: str = ""
    happened_where: str = field(default="", repr=False)
    seen: str = field(default="", repr=False)
    told: str = field(default="", repr=False)
    opinion: str = field(default="", repr=False)
    voice: str = field(default="", repr=False)
    voice_of: str = field(default="", repr=False)
    voice_heard_by: str = field(default="", repr=False)
    voice_before: str = field(default="", repr=False)
    voice_why_not: str = field(default="", repr=False)
    history: str = field(default="", repr=False)
    done_so_far: str = field(default="", repr=False)
    agreement: str = ""  # GIVEN, REFUSED, NOT_SOUGHT_UNSAFE, NOT_SOUGHT, N_A
    agreement_whose: str = field(default="", repr=False)
    agreement_why: str = field(default="", repr=False)
    is_family_told: str = ""
    safe_contact: str = ""  # yes, no, not_known
    safe_contact_how: str = field(default="", repr=False)
    must_not_know: str = field(default="", repr=False)
    risk_to_staff: str = field(default="", repr=False)
    not_known: str = field(default="", repr=False)
    indicators: tuple[str, ...] = ()
    as_typed: dict[str, str] = field(default_factory=dict, repr=False)
    people: tuple[PersonInContact, ...] = field(default=(), repr=False)
    ties: tuple[TieSaid, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        for name, most in LONGEST.items():
            if len(getattr(self, name)) > most:
                raise BadInput(f"{name}: this is longer than {most} letters. Shorten it.")
        for tie in self.ties:
            if not {tie.from_position, tie.to_position} <= set(range(len(self.people))):
                raise BadInput("ties: both people of a tie must be among the people of the worry.")


# The most letters that a line of the contact's record holds.
LONGEST = {
    "kind": 14, "channel": 20, "danger": 10, "area": 120, "practice_area": 40,
    "referrer_name": 160, "referrer_job": 160, "referrer_body": 200, "referrer_email": 254,
    "referrer_phone": 60, "referrer_relation": 160, "happened_precision": 10,
    "happened_where": 300, "voice_of": 160, "voice_heard_by": 160, "agreement": 30,
    "agreement_whose": 200, "is_family_told": 20, "safe_contact": 10,
}  # fmt: skip
# What stands in a table of its own, and not in the contact's row.
ELSEWHERE = {"people", "ties"}
