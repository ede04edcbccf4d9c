"""The invented partnership: readable as its feeds.yaml says, repeatable, and true to families."""

import csv

import pandas as pd
import pytest
import yaml
from bench.identity.partnership import truth_beside, write_partnership
from bench.identity.trouble import CALM, ROUGH, drawn
from stdnum.gb import nhs


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    directory = tmp_path_factory.mktemp("partnership") / "extracts"
    write_partnership(directory, records=3000, seed=7)
    return directory


@pytest.fixture(scope="module")
def truth(written):
    return pd.read_csv(truth_beside(written), dtype=str, keep_default_na=False)


def extracts(directory):
    for feed in yaml.safe_load((directory / "feeds.yaml").read_text("utf-8"))["feeds"]:
        path = directory / feed["file"]
        table = pd.read_parquet(path) if path.suffix == ".parquet" else pd.read_csv(path, dtype=str)
        yield feed, table


def columns_of(fields):
    for name, entry in fields.items():
        if isinstance(entry, str):
            yield entry
        elif isinstance(entry, list):
            yield from entry
        else:
            yield from entry.values() if name == "other_ids" else [entry["column"]]


def test_every_column_that_feeds_name_is_in_its_file(written):
    found = list(extracts(written))

    assert len(found) == 9
    for feed, table in found:
        assert {feed["record_id"], *columns_of(feed["fields"])} <= set(table.columns)


def test_the_truth_has_each_record_once_and_no_other(written, truth):
    ids = [record for feed, table in extracts(written) for record in table[feed["record_id"]]]

    assert len(ids) == 3000
    assert sorted(truth["record_id"]) == sorted(ids)
    assert truth["record_id"].is_unique


def test_the_truth_never_stands_among_the_extracts(written):
    assert not list(written.glob("*truth*"))


def test_one_seed_writes_the_same_bytes_and_another_seed_others(tmp_path):
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        write_partnership(tmp_path / name, records=200, seed=seed)

    def bytes_of(name):
        return [p.read_bytes() for p in sorted((tmp_path / name).iterdir())]

    assert bytes_of("a") == bytes_of("b") != bytes_of("c")


def test_twins_and_namesakes_name_each_other(truth):
    people = truth.drop_duplicates("person").set_index("person")
    for column in ("twin_of", "namesake_of"):
        named = people[people[column] != ""]
        assert len(named) > 0
        for person, other in named[column].items():
            # The other may have met no agency yet.
            assert other not in people.index or people.loc[other, column] == person


def test_nhs_numbers_are_of_the_test_range_and_mostly_check(written):
    with (written / "gp.csv").open(encoding="utf-8") as file:
        numbers = [row["nhs_no"].replace(" ", "") for row in csv.DictReader(file)]
    numbers = [number for number in numbers if number.isdigit() and len(set(number)) > 1]

    assert sum(number.startswith("999") for number in numbers) > 0.98 * len(numbers)
    assert sum(nhs.is_valid(number) for number in numbers) > 0.97 * len(numbers)


def test_drawn_trouble_stays_between_calm_and_rough():
    trouble = drawn(3)

    assert trouble == drawn(3) != drawn(4)
    assert CALM.typing_slip <= trouble.typing_slip <= ROUGH.typing_slip
