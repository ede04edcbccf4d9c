"""Keep a draft: every step as it was typed, people, ties and files, until it is sent or let go."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from openmash import firewall
from openmash.contacts import keys
from openmash.contacts.attachments import MOST_FILES, CheckedFile
from openmash.contacts.models import Draft, DraftFile
from openmash.errors import RuleBroken
from openmash.policy import Viewer

MOST_PEOPLE = 200
LINK_LASTS = timedelta(days=7)
ACCOUNT_DRAFT_LASTS = timedelta(days=90)
ALREADY_SENT = "This was already sent, so it cannot change. Open it and add what is new."


@transaction.atomic
def start_draft(*, by: Viewer, at: datetime, submission_key: UUID, email: str = "") -> Draft:
    """Start a draft, or return the one that this key started: a double click makes one draft."""
    key_hash = keys.hashed(keys.draft_key(submission_key))
    if not by.id:
        firewall.hold_draft(
            key_hash
        )  # before the insert: without an account the link is the identity
    try:
        with transaction.atomic():
            return Draft.objects.create(
                key_hash=key_hash,
                by_id=by.id or None,
                email=email,
                created_at=at,
                saved_at=at,
                submission_key=submission_key,
            )
    except IntegrityError:
        return Draft.objects.get(submission_key=submission_key)


@transaction.atomic
def keep_step(draft: Draft, slug: str, *, raw: Mapping[str, object], at: datetime) -> Draft:
    """Keep one step exactly as it was typed, readable or not.

    Raises:
        RuleBroken: the draft was sent meanwhile.
    """
    draft = _locked(draft)
    draft.answers[slug] = dict(raw)
    draft.step = slug
    return _saved(draft, at=at)


@transaction.atomic
def keep_person(draft: Draft, key: str, *, raw: Mapping[str, object], at: datetime) -> Draft:
    """Keep one person's page; a new key adds them after the others.

    Raises:
        RuleBroken: the draft was sent meanwhile, or holds more people than one worry can.
    """
    draft = _locked(draft)
    people = draft.answers.setdefault("people", [])
    known = next((one for one in people if one["key"] == key), None)
    if known is not None:
        known["raw"] = dict(raw)
    elif len(people) >= MOST_PEOPLE:
        raise RuleBroken(
            f"One worry holds up to {MOST_PEOPLE} people. Say a second one for the rest."
        )
    else:
        people.append({"key": key, "raw": dict(raw)})
    draft.step = "people"
    return _saved(draft, at=at)


@transaction.atomic
def remove_person(draft: Draft, key: str, *, at: datetime) -> Draft:
    """Take somebody out of a draft, and the ties to them. Raises RuleBroken if it was sent."""
    draft = _locked(draft)
    draft.answers["people"] = [one for one in draft.answers.get("people", []) if one["key"] != key]
    draft.answers["ties"] = [
        tie for tie in draft.answers.get("ties", []) if key not in (tie["who"], tie["whom"])
    ]
    return _saved(draft, at=at)


@transaction.atomic
def keep_tie(draft: Draft, *, who: str, kind: str, whom: str, at: datetime) -> Draft:
    """Keep that one person is something to another, once. Raises RuleBroken if it was sent."""
    draft = _locked(draft)
    ties = draft.answers.setdefault("ties", [])
    said = {"who": who, "kind": kind, "whom": whom}
    if said not in [{name: tie[name] for name in said} for tie in ties]:
        ties.append({"key": new_key(), **said})
    return _saved(draft, at=at)


@transaction.atomic
def remove_tie(draft: Draft, key: str, *, at: datetime) -> Draft:
    """Take a tie back out of a draft. Raises RuleBroken if it was sent."""
    draft = _locked(draft)
    draft.answers["ties"] = [tie for tie in draft.answers.get("ties", []) if tie["key"] != key]
    return _saved(draft, at=at)


@transaction.atomic
def add_file(draft: Draft, file: CheckedFile, *, scan: str, at: datetime) -> DraftFile:
    """Keep a checked file with its draft; the same content twice is one file.

    Raises:
        RuleBroken: the draft was sent meanwhile, or holds as many files as it may.
    """
    draft = _locked(draft)
    same = draft.files.filter(sha256=file.sha256).first()
    if same is not None:
        return same
    if draft.files.count() >= MOST_FILES:
        raise RuleBroken(f"One worry holds up to {MOST_FILES} files. Remove one, then add this.")
    kept = DraftFile.objects.create(
        draft=draft,
        name=file.name,
        media_type=file.media_type,
        size_bytes=len(file.content),
        sha256=file.sha256,
        scan=scan,
        content=file.content,
        added_at=at,
    )
    _saved(draft, at=at)
    return kept


@transaction.atomic
def remove_file(draft: Draft, file_id: int, *, at: datetime) -> Draft:
    """Take a file out of a draft. Raises RuleBroken if it was sent."""
    draft = _locked(draft)
    draft.files.filter(pk=file_id).delete()
    return _saved(draft, at=at)


@transaction.atomic
def forget_draft(draft: Draft) -> None:
    """Let a draft go for good, as its writer asked. One that was sent stays with its contact."""
    draft = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if draft is not None and not draft.submitted_reference:
        draft.delete()


@transaction.atomic
def forget_lapsed_drafts(*, at: datetime) -> int:
    """Let drafts go that nobody came back to, and return how many. Runs as the worker.

    By e-mailed link seven days after the last word, with an account ninety. What was sent is
    the contact's; its draft held only the way back to it.
    """
    by_link = Draft.objects.filter(by=None, saved_at__lt=at - LINK_LASTS)
    by_account = Draft.objects.filter(by__isnull=False, saved_at__lt=at - ACCOUNT_DRAFT_LASTS)
    return sum(found.delete()[1].get("contacts.Draft", 0) for found in (by_link, by_account))


def new_key() -> str:
    """Return a short random key for a person or a tie within one draft."""
    return secrets.token_hex(4)


def _locked(draft: Draft) -> Draft:
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.submitted_reference:
        raise RuleBroken(ALREADY_SENT)
    return draft


def _saved(draft: Draft, *, at: datetime) -> Draft:
    draft.saved_at = at
    draft.save(update_fields=["answers", "step", "saved_at"])
    return draft
