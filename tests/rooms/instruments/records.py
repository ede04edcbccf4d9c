"""Made-up records: the smallest one that may close, and instruments of a few lines."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from typing import Any

import yaml

from openmash.instruments.engine import (
    AnswerKind,
    EvidenceNeed,
    Instrument,
    Result,
    evaluate,
    read_instrument,
    read_record,
)

TODAY = date(2026, 6, 1)
LONG_ENOUGH = (
    "Made up for a test, and long enough to count as a reason in every instrument we have."
)
SEEN = {
    "evidence": "Seen at the visit.",
    "sources": ["seen_by_practitioner"],
    "information_date": "2026-05-20",
}


def answer(item: str, value: Any, **more: Any) -> dict[str, Any]:
    """Return an answer with its evidence beside it."""
    return {"item": item, "value": value, **SEEN, **more}


def blank(instrument: Instrument, *answers: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """Return a record that was only begun, with these answers."""
    return {
        "instrument": instrument.id,
        "instrument_version": instrument.version,
        "answers": list(answers),
        **more,
    }


def complete(instrument: Instrument, *answers: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """Return a record that may close if its answers ask for nothing: all else is there."""
    given = {row["item"] for row in answers}
    needed = [
        answer(item.id, "2026-08-01" if item.kind is AnswerKind.DATE else LONG_ENOUGH)
        for item in instrument.items.values()
        if item.is_in_words and item.evidence is EvidenceNeed.REQUIRED and item.id not in given
    ]
    whole = blank(instrument, *answers, *needed)
    whole |= {
        "completed_by": {"user": "worker", "agency": "csc", "role": "social worker"},
        "before_you_start_acknowledged": True,
        "voice": {field.id: LONG_ENOUGH for field in instrument.voice.fields},
        "supervisor_discussion": {"by": "supervisor", "date": "2026-05-30", "view": LONG_ENOUGH},
        "judgement": {
            "band": instrument.judgement.bands[-1].id,
            "rationale": {field.id: LONG_ENOUGH for field in instrument.judgement.rationale_fields},
            "confidence": "medium",
        },
        "override": {
            "reason": LONG_ENOUGH,
            "second_person": {"user": "second", "role": "manager"},
            "met": list(instrument.override.below_floor_requires),
        },
        "rules_fired": [{"rule": rule.id, "response": "followed"} for rule in instrument.rules],
    }
    return whole | more


def result_of(instrument: Instrument, values: Mapping[str, Any], *, today: date = TODAY) -> Result:
    """Return what follows from a record given as values."""
    record = read_record(values, instrument=instrument, today=today)
    return evaluate(instrument, record=record, today=today)


SMALL: dict[str, Any] = {
    "schema": "mash-instrument/1",
    "id": "small",
    "version": "1.0.0",
    "status": "draft",
    "title": "Small",
    "short_title": "Small",
    "practice_area": "children",
    "subject_kinds": ["child"],
    "wording": "original",
    "purpose": "To be tested.",
    "use_when": ["Testing"],
    "do_not_use_for": ["Anything else"],
    "completed_by": {"roles": ["Tester"], "preparation": "None", "sign_off": "None"},
    "before_you_start": ["Made up."],
    "default_scale": "presence",
    "sections": [
        {
            "id": "now",
            "title": "Now",
            "guidance": "Ask.",
            "items": [
                {
                    "id": "hurt",
                    "text": "Hurt?",
                    "polarity": "concern",
                    "axis": "harm",
                    "weight": "critical",
                    "tags": ["body"],
                },
                {
                    "id": "afraid",
                    "text": "Afraid?",
                    "polarity": "concern",
                    "axis": "harm",
                    "weight": "core",
                    "tags": ["feeling"],
                },
                {
                    "id": "when_last",
                    "text": "When last?",
                    "answer": "choice",
                    "options": [
                        {"code": "today", "label": "Today"},
                        {"code": "earlier", "label": "Earlier"},
                    ],
                    "polarity": "neutral",
                    "axis": "context",
                    "weight": "context",
                },
                {
                    "id": "where",
                    "text": "Where?",
                    "answer": "multi_choice",
                    "options": [
                        {"code": "home", "label": "At home"},
                        {"code": "school", "label": "At school"},
                        {"code": "unsure", "label": "Not sure"},
                    ],
                    "polarity": "neutral",
                    "axis": "context",
                    "weight": "context",
                },
            ],
        },
        {
            "id": "strengths",
            "title": "Strengths",
            "guidance": "Ask.",
            "items": [
                {
                    "id": "safe_adult",
                    "text": "A safe adult?",
                    "scale": "strength",
                    "polarity": "strength",
                    "axis": "capability_to_protect",
                    "weight": "critical",
                    "tags": ["people"],
                },
                {
                    "id": "effect",
                    "text": "What effect?",
                    "scale": "impact",
                    "polarity": "concern",
                    "axis": "harm",
                    "weight": "core",
                    "evidence": "required",
                },
                {
                    "id": "story",
                    "text": "What happened?",
                    "answer": "text",
                    "polarity": "neutral",
                    "axis": "context",
                    "weight": "core",
                    "evidence": "required",
                },
                {
                    "id": "seen_on",
                    "text": "Seen on?",
                    "answer": "date",
                    "polarity": "neutral",
                    "axis": "context",
                    "weight": "core",
                },
                {
                    "id": "seen_at",
                    "text": "Seen at?",
                    "answer": "datetime",
                    "polarity": "neutral",
                    "axis": "context",
                    "weight": "core",
                },
            ],
        },
    ],
    "voice": {
        "subject": "child",
        "title": "The child's voice",
        "fields": [
            {"id": "own_words", "label": "Words", "answer": "text", "required": False},
            {"id": "observed", "label": "Seen", "answer": "text", "required": True},
            {"id": "how_used", "label": "Used", "answer": "text", "required": True},
        ],
        "if_not_obtained": {
            "reasons": [{"code": "not_yet_seen", "label": "Not seen"}],
            "plan_required": True,
        },
        "prompts": ["What is a day like?"],
    },
    "judgement": {
        "method": "structured_professional_judgement",
        "scoring": "none",
        "ordered": True,
        "bands": [
            {"id": band, "label": band.title(), "meaning": "M", "response": "R"}
            for band in ("low", "middle", "high")
        ],
        "rationale_fields": [{"id": f"why_{n}", "label": f"Why {n}"} for n in (1, 2, 3)],
        "confidence": ["low", "medium", "high"],
    },
    "rules": [
        {
            "id": "hurt_now",
            "when": {"item": "hurt", "in": ["positive"]},
            "then": [{"floor_band": "high"}, {"require": "medical_advice"}],
            "why": "Because.",
        },
        {
            "id": "afraid_now",
            "when": {"item": "afraid", "in": ["present"]},
            "then": [{"floor_band": "middle"}],
            "why": "Because.",
        },
        {
            "id": "not_asked",
            "when": {"item": "afraid", "in": ["uncertain"]},
            "then": [{"warn": "Ask."}],
            "why": "Because.",
        },
    ],
    "override": {
        "reason_required": True,
        "min_reason_characters": 60,
        "below_floor_requires": ["supervisor_review"],
        "fields": ["Reason"],
    },
    "review": {"by_band": {"low": 60, "middle": 28, "high": 0}, "change_triggers": ["New worry"]},
    "evidence_base": ["None: made up"],
    "limitations": ["Made up"],
}


def small_file(**changes: Any) -> dict[str, Any]:
    """Return the mapping of a small instrument, with some of its parts replaced."""
    return deepcopy(SMALL) | changes


def small(**changes: Any) -> Instrument:
    """Return a small instrument, with some of its parts replaced."""
    return read_instrument(
        as_yaml(small_file(**changes)), file="small.yaml", known_instruments=["other"]
    )


def with_rule(when: Mapping[str, Any], *then: Mapping[str, Any]) -> Instrument:
    """Return a small instrument in which only one rule sets the highest floor."""
    effects = list(then) or [{"floor_band": "high"}]
    rule = {"id": "the_rule", "when": dict(when), "then": effects, "why": "Because."}
    others = [
        {
            "id": f"silent_{n}",
            "when": {"fact": "subject_age_years", "lt": -1000},
            "then": [{"warn": "Never."}],
            "why": "Because.",
        }
        for n in (1, 2)
    ]
    return small(rules=[rule, *others])


def fires(when: Mapping[str, Any], *answers: Mapping[str, Any], **more: Any) -> bool:
    """Return whether a rule with this condition fires on these answers."""
    instrument = with_rule(when)
    result = result_of(instrument, blank(instrument, *answers, **more))
    return "the_rule" in [rule.id for rule in result.fired]


def as_yaml(values: Mapping[str, Any]) -> str:
    """Return a mapping as a YAML text, in its own order."""
    return yaml.safe_dump(dict(values), sort_keys=False, allow_unicode=True)
