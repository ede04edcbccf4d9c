"""Own words stand between one pair of marks, whoever wrote the first."""

import pytest

from openmash.design.quoting import quoted


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("It hurts.", "“It hurts.”"),
        ("“It hurts.”", "“It hurts.”"),
        ('"It hurts."', "“It hurts.”"),
        ("“No.” She said “no.”", "““No.” She said “no.””"),
        ("", "“”"),
        ("“", "““”"),
    ],
)
def test_own_words_have_one_pair_of_marks(written, shown):
    assert quoted(written) == shown
