"""The doors to products on the hub's side: the list, one product, what it is composed of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from openmash import policy
from openmash.agencies.access import agencies, holders_of
from openmash.agencies.models import Agency, Practitioner
from openmash.audit import records
from openmash.decisions.access import decisions_of
from openmash.decisions.models import Decision
from openmash.decisions.outcomes import outcomes
from openmash.enquiries.access import enquiry_facts, get_enquiry
from openmash.enquiries.models import Enquiry, Piece, Subject
from openmash.enquiries.reading.access import frame_rows, gather
from openmash.enquiries.reading.naming import is_in_the_picture
from openmash.enquiries.reading.standing import is_taken_back
from openmash.errors import NotVisible
from openmash.policy import HUB_ROLES, ProductFacts, Role
from openmash.products.models import Product
from openmash.products.product_types import product_type

NO_SUCH_PRODUCT = (
    "There is nothing shared with that reference. Check it, or ask the person who gave it to you."
)
RECEIVING_ROLES = (Role.AGENCY_RESEARCHER.value, Role.LEAD_PRACTITIONER.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a product is composed of: the pieces and people of an enquiry, and its decision."""

    enquiry: Enquiry
    decision: Decision
    subjects: list[Subject] = field(repr=False)
    centre: list[Subject] = field(repr=False)
    pieces: list[Piece] = field(repr=False)

    @property
    def outcomes(self) -> list[str]:
        """Return the codes of all that was decided, each once."""
        decided = self.decision.for_subjects.all()
        return list(dict.fromkeys(code for each in decided for code in each.outcomes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """A recipient that an outcome usually goes to, with the type of product it gets."""

    agency: Agency
    type: str
    because: str
    is_made: bool

    @property
    def title(self) -> str:
        """Return what the type is called."""
        return product_type(self.type).title


def material_of(enquiry: Enquiry, *, viewer: policy.Viewer, now: datetime) -> Material | None:
    """Return what a product is composed of; None before anything is decided.

    Withdrawn and replaced pieces are left out: what an agency took back leaves with nobody.
    """
    decisions = decisions_of(enquiry)
    if not decisions:
        return None
    rows = frame_rows(enquiry)
    today = timezone.localdate(now)
    gathered = gather(rows, viewer=viewer)
    return Material(
        enquiry=enquiry,
        decision=decisions[-1],
        subjects=list(gathered.subjects),
        centre=[row for row in gathered.subjects if is_in_the_picture(row, today=today)],
        pieces=[piece for piece in gathered.pieces if not is_taken_back(piece)],
    )


def products_of(enquiry: Enquiry) -> QuerySet[Product]:
    """Return the products of an enquiry, the newest first."""
    return (
        enquiry.products.select_related("agency", "sent_by", "composed_by")
        .prefetch_related("deliveries__practitioner", "deliveries__opened_by")
        .order_by("-composed_at")
    )


def get_hub_product(
    reference: str, number: str, *, viewer: policy.Viewer, verb: str = "read product"
) -> Product:
    """Return a product to the hub that composes or sent it; record the look.

    Raises:
        NotVisible: there is none, or none for this viewer.
    """
    enquiry = get_enquiry(reference, viewer=viewer, verb=verb)
    product = (
        enquiry.products.select_related("agency", "decision", "enquiry", "sent_by", "composing")
        .filter(reference=number)
        .first()
    )
    verdict = policy.Verdict(product is not None, "hub role, within remit" if product else "none")
    records.record_look(number, by=viewer, verdict=verdict, verb=verb)
    if product is None:
        raise NotVisible(NO_SUCH_PRODUCT)
    return product


def may_send(enquiry: Enquiry, *, viewer: policy.Viewer) -> policy.Verdict:
    """Return whether the viewer may send what leaves the hub."""
    return policy.may_send_product(viewer, enquiry_facts(enquiry))


def product_facts(product: Product, *, on: date) -> ProductFacts:
    """Return what a rule may know of a product; a recipient cannot see its enquiry."""
    enquiry = Enquiry.objects.filter(pk=product.enquiry_id).first()
    deliveries = list(product.deliveries.all())
    return ProductFacts(
        enquiry=enquiry_facts(enquiry) if enquiry else policy.EnquiryFacts(remits=frozenset()),
        recipient_agencies=frozenset(
            each.agency_id for each in deliveries if each.practitioner_id is None
        ),
        recipients=frozenset(each.practitioner_id for each in deliveries if each.practitioner_id),
        is_recalled=product.state == Product.State.RECALLED,
        is_expired=bool(product.expires_on and product.expires_on < on),
    )


def suggestions(material: Material) -> list[Suggested]:
    """Return who usually acts on what was decided, and what each has been sent already."""
    by_kind: dict[str, list[Agency]] = {}
    for agency in agencies().order_by("name"):
        by_kind.setdefault(agency.kind, []).append(agency)
    made = set(
        material.enquiry.products.exclude(state=Product.State.RECALLED).values_list(
            "agency_id", "type"
        )
    )
    involved = _involved(material.enquiry)
    found: dict[tuple[int, str], Suggested] = {}
    for code in material.outcomes:
        for usual in outcomes()[code].recipients if code in outcomes() else ():
            for agency in _of_kinds(usual.kinds, by_kind=by_kind, involved=involved):
                found.setdefault(
                    (agency.pk, usual.product),
                    Suggested(
                        agency=agency,
                        type=usual.product,
                        because=outcomes()[code].title,
                        is_made=(agency.pk, usual.product) in made,
                    ),
                )
    return list(found.values())


def _of_kinds(
    kinds: tuple[str, ...], *, by_kind: Mapping[str, list[Agency]], involved: set[int]
) -> list[Agency]:
    """Return the agencies of these kinds; of many alike (schools) only those involved."""
    found = []
    for kind in kinds:
        alike = by_kind.get(kind, [])
        found += alike if len(alike) == 1 else [each for each in alike if each.pk in involved]
    return found


def _involved(enquiry: Enquiry) -> set[int]:
    asked = enquiry.requests.exclude(agency=None).values_list("agency_id", flat=True)
    told = enquiry.enquiry_contacts.values_list("contact__agency_id", flat=True)
    return {*asked, *(each for each in told if each)}


def people_at(agency_id: int) -> QuerySet[Practitioner]:
    """Return who works at an agency, by name: whom one may name as reader."""
    return Practitioner.objects.filter(agency_id=agency_id, is_active=True).order_by("name")


def can_anybody_open(agency_id: int, *, on: date) -> bool:
    """Tell whether somebody at an agency holds a role in which products are received."""
    held = Q(grants__role__in=RECEIVING_ROLES, grants__from_on__lte=on) & (
        Q(grants__until_on=None) | Q(grants__until_on__gte=on)
    )
    return Practitioner.objects.filter(held, agency_id=agency_id, is_active=True).exists()


def has_live_agreement(agency_id: int, *, on: date) -> bool:
    """Tell whether a sharing agreement with an agency is in force on that day."""
    agency = Agency.objects.filter(pk=agency_id).first()
    if agency is None:
        return False
    live = agency.agreements.filter(from_on__lte=on)
    return live.filter(Q(ended_on=None) | Q(ended_on__gt=on)).exists()


def second_readers(*, viewer: policy.Viewer) -> list[tuple[int, str]]:
    """Return who in the hub may read a product before it goes: anybody but its author."""
    found: dict[int, str] = {}
    for role in HUB_ROLES:
        for person in holders_of(role):
            if person.pk != viewer.id:
                found[person.pk] = f"{person.name}, {person.job_title}".rstrip(", ")
    return sorted(found.items(), key=lambda pair: pair[1])


def agency_named(pk: int) -> Agency:
    """Return a partner agency.

    Raises:
        NotVisible: the hub works with none of that key.
    """
    found = agencies().filter(pk=pk).first()
    if found is None:
        raise NotVisible("There is no such agency in this partnership. Choose one from the list.")
    return found
