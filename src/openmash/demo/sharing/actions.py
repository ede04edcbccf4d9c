"""Share what was decided with those who act, and let them take it on or send it back."""

from datetime import datetime, timedelta

from openmash.demo.cast.access import playing
from openmash.demo.planning import Occasion
from openmash.demo.scene import Scene
from openmash.enquiries.models import Enquiry
from openmash.policy import Permission, Viewer
from openmash.products import access
from openmash.products.actions import begin, send
from openmash.products.closing.actions import close
from openmash.products.from_record import Weighed
from openmash.products.made import Choices
from openmash.products.models import Delivery, Product
from openmash.products.product_types import product_type
from openmash.products.recalling.actions import recall
from openmash.products.receiving.actions import answer, mark_opened

LASTS = timedelta(days=90)
MOST_PIECES = 4
# One recipient is enough for what ended long ago: each sheet is printed, and printing takes time.
MOST_RECIPIENTS = 2
WHY_RECALLED = "It named a house that the family has left. A new one follows today."
WHY_SENT_BACK = "The family moved to Saltby on Friday. Saltby should have this, not us."
WHAT_WAS_REACHED = (
    "The family has a named worker and the first visits were made. A new injury, or a visit that is "
    "not answered, would make us look again."
)


def share(
    enquiry: Enquiry, occasion: Occasion, *, by: Viewer, at: datetime, scene: Scene
) -> list[Product]:
    """Send a product to each of those who usually act on what was decided, and answer for them."""
    sent = []
    with playing(by):
        enquiry = Enquiry.objects.get(pk=enquiry.pk)
        material = access.material_of(enquiry, viewer=by, now=at)
        for suggested in _recipients(material, scene=scene, number=_number(occasion)):
            sent.append(_send(enquiry, suggested, material=material, by=by, at=at))
    for position, product in enumerate(sent):
        _receive(product, occasion, is_first=position == 0, at=at, scene=scene)
    if occasion.course == "recalled" and sent:
        with playing(by):
            product = Product.objects.select_related("enquiry").get(pk=sent[0].pk)
            recall(product, why=WHY_RECALLED, by=by, at=scene.later(at, hours=20))
    return sent


def _number(occasion: Occasion) -> int:
    return 1 if occasion.course in ("enquiry", "adult_enquiry") else MOST_RECIPIENTS


def _recipients(material, *, scene: Scene, number: int) -> list:
    return [
        one
        for one in access.suggestions(material)
        if _receiver_of(one.agency.code, scene=scene) and product_type(one.type)
    ][:number]


def _receiver_of(code: str, *, scene: Scene) -> Viewer | None:
    people = [scene.cast.viewer_of(one) for one in scene.cast.staff_of.get(code, ())]
    return next((one for one in people if Permission.PRODUCT_RECEIVE in one.permissions), None)


def _send(enquiry: Enquiry, suggested, *, material, by: Viewer, at: datetime) -> Product:
    product = begin(
        enquiry,
        type=suggested.type,
        agency_id=suggested.agency.pk,
        purpose=enquiry.purpose,
        by=by,
        at=at,
    )
    of_type = product_type(suggested.type)
    centre = frozenset(row.pk for row in material.centre)
    plain = [piece for piece in material.pieces if _is_plain(piece, centre=centre)]
    choices = Choices(
        kind=sorted(of_type.to)[0],
        purpose=enquiry.purpose,
        is_to_agency=True,
        is_linked=False,
        about=centre,
        weighed=Weighed(taken=frozenset(piece.pk for piece in plain[:MOST_PIECES])),
        asks=(("See them alone, and tell the hub what you found", "within two working days"),),
        analysis="Several small things, from agencies that did not know of each other, fit together.",
        confidence="likely",
        reason="Harm is likely, and can be prevented now.",
        led_by="the service named below",
        general_outcome="Help is being arranged.",
        next_steps=("A worker will be in touch.",),
        bases=tuple(enquiry.lawful_bases),
        necessity="The recipient acts on the decision and needs to know why.",
        proportionality="Only what bears on what they are asked to do.",
        conditions=("Do not speak of this by telephone to the home.",),
        expires_on=at.date() + LASTS,
        second_reader=access.second_readers(viewer=by)[0][0],
    )
    return send(product, choices, by=by, at=at)


def _is_plain(piece, *, centre: frozenset[int]) -> bool:
    about = {each.subject_id for each in piece.about.all()}
    return piece.restriction == "share" and not piece.grade and about <= centre


def _receive(
    product: Product, occasion: Occasion, *, is_first: bool, at: datetime, scene: Scene
) -> None:
    """Open it as the recipient, and answer: taken on, sent back, or left for now."""
    code = next(c for c, one in scene.cast.agency_of.items() if one.pk == product.agency_id)
    if occasion.course == "shared" and not is_first:
        return
    with playing(_receiver_of(code, scene=scene)) as viewer:
        delivery = Delivery.objects.select_related("product").filter(product_id=product.pk).first()
        if delivery is None:  # its last day has passed since, so that nobody can open it now
            return
        opened_at = scene.later(at, hours=2)
        mark_opened(delivery, by=viewer, at=opened_at)
        if occasion.course == "recalled":
            return
        is_back = occasion.course == "sent_back" and is_first
        answer(
            delivery,
            says="rejected" if is_back else "accepted",
            words=WHY_SENT_BACK if is_back else "",
            by=viewer,
            at=scene.later(opened_at, hours=1),
        )


def end(enquiry: Enquiry, *, by: Viewer, at: datetime) -> None:
    """End an enquiry that everybody has answered."""
    with playing(by):
        close(Enquiry.objects.get(pk=enquiry.pk), words=WHAT_WAS_REACHED, by=by, at=at)
