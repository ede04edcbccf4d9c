"""What people say of those in an enquiry: words in the middle, adults, who may be contacted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from openmash import firewall, policy
from openmash.audit import records
from openmash.enquiries.access import enquiry_facts
from openmash.enquiries.models import Enquiry, Subject
from openmash.enquiries.reading.rules import is_identified
from openmash.errors import RuleBroken
from openmash.people.actions import record_person, resolve_contact
from openmash.people.models import Membership
from openmash.people.rules import PersonAsWritten
from openmash.policy import Service

CONTACT_FIELDS = (
    "safe_contact", "safe_contact_how", "must_not_know", "informed", "informed_why",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class AdultGiven:
    """An adult in or around the home, as somebody described them: a name, or "a man"."""

    called: str = field(repr=False)
    part: str = "household"
    relation: str = field(default="", repr=False)
    sex: str = ""
    age: int | None = field(default=None, repr=False)
    address: str = field(default="", repr=False)
    is_checked_by: str = field(default="", repr=False)
    is_spoken_to: str = field(default="", repr=False)


@transaction.atomic
def choose_words(
    subject: Subject, *, words: str, to_whom: str, by: policy.Viewer, at: datetime
) -> Subject:
    """Put a person's own sentence in the middle of their jigsaw, with who heard it.

    Blank words take the choice back; then the place says that nobody has been heard.

    Raises:
        NotVisible: the viewer may not read the enquiry.
        RuleBroken: words without whoever heard them.
    """
    enquiry = _locked(subject.enquiry_id, by=by)
    if words.strip() and not to_whom.strip():
        raise RuleBroken("Say who heard these words, and when: “Ms Abara, school, today”.")
    subject.centre_words = words.strip()
    subject.centre_words_to = to_whom.strip() if words.strip() else ""
    subject.save(update_fields=["centre_words", "centre_words_to"])
    _changed(enquiry, verb="choose words", subject=subject, by=by, at=at)
    return subject


@transaction.atomic
def add_adult(enquiry: Enquiry, given: AdultGiven, *, by: policy.Viewer, at: datetime) -> Subject:
    """Add an adult in or around the home, also one whom nobody has named.

    Whoever is named well enough is also kept as a record, so that it can be found who they are.

    Raises:
        NotVisible: the viewer may not read the enquiry.
    """
    enquiry = _locked(enquiry.pk, by=by)
    last = enquiry.subjects.aggregate(last=Max("position"))["last"]
    record = _record_of(given, enquiry=enquiry, by=by, at=at)
    subject = Subject.objects.create(
        enquiry=enquiry,
        record=record,
        person_id=_person_id(record),
        position=0 if last is None else last + 1,
        name=given.called.strip(),
        added_by_id=by.id,
        added_at=at,
        **{name: getattr(given, name) for name in _AS_GIVEN},
    )
    _changed(enquiry, verb="add adult", subject=subject, by=by, at=at)
    return subject


_AS_GIVEN = ("part", "relation", "sex", "age", "address", "is_checked_by", "is_spoken_to")


def _record_of(given: AdultGiven, *, enquiry: Enquiry, by: policy.Viewer, at: datetime):
    """Keep an adult who is named as a record, and find out who they may be among those held."""
    if not is_identified(given.called):
        return None
    # A record is nobody's to read until it is known whose it is, so the hub keeps it as itself.
    with firewall.acting_as(Service.IDENTITY):
        record = record_person(
            PersonAsWritten(
                name=given.called.strip(),
                sex=given.sex,
                age=given.age,
                address=given.address,
                role=given.relation[:60],
            ),
            source_reference=enquiry.reference,
            agency_id=by.agency,
            at=at,
            is_restricted=enquiry.is_restricted,
        )
        resolve_contact(enquiry.reference, at=at)
    return record


def _person_id(record) -> int | None:
    if record is None:
        return None
    found = Membership.objects.filter(record=record).values_list("person_id", flat=True)
    return found.first()


@transaction.atomic
def describe_adult(
    subject: Subject, given: AdultGiven, *, by: policy.Viewer, at: datetime
) -> Subject:
    """Write down what is known by now of an adult: their name, who checked, who spoke to them.

    Raises:
        NotVisible: the viewer may not read the enquiry.
        RuleBroken: this is not an adult around the home.
    """
    enquiry = _locked(subject.enquiry_id, by=by)
    if subject.part not in (Subject.Part.HOUSEHOLD, Subject.Part.FEARED):
        raise RuleBroken("Only adults in and around the home are described here.")
    changed = [name for name in _AS_GIVEN if getattr(subject, name) != getattr(given, name)]
    for name in changed:
        setattr(subject, name, getattr(given, name))
    if subject.name != given.called.strip():
        subject.name = given.called.strip()
        changed.append("name")
        if subject.record_id is None:
            subject.record = _record_of(given, enquiry=enquiry, by=by, at=at)
            subject.person_id = _person_id(subject.record)
    subject.save(update_fields=[*_AS_GIVEN, "name", "record", "person"])
    _changed(enquiry, verb="describe adult", subject=subject, by=by, at=at, fields=changed)
    return subject


@transaction.atomic
def set_contact(
    enquiry: Enquiry, said: Mapping[str, str], *, why: str, by: policy.Viewer, at: datetime
) -> Enquiry:
    """Say who may be contacted, who must not know, and what the family has been told.

    The history keeps which of these changed, when and why; the words stand with the enquiry.

    Raises:
        NotVisible: the viewer may not read the enquiry.
        RuleBroken: the family was not told, and nobody says why.
    """
    enquiry = _locked(enquiry.pk, by=by)
    if said["informed"].startswith("NO_") and not said["informed_why"].strip():
        raise RuleBroken("Say why the family has not been told, and when that is looked at again.")
    changed = [name for name in CONTACT_FIELDS if getattr(enquiry, name) != said[name]]
    for name in changed:
        setattr(enquiry, name, said[name])
    enquiry.version += 1
    enquiry.save(update_fields=[*CONTACT_FIELDS, "version"])
    records.record_change(
        "set who may be contacted", enquiry.reference, by=by, at=at, because=why,
        facts={"changed": changed, "safe_contact": enquiry.safe_contact},
    )  # fmt: skip
    return enquiry


def _locked(pk: int, *, by: policy.Viewer) -> Enquiry:
    enquiry = Enquiry.objects.select_for_update().get(pk=pk)
    policy.require(policy.may_read_enquiry(by, enquiry_facts(enquiry)))
    return enquiry


def _changed(
    enquiry: Enquiry,
    *,
    verb: str,
    subject: Subject,
    by: policy.Viewer,
    at: datetime,
    fields: list[str] | None = None,
) -> None:
    enquiry.version += 1
    enquiry.save(update_fields=["version"])
    facts = {"person": f"S{subject.position}", "changed": fields or []}
    records.record_change(verb, enquiry.reference, by=by, at=at, facts=facts)
