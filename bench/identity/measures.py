"""How well an output puts records together into people, counted against the truth.

Nothing here walks over pairs of records: every count comes from the sizes of groups, so that a
million records are measured in seconds.
"""

from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

_ABSENT = "(no row)"


@dataclass(frozen=True, kw_only=True)
class Score:
    """Precision, recall and F1 of one way of counting, each between 0 and 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, kw_only=True)
class Measures:
    """What one output is worth. Shares are None where the set has no such people.

    `errors` is 1 - pairwise F1; `wrong_pairs` and `missed_pairs` count pairs of records.
    `twins_merged`: of twin pairs, the share where any record of one stands with any of the other.
    `relatives_merged`: the same of relatives of one name. `fully_joined`: of people known to three
    agencies or more, the share whose records all stand together (whoever else stands there).
    `culture_gap`: best less worst pairwise F1 over cultures with 50 pairs or more.
    """

    records: int
    people: int
    pairwise: Score
    bcubed: Score
    wrong_pairs: int
    missed_pairs: int
    twin_pairs: int
    twins_merged: float | None
    relative_pairs: int
    relatives_merged: float | None
    fully_joined: float | None
    by_culture: dict[str, Score] = field(default_factory=dict)
    culture_gap: float | None = None

    @property
    def errors(self) -> float:
        return 1 - self.pairwise.f1


def measure(truth: Path | pd.DataFrame, output: Path | pd.DataFrame) -> Measures:
    """Return the measures of an output (record_id, person_id) against the truth.

    A record that the output leaves out counts as a person of its own. The truth may name a
    twin or namesake in `twin_of` and `namesake_of`, or in `other` with its `kind`.

    Raises:
        ValueError: the output holds a record twice, or one that the truth does not know.
    """
    both = _side_by_side(_table(truth), _table(output))
    pairs = _pairs(both)
    relations = _relations(both)
    twins, relatives = relations["twin"], relations["namesake"]
    cultures = _by_culture(both)
    return Measures(
        records=len(both),
        people=both["person"].nunique(),
        pairwise=_score(*pairs),
        bcubed=_bcubed(both),
        wrong_pairs=int(pairs[1] - pairs[0]),
        missed_pairs=int(pairs[2] - pairs[0]),
        twin_pairs=len(twins),
        twins_merged=_share_merged(both, twins),
        relative_pairs=len(relatives),
        relatives_merged=_share_merged(both, relatives),
        fully_joined=_fully_joined(both),
        by_culture=cultures,
        culture_gap=_gap(cultures),
    )


def _table(source: Path | pd.DataFrame) -> pd.DataFrame:
    if isinstance(source, pd.DataFrame):
        return source
    if source.suffix == ".parquet":
        return pd.read_parquet(source)
    return pd.read_csv(source, dtype=str, keep_default_na=False)


def _side_by_side(truth: pd.DataFrame, output: pd.DataFrame) -> pd.DataFrame:
    ids = output["record_id"].astype(str)
    if ids.duplicated().any():
        raise ValueError(f"The output holds {ids[ids.duplicated()].iloc[0]} more than once.")
    unknown = ~ids.isin(truth["record_id"])
    if unknown.any():
        raise ValueError(
            f"The output has {unknown.sum()} records that the truth does not know, "
            f"such as {ids[unknown].iloc[0]}."
        )
    own = pd.Series(output["person_id"].to_numpy(), index=ids.to_numpy(), name="group")
    both = truth.join(own, on="record_id")
    alone = both["group"].isna()
    both["group"] = both["group"].astype(object).where(~alone, _ABSENT + both["record_id"])
    both["g"] = pd.factorize(both["group"])[0]
    both["p"] = pd.factorize(both["person"])[0]
    agencies = dict(zip(ids, output["agency"], strict=True)) if "agency" in output else {}
    both["agency"] = both["record_id"].map(agencies) if agencies else ""
    return both


def _choose_two(sizes: pd.Series) -> int:
    return int((sizes * (sizes - 1) // 2).sum())


def _pairs(both: pd.DataFrame) -> tuple[int, int, int]:
    """Return how many pairs are rightly together, together at all, and ought to be."""
    return (
        _choose_two(both.groupby(["p", "g"]).size()),
        _choose_two(both["g"].value_counts()),
        _choose_two(both["p"].value_counts()),
    )


def _score(right: float, found: float, wanted: float) -> Score:
    return Score(
        precision=float(right / found) if found else 1.0,
        recall=float(right / wanted) if wanted else 1.0,
    )


def _bcubed(both: pd.DataFrame) -> Score:
    shared = both.groupby(["p", "g"]).size().rename("shared").reset_index()
    of_group = shared["g"].map(both["g"].value_counts())
    of_person = shared["p"].map(both["p"].value_counts())
    square = shared["shared"] ** 2
    return Score(
        precision=float((square / of_group).sum() / len(both)),
        recall=float((square / of_person).sum() / len(both)),
    )


def _relations(both: pd.DataFrame) -> dict[str, list[tuple[str, str]]]:
    """Return the pairs of twins and of namesakes, each pair once."""
    people = both.drop_duplicates("person")
    found = {"twin": set(), "namesake": set()}
    columns = {"twin_of": "twin", "namesake_of": "namesake"}
    for column, relation in columns.items():
        if column in people:
            named = people[people[column] != ""]
            found[relation] |= _each_once(named["person"], named[column])
    if "other" in people:
        for relation in found:
            named = people[(people["kind"] == relation) & (people["other"] != "")]
            found[relation] |= _each_once(named["person"], named["other"])
    present = set(people["person"])
    return {
        relation: sorted(p for p in pairs if present.issuperset(p))
        for relation, pairs in found.items()
    }


def _each_once(a: pd.Series, b: pd.Series) -> set[tuple[str, str]]:
    return {(min(x, y), max(x, y)) for x, y in zip(a, b, strict=True)}


def _share_merged(both: pd.DataFrame, pairs: list[tuple[str, str]]) -> float | None:
    if not pairs:
        return None
    concerned = both[both["person"].isin({p for pair in pairs for p in pair})]
    groups = concerned.groupby("person")["g"].agg(set)
    return sum(not groups[a].isdisjoint(groups[b]) for a, b in pairs) / len(pairs)


def _fully_joined(both: pd.DataFrame) -> float | None:
    people = both.groupby("p").agg(agencies=("agency", "nunique"), groups=("g", "nunique"))
    wide = people[people["agencies"] >= 3]
    return float((wide["groups"] == 1).mean()) if len(wide) else None


def _by_culture(both: pd.DataFrame) -> dict[str, Score]:
    """Return each culture's pairwise score; a wrong pair counts half for each of its two records'.

    Pairs found are shared out: a record answers for half of each pair in which it stands.
    """
    if "culture" not in both or both["culture"].nunique() < 2:
        return {}
    of_group = both["g"].map(both["g"].value_counts())
    of_person = both["p"].map(both["p"].value_counts())
    right = both.groupby(["p", "g"])["g"].transform("size")
    halves = pd.DataFrame(
        {"right": right - 1, "found": of_group - 1, "wanted": of_person - 1}
    ).groupby(both["culture"])
    return {
        str(culture): _score(sums["right"], sums["found"], sums["wanted"])
        for culture, sums in halves.sum().iterrows()
        if culture and sums["wanted"] >= 100
    }


def _gap(cultures: dict[str, Score]) -> float | None:
    scores = [score.f1 for score in cultures.values()]
    return max(scores) - min(scores) if scores else None
