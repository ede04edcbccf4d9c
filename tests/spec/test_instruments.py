"""What the instruments prompt, as a practitioner would check them, and when a record may close.

The tables of prompts stand in `instruments.md`, which says how they are read.
"""

from pathlib import Path

import pytest
from tests.rooms.instruments.records import (
    LONG_ENOUGH,
    SEEN,
    answer,
    blank,
    complete,
    result_of,
    small,
)

from openmash.instruments.engine import get_instrument


def answers_in(cell, *, instrument):
    """Read answers such as `strangled: Yes, now or in the last 3 months; leaving: No`."""
    if cell == "nothing yet":
        return
    for part in cell.split(";"):
        name, words = (text.strip() for text in part.split(":", 1))
        item = instrument.items[name.replace(" ", "_")]
        code = next(option.code for option in item.options if option.label.startswith(words))
        yield {"item": item.id, "value": code, **SEEN}


def facts_in(cell):
    """Read facts such as `age 1; contacts 3; disabled`."""
    names = {"age": "subject_age_years", "contacts": "contacts_last_12_months"}
    plain = {"disabled": "subject_is_disabled", "heard before": "marac_heard_last_12_months"}
    found = {}
    for part in (text.strip() for text in cell.split(";") if text.strip()):
        if part in plain:
            found[plain[part]] = True
        else:
            name, number = part.split()
            found[names[name]] = int(number)
    return found


def tables():
    """Return the tables of `instruments.md`: the instrument, what its table shows, the table."""
    text = (Path(__file__).parent / "instruments.md").read_text(encoding="utf-8")
    for part in text.split("\n## ")[1:]:
        heading, table = part.split("\n", 1)
        name, shows = heading.split(":", 1)
        yield pytest.param(name, table, id=f"{name}:{shows}")


@pytest.mark.parametrize(("name", "table"), list(tables()))
def test_what_an_instrument_prompts(name, table, holds):
    """The floor, and the rules that a row names among those that fire."""
    instrument = get_instrument(name)

    def said(row):
        answers = answers_in(row["answered"], instrument=instrument)
        facts = facts_in(row.get("known", ""))
        result = result_of(instrument, blank(instrument, *answers, facts=facts))
        fired = {rule.id.replace("_", " ") for rule in result.fired}
        wanted = {rule.strip() for rule in row["rules"].split(";") if rule.strip()}
        return {
            "not below": result.floor.label if result.floor else "(no floor)",
            "rules": row["rules"] if wanted <= fired else "; ".join(sorted(fired)),
        }

    holds(table, answer=said)


def test_when_a_record_may_close(holds):
    """A record closes with a voice and a judgement, and with reasons where it departs."""
    instrument = small()
    changes = {
        "nothing": {},
        "the child's voice": {"voice": None},
        "the level": {"judgement.band": None},
        "one of the reasons": {"rationale": {}},
        "the supervisor": {"supervisor_discussion": None},
        "the second person": {"override": {"reason": LONG_ENOUGH, "met": ["supervisor_review"]}},
        "the reason": {"override": None},
        "the answer to a prompt": {"rules_fired": []},
    }

    def said(row):
        band = row["level chosen"].lower()
        values = complete(instrument, answer("hurt", "present"))
        values["judgement"]["band"] = band
        for part, value in changes[row["left out"]].items():
            if part in ("judgement.band", "rationale"):
                values["judgement"][part.removeprefix("judgement.")] = value
            else:
                values[part] = value
        result = result_of(instrument, values)
        return {"may close": "yes" if result.may_close else "no"}

    holds(
        """
        floor | level chosen | left out               | may close | because
        ------|--------------|------------------------|-----------|-------------------------------
        High  | High         | nothing                | yes       | everything is there
        High  | High         | the child's voice      | no        | the voice is compulsory
        High  | High         | the level              | no        | a person decides
        High  | High         | one of the reasons     | no        | and explains
        High  | High         | the supervisor         | no        | a critical answer is worrying
        High  | High         | the answer to a prompt | no        | followed, or why not
        High  | High         | the reason             | yes       | the level is the floor
        High  | Low          | nothing                | yes       | lower is allowed, with a reason
        High  | Low          | the reason             | no        | but not without
        High  | Low          | the second person      | no        | nor alone
        """,
        answer=said,
    )
