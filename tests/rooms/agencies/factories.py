"""Agreements, and whole months of contacts and requests, made by the setup service."""

import datetime

import factory
from django.utils import timezone
from tests.factories import BySetup, ContactFactory, ScreeningFactory

from openmash import firewall
from openmash.agencies.models import SharingAgreement
from openmash.enquiries.models import Handover, RunningClock
from openmash.policy import Service


class AgreementFactory(BySetup):
    class Meta:
        model = SharingAgreement

    title = "Sharing to keep children safe"
    purposes = ["To decide whether a child is safe"]
    words = "We share what is needed, and say why."
    signed_by = "Pat Example-Signer"
    from_on = datetime.date(2026, 1, 1)
    review_on = datetime.date(2099, 1, 1)


class HandoverFactory(BySetup):
    class Meta:
        model = Handover

    offered_at = factory.LazyFunction(timezone.now)
    accept_by_at = factory.LazyFunction(timezone.now)


def decided_contact(*, agency, at, brag="amber", is_late=False, worker=None, decider=None):
    """Make a contact that was rated and decided, in time or late, or handed to a worker."""
    contact = ContactFactory(agency=agency, received_at=at)
    due_at = at + datetime.timedelta(days=1)
    decided_at = due_at + datetime.timedelta(hours=1 if is_late else -1)
    screening = ScreeningFactory(
        contact=contact,
        received_at=at,
        brag=brag,
        state="answered",
        rationale="Advice was enough.",
        decided_at=decided_at,
        decided_by=decider,
    )
    with firewall.acting_as(Service.SETUP):
        RunningClock.objects.create(
            code="HUB-DEC", screening=screening, started_at=at, due_at=due_at, stopped_at=decided_at
        )
    if worker is not None:
        HandoverFactory(screening=screening, worker=worker, offered_by=worker)
    return contact
