"""Clocks, as a safeguarding lead would check them: what came in, when it is due, and why.

The hub of these tables is in England and open nine to five, unless a test says otherwise.
"""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests.spec.tables import moment, shown, shown_day

from openmash.timekeeping import (
    Clock,
    DayEnd,
    Nation,
    clock_rule,
    decision_due,
    decision_due_in_law,
    weekly_hours,
)

LONG_HOURS = weekly_hours({"monday-thursday": "08:30-17:00", "friday": "08:30-16:30"})


def test_the_clock_counts_working_days(holds):
    """Weekends and bank holidays do not use the clock up."""
    holds(
        """
        received               | due by                 | because
        -----------------------|------------------------|------------------------------------
        Fri 06 Mar 2026 16:00  | Mon 09 Mar 2026 17:00  | the weekend does not count
        Fri 06 Mar 2026 16:55  | Mon 09 Mar 2026 17:00  | minutes to closing, still day 0
        Fri 06 Mar 2026 19:20  | Mon 09 Mar 2026 17:00  | the out-of-hours team is the authority
        Sat 07 Mar 2026 03:00  | Tue 10 Mar 2026 17:00  | day 0 is Monday
        Sun 08 Mar 2026 23:59  | Tue 10 Mar 2026 17:00  | day 0 is still Monday
        Mon 09 Mar 2026 00:00  | Tue 10 Mar 2026 17:00  | the first minute of Monday
        Mon 09 Mar 2026 09:01  | Tue 10 Mar 2026 17:00  | an ordinary day
        Mon 09 Mar 2026 23:59  | Tue 10 Mar 2026 17:00  | the last minute of the same day
        Thu 02 Apr 2026 12:00  | Tue 07 Apr 2026 17:00  | Good Friday and Easter Monday
        Fri 03 Apr 2026 12:00  | Wed 08 Apr 2026 17:00  | Good Friday: day 0 is Tuesday
        Fri 01 May 2026 16:55  | Tue 05 May 2026 17:00  | Monday is a bank holiday
        Mon 04 May 2026 08:00  | Wed 06 May 2026 17:00  | bank holiday Monday: day 0 is Tuesday
        Sun 29 Mar 2026 00:30  | Tue 31 Mar 2026 17:00  | the clocks go forward that night
        Wed 23 Dec 2026 10:00  | Thu 24 Dec 2026 17:00  | Christmas Eve is a working day
        Thu 24 Dec 2026 16:00  | Tue 29 Dec 2026 17:00  | Christmas, weekend, substitute day
        Fri 25 Dec 2026 11:00  | Wed 30 Dec 2026 17:00  | day 0 is Tuesday, the next working day
        Sat 26 Dec 2026 03:00  | Wed 30 Dec 2026 17:00  | likewise
        Mon 28 Dec 2026 09:00  | Wed 30 Dec 2026 17:00  | Boxing Day's substitute
        Thu 31 Dec 2026 17:30  | Mon 04 Jan 2027 17:00  | New Year's Day and a weekend
        """
    )


def test_the_day_of_receipt_is_the_day_in_london(hub):
    """Half past eleven at night in universal time is already tomorrow in a British summer."""
    received = datetime(2026, 6, 8, 23, 30, tzinfo=UTC)

    assert shown(decision_due(received, calendar=hub)) == "Wed 10 Jun 2026 17:00"


def test_the_hub_works_to_closing_and_the_law_to_midnight(holds, hub):
    """A decision at six in the evening is late for the hub and in time in the returns."""

    def both_ends(row):
        clock = Clock(rule=clock_rule("HUB-DEC"), started_at=moment("Fri 06 Mar 2026 16:00"))
        stopped = clock.stop(moment(row["decided"]))
        late_for_the_hub = stopped.stopped_late(hub, day_end=DayEnd.CLOSE_OF_BUSINESS)
        return {
            "late for the hub": "yes" if late_for_the_hub else "no",
            "late in law": "yes" if stopped.stopped_late(hub) else "no",
        }

    holds(
        """
        decided                | late for the hub | late in law
        -----------------------|------------------|------------
        Mon 09 Mar 2026 17:00  | no               | no
        Mon 09 Mar 2026 18:00  | yes              | no
        Mon 09 Mar 2026 23:59  | yes              | no
        Tue 10 Mar 2026 00:00  | yes              | yes
        """,
        answer=both_ends,
    )
    in_law = decision_due_in_law(moment("Fri 06 Mar 2026 16:00"), calendar=hub)
    assert f"{in_law:%a %H:%M:%S}" == "Mon 23:59:59"


