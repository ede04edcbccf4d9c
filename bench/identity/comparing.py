"""The identity section of the bench: every engine on every set, and the ratios between them.

python -m bench identity --records 10000 100000 --sets febrl3 partnership --engines openmash splink
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.identity.febrl import write_febrl
from bench.identity.increment import measure_increment
from bench.identity.measures import Measures, measure
from bench.identity.partnership import truth_beside, write_partnership
from bench.identity.running import ENGINES, Run, run_engine
from bench.identity.trouble import PRESETS

SETS = ("febrl3", "febrl4", "partnership", "held_out")
_FEBRL_RECORDS = {"febrl3": 5_000, "febrl4": 10_000}
# What issue 4 asks of the engine on data of many agencies.
MOST_TWINS, MOST_RELATIVES, MOST_GAP, MOST_OF_SPLINKS_ERRORS = 0.02, 0.01, 0.02, 0.5
_HEADINGS = (
    "engine", "F1", "P", "R", "B3 F1", "B3 P", "B3 R", "twins", "namesakes", "joined",
    "gap", "wrong pairs", "missed pairs", "seconds", "GB",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Row:
    """One engine on one set: how it ran, and what its output is worth (None if it failed)."""

    set_name: str
    run: Run
    measures: Measures | None


def run(arguments: Sequence[str] = ()) -> bool:
    """Measure what was asked for, print it, and return whether the engine met its aims."""
    asked = _asked(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        place = asked.keep or Path(scratch)
        place.mkdir(parents=True, exist_ok=True)
        met = True
        for name, directory, records in _sets(asked, place):
            rows = [_measured(engine, name, directory, records) for engine in asked.engines]
            _print_table(name, rows)
            if asked.json:
                _append_json(asked.json, rows)
            met = _print_verdict(name, rows) and met
            if asked.increment:
                met = _incremented(name, directory, records) and met
    return met


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench identity")
    parser.add_argument("--records", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--sets", nargs="+", choices=SETS, default=list(SETS))
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--trouble", nargs="+", choices=list(PRESETS), default=["usual"])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--increment", action="store_true", help="measure openmash on a day's records besides"
    )
    parser.add_argument("--keep", type=Path, help="keep sets and outputs in this directory")
    parser.add_argument("--json", type=Path, help="add a line a measurement to this file")
    return parser.parse_args(arguments)


def _sets(asked: argparse.Namespace, place: Path) -> Iterator[tuple[str, Path, int]]:
    """Yield each set's name, directory and number of records, writing those not there yet."""
    for name in asked.sets:
        if name in _FEBRL_RECORDS:
            directory = place / name
            if not truth_beside(directory).exists():
                write_febrl(directory, which=int(name[-1]))
            yield name, directory, _FEBRL_RECORDS[name]
            continue
        for records in asked.records:
            for trouble in asked.trouble if name == "partnership" else ("",):
                full = f"{name}{'-' + trouble if trouble else ''}-{records}-{asked.seed}"
                directory = place / full
                if not truth_beside(directory).exists():
                    _write(name, directory, records=records, seed=asked.seed, trouble=trouble)
                yield full, directory, records


def _write(name: str, directory: Path, *, records: int, seed: int, trouble: str) -> None:
    print(f"Writing {directory.name} …", file=sys.stderr)
    if name == "partnership":
        write_partnership(directory, records=records, seed=seed, trouble=PRESETS[trouble])
        return
    from bench.identity.held_out import write_held_out

    write_held_out(directory, records=records, seed=seed)


def _measured(engine: str, name: str, directory: Path, records: int) -> Row:
    print(f"{name}: {engine} …", file=sys.stderr)
    output = directory.parent / f"{directory.name}-by-{engine}.csv"
    output.unlink(missing_ok=True)
    run = run_engine(engine, directory=directory, output=output, records=records)
    measures = None if run.failure else measure(truth_beside(directory), output)
    return Row(set_name=name, run=run, measures=measures)


def _incremented(name: str, directory: Path, records: int) -> bool:
    print(f"{name}: openmash, a day's records …", file=sys.stderr)
    found = measure_increment(directory, records=records)
    print(found)
    return found.is_met


