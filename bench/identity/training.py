"""Estimating the shipped weights from generated partnerships, of which it is known who is who.

The weights of all levels are fitted together (logistic regression, maximum likelihood with a light
ridge), so that evidence which comes together, as a home and a telephone do, is not counted twice.
The prior goes in as a fixed offset that depends on the number of records, so that the weights hold
for a small partnership and for a large one.

    python -m bench.identity.training families-4                 # makes the model that is shipped
    python -m bench.identity.training families-4 DIRECTORY…      # the same on sets of your own

It is trained on partnerships of the project's generator, each with troubles drawn afresh, and on
FEBRL 1 and 2. The held-out generator and FEBRL 3 and 4 are for measuring alone.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
import numpy as np

from bench.identity.febrl import write_febrl
from bench.identity.partnership import truth_beside, write_partnership
from bench.identity.trouble import drawn
from openmash.intelligence.linkage import blocking, scoring
from openmash.intelligence.linkage.feeds import read_feeds
from openmash.intelligence.linkage.preparing import prepare_feeds
from openmash.intelligence.linkage.records import load_records, name_records
from openmash.people.matching import weights as weights_module
from openmash.people.matching.levels import COMPARISONS

Pattern = tuple[int, ...]  # level of each comparison…, is one person, how many pairs, records

PARTNERSHIPS = ((11, 8_000), (12, 12_000), (13, 20_000), (14, 30_000))  # seed, records
FEBRL = (1, 2)
# Levels that say nothing weigh nothing; the rest is measured from there.
BASELINE = {
    "given.none", "surname.none", "middle.none", "born.none", "sex.none", "home.none",
    "number.none", "family.none", "family.none_alike", "family.unnamed",
}  # fmt: skip
CODES = [level.code for one in COMPARISONS for level in one.levels if level.code not in BASELINE]
RIDGE = 0.02
# What is decided and not fitted, in bits: the lines, and that who may be twins are two people until
# all that is held of both says that they are one.
JOIN, POSSIBLE, APART = 1.0, -3.0, -5.0
DOUBT = 14.0  # what a twin's level loses, to be given back by groups alone
TWINS_APART = -14.5  # two sexes besides: brother and sister
# What generated sets show too seldom, or too well: a number that is checked nowhere is mistyped and
# given twice oftener than theirs, and father and son of one name must never stand together.
BOUNDS = {
    "number.local": (0.0, 16.0), "number.local_differs": (-5.0, 0.0), "number.local_near": (0.0, 6.0),
    "family.namesake": (-14.0, -8.0), "family.namesake_alike": (-14.0, -6.0),
    "family.twin_numbers": (-14.0, -9.0), "family.twin_number": (-14.0, 0.0),
    "family.generation": (-12.0, -8.0), "family.unnamed_twin": (-14.0, -8.0),
    "family.unnamed_numbers": (-14.0, -9.0), "family.namesake_numbers": (-14.0, -5.0),
}  # fmt: skip


def patterns(directory: Path, truth: Path) -> list[Pattern]:
    """Return (level of each comparison…, is one person, how many pairs, records) of a directory."""
    with tempfile.TemporaryDirectory() as place:
        return _patterns(directory, truth, Path(place))


def _patterns(directory: Path, truth: Path, place: Path) -> list[Pattern]:
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


def fit(rows: Sequence[Pattern]) -> tuple[dict[str, float], float]:
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


def model(rows: Sequence[Pattern], *, version: str) -> dict[str, object]:
    """Return what `weights.json` holds: the fitted weights, within what is known of families."""
    weights, base = fit(rows)
    for code, (least, most) in BOUNDS.items():
        weights[code] = min(max(weights[code], least), most)
    weights[scoring.TWIN] = round(weights[scoring.TWIN] - DOUBT, 2)
    weights["family.twin_sexes"] = TWINS_APART
    return {
        "version": version, "base": base, "join": JOIN, "possible": POSSIBLE, "apart": APART,
        "doubt": DOUBT, "weights": weights,
    }  # fmt: skip


def training_sets(place: Path) -> Iterator[Path]:
    """Write the sets that the shipped model is trained on, one after another."""
    for seed, records in PARTNERSHIPS:
        directory = place / f"partnership-{seed}"
        write_partnership(directory, records=records, seed=seed, trouble=drawn(seed))
        yield directory
    for which in FEBRL:
        write_febrl(place / f"febrl-{which}", which=which)
        yield place / f"febrl-{which}"


def main() -> None:
    """Fit on the directories, or else on the sets of the project, and write the model."""
    asked = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    asked.add_argument("version", help="the name of the new model, such as families-2")
    asked.add_argument("directories", nargs="*", type=Path)
    asked.add_argument(
        "--output", type=Path, default=Path(weights_module.__file__).with_suffix(".json")
    )
    told = asked.parse_args()
    with tempfile.TemporaryDirectory() as place:
        sets = told.directories or training_sets(Path(place))
        rows = [row for one in sets for row in patterns(one, truth_beside(one))]
    text = json.dumps(model(rows, version=told.version), indent=1, sort_keys=True)
    told.output.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