def test_the_published_examples_of_every_way_to_count(holds, hub):
    """The examples that came with the register of timescales, all of them."""

    def example(row):
        amount, _, mode = row["clock"].partition(" ")
        start = moment(row["event"])
        if mode == "working days":
            return {"due": shown(hub.close_of_working_day(start, days=int(amount)))}
        if mode == "opening hours":
            return {"due": shown(hub.add_open_hours(start, hours=int(amount)))}
        return {"due": shown(hub.add_elapsed(start, hours=int(amount)))}

    holds(
        """
        event                  | clock            | due
        -----------------------|------------------|-----------------------
        Wed 23 Dec 2026 12:00  | 1 working days   | Thu 24 Dec 2026 17:00
        Thu 24 Dec 2026 12:00  | 1 working days   | Tue 29 Dec 2026 17:00
        Fri 25 Dec 2026 12:00  | 1 working days   | Wed 30 Dec 2026 17:00
        Wed 23 Dec 2026 12:00  | 15 working days  | Mon 18 Jan 2027 17:00
        Wed 23 Dec 2026 12:00  | 45 working days  | Mon 01 Mar 2027 17:00
        Thu 25 Mar 2027 12:00  | 10 working days  | Mon 12 Apr 2027 17:00
        Fri 28 May 2027 12:00  | 45 working days  | Mon 02 Aug 2027 17:00
        Wed 23 Dec 2026 15:30  | 4 opening hours  | Thu 24 Dec 2026 11:30
        Thu 24 Dec 2026 16:00  | 4 opening hours  | Tue 29 Dec 2026 12:00
        Thu 24 Dec 2026 16:00  | 24 opening hours | Thu 31 Dec 2026 16:00
        Thu 24 Dec 2026 16:00  | 24 elapsed hours | Fri 25 Dec 2026 16:00
        Sat 26 Dec 2026 11:00  | 4 elapsed hours  | Sat 26 Dec 2026 15:00
        Sat 26 Dec 2026 11:00  | 4 opening hours  | Tue 29 Dec 2026 13:00
        """,
        answer=example,
    )


def due_by_code(calendar):
    """Return the answer function for tables of clock codes, to the minute."""

    def answer(row):
        clock = Clock(rule=clock_rule(row["clock"]), started_at=moment(row["started"]))
        return {"due": shown(clock.due_at(calendar))}

    return answer


def test_a_red_runs_on_and_an_amber_waits_for_opening(holds, hub):
    """Due times are right to the minute, through closing, weekends and changes of clock."""
    holds(
        """
        started                | clock      | due                    | because
        -----------------------|------------|------------------------|------------------------------
        Fri 06 Mar 2026 16:55  | REQ-R      | Fri 06 Mar 2026 20:55  | a red never waits for Monday
        Fri 06 Mar 2026 16:59  | REQ-A      | Wed 11 Mar 2026 16:59  | one minute is used on Friday
        Fri 06 Mar 2026 17:00  | REQ-A      | Wed 11 Mar 2026 17:00  | it starts at Monday's opening
        Mon 09 Mar 2026 09:01  | REQ-A      | Thu 12 Mar 2026 09:01  | 24 opening hours, three days
        Mon 04 May 2026 10:00  | REQ-R      | Mon 04 May 2026 14:00  | a bank holiday is no shelter
        Mon 04 May 2026 10:00  | REQ-A      | Thu 07 May 2026 17:00  | it starts on Tuesday
        Fri 27 Mar 2026 16:00  | REQ-G      | Mon 13 Apr 2026 16:00  | nine days, Easter between
        Mon 09 Mar 2026 08:59  | HUB-SCREEN | Mon 09 Mar 2026 13:00  | before opening
        Mon 09 Mar 2026 09:00  | HUB-SCREEN | Mon 09 Mar 2026 13:00  | at opening
        Mon 09 Mar 2026 13:00  | HUB-SCREEN | Mon 09 Mar 2026 17:00  | at closing, not next morning
        Mon 09 Mar 2026 13:01  | HUB-SCREEN | Tue 10 Mar 2026 09:01  | one minute over
        Thu 31 Dec 2026 23:30  | REQ-R      | Fri 01 Jan 2027 03:30  | over the turn of the year
        Sat 28 Mar 2026 22:00  | REQ-R      | Sun 29 Mar 2026 03:00  | the night has an hour less
        Sat 24 Oct 2026 23:00  | REQ-R      | Sun 25 Oct 2026 02:00  | the night has an hour more
        Fri 27 Mar 2026 12:00  | C-EMER     | Mon 30 Mar 2026 13:00  | 72 real hours in spring
        Fri 23 Oct 2026 12:00  | C-EMER     | Mon 26 Oct 2026 11:00  | 72 real hours in autumn
        Sun 08 Mar 2026 02:10  | C-STRAT-I  | Sun 08 Mar 2026 06:10  | danger at night
        Sun 08 Mar 2026 02:10  | AD-EMERG-I | Sun 08 Mar 2026 06:10  | for adults too
        """,
        answer=due_by_code(hub),
    )


