"""Replay case files: every contact through the same door as a real one, in date order."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from openmash.replay.reading import CaseContact, case_files, in_order, read_case


def run(
    paths: Sequence[Path],
    *,
    no_indicators: bool = False,
    separately: bool = False,
    as_json: bool = False,
    out: TextIO = sys.stdout,
    err: TextIO = sys.stderr,
) -> int:
    """Replay the files, print a line a contact, and return 0.

    All files go into one hub and one date order, unless `separately`.

    Raises:
        BadInput: a file cannot be read. Nothing is replayed before all files were read.
        NoScratchHub: the database server does not let us make one.
    """
    from openmash.replay.hub import ScratchHub
    from openmash.replay.scratch import scratch_hub

    cases = [read_case(path, with_indicators=not no_indicators) for path in case_files(paths)]
    hubs = [[case] for case in cases] if separately else [cases]
    for together in hubs:
        with scratch_hub():
            hub = ScratchHub.opened()
            for contact in in_order(together):
                line = hub.receive(contact)
                _show(line, contact=contact, err=err)
                if as_json:
                    print(json.dumps(line, ensure_ascii=False), file=out, flush=True)
            for words in hub.chronology():
                print(words, file=err)
    return 0


def _show(line: dict, *, contact: CaseContact, err: TextIO) -> None:
    for words in _in_words(line, contact=contact):
        print(words, file=err)


def _in_words(line: dict, *, contact: CaseContact) -> Iterator[str]:
    """Yield what a reader sees of one contact: when, where, and who it was joined with."""
    yield f"{contact.on:%d %B %Y}  {contact.case} {contact.id}  {contact.agency}"
    yield f"    {contact.summary.strip()}"
    for join in line["linked"]:
        how_many = len(join["contacts"])
        agencies = len(join["agencies"])
        yield f"    {join['person']}: one person in {how_many} contacts of {agencies} agencies"
        yield f"        {join['how']}"
    for first, second in line.get("possible", ()):
        yield f"    perhaps one person: {first} and {second}"
    for old, surviving in line.get("merged", ()):
        yield f"    {old} turned out to be {surviving}"
