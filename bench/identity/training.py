"""Estimating the shipped weights from generated partnerships, of which it is known who is who.

The weights of all levels are fitted together (logistic regression, maximum likelihood with a light
ridge), so that evidence which comes together, as a home and a telephone do, is not counted twice.
The prior goes in as a fixed offset that depends on the number of records, so that the weights hold
for a small partnership and for a large one.

    python -m bench.identity.training DIRECTORY…   # each an input directory with its truth beside it
"""

import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import duckdb
import numpy as np

from openmash.intelligence.linkage import blocking, scoring
from openmash.intelligence.linkage.feeds import read_feeds
from openmash.intelligence.linkage.preparing import prepare_feeds
from openmash.intelligence.linkage.records import load_records, name_records
from openmash.people.matching.levels import COMPARISONS

# Levels that say nothing weigh nothing; the rest is measured from there.
BASELINE = {
    "given.none", "surname.none", "middle.none", "born.none", "sex.none", "home.none",
    "number.none", "family.none", "family.none_alike", "family.unnamed",
}  # fmt: skip
CODES = [level.code for one in COMPARISONS for level in one.levels if level.code not in BASELINE]
RIDGE = 0.02


def patterns(directory: Path, truth: Path) -> list[tuple[int, ...]]:
    """Return (level of each comparison…, is one person, how many pairs, records) of a directory."""
    with tempfile.TemporaryDirectory() as place:
        return _patterns(directory, truth, Path(place))


def _patterns(directory: Path, truth: Path, place: Path) -> list[tuple[int, ...]]:
    feeds = read_feeds(directory)
    prepared, unchanged = place / "prepared.parquet", place / "unchanged.parquet"
    prepare_feeds(feeds, into=prepared, unchanged=unchanged, progress=lambda _: None)
    connection = duckdb.connect(
        ":memory:", config={"memory_limit": "3GB", "temp_directory": str(place)}
    )
    count = load_records(connection, prepared, unchanged=unchanged, earlier=None)
    name_records(connection, [feed.path.stem for feed in feeds])
    connection.execute("ALTER TABLE records ADD COLUMN is_new BOOLEAN DEFAULT TRUE")
    blocking.make_pairs(connection)
    scoring.score(connection, {}, prior_bits=0, keep_levels=True)
    names = ", ".join(f"scored.{one.name}" for one in COMPARISONS)
    found = connection.execute(f"""
        WITH who AS (SELECT number, person FROM records JOIN read_csv('{truth}', all_varchar=true)
                     ON ref = record_id)
        SELECT {names}, (a.person = b.person)::INT AS is_one, count(*)
        FROM scored JOIN who a ON a.number = l JOIN who b ON b.number = r GROUP BY ALL""").fetchall()
    return [(*row, count) for row in found]


def fit(rows: Sequence[tuple[int, ...]]) -> tuple[dict[str, float], float]:
    """Return the weights in bits by level, and the base that goes with the prior."""
    place = {code: index for index, code in enumerate(CODES)}
    features = np.zeros((len(rows), len(CODES) + 1))
    features[:, -1] = 1
    for index, row in enumerate(rows):
        for comparison, level in zip(COMPARISONS, row, strict=False):
            code = comparison.levels[level].code
            if code in place:
                features[index, place[code]] = 1
    table = np.array([row[len(COMPARISONS) :] for row in rows], dtype=float)
    said, held, records = table.T
    offset = -np.log(records)
    # Each data set counts the same, however large it is.
    weight = held / _total(records, held)
    weights = _newton(features, said, weight, offset)
    bits = weights / np.log(2)
    return {code: round(float(bits[i]), 2) for code, i in place.items()}, round(float(bits[-1]), 2)


def _total(records: np.ndarray, held: np.ndarray) -> np.ndarray:
    sums = {size: held[records == size].sum() for size in np.unique(records)}
    return np.array([sums[size] for size in records]) / 1e5


def _newton(x: np.ndarray, y: np.ndarray, w: np.ndarray, offset: np.ndarray) -> np.ndarray:
    beta = np.zeros(x.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(x @ beta + offset, -40, 40)))
        gradient = x.T @ (w * (y - p)) - RIDGE * beta
        curvature = (x * (w * p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(x.shape[1])
        step = np.linalg.solve(curvature, gradient)
        beta += np.clip(step, -2, 2)
        if np.abs(step).max() < 1e-6:
            break
    return beta


def main(directories: Sequence[str]) -> None:
    """Fit on the directories and print the model."""
    rows = [
        row
        for name in directories
        for row in patterns(Path(name), Path(name).with_name(f"{Path(name).name}-truth.csv"))
    ]
    weights, base = fit(rows)
    print(json.dumps({"base": base, "weights": weights}, indent=1))


if __name__ == "__main__":
    main(sys.argv[1:])
