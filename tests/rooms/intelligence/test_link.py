"""`openmash link` gives what its contract says: one row a record, a report, and ids that stay."""

import json

import pytest
from tests.rooms.intelligence import made

from openmash.cli import main
from openmash.intelligence.linkage import preparing

ALL = {"N1", "N2", "N3", "S1", "S2", "H1", "H2", "H3"}
PEOPLE = {
    frozenset({"N1", "S1", "H1"}),
    frozenset({"N2", "H2"}),
    frozenset({"N3"}),
    frozenset({"S2"}),
    frozenset({"H3"}),
}


@pytest.fixture
def extracts(tmp_path):
    return made.write(tmp_path / "in")


def test_each_record_has_one_row_and_each_person_one_id(extracts, tmp_path, capsys):
    ran = made.link(capsys, extracts, tmp_path / "out.csv")

    assert ran.status == 0
    assert list(ran.rows[0]) == ["record_id", "agency", "person_id", "confidence"]
    assert [row["record_id"] for row in ran.rows] == [
        "N1",
        "N2",
        "N3",
        "S1",
        "S2",
        "H1",
        "H2",
        "H3",
    ]
    assert [row["agency"] for row in ran.rows] == ["police"] * 3 + ["school"] * 2 + ["hospital"] * 3
    assert ran.groups == PEOPLE


def test_confidence_is_between_nought_and_one_and_one_for_a_person_with_one_record(
    extracts, tmp_path, capsys
):
    ran = made.link(capsys, extracts, tmp_path / "out.csv")

    sure = {row["record_id"]: float(row["confidence"]) for row in ran.rows}
    assert all(0 < value <= 1 for value in sure.values())
    assert {sure[one] for one in ("N3", "S2", "H3")} == {1.0}
    assert sure["N1"] > 0.5


def test_parquet_says_the_same_as_csv(extracts, tmp_path, capsys):
    as_csv = made.link(capsys, extracts, tmp_path / "out.csv")
    as_parquet = made.link(capsys, extracts, tmp_path / "out.parquet")

    assert list(as_parquet.rows[0]) == list(as_csv.rows[0])
    assert as_parquet.people == as_csv.people
    assert all(isinstance(row["confidence"], float) for row in as_parquet.rows)


def test_the_report_has_a_line_for_each_file(extracts, tmp_path, capsys):
    ran = made.link(capsys, extracts, tmp_path / "out.csv")

    assert [json.loads(line) for line in ran.printed.splitlines()] == [
        {"file": "police.csv", "rows": 3, "unreadable": {}},
        {"file": "school.csv", "rows": 2, "unreadable": {}},
        {"file": "hospital.csv", "rows": 3, "unreadable": {}},
    ]


def test_without_json_nothing_is_printed_for_machines(extracts, tmp_path, capsys):
    assert main(["link", str(extracts), "--output", str(tmp_path / "out.csv")]) == 0

    printed, said = capsys.readouterr()
    assert printed == ""
    assert "8 records, 5 persons. Written to out.csv." in said


def test_nothing_is_left_behind_but_the_output_and_what_is_kept_for_its_owner(
    extracts, tmp_path, capsys
):
    made.link(capsys, extracts, tmp_path / "out.csv")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out.csv", "out.csv.kept"]
    assert (tmp_path / "out.csv.kept").stat().st_mode & 0o777 == 0o600


def test_a_second_run_gives_the_same_bytes(extracts, tmp_path, capsys):
    output = tmp_path / "out.csv"
    made.link(capsys, extracts, output)
    first = output.read_bytes()

    made.link(capsys, extracts, output)

    assert output.read_bytes() == first


def test_how_many_processes_read_makes_no_difference(extracts, tmp_path, capsys, monkeypatch):
    alone = made.link(capsys, extracts, tmp_path / "one.csv")
    monkeypatch.setattr(preparing, "_WORTH_A_PROCESS", 1)

    together = made.link(capsys, extracts, tmp_path / "two.csv")

    assert together.rows == alone.rows


def test_the_order_of_rows_and_files_makes_no_difference_to_who_is_one(tmp_path, capsys):
    turned = {file: rows[::-1] for file, rows in reversed(made.rows().items())}
    directory = made.write(tmp_path / "turned", of=turned)

    assert made.link(capsys, directory, tmp_path / "out.csv").groups == PEOPLE


# Ids


def test_ids_are_led_in_by_the_file_only_where_two_extracts_share_one(tmp_path, capsys):
    rows = made.rows()
    rows["hospital.csv"][2][0] = "S2"
    directory = made.write(tmp_path / "in", of=rows)

    ran = made.link(capsys, directory, tmp_path / "out.csv")

    assert set(ran.people) == {
        "N1", "N2", "N3", "school:S1", "school:S2", "hospital:H1", "hospital:H2", "hospital:S2",
    }  # fmt: skip


def test_repeated_and_missing_ids_are_counted_kept_and_told_apart(tmp_path, capsys):
    rows = made.rows()
    rows["police.csv"][0][0] = "N2~2"  # as a repeated N2 would be called
    rows["police.csv"][2][0] = "N2"
    rows["school.csv"][1][0] = ""
    directory = made.write(tmp_path / "in", of=rows)

    ran = made.link(capsys, directory, tmp_path / "out.csv")

    assert ran.status == 0
    assert len(ran.rows) == len(set(ran.people)) == 8
    assert {"N2", "N2~2", "S1", "school:row-2"} <= set(ran.people)
    assert ran.report["police.csv"]["unreadable"] == {"record_id": 1}
    assert ran.report["school.csv"]["unreadable"] == {"record_id": 1}


