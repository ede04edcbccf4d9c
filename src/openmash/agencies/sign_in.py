"""Signing in: by password today, through a library that adds passkeys and OpenID Connect later."""

from allauth.account.adapter import DefaultAccountAdapter


class Accounts(DefaultAccountAdapter):
    """Accounts are made by an administrator: nobody signs themselves up."""

    def is_open_for_signup(self, request) -> bool:
        return False
