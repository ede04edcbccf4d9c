"""A model estimated on a partnership's own extracts: no worse, plain to read, and of this release."""

import json
from dataclasses import replace
from datetime import date

import pytest
from bench.identity.measures import measure
from bench.identity.partnership import write_partnership
from tests.rooms.intelligence import made

from openmash.errors import BadInput
from openmash.intelligence.linkage import training
from openmash.people.matching.levels import COMPARISONS
from openmash.people.matching.weights import shipped

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def partnership(tmp_path_factory):
    """A generated partnership of 2,000 records, and the truth about it."""
    directory = tmp_path_factory.mktemp("own") / "in"
    return directory, write_partnership(directory, records=2_000, seed=23)


def pattern(*codes: str, pairs: int) -> tuple[int, ...]:
    """Return so many pairs at some levels; at all others they say nothing."""
    said = {code.partition(".")[0]: code for code in codes}
    found = []
    for comparison in COMPARISONS:
        held = [level.code for level in comparison.levels]
        nothing = f"{comparison.name}.none"
        found.append(held.index(said.get(comparison.name, nothing)))
    return (*found, pairs)


SAME = ("given.same_usual", "surname.same_usual", "number.same", "born.same")
TWO = ("given.differs", "surname.same_usual", "number.differs", "born.differs")


def estimated(*seen):
    return training.estimate(list(seen), model=shipped(), records=50_000, on=TODAY)


def test_linking_with_an_own_model_is_no_worse(partnership, tmp_path, capsys):
    directory, truth = partnership
    before = made.link(capsys, directory, tmp_path / "shipped.csv")
    model = tmp_path / "own.json"

    after = made.link(capsys, directory, tmp_path / "own.csv", "--train", model)

    assert (before.status, after.status) == (0, 0)
    first, then = (measure(truth, tmp_path / f"{name}.csv") for name in ("shipped", "own"))
    assert then.pairwise.f1 >= first.pairwise.f1 - 0.005
    assert then.wrong_pairs <= 1.2 * first.wrong_pairs + 5


def test_the_model_is_kept_whole_and_gives_the_same_again(partnership, tmp_path, capsys):
    directory, _ = partnership
    model = tmp_path / "own.json"
    first = made.link(capsys, directory, tmp_path / "one.csv", "--train", model)

    again = made.link(capsys, directory, tmp_path / "two.csv", "--model", model)

    assert again.rows == first.rows
    written = json.loads(model.read_text())
    assert written["version"].startswith(f"{shipped().version}+own-20")
    assert written["weights"].keys() == shipped().weights.keys()
    assert written["doubt"] == shipped().doubt
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"own.json", "one.csv", "one.csv.kept", "two.csv", "two.csv.kept"}


def test_too_few_pairs_are_refused_and_nothing_is_written(tmp_path, capsys):
    directory = made.write(tmp_path / "in")

    ran = made.link(capsys, directory, tmp_path / "out.csv", "--train", tmp_path / "own.json")

    assert ran.status == 1
    assert "at least 2,000 are needed to estimate a model" in ran.said
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_too_few_pairs_that_numbers_tell_of_are_refused():
    with pytest.raises(BadInput, match="at least 200 are needed"):
        estimated(pattern(*TWO, pairs=9_000), pattern(*SAME, pairs=100))


def test_evidence_that_says_more_here_weighs_more():
    """In this place hardly anybody moves, so that a different home speaks against one person."""
    seen = [
        pattern(*SAME, "home.door", pairs=5_000),
        pattern(*SAME, "home.moved", pairs=10),
        pattern(*TWO, "home.moved", pairs=40_000),
        pattern("given.like", "born.near", "number.differs", "home.moved", pairs=20_000),
        pattern("given.like", "born.near", "number.same", "home.door", pairs=20_000),
    ]

    found = estimated(*seen).weights

    assert found["home.moved"] < shipped().weights["home.moved"]


def test_what_numbers_and_families_say_is_never_learned_away():
    seen = [pattern(*SAME, pairs=50_000), pattern(*TWO, "family.twin", pairs=50_000)]

    found = estimated(*seen).weights

    for code, weight in shipped().weights.items():
        if code.startswith(("number.", "family.")):
            assert found[code] == weight
        else:
            assert abs(found[code] - weight) <= training.FARTHEST + 0.01


def test_levels_that_were_not_seen_keep_their_weight():
    found = estimated(pattern(*SAME, pairs=5_000), pattern(*TWO, pairs=5_000)).weights

    assert found["home.reach_kin"] == pytest.approx(shipped().weights["home.reach_kin"], abs=0.01)


def test_a_model_that_began_from_another_release_is_refused_by_name(tmp_path, capsys):
    other = replace(shipped(), version="families-0+own-2020-01-01")
    training._write(other, tmp_path / "old.json")

    ran = made.link(
        capsys, made.write(tmp_path / "in"), tmp_path / "o.csv", "--model", tmp_path / "old.json"
    )

    assert ran.status == 1
    assert "old.json was made from the model families-0" in ran.said


@pytest.mark.parametrize("text", ["", "{}", '{"weights": {"given.gone": 1}}', "[1]"])
def test_a_file_that_is_no_model_is_refused_by_name(tmp_path, capsys, text):
    (tmp_path / "own.json").write_text(text)

    ran = made.link(
        capsys, made.write(tmp_path / "in"), tmp_path / "o.csv", "--model", tmp_path / "own.json"
    )

    assert ran.status == 1
    assert "own.json is no model" in ran.said
