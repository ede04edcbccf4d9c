"""Runs one engine over one input directory in a process of its own, with its seconds and memory."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.identity.peers import MOST_RECORDS

ENGINES = ("openmash", "splink", "recordlinkage", "exact")


@dataclass(frozen=True, kw_only=True)
class Run:
    """One run: wall seconds, peak resident memory in gigabytes, and why it failed, if it did."""

    engine: str
    seconds: float
    gigabytes: float
    failure: str = ""


def run_engine(
    engine: str, *, directory: Path, output: Path, records: int, options: Sequence[str] = ()
) -> Run:
    """Run the engine and return how it went; an engine that cannot is a failure in words.

    `options` are added to the command, and only `openmash` knows any.

    Memory is the largest of the process and of any that it started and waited for.
    """
    most = MOST_RECORDS.get(engine)
    if most and records > most:
        return Run(engine=engine, seconds=0, gigabytes=0, failure=f"only to {most:,} records")
    errors = output.with_suffix(".stderr")
    started = time.monotonic()
    with errors.open("wb") as stderr:
        process = subprocess.Popen(
            [*_command(engine, directory, output), *options],
            stdout=subprocess.DEVNULL,
            stderr=stderr,
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - started
    failure = _last_line(errors) if process.returncode else ""
    if process.returncode == 0 and not output.exists():
        failure = "it wrote no output"
    return Run(
        engine=engine,
        seconds=seconds,
        gigabytes=usage.ru_maxrss / 1024**2,
        failure=failure,
    )


def _command(engine: str, directory: Path, output: Path) -> list[str]:
    if engine == "openmash":
        return [
            sys.executable, "-c", "import sys; from openmash.cli import main; sys.exit(main())",
            "link", str(directory), "--output", str(output),
        ]  # fmt: skip
    return [sys.executable, "-m", "bench.identity.peers", engine, str(directory), str(output)]


def _last_line(errors: Path) -> str:
    lines = errors.read_text("utf-8", "replace").strip().splitlines()
    return lines[-1][:160] if lines else "it stopped and said nothing"
