"""A replay reads the input parts of a case file, and cannot be swayed by the answer key."""

import copy
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from openmash.errors import BadInput
from openmash.replay.reading import case_files, in_order, read_case

CASES = Path(__file__).resolve().parents[2] / "cases"
CLIMBIE = CASES / "climbie.yaml"
ANSWERS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


def written(case, folder) -> Path:
    path = folder / f"{case['case_id']}.yaml"
    path.write_text(yaml.safe_dump(case, allow_unicode=True), encoding="utf-8")
    return path


@cache
def known() -> dict:
    return yaml.safe_load(CLIMBIE.read_text(encoding="utf-8"))


@pytest.fixture
def climbie():
    return known()


@given(people=ANSWERS, gold=ANSWERS, contact_gold=ANSWERS, title=ANSWERS)
def test_no_answer_key_changes_what_is_read(tmp_path_factory, people, gold, contact_gold, title):
    """Whatever a review later found, the hub reads only what the agencies wrote on the day."""
    case = copy.deepcopy(known())
    case |= {"people": people, "gold": gold, "title": title, "sources": title}
    for contact in case["contacts"]:
        is_delivered = contact["gold"].get("deliver")
        contact["gold"] = {"links": contact_gold, "action": contact_gold, "missed": title}
        if is_delivered is not None:
            contact["gold"]["deliver"] = is_delivered
    scrambled = written(case, tmp_path_factory.mktemp("case"))

    assert read_case(scrambled) == read_case(CLIMBIE)


def test_a_contact_that_no_agency_of_the_hub_ever_held_is_left_out():
    assert [contact.id for contact in read_case(CLIMBIE)][:2] == ["C02", "C03"]


def test_without_indicators_only_the_words_remain():
    assert any(contact.indicators for contact in read_case(CLIMBIE))
    assert not any(c.indicators for c in read_case(CLIMBIE, with_indicators=False))


def test_several_files_come_in_one_date_order():
    cases = [read_case(path) for path in case_files([CASES])]
    days = [contact.on for contact in in_order(cases)]

    assert days == sorted(days)
    assert len(days) == sum(len(case) for case in cases)


def test_the_vocabulary_is_not_a_case():
    assert "vocab.yaml" not in {path.name for path in case_files([CASES])}


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda c: c["contacts"][1].update(date="soon"), "contact C02: date"),
        (lambda c: c["contacts"][1].pop("agency"), "contact C02: agency"),
        (lambda c: c["contacts"][1]["submitted"].pop("summary"), "submitted.summary"),
        (lambda c: c["contacts"][1]["submitted"]["people"][0].update(dob="spring"), "people.dob"),
        (lambda c: c["contacts"][1]["submitted"]["people"][0].update(age="seven"), "people.age"),
        (lambda c: c["contacts"][2].update(id="C02"), "used twice"),
        (lambda c: c.update(contacts=[]), "contacts is missing or empty"),
        (lambda c: c.pop("case_id"), "case_id is missing"),
    ],
)
def test_a_fault_is_named_with_its_file_contact_and_field(tmp_path, climbie, spoil, says):
    case = copy.deepcopy(climbie)
    spoil(case)
    path = tmp_path / "spoilt.yaml"
    path.write_text(yaml.safe_dump(case), encoding="utf-8")

    with pytest.raises(BadInput, match=says):
        read_case(path)


@pytest.mark.parametrize("content", [b"a: [", b"\xff\xfe", b"- 1\n- 2"])
def test_a_file_that_is_no_case_is_refused_by_name(tmp_path, content):
    path = tmp_path / "broken.yaml"
    path.write_bytes(content)

    with pytest.raises(BadInput, match=r"broken\.yaml"):
        read_case(path)


def test_a_path_that_is_not_there_is_an_error_and_not_silence(tmp_path):
    with pytest.raises(BadInput, match="no such file"):
        case_files([tmp_path / "nothing.yaml"])
    with pytest.raises(BadInput, match="holds no case file"):
        case_files([tmp_path])
