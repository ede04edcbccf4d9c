"""Say a worry without an account: an address, a link by e-mail, and the draft it opens."""

from uuid import uuid4

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from openmash.contacts import access, actions, keys
from openmash.contacts.actions.links import LINK_LAPSED
from openmash.contacts.views.opening import held_key, hold
from openmash.design.forms import PlainForm
from openmash.errors import NotVisible
from openmash.handbook import beside


class AddressForm(PlainForm):
    """The address to which the link goes."""

    email = forms.EmailField(
        label="Your e-mail address at work",
        help_text="We send a link to it, which opens the form for you alone.",
        error_messages={
            "required": "Write your e-mail address",
            "invalid": "Write a whole e-mail address, like name@example.org",
        },
    )


def ask_for_address(request: HttpRequest) -> HttpResponse:
    """Ask somebody without an account where to send the link."""
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.send_link(
            form.cleaned_data["email"].lower(),
            by=request.viewer,
            at=timezone.now(),
            submission_key=uuid4(),
        )
        return redirect("contacts:link_sent")
    context = {"form": form, "held": _held(request), "paragraph": beside("contact.danger")}
    return render(request, "contacts/address.html", context, status=422 if form.errors else 200)


def _held(request: HttpRequest) -> str:
    """Return the key of an unsent draft that this browser may go on with, or nothing."""
    key = held_key(request)
    try:
        draft = access.get_draft(key, viewer=request.viewer, held=key) if key else None
    except NotVisible:
        return ""
    return key if draft and not draft.submitted_reference else ""


@require_GET
def link_sent(request: HttpRequest) -> HttpResponse:
    """Say where to look. The page is the same whether or not a further link went."""
    return render(request, "contacts/link_sent.html", {})


@require_GET
def link(request: HttpRequest, key: str) -> HttpResponse:
    """Open the draft of a link in this browser, and go on where its writer left it."""
    try:
        draft = actions.open_link(key, by=request.viewer, at=timezone.now())
    except NotVisible:
        return render(request, "contacts/lapsed.html", {"words": LINK_LAPSED}, status=404)
    key = keys.draft_key(draft.submission_key)
    if draft.submitted_reference:
        response = redirect("contacts:sent", key=key)
    elif draft.answers:
        response = redirect("contacts:draft", key=key)
    else:
        response = redirect("contacts:step", key=key, slug="danger")
    return hold(response, key=key, is_secure=request.is_secure())


@require_GET
def outbox(request: HttpRequest) -> HttpResponse:
    """Show what a practice hub would have e-mailed."""
    return render(request, "contacts/outbox.html", {"messages_out": access.outbox()})
