"""The one door for every worry, from whichever way it comes: written down whole, or not at all."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from openmash import firewall, policy
from openmash.audit import records
from openmash.contacts import events, keys, rules
from openmash.contacts.actions.feedback import give_feedback
from openmash.contacts.answers import ELSEWHERE, Answers, Part, PersonInContact
from openmash.contacts.attachments import CheckedFile
from openmash.contacts.models import Attachment, Contact, ContactPerson, Draft, Feedback
from openmash.contacts.questions.reading import read_draft
from openmash.contacts.scanning import NOT_SCANNED
from openmash.contacts.typed import as_kept, kept_deep
from openmash.errors import RuleBroken
from openmash.network.actions import assert_tie
from openmash.people.actions import record_person, resolve_contact
from openmash.people.rules import PersonAsWritten
from openmash.policy import Service, Viewer

RECEIVED = (
    "We have received what you sent. Somebody in the hub reads it and decides what happens next."
)
MOST_NAMES_BESIDE = 30
FIELDS = [field.name for field in fields(Answers) if field.name not in ELSEWHERE]
DAYS = ("lives_there", "responsibility", "known_to", "is_seen", "last_seen_on", "last_seen_by")
DAYS += ("is_seen_alone", "is_told", "not_known", "relation", "as_typed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a worry comes from, besides what it says: who, which agency, which draft, when."""

    by_id: int | None
    agency_id: int | None
    submission_key: UUID
    draft_key_hash: str = ""
    at: datetime


@transaction.atomic
def submit(draft: Draft, *, by: Viewer, at: datetime) -> Contact:
    """Send a draft, once: however often and from however many windows, it becomes one contact.

    The draft's words and files move to the contact, so that nothing is held twice; the draft
    keeps only the reference, for its writer to come back to.

    Raises:
        RuleBroken: something must be said first (never where somebody is in danger now).
    """
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    policy.require(_may_send(draft, by=by))
    if draft.submitted_reference:
        return Contact.objects.get(submission_key=draft.submission_key)
    today = timezone.localdate(at)
    answers = read_draft(draft.answers, email=draft.email, today=today).answers
    needs = rules.needs_before_sending(answers, has_account=bool(by.id))
    if needs:
        raise RuleBroken(f"{needs[0].words}. Then send it.")
    contact = _write(answers, source=_source_of(draft, by=by, at=at), by=by)
    for file in draft.files.order_by("pk"):
        _attach(contact, file, scan=file.scan)
    draft.files.all().delete()
    draft.answers, draft.submitted_reference = {}, contact.reference
    draft.save(update_fields=["answers", "submitted_reference"])
    _tell(contact, answers, by=by, at=at)
    return contact


@transaction.atomic
def submit_answers(
    answers: Answers,
    *,
    by: Viewer,
    at: datetime,
    submission_key: UUID,
    agency_id: int | None = None,
    files: Sequence[CheckedFile] = (),
) -> Contact:
    """Send answers that came by another way: a feed, the API, a replay, the demonstration.

    `submission_key` is the sender's own: the same key twice is the same contact, returned as it
    is. `agency_id` is for a service that speaks for an agency; a person speaks for their own.

    Raises:
        RuleBroken: neither the danger nor a word of what happened is there.
    """
    _wait_for_others(submission_key)
    earlier = Contact.objects.filter(submission_key=submission_key).first()
    if earlier is not None:
        return earlier
    if not answers.danger:
        answers = replace(answers, danger="not_sure")  # nobody asked: not known is not no
    source = Source(
        by_id=by.id or None,
        agency_id=agency_id or by.agency or None,
        submission_key=submission_key,
        at=at,
    )
    contact = _write(answers, source=source, by=by)
    for file in files:
        _attach(contact, file, scan=NOT_SCANNED)
    _tell(contact, answers, by=by, at=at)
    return contact


