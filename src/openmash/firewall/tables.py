"""Every table, and who may read, add to, change and empty it: one line of practice a rule.

The conditions are SQL that PostgreSQL checks for each row. Calls stand in sub-selects so that
they are answered once a query and not once a row. A table that is not here cannot be reached
by the application at all; a test holds this list to the database, and both to `policy`.
"""

from dataclasses import dataclass

NOBODY = ""
ANYONE = "(SELECT om_known())"
SETUP = "(SELECT om_is('setup'))"
WORKER = "(SELECT om_is('worker'))"
IDENTITY = "(SELECT om_is('identity'))"
FRONT_DOOR = "(SELECT om_is('front_door'))"
ADMINISTRATOR = "(SELECT om_has('administrator'))"
GOVERNANCE = "(SELECT om_has('information_governance'))"
HUB = "cardinality((SELECT om_hub_remits())) > 0"
WITHIN_REMIT = "remits::text[] && (SELECT om_hub_remits())"
HANDED_TO_ME = "{column} = ANY ((SELECT om_handed_contacts())::bigint[])"
MINE = "{column} = (SELECT om_viewer())"
RESEARCHES = "(SELECT om_has('agency_researcher'))"
OWN_AGENCY = f"(agency_id = (SELECT om_agency()) AND {RESEARCHES})"
BACKSTAGE = f"{SETUP} OR {WORKER} OR {IDENTITY}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRule:
    """Who may do what with the rows of one table. An empty condition means nobody."""

    table: str
    read: str
    add: str = NOBODY
    change: str = NOBODY
    remove: str = NOBODY
    is_append_only: bool = False
    because: str = ""


def _through(table: str, column: str) -> str:
    """Return: whoever can see the row that this one hangs from can see this one."""
    return f"EXISTS (SELECT 1 FROM {table} parent WHERE parent.id = {column})"


ENQUIRY = _through("enquiries_enquiry", "enquiry_id")
CONTACT = _through("contacts_contact", "contact_id")
SCREENING = _through("enquiries_screening", "screening_id")
REQUEST = _through("enquiries_request", "request_id")
PIECE = _through("enquiries_piece", "piece_id")
DECISION = _through("decisions_decision", "decision_id")
PERSON = _through("people_person", "person_id")
IN_HUB_CONTACT = f"{HUB} AND {CONTACT}"

AGENCIES = [
    TableRule(
        table="agencies_partnership",
        read="true",
        add=SETUP,
        change=f"{SETUP} OR {ADMINISTRATOR}",
        because="a page names its partnership before anyone has signed in",
    ),
    TableRule(
        table="agencies_agency",
        read=ANYONE,
        add=f"{SETUP} OR {ADMINISTRATOR}",
        change=f"{SETUP} OR {ADMINISTRATOR}",
    ),
    TableRule(
        table="agencies_team",
        read=ANYONE,
        add=f"{SETUP} OR {ADMINISTRATOR}",
        change=f"{SETUP} OR {ADMINISTRATOR}",
    ),
    TableRule(
        table="agencies_practitioner",
        read=f"(SELECT om_viewer()) IS NOT NULL OR (SELECT om_is('sign_in')) OR {BACKSTAGE}",
        add=f"{SETUP} OR {ADMINISTRATOR}",
        change=f"id = (SELECT om_viewer()) OR (SELECT om_is('sign_in')) OR {SETUP} OR {ADMINISTRATOR}",
    ),
    TableRule(
        table="agencies_rolegrant",
        read=f"(SELECT om_viewer()) IS NOT NULL OR (SELECT om_is('sign_in')) OR {BACKSTAGE}",
        add=(
            f"{SETUP} OR ({ADMINISTRATOR} AND practitioner_id <> (SELECT om_viewer())"
            " AND granted_by_id = (SELECT om_viewer())"
            " AND om_roles_apart(practitioner_id, role, from_on, until_on))"
        ),
        change=f"{SETUP} OR ({ADMINISTRATOR} AND practitioner_id <> (SELECT om_viewer()))",
        because="nobody grants or keeps a role of their own",
    ),
    TableRule(
        table="agencies_sharingagreement",
        read=f"(SELECT om_viewer()) IS NOT NULL OR {BACKSTAGE}",
        add=f"{SETUP} OR {GOVERNANCE}",
        change=f"{SETUP} OR {GOVERNANCE}",
    ),
]

