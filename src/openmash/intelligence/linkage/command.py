"""The command `openmash link`."""

import argparse
import re
import sys
from pathlib import Path

import duckdb

from openmash.errors import BadInput
from openmash.intelligence.linkage import files, spark, training
from openmash.intelligence.linkage.linking import Asked, Linked, link, report_lines
from openmash.intelligence.linkage.progress import Progress
from openmash.people.matching.weights import shipped

DONE, WRONG_USAGE, NOT_READY = 0, 2, 3
_MEMORY = re.compile(r"\d+(\.\d+)?\s*[KMGT]i?B", re.IGNORECASE)


def run(arguments: argparse.Namespace) -> int:
    """Link, and report; raise `BadInput` where something cannot be read."""
    if not _MEMORY.fullmatch(arguments.memory):
        return _refuse("--memory is an amount such as 500MB or 3GB.", WRONG_USAGE)
    try:
        return _run(arguments)
    except spark.EngineMissing as problem:
        return _refuse(str(problem), NOT_READY)
    except duckdb.OutOfMemoryException:
        said = f"{arguments.memory} of memory did not suffice. Give more with --memory."
        return _refuse(said, NOT_READY)
    except (OSError, duckdb.IOException) as problem:
        reason = getattr(problem, "strerror", None) or "the disk may be full"
        said = f"A file could not be read or written ({reason}). Nothing was put out; run again."
        return _refuse(said, NOT_READY)


def _refuse(said: str, status: int) -> int:
    print(f"openmash: {said}", file=sys.stderr)
    return status


def _run(arguments: argparse.Namespace) -> int:
    if arguments.engine == "spark":
        spark.check()
    _check_places(arguments)
    asked = Asked(
        directory=arguments.directory,
        output=arguments.output,
        model=training.own_model(arguments.model) if arguments.model else shipped(),
        previous=arguments.previous,
        decisions=arguments.decisions,
        explain=arguments.explain,
        engine=arguments.engine,
        memory=arguments.memory,
        train=arguments.train,
    )
    progress = Progress()
    if asked.train:
        asked = training.trained(asked, progress=progress)
    linked = link(asked, progress=progress)
    if arguments.json:
        for line in report_lines(linked):
            print(line)
    else:
        _say(linked, arguments.output)
    if linked.unknown_decisions:
        said = "decisions name a record that is not in the input. They had no effect."
        print(f"{linked.unknown_decisions:,} {said}", file=sys.stderr)
    return DONE


def _check_places(arguments: argparse.Namespace) -> None:
    """Check that what is asked for besides the output can be written, each to a file of its own."""
    taken = {arguments.output.absolute(): "--output"}
    for option in ("explain", "train"):
        path: Path | None = getattr(arguments, option)
        if path is None:
            continue
        files.check_place(path)
        if other := taken.get(path.absolute()):
            raise BadInput(f"--{option} and {other} name one file. Give each its own.")
        taken[path.absolute()] = f"--{option}"


def _say(linked: Linked, output: Path) -> None:
    for one in linked.files:
        unread = ", ".join(f"{name} {count:,}" for name, count in sorted(one.unreadable.items()))
        tail = f"; could not be read: {unread}" if unread else ""
        print(f"{one.file}: {one.rows:,} rows{tail}", file=sys.stderr)
    print(
        f"{linked.records:,} records, {linked.persons:,} persons. Written to {output.name}.",
        file=sys.stderr,
    )
