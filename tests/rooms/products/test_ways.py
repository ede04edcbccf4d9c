"""The worked examples of the hub's own practice, from the first word to the end, by the same doors.

F1: a school says that a child was hit. F2: a health visitor worries about a baby. F5: a doctor
worries about an old man whose grandson takes his pension.
"""

import datetime
import itertools
import uuid
from types import SimpleNamespace

import pytest
from django.utils import timezone
from tests.factories import AgencyFactory, GrantFactory, person_in

from openmash import firewall
from openmash.agencies.models import SharingAgreement
from openmash.contacts.actions import submit_answers
from openmash.contacts.answers import Answers as Worry
from openmash.contacts.answers import Part, PersonInContact
from openmash.contacts.models import Contact, Feedback
from openmash.decisions import access as table
from openmash.decisions import actions as deciding
from openmash.decisions.answers import Answers, ForPerson, PlannedAction
from openmash.enquiries.access import get_screening
from openmash.enquiries.answering.actions import send_answer
from openmash.enquiries.answering.drafts.actions import draft_of
from openmash.enquiries.answering.rules import Answer, PieceGiven, State
from openmash.enquiries.asking.actions import Ask, Wording, send_requests
from openmash.enquiries.models import Enquiry, Piece, RiskOwnership, RunningClock
from openmash.enquiries.opening.actions import Grounds, open_enquiry
from openmash.enquiries.triage.actions import Rating
from openmash.enquiries.triage.agreement import Agreement
from openmash.people.rules import PersonAsWritten
from openmash.policy import Remit, Role, Service
from openmash.products import actions as sharing
from openmash.products.closing import actions as closing
from openmash.products.from_record import Weighed
from openmash.products.made import Choices
from openmash.products.models import Product
from openmash.products.product_types import RecipientKind
from openmash.products.receiving import access as receiving
from openmash.products.receiving import actions as answering

KNOWN = "He was cautioned for hitting a partner in the spring of last year."


def agree(*agencies):
    with firewall.acting_as(Service.SETUP):
        for agency in agencies:
            SharingAgreement.objects.create(
                agency=agency, title="Hub", from_on=datetime.date(2020, 1, 1),
                review_on=datetime.date(2030, 1, 1),
            )  # fmt: skip


def say(hub, acting, who, *, part, name, **words) -> Contact:
    """Say a worry about one person by the door that everybody uses."""
    person = PersonInContact(part=part, facts=PersonAsWritten(name=name, **words.pop("facts", {})))
    worry = Worry(people=(person,), referrer_relation="professional", safe_contact="yes",
                  safe_contact_how="Ring the aunt.", **words)  # fmt: skip
    return submit_answers(worry, by=acting(who), at=timezone.now(), submission_key=uuid.uuid4())


def opened(hub, acting, who, contact, **rating) -> Enquiry:
    viewer = acting(who)
    screening = get_screening(contact.reference, viewer=viewer)
    grounds = Grounds(
        reason=rating.pop("reason"),
        necessity="No agency alone can tell.",
        proportionality="Only those who know the person, and two years back.",
        agreement=rating.pop("agreement", Agreement.N_A),
        agreement_why=rating.pop("agreement_why", ""),
        informed="NO_RISK",
        informed_why="The person feared lives there.",
    )
    return open_enquiry(
        screening, rating=Rating(why="Read with the history.", **rating), grounds=grounds,
        by=viewer, at=timezone.now(),
    )  # fmt: skip


def ask(acting, who, enquiry, agencies, *, purpose):
    viewer = acting(who)
    subjects = tuple(enquiry.subjects.values_list("pk", flat=True))
    wording = Wording(purpose=purpose, why_asked="To keep somebody safe.", lawful_bases=("A6_E",))
    asks = [Ask(agency=each.pk, subjects=subjects, questions=("What do you know?",))
            for each in agencies]  # fmt: skip
    return send_requests(enquiry, asks, wording=wording, by=viewer, at=timezone.now())


def tell(acting, who, request, *, what, kind="fact", grade=""):
    viewer = acting(who)
    subject = request.subjects.values_list("subject_id", flat=True).first()
    piece = PieceGiven(
        what=what, place="safety", kind=kind, about=(subject,), lawful_bases=("A6_E", "A9_G"),
        known_on=timezone.localdate(), gist="Known to the agency.", source="own record",
            grade=grade,
    )  # fmt: skip
    given = Answer(
        state=State.ANSWERED, pieces=1, searched_systems="Own records", searched_names="As given",
        authorised_by="Duty lead", is_conflict_checked=True,
    )  # fmt: skip
    return send_answer(
        request, given, pieces=[piece], key=_key(request, viewer), by=viewer, at=timezone.now()
    )


