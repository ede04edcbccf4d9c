"""Write a held-out set, read it back, and print what is in it.

Run as `python -m bench.identity.held_out DIRECTORY --records 10000 --seed 7`.
"""

import argparse
import csv
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import yaml

from bench.identity.held_out.extracts import write_held_out


def main() -> int:
    """Return 0 when every column named is there and every record is in the truth once."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("directory", type=Path)
    asked.add_argument("--records", type=int, default=10_000)
    asked.add_argument("--seed", type=int, default=7)
    told = asked.parse_args()
    started = time.monotonic()
    truth = write_held_out(told.directory, records=told.records, seed=told.seed)
    print(f"{told.records:,} records in {time.monotonic() - started:.1f} s")
    faults = list(_faults(told.directory, truth=truth))
    print(*faults, sep="\n", end="\n" if faults else "")
    _describe(truth)
    return int(bool(faults))


def rows_of(path: Path) -> list[dict[str, object]]:
    """Return the rows of an extract, CSV or Parquet."""
    if path.suffix == ".parquet":
        import pandas

        return pandas.read_parquet(path).to_dict("records")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _faults(directory: Path, *, truth: Path) -> Iterator[str]:
    feeds = yaml.safe_load((directory / "feeds.yaml").read_text("utf-8"))["feeds"]
    seen: Counter[str] = Counter()
    ids: dict[str, set[str]] = {}
    for feed in feeds:
        rows = rows_of(directory / feed["file"])
        missing = [column for column in _columns(feed) if rows and column not in rows[0]]
        if missing:
            yield f"{feed['file']} has no column {missing}"
        ids[feed["file"].rpartition(".")[0]] = {str(row[feed["record_id"]]) for row in rows}
        print(f"{feed['file']:28}{len(rows):8,}", _filled(rows, columns=_columns(feed)))
    for stem, own in ids.items():
        shared = any(own & others for other, others in ids.items() if other != stem)
        seen.update(f"{stem}:{known}" if shared else known for known in own)
    answers = Counter(row["record_id"] for row in rows_of(truth))
    if answers != seen or max(answers.values()) > 1:
        yield f"truth and extracts differ in {len((answers - seen) + (seen - answers)):,} records"


def _filled(rows: list[dict[str, object]], *, columns: list[str]) -> str:
    parts = {name: sum(bool(row.get(name)) for row in rows) / max(1, len(rows)) for name in columns}
    return " ".join(f"{name} {part:.0%}" for name, part in parts.items())


def _columns(feed: dict) -> list[str]:
    found = [feed["record_id"]]
    for meant in feed["fields"].values():
        if isinstance(meant, str):
            found.append(meant)
        elif isinstance(meant, list):
            found.extend(meant)
        else:
            found.extend([meant["column"]] if "column" in meant else meant.values())
    return found


def _describe(truth: Path) -> None:
    rows = rows_of(truth)
    people: dict[str, list[dict]] = defaultdict(list)
    for row in rows:
        people[row["person"]].append(row)
    sizes = Counter(min(len(held), 10) for held in people.values())
    pairs = sum(len(held) * (len(held) - 1) // 2 for held in people.values())
    print(
        f"people {len(people):,}; records a person {len(rows) / len(people):.2f}; true pairs {pairs:,}"
    )
    print("records a person:", dict(sorted(sizes.items())))
    print(
        "people by kind:", dict(Counter(held[0]["kind"] for held in people.values()).most_common())
    )
    print(
        "people by culture:",
        dict(Counter(held[0]["culture"] for held in people.values()).most_common()),
    )
    both = {
        tuple(sorted((held[0]["person"], held[0]["other"]))): held[0]["kind"]
        for held in people.values()
        if held[0]["other"] in people
    }
    print("pairs to keep apart, both on record:", dict(Counter(both.values())))


if __name__ == "__main__":
    sys.exit(main())
