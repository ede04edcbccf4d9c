"""The agency's side: what the hub asks of it, and its answer, kept while it is being written."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from openmash import policy
from openmash.enquiries.access import get_request, request_facts
from openmash.enquiries.answering import access
from openmash.enquiries.answering.actions import open_request as note_opened
from openmash.enquiries.answering.sheet import drafted_pieces, piece_context
from openmash.enquiries.answering.views import hub
from openmash.enquiries.answering.views.filling import Filling, fill_in, send_checked
from openmash.enquiries.answering.views.shown import answer_page, inbox_row
from openmash.enquiries.asking.access import may_ask
from openmash.errors import NotVisible, RuleBroken
from openmash.handbook import beside

PER_PAGE = 25


@login_required
@require_GET
def inbox(request):
    """Show what the hub asks of the viewer's agency, what runs out next first."""
    if policy.Permission.REQUEST_ANSWER not in request.viewer.permissions:
        raise NotVisible("There is no such page. Go back to your work.")
    show = request.GET.get("show", "open")
    show = show if show in access.SHOWN else "open"
    now = timezone.now()
    counts = access.inbox_counts(viewer=request.viewer)
    page = Paginator(access.inbox(viewer=request.viewer, show=show), PER_PAGE).get_page(
        request.GET.get("page")
    )
    lists = [
        {
            "label": f"{label} ({counts[code]})",
            "url": f"{reverse('requests:inbox')}?show={code}",
            "current": code == show,
        }
        for code, (label, _) in access.SHOWN.items()
    ]
    context = {
        "page": page,
        "rows": [inbox_row(row, now=now) for row in page],
        "lists": lists,
        "show": show,
        "now": now,
        "agency": access.agency_of(request.viewer),
        "beside": beside("requests.inbox"),
    }
    return render(request, "enquiries/request_inbox.html", context)


@login_required
@require_GET
def open_request(request, reference):
    """Show a request: to the agency that was asked its answer sheet, to the hub where it stands."""
    asked = get_request(reference, viewer=request.viewer)
    if not access.answers_for(request.viewer, asked):
        return hub.show(request, asked)
    asked = note_opened(asked, by=request.viewer, at=timezone.now())
    filling = Filling.begun(asked, is_spoken=False, by=request.viewer, at=timezone.now())
    number = request.GET.get("piece", "")
    filling = filling.on_piece(int(number)) if number.isdigit() else filling
    return answer_page(request, filling, is_adding="more" in request.GET or bool(number))


@login_required
@require_POST
def answer(request, reference):
    """Keep, add to, or send an answer."""
    asked = get_request(reference, viewer=request.viewer)
    policy.require(policy.may_answer_request(request.viewer, request_facts(asked)))
    return fill_in(request, asked, is_spoken=False)


@login_required
@require_http_methods(["GET", "POST"])
def check(request, reference):
    """Read the whole answer once more, and send it."""
    asked = get_request(reference, viewer=request.viewer)
    policy.require(policy.may_answer_request(request.viewer, request_facts(asked)))
    now = timezone.now()
    broken = ""
    if request.method == "POST":
        try:
            send_checked(asked, key=request.POST.get("key", ""), by=request.viewer, at=now)
        except RuleBroken as fault:
            broken = str(fault)
        else:
            messages.success(request, "Sent. Thank you. You will hear what was decided.")
            return redirect("requests:open", reference=reference)
    filling = Filling.begun(asked, is_spoken=False, by=request.viewer, at=now)
    context = {
        "asked": asked,
        "draft": filling.draft,
        "pieces": drafted_pieces(filling.draft, context=piece_context(asked, at=now)),
        "open_href": reverse("requests:open", args=[reference]),
        "answers": filling.answer_form.initial,
        "broken": broken,
        "broken_list": [{"text": broken, "href": ""}],
        "beside": beside("requests.check"),
    }
    return render(request, "enquiries/answer_check.html", context, status=422 if broken else 200)


@login_required
@require_http_methods(["GET", "POST"])
def by_telephone(request, reference):
    """Write down what an agency said by telephone, with who said it."""
    asked = get_request(reference, viewer=request.viewer)
    policy.require(may_ask(request.viewer, request_facts(asked).enquiry))
    if request.method == "POST":
        return fill_in(request, asked, is_spoken=True)
    filling = Filling.begun(asked, is_spoken=True, by=request.viewer, at=timezone.now())
    number = request.GET.get("piece", "")
    filling = filling.on_piece(int(number)) if number.isdigit() else filling
    return answer_page(request, filling, is_adding=True)
