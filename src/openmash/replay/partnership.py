"""The partnership of a replay: its agencies come to be as the case names them."""

from datetime import datetime

from django.utils.text import slugify

from openmash.agencies.actions.setting_up import (
    ensure_agency,
    ensure_decision_maker,
    ensure_partnership,
)
from openmash.replay.reading import CaseContact

_OFFICE = {str(day): ["09:00", "17:00"] for day in range(5)}
_LONGEST_CODE = 60

# agency type of a case file -> sector and kind of agency
_KINDS = {
    "children_social_care": ("la_children", "LA_CSC"),
    "adult_social_care": ("la_adults", "LA_ASC"),
    "mash": ("la_children", "LA_CSC"),
    "police": ("police", "P_MASH"),
    "prevent_channel": ("police", "P_CT"),
    "hospital": ("health", "H_ACUTE"),
    "ambulance": ("health", "H_AMB"),
    "gp": ("health", "H_GP"),
    "health_visiting": ("health", "H_HV"),
    "school_nursing": ("health", "H_SN"),
    "midwifery": ("health", "H_MID"),
    "camhs": ("health", "H_CAMHS"),
    "adult_mental_health": ("health", "H_AMH"),
    "sexual_health": ("health", "H_SH"),
    "community_health": ("health", "H_OTHER"),
    "school": ("education", "E_SCH"),
    "college": ("education", "E_FE"),
    "early_years": ("education", "E_NURS"),
    "education_welfare": ("education", "LA_EDU"),
    "elective_home_education": ("education", "LA_EDU"),
    "housing": ("housing", "LA_HOUS"),
    "youth_justice": ("probation", "LA_YJS"),
    "charity": ("voluntary", "V_BARN"),
    "helpline": ("voluntary", "V_NSPCC"),
    "faith_group": ("voluntary", "O_FAITH"),
    "dv_service": ("voluntary", "V_IDVA"),
    "drug_alcohol": ("health", "H_SUBST"),
    "fire_service": ("other", "F_FRS"),
}


def set_up(*, at: datetime) -> None:
    """Make the partnership whose hub the replay is, with somebody in it who can own a risk."""
    ensure_partnership(name="A replay", area="", reference_prefix="RPL", opening_hours=_OFFICE)
    hub = ensure_agency(
        code="replay-hub",
        name="Hub of the replay",
        sector="la_children",
        kind="LA_CSC",
        opening_hours=_OFFICE,
    )
    ensure_decision_maker(
        agency_id=hub, email="decider@replay.example", name="Decision maker of the replay", at=at
    )


def agency_for(contact: CaseContact) -> int:
    """Return the key of the agency that held this contact, making it where it is new."""
    sector, kind = _KINDS.get(contact.agency_type, ("other", "OTHER"))
    return ensure_agency(
        code=slugify(f"{contact.area}-{contact.agency}")[:_LONGEST_CODE] or "agency",
        name=contact.agency[:160],
        sector=sector,
        kind=kind,
        opening_hours=_OFFICE,
    )
