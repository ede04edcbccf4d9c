"""Read a completed record, and refuse what the instrument does not define.

An unfinished record is read; a wrong one is refused whole, with every fault named. What is
stored of an earlier evaluation (`unknown_count`, effects, `from_floor`) is not looked at.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from openmash.instruments.engine.definitions import AnswerKind, Instrument
from openmash.instruments.engine.faults import BadRecord, Faulty, nearest, quoted
from openmash.instruments.engine.from_json import read_json
from openmash.instruments.engine.from_yaml import read_yaml
from openmash.instruments.engine.marked import Marked
from openmash.instruments.engine.record import (
    Discussion,
    Judged,
    Overridden,
    Record,
    Response,
    VoiceGiven,
)
from openmash.instruments.engine.record_answers import AnswerReader
from openmash.instruments.engine.record_parts import PartReader
from openmash.instruments.engine.vocabulary import Vocabulary, shared_vocabulary

RESPONSES = ("followed", "departed")
_VOICE_OWN = frozenset({"obtained", "by", "on", "if_not_obtained"})


def read_record_text(text: str, *, file: str) -> Marked:
    """Return a record's text as values with their lines.

    A name ending in .json or .yaml says which it is; else it is JSON if it starts like JSON.

    Raises:
        BadRecord: it is neither, or has a key twice, or is no mapping.
    """
    try:
        is_yaml = file.endswith((".yaml", ".yml"))
        is_json = file.endswith(".json") or (not is_yaml and text.lstrip()[:1] in ("{", "["))
        marked = (read_json if is_json else read_yaml)(text, file=file)
    except Faulty as unreadable:
        raise BadRecord(unreadable.faults) from None
    if not isinstance(marked.value, dict):
        problem = f"A record is a mapping with named parts, and this is {quoted(marked.value)}."
        mend = "Start with “instrument:” and “answers:”."
        raise BadRecord([marked.fault((), problem=problem, mend=mend)])
    return marked


def read_record(
    values: Marked | Mapping[str, Any],
    *,
    instrument: Instrument,
    today: date,
    vocabulary: Vocabulary | None = None,
) -> Record:
    """Return the record of these values, which come from a file or from the hub's own tables.

    Raises:
        BadRecord: something names what the instrument does not define, has the wrong type, or
            lies in the future of `today`. Nothing is evaluated then.
    """
    marked = values if isinstance(values, Marked) else _unmarked(values)
    reader = _RecordReader(
        marked=marked,
        instrument=instrument,
        today=today,
        vocabulary=vocabulary or shared_vocabulary(),
    )
    record = reader.record()
    if reader.faults:
        raise BadRecord(sorted(reader.faults, key=lambda fault: fault.line))
    return record


def _unmarked(values: Mapping[str, Any]) -> Marked:
    return Marked(file="the record", value=dict(values), lines={})


def version_named(values: Mapping[str, Any]) -> str:
    """Return the version that a record says it was made with, empty if it says none."""
    version = values.get("instrument_version")
    return version.strip() if isinstance(version, str) else ""


class _RecordReader(PartReader):
    """Reads every part, and goes on after a fault so that all are told at once."""

    def record(self) -> Record:
        self._check_instrument()
        acknowledged = self.whole.get("before_you_start_acknowledged")
        self.day((), "started_at")
        self.day((), "review_due")
        return Record(
            instrument=self.instrument.id,
            version=self.instrument.version,
            completed_by=self.person(self.whole.get("completed_by")),
            is_acknowledged=acknowledged is True,
            facts=self._facts(),
            answers=AnswerReader(part_reader=self).answers(),
            voice=self._voice(),
            discussion=self._discussion(),
            judged=self._judged(),
            overridden=self._overridden(),
            responses=self._responses(),
            closed_on=self.day((), "closed_at"),
        )

    def _check_instrument(self) -> None:
        for key, own in (
            ("instrument", self.instrument.id),
            ("instrument_version", self.instrument.version),
        ):
            named = self.whole.get(key)
            if named is not None and named != own:
                self.fault(
                    (key,),
                    f"The record says {quoted(named)}, and is evaluated with {quoted(own)}.",
                    "Evaluate it with the instrument and version that it was made with.",
                )

    def _facts(self) -> dict[str, int | bool]:
        found: dict[str, int | bool] = {}
        for fact, value in self.mapping((), "facts").items():
            kind = self.vocabulary.facts.get(fact)
            if kind is None:
                known = list(self.vocabulary.facts)
                self.fault(
                    ("facts", fact),
                    f"There is no fact {quoted(fact)}.",
                    nearest(fact, known=known),
                )
            elif value is None:
                continue  # not known, which is an honest answer
            elif not _is_exactly(value, kind):
                wanted = "true or false" if kind is bool else "a whole number"
                self.fault(
                    ("facts", fact),
                    f"{quoted(fact)} is {wanted}, and this is {quoted(value)}.",
                    f"Write {wanted}, or leave it out if it is not known.",
                )
            else:
                found[fact] = value
        return found

    def _voice(self) -> VoiceGiven:
        row = self.mapping((), "voice")
        fields = {field.id: field for field in self.instrument.voice.fields}
        words: dict[str, str] = {}
        for key in row:
            if key in _VOICE_OWN:
                continue
            if key not in fields:
                self.fault(
                    ("voice", key),
                    f"The voice has no field {quoted(key)}.",
                    nearest(key, known=fields),
                )
                continue
            words[key] = self.text(("voice",), key)
            kind = fields[key].kind
            if kind is AnswerKind.DATE:
                self.day(("voice",), key)
            elif kind is AnswerKind.CHOICE:
                codes = [option.code for option in fields[key].options]
                self.code(("voice",), key, among=codes, kind="option")
        self.day(("voice",), "on")
        waiting = ("voice", "if_not_obtained")
        self.mapping(("voice",), "if_not_obtained")
        reasons = [option.code for option in self.instrument.voice.reasons]
        return VoiceGiven(
            words=words,
            reason=self.code(waiting, "reason", among=reasons, kind="reason"),
            plan=self.text(waiting, "plan"),
            try_again_on=self.day(waiting, "try_again_on"),
        )

    def _discussion(self) -> Discussion:
        row = self.mapping((), "supervisor_discussion")
        here = ("supervisor_discussion",)
        return Discussion(
            by=self.person(row.get("by")),
            on=self.day(here, "date"),
            view=self.text(here, "view"),
        )

    def _judged(self) -> Judged:
        self.mapping((), "judgement")
        here = ("judgement",)
        fields = [field.id for field in self.instrument.judgement.rationale_fields]
        rationale: dict[str, str] = {}
        for key in self.mapping(here, "rationale"):
            if key not in fields:
                self.fault(
                    ("judgement", "rationale", key),
                    f"The reasons have no part {quoted(key)}.",
                    nearest(key, known=fields),
                )
            else:
                rationale[key] = self.text(("judgement", "rationale"), key)
        confidence = self.instrument.judgement.confidence
        return Judged(
            band=self.code(here, "band", among=self.instrument.bands, kind="band"),
            rationale=rationale,
            confidence=self.code(here, "confidence", among=confidence, kind="confidence"),
        )

    def _overridden(self) -> Overridden:
        row = self.mapping((), "override")
        second = row.get("second_person")
        met = self.codes_list(("override",), "met")
        return Overridden(
            reason=self.text(("override",), "reason"),
            second_person=self.person(second),
            met=frozenset(met),
        )

    def _responses(self) -> tuple[Response, ...]:
        rules = [rule.id for rule in self.instrument.rules]
        found: list[Response] = []
        for here, row in self.rows("rules_fired"):
            rule = self.code(here, "rule", among=rules, kind="rule")
            if not rule and not row.get("rule"):
                self.fault(here, "It is not said which rule this is.", "Add “rule:”.")
            found.append(
                Response(
                    rule=rule,
                    response=self.code(here, "response", among=RESPONSES, kind="response"),
                    reason=self.text(here, "reason"),
                )
            )
        return tuple(found)


def _is_exactly(value: object, kind: type) -> bool:
    """Return whether a value is of this type; true is not taken for the number 1."""
    return type(value) is kind