AUDIT = [
    TableRule(
        table="audit_event",
        read=f"{GOVERNANCE} OR ({HUB} AND reference <> '' AND kind <> 'search')",
        add="true",
        is_append_only=True,
        because="everything may be recorded, and nothing that was is ever changed",
    ),
]

_RECORDS = "om_sees_record({0}_id) AND om_sees_record({1}_id)"
PEOPLE = [
    TableRule(
        table="people_agencyrecord",
        read=(
            f"{BACKSTAGE} OR ({HUB} AND om_sees_record(id))"
            f" OR {OWN_AGENCY} OR EXISTS (SELECT 1 FROM contacts_contactperson cp"
            " WHERE cp.record_id = people_agencyrecord.id)"
        ),
        add=f"{ANYONE}",
        is_append_only=True,
        because="what an agency wrote is kept as it was written",
    ),
    TableRule(
        table="people_person",
        read=f"{BACKSTAGE} OR ({HUB} AND (NOT is_restricted OR om_reads_person(id, reference)))",
        add=f"{BACKSTAGE} OR {HUB}",
        change=f"{BACKSTAGE} OR {HUB}",
    ),
    TableRule(
        table="people_membership",
        read=f"{BACKSTAGE} OR ({HUB} AND om_sees_record(record_id))",
        add=f"{BACKSTAGE} OR {HUB}",
        change=f"{BACKSTAGE} OR {HUB}",
    ),
    TableRule(
        table="people_claim",
        read=f"{BACKSTAGE} OR ({HUB} AND {_RECORDS.format('record_a', 'record_b')})",
        add=f"({BACKSTAGE} OR {HUB}) AND om_is_second_person(answers_id, by_id)",
        is_append_only=True,
        because="the ledger says what was said, for ever; of the shielded to their readers",
    ),
    TableRule(
        table="people_attention",
        read=(
            f"{BACKSTAGE} OR ({HUB} AND om_sees_record(record_a_id)"
            " AND (record_b_id IS NULL OR om_sees_record(record_b_id)))"
        ),
        add=f"{BACKSTAGE} OR {HUB}",
        is_append_only=True,
        because="a doubt about who is who is answered, and never rubbed out",
    ),
    TableRule(
        table="people_clearance",
        read=f"{BACKSTAGE} OR ({HUB} AND {_through('people_attention', 'attention_id')})",
        add=f"{SETUP} OR ({HUB} AND by_id = (SELECT om_viewer()))",
        is_append_only=True,
    ),
    TableRule(
        table="people_recordwords",
        read=NOBODY,
        add=ANYONE,
        because="what a record is found by is written with it, and read by the search alone",
    ),
    TableRule(
        table="people_personwords",
        read=NOBODY,
        because="the search alone reads it, and the database itself writes it",
    ),
    TableRule(
        table="people_allocation",
        read=f"{BACKSTAGE} OR ({HUB} AND {PERSON}) OR worker_id = (SELECT om_viewer())",
        add=f"{SETUP} OR {HUB}",
        change=f"{SETUP} OR {HUB}",
    ),
    TableRule(
        table="network_tie",
        read=f"{BACKSTAGE} OR ({HUB} AND {_RECORDS.format('from_record', 'to_record')})",
        add=ANYONE,
        is_append_only=True,
        because="a tie to somebody shielded would show that they are there",
    ),
]

_OWN_DRAFT = "(by_id = (SELECT om_viewer()) OR (key_hash = (SELECT om_draft()) AND (SELECT om_draft()) <> ''))"
# The worker lets go of drafts that nobody came back to, and reaches no other.
_LAPSED_DRAFT = f"({WORKER} AND saved_at < now() - interval '7 days')"
_DRAFT = _through("contacts_draft", "draft_id")
CONTACTS = [
    TableRule(
        table="contacts_draft",
        read=f"{_OWN_DRAFT} OR {_LAPSED_DRAFT}",
        add=_OWN_DRAFT,
        change=_OWN_DRAFT,
        remove=f"{_OWN_DRAFT} OR {_LAPSED_DRAFT}",
    ),
    TableRule(table="contacts_draftfile", read=_DRAFT, add=_DRAFT, remove=_DRAFT),
    TableRule(
        table="contacts_contact",
        read=(
            f"{BACKSTAGE} OR by_id = (SELECT om_viewer()) OR {OWN_AGENCY}"
            " OR (draft_key_hash = (SELECT om_draft()) AND (SELECT om_draft()) <> '')"
            f" OR {HANDED_TO_ME.format(column='id')}"
            f" OR ({WITHIN_REMIT} AND NOT (id = ANY ((SELECT om_hidden_contacts())::bigint[]))"
            " AND (NOT is_restricted OR om_reads_contact(id, reference)))"
        ),
        add=f"{SETUP} OR by_id = (SELECT om_viewer()) OR ({FRONT_DOOR} AND by_id IS NULL)",
        is_append_only=True,
        because="a submitted contact is never edited",
    ),
    TableRule(table="contacts_contactperson", read=CONTACT, add=CONTACT, is_append_only=True),
    TableRule(table="contacts_statement", read=CONTACT, add=CONTACT, is_append_only=True),
    TableRule(table="contacts_attachment", read=CONTACT, add=CONTACT, is_append_only=True),
    TableRule(
        table="contacts_feedback",
        read=f"({BACKSTAGE} OR {HUB} OR NOT is_withheld) AND {CONTACT}",
        add=CONTACT,
        is_append_only=True,
        because="what is withheld from its writer is for the hub",
    ),
    TableRule(
        table="contacts_outbox",
        read=f"{SETUP} OR {WORKER}",
        add=f"{ANYONE}",
        change=WORKER,
        because="a message may hold a link; only what sends it may read it",
    ),
]

