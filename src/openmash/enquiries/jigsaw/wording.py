"""Dates, numbers and lists as a social worker would say them."""

from collections.abc import Sequence
from datetime import date, datetime

_NUMBERS = [
    "none",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
]
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def number_words(number: int) -> str:
    """Return a small number as a word, and a larger one in figures."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)


def listed(words: Sequence[str], *, last: str = "and") -> str:
    """Return words as a list in a sentence: "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def capitalised(words: str) -> str:
    """Return the words with a capital at the start, and no other letter changed."""
    return words[:1].upper() + words[1:]


def day_words(day: date, *, today: date, precision: str = "day") -> str:
    """Return a day in words, with as much doubt as it came with.

    The year is left out when it is this year's. `precision` is day, about, month or year.
    """
    if precision == "year":
        return str(day.year)
    if precision == "month":
        return f"{_MONTHS[day.month - 1]} {day.year}"
    if day == today:
        return "today"
    year = "" if day.year == today.year else f" {day.year}"
    about = "about " if precision == "about" else ""
    return f"{about}{day.day} {_MONTHS[day.month - 1]}{year}"


def moment_words(moment: datetime, *, now: datetime) -> str:
    """Return a moment in the reader's own timezone, no longer than it must be.

    "15:00" today, "tomorrow 14:30", "Friday 17:00" within the week, then "9 December".
    """
    local = moment.astimezone(now.tzinfo)
    clock = f"{local:%H:%M}"
    days = (local.date() - now.date()).days
    if days == 0:
        return clock
    if days == 1:
        return f"tomorrow {clock}"
    if 1 < days < 7:
        return f"{_WEEKDAYS[local.weekday()]} {clock}"
    return day_words(local.date(), today=now.date())


def days_ago_words(days: int) -> str:
    """Return how long ago in words: today, yesterday, 74 days ago."""
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")


def age_words(days: int) -> str:
    """Return the age of old news: "8 months old", "3 years old"."""
    if days < 730:
        return f"{max(days // 30, 1)} months old"
    return f"{days // 365} years old"
