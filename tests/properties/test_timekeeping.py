"""Laws of timekeeping that hold for every moment, every clock and every calendar."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openmash.errors import NaiveTime, RuleBroken
from openmash.timekeeping import (
    OFFICE_HOURS,
    Clock,
    ClockRule,
    ClockState,
    DayEnd,
    Kind,
    Mode,
    Nation,
    WorkingCalendar,
    add_elapsed,
    add_months,
    clock_rule,
    decision_due,
    describe,
    elapsed,
    load_clock_rules,
    tighten,
    weekly_hours,
)

RULES = list(load_clock_rules().values())
FORWARD_RULES = [rule for rule in RULES if not rule.counts_back]
NUMBERED_RULES = [rule for rule in FORWARD_RULES if rule.amount is not None]
HOURS = [
    OFFICE_HOURS,
    weekly_hours({"monday-thursday": "08:30-17:00", "friday": "08:30-16:30"}),
    weekly_hours({"monday-friday": "09:00-12:30, 13:15-24:00"}),
]
DAYS_APART = st.timedeltas(min_value=timedelta(), max_value=timedelta(days=40))

moments = st.datetimes(
    # Hypothesis wants naive bounds and adds the timezone itself.
    min_value=datetime(2024, 1, 1),  # noqa: DTZ001
    max_value=datetime(2031, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
)
calendars = st.builds(
    WorkingCalendar,
    nation=st.sampled_from(Nation),
    opening_hours=st.sampled_from(HOURS),
    extra_closures=st.frozensets(
        st.dates(min_value=date(2024, 1, 1), max_value=date(2031, 12, 31)), max_size=5
    ),
)


@given(st.sampled_from(FORWARD_RULES), moments, calendars)
def test_nothing_is_due_before_it_started(rule: ClockRule, start, calendar):
    due = Clock(rule=rule, started_at=start).due_at(calendar)

    assert due is None or elapsed(start, until=due) >= timedelta()


@given(st.sampled_from(NUMBERED_RULES), moments, calendars)
def test_the_hub_never_works_to_a_later_hour_than_the_law(rule, start, calendar):
    clock = Clock(rule=rule, started_at=start)

    in_law = clock.due_at(calendar, day_end=DayEnd.END_OF_DAY)
    assert elapsed(clock.due_at(calendar), until=in_law) >= timedelta()


@given(moments, DAYS_APART, st.integers(1, 100), calendars)
def test_what_starts_later_is_never_due_earlier(start, later, hours, calendar):
    first = calendar.add_open_hours(start, hours=hours)
    second = calendar.add_open_hours(start + later, hours=hours)

    assert elapsed(first, until=second) >= timedelta()


@given(moments, st.integers(0, 60), st.integers(0, 60), calendars)
def test_opening_hours_add_up(start, some, more, calendar):
    in_steps = calendar.add_open_hours(calendar.add_open_hours(start, hours=some), hours=more)

    assert elapsed(calendar.add_open_hours(start, hours=some + more), until=in_steps) >= timedelta()
    assert calendar.open_time_between(start, until=in_steps) == timedelta(hours=some + more)


@given(moments, st.integers(1, 80), calendars)
def test_an_opening_hours_clock_ends_on_a_day_that_is_open(start, hours, calendar):
    due = calendar.add_open_hours(start, hours=hours) - timedelta(microseconds=1)

    assert calendar.is_working_day(due.date())
    assert due.date() not in calendar.extra_closures


@given(st.sampled_from(NUMBERED_RULES), st.integers(1, 100), moments, calendars)
def test_tightening_never_makes_anything_due_later(rule, amount, start, calendar):
    if rule.meaning == "minimum" or amount > rule.amount:
        return
    tighter = tighten(rule, amount=amount)

    due = Clock(rule=rule, started_at=start).due_at(calendar)
    assert elapsed(Clock(rule=tighter, started_at=start).due_at(calendar), until=due) >= timedelta()


@given(st.sampled_from([r for r in NUMBERED_RULES if r.kind is Kind.STAT]), st.integers(1, 400))
def test_the_law_is_never_loosened_by_any_number_of_steps(rule, amount):
    looser = amount < rule.amount if rule.meaning == "minimum" else amount > rule.amount
    if looser:
        with pytest.raises(RuleBroken):
            tighten(rule, amount=amount)
    else:
        assert tighten(tighten(rule, amount=amount), amount=rule.amount).amount == rule.amount


@given(moments, st.integers(0, 10_000))
def test_elapsed_hours_are_real_hours_whatever_the_clocks_do(start, hours):
    due = add_elapsed(start, hours=hours)

    assert elapsed(start, until=due) == timedelta(hours=hours)
    assert due.astimezone(UTC) == start + timedelta(hours=hours)


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)), st.integers(-600, 600))
def test_months_keep_the_day_number_or_take_the_last_day(day, months):
    later = add_months(day, months=months)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    next_day = later + timedelta(days=1)
    assert later.day == day.day or (later.day < day.day and next_day.day == 1)


@given(moments, calendars)
def test_a_decision_is_due_at_the_close_of_a_working_day(received, calendar):
    due = decision_due(received, calendar=calendar)

    assert calendar.is_working_day(due.date())
    assert due == calendar.close_of_business_on(due.date())
    assert timedelta() < elapsed(received, until=due) < timedelta(days=8)


@given(moments, calendars)
def test_the_decision_clock_and_the_decision_rule_agree(received, calendar):
    clock = Clock(rule=clock_rule("HUB-DEC"), started_at=received)

    assert clock.due_at(calendar) == decision_due(received, calendar=calendar)


@given(moments, st.integers(0, 30), calendars)
def test_working_days_count_themselves(start, days, calendar):
    day = calendar.this_or_next_working_day(start.date())
    later = calendar.working_day_after(day, days=days)

    assert calendar.working_days_between(day, until=later) == days


@given(moments, DAYS_APART, DAYS_APART, calendars)
def test_a_pause_only_ever_gives_time_back(start, wait, length, calendar):
    clock = Clock(rule=clock_rule("AD-ENQ"), started_at=start)
    pause_at = start + min(wait, timedelta(days=10))
    paused = clock.pause(
        pause_at, reason="adult_wish", by="p-1", until=pause_at + length, approved_by="m-1"
    )

    assert elapsed(clock.due_at(calendar), until=paused.due_at(calendar)) >= timedelta()


@given(st.sampled_from(RULES), moments, DAYS_APART, calendars)
def test_every_clock_shows_something_and_says_it(rule, start, later, calendar):
    clock, now = Clock(rule=rule, started_at=start), start + later
    due = clock.due_at(calendar, now=now)

    state = clock.state(now, calendar=calendar)
    assert describe(due, now=now)
    assert state is not ClockState.PAUSED
    # Without a number in law a clock is there all the same, and it is never calm.
    assert due is not None or state is ClockState.SOON


@given(st.datetimes(), st.sampled_from(list(Mode)))
def test_a_moment_without_a_timezone_is_refused(naive, mode):
    calendar = WorkingCalendar(nation=Nation.ENGLAND, opening_hours=OFFICE_HOURS)
    for ask in (
        lambda: decision_due(naive, calendar=calendar),
        lambda: calendar.add_open_hours(naive, hours=1),
        lambda: add_elapsed(naive, hours=1),
        lambda: describe(naive, now=naive),
        lambda: Clock(rule=clock_rule("HUB-DEC"), started_at=naive),
    ):
        with pytest.raises(NaiveTime):
            ask()
