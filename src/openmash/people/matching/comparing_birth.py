"""Comparing when two people were born, by dates of birth, ages and roles; and births and deaths."""

from collections.abc import Iterable
from datetime import date

from openmash.people.matching.dates import PartialDate, Span, is_placeholder, is_slip
from openmash.people.matching.facts import RecordFacts
from openmash.people.matching.reasons import Reason

SAME_DAY, SAME_MONTH, SAME_YEAR = 12.0, 7.0, 4.0
SLIP, DIFFERS = 1.0, -12.0
_SECOND_CHILD_BORN_WITHIN_YEARS = 0.8


def compare_birth(a: RecordFacts, b: RecordFacts) -> Iterable[Reason]:
    """Yield the reason from dates of birth, or from ages, or from roles: the best there is."""
    if a.date_of_birth is not None and b.date_of_birth is not None:
        yield _dates(a.date_of_birth, b.date_of_birth)
    elif a.born is not None and b.born is not None:
        yield _ages(a, b)
    else:
        yield from _roles(a, b)
    yield from _unborn(a, b)
    yield from _deaths(a, b)


def _dates(a: PartialDate, b: PartialDate) -> Reason:
    first, second = a.as_day, b.as_day
    if first is not None and second is not None:
        return _days(first, second)
    apart = a.span().years_from(b.span())
    if apart > 0:
        if apart <= 1 and "estimated" in (a.precision, b.precision):
            return _birth("date of birth", "dob.near", 0, "The estimated years of birth are close.")
        return _birth(
            "date of birth", "dob.differs", DIFFERS, _two("dates of birth", str(a), str(b))
        )
    if "estimated" in (a.precision, b.precision):
        return _birth("date of birth", "dob.year", 3.0, "The estimated date of birth agrees.")
    if a.month is not None and b.month is not None:
        return _birth("date of birth", "dob.month", SAME_MONTH, "The month of birth agrees.")
    return _birth("date of birth", "dob.year", SAME_YEAR, "The year of birth agrees.")


def _days(a: date, b: date) -> Reason:
    if a == b and is_placeholder(a):
        said = f"Both give 1 January {a.year}, which often stands for a year alone."
        return _birth("date of birth", "dob.year", SAME_YEAR, said)
    if a == b:
        return _birth("date of birth", "dob.same", SAME_DAY, f"Both were born on {a:%-d %B %Y}.")
    said = _two("dates of birth", f"{min(a, b):%-d %B %Y}", f"{max(a, b):%-d %B %Y}")
    if a.year == b.year and (is_placeholder(a) or is_placeholder(b)):
        return _birth("date of birth", "dob.year", SAME_YEAR - 1, "The year of birth agrees.")
    if is_slip(a, b):
        return _birth(
            "date of birth", "dob.slip", SLIP, said + " This could be a slip, or two people."
        )
    return _birth("date of birth", "dob.differs", DIFFERS, said)


def _ages(a: RecordFacts, b: RecordFacts) -> Reason:
    """Compare an age with an age or a date; an age may be a year or so out, in adults more."""
    if a.born is None or b.born is None:
        raise ValueError("Both records must say when the person was born.")
    apart = a.born.years_from(b.born)
    years_old = (max(_day_of(a), _day_of(b)) - max(a.born.first, b.born.first)) / 365.25
    loose = 1.0 if years_old < 20 else max(2.0, years_old / 12)
    if apart == 0:
        weight = 4.0 if years_old < 20 else 3.0
        return _birth("age", "age.agrees", weight, "The ages agree.")
    if apart <= loose:
        return _birth("age", "age.near", 1.0, "The ages agree within the usual error.")
    if apart <= 2 * loose:
        return _birth("age", "age.apart", -3.0, "The ages are some years apart.")
    return _birth("age", "age.differs", DIFFERS, "The ages are too far apart for one person.")


def _day_of(record: RecordFacts) -> int:
    if record.recorded_on is not None:
        return record.recorded_on.toordinal()
    return record.born.last if record.born is not None else 0


def _roles(a: RecordFacts, b: RecordFacts) -> Iterable[Reason]:
    """Compare by what the roles say of age: a child now cannot have been a mother before."""
    first, second = (record.born or record.born_by_role for record in (a, b))
    if first is None or second is None:
        return
    if first.years_from(second) > 1:
        yield _birth(
            "stage of life", "stage.differs", -10.0, "One is a child and the other an adult."
        )
    elif _is_narrow(first) and _is_narrow(second):
        yield _birth("stage of life", "stage.agrees", 2.0, "Both are recorded as children.")


def _is_narrow(span: Span) -> bool:
    return span.last - span.first <= 22 * 365


def _unborn(a: RecordFacts, b: RecordFacts) -> Iterable[Reason]:
    """Compare a child expected with a child born: never with one born before."""
    if a.is_to_be_born == b.is_to_be_born:
        if a.is_to_be_born and a.recorded_on and b.recorded_on:
            apart = abs((a.recorded_on - b.recorded_on).days) / 365.25
            if apart > _SECOND_CHILD_BORN_WITHIN_YEARS:
                yield _life("unborn.differs", -10.0, "The pregnancies are too far apart to be one.")
        return
    unborn, born = (a, b) if a.is_to_be_born else (b, a)
    birth = born.born
    if unborn.recorded_on is None or birth is None:
        return
    if birth.last < unborn.recorded_on.toordinal() - 14:
        yield _life(
            "unborn.differs", -10.0, "One child was already born when the other was expected."
        )
    elif unborn.expected_on and abs(birth.first - unborn.expected_on.toordinal()) <= 56:
        yield _life("unborn.agrees", 5.0, "The child was born about when a child was expected.")


def _deaths(a: RecordFacts, b: RecordFacts) -> Iterable[Reason]:
    first, second = a.date_of_death, b.date_of_death
    if first is not None and second is not None:
        if first == second:
            yield _life("death.same", 8.0, "Both died on the same day.")
        elif abs((first - second).days) > 31:
            yield _life("death.differs", -12.0, "The dates of death differ.")
        return
    for dead, other in ((a, b), (b, a)):
        died, born = dead.date_of_death, other.born
        if died is not None and born is not None and born.first > died.toordinal():
            yield _life("death.differs", -12.0, "One was born after the other had died.")


def _two(part: str, first: str, second: str) -> str:
    first, second = sorted((first, second))
    return f"The {part} differ: {first} and {second}."


def _birth(name: str, code: str, weight: float, words: str) -> Reason:
    return Reason(field=name, code=code, weight=weight, words=words, topic="birth")


def _life(code: str, weight: float, words: str) -> Reason:
    return Reason(field="life", code=code, weight=weight, words=words, topic="life")
