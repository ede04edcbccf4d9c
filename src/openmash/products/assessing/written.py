"""An assessment as values for the typesetter: every question, every answer, who gave it and when."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from openmash.instruments.reading.summary import summary_context

NOT_SIGNED = "NOT SIGNED YET"


def values_of(reading, *, printed_at: datetime) -> dict[str, Any]:
    """Return what the printed record says, in its order. All of it is text."""
    made = summary_context(reading)
    row, result, instrument = reading.assessment, reading.result, reading.instrument
    return {
        "title": instrument.title,
        "reference": row.reference,
        "document_title": f"{instrument.short_title}, {row.reference}",
        "copy_for": "",
        "notice": "" if row.closed_at else NOT_SIGNED,
        "seal": "",
        "questions_to": "",
        "facts": [
            ["About", row.about],
            ["Instrument", f"{instrument.title}, version {instrument.version}"],
            ["Begun", f"{_moment(row.started_at)}, {row.started_by.name}"],
            ["Signed", f"{_moment(row.closed_at)}, {row.closed_by.name}" if row.closed_at else ""],
            ["Next look", f"{row.review_on:%-d %B %Y}" if row.review_on else ""],
            ["At least", result.floor.label if result.floor else "No rule sets a floor"],
            ["Judged", result.judged.label if result.judged else "Not judged yet"],
            ["Not known", f"{result.unknown_count} of {made['panel']['of']} questions"],
            ["Printed", _moment(printed_at)],
        ],
        "voice_title": instrument.voice.title,
        "voice": [[one["label"], one["words"]] for one in made["voice"]],
        "not_heard": _not_heard(made),
        "reasons": _reasons(made),
        "discussion": _discussion(reading),
        "prompts": [_prompt(one) for one in made["responses"]],
        "sections": [_section(one) for one in made["all"]],
        "unknown": [f"{one['number']}. {one['item'].text}" for one in made["unknown"]],
        "limits": list(instrument.limitations),
        "never": list(instrument.do_not_use_for),
    }


def _section(part: Mapping) -> dict[str, Any]:
    return {
        "title": part["section"].title,
        "questions": [
            {
                "text": f"{one['number']}. {one['item'].text}",
                "answers": [_answer(said) for said in one["said"]],
            }
            for one in part["entries"]
        ],
    }


def _answer(said: Mapping) -> dict[str, str]:
    when = f", information of {said['on']:%-d %B %Y}" if said["on"] else ""
    return {
        "answer": said["answer"],
        "by": f"{said['agency']}, {said['by']}, {_moment(said['at'])}{when}",
        "evidence": said["evidence"],
    }


def _prompt(one: Mapping) -> dict[str, str]:
    said = one["said"]
    done = "Not answered yet" if one["rule"].needs_response else ""
    if said is not None:
        done = ": ".join(filter(None, (said.get_response_display(), said.reason)))
    return {"asks": ". ".join(filter(None, one["words"])), "why": one["why"], "done": done}


def _not_heard(made: Mapping) -> str:
    heard = made["heard"]
    if made["voice"]:
        return ""
    if not made["why_not"]:
        return "Nobody has written down what the person said, or why not."
    again = f" Tried again on {heard.try_again_on:%-d %B %Y}." if heard.try_again_on else ""
    return f"{made['why_not']}. {heard.plan}{again}"


def _reasons(made: Mapping) -> list[list[str]]:
    judged, second = made["judged"], made["second"]
    if judged is None:
        return []
    rows = [[one["label"], one["words"]] for one in made["reasons"]]
    rows.append(["How sure", judged.confidence])
    rows.append(["Judged by", f"{judged.by.name}, {_moment(judged.at)}"])
    rows.append(["Why it is not the floor", judged.override_reason])
    rows.append(["Done first", "; ".join(made["met"])])
    if second is not None:
        agreed = f"{second.by.name}, {_moment(second.at)}: {second.words}"
        rows.append(["A second person", agreed])
    return [row for row in rows if row[1]]


def _discussion(reading) -> str:
    talk = reading.discussion
    if talk is None:
        return ""
    return f"{talk.supervisor.name}, {talk.on:%-d %B %Y}: {talk.view}"


def _moment(at: datetime) -> str:
    return f"{timezone.localtime(at):%-d %B %Y, %H:%M}"
