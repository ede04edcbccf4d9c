"""Existence is an answer of its own: known or not, the last month, whom to call. Pure."""

import re
from dataclasses import dataclass, field

from openmash.errors import RuleBroken

KNOWN, NOT_KNOWN = "known", "not_known"
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])|")


@dataclass(frozen=True, slots=True, kw_only=True)
class Existence:
    """The smaller answer. `last_contact` is year and month; `basis` is a code of its own."""

    answer: str
    last_contact: str = field(default="", repr=False)
    whom_to_call: str = field(default="", repr=False)
    basis: str = ""
    systems: str = ""
    names: str = field(default="", repr=False)


def check_existence(said: Existence) -> None:
    """Let existence be answered with a month and a person to ring, on a basis of its own.

    Even "known" discloses something: that somebody is a patient or a client. Source: UKGDPR-A6

    Raises:
        RuleBroken: something is missing, or there is more than may stand here.
    """
    if said.answer not in (KNOWN, NOT_KNOWN):
        raise RuleBroken("Say whether anybody named is known to you, or not.")
    if not said.basis:
        raise RuleBroken("Choose why you may say so. Being known to you is a fact about somebody.")
    if not _MONTH.fullmatch(said.last_contact):
        raise RuleBroken("Give the month and the year of the last contact, and no day.")
    if said.answer == KNOWN and not said.whom_to_call.strip():
        raise RuleBroken("Write whom to call, a name or a team, with a number.")
