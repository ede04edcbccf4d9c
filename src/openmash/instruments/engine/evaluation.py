"""Evaluate a record: which rules fire, where the floor is, what is not known, what is missing.

The same answers give the same result in whatever order they came. Silence is never read as
absence: an item that nobody answered stands as “not asked”, and is counted.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from openmash.instruments.engine.closing import missing, worrying_critical
from openmash.instruments.engine.definitions import (
    Band,
    Effect,
    EffectKind,
    Instrument,
    Item,
    Rule,
)
from openmash.instruments.engine.record import Record
from openmash.instruments.engine.results import Floor, OldAnswer, Prompt, Result
from openmash.instruments.engine.vocabulary import Vocabulary, shared_vocabulary
from openmash.timekeeping.moments import add_months

OLD_AFTER_MONTHS = 6


class Standing:
    """How a record stands, as the conditions of rules look at it."""

    def __init__(self, *, instrument: Instrument, record: Record) -> None:
        self.voice_is_missing = record.voice.is_missing
        self._facts = record.facts
        self._in_force = codes_in_force(record)
        self._silence = {
            item.id: frozenset({code})
            for item in instrument.items.values()
            if (code := item.read_as_when_unanswered) is not None
        }

    def codes(self, item: str) -> frozenset[str]:
        """Return the answers in force; for an unanswered item, what silence is read as."""
        return self._in_force.get(item) or self._silence.get(item, frozenset())

    def fact(self, fact: str) -> int | bool | None:
        """Return a fact of the case, None if nobody knows it."""
        return self._facts.get(fact)


def codes_in_force(record: Record) -> dict[str, frozenset[str]]:
    """Return every code that stands for each answered item; agencies may have given several."""
    return {
        item: frozenset(code for answer in answers for code in answer.codes)
        for item, answers in record.in_force.items()
    }


def evaluate(
    instrument: Instrument, *, record: Record, today: date, vocabulary: Vocabulary | None = None
) -> Result:
    """Return what follows from a record of this instrument, as things are today.

    Evaluated afresh each time: nothing that was stored of an earlier evaluation is trusted.
    `today` decides which information is old, and from when a review is counted if the
    record is not closed yet.
    """
    standing = Standing(instrument=instrument, record=record)
    fired = tuple(rule for rule in instrument.rules if rule.when.holds(standing))
    floors = tuple(_floors(fired, instrument=instrument))
    floor = highest([one.band for one in floors], instrument=instrument)
    judged = instrument.bands.get(record.judged.band)
    return Result(
        instrument=instrument.id,
        version=instrument.version,
        title=instrument.title,
        fired=fired,
        floor=floor,
        floors=floors,
        prompts=tuple(_prompts(fired, vocabulary=vocabulary or shared_vocabulary())),
        unknown=tuple(i for i in instrument.items.values() if is_unknown(i, record=record)),
        unknown_facts=tuple(f for f in instrument.facts_asked if record.facts.get(f) is None),
        to_discuss=tuple(worrying_critical(instrument, record=record)),
        disagreements=tuple(_disagreements(instrument, record=record)),
        old_answers=tuple(_old_answers(instrument, record=record, today=today)),
        missing=tuple(missing(instrument, record=record, fired=fired, floor=floor)),
        judged=judged,
        review_due_on=_review_due(instrument, judged=judged, start=record.closed_on or today),
        change_triggers=instrument.change_triggers,
        standing=codes_in_force(record),
        items=instrument.items,
    )


def _floors(fired: tuple[Rule, ...], *, instrument: Instrument) -> Iterator[Floor]:
    if not instrument.judgement.is_ordered:
        return
    for rule in fired:
        for effect in rule.then:
            if effect.kind is EffectKind.FLOOR:
                yield Floor(band=instrument.bands[effect.target], rule=rule.id, why=rule.why)


def highest(bands: list[Band], *, instrument: Instrument) -> Band | None:
    """Return the most serious of some bands of a ladder, None of none."""
    return max(bands, key=lambda band: instrument.judgement.rung(band.id), default=None)


def _prompts(fired: tuple[Rule, ...], *, vocabulary: Vocabulary) -> Iterator[Prompt]:
    for rule in fired:
        for effect in rule.then:
            if effect.kind is not EffectKind.FLOOR:
                yield Prompt(
                    kind=effect.kind,
                    target=effect.target,
                    title=_title(effect, vocabulary=vocabulary),
                    act_within=effect.act_within,
                    rule=rule.id,
                    why=rule.why,
                )


def _title(effect: Effect, *, vocabulary: Vocabulary) -> str:
    if effect.kind is EffectKind.PATHWAY:
        return vocabulary.pathways[effect.target].title
    if effect.kind is EffectKind.REQUIREMENT:
        return vocabulary.requirements[effect.target]
    return effect.target


def is_unknown(item: Item, *, record: Record) -> bool:
    """Return whether nobody answered, or everybody answered only that they do not know.

    “Does not apply” is an answer. Items answered in words are not counted.
    """
    if item.is_in_words:
        return False
    answers = record.in_force.get(item.id, ())
    return all(code in item.uncertain for answer in answers for code in answer.codes)


def _disagreements(instrument: Instrument, *, record: Record) -> Iterator[Item]:
    """Yield the items to which the answers in force are not the same."""
    for item in instrument.items.values():
        if len({frozenset(a.codes) for a in record.in_force.get(item.id, ()) if a.codes}) > 1:
            yield item


def _old_answers(instrument: Instrument, *, record: Record, today: date) -> Iterator[OldAnswer]:
    for item in instrument.items.values():
        for answer in record.in_force.get(item.id, ()):
            day = answer.information_on
            if day is not None and is_old(day, today=today):
                yield OldAnswer(item=item, information_on=day)


def is_old(information_on: date, *, today: date) -> bool:
    """Return whether information of that day is more than six months old."""
    return add_months(information_on, months=OLD_AFTER_MONTHS) < today


def _review_due(instrument: Instrument, *, judged: Band | None, start: date) -> date | None:
    days = instrument.review_days[judged.id] if judged else 0
    return start + timedelta(days=days) if days else None
