"""Move the ownership of a risk: taken at receipt, offered, accepted, declined, ended."""

from datetime import datetime

from django.db import transaction

from openmash import firewall, policy
from openmash.agencies.access import holders_of, partnership
from openmash.audit import records
from openmash.enquiries.alerts.actions import ToWhom, tell
from openmash.enquiries.models import Enquiry, RiskOwnership, Screening
from openmash.enquiries.risk import rules
from openmash.errors import RuleBroken
from openmash.policy import Remit, Role

NOBODY_TO_HOLD = (
    "Nobody in this hub can hold the risk of a new contact. "
    "Give somebody the role of decision maker, then send it again."
)


def duty_owner_id(remits: list[str]) -> int:
    """Return who holds the risk of a contact from its receipt.

    The partnership names somebody, for the whole hub or for each remit; otherwise it is the
    first decision maker of the remit, then a manager, then anybody with a hub role.

    Raises:
        RuleBroken: the hub has nobody in any of these roles.
    """
    here = partnership()
    named = (here.settings if here else {}).get("risk_owner_on_receipt")
    if isinstance(named, dict):
        named = next((named[remit] for remit in remits if remit in named), None)
    hub_roles = (Role.DECISION_MAKER, Role.HUB_MANAGER, Role.TRIAGE)
    wanted = [Remit(remit) for remit in remits]
    for role in hub_roles:
        for remit in (*wanted, None):
            holders = list(holders_of(role, remit=remit).values_list("pk", flat=True))
            if named in holders:
                return named
            if holders and named is None:
                return holders[0]
    if named is not None:
        return _without_the_named(hub_roles)
    raise RuleBroken(NOBODY_TO_HOLD)


def _without_the_named(hub_roles: tuple[Role, ...]) -> int:
    """Return who holds it when the person the partnership named has left or lost the role."""
    for role in hub_roles:
        first = holders_of(role).values_list("pk", flat=True).first()
        if first is not None:
            return first
    raise RuleBroken(NOBODY_TO_HOLD)


def begin(
    *,
    owner_id: int,
    at: datetime,
    screening: Screening | None = None,
    enquiry: Enquiry | None = None,
) -> RiskOwnership:
    """Name the first person who holds the risk of a contact or of an enquiry."""
    return RiskOwnership.objects.create(
        owner_id=owner_id, from_at=at, screening=screening, enquiry=enquiry
    )


@transaction.atomic
def offer(pk: int, *, to: int, by: policy.Viewer, at: datetime) -> RiskOwnership:
    """Ask a named person to take the risk over. It stays where it is until they accept.

    Raises:
        RuleBroken: it has ended, or is not this viewer's to offer, or they cannot hold it.
    """
    held = _locked(pk)
    may_reassign = policy.Permission.REASSIGN in by.permissions
    rules.check_offer(owner=held.owner_id, to=to, by=by.id, may_reassign=may_reassign)
    _check_may_hold(to)
    held.offered_to_id, held.offered_at = to, at
    held.save(update_fields=["offered_to", "offered_at"])
    reference = reference_of(held)
    tell(
        ToWhom(practitioner_id=to),
        kind="risk offered",
        words=f"You are asked to hold the risk of {reference}. It is not yours until you accept.",
        once=f"risk:{held.pk}:{to}:{at.isoformat()}",
        at=at,
        reference=reference,
    )
    records.record_change("risk.offer", reference, by=by, at=at)
    return held


@transaction.atomic
def accept(pk: int, *, by: policy.Viewer, at: datetime) -> RiskOwnership:
    """Take over a risk that was offered: from this moment on it is the viewer's.

    Raises:
        RuleBroken: it was offered to nobody, or to somebody else.
    """
    held = _locked(pk)
    rules.check_answer(offered_to=held.offered_to_id, by=by.id)
    reference = reference_of(held)
    # Once taken it is offered to nobody, so the person could not write the row that says so.
    with firewall.acting_as(policy.Service.WORKER):
        taken = _move(held, to=by.id, at=at)
    records.record_change("risk.accept", reference, by=by, at=at)
    return taken


@transaction.atomic
def decline(pk: int, *, why: str, by: policy.Viewer, at: datetime) -> RiskOwnership:
    """Say no to a risk that was offered; the owner is told, and still holds it.

    Raises:
        RuleBroken: it was offered to nobody, or to somebody else.
    """
    held = _locked(pk)
    rules.check_answer(offered_to=held.offered_to_id, by=by.id)
    reference, offered_at = reference_of(held), held.offered_at
    held.offered_to, held.offered_at = None, None
    with firewall.acting_as(policy.Service.WORKER):
        held.save(update_fields=["offered_to", "offered_at"])
    tell(
        ToWhom(practitioner_id=held.owner_id),
        kind="risk declined",
        words=f"The risk of {reference} was not accepted. You still hold it. Speak to somebody.",
        once=f"risk-declined:{held.pk}:{offered_at.isoformat()}",
        at=at,
        reference=reference,
    )
    records.record_change("risk.decline", reference, by=by, at=at, because=why)
    return held


def take_over(held: RiskOwnership, *, to: int, at: datetime) -> RiskOwnership:
    """Pass a risk to somebody whose own act accepts it, as answering or accepting a contact."""
    held = _locked(held.pk)
    return held if held.owner_id == to else _move(held, to=to, at=at)


def end(held: RiskOwnership, *, at: datetime) -> RiskOwnership:
    """End a risk with the thing it was of: answered, closed, or gone over into an enquiry."""
    held = _locked(held.pk)
    held.until_at = at
    held.offered_to, held.offered_at = None, None
    held.save(update_fields=["until_at", "offered_to", "offered_at"])
    return held


def reference_of(held: RiskOwnership) -> str:
    """Return the reference of the contact or enquiry whose risk this is.

    The person who is asked may not read the enquiry yet; its reference they may know.
    """
    with firewall.acting_as(policy.Service.WORKER):
        if held.enquiry_id:
            return Enquiry.objects.values_list("reference", flat=True).get(pk=held.enquiry_id)
        return Screening.objects.values_list("contact__reference", flat=True).get(
            pk=held.screening_id
        )


def _move(held: RiskOwnership, *, to: int, at: datetime) -> RiskOwnership:
    end(held, at=at)
    return RiskOwnership.objects.create(
        owner_id=to, from_at=at, screening_id=held.screening_id, enquiry_id=held.enquiry_id
    )


def _locked(pk: int) -> RiskOwnership:
    held = RiskOwnership.objects.select_for_update().filter(pk=pk).first()
    if held is None or held.until_at is not None:
        raise RuleBroken("Somebody else holds this risk by now. Look who, before you act.")
    return held


def _check_may_hold(to: int) -> None:
    roles = [role for role in Role if policy.Permission.RISK_ACCEPT in policy.PERMISSIONS[role]]
    if not any(holders_of(role).filter(pk=to).exists() for role in roles):
        raise RuleBroken("That person has no role in which they can hold a risk. Choose another.")
