"""One person under two first names, or twins: what no two records alone can tell.

Two first names, one birthday and one home are twins, or somebody whom one agency calls by another
name: a Chinese pupil by an English one, a boy by his middle name. Pair by pair such records are
kept apart. What tells the two cases from each other are the groups: of twins, some agency holds
both, and each has a number. Where no number and no sex differ, the two are treated as one if no
extract holds both, or if they are grown up, when twins hardly ever still live at one address.
"""

import duckdb
import pyarrow as pa

from openmash.intelligence.linkage.grouping import Groups, Pair
from openmash.people.matching.weights import Model

_SCHEMES = ("nhs_number", "upn", "ni_number", "pnc_id")
_LOCAL = "other_numbers"
# Two names that are each known, and neither a slip nor another spelling of the other.
_TWO_NAMES = """a.is_given_listed AND b.is_given_listed AND a.given <> b.given
    AND NOT list_has_any(a.given_sounds, b.given_sounds)
    AND NOT list_has_any(a.givens, b.given_forms) AND NOT list_has_any(a.middles, b.givens)
    AND NOT list_has_any(a.givens, b.middles)"""
NO_TWINS = 100  # of so many that could be twins, less than one pair has two checked numbers
ENOUGH = 30  # pairs of one number under two first names; fewer show nothing
GROWN_UP = 21 * 366  # days


def shows_no_twins(connection: duckdb.DuckDBPyConnection, *, model: Model) -> bool:
    """Say whether the numbers themselves show that hardly any two of one birthday are twins here.

    Where there are families, some twins have two checked numbers: then a second first name stays
    in doubt. In a register without them, one number under two first names and one birthday, time
    and again, says that first names are mistaken more often than children born as twins.
    """
    differ, of = _counts(connection, _any_differs("a", "b", _SCHEMES), "is_twin")
    if differ * NO_TWINS > of:
        return False
    one_number, compared = _counts(
        connection,
        f"list_has_any(a.{_LOCAL}, b.{_LOCAL})",
        f"(is_twin OR bits >= {model.join} AND a.born_day = b.born_day) AND {_TWO_NAMES}"
        f" AND len(a.{_LOCAL}) > 0 AND len(b.{_LOCAL}) > 0",
    )
    return one_number >= ENOUGH and one_number >= 2 * (compared - one_number)


def _counts(connection: duckdb.DuckDBPyConnection, what: str, among: str) -> tuple[int, int]:
    """Return of how many weighed pairs something holds, and how many there are."""
    row = connection.execute(f"""
        SELECT count(*) FILTER ({what}), count(*) FROM weighed
        JOIN records a ON a.number = l JOIN records b ON b.number = r WHERE {among}""").fetchone()  # noqa: S608
    return (int(row[0]), int(row[1])) if row else (0, 0)


def _any_differs(one: str, other: str, columns: tuple[str, ...]) -> str:
    return " OR ".join(f"{one}.{column} <> {other}.{column}" for column in columns)


def find(connection: duckdb.DuckDBPyConnection, groups: Groups, *, model: Model) -> list[Pair]:
    """Return pairs of records whose groups are one person under two first names.

    Reads `records`, `weighed`, `disputed` and `assigned`. The surest come first.
    """
    _find_doubles(connection, groups, model)
    _describe_ends(connection)
    agrees = " AND ".join(_not_apart(f"{part}s") for part in ("sex", *_SCHEMES))
    shares = " OR ".join(f"list_has_any(g.{part}s, h.{part}s)" for part in (*_SCHEMES, _LOCAL))
    rows = connection.execute(f"""
        SELECT x, y FROM doubles d
        JOIN held g ON g.root = x JOIN held h ON h.root = y
        JOIN ends ge ON ge.one = x JOIN ends he ON he.one = y
        WHERE {agrees} AND (d.is_said OR {shares} OR (
            NOT list_has_any(g.feeds, h.feeds) AND NOT (g.is_english AND h.is_english)
            AND (len(g.middles) = 0 OR len(h.middles) = 0 OR list_has_any(g.middles, h.middles))
            AND CASE WHEN g.records < h.records THEN ge.others
                     WHEN h.records < g.records THEN he.others
                     ELSE greatest(ge.others, he.others) END = 1)
            OR (g.youngest > {GROWN_UP} AND h.youngest > {GROWN_UP}))
        ORDER BY d.bits DESC, x, y""")  # noqa: S608 - our own names
    return [(int(x), int(y)) for x, y in rows.fetchall()]


