"""The grade of police material as a form asks for it. Pure.

Source: APP-INTELLIGENCE
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from openmash.errors import RuleBroken
from openmash.sources import read_library_file

BOOK = "handling.yaml"


@cache
def _book() -> Mapping[str, Any]:
    return read_library_file(BOOK)


def choices(part: str) -> list[tuple[str, str]]:
    """Return the codes of one part of the grade with their names and meanings, for a list."""
    rows = _book()[part]
    return [(code, f"{code}: {row['name']}") for code, row in rows.items()]


def flag_choices() -> list[tuple[str, str]]:
    """Return the marks a piece may carry, for a list."""
    flags: Mapping[str, str] = _book()["flags"]
    return [(code, words) for code, words in flags.items() if code != "above_official"]


def grade_of(*, source: str, assessment: str, handling: str) -> str:
    """Return the three characters, or nothing where none was chosen.

    Raises:
        RuleBroken: only a part of the grade was chosen.
    """
    parts = (source, assessment, handling)
    if not any(parts):
        return ""
    if not all(parts):
        raise RuleBroken("A grade has three parts: the source, how it is known, and handling.")
    return "".join(parts)


def conditions_of(
    grade: str, *, action: str, sanitisation: str, instructions: str, rationale: str
) -> dict[str, str]:
    """Return the conditions that ride on a grade, as a piece keeps them.

    Raises:
        RuleBroken: C without its conditions, P with some, or E without the reason.
    """
    held = {"action": action, "sanitisation": sanitisation, "instructions": instructions.strip()}
    if grade.endswith("C") and not all(held.values()):
        raise RuleBroken(
            "Graded C: choose the action code and the sanitisation code, and write how."
        )
    if grade.endswith("P") and any(held.values()):
        raise RuleBroken("Graded P, and yet there are conditions. Grade it C, or take them off.")
    if grade[1:2] == "E" and not rationale.strip():
        raise RuleBroken("Graded E: write why it is suspected to be false.")
    kept = held if grade.endswith("C") else {}
    return {**kept, **({"rationale": rationale.strip()} if rationale.strip() else {})}
