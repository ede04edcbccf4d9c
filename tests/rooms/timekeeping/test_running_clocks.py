"""One running clock: pauses and their limits, re-grading, stopping, and what is refused."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from openmash.errors import RuleBroken
from openmash.timekeeping import (
    OFFICE_HOURS,
    Clock,
    ClockState,
    Nation,
    WorkingCalendar,
    clock_rule,
)

HUB = WorkingCalendar(nation=Nation.ENGLAND, opening_hours=OFFICE_HOURS)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment in March 2026; the 9th is a Monday."""
    return datetime(2026, 3, day, hour, minute, tzinfo=ZoneInfo("Europe/London"))


def clock(code: str, *, started_at: datetime | None = None) -> Clock:
    return Clock(rule=clock_rule(code), started_at=started_at or at(9, 9))


def test_a_paused_clock_gives_its_opening_time_back():
    paused = clock("REQ-A").pause(at(9, 10), reason="identity_query", by="p-7")
    running = paused.resume(at(9, 12))

    assert paused.state(at(9, 11), calendar=HUB) is ClockState.PAUSED
    assert running.state(at(9, 12), calendar=HUB) is ClockState.CALM
    assert running.due_at(HUB) == at(12, 11)
    assert running.paused_time(at(10, 9)) == timedelta(hours=2)


def test_what_is_left_stands_still_while_a_clock_is_paused():
    paused = clock("AD-S421").pause(at(9, 10), reason="adult_wish", by="p-7")

    assert paused.due_at(HUB, now=at(9, 12)) == at(11, 17)
    assert paused.due_at(HUB, now=at(10, 12)) == at(12, 17)


def test_a_pause_ends_by_itself_at_its_limit():
    """A forgotten pause never hides anybody: the clock runs again after its 24 hours."""
    paused = clock("REQ-A").pause(at(9, 10), reason="identity_query", by="p-7")

    assert paused.state(at(10, 9, 59), calendar=HUB) is ClockState.PAUSED
    assert paused.state(at(10, 10), calendar=HUB) is not ClockState.PAUSED
    assert paused.paused_time(at(20, 10)) == timedelta(hours=24)


def test_a_longer_pause_needs_a_manager():
    request = clock("REQ-A")
    wanted = {"reason": "identity_query", "by": "p-7", "until": at(12, 10)}

    with pytest.raises(RuleBroken, match="A manager can approve a longer one"):
        request.pause(at(9, 10), **wanted)
    approved = request.pause(at(9, 10), **wanted, approved_by="m-1")
    assert approved.state(at(11, 10), calendar=HUB) is ClockState.PAUSED


def test_a_manager_lengthens_an_open_pause():
    paused = clock("REQ-A").pause(at(9, 10), reason="identity_query", by="p-7")

    with pytest.raises(RuleBroken, match="name the manager"):
        paused.lengthen_pause(at(9, 11), until=at(12, 10), approved_by="")
    longer = paused.lengthen_pause(at(9, 11), until=at(12, 10), approved_by="m-1")
    assert longer.state(at(11, 10), calendar=HUB) is ClockState.PAUSED


def test_nobody_lengthens_a_limit_in_law():
    detention = clock("AD-S136")

    with pytest.raises(RuleBroken, match="12 hours at most, whoever approves it"):
        detention.pause(
            at(9, 20),
            reason="doctor_extension_12_hours",
            by="p-7",
            until=at(10, 20),
            approved_by="m-1",
        )


def test_an_extension_lengthens_the_clock_and_never_shows_as_paused():
    extended = clock("AD-S136").pause(at(9, 20), reason="doctor_extension_12_hours", by="p-7")

    assert extended.due_at(HUB) == at(10, 21)
    assert extended.due_at(HUB, now=at(9, 21)) == at(10, 21)
    assert extended.state(at(9, 21), calendar=HUB) is ClockState.CALM


def test_pausing_what_is_late_hides_nothing():
    late = clock("AD-S421").pause(at(16, 9), reason="adult_wish", by="p-7")

    assert late.state(at(16, 10), calendar=HUB) is ClockState.LATE
    assert late.due_at(HUB, now=at(16, 10)) == clock("AD-S421").due_at(HUB)


