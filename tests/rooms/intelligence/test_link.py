"""`openmash link` gives what its contract says: one row a record, a report, and ids that stay."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest
from tests.rooms.intelligence import made

from openmash.cli import main
from openmash.intelligence.linkage import persons, preparing

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


# An earlier output


def test_an_unchanged_input_gives_the_earlier_output_again(extracts, tmp_path, capsys):
    made.link(capsys, extracts, tmp_path / "one.csv")
    made.link(capsys, extracts, tmp_path / "two.csv", "--previous", tmp_path / "one.csv")

    assert (tmp_path / "two.csv").read_bytes() == (tmp_path / "one.csv").read_bytes()


def test_an_earlier_output_may_be_written_over(extracts, tmp_path, capsys):
    output = tmp_path / "out.csv"
    first = made.link(capsys, extracts, output)

    again = made.link(capsys, extracts, output, "--previous", output)

    assert again.status == 0
    assert again.rows == first.rows


@pytest.mark.parametrize("is_kept", [True, False], ids=["with", "without"])
def test_persons_keep_their_ids_as_rows_come_and_go_with_what_was_kept_or_without(
    tmp_path, capsys, is_kept
):
    first = made.link(capsys, made.write(tmp_path / "day1"), tmp_path / "one.csv")
    if not is_kept:
        (tmp_path / "one.csv.kept").unlink()
    rows = made.rows()
    del rows["police.csv"][1]
    # At the front, so that every other row stands elsewhere.
    rows["police.csv"].insert(
        0,
        ["N9", "PEMBERLEY, Rhiannon", "30-Sep-2010", "F", "77 Weir Street, AS2 2AA", "2025-03-01"],
    )
    rows["school.csv"].append(
        ["S9", "Nowak", "Piotr", "11/12/2013", "Male", "5 Ford Lane", "AS3 3BB", ""]
    )
    directory = made.write(tmp_path / "day2", of=rows)

    ran = made.link(capsys, directory, tmp_path / "two.csv", "--previous", tmp_path / "one.csv")

    stayed = set(first.people) & set(ran.people)
    assert stayed == ALL - {"N2"}
    assert {one: ran.people[one] for one in stayed} == {one: first.people[one] for one in stayed}
    assert ran.people["N9"] == first.people["S2"]
    assert ran.people["S9"] not in first.people.values()


@pytest.mark.parametrize("is_kept", [True, False], ids=["with", "without"])
def test_a_row_that_became_somebody_elses_is_looked_at_again(tmp_path, capsys, is_kept):
    first = made.link(capsys, made.write(tmp_path / "day1"), tmp_path / "one.csv")
    if not is_kept:
        (tmp_path / "one.csv.kept").unlink()
    rows = made.rows()
    rows["police.csv"][1][1:5] = made.ROWS["police.csv"][0][1:5]  # N2 is now the child
    directory = made.write(tmp_path / "day2", of=rows)

    ran = made.link(capsys, directory, tmp_path / "two.csv", "--previous", tmp_path / "one.csv")

    assert ran.people["N2"] == ran.people["N1"] == first.people["N1"]
    assert ran.people["H2"] != ran.people["N2"]


def test_only_what_is_new_is_read_again(extracts, tmp_path, capsys, monkeypatch):
    made.link(capsys, extracts, tmp_path / "one.csv")
    rows = made.rows()
    rows["school.csv"].append(
        ["S9", "Nowak", "Piotr", "11/12/2013", "Male", "5 Ford Lane", "AS3 3BB", ""]
    )
    directory = made.write(tmp_path / "elsewhere", of=rows)
    read, prepare = [], preparing.prepare
    monkeypatch.setattr(preparing, "prepare", lambda f: read.append(f.ref) or prepare(f))

    made.link(capsys, directory, tmp_path / "two.csv", "--previous", tmp_path / "one.csv")

    assert read == ["S9"]


def test_ids_are_followed_when_an_extract_comes_that_shares_them(tmp_path, capsys):
    rows = made.rows()
    alone = {"police.csv": rows["police.csv"], "school.csv": rows["school.csv"]}
    first = made.link(capsys, made.write(tmp_path / "day1", of=alone), tmp_path / "one.csv")
    rows["hospital.csv"][2][0] = "S2"

    ran = made.link(
        capsys,
        made.write(tmp_path / "day2", of=rows),
        tmp_path / "two.csv",
        "--previous",
        tmp_path / "one.csv",
    )

    assert ran.people["school:S2"] == first.people["S2"]
    assert ran.people["school:S1"] == first.people["S1"]
    assert ran.people["hospital:S2"] not in first.people.values()


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "\x00\x01"], ids=["empty", "other", "no text"])
def test_an_earlier_output_that_is_none_is_refused(extracts, tmp_path, capsys, text):
    (tmp_path / "one.csv").write_text(text)

    ran = made.link(capsys, extracts, tmp_path / "o.csv", "--previous", tmp_path / "one.csv")

    assert ran.status == 1
    assert "one.csv is no output of openmash link" in ran.said


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


# Stopped on the way


def test_a_run_that_was_stopped_goes_on_where_it_was(extracts, tmp_path, capsys, monkeypatch):
    whole = made.link(capsys, extracts, tmp_path / "whole.csv")
    output = tmp_path / "out.csv"
    with monkeypatch.context() as patched:
        patched.setattr(persons, "assign", _fall)
        with pytest.raises(SystemError):
            made.link(capsys, extracts, output)
    assert not output.exists()

    def never(*_args, **_kwargs):
        raise AssertionError("what was read is read again")

    monkeypatch.setattr(preparing.Preparer, "tables", never)
    ran = made.link(capsys, extracts, output)

    assert ran.rows == whole.rows
    assert ran.report == whole.report
    assert not (tmp_path / ".out.csv.part").exists()


def _fall(*_args, **_kwargs):
    raise SystemError("the power went")


def test_a_run_that_was_stopped_begins_anew_when_the_input_changed(
    extracts, tmp_path, capsys, monkeypatch
):
    with monkeypatch.context() as patched:
        patched.setattr(persons, "assign", _fall)
        with pytest.raises(SystemError):
            made.link(capsys, extracts, tmp_path / "out.csv")
    rows = made.rows()
    rows["school.csv"].pop()
    made.write(extracts, of=rows)

    assert set(made.link(capsys, extracts, tmp_path / "out.csv").people) == ALL - {"S2"}


@pytest.mark.parametrize("stage", ["read.done", "pairs.done"])
def test_killed_without_warning_it_goes_on_and_gives_the_same(extracts, tmp_path, capsys, stage):
    whole = made.link(capsys, extracts, tmp_path / "whole.csv")
    output = tmp_path / "out.csv"
    run = "import sys; from openmash.cli import main; sys.exit(main())"
    process = subprocess.Popen(
        [sys.executable, "-c", run, "link", str(extracts), "--output", str(output)],
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    while process.poll() is None and not (tmp_path / ".out.csv.part" / stage).exists():
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.wait()

    ran = made.link(capsys, extracts, output)

    assert ran.rows == whole.rows
    assert not (tmp_path / ".out.csv.part").exists()
