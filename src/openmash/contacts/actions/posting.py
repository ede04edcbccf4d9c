"""Messages to people outside: written to the outbox, sent from there, and then forgotten."""

import logging
from datetime import datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from openmash import firewall
from openmash.contacts.models import Outbox
from openmash.policy import Service

AT_ONCE = 50

_log = logging.getLogger("openmash.contacts")


def post(to: str, *, subject: str, words: str, at: datetime) -> Outbox:
    """Put a message into the outbox. Its words may hold a link: only what sends it may read it."""
    with firewall.acting_as(Service.WORKER):
        return Outbox.objects.create(to=to, subject=subject, words=words, at=at)


@transaction.atomic
def send_outbox(*, at: datetime) -> int:
    """Send what waits in the outbox, where a mail server is set up, and return how many went.

    Runs as the worker. A message that went keeps no words, because its link is a key; one that
    did not go waits for the next round with the reason.
    """
    if not settings.EMAIL_HOST:
        return 0
    waiting = Outbox.objects.select_for_update(skip_locked=True).filter(sent_at=None)
    sent = sum(_send(message, at=at) for message in waiting.order_by("pk")[:AT_ONCE])
    _log.info("Messages sent", extra={"count": sent})
    return sent


def _send(message: Outbox, *, at: datetime) -> bool:
    try:
        EmailMessage(message.subject, message.words, to=[message.to]).send()
    except (SMTPException, OSError) as fault:
        message.failed_why = type(fault).__name__
        message.save(update_fields=["failed_why"])
        return False
    message.sent_at, message.words, message.failed_why = at, "", ""
    message.save(update_fields=["sent_at", "words", "failed_why"])
    return True
