"""Grant a role from a day, and end it: by somebody else, with a reason, and never for oneself."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from openmash import policy
from openmash.agencies import rules
from openmash.agencies.models import Practitioner, RoleGrant
from openmash.audit import records
from openmash.policy import Remit, Role, Viewer


@transaction.atomic
def grant_role(
    practitioner: Practitioner,
    *,
    role: Role,
    remit: Remit | None,
    from_on: date,
    until_on: date | None,
    why: str,
    by: Viewer,
    at: datetime,
) -> RoleGrant:
    """Grant a role in somebody's own agency from a day, and keep who granted it and why.

    Raises:
        RuleBroken: to oneself, a hub role without a remit, or beside a role it must not meet.
    """
    policy.require(policy.may_administer(by))
    practitioner = Practitioner.objects.select_for_update().get(pk=practitioner.pk)
    remit = remit if role in policy.HUB_ROLES else None
    wanted = rules.Held(role=role, remit=remit, from_on=from_on, until_on=until_on)
    held = [held_of(grant) for grant in practitioner.grants.all()]
    rules.check_grant(wanted, held=held, to=practitioner.pk, by=by.id)
    grant = RoleGrant.objects.create(
        practitioner=practitioner,
        agency_id=practitioner.agency_id,
        role=role.value,
        remit=remit.value if remit else "",
        from_on=from_on,
        until_on=until_on,
        granted_by_id=by.id,
        granted_at=at,
    )
    records.record_change(
        "role.grant",
        f"practitioner {practitioner.pk}",
        by=by,
        at=at,
        because=why,
        facts={"role": grant.role, "remit": grant.remit, "from_on": from_on.isoformat()},
    )
    return grant


@transaction.atomic
def end_role(
    grant: RoleGrant, *, last_on: date | None, why: str, by: Viewer, at: datetime
) -> RoleGrant:
    """End a role after its last day, or at once where `last_on` is None.

    Raises:
        RuleBroken: it is one's own, has ended, or the day has passed.
    """
    policy.require(policy.may_administer(by))
    grant = RoleGrant.objects.select_for_update().get(pk=grant.pk)
    rules.check_ending(
        held_of(grant),
        to=grant.practitioner_id,
        by=by.id,
        last_on=last_on,
        today=timezone.localdate(at),
    )
    grant.until_on = last_on or grant.until_on
    grant.withdrawn_at = None if last_on else at
    grant.save(update_fields=["until_on", "withdrawn_at"])
    records.record_change(
        "role.end",
        f"practitioner {grant.practitioner_id}",
        by=by,
        at=at,
        because=why,
        facts={"role": grant.role, "remit": grant.remit, "at_once": last_on is None},
    )
    return grant


def held_of(grant: RoleGrant) -> rules.Held:
    """Return a grant as the rules know it."""
    return rules.Held(
        role=Role(grant.role),
        remit=Remit(grant.remit) if grant.remit else None,
        from_on=grant.from_on,
        until_on=grant.until_on,
        is_withdrawn=grant.withdrawn_at is not None,
    )
