"""A run after another: persons keep their ids, and a run that was stopped goes on."""

import os
import signal
import subprocess
import sys
import time

import pytest
from tests.rooms.intelligence import made

from openmash.intelligence.linkage import persons, preparing

ALL = {"N1", "N2", "N3", "S1", "S2", "H1", "H2", "H3"}


@pytest.fixture
def extracts(tmp_path):
    return made.write(tmp_path / "in")


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
