"""`openmash replay`, run for real: the contract's lines, one child known across boroughs."""

import copy
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.conf import settings

CASES = Path(__file__).resolve().parents[2] / "cases"


def replay(*arguments) -> tuple[int, list[dict], str]:
    """Run the command as somebody would, and return its status, its lines and what it said."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "openmash.config.settings"}
    environment["OPENMASH_DATA"] = str(settings.DATA)
    environment["OPENMASH_SECRET_KEY"] = settings.SECRET_KEY
    done = subprocess.run(
        [sys.executable, "-m", "openmash.cli", "replay", *map(str, arguments)],
        capture_output=True,
        text=True,
        env=environment,
        timeout=300,
        check=False,
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


@pytest.fixture(scope="module")
def together():
    """All cases in one hub, each contact in the order of its day."""
    status, lines, _ = replay(CASES, "--json")
    assert status == 0
    return {(line["case"], line["contact"]): line for line in lines}


def gold(name: str) -> dict:
    [path] = CASES.rglob(f"{name}.yaml")
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def who(together, case: str, contact: str, true_person: str) -> set[str]:
    """Return whom the hub took the true person to be in one contact."""
    [links] = [c["gold"]["links"] for c in gold(case)["contacts"] if c["id"] == contact]
    people = together[case, contact]["people"]
    return {p for p, link in zip(people, links, strict=True) if link == true_person and p}


def test_a_line_has_the_keys_of_the_contract(together):
    line = together["climbie", "C10"]

    assert {"case", "contact", "date", "people", "linked", "prompts"} <= set(line)
    assert line["date"] == "1999-07-14"
    assert line["people"][2] is None  # a childminder without a name or an address
    assert all(p is None or p.startswith("p-") for p in line["people"])


def test_no_prompt_is_made_up(together):
    assert all(line["prompts"] == [] for line in together.values())


@pytest.mark.parametrize("link", gold("climbie")["gold"]["key_links"], ids=lambda link: link["why"])
def test_the_child_and_the_carers_partner_are_joined_in_time(together, link):
    """Four boroughs, two hospitals, a charity: each join is made by the later contact."""
    earlier, later = link["contacts"]
    line = together["climbie", later]
    now = who(together, "climbie", later, link["person"])
    joined = [join for join in line["linked"] if join["person"] in now]

    assert any(earlier in join["contacts"] for join in joined)


def test_a_join_says_how_it_was_made(together):
    [join] = [
        join
        for join in together["climbie", "C06"]["linked"]
        if join["person"] in who(together, "climbie", "C06", "P1")
    ]

    assert "Anna" in join["how"]
    assert len(join["agencies"]) > 1


def test_two_girls_of_one_name_stay_two(together):
    first = who(together, "ctl_dev_same_name", "C01", "P1")
    second = who(together, "ctl_dev_same_name", "C02", "P2")

    assert first
    assert second
    assert first.isdisjoint(second)


def test_one_child_spelt_two_ways_in_three_areas_is_one(together):
    assert who(together, "ctl_dev_moving_family", "C01", "P1") == who(
        together, "ctl_dev_moving_family", "C07", "P1"
    )


def test_nobody_of_one_case_is_taken_for_somebody_of_another(together):
    held: dict[str, set[str]] = {}
    for (case, _), line in together.items():
        for person in filter(None, line["people"]):
            held.setdefault(person, set()).add(case)

    assert all(len(cases) == 1 for cases in held.values())


def test_the_answer_key_cannot_change_the_output(tmp_path):
    """The same contacts with another answer key print the same bytes."""
    case = gold("ctl_dev_moving_family")
    other = copy.deepcopy(case)
    other |= {"people": [], "gold": {"must_not_merge": [["P1", "P1"]]}, "title": "Another"}
    for contact in other["contacts"]:
        contact["gold"] = {"links": ["P9"], "action": ["closed"]}
    for folder, content in (("a", case), ("b", other)):
        (tmp_path / folder).mkdir()
        path = tmp_path / folder / "ctl_dev_moving_family.yaml"
        path.write_text(yaml.safe_dump(content), encoding="utf-8")

    assert replay(tmp_path / "a", "--json") == replay(tmp_path / "b", "--json")


def test_a_bad_file_is_named_and_nothing_is_replayed(tmp_path):
    (tmp_path / "bad.yaml").write_text("case_id: x\ncontacts:\n - {id: C01}\n")
    status, lines, said = replay(tmp_path / "bad.yaml", CASES / "climbie.yaml", "--json")

    assert (status, lines) == (1, [])
    assert "bad.yaml" in said
    assert "C01" in said


def test_wrong_usage_is_status_2():
    assert replay()[0] == 2
