"""Conditions on two prepared records that hold in Python and in SQL alike, because they are one.

The hub compares a new record on arrival in Python; a full run compares millions of pairs in SQL.
Each condition is built once, from the few below and from `&`, `|` and `~`, and answers in both.
In SQL `_l` and `_r` mark the two records, and `OVERLAP(a, b)` stands for what each engine calls it.
A condition on something that is not known does not hold.
"""

from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from openmash.people.matching.prepared import Prepared

Holds = Callable[[Prepared, Prepared], bool]


@dataclass(frozen=True)
class Condition:
    """Something that holds of two records or does not."""

    sql: str
    holds: Holds

    def __and__(self, other: "Condition") -> "Condition":
        return Condition(
            f"({self.sql} AND {other.sql})", lambda a, b: self.holds(a, b) and other.holds(a, b)
        )

    def __or__(self, other: "Condition") -> "Condition":
        return Condition(
            f"({self.sql} OR {other.sql})", lambda a, b: self.holds(a, b) or other.holds(a, b)
        )

    def __invert__(self) -> "Condition":
        return Condition(f"(NOT {self.sql})", lambda a, b: not self.holds(a, b))


ALWAYS = Condition("TRUE", lambda a, b: True)


def same(column: str) -> Condition:
    """Both hold the same."""

    def holds(a: Prepared, b: Prepared) -> bool:
        value = getattr(a, column)
        return value is not None and value == getattr(b, column)

    return Condition(f"coalesce({column}_l = {column}_r, FALSE)", holds)


def crossed(column: str, other: str) -> Condition:
    """What one holds in a column, the other holds in another."""

    def holds(a: Prepared, b: Prepared) -> bool:
        x, y = getattr(a, column), getattr(b, column)
        return (x is not None and x == getattr(b, other)) or (
            y is not None and y == getattr(a, other)
        )

    sql = f"(coalesce({column}_l = {other}_r, FALSE) OR coalesce({column}_r = {other}_l, FALSE))"
    return Condition(sql, holds)


def known(column: str) -> Condition:
    """Both hold something."""
    return Condition(
        f"({column}_l IS NOT NULL AND {column}_r IS NOT NULL)",
        lambda a, b: getattr(a, column) is not None and getattr(b, column) is not None,
    )


def told(column: str) -> Condition:
    """At least one holds something."""
    return Condition(
        f"({column}_l IS NOT NULL OR {column}_r IS NOT NULL)",
        lambda a, b: getattr(a, column) is not None or getattr(b, column) is not None,
    )


def different(column: str) -> Condition:
    """Both hold something, and not the same."""
    return known(column) & ~same(column)


def flagged(column: str) -> Condition:
    """It is so of at least one."""
    return Condition(
        f"({column}_l OR {column}_r)",
        lambda a, b: bool(getattr(a, column) or getattr(b, column)),
    )


def both_flagged(column: str) -> Condition:
    """It is so of both."""
    return Condition(
        f"({column}_l AND {column}_r)",
        lambda a, b: bool(getattr(a, column) and getattr(b, column)),
    )


def shared(column: str, other: str | None = None) -> Condition:
    """The lists have something in common; of two columns, either way about."""
    if other is None:
        return Condition(
            f"OVERLAP({column}_l, {column}_r)",
            lambda a, b: _overlap(getattr(a, column), getattr(b, column)),
        )
    return Condition(
        f"(OVERLAP({column}_l, {other}_r) OR OVERLAP({other}_l, {column}_r))",
        lambda a, b: (
            _overlap(getattr(a, column), getattr(b, other))
            or _overlap(getattr(a, other), getattr(b, column))
        ),
    )


def exchanged(one: str, other: str) -> Condition:
    """What one record holds in a list, the other holds in another, and the other way about."""

    def holds(a: Prepared, b: Prepared) -> bool:
        return _overlap(getattr(a, one), getattr(b, other)) and _overlap(
            getattr(a, other), getattr(b, one)
        )

    sql = f"(OVERLAP({one}_l, {other}_r) AND OVERLAP({other}_l, {one}_r))"
    return Condition(sql, holds)


def listed(column: str) -> Condition:
    """Both lists hold something."""
    return Condition(
        f"(len({column}_l) > 0 AND len({column}_r) > 0)",
        lambda a, b: bool(getattr(a, column) and getattr(b, column)),
    )


def within_edits(column: str, most: int) -> Condition:
    """At most so many letters must be added, left out or changed to make one of the other."""

    def holds(a: Prepared, b: Prepared) -> bool:
        x, y = getattr(a, column), getattr(b, column)
        return x is not None and y is not None and Levenshtein.distance(x, y) <= most

    return Condition(f"coalesce(levenshtein({column}_l, {column}_r) <= {most}, FALSE)", holds)


