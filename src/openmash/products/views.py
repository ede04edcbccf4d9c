"""The hub's pages for products: the list, composing, the preview beside what stays, recall."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from openmash.agencies.access import agencies, partnership
from openmash.enquiries.access import get_enquiry
from openmash.enquiries.reading.access import frame_rows
from openmash.enquiries.reading.frame import frame_of
from openmash.errors import RuleBroken
from openmash.handbook.beside import beside
from openmash.products import access, actions, sending, shown
from openmash.products.compose_form import ComposeForm
from openmash.products.forms import BeginForm, RecallForm
from openmash.products.product_types import product_type, product_types
from openmash.products.purposes import usual_purpose
from openmash.products.recalling import actions as recalling
from openmash.products.sheet import render_pdf

NOT_KEPT = {"csrfmiddlewaretoken", "do"}


@login_required
@require_http_methods(["GET", "POST"])
def product_list(request, reference):
    """Show what was shared with whom, what came back, and who should still be told."""
    now = timezone.localtime()
    enquiry = get_enquiry(reference, viewer=request.viewer, verb="read products")
    material = access.material_of(enquiry, viewer=request.viewer, now=now)
    form = BeginForm(
        request.POST if request.method == "POST" else None,
        agencies=list(agencies().values_list("pk", "name")),
        types=product_types(),
        initial={"agency": request.GET.get("agency"), "type": request.GET.get("type")},
    )
    if request.method == "POST" and form.is_valid():
        product = actions.begin(
            enquiry,
            type=form.cleaned_data["type"],
            agency_id=form.cleaned_data["agency"],
            purpose=usual_purpose(
                material.outcomes if material else [], of_enquiry=enquiry.purpose
            ),
            by=request.viewer,
            at=now,
        )
        return redirect("products:compose", reference=reference, number=product.reference)
    context = _frame(request, enquiry, now=now) | {
        "form": form,
        "products": [shown.line(product) for product in access.products_of(enquiry)],
        "suggested": access.suggestions(material) if material else [],
        "is_decided": material is not None,
        "may_send": bool(access.may_send(enquiry, viewer=request.viewer)),
        "beside_products": beside("product.list"),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "products/list.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def compose(request, reference, number):
    """Choose what goes and write what is asked; everything typed is kept, complete or not."""
    now = timezone.localtime()
    product = access.get_hub_product(reference, number, viewer=request.viewer)
    if product.state != "draft":
        return redirect("products:product", reference=reference, number=number)
    posted = request.POST if request.method == "POST" else None
    form, material = _form(request, product, data=posted, now=now)
    if posted is not None:
        form.is_valid()
        actions.keep(
            product, _typed(posted), second_reader=form.choices().second_reader,
            by=request.viewer, at=now,
        )  # fmt: skip
        if not form.errors:
            return redirect("products:product", reference=reference, number=number)
    context = _frame(request, product.enquiry, now=now) | {
        "product": product,
        "type": product_type(product.type),
        "form": form,
        "rows": shown.piece_rows(form, material=material, agency=product.agency),
        "asks": shown.ask_rows(form),
        "saved_at": f"{timezone.localtime(product.composing.saved_at):%H:%M}",
        "bases_summary": f"Lawful basis: {len(form.given('bases') or ())} ticked",
        "beside_compose": beside("product.compose"),
    }
    status = 422 if form.errors else 200
    return render(request, "products/compose.html", context, status=status)


@login_required
@require_POST
def keep_draft(request, reference, number):
    """Keep a product half written, as the page sends it while somebody types."""
    now = timezone.localtime()
    product = access.get_hub_product(reference, number, viewer=request.viewer)
    actions.keep(product, _typed(request.POST), by=request.viewer, at=now)
    return JsonResponse({"saved_at": f"{now:%H:%M}"})


@login_required
@require_http_methods(["GET", "POST"])
def product(request, reference, number):
    """Show a product exactly as its recipient gets it, beside what stays and why; send it."""
    now = timezone.localtime()
    found = access.get_hub_product(reference, number, viewer=request.viewer)
    if found.state != "draft":
        return _sent(request, found, now=now)
    form, _ = _form(request, found, now=now, is_posted=True)
    choices = form.choices()
    if request.method == "POST":
        return _send(request, found, choices=choices, now=now)
    return _preview(request, found, choices=choices, now=now)


def _send(request, found, *, choices, now):
    try:
        actions.send(found, choices, by=request.viewer, at=now)
    except RuleBroken as fault:
        return _preview(request, found, choices=choices, now=now, fault=str(fault))
    messages.success(request, f"{found.reference} is sent.")
    return redirect("products:list", reference=found.enquiry.reference)


def _preview(request, found, *, choices, now, fault: str = ""):
    composition = actions.compose_now(found, choices, by=request.viewer, at=now)
    readiness = actions.readiness_of(found, choices, at=now)
    pieces = {str(piece.pk): piece for piece in _pieces(request, found, now=now)}
    context = _frame(request, found.enquiry, now=now) | {
        "product": found,
        "type": composition.product_type,
        "sheet": shown.sheet(composition.sheet),
        "withheld": shown.withheld(composition.withheld, pieces=pieces),
        "count": len(composition.included),
        "total": len(composition.included) + len(composition.withheld),
        "needs": shown.needs(composition, readiness=readiness),
        "warnings": shown.warnings(composition.warnings),
        "why_not": sending.why_not_yet(readiness, composed=composition.why_not),
        "fault": [{"text": fault, "href": "#before-it-goes"}] if fault else [],
        "others": [
            shown.line(other) for other in access.products_of(found.enquiry) if other.pk != found.pk
        ],
        "may_send": bool(access.may_send(found.enquiry, viewer=request.viewer)),
        "send_words": f"Send it to {found.recipient_label}",
        "beside_preview": beside("product.preview"),
    }
    return render(request, "products/preview.html", context, status=422 if fault else 200)


def _sent(request, found, *, now):
    form = RecallForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        recalling.recall(found, why=form.cleaned_data["why"], by=request.viewer, at=now)
        messages.success(request, "Called back. Its recipients can open it no longer.")
        return redirect(
            "products:product", reference=found.enquiry.reference, number=found.reference
        )
    context = _frame(request, found.enquiry, now=now) | {
        "product": found,
        "type": product_type(found.type),
        "sheet": shown.sheet(found.recipient_part),
        "form": form,
        "deliveries": shown.deliveries(
            found.deliveries.select_related("practitioner", "opened_by", "agency")
        ),
        "state_words": f"Called back {timezone.localtime(found.recalled_at):%-d %B}"
        if found.recalled_at
        else f"Sent {timezone.localtime(found.sent_at):%-d %B %Y, %H:%M}",
        "withheld": [
            {"about": shown.piece_title(each.piece), "why": each.why}
            for each in found.withheld.select_related("piece__agency")
        ],
        "count": found.included.count(),
        "may_send": bool(access.may_send(found.enquiry, viewer=request.viewer)),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "products/sent.html", context, status=status)


@login_required
@require_GET
def pdf(request, reference, number):
    """Give the hub the printed sheet: as sent, or a preview that says so on every page."""
    now = timezone.localtime()
    found = access.get_hub_product(reference, number, viewer=request.viewer, verb="print product")
    if found.state == "draft":
        form, _ = _form(request, found, now=now, is_posted=True)
        made = actions.compose_now(found, form.choices(), by=request.viewer, at=now)
        here = partnership()
        content = render_pdf(made, partnership_name=here.name if here else "The hub", now=now)
    else:
        content = bytes(found.sheet)
    return pdf_answer(content, name=found.reference)


@login_required
@require_POST
def set_aside(request, reference, number):
    """Leave a product that was begun and not sent."""
    found = access.get_hub_product(reference, number, viewer=request.viewer)
    recalling.set_aside(found, by=request.viewer, at=timezone.now())
    return redirect("products:list", reference=reference)


def pdf_answer(content: bytes, *, name: str) -> HttpResponse:
    """Return a sheet as a file to keep: never shown inside a page, never cached."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer


def _form(request, found, *, now, data=None, is_posted: bool = False):
    material = access.material_of(found.enquiry, viewer=request.viewer, now=now)
    saved = found.composing.answers
    if is_posted and saved:
        data = MultiValueDict(saved)
    form = ComposeForm(
        data,
        material=material,
        product_type=product_type(found.type),
        agency=found.agency,
        purpose=found.purpose,
        people=[
            (person.pk, ", ".join(part for part in (person.name, person.job_title) if part))
            for person in access.people_at(found.agency_id)
        ],
        second_readers=access.second_readers(viewer=request.viewer),
        today=now.date(),
        needs_reason=not access.has_live_agreement(found.agency_id, on=now.date()),
        saved=saved or None,
    )
    if data is not None:
        form.is_valid()
    return form, material


def _pieces(request, found, *, now):
    material = access.material_of(found.enquiry, viewer=request.viewer, now=now)
    return material.pieces if material else []


def _typed(posted) -> dict[str, list[str]]:
    return {name: posted.getlist(name) for name in posted if name not in NOT_KEPT}


def _frame(request, enquiry, *, now) -> dict[str, object]:
    rows = frame_rows(enquiry)
    return {"frame": frame_of(rows, page="products", viewer=request.viewer, now=now), "now": now}
