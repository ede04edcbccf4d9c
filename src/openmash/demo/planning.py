"""When each contact of the practice hub comes, about whom, and what becomes of it. Pure."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from openmash.demo.households import Household
from openmash.demo.tellings import PUBLIC, Telling, tellings
from openmash.timekeeping import WorkingCalendar, is_open

HERE = ZoneInfo("Europe/London")
CONTACTS = 150
YEARS_BACK_DAYS = 730
ENQUIRIES = ("enquiry", "adult_enquiry")
WITH_ENQUIRY = {
    "opened", "requested", "requested_late", "gathered", "dissent", "decided", "shared",
    "sent_back", "reopened", "recalled", "disagreement",
}  # fmt: skip
ENDED_ENQUIRIES, ENQUIRY_SHARE = 8, 0.15
BY_DAY_AND_NIGHT = {"police", "ashmere-general", "maternity", "brookfold", PUBLIC}
USUAL_MOMENT = time(14, 10)
# How far back contacts of a shape can lie, in days: a baby of one was not born two years ago.
REACH_DAYS = {"unborn": 40, "baby": 250}

# What stands open when somebody first signs in: the course, for whom, and how many hours ago.
OPEN_NOW: tuple[tuple[str, str, float], ...] = (
    ("waiting", "child", 0.3), ("waiting", "adult", 0.6), ("claimed", "child", 0.9),
    ("waiting", "child", 1.4), ("question_waiting", "child", 1.9), ("rated", "adult", 2.4),
    ("handover_offered", "child", 3.2), ("waiting", "child", 3.9), ("waiting", "adult", 20),
    ("requested", "child", 5.6), ("claimed", "child", 21), ("rated", "child", 22.4),
    ("requested", "adult", 24), ("opened", "child", 25.5), ("requested_late", "child", 46),
    ("handed_over", "child", 48), ("gathered", "child", 51), ("gathered", "adult", 53),
    ("handed_over", "child", 70), ("dissent", "child", 72), ("decided", "child", 75),
    ("decided", "adult", 78), ("shared", "child", 97), ("sent_back", "child", 100),
    ("shared", "adult", 120), ("reopened", "child", 144), ("recalled", "child", 150),
    ("disagreement", "child", 170), ("question_answered", "child", 74),
    ("question_answered", "adult", 190),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One contact to come: who says what about which household, when, and how it goes on."""

    at: datetime
    household: Household
    telling: Telling
    agency: str
    course: str

    @property
    def opens_enquiry(self) -> bool:
        """Return whether an enquiry is opened from it."""
        return self.course in ENQUIRIES or self.course in WITH_ENQUIRY


def anchor(now: datetime, *, calendar: WorkingCalendar) -> datetime:
    """Return the moment that the practice hub's story leads up to.

    That is now while the hub is open. Otherwise it is the last working afternoon, so that no
    teacher writes at midnight: what was due since then is late, as it would be.
    """
    local = now.astimezone(HERE)
    if is_open(now, calendar=calendar) and local.time() >= time(10):
        return now
    day = local.date() if local.time() >= USUAL_MOMENT else local.date() - timedelta(days=1)
    while not is_open(_on(day), calendar=calendar):
        day -= timedelta(days=1)
    return _on(day)


def _on(day: date, moment: time = USUAL_MOMENT) -> datetime:
    return datetime.combine(day, moment, tzinfo=HERE)


def plan(
    households: list[Household], *, draw: Random, until: datetime, scale: float = 1.0
) -> list[Occasion]:
    """Return the contacts in the order in which they come, the last ones as they stand open."""
    planner = _Planner(households, draw=draw, until=until)
    number = max(len(OPEN_NOW), round(CONTACTS * scale))
    planner.plan_open()
    planner.plan_ended(number - len(OPEN_NOW))
    return sorted(planner.occasions, key=lambda one: one.at)


