"""The one page of an assessment, and what changed between two. Reads rows only."""

from collections.abc import Sequence
from dataclasses import dataclass

from openmash.instruments import shown
from openmash.instruments.engine import Comparison, shared_vocabulary
from openmash.instruments.rules import number_of

WORRY, NO_WORRY, NOT_KNOWN, DIFFER = "worry", "calm", "unknown", "differ"


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One question on one day: its state in a word, for the picture and for its table."""

    state: str
    words: str


@dataclass(frozen=True, kw_only=True)
class AxisChange:
    """One axis over time: a row a question, a mark a day."""

    title: str
    rows: list[dict[str, object]]


def summary_context(reading) -> dict[str, object]:
    """Return what one page says of an assessment: worries, strengths, unknowns, voice, judgement."""
    result, instrument = reading.result, reading.instrument
    entries = [
        {
            "item": item,
            "number": number_of(item, instrument=instrument),
            "said": shown.others_answers(reading.standing.get(item.id, ()), item=item),
        }
        for item in instrument.items.values()
    ]
    return {
        "reading": reading,
        "result": result,
        "panel": shown.side_panel(reading),
        "worries": _grouped(entries, wanted="is_worry"),
        "strengths": [one for one in entries if _is_strength(one)],
        "unknown": [one for one in entries if one["item"] in result.unknown],
        "all": [
            {
                "section": section,
                "entries": [one for one in entries if one["item"].section == section.id],
            }
            for section in instrument.sections
        ],
        "responses": _responses(reading),
        **_voice_context(reading),
        **_judgement_context(reading),
    }


def _voice_context(reading) -> dict[str, object]:
    instrument, heard = reading.instrument, reading.voice
    return {
        "heard": heard,
        "voice": [
            {"label": field.label, "words": heard.words.get(field.id, "")}
            for field in instrument.voice.fields
            if heard and heard.words.get(field.id)
        ],
        "why_not": _reason(instrument, heard=heard),
    }


def _judgement_context(reading) -> dict[str, object]:
    judged = reading.judgement
    if judged is None:
        return {"judged": None, "reasons": [], "second": None, "met": []}
    words = shared_vocabulary().requirements
    return {
        "judged": judged,
        "reasons": [
            {"label": field.label, "words": judged.rationale.get(field.id, "")}
            for field in reading.instrument.judgement.rationale_fields
        ],
        "second": getattr(judged, "second", None),
        "met": [words.get(one, one) for one in judged.met],
    }


def _grouped(entries: Sequence[dict], *, wanted: str) -> list[dict[str, object]]:
    """Return the answers of one kind by axis, so that harm stands apart."""
    found = []
    for axis, (title, _) in shown.AXES.items():
        rows = [
            one
            for one in entries
            if one["item"].axis is axis and any(said[wanted] for said in one["said"])
        ]
        if rows:
            found.append({"title": title, "entries": rows})
    return found


def _is_strength(entry: dict) -> bool:
    item = entry["item"]
    is_strength = item.polarity.value == "strength"
    return is_strength and any(
        not said["is_worry"] and not said["is_unknown"] for said in entry["said"]
    )


def _reason(instrument, *, heard) -> str:
    if heard is None or not heard.why_not:
        return ""
    labels = {option.code: option.label for option in instrument.voice.reasons}
    return labels.get(heard.why_not, heard.why_not)


def _responses(reading) -> list[dict[str, object]]:
    said = {row.rule: row for row in reading.assessment.responses.all()}
    return [one | {"said": said.get(one["rule"].id)} for one in shown.prompts_of(reading.result)]


def changes_by_axis(comparison: Comparison) -> list[dict[str, object]]:
    """Return what changed between two days, by axis, with the answer of each."""
    return [
        {"title": title, "changes": comparison.on_axis(axis)}
        for axis, (title, _) in shown.AXES.items()
        if comparison.on_axis(axis)
    ]


def picture_of(readings: Sequence) -> tuple[list[dict[str, object]], list[AxisChange]]:
    """Return a mark for each question on each day, by axis. Nothing is added up."""
    days = [
        {"on": one.assessment.started_at, "reference": one.assessment.reference} for one in readings
    ]
    items = {item.id: item for one in readings for item in one.instrument.items.values()}
    axes = []
    for axis, (title, _) in shown.AXES.items():
        rows = [
            {"text": item.text, "marks": [_mark(item, reading=one) for one in readings]}
            for item in items.values()
            if item.axis is axis and not item.is_in_words
        ]
        if rows:
            axes.append(AxisChange(title=title, rows=rows))
    return days, axes


def _mark(item, *, reading) -> Mark:
    result = reading.result
    if item.id not in reading.instrument.items:
        return Mark(state=NOT_KNOWN, words="was not asked in that version")
    words = ", ".join(result.answers_in_words(item.id)) or "Nobody answered"
    if item in result.disagreements:
        return Mark(state=DIFFER, words=words)
    if item in result.unknown:
        return Mark(state=NOT_KNOWN, words=words)
    codes = result.standing.get(item.id, frozenset())
    return Mark(state=WORRY if item.worrying & codes else NO_WORRY, words=words)
