"""Tell somebody that something came back, once; and mark it done."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from openmash import firewall, policy
from openmash.audit import records
from openmash.enquiries.models import Alert
from openmash.errors import NotVisible


@dataclass(frozen=True, slots=True, kw_only=True)
class ToWhom:
    """Who is told: one practitioner, everybody in a role, or those who research for an agency."""

    practitioner_id: int | None = None
    role: str = ""
    agency_id: int | None = None


def tell(
    to: ToWhom,
    *,
    kind: str,
    words: str,
    once: str,
    at: datetime,
    reference: str = "",
    enquiry_id: int | None = None,
    request_id: int | None = None,
) -> None:
    """Put an alert before somebody. `words` hold references and never a name.

    `once` names the occasion: told again, it is not told twice. It runs as the worker, because
    whoever sets an alert off need not be able to read it.
    """
    with firewall.acting_as(policy.Service.WORKER):
        Alert.objects.bulk_create(
            [
                Alert(
                    practitioner_id=to.practitioner_id,
                    role=to.role,
                    agency_id=to.agency_id,
                    enquiry_id=enquiry_id,
                    request_id=request_id,
                    reference=reference,
                    kind=kind,
                    words=words,
                    once=once,
                    at=at,
                )
            ],
            ignore_conflicts=True,
        )


@transaction.atomic
def mark_done(pk: int, *, by: policy.Viewer, at: datetime) -> Alert:
    """Mark an alert as dealt with.

    Raises:
        NotVisible: there is none, or it was not for this viewer.
    """
    alert = Alert.objects.select_for_update().filter(pk=pk).first()
    if alert is None or not is_for(by, alert):
        raise NotVisible("There is nothing here with that number. Go back to your work.")
    if alert.done_at is None:
        alert.done_at, alert.done_by_id = at, by.id
        alert.save(update_fields=["done_at", "done_by"])
        records.record_change("alert.done", alert.reference, by=by, at=at, because=alert.kind)
    return alert


def is_for(viewer: policy.Viewer, alert: Alert) -> bool:
    """Tell whether an alert was put before this viewer."""
    if alert.practitioner_id is not None:
        return alert.practitioner_id == viewer.id
    if alert.role:
        return alert.role in {role.value for role in viewer.roles}
    return (
        alert.agency_id == viewer.agency and policy.Permission.REQUEST_ANSWER in viewer.permissions
    )
