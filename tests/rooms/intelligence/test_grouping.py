"""Laws of grouping: what must be kept apart stays apart by whatever path."""

from hypothesis import given
from hypothesis import strategies as st

from openmash.intelligence.linkage.grouping import grouped

records = st.integers(0, 14)
two = st.tuples(records, records).filter(lambda pair: pair[0] < pair[1])
pairs = st.lists(two, max_size=40, unique=True)
weighed = st.dictionaries(two, st.floats(1, 30, allow_nan=False), max_size=60)


def surest_first(found):
    """Return pairs as a run hands them in."""
    return sorted(((a, b, bits) for (a, b), bits in found.items()), key=lambda p: (-p[2], p[:2]))


def people(groups) -> set[frozenset[int]]:
    """Return the groups as sets of records."""
    held: dict[int, set[int]] = {}
    for one in range(15):
        held.setdefault(groups.find(one), set()).add(one)
    return {frozenset(group) for group in held.values()}


@given(weighed, pairs, pairs, pairs)
def test_a_human_different_is_never_in_one_group_by_any_path(found, same, different, together):
    groups = grouped(surest_first(found), same=same, different=different, together=together)
    for a, b in different:
        assert groups.find(a) != groups.find(b)


@given(weighed, pairs)
def test_what_the_model_holds_for_two_people_is_kept_apart(found, apart):
    groups = grouped(surest_first(found), apart=apart)
    for a, b in apart:
        assert groups.find(a) != groups.find(b)


@given(weighed, pairs, st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(found, apart, rng):
    before = people(grouped(surest_first(found), apart=apart))
    shuffled = list(found.items())
    rng.shuffle(shuffled)
    rng.shuffle(apart)
    assert people(grouped(surest_first(dict(shuffled)), apart=apart)) == before


@given(weighed)
def test_without_contradiction_whatever_hangs_together_is_one(found):
    groups = grouped(surest_first(found))
    assert groups.refused == []
    assert all(groups.find(a) == groups.find(b) for a, b in found)


def test_a_weak_bridge_does_not_swallow_a_family():
    sister, brother, both = (0, 1), (2, 3), 4
    groups = grouped(
        [(*sister, 20.0), (*brother, 19.0), (1, both, 5.0), (both, 2, 4.0)], apart=[(0, 3)]
    )
    assert people(groups) >= {frozenset({0, 1, 4}), frozenset({2, 3})}
    assert groups.refused == [(4, 2, 4.0)]
