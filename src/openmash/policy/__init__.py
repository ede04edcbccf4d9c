"""Who may do what, and why: each rule stated once, in plain Python that knows no database.

`access` asks these rules before it opens a door and `actions` before they change a thing. The
database enforces the same zones again by row-level security (`openmash.firewall`), and a
property test holds the two to each other.
"""

from openmash.policy.roles import (
    HUB_ROLES,
    PERMISSIONS,
    Permission,
    Remit,
    Role,
    Service,
    Viewer,
)
from openmash.policy.rules import (
    ContactFacts,
    EnquiryFacts,
    PieceFacts,
    ProductFacts,
    RequestFacts,
    may_administer,
    may_answer_request,
    may_break_glass,
    may_decide,
    may_decide_match,
    may_keep_agreements,
    may_open_enquiry,
    may_read_audit,
    may_read_contact,
    may_read_enquiry,
    may_read_person,
    may_read_piece,
    may_read_product,
    may_read_request,
    may_restrict_enquiry,
    may_say_a_worry,
    may_see_figures,
    may_send_product,
    may_triage,
)
from openmash.policy.verdict import Verdict, require

__all__ = [
    "HUB_ROLES",
    "PERMISSIONS",
    "ContactFacts",
    "EnquiryFacts",
    "Permission",
    "PieceFacts",
    "ProductFacts",
    "Remit",
    "RequestFacts",
    "Role",
    "Service",
    "Verdict",
    "Viewer",
    "may_administer",
    "may_answer_request",
    "may_break_glass",
    "may_decide",
    "may_decide_match",
    "may_keep_agreements",
    "may_open_enquiry",
    "may_read_audit",
    "may_read_contact",
    "may_read_enquiry",
    "may_read_person",
    "may_read_piece",
    "may_read_product",
    "may_read_request",
    "may_restrict_enquiry",
    "may_say_a_worry",
    "may_see_figures",
    "may_send_product",
    "may_triage",
    "require",
]
