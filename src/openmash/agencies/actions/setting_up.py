"""Set up a partnership and its agencies by the setup service: a demonstration, a replay."""

from datetime import date, datetime

from openmash.agencies.models import Agency, Partnership, Practitioner, RoleGrant
from openmash.policy import Remit, Role


def ensure_partnership(
    *, name: str, area: str, reference_prefix: str, opening_hours: dict[str, list[str]]
) -> None:
    """Make the partnership whose hub this is, unless there is one."""
    if Partnership.objects.exists():
        return
    Partnership.objects.create(
        name=name, area=area, reference_prefix=reference_prefix, opening_hours=opening_hours
    )


def ensure_agency(
    *, code: str, name: str, sector: str, kind: str, opening_hours: dict[str, list[str]]
) -> int:
    """Return the key of the agency with this code, making it where it is new."""
    agency, _ = Agency.objects.get_or_create(
        code=code,
        defaults={
            "name": name,
            "sector": sector,
            "kind": kind,
            "presence": Agency.Presence.ON_REQUEST,
            "opening_hours": opening_hours,
        },
    )
    return agency.pk


def ensure_decision_maker(*, agency_id: int, email: str, name: str, at: datetime) -> int:
    """Return the key of a decision maker for both remits, making one who cannot sign in."""
    somebody = Practitioner.objects.filter(email=email).first()
    if somebody is not None:
        return somebody.pk
    somebody = Practitioner.objects.create_user(email, name=name, agency_id=agency_id)
    for remit in Remit:
        RoleGrant.objects.create(
            practitioner=somebody,
            agency_id=agency_id,
            role=Role.DECISION_MAKER.value,
            remit=remit.value,
            from_on=date(1900, 1, 1),
            granted_at=at,
        )
    return somebody.pk
