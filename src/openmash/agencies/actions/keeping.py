"""Keep the partnership, its agencies and their teams: who they are and how they are reached."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from openmash import policy
from openmash.agencies.actions.writing import write
from openmash.agencies.models import Agency, Partnership, Team
from openmash.audit import records
from openmash.errors import RuleBroken
from openmash.policy import Viewer


@transaction.atomic
def change_partnership(here: Partnership, *, fields: Mapping, by: Viewer, at: datetime) -> None:
    """Change what the partnership says of itself: its hours, and who stands in outside them."""
    policy.require(policy.may_administer(by))
    here = Partnership.objects.select_for_update().get(pk=here.pk)
    changed = write(here, fields)
    records.record_change("partnership.change", "partnership", by=by, at=at, facts=changed)


@transaction.atomic
def add_agency(*, fields: Mapping, by: Viewer, at: datetime) -> Agency:
    """Add a partner body. Its code is made from its name, and stays."""
    policy.require(policy.may_administer(by))
    agency = Agency(code=_free_code(fields["name"]), contact_checked_on=at.date(), **fields)
    agency.save()
    records.record_change("agency.add", f"agency {agency.code}", by=by, at=at)
    return agency


@transaction.atomic
def change_agency(agency: Agency, *, fields: Mapping, by: Viewer, at: datetime) -> Agency:
    """Change how an agency is reached and what it holds; saving says that it was checked today.

    Raises:
        RuleBroken: it is to leave the partnership while people of it still have accounts.
    """
    policy.require(policy.may_administer(by))
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    leaves = agency.is_active and not fields.get("is_active", True)
    if leaves and agency.practitioners.filter(is_active=True).exists():
        raise RuleBroken("People of this agency still have accounts. Close those first.")
    changed = write(agency, {**fields, "contact_checked_on": at.date()})
    records.record_change("agency.change", f"agency {agency.code}", by=by, at=at, facts=changed)
    return agency


@transaction.atomic
def add_team(agency: Agency, *, fields: Mapping, by: Viewer, at: datetime) -> Team:
    """Add a team to an agency."""
    policy.require(policy.may_administer(by))
    team = Team.objects.create(agency=agency, **fields)
    records.record_change("team.add", f"agency {agency.code}", by=by, at=at)
    return team


@transaction.atomic
def change_team(team: Team, *, fields: Mapping, by: Viewer, at: datetime) -> Team:
    """Change a team's name or number."""
    policy.require(policy.may_administer(by))
    team = Team.objects.select_for_update().select_related("agency").get(pk=team.pk)
    changed = write(team, fields)
    records.record_change("team.change", f"agency {team.agency.code}", by=by, at=at, facts=changed)
    return team


def _free_code(name: str) -> str:
    code = slugify(name)[:50] or "agency"
    taken = set(Agency.objects.filter(code__startswith=code).values_list("code", flat=True))
    number = 2
    wanted = code
    while wanted in taken:
        wanted, number = f"{code}-{number}", number + 1
    return wanted