_ENQUIRY_OR_BACK = f"{SETUP} OR {WORKER} OR {ENQUIRY}"
_DRAFT_OF_ANSWER = f"(NOT is_spoken AND {OWN_AGENCY}) OR (is_spoken AND {HUB} AND {REQUEST})"
ENQUIRIES = [
    TableRule(
        table="enquiries_screening",
        read=(f"{BACKSTAGE} OR {HANDED_TO_ME.format(column='contact_id')} OR ({IN_HUB_CONTACT})"),
        add=f"{BACKSTAGE} OR {CONTACT}",
        change=f"{BACKSTAGE} OR ({IN_HUB_CONTACT})",
    ),
    TableRule(
        table="enquiries_ratingchange",
        read=f"{SETUP} OR {SCREENING}",
        add=f"{SETUP} OR {SCREENING}",
        is_append_only=True,
    ),
    TableRule(
        table="enquiries_handover",
        read=f"{SETUP} OR {WORKER} OR {SCREENING} OR worker_id = (SELECT om_viewer())",
        add=f"{SETUP} OR {SCREENING}",
        change=f"{SETUP} OR {WORKER} OR {SCREENING} OR worker_id = (SELECT om_viewer())",
    ),
    TableRule(
        table="enquiries_enquiry",
        read=(
            f"{SETUP} OR {WORKER} OR ({WITHIN_REMIT}"
            " AND (NOT is_restricted OR om_reads_enquiry(id, reference)))"
        ),
        add=f"{SETUP} OR {WITHIN_REMIT}",
        change=f"{SETUP} OR {WORKER} OR {WITHIN_REMIT}",
    ),
    TableRule(
        table="enquiries_enquirycontact",
        read=_ENQUIRY_OR_BACK,
        add=_ENQUIRY_OR_BACK,
        is_append_only=True,
    ),
    TableRule(
        table="enquiries_subject",
        read=_ENQUIRY_OR_BACK,
        add=_ENQUIRY_OR_BACK,
        change=_ENQUIRY_OR_BACK,
    ),
    TableRule(
        table="enquiries_reader",
        read=f"{SETUP} OR {HUB} AND (practitioner_id = (SELECT om_viewer()) OR {ENQUIRY} OR {CONTACT} OR {PERSON})",
        add=f"{SETUP} OR ({HUB} AND (enquiry_id IS NULL OR {ENQUIRY}))",
        remove=f"{HUB} AND {ENQUIRY}",
    ),
    TableRule(
        table="enquiries_breakglass",
        read=f"{GOVERNANCE} OR practitioner_id = (SELECT om_viewer())",
        add=f"practitioner_id = (SELECT om_viewer()) AND {HUB}",
        change=GOVERNANCE,
    ),
    TableRule(
        table="enquiries_riskownership",
        read=(
            f"{SETUP} OR {WORKER} OR {ENQUIRY} OR {SCREENING}"
            " OR owner_id = (SELECT om_viewer()) OR offered_to_id = (SELECT om_viewer())"
        ),
        add=f"{SETUP} OR {WORKER} OR {ENQUIRY} OR {SCREENING} OR owner_id = (SELECT om_viewer())",
        change=(
            f"{SETUP} OR {WORKER} OR {ENQUIRY} OR {SCREENING}"
            " OR owner_id = (SELECT om_viewer())"
            " OR offered_to_id = (SELECT om_viewer())"
        ),
    ),
    TableRule(
        table="enquiries_request",
        read=f"{SETUP} OR {WORKER} OR {OWN_AGENCY} OR {ENQUIRY}",
        add=f"{SETUP} OR {WORKER} OR {ENQUIRY}",
        change=f"{SETUP} OR {WORKER} OR {OWN_AGENCY} OR {ENQUIRY}",
    ),
    TableRule(
        table="enquiries_requestsubject",
        read=f"{SETUP} OR {REQUEST}",
        add=f"{SETUP} OR {REQUEST}",
        is_append_only=True,
    ),
    TableRule(
        table="enquiries_sharedgist",
        read=f"{SETUP} OR {REQUEST}",
        add=f"{SETUP} OR ({HUB} AND {REQUEST})",
        is_append_only=True,
    ),
    TableRule(
        table="enquiries_answerdraft",
        read=_DRAFT_OF_ANSWER,
        add=_DRAFT_OF_ANSWER,
        change=_DRAFT_OF_ANSWER,
        remove=_DRAFT_OF_ANSWER,
        because="what an agency has not sent yet is its own; the hub keeps what it hears by telephone",
    ),
    TableRule(
        table="enquiries_piece",
        read=(
            f"{SETUP} OR {OWN_AGENCY} OR (restriction <> 'sealed'"
            " AND (restriction <> 'meeting_only' OR (SELECT om_has('decision_maker')))"
            f" AND {ENQUIRY})"
        ),
        add=f"{SETUP} OR ({OWN_AGENCY} AND {REQUEST}) OR ({HUB} AND {ENQUIRY})",
        is_append_only=True,
        because="a correction is a new piece",
    ),
    TableRule(
        table="enquiries_piecesubject",
        read=f"{SETUP} OR {PIECE}",
        add=f"{SETUP} OR {PIECE}",
        is_append_only=True,
    ),
    TableRule(
        table="enquiries_corroboration",
        read=f"{SETUP} OR {OWN_AGENCY} OR ({HUB} AND {PIECE})",
        add=f"{SETUP} OR {OWN_AGENCY} OR ({HUB} AND {PIECE})",
        is_append_only=True,
    ),
    TableRule(
        table="enquiries_withdrawal",
        read=f"{SETUP} OR {PIECE}",
        add=f"{SETUP} OR {PIECE}",
        is_append_only=True,
    ),
    TableRule(
        table="enquiries_significance",
        read=f"{SETUP} OR ({HUB} AND {PIECE})",
        add=f"{SETUP} OR ({HUB} AND {PIECE})",
        is_append_only=True,
        because="why the hub finds a line significant may say what another agency told it",
    ),
    TableRule(
        table="enquiries_runningclock",
        read=f"{SETUP} OR {WORKER} OR {ENQUIRY} OR {SCREENING} OR {REQUEST}",
        add=f"{BACKSTAGE} OR {ENQUIRY} OR {SCREENING} OR {REQUEST}",
        change=f"{SETUP} OR {WORKER} OR {ENQUIRY} OR {SCREENING} OR {REQUEST}",
    ),
    TableRule(
        table="enquiries_clockpause",
        read=f"{SETUP} OR {WORKER} OR " + _through("enquiries_runningclock", "clock_id"),
        add=f"{SETUP} OR " + _through("enquiries_runningclock", "clock_id"),
        change=f"{SETUP} OR {WORKER} OR " + _through("enquiries_runningclock", "clock_id"),
    ),
    TableRule(
        table="enquiries_alert",
        read=(
            f"{SETUP} OR {WORKER} OR practitioner_id = (SELECT om_viewer())"
            f" OR ({HUB} AND role = ANY ((SELECT om_roles())::text[]) AND (enquiry_id IS NULL OR {ENQUIRY}))"
            f" OR (role <> '' AND enquiry_id IS NULL AND agency_id IS NULL AND role = ANY ((SELECT om_roles())::text[]))"
            f" OR {OWN_AGENCY}"
        ),
        add=ANYONE,
        change=(
            f"{WORKER} OR practitioner_id = (SELECT om_viewer()) OR {OWN_AGENCY}"
            f" OR role = ANY ((SELECT om_roles())::text[])"
        ),
    ),
]

