"""Begin, keep and send a product. What was sent never changes: the database refuses."""

import hashlib
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from openmash import policy
from openmash.agencies.access import partnership
from openmash.agencies.models import Practitioner
from openmash.audit import records
from openmash.enquiries.access import enquiry_facts
from openmash.enquiries.alerts.actions import ToWhom, tell
from openmash.enquiries.models import Enquiry
from openmash.errors import RuleBroken
from openmash.products import access, sending
from openmash.products.composing import Composition
from openmash.products.made import Choices, Setting, composition_of
from openmash.products.models import Composing, Delivery, Included, Product, Withheld
from openmash.products.pieces import Verdict
from openmash.products.product_types import product_type
from openmash.products.sheet import render_pdf

FORM = {Verdict.INCLUDE: "whole", Verdict.GIST: "gist"}


@transaction.atomic
def begin(
    enquiry: Enquiry, *, type: str, agency_id: int, purpose: str, by: policy.Viewer, at: datetime
) -> Product:
    """Begin a product for one recipient. Nothing leaves yet.

    Raises:
        NotVisible: the viewer may not send what leaves the hub.
        RuleBroken: nothing is decided yet, or the enquiry has ended.
    """
    policy.require(policy.may_send_product(by, enquiry_facts(enquiry)))
    decision = enquiry.decisions.order_by("-number").first()
    if decision is None:
        raise RuleBroken("Decide first. A product says what was decided and asks for what follows.")
    if enquiry.stage == Enquiry.Stage.CLOSED:
        raise RuleBroken("This enquiry has ended. Say a new worry and link it, then share.")
    agency = access.agency_named(agency_id)
    product_type(type)
    product = Product.objects.create(
        reference=_next_reference(at),
        enquiry=enquiry,
        decision=decision,
        type=type,
        agency=agency,
        recipient_label=agency.name,
        purpose=purpose,
        lawful_bases=enquiry.lawful_bases,
        composed_by_id=by.id,
        composed_at=at,
    )
    Composing.objects.create(product=product, enquiry=enquiry, saved_at=at)
    records.record_change("product.begin", product.reference, by=by, at=at, facts={"type": type})
    return product


def _next_reference(at: datetime) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('om_product_number')")
        return f"I-{timezone.localdate(at).year}-{cursor.fetchone()[0]:04d}"


@transaction.atomic
def keep(
    product: Product,
    answers: dict[str, list[str]],
    *,
    second_reader: int | None = None,
    by: policy.Viewer,
    at: datetime,
) -> Composing:
    """Keep what the author typed, exactly, complete or not.

    Raises:
        RuleBroken: it has left already.
    """
    require_author(product, by=by)
    if product.state != Product.State.DRAFT:
        raise RuleBroken("This has been sent and never changes. Recall it, and make another.")
    kept = Composing.objects.select_for_update().get(product=product)
    kept.answers, kept.saved_at = answers, at
    kept.second_reader_id = second_reader or kept.second_reader_id
    kept.save(update_fields=["answers", "saved_at", "second_reader"])
    return kept


def compose_now(
    product: Product, choices: Choices, *, by: policy.Viewer, at: datetime
) -> Composition:
    """Return the product as it would go at this moment, from the record as it stands."""
    material = access.material_of(product.enquiry, viewer=by, now=at)
    return composition_of(
        material, choices=choices, setting=setting_of(product, choices, by=by, at=at)
    )


def setting_of(product: Product, choices: Choices, *, by: policy.Viewer, at: datetime) -> Setting:
    """Return the names on the sheet: who sends it, who reads it, whom to ask."""
    here = partnership()
    second = Practitioner.objects.filter(pk=choices.second_reader).first()
    return Setting(
        reference=product.reference,
        type=product.type,
        agency=product.agency,
        recipient_label=product.recipient_label,
        reader_names=tuple(readers_of(product, choices, at=at)),
        author=by.name,
        author_role=by.job,
        second_reader=second.name if second and second.pk != by.id else "",
        questions_to=(here.out_of_hours_phone if here else "") or "the hub",
        now=timezone.localtime(at),
    )


def readers_of(product: Product, choices: Choices, *, at: datetime) -> list[str]:
    """Return who would be able to open it: named people, or those who receive for the agency."""
    people = access.people_at(product.agency_id).filter(pk__in=choices.people)
    names = [person.name for person in people]
    can = access.can_anybody_open(product.agency_id, on=timezone.localdate(at))
    if choices.is_to_agency and not names and can:
        return [f"Whoever receives for {product.agency.name}"]
    return names


