"""The doors of the tour. They open in a practice hub alone, where everybody is invented."""

import uuid
from datetime import datetime

from openmash import firewall
from openmash.agencies.access import partnership
from openmash.agencies.models import Practitioner
from openmash.contacts.models import Contact
from openmash.decisions.models import Decision
from openmash.demo.founding.actions import LOADED
from openmash.demo.living.actions import KEYS, written
from openmash.demo.sign_ins import DEMO_SIGN_INS, MAIL
from openmash.demo.touring.steps import Traces
from openmash.enquiries.models import Enquiry, Request
from openmash.errors import NotVisible
from openmash.policy import Service
from openmash.products.models import Delivery

NO_SUCH_PAGE = "There is no page here."
TEACHER = f"yewande.abara@{MAIL}"


def require_practice() -> None:
    """Stop everybody where the hub is in earnest.

    Raises:
        NotVisible: this is no practice hub.
    """
    here = partnership()
    if here is None or not here.is_practice:
        raise NotVisible(NO_SUCH_PAGE)


def players() -> dict[str, Practitioner]:
    """Return who may be played, by what stands before the @ of their sign-in.

    Raises:
        NotVisible: this is no practice hub.
    """
    require_practice()
    with firewall.acting_as(Service.SIGN_IN):
        found = Practitioner.objects.select_related("agency").filter(
            email__in=DEMO_SIGN_INS.values(), is_active=True
        )
        return {one.email.partition("@")[0]: one for one in found}


def player(short_name: str) -> Practitioner:
    """Return somebody who may be played. Raises NotVisible for anybody else, and in earnest."""
    found = players().get(short_name)
    if found is None:
        raise NotVisible(NO_SUCH_PAGE)
    return found


def traces() -> Traces:
    """Return how far the newest worry came that the teacher said since the hub was loaded.

    It returns references and what has happened, and no word of any record.

    Raises:
        NotVisible: this is no practice hub.
    """
    require_practice()
    with firewall.acting_as(Service.SETUP):
        example = _example()
        contact = _newest_worry()
        if contact is None:
            return Traces(example=example)
        enquiry = Enquiry.objects.filter(enquiry_contacts__contact=contact).first()
        return Traces(
            contact=contact.reference,
            enquiry=enquiry.reference if enquiry else "",
            example=example,
            reached=frozenset({"contact", *(_reached(enquiry) if enquiry else ())}),
        )


def _newest_worry() -> Contact | None:
    here = partnership()
    loaded_at = here.settings.get(LOADED) if here else None
    if not loaded_at:
        return None
    said = Contact.objects.filter(
        by__email=TEACHER, received_at__gt=datetime.fromisoformat(loaded_at)
    )
    return said.order_by("-pk").first()


def _example() -> str:
    key = uuid.uuid5(KEYS, written()["contact"]["key"])
    found = Enquiry.objects.filter(enquiry_contacts__contact__submission_key=key).first()
    return found.reference if found else ""


def _reached(enquiry: Enquiry) -> list[str]:
    deliveries = Delivery.objects.filter(enquiry=enquiry)
    facts = {
        "enquiry": True,
        "asked": Request.objects.filter(enquiry=enquiry).exists(),
        "answered": Request.objects.filter(enquiry=enquiry, answered_at__isnull=False).exists(),
        "decided": Decision.objects.filter(enquiry=enquiry).exists(),
        "shared": deliveries.exists(),
        "taken_on": deliveries.filter(answered_at__isnull=False).exists(),
    }
    return [name for name, is_so in facts.items() if is_so]
