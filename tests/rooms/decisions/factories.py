"""An enquiry that lies ready to be decided: a child, a contact, three agencies and their pieces."""

import datetime
from types import SimpleNamespace

from django.utils import timezone
from tests.factories import ContactFactory, EnquiryFactory, RequestFactory, SubjectFactory

from openmash import firewall
from openmash.agencies.models import SharingAgreement
from openmash.decisions.answers import Answers, ForPerson, PlannedAction
from openmash.enquiries.models import EnquiryContact, Piece, PieceSubject, RiskOwnership
from openmash.policy import Service

TODAY = datetime.date(2026, 11, 23)


def make_piece(enquiry, *, agency, subjects, by, **fields):
    """Add one piece that an agency holds about somebody."""
    given = {
        "place": "safety",
        "what": "The officers saw a broken door and two frightened children on the stairs.",
        "known_on": TODAY,
        "happened_on": TODAY,
        "kind": "fact",
        "is_first_hand": True,
        "lawful_bases": ["A6_E", "A9_G"],
        "at": timezone.now(),
    }
    with firewall.acting_as(Service.SETUP):
        piece = Piece.objects.create(enquiry=enquiry, agency=agency, by=by, **(given | fields))
        for subject in subjects:
            PieceSubject.objects.create(piece=piece, subject=subject)
    return piece


def make_case(hub, **fields):
    """Make an enquiry about one child from a teacher's contact, with two answers in."""
    decider = hub.decision_maker
    fields = {
        "opened_by": decider,
        "safe_contact": "yes",
        "safe_contact_how": "Ring the aunt.",
    } | fields
    case = SimpleNamespace(enquiry=EnquiryFactory(**fields))
    case.contact = ContactFactory(
        by=hub.teacher, agency=hub.school, referrer_relation="professional"
    )
    case.child = SubjectFactory(enquiry=case.enquiry, name="Wren Tallow", age=6)
    with firewall.acting_as(Service.SETUP):
        EnquiryContact.objects.create(
            enquiry=case.enquiry, contact=case.contact, by=decider, at=timezone.now()
        )
        RiskOwnership.objects.create(enquiry=case.enquiry, owner=decider, from_at=timezone.now())
        for agency in (hub.school, hub.police, hub.social_care):
            SharingAgreement.objects.create(
                agency=agency, title="Sharing in the hub", from_on=datetime.date(2020, 1, 1),
                review_on=datetime.date(2030, 1, 1),
            )  # fmt: skip
    case.asked_police = RequestFactory(
        enquiry=case.enquiry, agency=hub.police, state="answered", answered_at=timezone.now()
    )
    case.asked_school = RequestFactory(
        enquiry=case.enquiry, agency=hub.school, state="answered", answered_at=timezone.now()
    )
    case.police_piece = make_piece(
        case.enquiry, agency=hub.police, subjects=[case.child], by=hub.officer,
        request=case.asked_police, gist="Police were called to the home.",
    )  # fmt: skip
    case.school_piece = make_piece(
        case.enquiry, agency=hub.school, subjects=[case.child], by=hub.school_lead,
        request=case.asked_school, what="She fell asleep in class four times this month.",
        gist="Often tired in class.",
    )  # fmt: skip
    return case


def make_answers(case, **fields) -> Answers:
    """Return a whole decision about the child of a case; fields replace any part of it."""
    given = {
        "voice": "I do not want to go home.",
        "rationale": "Two agencies saw the same fear in one week. Less would leave her there.",
        "people": (ForPerson(person=case.child.pk, level="4", outcomes=("O_S47",)),),
        "told": "NO_RISK",
        "told_why": "The person feared lives there.",
        "agreement": "N_A",
        "actions": (
            PlannedAction(
                what="See Wren at school", agency=case.enquiry.opened_by.agency_id, due_on=TODAY
            ),
        ),
    }
    return Answers(**(given | fields))
