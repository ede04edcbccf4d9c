"""Set up the invented partnership from the library: once, as the service that sets hubs up."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from openmash import firewall
from openmash.agencies.models import (
    Agency,
    Partnership,
    Practitioner,
    RoleGrant,
    SharingAgreement,
    Team,
)
from openmash.audit import records
from openmash.contacts.models import Contact
from openmash.demo.sign_ins import DEMO_PASSWORD
from openmash.policy import Service, Viewer
from openmash.sources import read_library_file

SETUP = Viewer(id=0, agency=0, service=Service.SETUP)
BEGAN_BEFORE = timedelta(days=3 * 365)
AGREEMENT_REVIEWED_AFTER = timedelta(days=365)
LOADED = "practice_loaded_at"
PURPOSES = ["ASSESS_THRESHOLD", "S47", "S17", "S42", "DA", "PREVENT", "EXPLOIT", "WELFARE"]


@cache
def written() -> Mapping[str, Any]:
    """Return the partnership as the library has it."""
    return read_library_file("demo/partnership.yaml")


def standing() -> Partnership | None:
    """Return the partnership that is there, or None."""
    return Partnership.objects.order_by("pk").first()


def holds_nothing() -> bool:
    """Return whether nobody has begun to use this hub: no agency, no account, no contact."""
    return not any(table.objects.exists() for table in (Agency, Practitioner, Contact))


def is_loaded(partnership: Partnership) -> bool:
    """Return whether the practice families are there."""
    return LOADED in partnership.settings


@transaction.atomic
def say_loaded(partnership: Partnership, *, at: datetime) -> None:
    """Note that everything is there, so that the next start is quick."""
    partnership.settings = {**partnership.settings, LOADED: at.isoformat()}
    partnership.save(update_fields=["settings"])


@transaction.atomic
def found_partnership(*, at: datetime) -> Partnership:
    """Set up the partnership with everybody in it; every password is the same one."""
    firewall.identify(viewer_id=0, service=Service.SETUP)
    began_on = timezone.localdate(at) - BEGAN_BEFORE
    plain = written()["partnership"]
    named = {"risk_owner_on_receipt"}
    partnership = Partnership.objects.create(
        **{name: value for name, value in plain.items() if name not in named},
        opening_hours=written()["hours"]["hub"],
        is_practice=True,
    )
    password = make_password(DEMO_PASSWORD)  # once: a hash for each of fifty takes seconds
    people: dict[str, Practitioner] = {}
    for row in written()["agencies"]:
        agency = _found_agency(row, began_on=began_on, at=at)
        people |= _take_in_people(row, agency=agency, password=password, began_on=began_on, at=at)
    owners = plain["risk_owner_on_receipt"]
    partnership.settings = {
        "risk_owner_on_receipt": {remit: people[who].pk for remit, who in owners.items()}
    }
    partnership.save(update_fields=["settings"])
    facts = {"agencies": len(written()["agencies"]), "practitioners": len(people)}
    records.record_change("partnership.found", "partnership", by=SETUP, at=at, facts=facts)
    return partnership


def _found_agency(row: Mapping[str, Any], *, began_on: date, at: datetime) -> Agency:
    agency = Agency.objects.create(
        code=row["code"],
        kind=row["kind"],
        kind_label=row["kind_label"],
        sector=row["sector"],
        name=row["name"],
        presence=row["presence"],
        opening_hours=written()["hours"][row["hours"]],
        out_of_hours=row.get("out_of_hours", ""),
        is_term_time_only=row.get("term_time", False),
        phone=row["phone"],
        email=f"{row['code']}@{written()['mail']}",
        contact_checked_on=timezone.localdate(at) - timedelta(days=20),
        record_systems=row.get("record_systems", ""),
        holds=row["holds"],
        is_outside_area=row.get("outside", False),
    )
    Team.objects.bulk_create(Team(agency=agency, name=name) for name in row.get("teams", ()))
    if row.get("agreement") != "none":
        SharingAgreement.objects.create(
            agency=agency,
            title="Ashmere hub sharing agreement",
            purposes=PURPOSES,
            words="What is needed to keep a child or an adult at risk safe, and no more.",
            signed_by=f"Chief officer, {agency.name}",
            from_on=began_on,
            review_on=timezone.localdate(at) + AGREEMENT_REVIEWED_AFTER,
        )
    return agency


def _take_in_people(
    row: Mapping[str, Any], *, agency: Agency, password: str, began_on: date, at: datetime
) -> dict[str, Practitioner]:
    made = {}
    for name, short, job, roles in row["people"]:
        made[short] = Practitioner.objects.create(
            email=f"{short}@{written()['mail']}",
            name=name,
            job_title=job,
            agency=agency,
            password=password,
        )
        for role, _, remit in (each.partition(":") for each in roles.split()):
            RoleGrant.objects.create(
                practitioner=made[short],
                agency=agency,
                role=role,
                remit=remit,
                from_on=began_on,
                granted_at=at - BEGAN_BEFORE,
            )
    return made
