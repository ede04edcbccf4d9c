"""The door to agencies and the people who work there."""

from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from openmash import policy
from openmash.agencies.models import (
    Agency,
    Partnership,
    Practitioner,
    RoleGrant,
    SharingAgreement,
    Team,
)
from openmash.audit import records
from openmash.errors import NotVisible
from openmash.policy import Remit, Role, Verdict, Viewer

NO_SUCH_AGENCY = "There is no agency with that address. Look for it in the partnership’s list."
NO_SUCH_PRACTITIONER = "There is nobody here with that number. Look for them in their agency."


def viewer_for(practitioner: Practitioner) -> Viewer:
    """Return the viewer that a practitioner is today: their agency and the roles that hold now."""
    today = timezone.localdate()
    grants = [grant for grant in practitioner.grants.all() if holds(grant, on=today)]
    return Viewer(
        id=practitioner.pk,
        agency=practitioner.agency_id,
        roles=frozenset(Role(grant.role) for grant in grants),
        remits=frozenset(Remit(grant.remit) for grant in grants if grant.remit),
        name=practitioner.name,
        job=practitioner.job_title,
    )


def holds(grant: RoleGrant, *, on: date) -> bool:
    """Tell whether a role holds on a day: begun, not over, and not withdrawn."""
    is_over = grant.until_on is not None and grant.until_on < on
    return grant.withdrawn_at is None and grant.from_on <= on and not is_over


def partnership() -> Partnership | None:
    """Return the partnership whose hub this is, or None before it is set up."""
    return Partnership.objects.order_by("pk").first()


def agencies() -> QuerySet[Agency]:
    """Return the partner bodies that work with the hub now."""
    return Agency.objects.filter(is_active=True)


def holders_of(role: Role, *, remit: Remit | None = None) -> QuerySet[Practitioner]:
    """Return who holds a role today, by name: for choosing an owner or a reader."""
    grants = _held(on=timezone.localdate()).filter(role=role.value, practitioner=OuterRef("pk"))
    if remit is not None:
        grants = grants.filter(remit=remit.value)
    return Practitioner.objects.filter(Exists(grants), is_active=True).order_by("name")


def agencies_by_sector(*, is_active: bool = True) -> list[tuple[str, list[Agency]]]:
    """Return the agencies under the names of their sectors, each with its agreements."""
    found = Agency.objects.filter(is_active=is_active).prefetch_related("agreements")
    by_sector: dict[str, list[Agency]] = {}
    for agency in found:
        by_sector.setdefault(agency.sector, []).append(agency)
    return [
        (str(label), by_sector[sector])
        for sector, label in Agency.Sector.choices
        if sector in by_sector
    ]


def sector_names() -> dict[str, str]:
    """Return what each sector is called, by its code."""
    return {code: str(label) for code, label in Agency.Sector.choices}


def get_agency(code: str) -> Agency:
    """Return a partner body by its code; anybody who is signed in may know who is a partner.

    Raises:
        NotVisible: there is none with that code.
    """
    agency = Agency.objects.filter(code=code).first()
    if agency is None:
        raise NotVisible(NO_SUCH_AGENCY)
    return agency


def get_team(pk: int) -> Team:
    """Return a team with its agency. Raises NotVisible."""
    team = Team.objects.select_related("agency").filter(pk=pk).first()
    if team is None:
        raise NotVisible(NO_SUCH_AGENCY)
    return team


def people_of(agency: Agency, *, with_closed: bool = False) -> list[Practitioner]:
    """Return who works in an agency, by name, each with `holding`: the grants that hold today."""
    found = agency.practitioners.select_related("team").order_by("name", "pk")
    if not with_closed:
        found = found.filter(is_active=True)
    today = timezone.localdate()
    current = Prefetch("grants", queryset=_held(on=today).order_by("role"), to_attr="holding")
    return list(found.prefetch_related(current))


def get_practitioner(pk: int, *, viewer: Viewer) -> Practitioner:
    """Return somebody's account to an administrator, with every role they held or hold.

    Raises:
        NotVisible: there is nobody with that number, or the viewer does not keep accounts.
    """
    require_administrator(viewer)
    grants = Prefetch(
        "grants", queryset=RoleGrant.objects.select_related("granted_by").order_by("-from_on", "pk")
    )
    practitioner = (
        Practitioner.objects.select_related("agency", "team")
        .prefetch_related(grants)
        .filter(pk=pk)
        .first()
    )
    if practitioner is None:
        raise NotVisible(NO_SUCH_PRACTITIONER)
    return practitioner


def get_grant(pk: int, *, viewer: Viewer) -> RoleGrant:
    """Return one grant to an administrator. Raises NotVisible."""
    require_administrator(viewer)
    grant = RoleGrant.objects.select_related("practitioner__agency").filter(pk=pk).first()
    if grant is None:
        raise NotVisible(NO_SUCH_PRACTITIONER)
    return grant


def get_agreement(pk: int) -> SharingAgreement:
    """Return one version of an agreement; partners may read what partners agreed. NotVisible."""
    agreement = SharingAgreement.objects.select_related("agency").filter(pk=pk).first()
    if agreement is None:
        raise NotVisible("There is no agreement with that number. Look for it at its agency.")
    return agreement


def administrators() -> QuerySet[Practitioner]:
    """Return who keeps accounts today: whom to ask for one."""
    return holders_of(Role.ADMINISTRATOR)


def require_administrator(viewer: Viewer) -> Verdict:
    """Let an administrator through, and record anybody else who tried. Raises NotVisible."""
    return _require(policy.may_administer(viewer), by=viewer)


def require_keeper_of_agreements(viewer: Viewer) -> Verdict:
    """Let information governance through, and record anybody else who tried. Raises NotVisible."""
    return _require(policy.may_keep_agreements(viewer), by=viewer)


def _require(verdict: Verdict, *, by: Viewer) -> Verdict:
    if not verdict:
        records.record_look("partnership", by=by, verdict=verdict, verb="administer")
    return policy.require(verdict)


def _held(*, on: date) -> QuerySet[RoleGrant]:
    return RoleGrant.objects.filter(
        Q(until_on=None) | Q(until_on__gte=on), from_on__lte=on, withdrawn_at=None
    )
