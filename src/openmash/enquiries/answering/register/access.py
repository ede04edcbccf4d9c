"""Read the register of decisions not to share."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from openmash import policy
from openmash.audit import records
from openmash.enquiries.asking.templates import not_shared_reasons
from openmash.errors import NotVisible

_SQL = "SELECT reference, agency, state, why_kind, at, sealed FROM om_not_shared()"
STATES = {
    "cannot_share": "Cannot share",
    "cannot_search": "Cannot search",
    "not_searched": "Not searched",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision not to share, as the register shows it: by whom, when, what sort of reason."""

    reference: str
    agency: str
    state: str
    reason: str
    at: datetime | None
    sealed: int

    @property
    def state_words(self) -> str:
        """Return what was decided, in words."""
        if self.state in STATES:
            return STATES[self.state]
        return f"{self.sealed} {'piece' if self.sealed == 1 else 'pieces'} kept by the agency"


def may_read_register(viewer: policy.Viewer) -> policy.Verdict:
    """The register is for information governance and for the hub's manager. It holds no content."""
    allowed = bool({policy.Permission.AUDIT_READ, policy.Permission.REASSIGN} & viewer.permissions)
    return policy.Verdict(allowed, "register of decisions not to share" if allowed else "no role")


def decisions_not_to_share(*, viewer: policy.Viewer) -> list[Decision]:
    """Return every decision not to share, newest first.

    Raises:
        NotVisible: the viewer has no role that reads the register.
    """
    verdict = may_read_register(viewer)
    records.record_look("not shared", by=viewer, verdict=verdict)
    if not verdict:
        raise NotVisible("There is no such page. Go back to your work.")
    reasons = not_shared_reasons()
    with connection.cursor() as cursor:
        cursor.execute(_SQL)
        rows = cursor.fetchall()
    return [
        Decision(
            reference=reference,
            agency=agency,
            state=state,
            reason=reasons.get(why_kind, ""),
            at=at,
            sealed=sealed,
        )
        for reference, agency, state, why_kind, at, sealed in rows
    ]


def counts_by_agency(decisions: list[Decision]) -> list[tuple[str, int]]:
    """Return how many decisions each agency made, most first."""
    return Counter(each.agency for each in decisions).most_common()
