"""What one agency recorded of one person, and how it is read for comparison."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from openmash.people.matching.dates import PartialDate, Span, born_at_age, born_between_ages
from openmash.people.matching.identifiers import (
    BLANK,
    Identifier,
    read_email,
    read_identifier,
    read_phone,
)
from openmash.people.matching.names import Reading, ReadName, read_divided, read_name
from openmash.people.matching.places import NOWHERE, Place, read_place
from openmash.people.matching.roles import Role, read_role

_MOST_READINGS = 6  # a record with thirty aliases must not cost thirty times as much


@dataclass(frozen=True, kw_only=True)
class RecordFacts:
    """One person as one agency wrote them down on one day. Nothing here is ever corrected.

    `name` is an undivided name as written; `given` and `family` are for agencies that record
    two fields, and go before it. `age` is in whole years at `recorded_on`. `contact_ref` names
    the contact: two records of one contact are two people. `household_ref` is the agency's own
    family, case or tenancy number. `other_ids` are (scheme, number) pairs. `other_addresses`
    are those that others of the same contact gave, for a person whose own was not written down.
    """

    ref: str
    agency: str = ""
    recorded_on: date | None = None
    name: str | None = field(default=None, repr=False)
    given: str | None = field(default=None, repr=False)
    family: str | None = field(default=None, repr=False)
    other_names: tuple[str, ...] = field(default=(), repr=False)
    date_of_birth: PartialDate | None = field(default=None, repr=False)
    age: int | None = field(default=None, repr=False)
    sex: str | None = field(default=None, repr=False)
    address: str | None = field(default=None, repr=False)
    postcode: str | None = field(default=None, repr=False)
    uprn: str | None = field(default=None, repr=False)
    area: str | None = field(default=None, repr=False)
    nhs_number: str | None = field(default=None, repr=False)
    upn: str | None = field(default=None, repr=False)
    other_ids: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    phones: tuple[str, ...] = field(default=(), repr=False)
    emails: tuple[str, ...] = field(default=(), repr=False)
    role: str | None = None
    household_ref: str | None = None
    contact_ref: str | None = None
    related_names: tuple[str, ...] = field(default=(), repr=False)
    is_unborn: bool = False
    expected_on: date | None = field(default=None, repr=False)
    date_of_death: date | None = field(default=None, repr=False)
    other_addresses: tuple[str, ...] = field(default=(), repr=False)

    @cached_property
    def read_names(self) -> tuple[ReadName, ...]:
        """The name as written and then the other names, each as read."""
        return _read_names(self.given, self.family, self.name, self.other_names)

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """Every way to read what this person is called, the likeliest first."""
        return readings_of(self.given, self.family, self.name, self.other_names)

    @cached_property
    def relatives(self) -> frozenset[tuple[str, str]]:
        """The people named in the record as related, as (first name, surname)."""
        texts = [*self.related_names, *(n.parent for n in self.read_names if n.parent)]
        people = [r for text in texts for r in read_name(text).readings if r.given and r.family]
        return frozenset((r.given[0], r.family[-1]) for r in people)

    @cached_property
    def is_to_be_born(self) -> bool:
        said = any(name.is_unborn for name in self.read_names)
        return self.is_unborn or said or self.read_role.word.startswith("unborn")

    @cached_property
    def read_role(self) -> Role:
        return read_role(self.role or "")

    @cached_property
    def known_sex(self) -> str | None:
        """F or M, as recorded, or else as the role or the title says."""
        said = (self.sex or "").strip().upper()[:1]
        if said in {"F", "M"}:
            return said
        titles = {r.sex for r in self.readings if r.sex}
        return self.read_role.sex or (titles.pop() if len(titles) == 1 else None)

    @cached_property
    def place(self) -> Place:
        return read_place(self.address or "", self.postcode or "")

    @cached_property
    def near_places(self) -> tuple[Place, ...]:
        """Where others of the same contact live, used only where the own address is missing."""
        if self.place is not NOWHERE and self.place.level != "town":
            return ()
        found = (read_place(address) for address in self.other_addresses)
        return tuple(dict.fromkeys(p for p in found if p.street))

    @cached_property
    def identifiers(self) -> dict[str, Identifier]:
        """The identifiers that hold something, by scheme."""
        said = [("nhs_number", self.nhs_number), ("upn", self.upn), *self.other_ids]
        found = (read_identifier(scheme, number) for scheme, number in said if number)
        return {one.scheme: one for one in found if one.check != BLANK}

    @cached_property
    def phone_numbers(self) -> frozenset[str]:
        return frozenset(filter(None, map(read_phone, self.phones)))

    @cached_property
    def email_addresses(self) -> frozenset[str]:
        return frozenset(filter(None, map(read_email, self.emails)))

    @cached_property
    def born(self) -> Span | None:
        """The days between which the person was born, by date of birth or else by age."""
        if self.date_of_birth is not None:
            return self.date_of_birth.span()
        if self.age is not None and self.recorded_on is not None:
            return born_at_age(self.age, on=self.recorded_on)
        return None

    @cached_property
    def born_by_role(self) -> Span | None:
        """The days between which the person was born, as far as the role tells."""
        ages = self.read_role.ages
        if ages is None or self.recorded_on is None:
            return None
        return born_between_ages(*ages, on=self.recorded_on)

    @cached_property
    def could_be_recognised(self) -> bool:
        """Whether anything was recorded by which this person could be told from others."""
        return bool(
            self.readings or self.identifiers or self.phone_numbers or self.email_addresses
            or self.date_of_birth
        )  # fmt: skip


@lru_cache(maxsize=100_000)
def _read_names(
    given: str | None, family: str | None, name: str | None, others: tuple[str, ...]
) -> tuple[ReadName, ...]:
    said = [read_divided(given or "", family or "")] if given or family else []
    return (*said, *(read_name(text) for text in (name, *others) if text))


@lru_cache(maxsize=100_000)
def readings_of(
    given: str | None, family: str | None, name: str | None, others: tuple[str, ...]
) -> tuple[Reading, ...]:
    """Return every way to read what somebody is called, the likeliest first."""
    found = [r for one in _read_names(given, family, name, others) for r in one.readings]
    return tuple(dict.fromkeys(found))[:_MOST_READINGS]