def _key(request, viewer):
    return draft_of(request, is_spoken=False, by=viewer, at=timezone.now()).key


def nothing_held(acting, who, request):
    viewer = acting(who)
    given = Answer(
        state=State.NOTHING_HELD, searched_systems="Own records", searched_names="As given",
        authorised_by="Duty lead", is_conflict_checked=True,
    )  # fmt: skip
    return send_answer(
        request, given, pieces=[], key=_key(request, viewer), by=viewer, at=timezone.now()
    )


def signed(acting, who, enquiry, decided, *, lead, agency, **fields):
    viewer = acting(who)
    lying = table.table_of(enquiry, viewer=viewer, now=timezone.now())
    people = tuple(ForPerson(person=person.key, **decided(person)) for person in lying.people)
    answers = Answers(
        voice=fields.pop("voice", ""), rationale="Read together; less would leave them there.",
        people=people, told="NO_RISK", told_why="The person feared lives there.",
        actions=(PlannedAction(what="See them today", agency=agency.pk,
                               due_on=timezone.localdate(), owner=lead.pk),),
        risk_to=lead.pk, **fields,
    )  # fmt: skip
    return deciding.sign(enquiry, answers, by=viewer, at=timezone.now())


def share(acting, who, enquiry, *, agency, reader, second, type, kind, purpose, taken):
    viewer, now = acting(who), timezone.now()
    product = sharing.begin(
        enquiry, type=type, agency_id=agency.pk, purpose=purpose, by=viewer, at=now
    )
    choices = Choices(
        kind=kind, purpose=purpose, people=(reader.pk,), is_linked=False,
        about=frozenset(enquiry.subjects.values_list("pk", flat=True)),
        weighed=Weighed(taken=frozenset(taken)), bases=("A6_E", "A9_G"),
        asks=(("Say that you act", "today"),), necessity="Not with less.",
        proportionality="Only this.", expires_on=timezone.localdate() + datetime.timedelta(days=20),
        second_reader=second.pk,
    )  # fmt: skip
    return sharing.send(product, choices, by=viewer, at=now)


def taken_on(acting, who, product):
    viewer, now = acting(who), timezone.now()
    delivery = receiving.get_delivery(product.reference, viewer=viewer, now=now)
    answering.answer(delivery, says="accepted", takes_risk=True, by=viewer, at=now)


def owners_at_every_moment(enquiry) -> list[int]:
    """Return who held the risk, in order, having checked that nobody held it beside them."""
    held = list(RiskOwnership.objects.filter(enquiry=enquiry).order_by("from_at", "pk"))
    for before, after in itertools.pairwise(held):
        assert before.until_at == after.from_at
    return [each.owner_id for each in held]


def test_f1_a_school_says_that_a_child_was_hit(hub, acting):
    agree(hub.school, hub.police, hub.social_care)
    contact = say(
        hub, acting, hub.teacher, part=Part.CHILD, name="Wren Tallow", danger="yes",
        seen="A bruise on the left arm.", voice="Dad hit me with the belt.", voice_of="Wren",
        facts={"age": 7},
    )  # fmt: skip
    enquiry = opened(hub, acting, hub.decision_maker, contact, brag="red", level="4",
                     reason="protect_child")  # fmt: skip
    to_police, to_school = ask(
        acting, hub.decision_maker, enquiry, [hub.police, hub.school], purpose="S47"
    )
    tell(acting, hub.officer, to_police, what=KNOWN, grade="1AP")

    # The school has not answered: a red decision never waits, and says why it did not.
    signed(
        acting, hub.decision_maker, enquiry,
        lambda person: {"level": "4", "outcomes": ("O_S47", "O_POLICE")},
        lead=hub.lead_practitioner, agency=hub.social_care, voice="Dad hit me with the belt.",
        went_without={to_school.reference: "She cannot go home tonight."},
    )  # fmt: skip
    pieces = Piece.objects.filter(enquiry=enquiry).values_list("pk", flat=True)
    product = share(
        acting, hub.decision_maker, enquiry, agency=hub.social_care, reader=hub.lead_practitioner,
        second=hub.hub_manager, type="P_FULL", kind=RecipientKind.STATUTORY_TEAM, purpose="S47",
        taken=pieces,
    )  # fmt: skip
    assert KNOWN in str(product.recipient_part)
    taken_on(acting, hub.lead_practitioner, product)

    acting(hub.teacher)
    told = Feedback.objects.get(contact=contact, moment="outcome")
    assert told.band == "being_looked_into"
    assert "cautioned" not in told.words
    assert not Product.objects.exists()
    decider = acting(hub.decision_maker)
    running = RunningClock.objects.filter(enquiry=enquiry, code="HUB-TOT-R", stopped_at=None)
    assert not running.exists()
    ended = closing.close(
        enquiry, words="Her social worker holds it.", by=decider, at=timezone.now()
    )
    assert ended.stage == "closed"
    assert owners_at_every_moment(enquiry)[-1] == hub.lead_practitioner.pk


