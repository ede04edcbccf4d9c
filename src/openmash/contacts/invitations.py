"""Send somebody the link by which they choose their password: news from the agencies room."""

from django.conf import settings
from django.urls import reverse

from openmash.contacts.actions import post

SUBJECT = "Choose your password for the safeguarding hub"
WORDS = """An account was made for you, or a new link was asked for.

{base}{path}

By this link you choose your password. It works once, for three days, and is for you alone: do \
not pass it on. Nobody from the hub will ever ask you for your password.

If you did not expect this, tell the administrator of your hub."""


def on_practitioner_invited(sender, *, practitioner, key, at, **others) -> None:
    """Put the message with the link into the outbox, in the transaction that made the link."""
    path = reverse("account_choose_password", args=[key])
    words = WORDS.format(base=settings.BASE_URL, path=path)
    post(practitioner.email, subject=SUBJECT, words=words, at=at)
