"""The verbs of the agencies room: agencies, accounts, roles and agreements."""

from openmash.agencies.actions.accounts import (
    add_practitioner,
    change_practitioner,
    choose_password,
    close_account,
    invite,
    open_account,
)
from openmash.agencies.actions.agreeing import add_agreement, end_agreement
from openmash.agencies.actions.granting import end_role, grant_role
from openmash.agencies.actions.keeping import (
    add_agency,
    add_team,
    change_agency,
    change_partnership,
    change_team,
)

__all__ = [
    "add_agency",
    "add_agreement",
    "add_practitioner",
    "add_team",
    "change_agency",
    "change_partnership",
    "change_practitioner",
    "change_team",
    "choose_password",
    "close_account",
    "end_agreement",
    "end_role",
    "grant_role",
    "invite",
    "open_account",
]