def _print_table(name: str, rows: list[Row]) -> None:
    print(f"\n{name}")
    print("  ".join(f"{heading:>12}" for heading in _HEADINGS))
    for row in rows:
        print("  ".join(f"{cell:>12}" for cell in _cells(row)))
    ours, splink = _of(rows, "openmash"), _of(rows, "splink")
    if ours and splink:
        _print_ratios(ours, splink)


def _cells(row: Row) -> list[str]:
    if row.measures is None:
        return [row.run.engine, f"not measured: {row.run.failure}"]
    found = row.measures
    scores = [
        score for s in (found.pairwise, found.bcubed) for score in (s.f1, s.precision, s.recall)
    ]
    shares = [found.twins_merged, found.relatives_merged, found.fully_joined, found.culture_gap]
    return [
        row.run.engine,
        *(f"{score:.4f}" for score in scores),
        *("–" if share is None else f"{share:.1%}" for share in shares),
        f"{found.wrong_pairs:,}",
        f"{found.missed_pairs:,}",
        f"{row.run.seconds:.1f}",
        f"{row.run.gigabytes:.2f}",
    ]


def _of(rows: list[Row], engine: str) -> Row | None:
    found = [row for row in rows if row.run.engine == engine and row.measures]
    return found[0] if found else None


def _print_ratios(ours: Row, splink: Row) -> None:
    a, b = ours.measures, splink.measures
    print(
        f"openmash / plain Splink: errors {_ratio(a.errors, b.errors)}, "
        f"wrong pairs {_ratio(a.wrong_pairs, b.wrong_pairs)}, "
        f"missed pairs {_ratio(a.missed_pairs, b.missed_pairs)}, "
        f"seconds {_ratio(ours.run.seconds, splink.run.seconds)}, "
        f"memory {_ratio(ours.run.gigabytes, splink.run.gigabytes)}"
    )
    cultures = sorted(a.by_culture, key=lambda c: a.by_culture[c].f1)
    if cultures:
        parts = (f"{c} {a.by_culture[c].f1:.3f} ({b.by_culture[c].f1:.3f})" for c in cultures)
        print("F1 by name culture, plain Splink's in brackets: " + ", ".join(parts))


def _ratio(a: float, b: float) -> str:
    return f"{a / b:.2f}" if b else "–"


def _print_verdict(name: str, rows: list[Row]) -> bool:
    """Print which aims the engine missed on this set, and return whether it missed none."""
    ours = _of(rows, "openmash")
    if ours is None:
        return not any(row.run.engine == "openmash" for row in rows)
    missed = list(_missed(ours, [row for row in rows if row is not ours and row.measures]))
    for aim in missed:
        print(f"  missed: {aim}")
    return not missed


def _missed(ours: Row, peers: list[Row]) -> Iterator[str]:
    found = ours.measures
    for peer in peers:
        if found.pairwise.f1 <= peer.measures.pairwise.f1:
            yield f"F1 above {peer.run.engine}'s {peer.measures.pairwise.f1:.4f}"
    splink = _of(peers, "splink")
    if splink and found.by_culture:
        if found.errors > MOST_OF_SPLINKS_ERRORS * splink.measures.errors:
            yield "half the errors of plain Splink"
        if ours.run.seconds > splink.run.seconds:
            yield "no slower than plain Splink"
    limits = (
        ("twins merged", found.twins_merged, MOST_TWINS),
        ("same-name relatives merged", found.relatives_merged, MOST_RELATIVES),
        ("gap between name cultures", found.culture_gap, MOST_GAP),
    )
    for words, share, most in limits:
        if share is not None and share > most:
            yield f"{words} under {most:.0%} (it is {share:.1%})"


def _append_json(path: Path, rows: list[Row]) -> None:
    with path.open("a", encoding="utf-8") as file:
        for row in rows:
            line = {"set": row.set_name, **asdict(row.run)}
            if row.measures:
                line |= asdict(row.measures) | {
                    "f1": row.measures.pairwise.f1,
                    "bcubed_f1": row.measures.bcubed.f1,
                }
            file.write(json.dumps(line) + "\n")
