"""Estimating the model anew on a partnership's own extracts, of which nobody has said who is who.

Checked numbers stand in for labels. Where both records of a pair hold one, the whole model says
with little doubt whether they are one person; what it says (step E) is then explained from names,
dates, sexes and homes alone (step M), by a logistic regression that is drawn back to the weights
it began with. The two steps are repeated. So a partnership's own spellings, defaults and habits of
moving are learned from people whose numbers tell that they are the same.

Some things are left as they were. The weights of numbers, because they gave the labels. Those by
which relatives are told apart, because a wrong join within a family does the greatest harm and no
partnership holds twins enough to learn them from. And the prior: the number itself brought these
pairs together, so their share says nothing of the others.
"""

import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import duckdb
import numpy as np

from openmash.errors import BadInput
from openmash.intelligence.linkage import blocking, scoring
from openmash.intelligence.linkage.feeds import read_feeds
from openmash.intelligence.linkage.files import check_output, counted
from openmash.intelligence.linkage.linking import Asked
from openmash.intelligence.linkage.preparing import check_feeds, prepare_feeds
from openmash.intelligence.linkage.progress import Progress
from openmash.intelligence.linkage.records import load_records, name_records
from openmash.people.matching.levels import COMPARISONS
from openmash.people.matching.weights import Model, read_model, shipped

FEWEST_PAIRS = 2_000  # candidate pairs; fewer say nothing that the shipped model does not know
FEWEST_ONE_PERSON = 200  # pairs of one person by their numbers
MOST_PAIRS = 3_000_000  # candidate pairs looked at; more change nothing worth the time
FARTHEST = 2.0  # bits: a weight moves no farther from where it began
ROUNDS = 5
_LEARNED = ("given", "surname", "middle", "born", "sex", "home")
_TELLING = ("number.same", "number.two", "number.differs")
# Draws each weight back as if 300 undecided pairs (p = 1/2, so a curvature of 1/4 each) bore it.
_PULL = 300 / 4
Patterns = list[tuple[int, ...]]


def own_model(path: Path) -> Model:
    """Return a model that was estimated on a partnership's own extracts.

    Raises:
        BadInput: it is no model, or one that began from the model of another release.
    """
    model = read_model(path)
    made_from = model.version.partition("+")[0]
    if made_from != shipped().version:
        raise BadInput(
            f"{path.name} was made from the model {made_from}; this release has {shipped().version}."
            " Make it anew with openmash link --train."
        )
    return model


def trained(asked: Asked, *, progress: Progress) -> Asked:
    """Estimate the model on what is asked to be linked, keep it in its file, and ask with it.

    Raises:
        BadInput: something cannot be read, or there is too little to learn from.
    """
    if asked.train is None:
        return asked
    check_output(asked.output)
    seen, records = _patterns(asked, progress)
    progress.begin("Estimating the model", total=ROUNDS)
    model = estimate(seen, model=asked.model, records=records, on=date.today(), progress=progress)
    _write(model, asked.train)
    progress.end()
    return replace(asked, model=model)


def estimate(
    seen: Patterns, *, model: Model, records: int, on: date, progress: Progress | None = None
) -> Model:
    """Return the model as it is on patterns (level of each comparison…, how many pairs).

    Raises:
        BadInput: there are too few pairs, or too few of one person by their numbers.
    """
    table = np.array(seen, dtype=float).reshape(-1, len(COMPARISONS) + 1)
    if table[:, -1].sum() < FEWEST_PAIRS:
        raise BadInput(
            f"There are {table[:, -1].sum():,.0f} pairs to compare, and at least {FEWEST_PAIRS:,}"
            " are needed to estimate a model. Link with the one that the package brings."
        )
    codes = [code for code in model.weights if code.partition(".")[0] in _LEARNED]
    began = dict(model.weights)
    weights = dict(began)
    told = _told(table)
    for _ in range(ROUNDS):
        prior = model.prior(records)
        labels = _chance(_bits(told, weights) + prior)
        _check_enough(labels, told[:, -1])
        rest = {c: w for c, w in began.items() if c.partition(".")[0] == "family"}
        weights |= _fitted(told, labels, codes, began, offset=_bits(told, rest) + prior)
        if progress:
            progress.step()
    version = f"{model.version.partition('+')[0]}+own-{on.isoformat()}"
    return replace(model, version=version, weights=weights)


def _told(table: np.ndarray) -> np.ndarray:
    """Return the patterns of pairs whose numbers tell whether they are one person."""
    place = [one.name for one in COMPARISONS].index("number")
    telling = [i for i, level in enumerate(COMPARISONS[place].levels) if level.code in _TELLING]
    return table[np.isin(table[:, place], telling)]


