"""Write the audit: looks on a connection of their own, changes with the change itself."""

import json
from datetime import UTC, datetime

from django.db import connections

from openmash.policy import Verdict, Viewer

LOOKS = "audit"  # a connection whose role may only insert, and which no 404 rolls back
CHANGES = "default"

_INSERT = """
    INSERT INTO audit_event
        (at, kind, verb, reference, by_id, by_agency_id, service, is_allowed, because, facts)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


def record_look(reference: str, *, by: Viewer, verdict: Verdict, verb: str = "read") -> None:
    """Record that somebody opened, or tried to open, the thing with this reference."""
    _write(LOOKS, "look", verb, reference, by=by, verdict=verdict)


def record_search(verb: str, *, by: Viewer, reason: str, hits: int) -> None:
    """Record a search: why and how many were found, never the words that were searched for."""
    _write(LOOKS, "search", verb, "", by=by, verdict=Verdict(True, reason), facts={"hits": hits})


def record_change(
    verb: str,
    reference: str,
    *,
    by: Viewer,
    at: datetime,
    because: str = "",
    facts: dict | None = None,
) -> None:
    """Record a change inside its own transaction, so that both stand or neither does."""
    verdict = Verdict(True, because)
    _write(CHANGES, "change", verb, reference, by=by, verdict=verdict, facts=facts, at=at)


def record_disclosure(
    verb: str, reference: str, *, by: Viewer, at: datetime, because: str, facts: dict
) -> None:
    """Record that information left: to which agency, on which basis, how many lines."""
    verdict = Verdict(True, because)
    _write(CHANGES, "disclosure", verb, reference, by=by, verdict=verdict, facts=facts, at=at)


def _write(
    alias: str,
    kind: str,
    verb: str,
    reference: str,
    *,
    by: Viewer,
    verdict: Verdict,
    facts: dict | None = None,
    at: datetime | None = None,
) -> None:
    row = [
        at or datetime.now(UTC),
        kind,
        verb,
        reference[:60],
        by.id,
        by.agency,
        by.service.value if by.service else "",
        verdict.allowed,
        verdict.because[:500],
        json.dumps(facts or {}),
    ]
    with connections[alias].cursor() as cursor:
        cursor.execute(_INSERT, row)
