"""The command `openmash link`."""

import argparse
import sys
from pathlib import Path

from openmash.errors import BadInput
from openmash.intelligence.linkage.linking import Asked, Linked, link, report_lines
from openmash.intelligence.linkage.progress import Progress
from openmash.people.matching.weights import read_model, shipped


def run(arguments: argparse.Namespace) -> int:
    """Link, and report; raise `BadInput` where something cannot be read."""
    model = read_model(arguments.model) if arguments.model else shipped()
    asked = Asked(
        directory=arguments.directory,
        output=arguments.output,
        model=model,
        previous=arguments.previous,
        decisions=arguments.decisions,
        explain=arguments.explain,
        engine=arguments.engine,
        memory=arguments.memory,
        train=arguments.train,
    )
    if arguments.explain and arguments.explain.absolute() == arguments.output.absolute():
        raise BadInput("--explain and --output name one file. Give each its own.")
    linked = link(asked, progress=Progress())
    if arguments.json:
        for line in report_lines(linked):
            print(line)
    else:
        _say(linked, arguments.output)
    return 0


def _say(linked: Linked, output: Path) -> None:
    for one in linked.files:
        unread = ", ".join(f"{name} {count:,}" for name, count in sorted(one.unreadable.items()))
        tail = f"; could not be read: {unread}" if unread else ""
        print(f"{one.file}: {one.rows:,} rows{tail}", file=sys.stderr)
    print(
        f"{linked.records:,} records, {linked.persons:,} persons. Written to {output.name}.",
        file=sys.stderr,
    )
