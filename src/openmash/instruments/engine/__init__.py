"""The engine: reads instruments and records, and says what the answers ask for.

Pure Python: no Django, no database, no clock. The day is always handed in.

    instrument = get_instrument("child-harm-neglect")
    record = read_record(values, instrument=instrument, today=day)
    result = evaluate(instrument, record=record, today=day)
    lines = summary(result)
"""

from openmash.instruments.engine.comparing import AnswerChange, Comparison, compare
from openmash.instruments.engine.definitions import (
    AnswerKind,
    Axis,
    Band,
    Effect,
    EffectKind,
    EvidenceNeed,
    Instrument,
    Item,
    Polarity,
    Rule,
    Section,
    Status,
    Weight,
)
from openmash.instruments.engine.evaluation import evaluate, is_old, is_unknown
from openmash.instruments.engine.faults import (
    BadRecord,
    Fault,
    Faulty,
    FaultyInstrument,
    UnknownInstrument,
)
from openmash.instruments.engine.library import (
    Archive,
    Shelf,
    get_instrument,
    instrument_ids,
    load_archive,
    load_shelf,
    read_instrument_file,
)
from openmash.instruments.engine.reading import read_instrument
from openmash.instruments.engine.record import Answer, Record
from openmash.instruments.engine.record_reading import read_record, read_record_text
from openmash.instruments.engine.results import Floor, Missing, OldAnswer, Prompt, Result
from openmash.instruments.engine.vocabulary import Option, Scale, Vocabulary, shared_vocabulary
from openmash.instruments.engine.wording import comparison_in_words, prompt_in_words, summary

__all__ = [
    "Answer",
    "AnswerChange",
    "AnswerKind",
    "Archive",
    "Axis",
    "BadRecord",
    "Band",
    "Comparison",
    "Effect",
    "EffectKind",
    "EvidenceNeed",
    "Fault",
    "Faulty",
    "FaultyInstrument",
    "Floor",
    "Instrument",
    "Item",
    "Missing",
    "OldAnswer",
    "Option",
    "Polarity",
    "Prompt",
    "Record",
    "Result",
    "Rule",
    "Scale",
    "Section",
    "Shelf",
    "Status",
    "UnknownInstrument",
    "Vocabulary",
    "Weight",
    "compare",
    "comparison_in_words",
    "evaluate",
    "get_instrument",
    "instrument_ids",
    "is_old",
    "is_unknown",
    "load_archive",
    "load_shelf",
    "prompt_in_words",
    "read_instrument",
    "read_instrument_file",
    "read_record",
    "read_record_text",
    "shared_vocabulary",
    "summary",
]
