"""Say who is asking, for the length of one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from openmash.policy import Service

_SET = "SELECT set_config('openmash.viewer_id', %s, true), set_config('openmash.service', %s, true)"


def identify(*, viewer_id: int, service: Service | None = None) -> None:
    """Set the identity of this transaction: a signed-in person's key, or a named service."""
    with connection.cursor() as cursor:
        cursor.execute(_SET, [str(viewer_id or ""), service.value if service else ""])


def hold_draft(key_hash: str) -> None:
    """Let this transaction open the one draft whose link's secret has this hash."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('openmash.draft', %s, true)", [key_hash])


@contextmanager
def acting_as(service: Service) -> Iterator[None]:
    """Do what a request sets off as the named service that may do it, and then be oneself again.

    The person's own identity stays: only what the service may do besides is added.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('openmash.service', true)")
        before = cursor.fetchone()[0] or ""
        cursor.execute("SELECT set_config('openmash.service', %s, true)", [service.value])
    try:
        yield
    finally:
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('openmash.service', %s, true)", [before])
