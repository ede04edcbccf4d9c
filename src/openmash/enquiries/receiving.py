"""What the hub does when a contact arrives or somebody adds to one."""

from openmash import firewall
from openmash.enquiries.alerts.actions import ToWhom, tell
from openmash.enquiries.risk.access import held_now
from openmash.enquiries.triage import actions
from openmash.policy import Service


def on_contact_submitted(sender, *, contact, at, **kwargs) -> None:
    """Put the contact on the hub's table, in the transaction in which it was submitted.

    Whoever says a worry may not read its triage; it runs as the identity service.
    """
    with firewall.acting_as(Service.IDENTITY):
        actions.receive(contact, at=at)


def on_statement_added(sender, *, statement, at, **kwargs) -> None:
    """Tell whoever reads the contact, or holds its risk, that somebody has added to it."""
    contact = statement.contact
    with firewall.acting_as(Service.WORKER):
        screening = getattr(contact, "screening", None)
        if screening is None:
            return
        folded = getattr(contact, "in_enquiry", None)
        enquiry = folded.enquiry if folded else None
        held = held_now(screening=screening, enquiry=enquiry)
        told = {screening.claimed_by_id, held.owner_id if held else None} - {None}
    for practitioner_id in sorted(told):
        tell(
            ToWhom(practitioner_id=practitioner_id),
            kind="statement added",
            words=f"Somebody has added to contact {contact.reference}. Read what is new.",
            once=f"statement:{statement.pk}:{practitioner_id}",
            at=at,
            reference=contact.reference,
            enquiry_id=enquiry.pk if enquiry else None,
        )
