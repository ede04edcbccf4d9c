"""Add to a contact: what was sent stays, and what is new stands beside it."""

from datetime import datetime

from django.db import transaction

from openmash.audit import records
from openmash.contacts import events
from openmash.contacts.models import Contact, Statement
from openmash.contacts.typed import as_kept
from openmash.errors import RuleBroken
from openmash.policy import Viewer


@transaction.atomic
def add_statement(contact: Contact, words: str, *, by: Viewer, at: datetime) -> Statement:
    """Add a correction, a second thought or more news to a contact that the caller has opened.

    The same words twice in a row from one person are one statement: a second press, not more news.

    Raises:
        RuleBroken: there are no words.
    """
    words = as_kept(words).strip()
    if not words:
        raise RuleBroken("Write what you want to add or put right. Then send it.")
    last = contact.statements.order_by("-pk").first()
    if last is not None and last.words == words and last.by_id == (by.id or None):
        return last
    statement = Statement.objects.create(contact=contact, words=words, by_id=by.id or None, at=at)
    events.statement_added.send(sender=Statement, statement=statement, at=at)
    records.record_change("contact.add", contact.reference, by=by, at=at)
    return statement
