"""The recipient's pages: what is shared with them, one product, its printed sheet, their answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from openmash.handbook.beside import beside
from openmash.products import shown
from openmash.products.product_types import product_type
from openmash.products.receiving import access, actions
from openmash.products.receiving.forms import AnswerForm
from openmash.products.views import pdf_answer

PER_PAGE = 25


@login_required
@require_GET
def inbox(request):
    """Show what is shared with the viewer, what waits for an answer first."""
    now = timezone.now()
    is_open = request.GET.get("show") == "open"
    listed = access.not_answered if is_open else access.inbox
    found = Paginator(listed(viewer=request.viewer, now=now), PER_PAGE)
    keep = "&show=open" if is_open else ""
    page = found.get_page(request.GET.get("page"))
    context = {
        "page": page,
        "choices": [
            {"label": "To answer", "url": "?show=open", "current": is_open},
            {"label": "All", "url": "?", "current": not is_open},
        ],
        "rows": [
            {
                "delivery": each,
                "type": product_type(each.product.type).title,
                "said": shown.ANSWERS.get(each.answer, each.answer),
            }
            for each in page
        ],
        "previous": f"?page={page.previous_page_number()}{keep}" if page.has_previous() else "",
        "next": f"?page={page.next_page_number()}{keep}" if page.has_next() else "",
        "waiting": access.not_answered(viewer=request.viewer, now=now).count(),
        "beside_inbox": beside("product.inbox"),
    }
    return render(request, "products/inbox.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def shared(request, number):
    """Show a product to its recipient, and take their answer."""
    now = timezone.localtime()
    delivery = access.get_delivery(number, viewer=request.viewer, now=now)
    product = delivery.product
    delivery = actions.mark_opened(delivery, by=request.viewer, at=now)
    delivery.product = product
    offered = access.risk_offered(delivery, viewer=request.viewer)
    form = AnswerForm(
        request.POST if request.method == "POST" else None, is_risk_offered=offered is not None
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.answer(
            delivery,
            says=given["says"],
            words=given.get("words") or "",
            takes_risk=bool(given.get("takes_risk")) and given["says"] == actions.ACCEPTED,
            by=request.viewer,
            at=now,
        )
        messages.success(request, "The hub knows now.")
        return redirect("products:shared", number=number)
    context = {
        "delivery": delivery,
        "product": product,
        "type": product_type(product.type),
        "sheet": shown.sheet(product.recipient_part),
        "said": shown.ANSWERS.get(delivery.answer, ""),
        "is_final": delivery.answer in actions.FINAL,
        "form": form,
        "beside_shared": beside("product.shared"),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "products/shared.html", context, status=status)


@login_required
@require_GET
def download(request, number):
    """Give the recipient the printed sheet; that it left as a file is kept."""
    now = timezone.now()
    delivery = access.get_delivery(number, viewer=request.viewer, now=now, verb="download product")
    actions.mark_opened(delivery, by=request.viewer, at=now)
    actions.record_download(delivery, by=request.viewer, at=now)
    return pdf_answer(bytes(delivery.product.sheet), name=delivery.product.reference)
