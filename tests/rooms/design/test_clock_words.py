"""A clock is said in words; its state is never told by colour alone."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from openmash.design.clock_words import clock_face
from openmash.design.templatetags.design_practice import clock

NOW = datetime(2026, 11, 23, 14, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("due_in", "state", "moment", "left"),
    [
        (timedelta(hours=2, minutes=30), "calm", "16:40", ""),
        (timedelta(minutes=52), "soon", "15:02", "in 52 minutes"),
        (timedelta(hours=1), "soon", "15:10", "in 1 hour"),
        (timedelta(seconds=20), "soon", "14:10", "due now"),
        (timedelta(minutes=-40), "late", "13:30", "40 minutes late"),
        (timedelta(days=-3), "late", "Fri 20 Nov, 14:10", "3 days late"),
        (timedelta(hours=19, minutes=20), "calm", "Tomorrow 09:30", ""),
        (timedelta(days=40), "calm", "Sat 2 Jan 2027, 14:10", ""),
    ],
)
def test_a_due_moment_is_said_as_people_say_it(due_in, state, moment, left):
    """The moment first; how long is left only where it is soon or late."""
    face = clock_face(NOW + due_in, now=NOW)

    assert (face.state, face.moment, face.left) == (state, moment, left)


def test_a_moment_without_a_timezone_is_refused():
    """A clock that guesses its timezone is wrong twice a year."""
    with pytest.raises(ValueError, match="timezone"):
        clock_face(datetime(2026, 11, 23, 15), now=NOW)  # noqa: DTZ001


def test_summer_time_shows_in_the_hub_s_own_hours():
    """A moment kept in UTC is shown as the clock on the wall shows it."""
    with timezone.override("Europe/London"):
        shown = clock(
            due=datetime(2026, 7, 1, 9, tzinfo=UTC), now=datetime(2026, 7, 1, 6, tzinfo=UTC)
        )

    assert BeautifulSoup(shown, "html.parser").time.text == "10:00"


def test_a_late_clock_says_so_in_words_and_with_a_shape():
    """Cover the colour, and lateness still shows."""
    shown = BeautifulSoup(clock(due=NOW - timedelta(minutes=40), now=NOW), "html.parser")

    assert "40 minutes late" in shown.text
    assert shown.svg is not None


def test_a_paused_clock_says_why():
    """A clock that stands still without a reason is a clock nobody trusts."""
    shown = clock(due=NOW + timedelta(hours=3), now=NOW, paused="waiting for agreement")

    assert "paused: waiting for agreement" in shown
