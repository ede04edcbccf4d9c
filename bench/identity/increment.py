"""What a day costs: one record in a hundred is new, and the rest was linked yesterday."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import yaml

from bench.identity.measures import Measures, measure
from bench.identity.partnership import truth_beside
from bench.identity.running import Run, run_engine

NEW_SHARE, MOST_OF_A_FULL_RUN = 0.01, 0.1


@dataclass(frozen=True, kw_only=True)
class Increment:
    """A full run, the run of one day after it, and how many of yesterday's records kept their id.

    `kept` is between 0 and 1: of the records linked yesterday, those with the same person id today.
    """

    full: Run
    day: Run
    kept: float
    measures: Measures | None

    @property
    def is_met(self) -> bool:
        return not self.failure and self.day.seconds < MOST_OF_A_FULL_RUN * self.full.seconds

    @property
    def failure(self) -> str:
        return self.full.failure or self.day.failure

    def __str__(self) -> str:
        if self.failure or self.measures is None:
            return f"a day's records not measured: {self.failure}"
        share = self.day.seconds / self.full.seconds
        return (
            f"a day's records ({NEW_SHARE:.0%}): {self.day.seconds:.1f} s, {share:.2f} of a full run "
            f"of {self.full.seconds:.1f} s; {self.kept:.2%} of yesterday's records keep their person; "
            f"F1 {self.measures.pairwise.f1:.4f}"
        )


def measure_increment(directory: Path, *, records: int, seed: int = 1) -> Increment:
    """Link all but a hundredth of the records, then all of them with the earlier output."""
    place = directory.parent
    before = place / f"{directory.name}-yesterday"
    _without_some(directory, before, seed=seed)
    yesterday, today = place / f"{before.name}.csv", place / f"{directory.name}-today.csv"
    full = run_engine("openmash", directory=before, output=yesterday, records=records)
    if full.failure:
        return Increment(full=full, day=full, kept=0.0, measures=None)
    options = ["--previous", str(yesterday)]
    day = run_engine(
        "openmash", directory=directory, output=today, records=records, options=options
    )
    if day.failure:
        return Increment(full=full, day=day, kept=0.0, measures=None)
    return Increment(
        full=full,
        day=day,
        kept=_kept(yesterday, today),
        measures=measure(truth_beside(directory), today),
    )


def _without_some(directory: Path, before: Path, *, seed: int) -> None:
    """Copy an input directory without the rows that came in today, drawn by lot."""
    before.mkdir(exist_ok=True)
    shutil.copy(directory / "feeds.yaml", before)
    for feed in yaml.safe_load((directory / "feeds.yaml").read_text("utf-8"))["feeds"]:
        path = directory / feed["file"]
        if path.suffix == ".parquet":
            table = pd.read_parquet(path)
            table.drop(table.sample(frac=NEW_SHARE, random_state=seed).index).to_parquet(
                before / path.name, index=False
            )
            continue
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
        kept = table.drop(table.sample(frac=NEW_SHARE, random_state=seed).index)
        kept.to_csv(before / path.name, index=False)


def _kept(yesterday: Path, today: Path) -> float:
    ids = [
        pd.read_csv(path, dtype=str).set_index("record_id")["person_id"]
        for path in (yesterday, today)
    ]
    return float((ids[0] == ids[1].reindex(ids[0].index)).mean())
