"""Why pairs near the line were treated as one person, or were not, in words."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa

from openmash.intelligence.linkage import files, scoring
from openmash.intelligence.linkage.grouping import Groups
from openmash.people.matching.levels import COMPARISONS
from openmash.people.matching.weights import Model
from openmash.people.matching.wording import WORDS

NEAR = 8.0  # bits on either side of the two lines
HEADER = (
    "record_id_a", "record_id_b", "outcome", "bits", "name_a", "name_b", "born_a", "born_b",
    "reasons_for", "reasons_against", "what_decided",
)  # fmt: skip
_DECIDED = {
    "one": "Above the line, and nothing contradicts it.",
    "by others": "Below the line by themselves; together through other records of this person.",
    "refused": "Above the line, but records already with one of them contradict it.",
    "close": "Above the line, but the record fits two people nearly as well: somebody must say.",
    "possible": "Between the two lines: shown to somebody, and not joined.",
    "apart": "Below both lines.",
}


def write(
    connection: duckdb.DuckDBPyConnection, path: Path, *, model: Model, groups: Groups
) -> None:
    """Write a row for each pair near the line, accepted or refused, with the reasons in words."""
    refused = {(min(a, b), max(a, b)) for a, b, _ in groups.refused}
    table = pa.table({"l": [a for a, _ in refused], "r": [b for _, b in refused]})
    connection.register("refused_now", table.cast(pa.schema([("l", "int64"), ("r", "int64")])))
    connection.execute(f"""
        CREATE OR REPLACE TABLE pairs AS
        SELECT l, r FROM weighed
        WHERE bits BETWEEN {model.possible - NEAR} AND {model.join + NEAR}
        UNION SELECT l, r FROM refused_now UNION SELECT l, r FROM disputed""")  # noqa: S608
    prior = model.prior(files.counted(connection, "SELECT count(*) FROM records"))
    scoring.score(connection, model.weights, prior_bits=prior, keep_levels=True)
    files.write_rows(path, HEADER, _rows(connection, model, refused))
    connection.unregister("refused_now")


def _rows(
    connection: duckdb.DuckDBPyConnection, model: Model, refused: set[tuple[int, int]]
) -> Iterator[tuple[object, ...]]:
    names = ", ".join(f"s.{one.name}" for one in COMPARISONS)
    rows = connection.execute(f"""
        SELECT l, r, s.bits, a.ref, b.ref, a.said_name, b.said_name, a.said_born, b.said_born,
               x.person = y.person, d.l IS NOT NULL, {names}
        FROM scored s JOIN records a ON a.number = l JOIN records b ON b.number = r
        JOIN persons x ON x.number = l JOIN persons y ON y.number = r
        LEFT JOIN disputed d USING (l, r) ORDER BY s.bits DESC, l, r""").fetchall()  # noqa: S608
    for left, right, bits, *said in rows:
        is_one, is_close = said[6:8]
        speaking = list(_speaking(said[8:], model))
        outcome = _outcome(bits, is_one, is_close, (left, right) in refused, model)
        shown = "together" if is_one else "possible" if bits >= model.possible else "apart"
        yield (
            said[0], said[1], shown, round(bits, 1), *said[2:6],
            " ".join(w for w, weight in speaking if weight > 0),
            " ".join(w for w, weight in speaking if weight < 0),
            _DECIDED[outcome],
        )  # fmt: skip


def _speaking(places: list[int], model: Model) -> Iterator[tuple[str, float]]:
    """Yield the words and weight of each level that says something, the weightiest first."""
    found = []
    for comparison, place in zip(COMPARISONS, places, strict=True):
        code = comparison.levels[place].code
        weight = model.weights.get(code, 0.0)
        if abs(weight) >= 0.5:
            found.append((WORDS[code], weight))
    yield from sorted(found, key=lambda one: -abs(one[1]))


def _outcome(bits: float, is_one: bool, is_close: bool, is_refused: bool, model: Model) -> str:
    if is_one:
        return "one" if bits >= model.join else "by others"
    if is_refused:
        return "refused"
    if is_close:
        return "close"
    return "possible" if bits >= model.possible else "apart"
