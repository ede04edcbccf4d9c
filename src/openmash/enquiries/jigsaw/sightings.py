"""When each person was last seen, by whom, whether alone, and every time they were not there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from openmash.enquiries.jigsaw.facts import Person, Sighting, SightingKind
from openmash.enquiries.jigsaw.wording import capitalised, day_words, days_ago_words, listed

# No blame: a child is not brought, and a door is not answered.
MISSED_WORDS = {
    SightingKind.NOT_BROUGHT: "Not brought",
    SightingKind.NOT_IN: "Not in",
    SightingKind.NO_REPLY: "No reply",
}


@dataclass(frozen=True, kw_only=True)
class LastSeen:
    """What is on record about seeing one person. Days are calendar days up to `today`.

    `seen` and `seen_alone` are None where nobody has written it down, which is not the same
    as nobody having seen them, and the words say so. `missed` holds what came after `seen`.
    """

    person: Person
    today: date
    seen: Sighting | None = field(repr=False)
    seen_alone: Sighting | None = field(repr=False)
    missed: tuple[Sighting, ...] = field(repr=False)
    on_record: tuple[Sighting, ...] = field(repr=False)

    @property
    def days(self) -> int | None:
        """Days since anybody saw the person."""
        return (self.today - self.seen.on).days if self.seen else None

    @property
    def days_alone(self) -> int | None:
        """Days since anybody saw the person alone."""
        return (self.today - self.seen_alone.on).days if self.seen_alone else None

    @property
    def was_alone(self) -> bool:
        """Whether they were alone the last time they were seen."""
        return self.seen is not None and self.days == self.days_alone

    @property
    def headline(self) -> str:
        """How long ago, in the largest words of the panel."""
        if self.days is None:
            return "Not on record"
        return capitalised(days_ago_words(self.days))

    @property
    def caption(self) -> str:
        """Whom the headline is about."""
        if self.seen is None:
            return f"Nobody has written down seeing {self.person.name}"
        how = "last seen, and alone" if self.was_alone else "last seen by anyone"
        return f"{self.person.name} {how}"

    @property
    def sentence(self) -> str:
        """Who saw them, whether alone, and every time since that they were not there."""
        return " ".join(filter(None, (self._seen_words(), self._alone_words(), self.missed_words)))

    @property
    def missed_words(self) -> str:
        """The times they were not there since they were last seen: "Not brought on 6 October"."""
        said = []
        for kind, words in MISSED_WORDS.items():
            days = [self._day(each) for each in self.missed if each.kind is kind]
            if days:
                said.append(f"{words} {_on(days)}.")
        return " ".join(said)

    def _day(self, sighting: Sighting) -> str:
        return day_words(sighting.on, today=self.today, precision=sighting.precision)

    def _seen_words(self) -> str:
        if self.seen is None:
            return ""
        by = f"by {self.seen.by}" if self.seen.by else ""
        said = (self._day(self.seen), by, self.seen.agency, self.seen.note)
        return f"{capitalised(', '.join(filter(None, said)))}."

    def _alone_words(self) -> str:
        if self.was_alone:
            return ""
        if self.seen_alone is None:
            return "There is no record of being seen alone."
        return f"Last seen alone {_on([self._day(self.seen_alone)])}."


def _on(days: Sequence[str]) -> str:
    words = listed(days, last="or")
    return words if words.startswith(("today", "about")) else f"on {words}"


def _in_order(sighting: Sighting) -> tuple[date, str, str, str, bool]:
    # Everything that can differ takes part, so that no order of arrival changes the page.
    return (sighting.on, sighting.kind, sighting.agency, sighting.by, bool(sighting.alone))


def last_seen(sightings: Iterable[Sighting], *, person: Person, today: date) -> LastSeen:
    """Return when a person was last seen by anyone, and alone, up to and with `today`."""
    theirs = tuple(
        sorted(
            (each for each in sightings if each.person_ref == person.ref and each.on <= today),
            key=_in_order,
        )
    )
    seen = [each for each in theirs if each.kind is SightingKind.SEEN]
    alone = [each for each in seen if each.alone]
    # Of several on one day the one alone says most, so it is the one that is named.
    latest = max(seen, key=lambda each: (each.on, bool(each.alone)), default=None)
    return LastSeen(
        person=person,
        today=today,
        seen=latest,
        seen_alone=alone[-1] if alone else None,
        missed=tuple(
            each
            for each in theirs
            if each.kind is not SightingKind.SEEN and (latest is None or each.on >= latest.on)
        ),
        on_record=theirs,
    )
