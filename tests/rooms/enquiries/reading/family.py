"""The invented Tallow family in the database: one enquiry with answers, holes and adults."""

import datetime
from types import SimpleNamespace

import factory
from django.utils import timezone
from tests.factories import (
    AgencyFactory,
    BySetup,
    ContactFactory,
    ContactPersonFactory,
    EnquiryFactory,
    RecordFactory,
    RequestFactory,
    SubjectFactory,
)

from openmash.enquiries.models import (
    Corroboration,
    EnquiryContact,
    Piece,
    PieceSubject,
    RiskOwnership,
    RunningClock,
)


class PieceFactory(BySetup):
    class Meta:
        model = Piece

    place = "school"
    what = "71% attendance since September."
    kind = "fact"
    happened_on = factory.LazyFunction(timezone.localdate)
    happened_precision = "day"
    known_on = factory.LazyFunction(timezone.localdate)
    is_first_hand = True
    lawful_bases = ["A6_E"]
    at = factory.LazyFunction(lambda: timezone.now() - datetime.timedelta(minutes=5))


class PieceSubjectFactory(BySetup):
    class Meta:
        model = PieceSubject


class CorroborationFactory(BySetup):
    class Meta:
        model = Corroboration

    at = factory.LazyFunction(timezone.now)


class RiskFactory(BySetup):
    class Meta:
        model = RiskOwnership

    from_at = factory.LazyFunction(timezone.now)


class ClockFactory(BySetup):
    class Meta:
        model = RunningClock

    code = "HUB-TOT-R"
    started_at = factory.LazyFunction(timezone.now)


class InEnquiryFactory(BySetup):
    class Meta:
        model = EnquiryContact

    at = factory.LazyFunction(timezone.now)


def days_ago(days: int) -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=days)


def piece(family, what: str, *, about=(), **fields) -> Piece:
    """Make one piece of the family's enquiry, about some of its people."""
    fields.setdefault("by", family.hub.school_lead)
    made = PieceFactory(enquiry=family.enquiry, what=what, **fields)
    for subject in about:
        PieceSubjectFactory(piece=made, subject=subject)
    return made


def make_family(hub, **fields) -> SimpleNamespace:
    """Make an enquiry about Wren and Kit with three requests, a contact and some pieces."""
    family = SimpleNamespace(hub=hub)
    opener = hub.decision_maker
    family.enquiry = EnquiryFactory(opened_by=opener, stage="requested", **fields)
    family.health = AgencyFactory(
        code="health-visiting", kind="H_HV", kind_label="Health visiting", sector="health",
        name="Ashmere Community",
    )  # fmt: skip
    record = RecordFactory(name="Wren Tallow", given_names="Wren", family_name="Tallow")
    family.wren = SubjectFactory(
        enquiry=family.enquiry, position=0, name="Wren Tallow", born_on=days_ago(6 * 366),
        born_precision="day", record=record, added_by=opener,
        centre_words="The light stays on.", centre_words_to="Ms Abara, school",
    )  # fmt: skip
    family.kit = SubjectFactory(
        enquiry=family.enquiry, position=1, name="Kit Tallow", born_on=days_ago(430),
        born_precision="day", added_by=opener,
        record=RecordFactory(name="Kit Tallow", given_names="Kit", family_name="Tallow"),
    )  # fmt: skip
    family.mother = SubjectFactory(
        enquiry=family.enquiry, position=2, part="household", name="Jolene Tallow",
        relation="Mother", added_by=opener,
    )  # fmt: skip
    family.dev = SubjectFactory(
        enquiry=family.enquiry, position=3, part="feared", name="Dev",
        relation="Mother’s partner, says Wren", added_by=opener,
    )  # fmt: skip
    RiskFactory(enquiry=family.enquiry, owner=opener)
    family.clock = ClockFactory(
        enquiry=family.enquiry, due_at=timezone.now() + datetime.timedelta(minutes=50)
    )
    _ask(family)
    _say(family)
    return family


def _ask(family) -> None:
    now, hub = timezone.now(), family.hub
    asked = {"enquiry": family.enquiry, "issued_by": hub.decision_maker}
    family.school_request = RequestFactory(
        agency=hub.school, state="answered", answered_at=now - datetime.timedelta(hours=1),
        issued_at=now - datetime.timedelta(hours=3), due_at=now + datetime.timedelta(hours=1),
        **asked,
    )  # fmt: skip
    family.health_request = RequestFactory(
        agency=family.health, issued_at=now - datetime.timedelta(hours=3),
        due_at=now + datetime.timedelta(hours=1), **asked,
    )  # fmt: skip
    family.police_request = RequestFactory(
        agency=hub.police, issued_at=now - datetime.timedelta(hours=3),
        due_at=now - datetime.timedelta(minutes=10), **asked,
    )  # fmt: skip


def _say(family) -> None:
    hub = family.hub
    given = {"agency": hub.school, "request": family.school_request}
    family.attendance = piece(
        family, "71% attendance since September.", about=[family.wren], **given
    )
    family.voice = piece(
        family, "I like it at Nanna Bea’s. The light stays on.", about=[family.wren],
        kind="own_words", place="safe_adults", seen_by="Ms Abara", **given,
    )  # fmt: skip
    family.seen = piece(
        family, "Talked with the safeguarding lead for 20 minutes.", about=[family.wren],
        place="feelings", sighting="seen", is_seen_alone="yes", seen_by="Ms Abara", **given,
    )  # fmt: skip
    family.contact = ContactFactory(agency=hub.school, by=hub.teacher)
    ContactPersonFactory(
        contact=family.contact, record=family.wren.record, is_seen="yes", last_seen_on=days_ago(90),
        last_seen_by="the class teacher",
    )  # fmt: skip
    InEnquiryFactory(enquiry=family.enquiry, contact=family.contact, by=hub.decision_maker)


def make_other(hub) -> SimpleNamespace:
    """Make another enquiry, about somebody else."""
    enquiry = EnquiryFactory(opened_by=hub.decision_maker)
    return SimpleNamespace(hub=hub, enquiry=enquiry)
