"""What roles and permissions are called on pages: words that a newcomer understands."""

from openmash.policy import Permission, Remit, Role

ROLE_WORDS = {
    Role.REFERRER: "referrer",
    Role.AGENCY_RESEARCHER: "agency researcher",
    Role.TRIAGE: "hub screener",
    Role.DECISION_MAKER: "decision maker",
    Role.HUB_MANAGER: "hub manager",
    Role.LEAD_PRACTITIONER: "lead practitioner",
    Role.INFORMATION_GOVERNANCE: "information governance",
    Role.ANALYST: "analyst",
    Role.ADMINISTRATOR: "administrator",
}

ROLE_MEANINGS = {
    Role.REFERRER: "says worries, and sees their own",
    Role.AGENCY_RESEARCHER: "answers the hub’s requests for their agency, and sees its contacts",
    Role.TRIAGE: "reads new contacts, rates them and opens enquiries",
    Role.DECISION_MAKER: "decides with the agencies, and sends what leaves the hub",
    Role.HUB_MANAGER: "staffs the hub and moves work, and alters no decision",
    Role.LEAD_PRACTITIONER: "takes the work on with the child, the adult or the family",
    Role.INFORMATION_GOVERNANCE: "keeps agreements and reads who looked, and reads no concern",
    Role.ANALYST: "reads figures without names",
    Role.ADMINISTRATOR: "keeps agencies, accounts and roles, and reads no concern",
}

REMIT_WORDS = {Remit.CHILDREN: "children", Remit.ADULTS: "adults at risk"}

PERMISSION_WORDS = {
    Permission.CONTACT_SAY: "Say a worry",
    Permission.CONTACT_READ_AGENCY: "Read the contacts of their own agency",
    Permission.CONTACT_TRIAGE: "Read and rate new contacts",
    Permission.PERSON_READ: "Open a person’s page",
    Permission.MATCH_DECIDE: "Say whether two records are one person",
    Permission.ENQUIRY_READ: "Read enquiries",
    Permission.ENQUIRY_OPEN: "Open an enquiry",
    Permission.PIECE_READ: "Read what agencies gave",
    Permission.PIECE_READ_MEETING: "Read what is for the meeting only",
    Permission.REQUEST_SEND: "Ask agencies",
    Permission.REQUEST_ANSWER: "Answer for their own agency",
    Permission.DECIDE: "Decide",
    Permission.OVERRIDE_AGREEMENT: "Go on without the family’s agreement, with a reason",
    Permission.REASSIGN: "Give work to somebody else",
    Permission.PRODUCT_SEND: "Send what leaves the hub",
    Permission.PRODUCT_RECEIVE: "Receive what the hub sends to their agency",
    Permission.RISK_ACCEPT: "Hold the risk",
    Permission.AUDIT_READ: "Read who looked and what was done",
    Permission.FIGURES_READ: "Read figures without names",
    Permission.AGREEMENT_KEEP: "Keep sharing agreements",
    Permission.ADMINISTER: "Keep agencies, accounts and roles",
}


def role_in_words(role: str | Role, *, remit: str = "") -> str:
    """Return a role as people say it: "decision maker, children"."""
    words = ROLE_WORDS[Role(role)]
    return f"{words}, {REMIT_WORDS[Remit(remit)]}" if remit else words