_OWN_VIEW = f"{SETUP} OR {ENQUIRY} OR {OWN_AGENCY}"
_OWN_DECISION = f"practitioner_id = (SELECT om_viewer()) AND {ENQUIRY}"
DISAGREEMENT = _through("decisions_disagreement", "disagreement_id")
DECISIONS = [
    TableRule(
        table="decisions_decision",
        read=_ENQUIRY_OR_BACK,
        add=f"{SETUP} OR ((SELECT om_has('decision_maker')) AND {ENQUIRY})",
        is_append_only=True,
        because="to decide again is a new decision",
    ),
    TableRule(
        table="decisions_subjectdecision",
        read=f"{SETUP} OR {WORKER} OR {DECISION}",
        add=f"{SETUP} OR {DECISION}",
        is_append_only=True,
    ),
    TableRule(table="decisions_agencyview", read=_OWN_VIEW, add=_OWN_VIEW, is_append_only=True),
    TableRule(
        table="decisions_action",
        read=f"{_ENQUIRY_OR_BACK} OR owner_id = (SELECT om_viewer())",
        add=f"{SETUP} OR {ENQUIRY}",
        change=f"{SETUP} OR {ENQUIRY} OR owner_id = (SELECT om_viewer())",
    ),
    TableRule(
        table="decisions_decisiondraft",
        read=_OWN_DECISION,
        add=_OWN_DECISION,
        change=_OWN_DECISION,
        remove=_OWN_DECISION,
        because="half-written words are their writer's until they are signed",
    ),
    TableRule(
        table="decisions_disagreement",
        read=f"{WORKER} OR {_OWN_VIEW}",
        add=_OWN_VIEW,
        change=_OWN_VIEW,
    ),
    TableRule(
        table="decisions_disagreementstep",
        read=f"{SETUP} OR {DISAGREEMENT}",
        add=f"{SETUP} OR {DISAGREEMENT}",
        is_append_only=True,
    ),
]

