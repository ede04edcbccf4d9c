"""How old somebody is, in words, with as much doubt as the date came with. Pure."""

from datetime import date

from openmash.enquiries.jigsaw.wording import day_words

IN_MONTHS_UNTIL = 24  # months: a baby's age is said in months
ADULT_FROM = 18  # years


def age_in_words(
    born_on: date | None,
    *,
    today: date,
    precision: str = "day",
    age: int | None = None,
    expected_on: date | None = None,
) -> str:
    """Return an age as a page says it: "6 years old", "14 months", "about 6 years old".

    `age` is in years, as somebody gave it; an age from a date goes before it. Empty where
    nobody knows.
    """
    if expected_on and not born_on:
        return f"expected {day_words(expected_on, today=today)}"
    if born_on is None:
        return f"about {_years(age)}" if age is not None else ""
    months = whole_months(born_on, today=today)
    if months < 0:
        return f"expected {day_words(born_on, today=today)}"
    is_rough = precision in ("month", "year", "estimated")
    if precision in ("year", "estimated"):
        return f"about {_years(today.year - born_on.year)}"
    about = "about " if is_rough else ""
    if months < IN_MONTHS_UNTIL:
        return f"{about}{months} month{'' if months == 1 else 's'}"
    return f"{about}{_years(months // 12)}"


def whole_months(born_on: date, *, today: date) -> int:
    """Return the whole months from a birth to a day; negative before it."""
    months = (today.year - born_on.year) * 12 + today.month - born_on.month
    return months - (1 if today.day < born_on.day else 0)


def is_under_age(born_on: date | None, *, age: int | None, today: date) -> bool:
    """Say whether somebody is known to be a child. Not known is not a child: it is not known."""
    if born_on is not None:
        return whole_months(born_on, today=today) < ADULT_FROM * 12
    return age is not None and age < ADULT_FROM


def _years(number: int) -> str:
    return f"{number} year{'' if number == 1 else 's'} old"
