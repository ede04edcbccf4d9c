"""One row of the clock register, and how a partnership may change it: tighter, never looser."""

from dataclasses import dataclass, field, replace

from openmash.errors import BadInput, RuleBroken
from openmash.timekeeping.units import UNITS_OF, Confidence, Kind, Meaning, Mode, Unit

AT_ONCE = "at once, or as soon as practicable"


@dataclass(frozen=True, kw_only=True)
class ClockRule:
    """What starts a clock, how long it may run, what stops it, and who says so.

    `amount` None means the law gives no number: the thing is done at once, or as soon as
    practicable. It never means that there is no clock. `published_amount` is the register's
    own number, kept when a partnership sets a shorter one.
    """

    code: str
    title: str
    mode: Mode
    amount: int | None
    unit: Unit
    start_event: str
    stop_event: str
    kind: Kind
    confidence: Confidence
    sources: tuple[str, ...]
    pausable: frozenset[str] = frozenset()
    meaning: Meaning = Meaning.LIMIT
    rolls_to_day_zero: bool = False  # a start on a day off has the next working day as day 0
    rolls_to_working_day: bool = False  # a due date on a day off moves to the next working day
    counts_back: bool = False  # counts backwards, from an event that is planned
    to_the_minute: bool = False  # a power that expires: the hour counts, not the day
    always_elapsed: bool = False  # danger: may never be put on an office-hours clock
    mode_chosen_at_install: bool = False  # the hub must say which mode it means
    variants: str = ""
    note: str = ""
    published_amount: int | None = field(default=None)

    def __post_init__(self) -> None:
        if self.unit not in UNITS_OF[self.mode]:
            raise BadInput(f"{self.code}: {self.mode.name} cannot count {self.unit.value}.")
        if self.amount is not None and self.amount < (self.mode is not Mode.WORKING_DAYS):
            raise BadInput(f"{self.code}: the amount must be a whole number above zero.")
        if self.published_amount is None:
            object.__setattr__(self, "published_amount", self.amount)

    @property
    def amount_in_words(self) -> str:
        """Return the length as people say it: "15 working days", "4 opening hours"."""
        if self.amount is None:
            return AT_ONCE
        if self.mode is Mode.WORKING_DAYS and self.amount == 0:
            return "the same working day"
        unit = self.unit.value.replace("_", " ")
        if self.mode is Mode.OPEN_HOURS:
            unit = f"opening {unit}"
        return f"{self.amount} {unit.removesuffix('s') if self.amount == 1 else unit}"

    @property
    def is_adapted(self) -> bool:
        """Return whether the partnership runs this clock on a number of its own."""
        return self.amount != self.published_amount


def tighten(rule: ClockRule, *, amount: int) -> ClockRule:
    """Return the rule with the partnership's own amount, in the rule's own unit.

    A time from statute or statutory guidance is a longest time (or, for a recovery period,
    a shortest): a partnership may be stricter, never looser. National practice and local
    times may go either way.

    Raises:
        RuleBroken: the new amount is looser than the law allows.
        BadInput: the amount is not a possible one.
    """
    if rule.kind is Kind.STAT:
        _refuse_to_loosen(rule, amount=amount)
    return replace(rule, amount=amount, published_amount=rule.published_amount)


def _refuse_to_loosen(rule: ClockRule, *, amount: int) -> None:
    longest = rule.published_amount
    if longest is None:
        raise RuleBroken(
            f"{rule.code} ({rule.title}) has to be done {AT_ONCE}. "
            "The law gives no number, so none can be put in its place."
        )
    published = replace(rule, amount=longest).amount_in_words
    if rule.meaning is Meaning.MINIMUM and amount < longest:
        raise RuleBroken(
            f"{rule.code} ({rule.title}) lasts at least {published} by law. "
            "A partnership may give more time, never less."
        )
    if rule.meaning is Meaning.LIMIT and amount > longest:
        raise RuleBroken(
            f"{rule.code} ({rule.title}) may take at most {published} by law. "
            "A partnership may set a shorter time, never a longer one."
        )


def with_mode(rule: ClockRule, *, mode: Mode, amount: int) -> ClockRule:
    """Return the rule counted another way, because "24 hours" means three things locally.

    Raises:
        RuleBroken: the law sets how this clock counts, or danger does.
    """
    if mode is rule.mode:
        return replace(tighten(rule, amount=amount), mode_chosen_at_install=False)
    if rule.kind is Kind.STAT:
        raise RuleBroken(f"How {rule.code} ({rule.title}) counts is set by law and stays as it is.")
    if rule.always_elapsed:
        raise RuleBroken(
            f"{rule.code} ({rule.title}) is for danger now, so it runs through nights and "
            "weekends and never waits for the office to open."
        )
    unit = {Mode.WORKING_DAYS: Unit.WORKING_DAYS, Mode.CALENDAR: Unit.DAYS}.get(mode, Unit.HOURS)
    return replace(
        rule,
        mode=mode,
        unit=unit,
        amount=amount,
        # The published number counted something else and cannot be compared with this one.
        published_amount=None,
        mode_chosen_at_install=False,
    )