_DELIVERED = (
    "NOT is_recalled AND (practitioner_id = (SELECT om_viewer()) OR (practitioner_id IS NULL"
    " AND agency_id = (SELECT om_agency())"
    " AND (SELECT om_roles()) && ARRAY['agency_researcher', 'lead_practitioner']))"
)
PRODUCTS = [
    TableRule(
        table="products_product",
        read=(
            f"{_ENQUIRY_OR_BACK} OR (state = 'sent' AND"
            " (expires_on IS NULL OR expires_on >= (SELECT om_today())) AND"
            " EXISTS (SELECT 1 FROM products_delivery d"
            " WHERE d.product_id = products_product.id))"
        ),
        add=f"{SETUP} OR ((SELECT om_has('decision_maker')) AND {ENQUIRY})",
        change=f"{SETUP} OR ((SELECT om_has('decision_maker')) AND {ENQUIRY})",
    ),
    TableRule(
        table="products_withheld",
        read=_ENQUIRY_OR_BACK,
        add=f"{SETUP} OR {ENQUIRY}",
        is_append_only=True,
    ),
    TableRule(
        table="products_included",
        read=_ENQUIRY_OR_BACK,
        add=f"{SETUP} OR {ENQUIRY}",
        is_append_only=True,
    ),
    TableRule(
        table="products_ending",
        read=_ENQUIRY_OR_BACK,
        add=f"{SETUP} OR ((SELECT om_has('decision_maker')) AND {ENQUIRY})",
        is_append_only=True,
    ),
    TableRule(
        table="products_composing",
        read=_ENQUIRY_OR_BACK,
        add=f"{SETUP} OR ((SELECT om_has('decision_maker')) AND {ENQUIRY})",
        change=f"{SETUP} OR ((SELECT om_has('decision_maker')) AND {ENQUIRY})",
        because="what an author chose and left out is never the recipient's to read",
    ),
    TableRule(
        table="products_delivery",
        read=f"{_ENQUIRY_OR_BACK} OR ({_DELIVERED})",
        add=f"{SETUP} OR {ENQUIRY}",
        change=f"{_ENQUIRY_OR_BACK} OR ({_DELIVERED})",
    ),
]

_SEEN_OPEN = (
    "EXISTS (SELECT 1 FROM instruments_assessment parent"
    " WHERE parent.id = assessment_id AND parent.closed_at IS NULL)"
)
# An agency asked for its part can see the assessment; the rest of it takes the enquiry itself.
_ASSESSED = (
    "EXISTS (SELECT 1 FROM instruments_assessment parent JOIN enquiries_enquiry e"
    " ON e.id = parent.enquiry_id WHERE parent.id = assessment_id)"
)
_ASSESSED_OPEN = (
    "EXISTS (SELECT 1 FROM instruments_assessment parent JOIN enquiries_enquiry e"
    " ON e.id = parent.enquiry_id WHERE parent.id = assessment_id AND parent.closed_at IS NULL)"
)
_MY_OWN = "by_id = (SELECT om_viewer())"


