"""The rules of who may: one function a sentence of the sharing agreement.

Rules see facts, never names or narratives: an agency's key, a remit, a flag. The caller records
the verdict, whichever way it goes.
"""

from dataclasses import dataclass

from openmash.policy.roles import Permission, Remit, Role, Viewer
from openmash.policy.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactFacts:
    """What a rule may know of a contact: whose it is, whose remit, and who alone may read it.

    `handed_to` are the allocated workers to whom it was offered and who have not declined it.
    """

    author: int | None
    agency: int | None
    remits: frozenset[Remit]
    readers: frozenset[int] | None = None
    handed_to: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryFacts:
    """What a rule may know of an enquiry. `readers` is None unless it is restricted."""

    remits: frozenset[Remit]
    readers: frozenset[int] | None = None
    is_ended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFacts:
    """What a rule may know of a request: the agency asked, and its enquiry."""

    agency: int | None
    enquiry: EnquiryFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceFacts:
    """What a rule may know of a piece: the agency that holds it and how it may be handled."""

    agency: int
    restriction: str
    enquiry: EnquiryFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductFacts:
    """What a rule may know of a product: its enquiry, and to whom it was sent and not recalled.

    `recipient_agencies` are those to which it went without a named person.
    """

    enquiry: EnquiryFacts
    recipient_agencies: frozenset[int]
    recipients: frozenset[int]
    is_recalled: bool = False
    is_expired: bool = False


def may_say_a_worry(viewer: Viewer) -> Verdict:
    """Anyone with an account may say a worry, whatever their role, experience or status."""
    return Verdict(bool(viewer.id), "anyone with an account may say a worry")


def may_read_contact(viewer: Viewer, facts: ContactFacts) -> Verdict:
    """The author reads their own; their agency's lead theirs; the hub those within its remit."""
    if viewer.id and viewer.id == facts.author:
        return Verdict(True, "their own contact")
    if _is_agency_lead(viewer) and viewer.agency == facts.agency:
        return Verdict(True, "a contact of their own agency")
    if viewer.id and viewer.id in facts.handed_to:
        return Verdict(True, "handed to them as the allocated worker")
    if Permission.CONTACT_TRIAGE not in viewer.permissions:
        return Verdict(False, "no hub role that reads contacts")
    return _within(viewer, facts.remits, facts.readers)


def may_triage(viewer: Viewer, facts: ContactFacts) -> Verdict:
    """Triage is for hub roles within their remit, whoever wrote the contact."""
    if Permission.CONTACT_TRIAGE not in viewer.permissions:
        return Verdict(False, "no hub role that triages")
    return _within(viewer, facts.remits, facts.readers)


def may_read_person(viewer: Viewer, *, readers: frozenset[int] | None) -> Verdict:
    """A person's page, across agencies, is for hub roles; a restricted one for its readers."""
    if Permission.PERSON_READ not in viewer.permissions:
        return Verdict(False, "no hub role that reads people")
    if readers is not None and viewer.id not in readers:
        return Verdict(False, "restricted to named readers")
    return Verdict(True, "hub role")


def may_decide_match(viewer: Viewer, *, readers: frozenset[int] | None) -> Verdict:
    """Who is who is said by hub roles, and of a restricted person by its readers."""
    if Permission.MATCH_DECIDE not in viewer.permissions:
        return Verdict(False, "no hub role that says who is who")
    return may_read_person(viewer, readers=readers)


def may_read_enquiry(viewer: Viewer, facts: EnquiryFacts) -> Verdict:
    """The firewalled record is for hub roles, for enquiries in their remit, and named readers."""
    if Permission.ENQUIRY_READ not in viewer.permissions:
        return Verdict(False, "no hub role that reads enquiries")
    return _within(viewer, facts.remits, facts.readers)


def may_restrict_enquiry(viewer: Viewer, facts: EnquiryFacts) -> Verdict:
    """Who may decide, or who staffs the hub, may name the only readers of an enquiry they read."""
    if not {Permission.DECIDE, Permission.REASSIGN} & viewer.permissions:
        return Verdict(False, "no authority to restrict an enquiry")
    return may_read_enquiry(viewer, facts)


def may_break_glass(viewer: Viewer) -> Verdict:
    """Danger to life opens a restricted record to any hub role, for a while and never quietly."""
    allowed = Permission.ENQUIRY_READ in viewer.permissions
    return Verdict(allowed, "hub role, danger to life" if allowed else "no hub role")


def may_open_enquiry(viewer: Viewer, facts: ContactFacts) -> Verdict:
    """Whoever may triage the contact may open an enquiry from it."""
    if Permission.ENQUIRY_OPEN not in viewer.permissions:
        return Verdict(False, "no hub role that opens enquiries")
    return _within(viewer, facts.remits, facts.readers)


