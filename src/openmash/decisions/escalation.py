"""A professional disagreement taken further, stage by stage, each with its own clock. Pure.

The first decision stands and its clocks keep running while people disagree. Where somebody is in
immediate danger the disagreement goes straight to a later stage. Source: ESCALATION-POLICIES
"""

from openmash.errors import RuleBroken
from openmash.timekeeping import clock_rule

LAST_STAGE = 5
CODES = {stage: f"ESC-{stage}" for stage in range(1, LAST_STAGE + 1)}


def title_of(stage: int) -> str:
    """Return who talks to whom at this stage, in the register's words."""
    said = clock_rule(CODES[stage]).title
    return said.split(": ", 1)[-1]


def check_next(*, stage: int, is_settled: bool, words: str) -> None:
    """Let a stage end only with what came of it, and nothing go beyond the last.

    Raises:
        RuleBroken: no words, already settled, or there is no further stage.
    """
    if is_settled:
        raise RuleBroken("This disagreement is settled. Take a new view further if there is one.")
    if not words.strip():
        raise RuleBroken("Write what came of this stage: who spoke with whom, and what they said.")
    if stage > LAST_STAGE:
        raise RuleBroken("Stage 5 is the last. Write its outcome; it is final.")


def first_stage(*, is_danger_now: bool) -> int:
    """Return where a disagreement starts: with the practitioners, or higher when danger is now."""
    return 2 if is_danger_now else 1
