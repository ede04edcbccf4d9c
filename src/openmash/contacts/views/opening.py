"""How a page comes by its draft: its writer's account, or the link that was e-mailed to them."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from openmash.contacts import access
from openmash.contacts.actions.drafting import LINK_LASTS
from openmash.errors import NotVisible

DRAFT_COOKIE = "openmash_draft"
SALT = "openmash.contacts.draft"
View = Callable[..., HttpResponse]


def held_key(request: HttpRequest) -> str:
    """Return the key of the draft that this browser opened by a link, or nothing."""
    return request.get_signed_cookie(
        DRAFT_COOKIE, default="", salt=SALT, max_age=int(LINK_LASTS.total_seconds())
    )


def hold(response: HttpResponse, *, key: str, is_secure: bool) -> HttpResponse:
    """Let this browser come back to the draft of a link without opening the link again."""
    response.set_signed_cookie(
        DRAFT_COOKIE,
        key,
        salt=SALT,
        max_age=int(LINK_LASTS.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=is_secure,
        path=reverse("contacts:list"),
    )
    return response


def for_draft(view: View) -> View:
    """Hand the view its draft. Who is signed out is asked to sign in, and loses no words.

    A view may carry `keep_signed_out`: what it posts is then kept before its writer, whose
    session ran out while they wrote, is sent to sign in.
    """

    @wraps(view)
    def opened(request: HttpRequest, key: str, **where: str) -> HttpResponse:
        try:
            draft = access.get_draft(key, viewer=request.viewer, held=held_key(request))
        except NotVisible:
            if request.viewer.id:
                raise
            return _signed_out(request, view, key=key, where=where)
        if draft.submitted_reference and not getattr(view, "is_after_sending", False):
            return redirect("contacts:sent", key=key)
        return view(request, draft, key=key, **where)

    return opened


def _signed_out(
    request: HttpRequest, view: View, *, key: str, where: dict[str, str]
) -> HttpResponse:
    keep = getattr(view, "keep_signed_out", None)
    if request.method == "POST" and keep is not None:
        draft = access.draft_by_key(key)
        if draft is not None and not draft.submitted_reference:
            keep(request, draft, **where)
            return redirect_to_login(request.path)
    return render(request, "contacts/closed.html", {"next": request.path}, status=401)
