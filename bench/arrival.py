"""How long it takes to find whom a new contact may be about, among 100,000 people held."""

import time
from datetime import date

LIMIT_SECONDS = 1.0
_TIMES = 20


def run() -> bool:
    """Print the time to record and resolve one contact's two people, against the limit."""
    from bench.borough import stand

    stand()
    from django.db import transaction
    from django.utils import timezone

    from openmash import firewall
    from openmash.people import actions
    from openmash.people.rules import PersonAsWritten
    from openmash.policy import Service

    seconds = []
    for n in range(_TIMES):
        started = time.perf_counter()
        with transaction.atomic():
            firewall.identify(viewer_id=0, service=Service.IDENTITY)
            reference = f"C-BENCH-{n}"
            for name in (f"Given{n} Family{n * 3}", f"Given{n + 1} Family{n * 3}"):
                actions.record_person(
                    PersonAsWritten(name=name, born_on=date(2016, 1, 1 + n), born_precision="day"),
                    source_reference=reference,
                    agency_id=None,
                    recorded_on=date(2026, 11, 23),
                    at=timezone.now(),
                )
            actions.resolve_contact(reference, at=timezone.now())
            transaction.set_rollback(True)
        seconds.append(time.perf_counter() - started)
    p95 = sorted(seconds)[int(len(seconds) * 0.95)]
    print(f"{'arrival':<12}{'':>9}{p95 * 1000:>6.0f} ms{p95 / LIMIT_SECONDS:>10.2f}")
    return p95 <= LIMIT_SECONDS
