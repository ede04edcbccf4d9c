"""The smallest valid things, made by the setup service. Everybody here is plainly made up."""

import datetime
import uuid
from types import SimpleNamespace

import factory
from django.utils import timezone

from openmash import firewall
from openmash.agencies.models import Agency, Partnership, Practitioner, RoleGrant
from openmash.contacts.models import Contact, ContactPerson
from openmash.enquiries.models import Enquiry, Request, Screening, Subject
from openmash.people.models import AgencyRecord
from openmash.policy import HUB_ROLES, Remit, Role, Service

OPENING = {str(day): ["09:00", "17:00"] for day in range(5)}  # Monday is 0


class BySetup(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        with firewall.acting_as(Service.SETUP):
            return super()._create(model_class, *args, **kwargs)


class PartnershipFactory(BySetup):
    class Meta:
        model = Partnership

    name = "Ashmere safeguarding hub"
    area = "Ashmere"
    reference_prefix = "ASH"
    opening_hours = OPENING
    is_practice = True


class AgencyFactory(BySetup):
    class Meta:
        model = Agency

    code = factory.Sequence(lambda n: f"agency-{n}")
    kind = "E_SCH"
    sector = "education"
    name = factory.Sequence(lambda n: f"Heronbrook School {n}")
    presence = "on_request"
    opening_hours = OPENING


class PractitionerFactory(BySetup):
    class Meta:
        model = Practitioner

    email = factory.Sequence(lambda n: f"worker{n}@ashmere.example")
    name = factory.Sequence(lambda n: f"Pat Example-{n}")
    job_title = "Practitioner"
    agency = factory.SubFactory(AgencyFactory)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        kwargs.setdefault("password", "nobody can sign in with this")
        return super()._create(model_class, *args, **kwargs)


class GrantFactory(BySetup):
    class Meta:
        model = RoleGrant

    practitioner = factory.SubFactory(PractitionerFactory)
    agency = factory.SelfAttribute("practitioner.agency")
    role = Role.REFERRER.value
    remit = ""
    from_on = datetime.date(2020, 1, 1)
    granted_at = factory.LazyFunction(timezone.now)


class ContactFactory(BySetup):
    class Meta:
        model = Contact

    reference = factory.Sequence(lambda n: f"C-2026-{n + 5000}")
    submission_key = factory.LazyFunction(uuid.uuid4)
    secret_hash = "0" * 64
    received_at = factory.LazyFunction(timezone.now)
    remits = ["children"]
    danger = "no"
    seen = "She was quieter than usual."
    voice = "I do not want to go home."
    voice_of = "Wren"


class ScreeningFactory(BySetup):
    class Meta:
        model = Screening

    contact = factory.SubFactory(ContactFactory)
    received_at = factory.SelfAttribute("contact.received_at")


class RecordFactory(BySetup):
    class Meta:
        model = AgencyRecord

    recorded_on = datetime.date(2026, 11, 23)
    source_reference = "C-2026-5000"
    name = "Wren Tallow"
    given_names = "Wren"
    family_name = "Tallow"
    created_at = factory.LazyFunction(timezone.now)


class ContactPersonFactory(BySetup):
    class Meta:
        model = ContactPerson

    contact = factory.SubFactory(ContactFactory)
    record = factory.SubFactory(RecordFactory)
    position = factory.Sequence(int)
    part = "child"


class EnquiryFactory(BySetup):
    class Meta:
        model = Enquiry

    reference = factory.Sequence(lambda n: f"ASH-2026-{n + 5000}")
    remits = ["children"]
    brag = "red"
    level = "4"
    received_at = factory.LazyFunction(timezone.now)
    opened_at = factory.LazyFunction(timezone.now)
    opened_by = factory.SubFactory(PractitionerFactory)
    purpose = "ASSESS_THRESHOLD"
    lawful_bases = ["A6_E", "A9_G", "CA89_47"]
    necessity = "The risk is not clear from one agency alone."
    proportionality = "Both children and the adults in the home, two years back."
    agreement = "NOT_SOUGHT_UNSAFE"


class SubjectFactory(BySetup):
    class Meta:
        model = Subject

    enquiry = factory.SubFactory(EnquiryFactory)
    position = factory.Sequence(int)
    part = "child"
    name = "Wren Tallow"
    added_by = factory.SelfAttribute("enquiry.opened_by")
    added_at = factory.LazyFunction(timezone.now)


class RequestFactory(BySetup):
    class Meta:
        model = Request

    reference = factory.Sequence(lambda n: f"R-2026-{n + 5000}")
    enquiry = factory.SubFactory(EnquiryFactory)
    agency = factory.SubFactory(AgencyFactory)
    brag = "red"
    purpose = "ASSESS_THRESHOLD"
    why_asked = "To see whether the children are safe."
    issued_at = factory.LazyFunction(timezone.now)
    issued_by = factory.SelfAttribute("enquiry.opened_by")


def person_in(role: Role | None, *, agency=None, remit: Remit | None = None, **fields):
    """Make a practitioner who holds one role (hub roles for children unless said otherwise)."""
    agency = agency or AgencyFactory()
    practitioner = PractitionerFactory(agency=agency, **fields)
    if role is not None:
        remit = remit or (Remit.CHILDREN if role in HUB_ROLES else None)
        GrantFactory(practitioner=practitioner, role=role.value, remit=remit.value if remit else "")
    return practitioner


def make_hub() -> SimpleNamespace:
    """Make a partnership with its agencies and one practitioner in each role."""
    hub = SimpleNamespace(partnership=PartnershipFactory())
    hub.school = AgencyFactory(code="heronbrook", name="Heronbrook Primary", kind="E_SCH")
    hub.social_care = AgencyFactory(
        code="front-door", name="Ashmere front door", kind="LA_CSC", sector="la_children",
        presence="core",
    )  # fmt: skip
    hub.police = AgencyFactory(
        code="police", name="Ashmere police", kind="P_MASH", sector="police", presence="core"
    )
    hub.teacher = person_in(Role.REFERRER, agency=hub.school, name="Yewande Abara")
    hub.school_lead = person_in(Role.AGENCY_RESEARCHER, agency=hub.school)
    hub.officer = person_in(Role.AGENCY_RESEARCHER, agency=hub.police)
    for role in HUB_ROLES:
        setattr(hub, role.value, person_in(role, agency=hub.social_care))
    hub.adults_screener = person_in(Role.TRIAGE, agency=hub.social_care, remit=Remit.ADULTS)
    for role in set(Role) - HUB_ROLES - {Role.REFERRER, Role.AGENCY_RESEARCHER}:
        setattr(hub, role.value, person_in(role, agency=hub.social_care))
    return hub


def freshly(practitioner: Practitioner) -> Practitioner:
    """Return the practitioner as the database has them now."""
    with firewall.acting_as(Service.SETUP):
        return Practitioner.objects.prefetch_related("grants").get(pk=practitioner.pk)
