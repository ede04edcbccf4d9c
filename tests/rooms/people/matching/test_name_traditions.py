"""How well names of many traditions are recognised: published, and gated here.

The pairs in `name_pairs.yaml` are invented by the authors from general knowledge; the figures
say how the rules do on them, not how they would do on a register.
"""

from datetime import date
from pathlib import Path

import yaml

from openmash.people.matching import PartialDate, RecordFacts, Verdict, compare, keys, verdict

PAIRS = yaml.safe_load(Path(__file__).with_name("name_pairs.yaml").read_text(encoding="utf-8"))


def _records(names: list[str]) -> list[RecordFacts]:
    born = PartialDate.of(date(2009, 3, 14))
    return [
        RecordFacts(
            ref=str(i),
            name=name,
            date_of_birth=born,
            area="Ashmere",
            recorded_on=date(2020, 1, 1),
        )
        for i, name in enumerate(names)
    ]


def _joined(kind: str) -> list[tuple[str, list[str], bool]]:
    return [
        (block["tradition"], names, verdict(compare(*_records(names))) is Verdict.SAME)
        for block in PAIRS
        for names in block[kind]
    ]


def test_there_are_two_hundred_pairs_of_eight_traditions():
    assert sum(len(block["same"]) + len(block["different"]) for block in PAIRS) >= 200
    assert len(PAIRS) >= 8


def test_recall_and_precision_hold():
    same, different = _joined("same"), _joined("different")
    found = sum(joined for _, _, joined in same)
    wrong = sum(joined for _, _, joined in different)

    assert found / len(same) >= 0.95
    assert found / (found + wrong) >= 0.99


def test_no_tradition_is_served_much_worse_than_another():
    for block in PAIRS:
        found = [joined for name, _, joined in _joined("same") if name == block["tradition"]]
        assert sum(found) / len(found) >= 0.9, block["tradition"]


def test_every_pair_is_found_by_its_keys():
    for block in PAIRS:
        for names in block["same"]:
            one, other = _records(names)
            assert keys(one) & keys(other), names
