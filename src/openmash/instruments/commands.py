"""What `openmash assess` and `openmash instruments check` do. Neither needs a database."""

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TextIO

from openmash.errors import BadInput
from openmash.instruments.engine import (
    Fault,
    Faulty,
    Instrument,
    Result,
    Status,
    evaluate,
    get_instrument,
    read_instrument_file,
    read_record,
    read_record_text,
    summary,
)
from openmash.instruments.engine.faults import UnknownInstrument, quoted
from openmash.instruments.engine.marked import Marked
from openmash.instruments.engine.reading import text_of
from openmash.instruments.engine.record_reading import version_named
from openmash.timekeeping.moments import in_zone

DONE, BAD_INPUT = 0, 1
COMMON_STEM = "instrument-common"


def assess(
    name: str,
    *,
    answers: str,
    as_json: bool = False,
    on: date | None = None,
    out: TextIO,
    err: TextIO,
) -> int:
    """Evaluate one record and say what follows from it; return 0, also if it may not close yet.

    `name` is an instrument of the library, or a file. `answers` is a file, or `-` for standard
    input. `on` is the day of the evaluation, today in London unless given.

    Raises:
        BadInput: the instrument or the record is refused. Nothing is printed then.
    """
    file = "standard input" if answers == "-" else answers
    text = sys.stdin.read() if answers == "-" else text_of(Path(answers))
    marked = read_record_text(text, file=file)
    instrument = _instrument(name, marked=marked)
    today = on or in_zone(datetime.now(UTC)).date()
    record = read_record(marked, instrument=instrument, today=today)
    if instrument.status is Status.RETIRED and record.closed_on is None:
        raise BadInput(
            f"{file}: version {instrument.version} of “{instrument.id}” was retired, and this "
            "record is not closed. Start a new record with the version in use; this file stays "
            "as it is."
        )
    result = evaluate(instrument, record=record, today=today)
    print("\n".join(summary(result)), file=err)
    if as_json:
        print(json.dumps(as_mapping(result)), file=out)
    return DONE


def _instrument(name: str, *, marked: Marked) -> Instrument:
    """Return the instrument asked for, in the version that the record was made with."""
    path = Path(name)
    if path.suffix in (".yaml", ".yml") or len(path.parts) > 1:
        return read_instrument_file(path)
    named = marked.value.get("instrument")
    instrument = get_instrument(name)
    if named not in (None, instrument.id):
        return instrument  # the reading of the record refuses it, with the line
    try:
        return get_instrument(name, version_named(marked.value))
    except UnknownInstrument as unknown:
        fault = marked.fault(("instrument_version",), problem=str(unknown), mend="")
        raise BadInput(fault.in_words()) from None


def as_mapping(result: Result) -> dict[str, Any]:
    """Return a result as the published JSON writes it, and beside it the reasons."""
    return {
        "instrument": result.instrument,
        "instrument_version": result.version,
        "rules_fired": [
            {"rule": rule.id, "effects": [effect.as_written() for effect in rule.then]}
            for rule in result.fired
        ],
        "why": {rule.id: rule.why for rule in result.fired},
        "floor": result.floor.id if result.floor else None,
        "unknown_count": result.unknown_count,
        "unknown_items": [item.id for item in result.unknown],
        "unknown_facts": list(result.unknown_facts),
        "to_discuss": [item.id for item in result.to_discuss],
        "disagreements": [item.id for item in result.disagreements],
        "old_answers": [
            {"item": old.item.id, "information_date": old.information_on.isoformat()}
            for old in result.old_answers
        ],
        "missing": [fault.code for fault in result.missing],
        "may_close": result.may_close,
        "review_due": result.review_due_on.isoformat() if result.review_due_on else None,
    }


def check(
    paths: Sequence[Path],
    *,
    as_json: bool = False,
    out: TextIO,
    err: TextIO,
) -> int:
    """Say what is wrong with instrument files; return 0 if nothing is, else 1.

    A folder stands for the instruments in it. With JSON: one object a file.

    Raises:
        BadInput: a folder holds no instrument.
    """
    status = DONE
    for path in _files(paths):
        try:
            instrument = read_instrument_file(path)
            faults: tuple[Fault, ...] = ()
            print(f"{path}: no faults. {_size(instrument)}", file=err)
        except Faulty as faulty:
            status, faults = BAD_INPUT, faulty.faults
            print("\n".join(fault.in_words() for fault in faults), file=err)
        except BadInput as problem:
            status = BAD_INPUT
            faults = (Fault(file=str(path), line=0, key="", problem=str(problem), mend=""),)
            print(problem, file=err)
        if as_json:
            print(json.dumps(_checked(path, faults)), file=out)
    return status


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        found = [p for p in sorted(path.glob("*.yaml")) if p.stem != COMMON_STEM]
        if not found:
            raise BadInput(f"{path}: this folder holds no instrument (*.yaml).")
        yield from found


def _size(instrument: Instrument) -> str:
    return (
        f"{quoted(instrument.id)} {instrument.version}, {instrument.status.value}: "
        f"{len(instrument.items)} items, {len(instrument.rules)} rules."
    )


def _checked(path: Path, faults: Sequence[Fault]) -> dict[str, Any]:
    return {
        "file": str(path),
        "faults": [
            {"line": fault.line, "key": fault.key, "problem": fault.problem, "mend": fault.mend}
            for fault in faults
        ],
    }