def _find_doubles(connection: duckdb.DuckDBPyConnection, groups: Groups, model: Model) -> None:
    """Make the table `doubles` of groups that only two first names keep apart.

    `is_said` where a record has both names, as first and further name, and so says that they are
    one person's. A dispute counts only between groups that could be twins: two of one name, of whom
    a record without a date fits either, are father and son. What more than a first name keeps apart
    is left out.
    """
    refused = {(min(a, b), max(a, b)): bits for a, b, bits in groups.refused}
    table = pa.table(
        {"l": [a for a, _ in refused], "r": [b for _, b in refused], "bits": [*refused.values()]},
        schema=pa.schema([("l", pa.int64()), ("r", pa.int64()), ("bits", pa.float64())]),
    )
    connection.register("refused_now", table)
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE apart_now AS
        WITH found AS (
            SELECT coalesce(a.root, c.l) AS x, coalesce(b.root, c.r) AS y, is_twin, is_by_name
            FROM contradicted c LEFT JOIN assigned a ON a.number = c.l
            LEFT JOIN assigned b ON b.number = c.r
        ), both_ways AS (FROM found UNION ALL SELECT y, x, is_twin, is_by_name FROM found)
        SELECT x, y, bool_or(is_twin) AS is_twin, bool_and(is_twin OR is_by_name) AS is_by_name
        FROM both_ways WHERE x <> y GROUP BY x, y;
        CREATE OR REPLACE TEMP TABLE doubles AS
        WITH links AS (
            SELECT l, r, bits + {model.doubt} AS bits, FALSE AS is_said, FALSE AS is_disputed
            FROM weighed WHERE is_twin AND bits + {model.doubt} >= {model.join}
            UNION ALL
            SELECT f.l, f.r, f.bits, TRUE, f.is_disputed FROM (
                SELECT l, r, bits, FALSE AS is_disputed FROM refused_now
                UNION ALL SELECT l, r, bits, TRUE FROM disputed
            ) f JOIN records a ON a.number = f.l JOIN records b ON b.number = f.r
            WHERE list_has_any(a.givens, b.givens) OR list_has_any(a.givens, b.middles)
               OR list_has_any(a.middles, b.givens)
        ), grouped AS (
            SELECT coalesce(a.root, w.l) AS x, coalesce(b.root, w.r) AS y, bits, is_said, is_disputed
            FROM links w LEFT JOIN assigned a ON a.number = w.l
            LEFT JOIN assigned b ON b.number = w.r
        )
        SELECT g.x, g.y, max(bits) AS bits, bool_or(is_said) AS is_said
        FROM grouped g LEFT JOIN apart_now n ON n.x = g.x AND n.y = g.y
        WHERE g.x <> g.y AND (n.is_by_name IS NULL OR n.is_by_name)
        AND (NOT is_disputed OR n.is_twin) GROUP BY ALL""")  # noqa: S608 - numbers
    connection.unregister("refused_now")


def _describe_ends(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables `ends` (how many such neighbours) and `held` (what is held of each group)."""
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE ends AS
        SELECT one, count(DISTINCT other) AS others FROM (
            SELECT x AS one, y AS other FROM doubles UNION ALL SELECT y, x FROM doubles
        ) GROUP BY one""")
    lists = ", ".join(
        f"list(DISTINCT {part}) FILTER ({part} IS NOT NULL) AS {part}s"
        for part in ("feed", "sex", *_SCHEMES)
    )
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE held AS
        SELECT e.one AS root, count(*) AS records, {lists},
               coalesce(min(recorded_day - born_last), 0) AS youngest,
               flatten(list({_LOCAL})) AS {_LOCAL}s, flatten(list(middles)) AS middles,
               coalesce(bool_and(is_given_english) FILTER (given IS NOT NULL), FALSE) AS is_english
        FROM ends e JOIN (
            SELECT r.*, coalesce(a.root, r.number) AS root
            FROM records r LEFT JOIN assigned a USING (number)
        ) r ON r.root = e.one GROUP BY e.one""")  # noqa: S608 - our own names


def _not_apart(column: str) -> str:
    nothing = f"g.{column} IS NULL OR h.{column} IS NULL"
    return f"({nothing} OR list_has_any(g.{column}, h.{column}))"