def _wait_for_others(submission_key: UUID) -> None:
    """Let a second sender with the same key wait, so that it then finds what the first sent."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 4024))", [str(submission_key)]
        )


def _source_of(draft: Draft, *, by: Viewer, at: datetime) -> Source:
    return Source(
        by_id=draft.by_id,
        agency_id=by.agency or None,
        submission_key=draft.submission_key,
        draft_key_hash=draft.key_hash,
        at=at,
    )


def _may_send(draft: Draft, *, by: Viewer) -> policy.Verdict:
    if draft.by_id is not None:
        return policy.Verdict(draft.by_id == by.id, "a draft is sent by who wrote it")
    return policy.Verdict(draft.is_verified, "a draft by link is sent once its address is proved")


def _write(answers: Answers, *, source: Source, by: Viewer) -> Contact:
    if source.by_id:
        policy.require(policy.may_say_a_worry(by))
    voice, why_not = rules.voice_or_why_not(answers)
    said = {name: getattr(answers, name) for name in FIELDS}
    said = kept_deep(said | {"voice": voice, "voice_why_not": why_not})
    contact = Contact.objects.create(
        **said,
        reference=_next_reference(source.at),
        secret_hash=keys.hashed(keys.receipt_code(source.submission_key)),
        submission_key=source.submission_key,
        draft_key_hash=source.draft_key_hash,
        received_at=source.at,
        by_id=source.by_id,
        agency_id=source.agency_id,
        remits=[remit.value for remit in _remits(answers, at=source.at)],
    )
    _write_people(contact, answers)
    return contact


def _remits(answers: Answers, *, at: datetime) -> Sequence[policy.Remit]:
    return rules.remits_of(answers.people, on=timezone.localdate(at))


def _next_reference(at: datetime) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('om_contact_number')")
        return f"C-{timezone.localdate(at).year}-{cursor.fetchone()[0]:04d}"


def _write_people(contact: Contact, answers: Answers) -> None:
    """Keep each person as an agency record, and the ties between them as the writer said them."""
    # The writer may not read records of people: they are kept by the service that resolves them.
    with firewall.acting_as(Service.IDENTITY):
        kept = [
            _write_person(contact, person, position=position, beside=answers.people)
            for position, person in enumerate(answers.people)
        ]
        for tie in answers.ties:
            assert_tie(
                kept[tie.from_position],
                kept[tie.to_position],
                tie.kind,
                source_reference=contact.reference,
                said_by_agency_id=contact.agency_id,
                at=contact.received_at,
            )


def _write_person(
    contact: Contact,
    person: PersonInContact,
    *,
    position: int,
    beside: Sequence[PersonInContact],
):
    others = [other for other in beside if other is not person]
    facts = PersonAsWritten(**_cleaned(asdict(person.facts)))
    if not facts.related_names:
        names = [o.facts.name for o in others if o.facts.name and o.part is not Part.OTHER]
        facts = replace(facts, related_names=tuple(names[:MOST_NAMES_BESIDE]))
    if not facts.addresses_of_others:
        places = dict.fromkeys(other.facts.address for other in others if other.facts.address)
        facts = replace(facts, addresses_of_others=tuple(places)[:MOST_NAMES_BESIDE])
    record = record_person(
        facts,
        source_reference=contact.reference,
        agency_id=contact.agency_id,
        recorded_on=timezone.localdate(contact.received_at),
        at=contact.received_at,
    )
    ContactPerson.objects.create(
        contact=contact,
        position=position,
        part=person.part.value,
        record=record,
        **kept_deep({name: getattr(person, name) for name in DAYS}),
    )
    return record


def _cleaned(written: dict[str, object]) -> dict[str, object]:
    """Return a person's facts without the signs that no database keeps; lists stay as they are."""
    return {name: as_kept(v) if isinstance(v, str) else v for name, v in written.items()}


def _attach(contact: Contact, file, *, scan: str) -> None:
    Attachment.objects.create(
        contact=contact,
        name=file.name,
        media_type=file.media_type,
        size_bytes=len(file.content),
        sha256=file.sha256,
        scan=scan,
        content=bytes(file.content),
    )


def _tell(contact: Contact, answers: Answers, *, by: Viewer, at: datetime) -> None:
    """Give the receipt, tell the rooms above, and record: last, so that all stand or none does."""
    give_feedback(
        contact,
        moment=Feedback.Moment.RECEIPT,
        band=rules.Band.RECEIVED,
        words=RECEIVED,
        by=by,
        at=at,
    )
    events.contact_submitted.send(sender=Contact, contact=contact, at=at)
    records.record_change(
        "contact.submit",
        contact.reference,
        by=by,
        at=at,
        facts={"kind": contact.kind, "people": len(answers.people)},
    )
    # Should finding out who they are go wrong, the worry has arrived: the worker tries again.
    transaction.on_commit(partial(_resolve, contact.reference, at=at), robust=True)


@transaction.atomic
def _resolve(reference: str, *, at: datetime) -> None:
    firewall.identify(viewer_id=0, service=Service.IDENTITY)
    resolve_contact(reference, at=at)