class _Planner:
    """Deals tellings and households out so that none comes too often."""

    def __init__(self, households: list[Household], *, draw: Random, until: datetime) -> None:
        self.households, self.draw, self.until = households, draw, until
        self.times_told: Counter[Telling] = Counter()
        self.times_met: Counter[int] = Counter()
        self.open_households: set[int] = set()
        self.enquiries_left = ENDED_ENQUIRIES
        self.occasions: list[Occasion] = []

    def plan_open(self) -> None:
        for course, about, hours in OPEN_NOW:
            at = self.until - timedelta(hours=hours)
            candidates = [
                (household, telling)
                for household in self.households
                if household.number not in self.open_households
                for telling in tellings()
                if _may_take(telling, course, about=about) and telling.fits(household, at=at)
            ]
            household, telling = self._least_used(candidates)
            self.open_households.add(household.number)
            self._add(household, telling, at=at, course=course)

    def plan_ended(self, number: int) -> None:
        """Add what came and ended before: every household once, then some again and again."""
        waiting = [one for one in self.households if one.number not in self.open_households]
        often = self.draw.choices(self.households, k=max(0, number - len(waiting)))
        for household in [*waiting, *often][:number]:
            reach = REACH_DAYS.get(household.shape, YEARS_BACK_DAYS)
            at = self.until - timedelta(days=self.draw.uniform(12, reach))
            candidates = [
                (household, telling)
                for telling in tellings()
                if not telling.is_question and telling.fits(household, at=at)
            ]
            if candidates:
                found, telling = self._least_used(candidates)
                self._add(found, telling, at=at, course=self._end_of(telling))

    def _end_of(self, telling: Telling) -> str:
        """Return how a contact ended: most are answered without an enquiry."""
        ends = _ends(telling)
        at_once = [end for end in ends if end not in ENQUIRIES] or [_usual_end(telling)]
        is_enquiry = set(ends) & set(ENQUIRIES) and self.draw.random() < ENQUIRY_SHARE
        if not (is_enquiry and self.enquiries_left):
            return self.draw.choice(at_once)
        self.enquiries_left -= 1
        return next(end for end in ends if end in ENQUIRIES)

    def _least_used(self, candidates: list[tuple[Household, Telling]]) -> tuple[Household, Telling]:
        def uses(one: tuple[Household, Telling]) -> int:
            return 3 * self.times_told[one[1]] + self.times_met[one[0].number]

        least = min(uses(one) for one in candidates)
        return self.draw.choice([one for one in candidates if uses(one) == least])

    def _add(self, household: Household, telling: Telling, *, at: datetime, course: str) -> None:
        self.times_told[telling] += 1
        self.times_met[household.number] += 1
        agency = self.draw.choice(telling.agencies)
        is_recent = self.until - at < timedelta(hours=24)
        when = at if is_recent else plausible(at, agency=agency, draw=self.draw)
        self.occasions.append(
            Occasion(at=when, household=household, telling=telling, agency=agency, course=course)
        )


def _may_take(telling: Telling, course: str, *, about: str) -> bool:
    if telling.is_about_child != (about == "child"):
        return False
    if telling.is_question != course.startswith("question"):
        return False
    if course in ("handover_offered", "handed_over"):
        return not telling.tests
    if course in ("waiting", "claimed", "rated", "question_waiting", "question_answered"):
        return True
    return bool(set(ENQUIRIES) & set(telling.ends))


def _ends(telling: Telling) -> list[str]:
    """Return how a telling may end: danger never with advice, a strategy only in danger."""
    in_danger = bool(telling.tests)
    soft = {"early_help", "universal", "advice", "assessment", "adult_needs", "adult_route"}
    hard = {"strategy", "adult_safety"}
    return [end for end in telling.ends if end not in (soft if in_danger else hard)]


def _usual_end(telling: Telling) -> str:
    """Return how something is answered at once that mostly becomes an enquiry."""
    if telling.is_about_child:
        return "strategy" if telling.tests or telling.level == "4" else "assessment"
    return "adult_safety" if telling.tests else "adult_route"


def plausible(at: datetime, *, agency: str, draw: Random) -> datetime:
    """Return a moment at which this agency would write: a school does not on a Sunday night."""
    local = at.astimezone(HERE)
    if agency in BY_DAY_AND_NIGHT:
        return local
    while local.weekday() > 4:
        local -= timedelta(days=1)
    return local.replace(hour=draw.randint(9, 15), minute=draw.randint(0, 59), second=0)
