"""Turn the rows of an assessment into a record that the engine reads. Asks the database nothing."""

from collections.abc import Iterable
from typing import Any

from openmash.instruments.engine import AnswerKind, Instrument


def values_of(
    assessment,
    *,
    instrument: Instrument,
    answers: Iterable,
    voice=None,
    responses: Iterable = (),
    discussion=None,
    judgement=None,
    second=None,
    closed_on=None,
) -> dict[str, Any]:
    """Return a record in the published form, from the rows that count today.

    `completed_by` is whoever judged, or began where nobody has judged yet: a supervisor and a
    second person must be somebody else.
    """
    by = judgement.by_id if judgement else assessment.started_by_id
    return {
        "instrument": assessment.instrument,
        "instrument_version": assessment.instrument_version,
        "completed_by": {"user": str(by)},
        "before_you_start_acknowledged": assessment.acknowledged_at is not None,
        "facts": assessment.facts,
        "answers": [_answer(row, instrument=instrument) for row in answers],
        "voice": _voice(voice),
        "rules_fired": [
            {"rule": row.rule, "response": row.response, "reason": row.reason} for row in responses
        ],
        "supervisor_discussion": _discussion(discussion),
        "judgement": _judgement(judgement),
        "override": _override(judgement, second=second),
        "closed_at": closed_on.isoformat() if closed_on else None,
    }


def _answer(row, *, instrument: Instrument) -> dict[str, Any]:
    item = instrument.items.get(row.item)
    value: object = row.words or None
    if item is not None and not item.is_in_words:
        is_many = item.kind is AnswerKind.MULTI_CHOICE
        value = list(row.codes) if is_many else next(iter(row.codes), None)
    return {
        "id": str(row.pk),
        "item": row.item,
        "value": value,
        "evidence": row.evidence,
        "sources": list(row.sources),
        "information_date": row.information_on,
        "corrects": str(row.corrects_id) if row.corrects_id else None,
        "agency": str(row.agency_id),
    }


def _voice(row) -> dict[str, Any]:
    if row is None:
        return {}
    waiting = {"reason": row.why_not, "plan": row.plan, "try_again_on": row.try_again_on}
    return {**row.words, "if_not_obtained": waiting}


def _discussion(row) -> dict[str, Any]:
    if row is None:
        return {}
    return {"by": str(row.supervisor_id), "date": row.on, "view": row.view}


def _judgement(row) -> dict[str, Any]:
    if row is None:
        return {}
    return {"band": row.band, "rationale": dict(row.rationale), "confidence": row.confidence}


def _override(row, *, second) -> dict[str, Any]:
    if row is None:
        return {}
    return {
        "reason": row.override_reason,
        "met": list(row.met),
        "second_person": {"user": str(second.by_id)} if second else None,
    }