def test_statutory_days_weeks_and_months(holds, hub):
    """Working days skip days off; weeks and months go by the calendar and do not."""

    def due_day(row):
        clock = Clock(rule=clock_rule(row["clock"]), started_at=moment(row["started"]))
        return {"due": shown_day(clock.due_at(hub))}

    holds(
        """
        started                | clock   | due             | because
        -----------------------|---------|-----------------|---------------------------------------
        Sat 07 Mar 2026 14:00  | HUB-DEC | Tue 10 Mar 2026 | a decision: day 0 is Monday
        Sat 07 Mar 2026 14:00  | AD-S421 | Wed 11 Mar 2026 | likewise, two working days
        Sat 07 Mar 2026 14:00  | X-FGM   | Mon 09 Mar 2026 | the next working day
        Fri 06 Mar 2026 20:00  | A-LADO  | Mon 09 Mar 2026 | one working day
        Thu 24 Dec 2026 10:00  | S-SIN   | Tue 05 Jan 2027 | five, over Christmas
        Wed 23 Dec 2026 10:00  | S-RR    | Mon 18 Jan 2027 | fifteen
        Sat 26 Dec 2026 10:00  | C-ICPC  | Tue 19 Jan 2027 | true date, first counted day is 29 Dec
        Fri 28 May 2027 10:00  | C-CF    | Mon 02 Aug 2027 | forty-five
        Thu 25 Mar 2027 10:00  | C-CORE  | Mon 12 Apr 2027 | ten, over Easter
        Mon 02 Mar 2026 10:00  | L-REV1  | Mon 30 Mar 2026 | twenty
        Tue 01 Dec 2026 10:00  | I-FOI   | Thu 31 Dec 2026 | twenty, over Christmas
        Sat 31 Jan 2026 10:00  | C-RCPC1 | Thu 30 Apr 2026 | April has no 31st
        Mon 31 Aug 2026 10:00  | C-RCPCN | Sun 28 Feb 2027 | a Sunday stays a Sunday
        Mon 31 Jan 2028 10:00  | MX-MACE | Tue 29 Feb 2028 | a leap year
        Tue 29 Feb 2028 10:00  | HUB-REV | Wed 28 Feb 2029 | and the year after it
        Fri 24 Jul 2026 10:00  | L-VIS1  | Fri 31 Jul 2026 | a week
        Mon 02 Mar 2026 10:00  | L-VIS2  | Mon 13 Apr 2026 | six weeks
        Mon 13 Apr 2026 10:00  | P-NOT   | Mon 02 Mar 2026 | six weeks before it begins
        Mon 02 Feb 2026 10:00  | DA-CLARE| Mon 02 Mar 2026 | twenty-eight days
        Thu 01 Jan 2026 10:00  | C-COURT | Thu 02 Jul 2026 | twenty-six weeks
        Fri 05 Jun 2026 10:00  | I-SAR   | Mon 06 Jul 2026 | a Sunday moves to Monday
        Wed 25 Nov 2026 10:00  | I-SAR   | Tue 29 Dec 2026 | Christmas Day moves, over the weekend
        Fri 27 Mar 2026 14:30  | C-EPO   | Sat 04 Apr 2026 | eight days
        """,
        answer=due_day,
    )


