"""Weighing pairs with Splink: the comparisons of the hub, as its settings.

This module alone knows Splink's names. A level's weight is in bits, and Splink is handed a pair of
probabilities whose ratio is two to that power (Fellegi and Sunter 1969); levels at which nothing
is known weigh nothing.
"""

import logging
from collections.abc import Mapping
from typing import Any

import duckdb
from splink import Linker, SettingsCreator
from splink.backends.duckdb import DuckDBAPI

from openmash.people.matching.levels import COMPARISONS, Comparison, Level
from openmash.people.matching.prepared import Prepared

_OVERLAP = {"duckdb": "list_has_any", "spark": "arrays_overlap"}
_HALF = 0.5
TWIN = "family.twin"
NAMESAKES = ("family.namesake", "family.namesake_alike")


OTHER_NAMES = ("given.differs", "given.close", "given.initial_differs")


def kin_columns(weights: Mapping[str, float]) -> tuple[str, str, str]:
    """Return what tells, of a weighed pair, which kinds of relatives the two may be.

    No other level of the same comparison has the weight of one that is asked for.
    """
    by_name = f"{_weighs(OTHER_NAMES, weights)} AND mw_born >= 0 AND mw_sex >= 0 AND mw_number > -3"
    return (
        f"{_weighs((TWIN,), weights)} AS is_twin",
        f"{_weighs(NAMESAKES, weights)} AS is_namesake",
        f"({by_name}) AS is_by_name",
    )


def _weighs(codes: tuple[str, ...], weights: Mapping[str, float]) -> str:
    column = f"mw_{codes[0].partition('.')[0]}"
    found = (f"abs({column} - ({weights.get(code, 0.0)})) < 0.001" for code in codes)
    return f"({' OR '.join(found)})"


def settings(
    weights: Mapping[str, float], *, prior_bits: float, dialect: str, keep_levels: bool = False
) -> SettingsCreator:
    """Return Splink's settings for a model: `weights` by level, and the prior, in bits."""
    odds = 2.0**prior_bits
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="number",
        probability_two_random_records_match=odds / (1 + odds),
        comparisons=[_comparison(one, weights, dialect) for one in COMPARISONS],
        blocking_rules_to_generate_predictions=["l.number = r.number"],  # pairs are handed in
        retain_matching_columns=keep_levels,
        retain_intermediate_calculation_columns=True,
    )


def _comparison(one: Comparison, weights: Mapping[str, float], dialect: str) -> dict[str, Any]:
    return {
        "output_column_name": one.name,
        "comparison_levels": [
            _level(level, weights.get(level.code, 0.0), dialect, is_last=level is one.levels[-1])
            for level in one.levels
        ],
    }


def _level(level: Level, bits: float, dialect: str, *, is_last: bool) -> dict[str, Any]:
    sql = "ELSE" if is_last else level.when.sql.replace("OVERLAP(", f"{_OVERLAP[dialect]}(")
    if dialect == "spark":
        sql = sql.replace("len(", "size(").replace("starts_with(", "startswith(")
    return {
        "sql_condition": sql,
        "label_for_charts": level.code,
        "m_probability": min(1.0, 2.0**bits) * _HALF,
        "u_probability": min(1.0, 2.0**-bits) * _HALF,
    }


def score(
    connection: duckdb.DuckDBPyConnection,
    weights: Mapping[str, float],
    *,
    prior_bits: float,
    floor_bits: float = -1000.0,
    keep_levels: bool = False,
) -> None:
    """Make the table `scored` from `records` and `pairs`.

    Its columns are l and r (numbers of records), `bits` (evidence and prior), `is_twin` (two first
    names and one birthday in a family), `is_namesake` (one name, and a generation between them) and
    `is_by_name` (nothing but the first name speaks against them); with `keep_levels` also, by the
    name of each comparison, the place of its level there. Pairs below `floor_bits` are left out.
    """
    logging.getLogger("splink").setLevel(logging.ERROR)
    api = DuckDBAPI(connection=connection)
    columns = ", ".join(["number", *Prepared._fields])
    connection.execute(f"CREATE OR REPLACE VIEW compared AS SELECT {columns} FROM records")  # noqa: S608
    connection.execute(
        "CREATE OR REPLACE VIEW blocked AS"
        " SELECT l AS join_key_l, r AS join_key_r, '0' AS match_key FROM pairs"
    )
    linker = Linker(
        api.register("compared"),
        settings(weights, prior_bits=prior_bits, dialect="duckdb", keep_levels=keep_levels),
        log_level=logging.ERROR,
        validate_settings=False,
    )
    linker.table_management.register_blocked_pairs_for_predict(api.register("blocked"))
    found = linker.inference.predict(threshold_match_weight=floor_bits, warning_mode="never")
    places = [
        f", ({len(one.levels) - 1} - gamma_{one.name})::UTINYINT AS {one.name}"
        for one in COMPARISONS
    ]
    gammas = "".join(places) if keep_levels else ""
    connection.execute(f"""
        CREATE OR REPLACE TABLE scored AS
        SELECT number_l AS l, number_r AS r, match_weight::FLOAT AS bits,
               {", ".join(kin_columns(weights))}{gammas}
        FROM {found.physical_name}""")  # noqa: S608 - names of our own
    found.drop_table_from_database_and_remove_from_cache()
