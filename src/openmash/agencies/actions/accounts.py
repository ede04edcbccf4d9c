"""Keep the accounts of people who work in agencies: open, invite, change, close."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from openmash import policy
from openmash.agencies import events
from openmash.agencies.actions import invitation
from openmash.agencies.actions.writing import write
from openmash.agencies.models import Agency, Practitioner, RoleGrant
from openmash.audit import records
from openmash.errors import NotVisible, RuleBroken
from openmash.policy import Viewer

LINK_LAPSED = (
    "This link does not open anything any more. It was used, or it is older than three days. "
    "Ask your hub’s administrator for a new one."
)


@transaction.atomic
def add_practitioner(agency: Agency, *, fields: Mapping, by: Viewer, at: datetime) -> Practitioner:
    """Make an account for somebody who works in an agency, and send them their link.

    Signing in alone permits nothing: a role is granted apart from it.

    Raises:
        RuleBroken: somebody has an account with that address already.
    """
    policy.require(policy.may_administer(by))
    _check_free(fields["email"])
    practitioner = Practitioner.objects.create_user(agency=agency, **fields)
    records.record_change("practitioner.add", reference_of(practitioner), by=by, at=at)
    return invite(practitioner, by=by, at=at)


@transaction.atomic
def change_practitioner(
    practitioner: Practitioner, *, fields: Mapping, by: Viewer, at: datetime
) -> Practitioner:
    """Change somebody's name, job, number or team, and the address of an account not used yet.

    The address is where the link goes by which a password is chosen: to change that of an
    account in use would be to hand it to somebody else.

    Raises:
        RuleBroken: the account was used already, or somebody else has that address.
    """
    policy.require(policy.may_administer(by))
    practitioner = _locked(practitioner)
    email = fields.get("email", practitioner.email)
    if email != practitioner.email:
        _check_free(email)
        if practitioner.last_login is not None:
            raise RuleBroken(
                "This account was used already, so its address stays. Close it, and add the "
                "person again with their new address."
            )
    changed = write(practitioner, fields)
    records.record_change(
        "practitioner.change", reference_of(practitioner), by=by, at=at, facts=changed
    )
    return practitioner


@transaction.atomic
def invite(practitioner: Practitioner, *, by: Viewer, at: datetime) -> Practitioner:
    """Send somebody a link by which they choose their password. Only they ever see it.

    Raises:
        RuleBroken: their account is closed.
    """
    policy.require(policy.may_administer(by))
    if not practitioner.is_active:
        raise RuleBroken("This account is closed. Open it again before you send a link.")
    key = invitation.key_for(practitioner)
    events.practitioner_invited.send(sender=Practitioner, practitioner=practitioner, key=key, at=at)
    records.record_change("practitioner.invite", reference_of(practitioner), by=by, at=at)
    return practitioner


@transaction.atomic
def choose_password(key: str, *, password: str, at: datetime) -> Practitioner:
    """Let whoever holds the link choose their password; the link is used up by it.

    Raises:
        NotVisible: the link is used up, too old or made up.
    """
    bearer = invitation.bearer_of(key)
    if bearer is None:
        raise NotVisible(LINK_LAPSED)
    practitioner = _locked(bearer)
    practitioner.set_password(password)
    practitioner.save(update_fields=["password"])
    themselves = Viewer(id=practitioner.pk, agency=practitioner.agency_id)
    records.record_change(
        "practitioner.choose_password", reference_of(practitioner), by=themselves, at=at
    )
    return practitioner


@transaction.atomic
def close_account(practitioner: Practitioner, *, by: Viewer, at: datetime) -> Practitioner:
    """Close the account of somebody who left: they are signed out, and their roles end, at once.

    Raises:
        RuleBroken: it is the administrator's own.
    """
    policy.require(policy.may_administer(by))
    if practitioner.pk == by.id:
        raise RuleBroken("You cannot close your own account. Ask another administrator to do it.")
    practitioner = _locked(practitioner)
    practitioner.is_active = False
    practitioner.save(update_fields=["is_active"])
    ended = RoleGrant.objects.filter(practitioner=practitioner, withdrawn_at=None).update(
        withdrawn_at=at
    )
    records.record_change(
        "practitioner.close",
        reference_of(practitioner),
        by=by,
        at=at,
        facts={"roles_ended": ended},
    )
    return practitioner


@transaction.atomic
def open_account(practitioner: Practitioner, *, by: Viewer, at: datetime) -> Practitioner:
    """Open somebody's account again. Their roles stay ended: each is granted anew."""
    policy.require(policy.may_administer(by))
    practitioner = _locked(practitioner)
    practitioner.is_active = True
    practitioner.save(update_fields=["is_active"])
    records.record_change("practitioner.open", reference_of(practitioner), by=by, at=at)
    return practitioner


def reference_of(practitioner: Practitioner) -> str:
    """Return what the audit calls somebody who works here: a number, and no name."""
    return f"practitioner {practitioner.pk}"


def _check_free(email: str) -> None:
    if Practitioner.objects.filter(email=email.lower()).exists():
        raise RuleBroken(
            "Somebody has an account with that e-mail address already. Look for them first."
        )


def _locked(practitioner: Practitioner) -> Practitioner:
    return Practitioner.objects.select_for_update().get(pk=practitioner.pk)
