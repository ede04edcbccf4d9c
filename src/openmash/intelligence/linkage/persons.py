"""Persons from weighed pairs: groups that nothing contradicts, under names that stay."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import duckdb
import pyarrow as pa

from openmash.intelligence.linkage import close_calls, on_the_whole, scoring, second_names
from openmash.intelligence.linkage.files import counted
from openmash.intelligence.linkage.grouping import Groups, Pair, grouped
from openmash.people.matching.weights import Model

ROUNDS = 4  # groups that were united may answer for further ones
NO_FAMILIES = (
    2.0  # times: without relatives, it takes so much more to hold two records for two people
)
LARGEST_CHECKED = 60  # records; the pairs of a greater group are not all weighed again


@dataclass(frozen=True, kw_only=True)
class Decided:
    """What people decided, and what earlier output says, by numbers of records."""

    same: tuple[Pair, ...] = ()
    different: tuple[Pair, ...] = ()
    together: tuple[Pair, ...] = ()


def assign(
    connection: duckdb.DuckDBPyConnection,
    *,
    model: Model,
    decided: Decided,
    weigh: Callable[[], None],
) -> Groups:
    """Make the table `assigned` (number, root) from `weighed` (l, r, bits), and return the groups.

    Groups are made twice: the pairs within a group that no key brought together are weighed too
    (`weigh` weighs what stands in `pairs` and adds it to `weighed`), and may keep it apart.
    """
    is_doubted = not second_names.shows_no_twins(connection, model=model)
    if not is_doubted:
        model = replace(model, apart=NO_FAMILIES * model.apart)
    _lift_doubt(connection, model, is_doubted=is_doubted)
    groups = _group(connection, model, decided)
    if _unweighed_within(connection, groups):
        weigh()
        _lift_doubt(connection, model, is_doubted=is_doubted)
        groups = _group(connection, model, decided)
    _write(connection, groups)
    _unite_what_is_clear(connection, groups, model, decided)
    return groups


def _lift_doubt(connection: duckdb.DuckDBPyConnection, model: Model, *, is_doubted: bool) -> None:
    """Give two first names with one birthday their bits back, where there are no twins.

    Nor are there then fathers and sons of one name: a birthday a generation off is a mistaken one.
    """
    if not is_doubted:
        namesakes = -max(model.weights.get(code, 0.0) for code in scoring.NAMESAKES)
        connection.execute(f"""
            UPDATE weighed SET bits = bits + CASE WHEN is_twin THEN {model.doubt}
                                             ELSE {namesakes} END,
                is_twin = FALSE, is_namesake = FALSE
            WHERE is_twin OR is_namesake""")  # noqa: S608 - numbers


def _unite_what_is_clear(
    connection: duckdb.DuckDBPyConnection, groups: Groups, model: Model, decided: Decided
) -> None:
    """Join groups of which it shows by now that they are one person's."""
    for _ in range(ROUNDS):
        found = second_names.find(connection, groups, model=model)
        count = _unite(connection, groups, found, decided)
        count += _unite(connection, groups, close_calls.settled(connection), decided)
        whole = on_the_whole.agreeing(connection, model=model)
        count += _unite(connection, groups, whole, decided)
        if not count:
            return


def _unite(
    connection: duckdb.DuckDBPyConnection, groups: Groups, found: Iterable[Pair], decided: Decided
) -> int:
    """Join pairs of groups; return how many. Each group joins once, and the rest is asked again."""
    different = {frozenset(map(groups.find, pair)) for pair in decided.different}
    touched = set[int]()
    for a, b in found:
        ends = {groups.find(a), groups.find(b)}
        if len(ends) == 2 and not ends & touched and ends not in different:
            groups.unite(a, b)
            touched |= ends
    _write(connection, groups)
    return len(touched) // 2


def _group(connection: duckdb.DuckDBPyConnection, model: Model, decided: Decided) -> Groups:
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE joins AS
        SELECT l, r, bits FROM weighed WHERE bits >= {model.join}""")  # noqa: S608 - a number
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE contradicted AS
        SELECT l, r, is_twin, is_by_name FROM weighed WHERE bits < {model.apart}
        AND l IN (SELECT l FROM joins UNION SELECT r FROM joins)
        AND r IN (SELECT l FROM joins UNION SELECT r FROM joins)""")  # noqa: S608 - a number
    close_calls.leave_out(connection)
    _find_reach(connection, decided)
    pairs = _rows(connection, "SELECT l, r, bits FROM joins ORDER BY bits DESC, l, r")
    apart = _rows(
        connection,
        """SELECT l, r FROM contradicted JOIN reach a ON a.number = l
           JOIN reach b ON b.number = r AND b.root = a.root ORDER BY l, r""",
    )
    return grouped(
        pairs,
        apart=apart,
        same=decided.same,
        different=decided.different,
        together=decided.together,
    )


