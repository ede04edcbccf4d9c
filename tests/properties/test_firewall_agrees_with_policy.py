"""Policy says who may; the database shows who can. For every role and situation they say the same.

Two mistakes would have to be made alike, in Python and in SQL, for somebody to see what they
may not.
"""

import datetime

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openmash import firewall, policy
from openmash.agencies.access import viewer_for
from openmash.audit.models import Event
from openmash.audit.records import record_change
from openmash.contacts.access import facts_of
from openmash.contacts.models import Contact
from openmash.enquiries.access import enquiry_facts
from openmash.enquiries.models import Enquiry, Piece, Reader, Request
from openmash.people.models import Person
from openmash.policy import HUB_ROLES, PieceFacts, ProductFacts, Remit, RequestFacts, Role, Service
from openmash.products.models import Delivery, Product
from tests.factories import (
    AgencyFactory,
    ContactFactory,
    EnquiryFactory,
    GrantFactory,
    PractitionerFactory,
    RequestFactory,
    freshly,
)

pytestmark = pytest.mark.django_db(databases=["default", "audit", "owner"])

REMITS = st.sampled_from([["children"], ["adults"], ["children", "adults"]])
GRANTS = st.lists(
    st.tuples(st.sampled_from(list(Role)), st.sampled_from(list(Remit)), st.booleans()),
    max_size=3,
)
RULES = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


class RolledBack(Exception):
    """Ends one example, so that the next begins on clean tables."""


def example(check):
    """Run one example in a savepoint of its own."""
    try:
        with transaction.atomic():
            check()
            raise RolledBack
    except RolledBack:
        pass


def somebody(grants, *, agency):
    """Make a practitioner with these grants, of which those not current have ended already."""
    practitioner = PractitionerFactory(agency=agency)
    for role, remit, is_current in grants:
        GrantFactory(
            practitioner=practitioner,
            role=role.value,
            remit=remit.value if role in HUB_ROLES else "",
            until_on=None if is_current else datetime.date(2020, 1, 2),
        )
    practitioner = freshly(practitioner)
    firewall.identify(viewer_id=practitioner.pk)
    return viewer_for(practitioner)


def by_setup(make, **fields):
    with firewall.acting_as(Service.SETUP):
        return make(**fields)


def can_see(model, pk) -> bool:
    return model.objects.filter(pk=pk).exists()


@RULES
@given(
    grants=GRANTS,
    remits=REMITS,
    is_author=st.booleans(),
    is_own_agency=st.booleans(),
    restricted=st.sampled_from(["no", "to others", "to the viewer"]),
)
def test_contacts(grants, remits, is_author, is_own_agency, restricted):
    def check():
        agency, other = AgencyFactory(), AgencyFactory()
        author = PractitionerFactory(agency=other)
        viewer = somebody(grants, agency=agency)
        contact = ContactFactory(
            by_id=viewer.id if is_author else author.pk,
            agency=agency if is_own_agency else other,
            remits=remits,
            is_restricted=restricted != "no",
        )
        if restricted != "no":
            reader = viewer.id if restricted == "to the viewer" else author.pk
            by_setup(
                Reader.objects.create,
                contact=contact,
                practitioner_id=reader,
                named_by=author,
                named_at=timezone.now(),
            )
        facts = by_setup(lambda: facts_of(contact))
        assert can_see(Contact, contact.pk) == bool(policy.may_read_contact(viewer, facts))

    example(check)


@RULES
@given(
    grants=GRANTS, remits=REMITS, restricted=st.sampled_from(["no", "to others", "to the viewer"])
)
def test_enquiries(grants, remits, restricted):
    def check():
        viewer = somebody(grants, agency=AgencyFactory())
        enquiry = EnquiryFactory(remits=remits, is_restricted=restricted != "no")
        if restricted != "no":
            reader = viewer.id if restricted == "to the viewer" else enquiry.opened_by_id
            by_setup(
                Reader.objects.create,
                enquiry=enquiry,
                practitioner_id=reader,
                named_by_id=enquiry.opened_by_id,
                named_at=timezone.now(),
            )
        facts = by_setup(lambda: enquiry_facts(enquiry))
        assert can_see(Enquiry, enquiry.pk) == bool(policy.may_read_enquiry(viewer, facts))

    example(check)


