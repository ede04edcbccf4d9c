"""Roles, remits and permissions: what a partnership grants to the people who work in it.

A role is held in an agency, from a day, granted by someone. Roles are the nine of the hub's
sharing agreement; a person may hold several, and nobody holds one for ever.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What somebody does in or for the hub."""

    REFERRER = "referrer"
    AGENCY_RESEARCHER = "agency_researcher"
    TRIAGE = "triage"
    DECISION_MAKER = "decision_maker"
    HUB_MANAGER = "hub_manager"
    LEAD_PRACTITIONER = "lead_practitioner"
    INFORMATION_GOVERNANCE = "information_governance"
    ANALYST = "analyst"
    ADMINISTRATOR = "administrator"


class Remit(StrEnum):
    """Whose safety a hub role is for: children, adults at risk, or (by two grants) both."""

    CHILDREN = "children"
    ADULTS = "adults"


class Service(StrEnum):
    """Named identities for what happens without a person, each with the least it needs."""

    SIGN_IN = "sign_in"  # reads who may sign in
    FRONT_DOOR = "front_door"  # a professional without an account says a worry
    IDENTITY = "identity"  # proposes who a newly recorded person may be
    WORKER = "worker"  # clocks, reminders, deliveries
    SETUP = "setup"  # loads a partnership, the demonstration, a replay


class Permission(StrEnum):
    """One thing that a role may do. Rules ask for permissions, never for roles."""

    CONTACT_SAY = "contact.say"
    CONTACT_READ_AGENCY = "contact.read_agency"
    CONTACT_TRIAGE = "contact.triage"
    PERSON_READ = "person.read"
    MATCH_DECIDE = "match.decide"
    ENQUIRY_READ = "enquiry.read"
    ENQUIRY_OPEN = "enquiry.open"
    PIECE_READ = "piece.read"
    PIECE_READ_MEETING = "piece.read_meeting"
    REQUEST_SEND = "request.send"
    REQUEST_ANSWER = "request.answer"
    DECIDE = "decide"
    OVERRIDE_AGREEMENT = "agreement.override"
    REASSIGN = "work.reassign"
    PRODUCT_SEND = "product.send"
    PRODUCT_RECEIVE = "product.receive"
    RISK_ACCEPT = "risk.accept"
    AUDIT_READ = "audit.read"
    FIGURES_READ = "figures.read"
    AGREEMENT_KEEP = "agreement.keep"
    ADMINISTER = "administer"


_HUB_READING = frozenset(
    {
        Permission.CONTACT_SAY,
        Permission.CONTACT_TRIAGE,
        Permission.PERSON_READ,
        Permission.MATCH_DECIDE,
        Permission.ENQUIRY_READ,
        Permission.ENQUIRY_OPEN,
        Permission.PIECE_READ,
        Permission.REQUEST_SEND,
        Permission.RISK_ACCEPT,
        Permission.FIGURES_READ,
    }
)

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.REFERRER: frozenset({Permission.CONTACT_SAY}),
    Role.AGENCY_RESEARCHER: frozenset(
        {
            Permission.CONTACT_SAY,
            Permission.CONTACT_READ_AGENCY,
            Permission.REQUEST_ANSWER,
            Permission.PRODUCT_RECEIVE,
        }
    ),
    Role.TRIAGE: _HUB_READING,
    Role.DECISION_MAKER: _HUB_READING
    | {
        Permission.PIECE_READ_MEETING,
        Permission.DECIDE,
        Permission.OVERRIDE_AGREEMENT,
        Permission.PRODUCT_SEND,
    },
    # The manager staffs and reassigns the hub but does not alter decisions (hub practice, §2).
    Role.HUB_MANAGER: _HUB_READING | {Permission.REASSIGN},
    Role.LEAD_PRACTITIONER: frozenset(
        {Permission.CONTACT_SAY, Permission.PRODUCT_RECEIVE, Permission.RISK_ACCEPT}
    ),
    Role.INFORMATION_GOVERNANCE: frozenset(
        {
            Permission.CONTACT_SAY,
            Permission.AUDIT_READ,
            Permission.FIGURES_READ,
            Permission.AGREEMENT_KEEP,
        }
    ),
    Role.ANALYST: frozenset({Permission.CONTACT_SAY, Permission.FIGURES_READ}),
    Role.ADMINISTRATOR: frozenset({Permission.CONTACT_SAY, Permission.ADMINISTER}),
}

HUB_ROLES = frozenset({Role.TRIAGE, Role.DECISION_MAKER, Role.HUB_MANAGER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who is asking: an identity with its agency, roles and remits as they stand today.

    `id` and `agency` are database keys, 0 for a service that acts for no person. `name` is
    for the page header and never prints.
    """

    id: int
    agency: int
    roles: frozenset[Role] = frozenset()
    remits: frozenset[Remit] = frozenset()
    service: Service | None = None
    name: str = field(default="", repr=False)
    job: str = field(default="", repr=False)

    @property
    def permissions(self) -> frozenset[Permission]:
        """Return everything that this viewer's roles together permit."""
        return frozenset().union(*(PERMISSIONS[role] for role in self.roles))

    @property
    def is_hub(self) -> bool:
        """Tell whether the viewer holds any role inside the hub's firewall."""
        return bool(self.roles & HUB_ROLES)
