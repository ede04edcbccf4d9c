"""The worker's rounds: which verbs of which rooms it calls, each in a transaction of its own."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from openmash import firewall
from openmash.policy import Service

_log = logging.getLogger("openmash.worker")

# name -> the verb, which takes `at` and returns how many it dealt with
ROUNDS: dict[str, str] = {
    "resolve who new contacts are about": "openmash.people.actions.resolve_waiting",
    "remind and escalate late answers": "openmash.enquiries.chasing.actions.make_rounds",
    "tell of clocks and handovers that ran out": "openmash.enquiries.triage.rounds.make_rounds",
    "tell of actions whose day has passed": "openmash.decisions.doing.actions.tell_overdue",
    "send messages": "openmash.contacts.actions.send_outbox",
    "forget worries that nobody sent": "openmash.contacts.actions.forget_lapsed_drafts",
}

# the same, once a night
NIGHTLY: dict[str, str] = {
    "link everybody anew and ask where the ledger says otherwise": (
        "openmash.intelligence.nightly.look_again_at_all"
    ),
}


def make_round(name: str, *, at: datetime | None = None) -> int:
    """Make one round now. One that fails is logged by its name and tried again next time."""
    verb: Callable[..., int] = import_string((ROUNDS | NIGHTLY)[name])
    try:
        with transaction.atomic():
            firewall.identify(viewer_id=0, service=Service.WORKER)
            return verb(at=at or timezone.now())
    except Exception:
        _log.exception("a round of the worker failed", extra={"kind": name})
        return 0