@RULES
@given(grants=GRANTS, remits=REMITS, is_own_agency=st.booleans())
def test_requests(grants, remits, is_own_agency):
    def check():
        agency = AgencyFactory()
        viewer = somebody(grants, agency=agency)
        asked = agency if is_own_agency else AgencyFactory()
        request = RequestFactory(enquiry=EnquiryFactory(remits=remits), agency=asked)
        facts = RequestFacts(
            agency=asked.pk, enquiry=by_setup(lambda: enquiry_facts(request.enquiry))
        )
        assert can_see(Request, request.pk) == bool(policy.may_read_request(viewer, facts))

    example(check)


@RULES
@given(
    grants=GRANTS,
    remits=REMITS,
    is_own_agency=st.booleans(),
    restriction=st.sampled_from([value for value, _ in Piece.Restriction.choices]),
)
def test_pieces(grants, remits, is_own_agency, restriction):
    def check():
        agency = AgencyFactory()
        viewer = somebody(grants, agency=agency)
        holder = agency if is_own_agency else AgencyFactory()
        request = RequestFactory(enquiry=EnquiryFactory(remits=remits), agency=holder)
        piece = by_setup(
            Piece.objects.create,
            enquiry=request.enquiry,
            request=request,
            agency=holder,
            place="health",
            what="Weight fell from the 50th to the 9th line.",
            known_on=datetime.date(2026, 9, 10),
            kind="fact",
            restriction=restriction,
            by=request.issued_by,
            at=timezone.now(),
        )
        facts = PieceFacts(
            agency=holder.pk,
            restriction=restriction,
            enquiry=by_setup(lambda: enquiry_facts(request.enquiry)),
        )
        assert can_see(Piece, piece.pk) == bool(policy.may_read_piece(viewer, facts))

    example(check)


@RULES
@given(
    grants=GRANTS,
    remits=REMITS,
    is_own_agency=st.booleans(),
    is_named=st.booleans(),
    is_recalled=st.booleans(),
)
def test_products(grants, remits, is_own_agency, is_named, is_recalled):
    def check():
        agency = AgencyFactory()
        viewer = somebody(grants, agency=agency)
        enquiry = EnquiryFactory(remits=remits)
        to = agency if is_own_agency else AgencyFactory()
        product = by_setup(lambda: _sent(enquiry, to, viewer.id if is_named else None, is_recalled))
        facts = ProductFacts(
            enquiry=by_setup(lambda: enquiry_facts(enquiry)),
            recipient_agencies=frozenset(() if is_named else {to.pk}),
            recipients=frozenset({viewer.id} if is_named else ()),
            is_recalled=is_recalled,
        )
        assert can_see(Product, product.pk) == bool(policy.may_read_product(viewer, facts))

    example(check)


@RULES
@given(grants=GRANTS)
def test_people_and_the_audit(grants):
    def check():
        viewer = somebody(grants, agency=AgencyFactory())
        person = by_setup(Person.objects.create, reference="P-900001", created_at=timezone.now())
        record_change("hub.settings_changed", "", by=viewer, at=timezone.now())
        assert can_see(Person, person.pk) == bool(policy.may_read_person(viewer, readers=None))
        # What names no record is for governance alone; the hub sees who looked at its own records.
        assert Event.objects.exists() == bool(policy.may_read_audit(viewer))

    example(check)


def _sent(enquiry, to, practitioner_id, is_recalled):
    from openmash.decisions.models import Decision

    now, sender = timezone.now(), enquiry.opened_by
    decision = Decision.objects.create(
        enquiry=enquiry, number=1, rationale="Because.", threshold_version="7", voice="Help.",
        told="NO_RISK", by=sender, at=now,
    )  # fmt: skip
    product = Product.objects.create(
        reference="I-2026-900", enquiry=enquiry, decision=decision, type="P_SUMMARY",
        state="recalled" if is_recalled else "sent", agency=to, recipient_label="Duty team",
        purpose="S47", lawful_bases=["A6_E"], sha256="0" * 64, composed_by=sender,
        composed_at=now, sent_by=sender, sent_at=now,
    )  # fmt: skip
    Delivery.objects.create(
        product=product, enquiry=enquiry, agency=to, practitioner_id=practitioner_id,
        delivered_at=now, is_recalled=is_recalled,
    )  # fmt: skip
    return product