def test_two_files_of_one_stem_that_share_ids_keep_their_endings(tmp_path, capsys):
    directory = made.write(tmp_path / "in")
    text = (directory / "school.csv").read_text()
    (directory / "school.CSV").write_text(text)
    mapping = (directory / "feeds.yaml").read_text()
    added = mapping.replace("file: hospital.csv", "file: school.CSV")
    again = made.FEEDS["school.csv"] | {"file": "school.CSV"}
    (directory / "feeds.yaml").write_text(mapping + made.yaml.safe_dump([again]))

    ran = made.link(capsys, directory, tmp_path / "out.csv")

    assert added != mapping
    assert {"school.csv:S1", "school.CSV:S1"} <= set(ran.people)


# Decisions


def _decisions(tmp_path, *lines):
    path = tmp_path / "decisions.csv"
    path.write_text("\n".join(["record_id_a,record_id_b,decision", *lines]) + "\n")
    return path


def test_what_people_called_the_same_is_one_person(extracts, tmp_path, capsys):
    decisions = _decisions(tmp_path, "N3,H3,same", "H3,S2,same")

    ran = made.link(capsys, extracts, tmp_path / "out.csv", "--decisions", decisions)

    assert frozenset({"N3", "H3", "S2"}) in ran.groups


def test_what_people_called_different_is_never_one_by_any_path(extracts, tmp_path, capsys):
    decisions = _decisions(tmp_path, "N1,H1,different")

    ran = made.link(capsys, extracts, tmp_path / "out.csv", "--decisions", decisions)

    assert ran.people["N1"] != ran.people["H1"]
    assert ran.people["S1"] in {ran.people["N1"], ran.people["H1"]}


def test_different_holds_against_a_chain_of_same(extracts, tmp_path, capsys):
    decisions = _decisions(tmp_path, "N3,H3,same", "H3,S2,same", "N3,S2,different")

    ran = made.link(capsys, extracts, tmp_path / "out.csv", "--decisions", decisions)

    assert ran.people["N3"] != ran.people["S2"]


def test_a_later_decision_changes_an_earlier_output(extracts, tmp_path, capsys):
    first = made.link(capsys, extracts, tmp_path / "one.csv")
    decisions = _decisions(tmp_path, "N2,H2,different", "N3,S2,same")

    ran = made.link(
        capsys, extracts, tmp_path / "two.csv",
        "--previous", tmp_path / "one.csv", "--decisions", decisions,
    )  # fmt: skip

    assert ran.people["N2"] != ran.people["H2"]
    assert ran.people["N3"] == ran.people["S2"]
    assert first.people["N2"] in {ran.people["N2"], ran.people["H2"]}


def test_decisions_about_records_that_are_not_there_are_passed_over_and_counted(
    extracts, tmp_path, capsys
):
    decisions = _decisions(tmp_path, "N1,GONE,same", "N3,H3,SAME ")

    ran = made.link(capsys, extracts, tmp_path / "out.csv", "--decisions", decisions)

    assert ran.status == 0
    assert ran.people["N3"] == ran.people["H3"]
    assert "1 decisions name a record that is not in the input" in ran.said


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["N1,S1,same", "N1,N2,perhaps"], "decisions.csv, line 3"),
        (["N1,,same"], "decisions.csv, line 2"),
        (["N1"], "decisions.csv, line 2"),
    ],
)
def test_a_decision_that_is_neither_is_named_with_its_line(extracts, tmp_path, capsys, lines, said):
    ran = made.link(
        capsys, extracts, tmp_path / "out.csv", "--decisions", _decisions(tmp_path, *lines)
    )

    assert ran.status == 1
    assert said in ran.said
    assert ran.rows == []


def test_decisions_without_their_columns_or_file_are_refused(extracts, tmp_path, capsys):
    (tmp_path / "d.csv").write_text("a,b,decision\n")
    for name, said in (
        ("d.csv", "no column record_id_a, record_id_b"),
        ("no.csv", "There is no no.csv"),
    ):
        ran = made.link(capsys, extracts, tmp_path / "out.csv", "--decisions", tmp_path / name)

        assert ran.status == 1
        assert said in ran.said


# Reasons


def test_the_reasons_are_in_words_for_pairs_accepted_and_refused(extracts, tmp_path, capsys):
    decisions = _decisions(tmp_path, "N1,H1,different")
    explained = tmp_path / "why.csv"

    ran = made.link(
        capsys, extracts, tmp_path / "out.csv", "--explain", explained, "--decisions", decisions
    )

    assert ran.status == 0
    shown = {frozenset((r["record_id_a"], r["record_id_b"])): r for r in made.read(explained)}
    refused = shown[frozenset({"N1", "H1"})]
    assert refused["outcome"] in {"possible", "apart"}
    assert {row["outcome"] for row in shown.values()} <= {"together", "possible", "apart"}
    assert len(refused["reasons_for"].split()) > 5
    assert refused["what_decided"].endswith(".")
    assert not any("_" in row["reasons_for"] + row["reasons_against"] for row in shown.values())
    assert explained.stat().st_mode & 0o777 == 0o600
