"""Due moments in the words people use."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from openmash.timekeeping import describe, duration_in_words, moment_in_words

NOW = datetime(2026, 3, 9, 14, 0, tzinfo=ZoneInfo("Europe/London"))


@pytest.mark.parametrize(
    ("due_in", "words"),
    [
        (timedelta(minutes=52), "in 52 minutes"),
        (timedelta(minutes=52, seconds=59), "in 52 minutes"),
        (timedelta(minutes=1), "in 1 minute"),
        (timedelta(seconds=59), "due now"),
        (timedelta(), "due now"),
        (timedelta(seconds=-59), "due now"),
        (timedelta(minutes=-40), "40 minutes late"),
        (timedelta(minutes=-60), "1 hour late"),
        (timedelta(hours=-30), "30 hours late"),
        (timedelta(days=-3), "3 days late"),
        (timedelta(minutes=80), "in 1 hour 20 minutes"),
        (timedelta(hours=2), "today 16:00"),
        (timedelta(hours=19, minutes=30), "tomorrow 09:30"),
        (timedelta(days=3), "Thursday 14:00"),
        (timedelta(days=7), "Monday 16 March 14:00"),
        (timedelta(days=365), "Tuesday 9 March 2027 14:00"),
        (None, "at once, or as soon as practicable"),
    ],
    ids=str,
)
def test_due_moments_are_said_as_one_would_say_them(due_in, words):
    due = None if due_in is None else NOW + due_in

    assert describe(due, now=NOW) == words


def test_the_end_of_a_day_is_not_called_one_second_to_midnight():
    tonight = NOW.replace(hour=23, minute=59, second=59)

    assert describe(tonight, now=NOW) == "by the end of today"
    assert describe(tonight + timedelta(days=1), now=NOW) == "by the end of tomorrow"


def test_lengths_take_their_largest_fitting_words():
    assert duration_in_words(timedelta(hours=1)) == "1 hour"
    assert duration_in_words(timedelta(hours=25, minutes=5)) == "25 hours"
    assert duration_in_words(timedelta(days=2)) == "2 days"


def test_a_moment_in_full_has_its_weekday():
    assert moment_in_words(NOW) == "Monday 9 March 2026, 14:00"