def readiness_of(product: Product, choices: Choices, *, at: datetime) -> sending.Readiness:
    """Return what the record says before it goes."""
    enquiry = product.enquiry
    return sending.Readiness(
        has_live_agreement=access.has_live_agreement(product.agency_id, on=timezone.localdate(at)),
        without_agreement_why=choices.without_agreement_why,
        level=product.decision.level,
        brag=enquiry.brag,
        is_safe_contact_answered=bool(enquiry.safe_contact.strip()),
        is_ended=enquiry.stage == Enquiry.Stage.CLOSED,
    )


@transaction.atomic
def send(product: Product, choices: Choices, *, by: policy.Viewer, at: datetime) -> Product:
    """Send a product: what its recipient may have, sealed and printed, with why the rest stayed.

    Sent twice by one press too many, it goes once.

    Raises:
        NotVisible: the viewer may not send what leaves the hub.
        RuleBroken: something stands in the way; the message says all of it.

    Source: MASH-FIVE-CORE
    """
    verdict = require_author(product, by=by)
    product = Product.objects.select_for_update(of=("self",)).get(pk=product.pk)
    if product.state != Product.State.DRAFT:
        return product
    composition = compose_now(product, choices, by=by, at=at)
    sending.check(readiness_of(product, choices, at=at), composed=composition.why_not)
    here = partnership()
    sheet = render_pdf(composition, partnership_name=here.name if here else "The hub", now=at)
    _seal(product, choices=choices, composition=composition, sheet=sheet, by=by, at=at)
    _keep_what_went(product, composition)
    _deliver(product, choices=choices, at=at)
    _say_it_is_shared(product.enquiry_id)
    tell(
        ToWhom(practitioner_id=choices.second_reader),
        kind="second reader",
        words=f"You are named as having read {product.reference} before it was sent.",
        once=f"second-reader:{product.pk}",
        at=at,
        reference=product.reference,
        enquiry_id=product.enquiry_id,
    )
    records.record_disclosure(
        "product.send", product.reference, by=by, at=at, because=", ".join(choices.bases),
        facts={"type": product.type, "agency": product.agency_id, "allowed": verdict.because,
               "included": len(composition.included), "withheld": len(composition.withheld)},
    )  # fmt: skip
    return product


def _seal(product: Product, *, choices: Choices, composition: Composition, sheet: bytes, by, at):
    product.state = Product.State.SENT
    product.purpose = choices.purpose
    product.lawful_bases = list(choices.bases)
    product.necessity = choices.necessity
    product.proportionality = choices.proportionality
    product.recipient_part = dict(composition.sheet)
    product.sheet = sheet
    product.sha256 = hashlib.sha256(sheet).hexdigest()
    product.expires_on = choices.expires_on
    product.sent_by_id, product.sent_at = by.id, at
    product.save()


def _keep_what_went(product: Product, composition: Composition) -> None:
    Included.objects.bulk_create(
        Included(
            product=product,
            enquiry_id=product.enquiry_id,
            piece_id=int(line.piece.ref),
            form=FORM[line.inclusion.verdict],
        )
        for line in composition.included
    )
    Withheld.objects.bulk_create(
        Withheld(
            product=product,
            enquiry_id=product.enquiry_id,
            piece_id=int(each.ref),
            rule=each.rule,
            why=each.reason[:300],
        )
        for each in composition.withheld
    )


def _deliver(product: Product, *, choices: Choices, at: datetime) -> None:
    people = list(access.people_at(product.agency_id).filter(pk__in=choices.people))
    for person in people or [None]:
        Delivery.objects.create(
            product=product,
            enquiry_id=product.enquiry_id,
            agency_id=product.agency_id,
            practitioner=person,
            delivered_at=at,
        )
        to = ToWhom(practitioner_id=person.pk) if person else ToWhom(agency_id=product.agency_id)
        tell(
            to,
            kind="product",
            words=f"The hub shared {product.reference} with you. Open it, and say that you act.",
            once=f"product:{product.pk}:{person.pk if person else 'agency'}",
            at=at,
            reference=product.reference,
        )


def _say_it_is_shared(enquiry_id: int) -> None:
    enquiry = Enquiry.objects.select_for_update().get(pk=enquiry_id)
    if enquiry.stage == Enquiry.Stage.DECIDED:
        enquiry.stage = Enquiry.Stage.DISSEMINATED
    enquiry.version += 1
    enquiry.save(update_fields=["stage", "version"])


def require_author(product: Product, *, by: policy.Viewer) -> policy.Verdict:
    """Let through whoever may send what leaves the hub. Raises NotVisible."""
    return policy.require(policy.may_send_product(by, enquiry_facts(product.enquiry)))
