"""What became of a worry: one's own list, one contact, adding to it, and the receipt page."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from openmash.contacts import access, actions, keys, rules, shown
from openmash.contacts.questions.asking import words
from openmash.contacts.views.files import shown_files
from openmash.design.forms import PlainForm
from openmash.errors import NotVisible
from openmash.handbook import beside

A_PAGE = 25


class AddForm(PlainForm):
    """Something to add to a contact that was sent."""

    words = words("What is new, or what was wrong?", hint="Say which of the two it is.", rows=6)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].required = True
        self.fields["words"].error_messages["required"] = "Write what you want to add or put right"


class ReceiptForm(PlainForm):
    """The reference and the code that were shown when it was sent."""

    reference = forms.CharField(
        label="Reference",
        max_length=40,
        help_text="It looks like C-2026-1183",
        error_messages={"required": "Write the reference that you were shown"},
    )
    code = forms.CharField(
        label="Code",
        max_length=40,
        help_text="Three groups of four signs, like K7QD-M3XA-2TPC",
        error_messages={"required": "Write the code that you were shown"},
    )


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Show what this viewer has said, what is not sent yet, and, to a lead, their agency's."""
    own = Paginator(access.own_contacts(viewer=request.viewer), A_PAGE)
    agency = Paginator(access.agency_contacts(viewer=request.viewer), A_PAGE)
    page = own.get_page(request.GET.get("page"))
    theirs = agency.get_page(request.GET.get("agency_page"))
    context = {
        "own": [_row(contact) for contact in page],
        "page": page,
        "agency": [_row(contact) for contact in theirs],
        "agency_page": theirs,
        "drafts": [
            {"key": keys.draft_key(draft.submission_key), "draft": draft}
            for draft in access.own_drafts(viewer=request.viewer)
        ],
    }
    return render(request, "contacts/list.html", context)


def _row(contact: object) -> dict[str, object]:
    return {"contact": contact, "band": rules.band_words(contact.band or rules.Band.RECEIVED)}


@require_GET
@login_required
def contact(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one contact as it was sent, what was added, and what its writer was told."""
    found = access.get_contact(reference, viewer=request.viewer)
    told = access.feedback_of(found, viewer=request.viewer).select_related("by")
    context = {
        "contact": found,
        "voice": shown.unquoted(found.voice),
        "sections": shown.sections(found, without="voice"),
        "people": _people(found),
        "statements": found.statements.select_related("by").order_by("pk"),
        "told": [{"given": given, "band": rules.band_words(given.band)} for given in told],
        "files": shown_files(access.files_of(found)),
        "who_sees": _who_sees(found),
    }
    return render(request, "contacts/contact.html", context)


def _people(found: object) -> list[dict[str, object]]:
    return [
        {
            "words": shown.person_words(p.record.name, part=p.part, relation=p.relation),
            "lines": shown.person_lines(p, p.record),
        }
        for p in found.people.select_related("record")
        if p.record is not None
    ]


def _who_sees(found: object) -> list[str]:
    teams = {"children": "the children’s team of the hub", "adults": "the adults’ team of the hub"}
    seen_by = ["you, or whoever wrote it", *(teams[remit] for remit in found.remits)]
    if found.agency_id:
        seen_by.append("your agency’s safeguarding lead")
    return seen_by


@require_http_methods(["GET", "POST"])
@login_required
def add(request: HttpRequest, reference: str) -> HttpResponse:
    """Add to a contact, or put something right, beside what was sent."""
    found = access.get_contact(reference, viewer=request.viewer)
    form = AddForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_statement(
            found, form.cleaned_data["words"], by=request.viewer, at=timezone.now()
        )
        return redirect("contacts:contact", reference=reference)
    context = {"contact": found, "form": form, "paragraph": beside("contact.adding")}
    return render(request, "contacts/add.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def receipt(request: HttpRequest) -> HttpResponse:
    """Say how far a contact is to anybody with its reference and code, and nothing more."""
    form = ReceiptForm(request.POST or None)
    lines = []
    if request.method == "POST" and form.is_valid():
        try:
            lines = access.receipt_lines(
                form.cleaned_data["reference"].strip().upper(),
                code=form.cleaned_data["code"],
                viewer=request.viewer,
            )
        except NotVisible as none:
            form.add_error("code", str(none))
    context = {
        "form": form,
        "lines": [{"line": line, "band": rules.band_words(line.band)} for line in lines],
    }
    return render(request, "contacts/receipt.html", context, status=422 if form.errors else 200)
