"""The three-character grade of intelligence, and the conditions that ride on it.

The grade says how far to trust a line and who may have it. It is read strictly, because a
grade misread in one character can send on what must not leave.

Source: APP-INTELLIGENCE
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from openmash.errors import BadInput
from openmash.sources import read_library_file

GRADE = re.compile(r"[1-3][A-E][PC]")
LEGACY_GRADE = re.compile(r"[A-E][1-5][1-5]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Grade:
    """A grade that was read without doubt."""

    source: str
    assessment: str
    handling: str

    @property
    def has_conditions(self) -> bool:
        """Return whether the line may go only under written conditions."""
        return self.handling == "C"

    @property
    def is_suspected_false(self) -> bool:
        """Return whether there is reason to believe the line false."""
        return self.assessment == "E"

    def in_words(self) -> str:
        """Return the grade as a reader without police training understands it."""
        book = handling_book()
        source = book["source_evaluation"][self.source]["on_the_sheet"]
        return f"{source}; {book['assessment'][self.assessment]['on_the_sheet']}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Conditions:
    """What must be kept to when a line graded C is used, and what was done to meet it.

    `ticked` holds the codes of the sanitisation checklist that a named person confirmed for
    the gist of the piece. `originator_agreed_on` is the day the originator, once consulted, agreed.
    """

    action: str = ""
    sanitisation: str = ""
    instructions: str = field(default="", repr=False)
    ticked: frozenset[str] = frozenset()
    originator_agreed_on: date | None = None
    rationale: str = field(default="", repr=False)

    @property
    def is_sanitised(self) -> bool:
        """Return whether every point of the sanitisation checklist was ticked."""
        return set(sanitisation_checklist()) <= self.ticked


def validate_grade(text: str) -> Grade:
    """Return the grade that `text` spells, e.g. `2BP`.

    Nothing is guessed: small letters, spaces and the older five-by-five form are refused with
    what to write instead, since there is no exact way to convert the older form.

    Raises:
        BadInput: the text is not a grade; the message says which character and what it may be.

    Source: APP-INTELLIGENCE
    """
    if GRADE.fullmatch(text):
        return Grade(source=text[0], assessment=text[1], handling=text[2])
    if LEGACY_GRADE.fullmatch(text):
        raise BadInput(
            f"“{text}” is a grade of the older five-by-five form. There is no exact conversion: "
            "keep it as it was written, and ask the agency that gave it to grade the line again."
        )
    raise BadInput(_what_is_wrong(text))


def _what_is_wrong(text: str) -> str:
    if len(text) != 3:
        return (
            f"A grade has three characters, for example 2BP; this one has {len(text)}. "
            "Write the source (1 to 3), then the assessment (A to E), then P or C."
        )
    places = (
        ("first", "123", "how reliable the source is: 1, 2 or 3"),
        ("second", "ABCDE", "how it is known: A, B, C, D or E"),
        ("third", "PC", "whether it may be shared: P, or C with conditions"),
    )
    for character, (place, allowed, meaning) in zip(text, places, strict=True):
        if character not in allowed:
            return f"The {place} character of a grade says {meaning}. Use capital letters."
    raise AssertionError("a text of three allowed characters is a grade")


def condition_faults(grade: Grade, *, conditions: Conditions | None) -> tuple[str, ...]:
    """Return what is missing or out of place in the conditions of a grade, in words.

    C needs written instructions, one action code and one sanitisation code; P has none of
    them; E needs the reason why the line is suspected to be false.

    Source: APP-INTELLIGENCE
    """
    held = conditions or Conditions()
    book = handling_book()
    faults = []
    if grade.is_suspected_false and not held.rationale.strip():
        faults.append("graded E, and nobody has written why it is suspected to be false")
    if not grade.has_conditions:
        if held.action or held.sanitisation or held.instructions.strip():
            faults.append("graded P, and yet conditions were set: grade it C or take them off")
        return tuple(faults)
    if not held.instructions.strip():
        faults.append("graded C without written handling instructions")
    if held.action not in book["action_codes"]:
        faults.append("graded C without an action code (A1, A2 or A3)")
    if held.sanitisation not in book["sanitisation_codes"]:
        faults.append("graded C without a sanitisation code (S1 or S2)")
    return tuple(faults)


@cache
def handling_book() -> Mapping[str, Any]:
    """Return `library/handling.yaml` as it stands."""
    return read_library_file("handling.yaml")


def sanitisation_checklist() -> Mapping[str, str]:
    """Return each code of the sanitisation checklist with what has to be looked for."""
    checklist: Mapping[str, str] = handling_book()["sanitisation_checklist"]
    return checklist
