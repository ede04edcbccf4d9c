"""The working calendar of one hub or agency: its nation, its hours, its closures.

Two kinds of day off are kept apart. A bank holiday stops working-day clocks and opening-hours
clocks. A local closure, such as a council's Christmas shutdown, stops only the second: the law
does not know that the council is shut.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from openmash.errors import BadInput
from openmash.timekeeping import moments
from openmash.timekeeping.holidays import MONDAY, SATURDAY, Nation, bank_holidays
from openmash.timekeeping.opening import MIDNIGHT, OpeningHours
from openmash.timekeeping.units import Unit

END_OF_DAY = time(23, 59, 59)
# A hub that publishes no hours for a weekday still has one: this is where business closes then.
USUAL_CLOSE = time(17)
LONGEST_LOOK_AHEAD_DAYS = 3660
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class WorkingCalendar:
    """Which days and minutes count. It answers in its own timezone, and raises NaiveTime.

    `extra_closures` are local closure days; `extra_bank_holidays` are one-off bank holidays
    that a partnership adds before the published table has them.
    """

    nation: Nation
    opening_hours: OpeningHours
    timezone: str = moments.LONDON
    extra_closures: frozenset[date] = frozenset()
    extra_bank_holidays: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        try:
            object.__setattr__(self, "nation", Nation(self.nation))
            ZoneInfo(self.timezone)
        except (ValueError, ZoneInfoNotFoundError) as fault:
            raise BadInput(f"This calendar cannot be used: {fault}") from fault

    def local(self, moment: datetime) -> datetime:
        """Return the moment as the clock on the hub's wall shows it."""
        return moments.in_zone(moment, timezone=self.timezone)

    def is_computed(self, day: date) -> bool:
        """Return whether that year's bank holidays were computed, not read from a list."""
        return bank_holidays(self.nation, year=day.year).is_computed

    def is_bank_holiday(self, day: date) -> bool:
        """Return whether that day is a bank holiday in this nation."""
        listed = bank_holidays(self.nation, year=day.year).days
        return day in listed or day in self.extra_bank_holidays

    def is_working_day(self, day: date) -> bool:
        """Return whether that day is Monday to Friday and no bank holiday, closed or not."""
        return MONDAY <= day.weekday() < SATURDAY and not self.is_bank_holiday(day)

    def this_or_next_working_day(self, day: date) -> date:
        """Return the day itself if it is a working day, else the next one."""
        return day if self.is_working_day(day) else self.next_working_day(day)

    def next_working_day(self, day: date) -> date:
        """Return the first working day after that day."""
        return next(later for later in _days_after(day) if self.is_working_day(later))

    def working_day_after(self, day: date, *, days: int) -> date:
        """Return the working day so many working days on; `day` is day 0 and need not be one."""
        for _ in range(days):
            day = self.next_working_day(day)
        return day

    def working_days_between(self, earlier: date, *, until: date) -> int:
        """Return how many working days lie after `earlier`, up to and with `until`."""
        span = range(1, (until - earlier).days + 1)
        return sum(self.is_working_day(earlier + timedelta(days=n)) for n in span)

    def close_of_business_on(self, day: date) -> datetime:
        """Return when business closes on that day, by its published hours.

        A closure day keeps its usual hour: the clock that ends on it is a statutory one. A
        desk open all night closes its business day a second before midnight, so that
        the answer is still that day.
        """
        spans = self.opening_hours.week[day.weekday()]
        closes_at = spans[-1].closes_at if spans else USUAL_CLOSE
        return self._at(day, END_OF_DAY if closes_at == MIDNIGHT else closes_at)

    def end_of_day(self, day: date) -> datetime:
        """Return the last second of that day."""
        return self._at(day, END_OF_DAY)

    def close_of_working_day(self, received_at: datetime, *, days: int) -> datetime:
        """Return the close of business so many working days after receipt.

        The day of receipt is day 0. Something received on a day off, or taken by the
        out-of-hours team then, has the next working day as its day 0.
        """
        return self.close_of_business_on(self._decision_day(received_at, days=days))

    def end_of_working_day(self, received_at: datetime, *, days: int) -> datetime:
        """Return the last second of that same day, which is how statutory returns count it."""
        return self.end_of_day(self._decision_day(received_at, days=days))

    def add_elapsed(self, start: datetime, *, hours: float) -> datetime:
        """Return the moment so many real hours later, through nights and changes of clock."""
        return moments.add_elapsed(start, hours=hours, timezone=self.timezone)

    def add_open_hours(self, start: datetime, *, hours: float) -> datetime:
        """Return when so many opening hours have passed on working days.

        What comes outside the hours starts at the next opening; weekends, bank holidays and
        closure days use nothing up.
        """
        left = timedelta(hours=hours)
        for begins, ends in self._open_stretches(start):
            if left <= ends - begins:
                return self.local(begins + left)
            left -= ends - begins
        raise BadInput("This hub does not open long enough for that clock ever to end.")

    def open_time_between(self, earlier: datetime, *, until: datetime) -> timedelta:
        """Return how much opening time on working days lies between two moments."""
        end, total = moments.in_utc(until), timedelta()
        for begins, ends in self._open_stretches(earlier):
            if begins >= end:
                break
            total += min(ends, end) - begins
        return total

    def add_calendar(self, start: datetime, *, amount: int, unit: Unit) -> datetime:
        """Return the same hour so many days, weeks or months on, by the calendar on the wall."""
        local = self.local(start)
        if unit is Unit.MONTHS:
            day = moments.add_months(local.date(), months=amount)
        elif unit in {Unit.DAYS, Unit.WEEKS}:
            day = local.date() + timedelta(days=amount * (7 if unit is Unit.WEEKS else 1))
        else:
            raise BadInput(f"A calendar clock counts days, weeks or months, not {unit.value}.")
        # Through UTC and back, so that an hour the clocks skip becomes one that exists.
        return self.local(datetime.combine(day, local.time(), tzinfo=ZoneInfo(self.timezone)))

    def _decision_day(self, received_at: datetime, *, days: int) -> date:
        day_zero = self.this_or_next_working_day(self.local(received_at).date())
        return self.working_day_after(day_zero, days=days)

    def _at(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, tzinfo=ZoneInfo(self.timezone))

    def _open_stretches(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield, in UTC, what is left of each opening on working days from `start` on."""
        start_utc, first = moments.in_utc(start), self.local(start).date()
        for offset in range(LONGEST_LOOK_AHEAD_DAYS):
            day = first + timedelta(days=offset)
            if day in self.extra_closures or not self.is_working_day(day):
                continue
            for span in self.opening_hours.spans_on(day):
                begins, ends = span.on(day, timezone=self.timezone)
                if ends > start_utc:
                    yield max(begins, start_utc), ends


def _days_after(day: date) -> Iterator[date]:
    return (day + timedelta(days=offset) for offset in count(1))
