"""How long the server takes for the pages that people wait for, with row-level security on.

Limit: p95 under 200 ms for the queue, the jigsaw and a person's page, on 2 cores, with
100,000 people and 1,000,000 pieces; and a number of queries that does not grow with them.
"""

import statistics
import time
from collections.abc import Callable

from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext

LIMIT_SECONDS = 0.200
_TIMES = 60


def run() -> bool:
    """Print a row a page and tell whether all are within the limit."""
    from bench.borough import stand

    stand()
    client, references = _decision_maker()
    print(f"{'page':<12}{'median':>9}{'p95':>9}{'of limit':>10}{'queries':>9}")
    return all(
        [
            _measure("queue", lambda n: "/enquiries/triage/", client),
            _measure("home", lambda n: "/", client),
            _measure("enquiries", lambda n: "/enquiries/", client),
            _measure("jigsaw", lambda n: f"/enquiries/{references[n]}/jigsaw/", client),
            _measure("chronology", lambda n: f"/enquiries/{references[n]}/chronology/", client),
            _measure("person", lambda n: f"/people/P-{n * 7 + 1:06d}/", client),
        ]
    )


def _decision_maker() -> tuple[Client, list[str]]:
    from django.conf import settings
    from django.db import transaction

    from openmash import firewall
    from openmash.agencies.models import Practitioner
    from openmash.enquiries.models import Enquiry
    from openmash.policy import Service

    settings.ALLOWED_HOSTS = ["*"]
    with transaction.atomic():
        firewall.identify(viewer_id=0, service=Service.SETUP)
        somebody = Practitioner.objects.filter(grants__role="decision_maker").first()
        references = list(
            Enquiry.objects.order_by("pk").values_list("reference", flat=True)[: _TIMES + 5]
        )
    client = Client()
    with transaction.atomic():
        firewall.identify(viewer_id=0, service=Service.SIGN_IN)
        client.force_login(somebody)
    return client, references


def _measure(name: str, address: Callable[[int], str], client: Client) -> bool:
    client.get(address(_TIMES + 1))  # the first of a kind warms templates and plans
    seconds: list[float] = []
    for n in range(_TIMES):
        started = time.perf_counter()
        response = client.get(address(n))
        seconds.append(time.perf_counter() - started)
        if response.status_code != 200:
            raise SystemExit(f"{name}: answered {response.status_code} at {address(n)}")
    reset_queries()
    with CaptureQueriesContext(connection) as queries:
        client.get(address(1))
    median, p95 = statistics.median(seconds), sorted(seconds)[int(len(seconds) * 0.95)]
    print(
        f"{name:<12}{median * 1000:>6.0f} ms{p95 * 1000:>6.0f} ms"
        f"{p95 / LIMIT_SECONDS:>10.2f}{len(queries):>9}"
    )
    return p95 <= LIMIT_SECONDS
