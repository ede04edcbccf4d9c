"""`openmash assess` and `openmash instruments check`, as somebody runs them."""

import json

import pytest
from tests.rooms.instruments.records import answer, as_yaml, blank, complete, small_file

from openmash.cli import main
from openmash.instruments.engine import get_instrument

HARM = get_instrument("child-harm-neglect")
INJURY = answer("injury_not_moving", "present")


@pytest.fixture
def file_with(tmp_path):
    def write(values, *, name="answers.json"):
        path = tmp_path / name
        path.write_text(values if isinstance(values, str) else json.dumps(values, indent=1))
        return str(path)

    return write


def test_a_record_is_assessed_and_says_why(file_with, capsys):
    path = file_with(blank(HARM, INJURY))

    assert main(["assess", "child-harm-neglect", "--answers", path, "--json"]) == 0

    printed = capsys.readouterr()
    found = json.loads(printed.out)
    assert found["floor"] == "significant_harm"
    assert found["rules_fired"][0] == {
        "rule": "baby_or_immobile_injury",
        "effects": [
            {"floor_band": "significant_harm"},
            {"suggest_pathway": "csc_strategy_discussion", "act_within": "same_day"},
            {"suggest_pathway": "paediatric_medical", "act_within": "same_day"},
            {"require": "siblings_considered"},
        ],
    }
    assert found["unknown_count"] == 35
    assert "voice" in found["missing"]
    assert found["may_close"] is False
    assert printed.out.count("\n") == 1
    assert "Floor: Reason to suspect significant harm" in printed.err
    assert "rarely injure themselves" in printed.err
    assert "The judgement is yours." in printed.err


def test_without_json_standard_output_stays_empty(file_with, capsys):
    path = file_with(as_yaml(complete(HARM)), name="answers.yaml")

    assert main(["assess", "child-harm-neglect", "--answers", path]) == 0

    printed = capsys.readouterr()
    assert printed.out == ""
    assert "not known or not asked" in printed.err


def test_the_day_may_be_given(file_with, capsys):
    path = file_with(blank(HARM, INJURY))
    asked = ["assess", "child-harm-neglect", "--answers", path, "--json", "--on", "2027-01-01"]

    assert main(asked) == 0

    assert json.loads(capsys.readouterr().out)["old_answers"] == [
        {"item": "injury_not_moving", "information_date": "2026-05-20"}
    ]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("child-harm-neglct", "{}", "Did you mean “child-harm-neglect”?"),
        ("child-harm-neglect", "{", "not valid JSON"),
        ("child-harm-neglect", '{"instrument": "self-neglect"}', "(instrument)"),
        (
            "child-harm-neglect",
            '{"instrument": "child-harm-neglect",\n "instrument_version": "0.0.1"}',
            "line 2 (instrument_version): The library has no version “0.0.1”",
        ),
        (
            "child-harm-neglect",
            '{"instrument_version": "../../../etc"}',
            "The library has no version",
        ),
        (
            "child-harm-neglect",
            '{"answers": [\n{"item": "injury_not_moving", "value": "maybe"}]}',
            "line 2 (answers[1].value)",
        ),
        ("no-such-file.yaml", "{}", "there is no such file"),
    ],
)
def test_what_is_refused_prints_nothing_and_exits_1(name, text, words, file_with, capsys):
    path = file_with(text)

    assert main(["assess", name, "--answers", path, "--json"]) == 1

    printed = capsys.readouterr()
    assert printed.out == ""
    assert words in printed.err


def test_a_missing_answers_file_is_named(tmp_path, capsys):
    path = str(tmp_path / "none.json")

    assert main(["assess", "child-harm-neglect", "--answers", path]) == 1
    assert "there is no such file" in capsys.readouterr().err


def test_answers_that_are_not_text_are_refused(tmp_path, capsys):
    path = tmp_path / "answers.json"
    path.write_bytes(b"\xff\xfe\x00")

    assert main(["assess", "child-harm-neglect", "--answers", str(path)]) == 1
    assert "not UTF-8" in capsys.readouterr().err


def test_leaving_the_answers_out_is_wrong_usage(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["assess", "child-harm-neglect"])

    assert stopped.value.code == 2
    assert "--answers" in capsys.readouterr().err


def test_an_instrument_of_ones_own_is_assessed_from_its_file(file_with, capsys):
    own = file_with(as_yaml(small_file()), name="small.yaml")
    path = file_with({"answers": [answer("hurt", "present")]})

    assert main(["assess", own, "--answers", path, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["floor"] == "high"


@pytest.mark.parametrize(("more", "status"), [({}, 1), ({"closed_at": "2026-05-30T10:00"}, 0)])
def test_a_retired_version_is_only_for_records_that_were_closed(more, status, file_with, capsys):
    own = file_with(as_yaml(small_file(status="retired")), name="small.yaml")
    path = file_with({"answers": [], **more})

    assert main(["assess", own, "--answers", path]) == status
    assert ("was retired" in capsys.readouterr().err) is bool(status)


def test_a_good_file_has_no_faults(file_with, capsys):
    path = file_with(as_yaml(small_file()), name="small.yaml")

    assert main(["instruments", "check", path, "--json"]) == 0

    printed = capsys.readouterr()
    assert json.loads(printed.out) == {"file": path, "faults": []}
    assert "no faults" in printed.err


def test_each_fault_of_each_file_is_told_with_line_and_key(file_with, capsys):
    good = file_with(as_yaml(small_file()), name="small.yaml")
    wrong = small_file(id="wrong", practice_area="childrn")
    wrong["rules"][0]["when"] = {"item": "hrt", "in": ["present"]}
    bad = file_with(as_yaml(wrong), name="wrong.yaml")

    assert main(["instruments", "check", good, bad, "--json"]) == 1

    printed = capsys.readouterr()
    lines = [json.loads(line) for line in printed.out.splitlines()]
    assert [fault["key"] for fault in lines[1]["faults"]] == [
        "practice_area",
        "rules.hurt_now.when.item",
    ]
    assert all(fault["line"] and fault["mend"] for fault in lines[1]["faults"])
    assert "Did you mean “hurt”?" in printed.err
    assert f"{good}: no faults" in printed.err


def test_a_folder_stands_for_its_files_and_an_empty_one_is_refused(tmp_path, file_with, capsys):
    file_with(as_yaml(small_file()), name="small.yaml")
    (tmp_path / "empty").mkdir()

    assert main(["instruments", "check", str(tmp_path)]) == 0
    assert main(["instruments", "check", str(tmp_path / "empty")]) == 1
    assert main(["instruments", "check", str(tmp_path / "none.yaml")]) == 1
    assert "there is no such file" in capsys.readouterr().err
