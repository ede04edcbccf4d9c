"""What an output is worth, against hand-worked answers and against walking over every pair."""

from itertools import combinations

import pandas as pd
import pytest
from bench.identity.measures import measure
from hypothesis import given
from hypothesis import strategies as st

GROUPS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=14)


def tables(pairs):
    ids = [f"r{i}" for i in range(len(pairs))]
    truth = pd.DataFrame({"record_id": ids, "person": [f"P{p}" for p, _ in pairs]})
    output = pd.DataFrame({"record_id": ids, "person_id": [f"g{g}" for _, g in pairs]})
    return truth, output


@given(GROUPS)
def test_counting_groups_gives_what_walking_over_pairs_gives(pairs):
    found = measure(*tables(pairs))
    together = [(a[0] == b[0], a[1] == b[1]) for a, b in combinations(pairs, 2)]
    right = sum(person and group for person, group in together)

    assert found.wrong_pairs == sum(group for _, group in together) - right
    assert found.missed_pairs == sum(person for person, _ in together) - right


@given(GROUPS)
def test_bcubed_is_the_mean_over_records(pairs):
    found = measure(*tables(pairs))

    def mean(mine):
        shares = [
            sum(p == q for q in pairs) / sum(p[mine] == q[mine] for q in pairs) for p in pairs
        ]
        return sum(shares) / len(shares)

    assert found.bcubed.precision == pytest.approx(mean(1))
    assert found.bcubed.recall == pytest.approx(mean(0))


def family(**columns):
    return pd.DataFrame(
        {
            "record_id": ["a", "b", "c", "d"],
            "person": ["Ann", "Ann", "Amy", "Bob"],
            "kind": ["twin", "twin", "twin", "ordinary"],
            "culture": "english",
        }
        | columns
    )


@pytest.mark.parametrize(
    ("groups", "share"), [(["1", "1", "2", "3"], 0.0), (["1", "2", "2", "3"], 1.0)]
)
def test_twins_are_merged_when_any_record_of_one_stands_with_the_other(groups, share):
    output = pd.DataFrame({"record_id": ["a", "b", "c", "d"], "person_id": groups})

    for truth in (
        family(twin_of=["Amy", "Amy", "Ann", ""]),
        family(other=["Amy", "Amy", "Ann", ""]),
    ):
        found = measure(truth, output)
        assert (found.twin_pairs, found.twins_merged) == (1, share)
        assert found.relatives_merged is None


def test_a_person_known_to_three_agencies_is_fully_joined_only_with_every_record():
    truth = pd.DataFrame({"record_id": list("abcd"), "person": ["Ann"] * 3 + ["Bob"]})
    output = pd.DataFrame({"record_id": list("abcd"), "agency": ["gp", "police", "school", "gp"]})

    assert measure(truth, output.assign(person_id=list("1112"))).fully_joined == 1
    assert measure(truth, output.assign(person_id=list("1122"))).fully_joined == 0


def test_a_record_left_out_is_a_person_of_its_own():
    truth, output = tables([(0, 0), (0, 0), (1, 1)])

    assert measure(truth, output.iloc[1:]).missed_pairs == 1


def test_an_output_that_repeats_or_invents_records_is_refused():
    truth, output = tables([(0, 0), (0, 0)])

    with pytest.raises(ValueError, match="more than once"):
        measure(truth, pd.concat([output, output]))
    with pytest.raises(ValueError, match="does not know"):
        measure(truth.iloc[:1], output)