def turned(column: str, *, at: int) -> Condition:
    """The texts differ in nothing but two neighbouring letters that changed places, from `at` on.

    Letters are counted from nought.
    """

    def holds(a: Prepared, b: Prepared) -> bool:
        x, y = getattr(a, column), getattr(b, column)
        if x is None or y is None:
            return False
        return bool(x[:at] + x[at + 1 : at + 2] + x[at : at + 1] + x[at + 2 :] == y)

    parts = [f"substr({column}_l, {place}, 1)" for place in (at + 2, at + 1)]
    rest = f"substr({column}_l, {at + 3})"
    sql = f"concat(left({column}_l, {at}), {parts[0]}, {parts[1]}, {rest}) = {column}_r"
    return Condition(f"coalesce({sql}, FALSE)", holds)


def crossed_within_edits(column: str, other: str, most: int) -> Condition:
    """What one holds in a column and the other in another differs in at most so many letters."""

    def holds(a: Prepared, b: Prepared) -> bool:
        pairs = ((getattr(a, column), getattr(b, other)), (getattr(b, column), getattr(a, other)))
        return any(
            x is not None and y is not None and Levenshtein.distance(x, y) <= most for x, y in pairs
        )

    sql = " OR ".join(
        f"coalesce(levenshtein({column}_{x}, {other}_{y}) <= {most}, FALSE)"
        for x, y in (("l", "r"), ("r", "l"))
    )
    return Condition(f"({sql})", holds)


def long(column: str, least: int) -> Condition:
    """Both texts have at least so many letters."""

    def holds(a: Prepared, b: Prepared) -> bool:
        x, y = getattr(a, column), getattr(b, column)
        return x is not None and y is not None and min(len(x), len(y)) >= least

    # Not `least`: it passes over what is not known.
    sql = f"coalesce(length({column}_l) >= {least} AND length({column}_r) >= {least}, FALSE)"
    return Condition(sql, holds)


def same_start(column: str, letters: int) -> Condition:
    """The first letters agree."""

    def holds(a: Prepared, b: Prepared) -> bool:
        x, y = getattr(a, column), getattr(b, column)
        return x is not None and y is not None and x[:letters] == y[:letters]

    sql = f"coalesce(left({column}_l, {letters}) = left({column}_r, {letters}), FALSE)"
    return Condition(sql, holds)


def begins(column: str) -> Condition:
    """One text is the beginning of the other."""

    def holds(a: Prepared, b: Prepared) -> bool:
        x, y = getattr(a, column), getattr(b, column)
        return x is not None and y is not None and (x.startswith(y) or y.startswith(x))

    sql = f"coalesce(starts_with({column}_l, {column}_r) OR starts_with({column}_r, {column}_l), FALSE)"
    return Condition(sql, holds)


def starts_with(column: str, stem: str) -> Condition:
    """The text of one begins with the stem of the other, which has at least two letters."""

    def holds(a: Prepared, b: Prepared) -> bool:
        pairs = ((getattr(a, column), getattr(b, stem)), (getattr(b, column), getattr(a, stem)))
        return any(x and y and len(y) >= 2 and x.startswith(y) for x, y in pairs)

    sql = " OR ".join(
        f"coalesce(length({stem}_{y}) >= 2 AND starts_with({column}_{x}, {stem}_{y}), FALSE)"
        for x, y in (("l", "r"), ("r", "l"))
    )
    return Condition(f"({sql})", holds)


def at_least(column: str, bound: float) -> Condition:
    """Both values are at least so great."""
    return Condition(
        f"(least({column}_l, {column}_r) >= {bound})",
        lambda a, b: bool(min(getattr(a, column), getattr(b, column)) >= bound),
    )


def apart(first: str, last: str, *, days: int) -> Condition:
    """The two spans of days lie more than so many days apart; below nought, they may overlap."""

    def holds(a: Prepared, b: Prepared) -> bool:
        starts = getattr(a, first), getattr(b, first)
        ends = getattr(a, last), getattr(b, last)
        if None in starts or None in ends:
            return False
        return bool(max(starts[0] - ends[1], starts[1] - ends[0]) > days)

    gap = f"greatest({first}_l - {last}_r, {first}_r - {last}_l)"
    return Condition(f"coalesce({gap} > {days}, FALSE)", holds)


def span_within(first: str, last: str, *, days: int) -> Condition:
    """Each span is at most so many days long."""

    def holds(a: Prepared, b: Prepared) -> bool:
        spans = [(getattr(r, first), getattr(r, last)) for r in (a, b)]
        return all(s is not None and e is not None and e - s <= days for s, e in spans)

    sql = f"coalesce({last}_l - {first}_l <= {days} AND {last}_r - {first}_r <= {days}, FALSE)"
    return Condition(sql, holds)


def later_by(earlier: str, later: str, *, days: int) -> Condition:
    """What one holds as `later` is more than so many days after what the other holds as `earlier`."""

    def holds(a: Prepared, b: Prepared) -> bool:
        pairs = ((getattr(a, earlier), getattr(b, later)), (getattr(b, earlier), getattr(a, later)))
        return any(x is not None and y is not None and y - x > days for x, y in pairs)

    sql = (
        f"(coalesce({later}_r - {earlier}_l > {days}, FALSE)"
        f" OR coalesce({later}_l - {earlier}_r > {days}, FALSE))"
    )
    return Condition(sql, holds)


def _overlap(one: list[int], other: list[int]) -> bool:
    return any(value in other for value in one)