def test_a_statutory_clock_says_why_it_cannot_be_paused():
    with pytest.raises(RuleBroken, match="waiting for an agency does not stop it"):
        clock("HUB-DEC").pause(at(9, 10), reason="identity_query", by="p-7")
    with pytest.raises(RuleBroken, match="Go on without what is missing"):
        clock("REQ-R").pause(at(9, 10), reason="identity_query", by="p-7")
    with pytest.raises(RuleBroken, match="only for this: the adult asked for more time"):
        clock("AD-S421").pause(at(9, 10), reason="police_primacy", by="p-7")


def test_pauses_keep_their_order():
    paused = clock("REQ-A").pause(at(9, 10), reason="identity_query", by="p-7")
    again = {"reason": "identity_query", "by": "p-7"}

    with pytest.raises(RuleBroken, match="paused already"):
        paused.pause(at(9, 11), **again)
    with pytest.raises(RuleBroken, match="before an earlier one"):
        paused.resume(at(9, 12)).pause(at(9, 9, 30), **again)
    with pytest.raises(RuleBroken, match="before it started"):
        clock("REQ-A").pause(at(8, 9), **again)
    with pytest.raises(RuleBroken, match="not paused"):
        clock("REQ-A").resume(at(9, 10))


def test_re_grading_to_red_stops_counting_the_ambers_pauses():
    paused = clock("REQ-A").pause(at(9, 10), reason="identity_query", by="p-7")
    red = paused.rebase(clock_rule("REQ-R"))

    assert red.state(at(9, 11), calendar=HUB) is ClockState.CALM
    assert red.due_at(HUB, now=at(9, 12)) == at(9, 13)
    assert red.pauses == paused.pauses, "the ledger keeps what happened"


def test_both_due_dates_stand_after_re_grading():
    red = clock("REQ-A").rebase(clock_rule("REQ-R"))

    assert [(rule.code, due) for rule, due in red.due_dates(HUB)] == [
        ("REQ-A", at(12, 9) - timedelta(hours=16)),
        ("REQ-R", at(9, 13)),
    ]


def test_a_clock_cannot_become_one_that_starts_elsewhere():
    with pytest.raises(RuleBroken, match="starts from another event"):
        clock("REQ-A").rebase(clock_rule("HUB-DEC"))


def test_a_stopped_clock_remembers_that_it_was_late():
    in_time, late = clock("REQ-R").stop(at(9, 13)), clock("REQ-R").stop(at(9, 13, 1))

    assert in_time.state(at(20, 9), calendar=HUB) is ClockState.STOPPED
    assert not in_time.stopped_late(HUB)
    assert late.state(at(20, 9), calendar=HUB) is ClockState.STOPPED
    assert late.stopped_late(HUB)
    assert late.remaining(at(20, 9), calendar=HUB) == timedelta(minutes=-1)


def test_stopping_ends_an_open_pause():
    stopped = clock("REQ-A").pause(at(9, 10), reason="identity_query", by="p-7").stop(at(9, 12))

    assert stopped.paused_time(at(20, 9)) == timedelta(hours=2)
    assert not stopped.stopped_late(HUB)


def test_a_stopped_clock_does_not_change():
    stopped = clock("REQ-A").stop(at(9, 12))

    for change in (
        lambda: stopped.stop(at(9, 13)),
        lambda: stopped.rebase(clock_rule("REQ-R")),
        lambda: stopped.pause(at(9, 13), reason="identity_query", by="p-7"),
    ):
        with pytest.raises(RuleBroken, match="has stopped"):
            change()


def test_a_clock_cannot_stop_before_it_started():
    with pytest.raises(RuleBroken, match="before it started"):
        clock("REQ-A").stop(at(8, 12))


def test_a_notice_given_before_the_planned_day_is_rightly_before_it():
    notice = clock("P-NOT", started_at=datetime(2026, 6, 1, 9, tzinfo=ZoneInfo("Europe/London")))

    assert not notice.stop(at(9, 9)).stopped_late(HUB)


def test_a_look_back_that_is_over_has_stopped_and_is_not_late():
    window = clock("DA-RPT", started_at=at(9, 9))
    a_year_on = datetime(2027, 3, 10, 9, tzinfo=ZoneInfo("Europe/London"))

    assert window.state(a_year_on, calendar=HUB) is ClockState.STOPPED


def test_the_same_wall_hours_do_not_fool_the_clock_when_clocks_change():
    """Two local moments subtract wrongly in Python; what is left must be real time."""
    before = datetime(2026, 3, 28, 12, tzinfo=ZoneInfo("Europe/London"))
    detention = clock("C-EMER", started_at=before)

    assert detention.remaining(before, calendar=HUB) == timedelta(hours=72)