def _find_reach(connection: duckdb.DuckDBPyConnection, decided: Decided) -> None:
    """Make the table `reach` (number, root): what would be one, if nothing kept anything apart.

    Only within it can two contradict each other, and that is a small part of all who differ.
    """
    whole = Groups()
    ends = connection.execute("SELECT l, r FROM joins").fetchnumpy()
    for a, b in zip(ends["l"].tolist(), ends["r"].tolist(), strict=True):
        whole.unite(a, b)
    for a, b in (*decided.same, *decided.together):
        whole.unite(a, b)
    _write(connection, whole, table="reach")


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> Iterator[Any]:
    columns = connection.execute(query).fetchnumpy().values()
    return zip(*(column.tolist() for column in columns), strict=True)


def _unweighed_within(connection: duckdb.DuckDBPyConnection, groups: Groups) -> int:
    """Make the table `pairs` of those within one group that were not weighed; say how many."""
    _write(connection, groups)
    connection.execute(f"""
        CREATE OR REPLACE TABLE pairs AS
        WITH sized AS (SELECT root FROM assigned GROUP BY root
                       HAVING count(*) BETWEEN 3 AND {LARGEST_CHECKED}),
        within AS (
            SELECT a.number AS l, b.number AS r FROM sized
            JOIN assigned a USING (root) JOIN assigned b ON b.root = a.root AND a.number < b.number
            JOIN records x ON x.number = a.number JOIN records y ON y.number = b.number
            WHERE x.is_new OR y.is_new OR x.was <> y.was
        )
        SELECT l, r FROM within ANTI JOIN weighed USING (l, r)""")  # noqa: S608 - a number
    return counted(connection, "SELECT count(*) FROM pairs")


def _write(
    connection: duckdb.DuckDBPyConnection, groups: Groups, *, table: str = "assigned"
) -> None:
    numbers = sorted(groups.root)
    found = pa.table({"number": numbers, "root": [groups.find(n) for n in numbers]})
    connection.register("grouped_now", found)
    connection.execute(f"CREATE OR REPLACE TABLE {table} AS SELECT * FROM grouped_now")  # noqa: S608
    connection.unregister("grouped_now")


def name_persons(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table `persons` (number, person, confidence): every record in exactly one.

    A person keeps the id that most of its unchanged records had in the earlier output; of two that
    join, that of the one with more records, and then the smaller. Others get the next free numbers
    in the order of the input.
    """
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE placed AS
        SELECT r.number, coalesce(a.root, r.number) AS root, r.was
        FROM records r LEFT JOIN assigned a USING (number)""")
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE claims AS
        SELECT root, was AS person, count(*) AS held FROM placed
        WHERE was IS NOT NULL GROUP BY root, was""")
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE heirs AS
        WITH by_person AS (
            SELECT *, row_number() OVER (PARTITION BY person ORDER BY held DESC, root) AS turn
            FROM claims
        )
        SELECT root, person FROM (
            SELECT *, row_number() OVER (PARTITION BY root ORDER BY held DESC, person) AS first
            FROM by_person WHERE turn = 1
        ) WHERE first = 1""")
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE called AS
        WITH last AS (
            SELECT coalesce(max(try_cast(regexp_extract(person, '^p-([0-9]+)$', 1) AS BIGINT)), 0)
                AS number FROM previous
        ), fresh AS (
            SELECT root, row_number() OVER (ORDER BY min(number)) AS turn
            FROM placed ANTI JOIN heirs USING (root) GROUP BY root
        )
        SELECT root, person FROM heirs
        UNION ALL SELECT root, format('p-{:07d}', last.number + turn) FROM fresh, last""")
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE nearest AS
        SELECT number, max(bits) AS bits FROM (
            SELECT w.l AS number, w.bits FROM weighed w JOIN placed a ON a.number = w.l
            JOIN placed b ON b.number = w.r AND a.root = b.root
            UNION ALL
            SELECT w.r, w.bits FROM weighed w JOIN placed a ON a.number = w.l
            JOIN placed b ON b.number = w.r AND a.root = b.root
        ) GROUP BY number""")
    connection.execute("""
        CREATE OR REPLACE TABLE persons AS
        SELECT placed.number, called.person,
               CASE WHEN nearest.bits IS NOT NULL THEN 1 / (1 + pow(2.0, -nearest.bits))
                    ELSE coalesce(previous.confidence, 1.0) END AS confidence
        FROM placed JOIN called USING (root) JOIN records USING (number)
        LEFT JOIN nearest USING (number) LEFT JOIN previous ON previous.ref = records.ref""")