def test_a_power_that_expires_ends_at_its_hour(hub):
    """An order made at half past two does not last until midnight."""
    order = Clock(rule=clock_rule("C-EPO"), started_at=moment("Fri 27 Mar 2026 14:30"))

    assert shown(order.due_at(hub)) == "Sat 04 Apr 2026 14:30"


def test_hubs_keep_their_own_hours(holds, hub):
    """Half past eight to five, and to half past four on a Friday."""
    holds(
        """
        started                | clock      | due                    | because
        -----------------------|------------|------------------------|-------------------------
        Thu 05 Mar 2026 10:00  | HUB-DEC    | Fri 06 Mar 2026 16:30  | Friday closes early
        Fri 06 Mar 2026 16:55  | HUB-DEC    | Mon 09 Mar 2026 17:00  | after closing, still day 0
        Fri 06 Mar 2026 16:00  | HUB-SCREEN | Mon 09 Mar 2026 12:00  | half an hour was used
        Mon 09 Mar 2026 07:00  | HUB-SCREEN | Mon 09 Mar 2026 12:30  | opens at half past eight
        """,
        answer=due_by_code(replace(hub, opening_hours=LONG_HOURS)),
    )


def test_a_council_shutdown_does_not_stop_the_law(holds, hub):
    """A closure day holds back only the clocks that count opening hours."""
    shut = replace(hub, extra_closures=frozenset(date(2026, 12, day) for day in (29, 30, 31)))
    holds(
        """
        started                | clock      | due                    | because
        -----------------------|------------|------------------------|------------------------------
        Thu 24 Dec 2026 16:00  | HUB-DEC    | Tue 29 Dec 2026 17:00  | the law counts the shutdown
        Thu 24 Dec 2026 16:00  | S-SIN      | Tue 05 Jan 2027 17:00  | likewise
        Thu 24 Dec 2026 16:00  | HUB-SCREEN | Mon 04 Jan 2027 12:00  | nobody is there to look
        Thu 24 Dec 2026 16:00  | REQ-R      | Thu 24 Dec 2026 20:00  | a red runs on
        """,
        answer=due_by_code(shut),
    )


def test_the_four_nations_keep_different_holidays(holds, hub):
    """There is no bank holiday list of the United Kingdom."""

    def works(row):
        day = moment(f"{row['day']} 12:00").date()
        nation = replace(hub, nation=Nation(row["nation"]))
        return {"working day": "yes" if nation.is_working_day(day) else "no"}

    holds(
        """
        day             | nation           | working day | because
        ----------------|------------------|-------------|--------------------------
        Fri 02 Jan 2026 | england          | yes         |
        Fri 02 Jan 2026 | scotland         | no          | 2 January
        Tue 17 Mar 2026 | northern-ireland | no          | St Patrick's Day
        Tue 17 Mar 2026 | wales            | yes         |
        Mon 06 Apr 2026 | england          | no          | Easter Monday
        Mon 06 Apr 2026 | scotland         | yes         | not a holiday in Scotland
        Mon 13 Jul 2026 | northern-ireland | no          | substitute for the Boyne
        Mon 03 Aug 2026 | scotland         | no          | summer holiday, Scotland
        Mon 31 Aug 2026 | scotland         | yes         |
        Mon 31 Aug 2026 | wales            | no          | summer holiday, Wales
        Mon 30 Nov 2026 | scotland         | no          | St Andrew's Day
        """,
        answer=works,
    )


@pytest.mark.parametrize("nation", list(Nation))
def test_a_day_off_is_never_a_due_day(nation, hub):
    """Wherever the hub is, a decision falls due on a day on which it works."""
    calendar = replace(hub, nation=nation)
    for day in range(1, 29):
        received = datetime(2026, 12, day, 12, tzinfo=UTC)
        assert calendar.is_working_day(decision_due(received, calendar=calendar).date())
