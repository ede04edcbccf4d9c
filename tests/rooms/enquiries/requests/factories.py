"""An enquiry with its people, agencies that may be asked, and requests on their way."""

import datetime

import factory
from django.utils import timezone
from tests.factories import BySetup, EnquiryFactory, SubjectFactory

from openmash.agencies.models import SharingAgreement
from openmash.enquiries.answering.rules import Answer, PieceGiven, State
from openmash.enquiries.asking.actions import Ask, Wording, send_requests
from openmash.enquiries.models import RiskOwnership

NOW = datetime.datetime(2026, 11, 24, 10, 0, tzinfo=datetime.UTC)  # a Tuesday
WORDING = Wording(
    purpose="S47",
    why_asked="A child told a teacher of an injury to a baby.",
    lawful_bases=("A6_E", "CA89_47"),
    must_not_know="Dev",
)


class AgreementFactory(BySetup):
    class Meta:
        model = SharingAgreement

    title = "Hub agreement"
    from_on = datetime.date(2025, 1, 1)
    review_on = datetime.date(2027, 1, 1)
    version = factory.Sequence(lambda n: n + 1)


class RiskFactory(BySetup):
    class Meta:
        model = RiskOwnership

    from_at = NOW


def make_enquiry(hub, *, agreements=True, **fields):
    """Make an enquiry about two children and an adult, whose risk the decision maker holds."""
    fields = {"opened_by": hub.decision_maker, **fields}
    hub.enquiry = EnquiryFactory(**fields)
    hub.wren = SubjectFactory(enquiry=hub.enquiry, name="Wren Tallow", age=6)
    hub.kit = SubjectFactory(
        enquiry=hub.enquiry, name="Kit Tallow", born_on=datetime.date(2025, 9, 18),
        born_precision="day",
    )  # fmt: skip
    hub.dev = SubjectFactory(
        enquiry=hub.enquiry, name="Dev Marrow", part="feared", relation="mother’s partner"
    )
    if agreements:
        for agency in (hub.school, hub.police, hub.social_care):
            AgreementFactory(agency=agency)
    RiskFactory(enquiry=hub.enquiry, owner=hub.decision_maker)
    return hub.enquiry


def ask_school(hub, by, *, at=NOW, **fields):
    """Ask the school about Wren, as a member of the hub."""
    fields = {"subjects": (hub.wren.pk,), "questions": ("How is she?",), **fields}
    ask = Ask(agency=hub.school.pk, **fields)
    return send_requests(hub.enquiry, [ask], wording=WORDING, by=by, at=at)[0]


def a_piece(subject, **fields) -> PieceGiven:
    """Return a piece that lacks nothing."""
    fields = {
        "what": "Wren has been quieter since September.",
        "place": "feelings",
        "kind": "fact",
        "about": (subject.pk,),
        "known_on": datetime.date(2026, 11, 20),
        "lawful_bases": ("A6_E",),
        **fields,
    }
    return PieceGiven(**fields)


def an_answer(state="answered", **fields) -> Answer:
    """Return an answer that lacks nothing but what its state needs."""
    return Answer(**{"state": State(state), "is_conflict_checked": True, **fields})


def now():
    return timezone.now()
