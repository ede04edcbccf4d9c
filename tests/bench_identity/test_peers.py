"""The peers start from the same extracts, read plainly, and write the contract's output."""

import sys

import pandas as pd
import pytest
from bench.identity import comparing, peers
from bench.identity.febrl import write_febrl
from bench.identity.increment import measure_increment
from bench.identity.measures import measure
from bench.identity.partnership import truth_beside, write_partnership
from bench.identity.plain_reading import read_plainly


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    directory = tmp_path_factory.mktemp("peers") / "extracts"
    write_partnership(directory, records=800, seed=5)
    return directory


def test_plain_reading_finds_names_dates_and_postcodes_in_every_shape(small):
    table = read_plainly(small)

    assert len(table) == 800
    filled = table.groupby("agency")[["first_name", "surname", "dob", "postcode"]].count()
    sizes = table["agency"].value_counts()
    for agency, counts in filled.iterrows():
        assert counts["first_name"] > 0.85 * sizes[agency]
        assert counts["postcode"] > 0.3 * sizes[agency]
    assert table["dob"].dropna().str.fullmatch(r"(19|20)\d\d-\d\d-\d\d").all()


def test_extracts_that_share_ids_are_told_apart_by_their_file(tmp_path):
    (tmp_path / "feeds.yaml").write_text(
        "feeds:\n"
        "- {file: a.csv, agency: gp, record_id: id, fields: {name: n}}\n"
        "- {file: b.csv, agency: police, record_id: id, fields: {name: n}}\n"
        "- {file: c.csv, agency: school, record_id: id, fields: {name: n}}\n"
    )
    for name, first in (("a", 1), ("b", 2), ("c", 8)):
        (tmp_path / f"{name}.csv").write_text(f"id,n\n{first},Ann Lee\n{first + 1},Bob Lee\n")

    assert list(read_plainly(tmp_path)["unique_id"]) == ["a:1", "a:2", "b:2", "b:3", "8", "9"]


def test_exact_matching_joins_nobody_wrongly_on_clean_names(small, tmp_path, monkeypatch):
    output = tmp_path / "out.csv"
    monkeypatch.setattr(sys, "argv", ["peers", "exact", str(small), str(output)])
    peers.main()

    found = measure(truth_beside(small), output)
    assert found.pairwise.precision > 0.98
    assert 0.1 < found.pairwise.recall < 0.6


def test_febrl_comes_with_its_truth(tmp_path):
    truth = pd.read_csv(write_febrl(tmp_path / "febrl4", which=4), dtype=str)

    assert len(truth) == 10_000
    assert truth["person"].nunique() == 5_000
    assert set(read_plainly(tmp_path / "febrl4")["unique_id"]) == set(truth["record_id"])


def test_an_engine_that_cannot_run_is_reported_and_does_not_count_as_met(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(
        "bench.identity.running._command",
        lambda *_: [sys.executable, "-c", "raise SystemExit('not yet')"],
    )
    met = comparing.run(
        [
            "--records",
            "60",
            "--sets",
            "partnership",
            "--engines",
            "openmash",
            "--keep",
            str(tmp_path),
        ]
    )

    assert not met
    assert "not measured: not yet" in capsys.readouterr().out


def test_a_days_records_are_measured_against_a_full_run(small, monkeypatch):
    monkeypatch.setattr(
        "bench.identity.running._command",
        lambda _, directory, output: [
            sys.executable, "-m", "bench.identity.peers", "exact", str(directory), str(output)
        ],
    )  # fmt: skip
    found = measure_increment(small, records=800)

    assert not found.failure
    assert found.measures.records == 800
    assert "of a full run" in str(found)
