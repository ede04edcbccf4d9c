"""What becomes of a running clock: what it shows, what may pause it, who may change it."""

from dataclasses import replace
from datetime import date

from tests.spec.tables import moment, shown

from openmash.errors import RuleBroken
from openmash.timekeeping import (
    Clock,
    Term,
    clock_rule,
    describe,
    is_open,
    reach_in_words,
    tighten,
    weekly_hours,
)


def test_what_a_clock_shows(holds, hub):
    """Calm, soon in its last quarter, late the moment after it was due, stopped for good."""

    def state(row):
        clock = Clock(rule=clock_rule(row["clock"]), started_at=moment(row["started"]))
        now = moment(row["now"])
        return {
            "shows": clock.state(now, calendar=hub).value,
            "in words": describe(clock.due_at(hub), now=now),
        }

    holds(
        """
        started               | clock   | now                   | shows | in words
        ----------------------|---------|-----------------------|-------|-----------------------------------
        Mon 09 Mar 2026 10:00 | REQ-R   | Mon 09 Mar 2026 10:01 | calm  | today 14:00
        Mon 09 Mar 2026 10:00 | REQ-R   | Mon 09 Mar 2026 13:00 | soon  | in 1 hour
        Mon 09 Mar 2026 10:00 | REQ-R   | Mon 09 Mar 2026 13:08 | soon  | in 52 minutes
        Mon 09 Mar 2026 10:00 | REQ-R   | Mon 09 Mar 2026 14:00 | soon  | due now
        Mon 09 Mar 2026 10:00 | REQ-R   | Mon 09 Mar 2026 14:40 | late  | 40 minutes late
        Mon 09 Mar 2026 10:00 | REQ-R   | Mon 09 Mar 2026 15:05 | late  | 1 hour 5 minutes late
        Mon 09 Mar 2026 10:00 | REQ-R   | Wed 11 Mar 2026 14:00 | late  | 2 days late
        Fri 06 Mar 2026 16:00 | HUB-DEC | Fri 06 Mar 2026 16:30 | calm  | Monday 17:00
        Fri 06 Mar 2026 16:00 | HUB-DEC | Sun 08 Mar 2026 16:30 | calm  | tomorrow 17:00
        Fri 06 Mar 2026 16:00 | HUB-DEC | Mon 09 Mar 2026 09:00 | soon  | today 17:00
        Fri 06 Mar 2026 16:00 | HUB-DEC | Mon 09 Mar 2026 17:20 | late  | 20 minutes late
        Mon 02 Mar 2026 10:00 | I-COMP  | Mon 02 Mar 2026 10:00 | calm  | by the end of Wednesday 1 April
        Mon 02 Mar 2026 10:00 | I-COMP  | Wed 01 Apr 2026 10:00 | soon  | by the end of today
        Mon 02 Mar 2026 10:00 | X-DTN   | Mon 02 Mar 2026 10:00 | soon  | at once, or as soon as practicable
        """,
        answer=state,
    )


def test_what_may_be_paused_and_for_what(holds):
    """A clock stands still only for its own reason, and the law's clocks for none."""

    def attempt(row):
        clock = Clock(rule=clock_rule(row["clock"]), started_at=moment("Mon 09 Mar 2026 09:00"))
        try:
            clock.pause(moment("Mon 09 Mar 2026 10:00"), reason=row["reason"], by="practitioner-7")
        except RuleBroken:
            return {"may pause": "no"}
        return {"may pause": "yes"}

    holds(
        """
        clock     | reason                    | may pause | because
        ----------|---------------------------|-----------|------------------------------------
        REQ-A     | identity_query            | yes       | the agency asks who is meant
        REQ-A     | agreement_wait            | no        | not this clock's reason
        REQ-R     | identity_query            | no        | a red never stands still
        HUB-DEC   | agreement_wait            | no        | waiting for a parent stops nothing
        HUB-DEC   | identity_query            | no        | nor does waiting for an agency
        C-STRAT-I | police_primacy            | no        | danger now
        C-CF      | identity_query            | no        | statutory
        AD-PLAN   | police_primacy            | yes       | a criminal enquiry goes first
        AD-ENQ    | adult_wish                | yes       | the adult asked
        I-SAR     | identity_or_clarification | yes       | the register says so
        """,
        answer=attempt,
    )


def test_a_partnership_may_tighten_the_law_and_never_loosen_it(holds):
    """The law's times are longest times; local times may go either way."""

    def attempt(row):
        try:
            tighten(clock_rule(row["clock"]), amount=int(row["wanted"]))
        except RuleBroken:
            return {"allowed": "no"}
        return {"allowed": "yes"}

    holds(
        """
        clock      | wanted | allowed | because
        -----------|--------|---------|------------------------------------------
        C-CF       | 35     | yes     | shorter than 45 working days
        C-CF       | 45     | yes     | the same
        C-CF       | 46     | no      | longer than the law
        HUB-DEC    | 2      | no      | one working day is the law
        REQ-R      | 2      | yes     | local
        REQ-A      | 48     | yes     | local, either way
        X-NRM-RG   | 7      | yes     | national practice, either way
        X-NRM-REC  | 45     | yes     | at least 30 days, so more is stricter
        X-NRM-REC  | 20     | no      | less than the law gives
        X-DTN      | 5      | no      | at once has no number to put in its place
        """,
        answer=attempt,
    )


def test_re_grading_counts_from_the_first_start(hub):
    """Amber made red: four hours from receipt, so it may be late already, and both are kept."""
    amber = Clock(rule=clock_rule("HUB-TOT-A"), started_at=moment("Mon 09 Mar 2026 09:01"))

    red = amber.rebase(clock_rule("HUB-TOT-R"))

    assert [shown(due) for _, due in red.due_dates(hub)] == [
        "Thu 12 Mar 2026 09:01",
        "Mon 09 Mar 2026 13:01",
    ]
    assert red.state(moment("Mon 09 Mar 2026 14:00"), calendar=hub) == "late"


def test_when_an_agency_can_be_reached(holds, hub):
    """A school keeps hours and terms; the page says until when nobody will answer."""
    school = replace(
        hub,
        opening_hours=weekly_hours(
            {"monday-friday": "08:00-16:00"},
            term_time_only=True,
            terms=(
                Term(starts_on=date(2026, 11, 2), ends_on=date(2026, 12, 18)),
                Term(starts_on=date(2027, 1, 4), ends_on=date(2027, 2, 12)),
            ),
        ),
    )

    def reach(row):
        now = moment(row["now"])
        return {
            "open": "yes" if is_open(now, calendar=school) else "no",
            "the page says": reach_in_words(now, calendar=school),
        }

    holds(
        """
        now                    | open | the page says
        -----------------------|------|-----------------------------------------------------------
        Tue 03 Nov 2026 10:00  | yes  | reachable now
        Tue 03 Nov 2026 07:10  | no   | not reachable until 08:00 today
        Tue 03 Nov 2026 16:00  | no   | not reachable until tomorrow 08:00
        Fri 06 Nov 2026 17:00  | no   | not reachable until Monday 08:00
        Fri 18 Dec 2026 16:30  | no   | not reachable until Monday 4 January 2027 08:00
        Fri 12 Feb 2027 16:30  | no   | not reachable: no opening is known. Use the out-of-hours contact
        """,
        answer=reach,
    )