def test_f2_a_health_visitor_worries_about_a_baby(hub, acting):
    health = AgencyFactory(code="hv", name="Ashmere health visiting", kind="H_HV", sector="health")
    visitor = person_in(Role.AGENCY_RESEARCHER, agency=health)
    agree(health, hub.police, hub.social_care)
    contact = say(
        hub, acting, visitor, part=Part.CHILD, name="Kit Tallow", danger="no",
        seen="Not brought to three appointments; mother tearful.",
        voice_why_not="He is five months old.",
        facts={"born_on": timezone.localdate() - datetime.timedelta(days=150)},
    )  # fmt: skip
    enquiry = opened(
        hub, acting, hub.decision_maker, contact, brag="amber", level="3", reason="protect_child",
        agreement=Agreement.NOT_SOUGHT_UNSAFE, agreement_why="He reads her messages.",
    )  # fmt: skip
    (to_police,) = ask(acting, hub.decision_maker, enquiry, [hub.police], purpose="S17")
    nothing_held(acting, hub.officer, to_police)

    decision = signed(
        acting, hub.decision_maker, enquiry,
        lambda person: {"level": "3", "outcomes": ("O_S17", "O_MARAC")},
        lead=hub.lead_practitioner, agency=hub.social_care,
        voice_why_not="He is five months old.", voice_plan="Seen at home tomorrow, with her alone.",
    )  # fmt: skip

    assert decision.voice == ""
    assert {"O_S17", "O_MARAC"} <= set(decision.for_subjects.first().outcomes)
    acting(visitor)
    told = Feedback.objects.get(contact=contact, moment="outcome")
    assert told.band == "help_being_arranged"


def test_f5_a_doctor_worries_about_an_old_man(hub, acting):
    surgery = AgencyFactory(code="gp", name="Marsh Lane surgery", kind="H_GP", sector="health")
    doctor = person_in(Role.AGENCY_RESEARCHER, agency=surgery)
    adults = AgencyFactory(code="asc", name="Ashmere adults", kind="LA_ASC", sector="la_adults")
    housing = AgencyFactory(code="hous", name="Ashmere housing", kind="LA_HOUS", sector="housing")
    clerk = person_in(Role.AGENCY_RESEARCHER, agency=housing)
    decider = person_in(Role.DECISION_MAKER, agency=adults, remit=Remit.ADULTS)
    second = person_in(Role.TRIAGE, agency=adults, remit=Remit.ADULTS)
    lead = person_in(Role.LEAD_PRACTITIONER, agency=adults)
    agree(surgery, adults, housing)
    contact = say(
        SimpleNamespace(), acting, doctor, part=Part.ADULT_AT_RISK, name="Harold Pennywell",
        danger="no", seen="He flinched when his grandson came in.",
        voice="He keeps my pension card.", voice_of="Harold", facts={"age": 82},
    )  # fmt: skip
    enquiry = opened(hub, acting, decider, contact, brag="amber", reason="protect_adult")
    (to_housing,) = ask(acting, decider, enquiry, [housing], purpose="S42")
    tell(acting, clerk, to_housing, what="The rent has not been paid since the grandson came.")

    # Adults have no levels: all three parts are met, so the enquiry is a duty.
    test = {"needs": "yes", "experiencing": "yes", "unable": "yes"}
    signed(
        acting, decider, enquiry,
        lambda person: {"adult_test": test, "outcomes": ("O_S42",)},
        lead=lead, agency=adults, voice="He keeps my pension card.",
    )  # fmt: skip
    product = share(
        acting, decider, enquiry, agency=adults, reader=lead, second=second, type="P_FULL",
        kind=RecipientKind.STATUTORY_TEAM, purpose="S42",
        taken=Piece.objects.filter(enquiry=enquiry).values_list("pk", flat=True),
    )  # fmt: skip
    taken_on(acting, lead, product)

    acting(decider)
    assert owners_at_every_moment(enquiry) == [decider.pk, lead.pk]
    assert "He keeps my pension card." in str(product.recipient_part)


@pytest.fixture(autouse=True)
def _both_remits(hub):
    """The hub of these examples looks at whole households: its decision maker is for both."""
    with firewall.acting_as(Service.SETUP):
        GrantFactory(
            practitioner=hub.decision_maker,
            role=Role.DECISION_MAKER.value,
            remit=Remit.ADULTS.value,
        )