def _said_in_assessment(table: str) -> TableRule:
    return TableRule(
        table=table,
        read=f"{SETUP} OR {_ASSESSED}",
        add=f"{SETUP} OR ({_ASSESSED_OPEN} AND {_MY_OWN})",
        is_append_only=True,
        because="what was said of an assessment stays; once it is signed nothing is added",
    )


INSTRUMENTS = [
    TableRule(
        table="instruments_assessment",
        read=(
            f"{_ENQUIRY_OR_BACK} OR ({RESEARCHES} AND EXISTS (SELECT 1 FROM instruments_invitation i"
            " WHERE i.assessment_id = instruments_assessment.id"
            " AND i.agency_id = (SELECT om_agency())))"
        ),
        add=f"{SETUP} OR {ENQUIRY}",
        change=f"{SETUP} OR {ENQUIRY}",
    ),
    TableRule(
        table="instruments_invitation",
        read=f"{_ENQUIRY_OR_BACK} OR {OWN_AGENCY}",
        add=f"{SETUP} OR {ENQUIRY}",
        is_append_only=True,
    ),
    TableRule(
        table="instruments_assessmentanswer",
        read=f"{SETUP} OR {OWN_AGENCY} OR {_ASSESSED}",
        add=(
            f"{SETUP} OR ({_MY_OWN} AND (({OWN_AGENCY} AND {_SEEN_OPEN})"
            f" OR (agency_id = (SELECT om_agency()) AND {_ASSESSED_OPEN})))"
        ),
        is_append_only=True,
        because="each agency answers for itself, and an agency sees only what it said itself",
    ),
    _said_in_assessment("instruments_voiceheard"),
    _said_in_assessment("instruments_promptresponse"),
    _said_in_assessment("instruments_discussion"),
    _said_in_assessment("instruments_judgement"),
    TableRule(
        table="instruments_secondopinion",
        read=f"{SETUP} OR {_ASSESSED}",
        add=(
            f"{SETUP} OR ({_ASSESSED_OPEN} AND {_MY_OWN} AND ((SELECT om_has('decision_maker'))"
            " OR (SELECT om_has('hub_manager'))) AND EXISTS (SELECT 1 FROM instruments_judgement j"
            " WHERE j.id = judgement_id AND j.by_id <> (SELECT om_viewer())))"
        ),
        is_append_only=True,
        because="nobody is their own second person",
    ),
    TableRule(
        table="instruments_outsideresult",
        read=_ENQUIRY_OR_BACK,
        add=f"{SETUP} OR {ENQUIRY}",
        is_append_only=True,
    ),
    TableRule(
        table="instruments_licensedinstrument",
        read=ANYONE,
        add=f"{SETUP} OR {ADMINISTRATOR}",
        is_append_only=True,
        because="a licensed wording is for this partnership's own practitioners",
    ),
]

_OF_THE_LIBRARY = "what everybody may read in the handbook, everybody may find"
HANDBOOK = [
    TableRule(
        table="handbook_passage", read="true", add=SETUP, remove=SETUP, because=_OF_THE_LIBRARY
    ),
    TableRule(
        table="handbook_passageword", read="true", add=SETUP, remove=SETUP, because=_OF_THE_LIBRARY
    ),
]

TABLES: dict[str, TableRule] = {
    rule.table: rule
    for rule in [
        *AGENCIES,
        *AUDIT,
        *PEOPLE,
        *CONTACTS,
        *ENQUIRIES,
        *DECISIONS,
        *PRODUCTS,
        *INSTRUMENTS,
        *HANDBOOK,
    ]
}

# Tables that hold nobody's concern and that a request needs before it is known who asks.
WITHOUT_ROWS_TO_GUARD: dict[str, str] = {
    "django_session": "a session key and a practitioner's key, needed to learn who is asking",
    "django_content_type": "names of tables",
    "account_emailaddress": "empty: addresses are kept with the practitioner",
    "account_emailconfirmation": "empty: accounts are made by an administrator",
}
READ_ONLY: dict[str, str] = {
    "django_migrations": "which version of the schema this is",
    "auth_permission": "unused: roles are grants, not permissions of the framework",
    "auth_group": "unused",
    "auth_group_permissions": "unused",
}
QUEUE = "procrastinate_"  # the worker's queue holds references and counts only