def _check_enough(labels: np.ndarray, held: np.ndarray) -> None:
    found = float((labels * held).sum())
    if found < FEWEST_ONE_PERSON:
        raise BadInput(
            f"Numbers tell of {found:,.0f} pairs that they are one person, and at least"
            f" {FEWEST_ONE_PERSON} are needed to estimate a model."
            " Link with the one that the package brings."
        )


def _bits(table: np.ndarray, weights: Mapping[str, float]) -> np.ndarray:
    found = np.zeros(len(table))
    for place, comparison in enumerate(COMPARISONS):
        by_level = np.array([weights.get(level.code, 0.0) for level in comparison.levels])
        found += by_level[table[:, place].astype(int)]
    return found


def _chance(bits: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp2(-np.clip(bits, -60, 60)))


def _features(table: np.ndarray, codes: list[str]) -> np.ndarray:
    """Return a column a code: whether the pattern has that level; and one of ones."""
    found = np.ones((len(table), len(codes) + 1))
    levels = {
        level.code: (place, number)
        for place, comparison in enumerate(COMPARISONS)
        for number, level in enumerate(comparison.levels)
    }
    for column, code in enumerate(codes):
        place, number = levels[code]
        found[:, column] = table[:, place] == number
    return found


def _fitted(
    table: np.ndarray,
    labels: np.ndarray,
    codes: list[str],
    began: Mapping[str, float],
    *,
    offset: np.ndarray,
) -> dict[str, float]:
    """Return the weights that explain the labels best, drawn back to where they began.

    The last column takes up how many more pairs are one person where numbers brought them
    together; it is thrown away.
    """
    x, held = _features(table, codes), table[:, -1]
    start = np.array([*(began[code] for code in codes), 0.0]) * np.log(2)
    pull = np.full(len(start), _PULL)
    pull[-1] = 1e-3
    beta, fixed = start.copy(), offset * np.log(2)
    for _ in range(40):
        p = 1 / (1 + np.exp(-np.clip(x @ beta + fixed, -40, 40)))
        gradient = x.T @ (held * (labels - p)) - pull * (beta - start)
        curvature = (x * (held * p * (1 - p))[:, None]).T @ x + np.diag(pull)
        step = np.clip(np.linalg.solve(curvature, gradient), -2, 2)
        beta += step
        if np.abs(step).max() < 1e-6:
            break
    bits = beta[:-1] / np.log(2)
    return {
        code: round(float(np.clip(found, began[code] - FARTHEST, began[code] + FARTHEST)), 2)
        for code, found in zip(codes, bits, strict=True)
    }


def _patterns(asked: Asked, progress: Progress) -> tuple[Patterns, int]:
    """Return the patterns of the candidate pairs, and how many records there are."""
    feeds = read_feeds(asked.directory)
    check_feeds(feeds)
    parent = asked.output.absolute().parent
    with tempfile.TemporaryDirectory(dir=parent, prefix=".training-") as name:
        place = Path(name)
        prepared, unchanged = place / "prepared.parquet", place / "unchanged.parquet"
        progress.begin(f"Reading {len(feeds)} extracts to estimate the model")
        prepare_feeds(feeds, into=prepared, unchanged=unchanged, progress=progress.step)
        config = {"memory_limit": asked.memory, "temp_directory": str(place / "spill")}
        with duckdb.connect(":memory:", config=config) as connection:
            connection.execute("SET enable_progress_bar = false")
            records = load_records(connection, prepared, unchanged=unchanged, earlier=None)
            name_records(connection, [feed.path.stem for feed in feeds])
            connection.execute("ALTER TABLE records ADD COLUMN is_new BOOLEAN DEFAULT TRUE")
            progress.begin("Comparing pairs to estimate the model")
            return _compared(connection), records


def _compared(connection: duckdb.DuckDBPyConnection) -> Patterns:
    blocking.make_pairs(connection)
    one_in = -(-counted(connection, "SELECT count(*) FROM pairs") // MOST_PAIRS)
    if one_in > 1:
        connection.execute(f"DELETE FROM pairs WHERE hash(l, r) % {one_in} <> 0")  # noqa: S608
    scoring.score(connection, {}, prior_bits=0, keep_levels=True)
    names = ", ".join(one.name for one in COMPARISONS)
    return connection.execute(
        f"SELECT {names}, count(*) FROM scored GROUP BY ALL ORDER BY ALL"  # noqa: S608 - our names
    ).fetchall()


def _write(model: Model, path: Path) -> None:
    partial = path.with_name(f".{path.name}.writing")
    try:
        partial.write_text(json.dumps(asdict(model), indent=1) + "\n", encoding="utf-8")
        os.replace(partial, path)
    finally:
        partial.unlink(missing_ok=True)
