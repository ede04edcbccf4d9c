"""What keeps a record from closing: each thing with its code, and what to do about it.

The codes are those of the published format, in its order. Voice, judgement and reasons are
never optional; going below a floor takes a second person.
"""

from collections.abc import Iterator, Sequence

from openmash.instruments.engine.definitions import (
    Band,
    EvidenceNeed,
    Instrument,
    Item,
    Rule,
)
from openmash.instruments.engine.record import Answer, Record, is_same_person
from openmash.instruments.engine.results import Missing

FOLLOWED, DEPARTED = "followed", "departed"


def missing(
    instrument: Instrument, *, record: Record, fired: Sequence[Rule], floor: Band | None
) -> Iterator[Missing]:
    """Yield every fault that keeps the record from closing, each code once."""
    if not record.is_acknowledged:
        yield Missing(
            code="before_you_start",
            words="Read and acknowledge the safety notes that come before the form.",
        )
    yield from _answers(instrument, record=record)
    yield from _voice(instrument, record=record)
    yield from _discussion(instrument, record=record)
    yield from _judgement(instrument, record=record)
    yield from _override(instrument, record=record, floor=floor)
    yield from _responses(instrument, record=record, fired=fired)


def _answers(instrument: Instrument, *, record: Record) -> Iterator[Missing]:
    for item in instrument.items.values():
        is_needed = item.is_in_words and item.evidence is EvidenceNeed.REQUIRED
        if is_needed and not record.in_force.get(item.id):
            yield Missing(code=f"answer.{item.id}", words=f"Answer “{item.text}”")
    for item in instrument.items.values():
        if any(
            needs_evidence(answer, item=item) and not answer.has_evidence
            for answer in record.in_force.get(item.id, ())
        ):
            yield Missing(
                code=f"evidence.{item.id}",
                words=f"Give the account, its source and its date for “{item.text}”",
            )


def needs_evidence(answer: Answer, *, item: Item) -> bool:
    """Return whether account, source and date must stand beside an answer in force.

    Text and dates are their own evidence. A positive answer about a strength needs it too.
    """
    if item.is_in_words or item.evidence is EvidenceNeed.OPTIONAL:
        return False
    if item.evidence is EvidenceNeed.REQUIRED:
        return True
    return any(code in item.positive for code in answer.codes)


def _voice(instrument: Instrument, *, record: Record) -> Iterator[Missing]:
    voice = record.voice
    if voice.is_missing:
        if not voice.has_plan:
            yield Missing(
                code="voice",
                words="Write what the person said or showed; or why that is not possible yet, "
                "the plan to hear them, and the day to try again.",
            )
        return
    for field in instrument.voice.fields:
        if field.is_required and voice.is_blank(field.id):
            yield Missing(code=f"voice.{field.id}", words=f"Complete “{field.label}”.")


def worrying_critical(instrument: Instrument, *, record: Record) -> Iterator[Item]:
    """Yield the critical items to which a worrying answer stands: each is to be discussed."""
    for item in instrument.critical_items:
        if any(item.worrying.intersection(a.codes) for a in record.in_force.get(item.id, ())):
            yield item


def _discussion(instrument: Instrument, *, record: Record) -> Iterator[Missing]:
    worrying = any(worrying_critical(instrument, record=record))
    talk = record.discussion
    is_complete = bool(talk.by.strip() and talk.on and talk.view.strip())
    if worrying and (not is_complete or is_same_person(talk.by, other=record.completed_by)):
        yield Missing(
            code="supervisor_discussion",
            words="A critical answer is worrying: discuss it with a supervisor, who is not the "
            "person completing the record, and write who, when and what they thought.",
        )


def _judgement(instrument: Instrument, *, record: Record) -> Iterator[Missing]:
    judged = record.judged
    if not judged.band:
        yield Missing(code="judgement.band", words="Choose the outcome: this is your judgement.")
    for field in instrument.judgement.rationale_fields:
        if not judged.rationale.get(field.id, "").strip():
            yield Missing(
                code=f"judgement.rationale.{field.id}", words=f"Complete “{field.label}”."
            )
    if not judged.confidence:
        yield Missing(code="judgement.confidence", words="Say how confident you are.")


def _override(instrument: Instrument, *, record: Record, floor: Band | None) -> Iterator[Missing]:
    if floor is None or not record.judged.band or record.judged.band == floor.id:
        return
    shortest = instrument.override.shortest_reason
    if len(record.overridden.reason.strip()) < shortest:
        yield Missing(
            code="override.reason",
            words=f"Your judgement is not the floor, “{floor.label}”. That is allowed: write "
            f"why, in {shortest} characters or more.",
        )
    rung = instrument.judgement.rung
    if rung(record.judged.band) < rung(floor.id):
        yield from _second_person(instrument, record=record)


def _second_person(instrument: Instrument, *, record: Record) -> Iterator[Missing]:
    second = record.overridden.second_person
    if not second.strip() or is_same_person(second, other=record.completed_by):
        yield Missing(
            code="override.second_person",
            words="Going below the floor needs a second person. Name somebody else who agrees.",
        )
    for requirement in instrument.override.below_floor_requires:
        if requirement not in record.overridden.met:
            yield Missing(
                code=f"override.met.{requirement}",
                words=f"Going below the floor needs “{requirement.replace('_', ' ')}”. "
                "Do it, and mark it as met.",
            )


def _responses(
    instrument: Instrument, *, record: Record, fired: Sequence[Rule]
) -> Iterator[Missing]:
    shortest = instrument.override.shortest_reason
    for rule in fired:
        if rule.needs_response and not _is_answered(rule, record=record, shortest=shortest):
            yield Missing(
                code=f"response.{rule.id}",
                words=f"Say that you follow this prompt, or in {shortest} characters or more "
                f"why not: {rule.why}",
            )


def _is_answered(rule: Rule, *, record: Record, shortest: int) -> bool:
    """Return whether the latest response to a rule is complete."""
    said = [response for response in record.responses if response.rule == rule.id]
    if not said:
        return False
    latest = said[-1]
    is_explained = len(latest.reason.strip()) >= shortest
    return latest.response == FOLLOWED or (latest.response == DEPARTED and is_explained)
