"""What stands on the decision page, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from openmash.decisions.answers import Before, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Somebody's own words, and to whom."""

    words: str = field(repr=False)
    by: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One agency's view as it was said, and how far its disagreement has gone."""

    pk: int
    agency: str
    by: str = field(repr=False)
    stance: str
    view: str
    words: str = field(repr=False)
    answer: str = field(default="", repr=False)
    disagreement: int | None = None
    stage: int = 0
    is_settled: bool = False
    next_due: datetime | None = None

    @property
    def by_line(self) -> str:
        """Return who disagrees or agrees: the agency, and who spoke for it."""
        return f"{self.agency}, {self.by}" if self.by else self.agency

    @property
    def html_id(self) -> str:
        """Return the name of its place on the page."""
        return f"view-{self.pk}"

    @property
    def panel_title(self) -> str:
        """Return what a panel of one's own view is called."""
        return {"agrees": "You agree", "disagrees": "You disagree"}.get(self.stance, "No view")

    @property
    def further_href(self) -> str:
        """Return where the disagreement is taken further, or read."""
        if self.disagreement:
            return f"/disagreements/{self.disagreement}/"
        return f"/views/{self.pk}/further/"

    @property
    def due_words(self) -> str:
        """Return by when its stage is to end, in words."""
        if self.next_due is None or self.is_settled:
            return ""
        return f"{timezone.localtime(self.next_due):%-d %B %H:%M}"

    @property
    def is_dissent(self) -> bool:
        """Return whether the agency disagrees."""
        return self.stance == "disagrees"


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent:
    """A request that has no answer: whose, in which state, due when."""

    pk: int
    reference: str
    agency: str
    state: str
    due_at: datetime | None
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Everything that lies before the people who decide one enquiry."""

    enquiry: Any
    people: tuple[Person, ...]
    said: tuple[Said, ...]
    not_heard: tuple[str, ...]
    views: tuple[View, ...]
    holes: tuple[Any, ...]
    silent: tuple[Silent, ...]
    decisions: tuple[Any, ...]
    earlier: tuple[dict, ...]
    arrived_after: int
    risk: Any
    clock: Any

    @property
    def latest(self) -> Any:
        """Return the decision that stands now; None before the first."""
        return self.decisions[-1] if self.decisions else None

    @property
    def dissents(self) -> Sequence[View]:
        """Return the views that disagree, each kept word for word."""
        return [view for view in self.views if view.is_dissent]

    @property
    def before(self) -> Before:
        """Return what the rules weigh a decision against."""
        return Before(
            people=self.people,
            unanswered=tuple(one.reference for one in self.silent),
            dissents=tuple(view.pk for view in self.dissents),
            earlier_decisions=len(self.decisions),
        )
