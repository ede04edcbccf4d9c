"""The scratch hub of a replay: it receives contacts as the real hub does and says what it made.

Everything a contact sets off runs: the form's door, the records, the ledger, triage and its
clocks. What is printed is read back from the database afterwards. Prompts are not built yet, so
the list of them is empty, and none is made up.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone

from openmash import firewall
from openmash.contacts.actions import submit_answers
from openmash.people import access as people
from openmash.people.actions import resolve_contact
from openmash.policy import Service, Viewer
from openmash.replay import partnership
from openmash.replay.reading import CaseContact
from openmash.replay.submitting import answers_of

_SETUP = Viewer(id=0, agency=0, service=Service.SETUP)
_NOON = time(12, tzinfo=UTC)
_GAP_DAYS = 28  # a silence worth a line; ours, for reading only


@dataclass(slots=True)
class ScratchHub:
    """What a replay has put into its hub so far: each contact, and the records that it made."""

    sources: dict[str, CaseContact] = field(default_factory=dict)  # contact reference -> its case
    records: dict[str, list[int]] = field(default_factory=dict)  # contact reference -> record keys
    persons: dict[int, str] = field(default_factory=dict)  # record key -> reference, as last seen
    shown: set[frozenset[str]] = field(default_factory=set)  # possible pairs already told

    @classmethod
    def opened(cls) -> "ScratchHub":
        """Set the partnership up and return its empty hub."""
        with _as_setup():
            partnership.set_up(at=timezone.now())
        return cls()

    def receive(self, contact: CaseContact) -> dict:
        """Send one contact through the hub's door and return the line of the contract."""
        at = datetime.combine(contact.on, _NOON)
        with _as_setup():
            agency = partnership.agency_for(contact)
            received = submit_answers(
                answers_of(contact),
                by=_SETUP,
                at=at,
                submission_key=uuid5(NAMESPACE_URL, f"replay:{contact.case}:{contact.id}"),
                agency_id=agency,
            )
            resolve_contact(received.reference, at=at)
            records = [named.record_id for named in received.people.order_by("position")]
            return self._line(contact, reference=received.reference, records=records)

    def _line(self, contact: CaseContact, *, reference: str, records: list[int]) -> dict:
        self.sources[reference] = contact
        self.records[reference] = records
        now = self._persons_now()
        changes = self._changes(now, case=contact.case)
        self.persons = now
        mine = [now.get(record) for record in self.records[reference]]
        line = {
            "case": contact.case,
            "contact": contact.id,
            "date": contact.on.isoformat(),
            "people": mine,
            "linked": [self._link(person, case=contact.case) for person in _once(mine)],
            "prompts": [],
        }
        line["linked"] = [link for link in line["linked"] if len(link["contacts"]) > 1]
        possible = self._possible(self.records[reference])
        return line | changes | ({"possible": possible} if possible else {})

    def chronology(self) -> Iterator[str]:
        """Yield one time-line for each person whom more than one contact is about."""
        for person in _once(sorted(set(self.persons.values()))):
            sources = [self.sources[ref] for ref in self.records if self._holds(ref, person)]
            if len(sources) < 2:
                continue
            yield f"\nChronology of {person}"
            before = None
            for contact in sources:
                days = (contact.on - before).days if before else 0
                if days >= _GAP_DAYS:
                    yield f"    … {days} days without a contact …"
                yield f"    {contact.on:%d %b %Y}  {contact.agency} ({contact.case} {contact.id})"
                before = contact.on

    def _persons_now(self) -> dict[int, str]:
        records = [record for made in self.records.values() for record in made]
        found = people.persons_of_records(records)
        return {record: _as_printed(person.reference) for record, person in found.items()}

    def _link(self, person: str, *, case: str) -> dict:
        sources = [ref for ref in self.records if self._holds(ref, person)]
        contacts = [self.sources[ref] for ref in sources]
        return {
            "person": person,
            "contacts": [c.id if c.case == case else f"{c.case}:{c.id}" for c in contacts],
            "agencies": list(_once(c.agency for c in contacts)),
            "how": self._how(person),
        }

    def _holds(self, reference: str, person: str) -> bool:
        return any(self.persons.get(record) == person for record in self.records[reference])

    def _how(self, person: str) -> str:
        """Return the reasons in words that the ledger gives for this person's latest join."""
        mine = [record for record, held in self.persons.items() if held == person]
        for claim in people.ledger_of(mine):
            if claim.says == "same" and {claim.record_a_id, claim.record_b_id} <= set(mine):
                return " ".join(reason["words"] for reason in claim.reasons)
        return ""

    def _changes(self, now: dict[int, str], *, case: str) -> dict:
        """Return whose reference changed: merged into another, or split from them."""
        moved = {
            (old, now[record]): record
            for record, old in self.persons.items()
            if now.get(record, old) != old
        }
        still_held = set(now.values())
        merged = [[old, new] for old, new in moved if old not in still_held]
        split = [
            [old, new, self._contacts_with(new, now, case=case)]
            for old, new in moved
            if old in still_held
        ]
        return ({"merged": merged} if merged else {}) | ({"split": split} if split else {})

    def _contacts_with(self, person: str, now: dict[int, str], *, case: str) -> list[str]:
        return [
            self.sources[reference].id
            for reference, made in self.records.items()
            if self.sources[reference].case == case
            and any(now.get(record) == person for record in made)
        ]

    def _possible(self, records: Iterable[int]) -> list[list[str]]:
        """Return the pairs that are newly shown to a worker as perhaps one person."""
        pairs = []
        for claim in people.ledger_of(records):
            pair = {self.persons.get(claim.record_a_id), self.persons.get(claim.record_b_id)}
            is_open = claim.says == "possible" and not hasattr(claim, "undone_by")
            if not is_open or None in pair or len(pair) == 1 or frozenset(pair) in self.shown:
                continue
            self.shown.add(frozenset(pair))
            pairs.append(sorted(pair))
        return sorted(pairs)


class _as_setup(transaction.Atomic):
    """One transaction as the setup service, which may do what a replay needs."""

    def __init__(self) -> None:
        super().__init__(using=None, savepoint=True, durable=False)

    def __enter__(self) -> None:
        super().__enter__()
        firewall.identify(viewer_id=0, service=Service.SETUP)


def _as_printed(reference: str) -> str:
    return reference.lower()


def _once(items: Iterable[str | None]) -> Iterable[str]:
    return (item for item in dict.fromkeys(items) if item is not None)
