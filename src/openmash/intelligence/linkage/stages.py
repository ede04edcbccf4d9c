"""The stages of a run, each kept on disk once it is complete, so that a run that was killed goes on.

They stand in a directory beside the output, readable to its owner only, and go when the run ends.
"""

import json
import os
import shutil
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any


class Bench:
    """The directory of one run. Stages made for other input, options or models are thrown away."""

    def __init__(self, output: Path, *, made_for: str):
        self.directory = output.with_name(f".{output.name}.part")
        stamp = self.directory / "made-for"
        if self.directory.is_dir() and not (stamp.is_file() and stamp.read_text() == made_for):
            shutil.rmtree(self.directory)
        self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        stamp.write_text(made_for)

    def file(self, name: str) -> Path:
        """Return where a file of the run stands."""
        return self.directory / name

    def is_done(self, stage: str) -> bool:
        """Say whether a stage was completed."""
        return (self.directory / f"{stage}.done").is_file()

    def done(self, stage: str, found: Any = None) -> None:
        """Mark a stage as complete, and keep what it found."""
        partial = self.directory / f"{stage}.partial"
        partial.write_text(json.dumps(found))
        os.replace(partial, self.directory / f"{stage}.done")

    def found(self, stage: str) -> Any:
        """Return what a completed stage found."""
        return json.loads((self.directory / f"{stage}.done").read_text())

    def clear(self) -> None:
        """Take the directory away, at the end."""
        shutil.rmtree(self.directory, ignore_errors=True)


def fingerprint(files: Iterable[Path], *options: object) -> str:
    """Return what tells this run from any other: its files as they stand, and what was asked."""
    parts = [repr(option) for option in options]
    for file in files:
        stat = file.stat()
        parts.append(f"{file.name} {stat.st_size} {stat.st_mtime_ns}")
    return sha256("\n".join(parts).encode()).hexdigest()