def may_read_request(viewer: Viewer, facts: RequestFacts) -> Verdict:
    """An agency sees requests to it and nothing else of the enquiry; the hub sees its own."""
    if may_answer_request(viewer, facts):
        return Verdict(True, "a request to their own agency")
    return may_read_enquiry(viewer, facts.enquiry)


def may_answer_request(viewer: Viewer, facts: RequestFacts) -> Verdict:
    """Only the agency that was asked answers, through somebody who researches for it."""
    if Permission.REQUEST_ANSWER not in viewer.permissions:
        return Verdict(False, "no role that answers requests")
    if not facts.agency or viewer.agency != facts.agency:
        return Verdict(False, "not a request to this viewer's agency")
    return Verdict(True, "researches for the agency that was asked")


def may_read_piece(viewer: Viewer, facts: PieceFacts) -> Verdict:
    """An agency reads its own lines; the hub reads others' as far as their handling lets it.

    A sealed line never leaves the agency that holds it. One for the meeting only is for the
    decision maker. The rest are for hub roles within remit. Source: MASH-FIVE-CORE
    """
    if Permission.REQUEST_ANSWER in viewer.permissions and viewer.agency == facts.agency:
        return Verdict(True, "their own agency's line")
    if facts.restriction == "sealed":
        return Verdict(False, "sealed by the agency that holds it")
    if facts.restriction == "meeting_only" and (
        Permission.PIECE_READ_MEETING not in viewer.permissions
    ):
        return Verdict(False, "for the decision maker's meeting only")
    if Permission.PIECE_READ not in viewer.permissions:
        return Verdict(False, "no hub role that reads pieces")
    return may_read_enquiry(viewer, facts.enquiry)


def may_decide(viewer: Viewer, facts: EnquiryFacts) -> Verdict:
    """A decision needs a decision maker's authority, and nobody decides on their own agency's line.

    Holding the researcher's role too would let one person both give and weigh the same facts
    (separation, hub practice §2).
    """
    if Permission.DECIDE not in viewer.permissions:
        return Verdict(False, "no authority to decide")
    if Role.AGENCY_RESEARCHER in viewer.roles:
        return Verdict(False, "who answers for an agency does not decide")
    return may_read_enquiry(viewer, facts)


def may_send_product(viewer: Viewer, facts: EnquiryFacts) -> Verdict:
    """What leaves the hub is sent by a decision maker."""
    if Permission.PRODUCT_SEND not in viewer.permissions:
        return Verdict(False, "no authority to send a product")
    return may_read_enquiry(viewer, facts)


def may_read_product(viewer: Viewer, facts: ProductFacts) -> Verdict:
    """A recipient reads what was sent to them until it is recalled; the hub reads what it sent."""
    if may_read_enquiry(viewer, facts.enquiry):
        return Verdict(True, "hub role, within remit")
    if facts.is_recalled:
        return Verdict(False, "recalled")
    if facts.is_expired:
        return Verdict(False, "past its last day")
    if viewer.id and viewer.id in facts.recipients:
        return Verdict(True, "sent to them")
    if (
        Permission.PRODUCT_RECEIVE in viewer.permissions
        and viewer.agency in facts.recipient_agencies
    ):
        return Verdict(True, "sent to their agency")
    return Verdict(False, "not a recipient")


def may_read_audit(viewer: Viewer) -> Verdict:
    """Who looked at what is for information governance, which reads no content."""
    allowed = Permission.AUDIT_READ in viewer.permissions
    return Verdict(allowed, "information governance" if allowed else "no role that reads the audit")


def may_see_figures(viewer: Viewer) -> Verdict:
    """De-identified figures, with small numbers suppressed, are for the partnership's readers."""
    allowed = Permission.FIGURES_READ in viewer.permissions
    return Verdict(allowed, "partnership figures" if allowed else "no role that reads figures")


def may_keep_agreements(viewer: Viewer) -> Verdict:
    """What agencies agreed to share is kept by information governance, not by who runs accounts."""
    allowed = Permission.AGREEMENT_KEEP in viewer.permissions
    return Verdict(allowed, "information governance" if allowed else "keeps no agreements")


def may_administer(viewer: Viewer) -> Verdict:
    """An administrator keeps agencies and accounts, and reads nobody's concern."""
    allowed = Permission.ADMINISTER in viewer.permissions
    return Verdict(allowed, "administrator" if allowed else "not an administrator")


def _is_agency_lead(viewer: Viewer) -> bool:
    return bool(viewer.agency) and Permission.CONTACT_READ_AGENCY in viewer.permissions


def _within(viewer: Viewer, remits: frozenset[Remit], readers: frozenset[int] | None) -> Verdict:
    if readers is not None and viewer.id not in readers:
        return Verdict(False, "restricted to named readers")
    if not remits & viewer.remits:
        return Verdict(False, "outside this viewer's remit")
    return Verdict(True, "hub role, within remit")
