"""What holds for every instrument that ships: its wording, its sources, its versions."""

import re
from pathlib import Path

import pytest
import yaml

from openmash.sources import library_path

FOLDER = library_path() / "instruments"
IN_USE = sorted(FOLDER.glob("*.yaml"))
BLAMING = re.compile(
    r"promiscuous|failed to protect|puts? (?:her|him|them)self at risk|hard to engage|"
    r"domestic incident|child prostitut|did not attend|attention.seeking|non-engag",
    re.IGNORECASE,
)
MUST_COVER = {
    "child-harm-neglect",
    "unborn-pre-birth",
    "adult-at-risk",
    "self-neglect",
    "whole-family-early-help",
    "domestic-abuse",
    "child-domestic-abuse",
    "stalking",
    "honour-based-abuse",
    "online-harm",
    "exploitation-grooming",
    "harmful-sexual-behaviour",
    "sexual-violence",
    "radicalisation-concern",
    "mental-capacity-record",
    "information-sharing-check",
}


def instrument(path: Path) -> dict:
    return yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)


def items_of(found: dict) -> list[dict]:
    return [item for section in found["sections"] for item in section["items"]]


def test_every_discipline_has_an_instrument():
    assert {path.stem for path in IN_USE} >= MUST_COVER


@pytest.mark.parametrize("path", IN_USE, ids=lambda path: path.stem)
def test_every_question_says_what_one_might_see(path):
    items = items_of(instrument(path))

    assert 15 <= len(items) <= 40
    assert [item["id"] for item in items if len(item.get("help", "")) < 40] == []


@pytest.mark.parametrize("path", IN_USE, ids=lambda path: path.stem)
def test_every_floor_says_what_it_rests_on(path):
    rules = instrument(path)["rules"]
    floors = [rule for rule in rules if any("floor_band" in effect for effect in rule["then"])]

    assert [rule["id"] for rule in floors if " Source: " not in rule["why"]] == []


@pytest.mark.parametrize("path", IN_USE, ids=lambda path: path.stem)
def test_every_critical_question_is_read_by_a_rule(path):
    found = instrument(path)
    read = set(re.findall(r"[a-z][a-z0-9_]+", str([rule["when"] for rule in found["rules"]])))
    unread = [
        item["id"]
        for section in found["sections"]
        for item in section["items"]
        if item["weight"] == "critical"
        and not read & {item["id"], section["id"], item["axis"], *item.get("tags", [])}
    ]

    assert unread == []


@pytest.mark.parametrize("path", IN_USE, ids=lambda path: path.stem)
def test_an_interpreter_is_asked_for_wherever_one_is_needed(path):
    found = instrument(path)
    if "information_request" in found["subject_kinds"]:
        return
    asked = [
        rule
        for rule in found["rules"]
        if rule["when"] == {"fact": "subject_needs_interpreter", "is": True}
    ]

    assert len(asked) == 1


@pytest.mark.parametrize("path", IN_USE, ids=lambda path: path.stem)
def test_no_wording_blames_the_person(path):
    # The lines that say what not to do may name the words they forbid.
    found = instrument(path) | {"do_not_use_for": [], "before_you_start": []}

    assert BLAMING.findall(str(found)) == []


@pytest.mark.parametrize("path", sorted(FOLDER.glob("earlier/*/*.yaml")), ids=lambda p: p.stem)
def test_an_earlier_version_stands_in_its_own_folder_and_was_replaced(path):
    found, now = instrument(path), instrument(FOLDER / path.name)

    assert found["version"] == path.parent.name
    assert [int(part) for part in found["version"].split(".")] < [
        int(part) for part in now["version"].split(".")
    ]
