"""The one-time link by which somebody chooses their own password.

The key holds who it is for, signed together with their present password's hash: choosing a
password uses it up, and so does a newer one. Nobody, the administrator included, sees a password.
"""

from django.contrib.auth.tokens import PasswordResetTokenGenerator

from openmash.agencies.models import Practitioner

LASTS_DAYS = 3  # the framework's own default, which the message and the page say aloud


class _Invitations(PasswordResetTokenGenerator):
    key_salt = "openmash.agencies.invitation"


_invitations = _Invitations()


def key_for(practitioner: Practitioner) -> str:
    """Return a key that opens the page once, within three days."""
    return f"{practitioner.pk}-{_invitations.make_token(practitioner)}"


def bearer_of(key: str) -> Practitioner | None:
    """Return who may choose a password with this key, or None if it is used up, old or made up."""
    pk, _, token = key.partition("-")
    if not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        return None
    practitioner = Practitioner.objects.filter(pk=int(pk), is_active=True).first()
    if practitioner is None or not _invitations.check_token(practitioner, token):
        return None
    return practitioner
