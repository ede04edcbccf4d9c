"""A piece that was given: put it right, or take it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openmash.design.forms import DateAsKnown
from openmash.enquiries.access import get_request
from openmash.enquiries.answering.corrections.actions import (
    correct_piece,
    own_piece,
    withdraw_piece,
)
from openmash.enquiries.answering.forms import TakeBackForm
from openmash.enquiries.answering.piece_forms import PieceForm
from openmash.enquiries.answering.sheet import piece_context
from openmash.enquiries.answering.views.shown import piece_shown, request_words
from openmash.errors import RuleBroken
from openmash.handbook import beside


@login_required
@require_http_methods(["GET", "POST"])
def correct(request, reference, pk):
    """Write a piece anew; what it said before stays on the record."""
    asked = get_request(reference, viewer=request.viewer)
    piece = own_piece(asked, pk=pk, by=request.viewer)
    now = timezone.now()
    form = PieceForm(
        _posted(request), context=piece_context(asked, at=now), initial=_as_given(piece)
    )
    if request.method == "POST" and form.is_valid():
        try:
            correct_piece(asked, piece, form.given, by=request.viewer, at=now)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, "Put right. What it said before stays on the record.")
            return redirect("requests:open", reference=reference)
    context = {
        "asked": asked,
        "form": form,
        "piece": form,
        "given": piece_shown(piece, people=request_words(asked)["people"]),
        "open_href": reverse("requests:open", args=[reference]),
        "beside": beside("requests.correct"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "enquiries/answer_correct.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def take_back(request, reference, pk):
    """Take a piece back, and say why."""
    asked = get_request(reference, viewer=request.viewer)
    piece = own_piece(asked, pk=pk, by=request.viewer)
    form = TakeBackForm(_posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_piece(
                asked, piece, why=form.cleaned_data["why"], by=request.viewer, at=timezone.now()
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, "Taken back. The hub is told.")
            return redirect("requests:open", reference=reference)
    context = {
        "asked": asked,
        "form": form,
        "given": piece_shown(piece, people=request_words(asked)["people"]),
        "open_href": reverse("requests:open", args=[reference]),
        "beside": beside("requests.correct"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "enquiries/answer_take_back.html", context, status=status)


def _as_given(piece) -> dict[str, object]:
    """Return a piece as its form shows it."""
    plain = (
        "what", "place", "kind", "source", "is_first_hand", "restriction", "gist", "analysis",
        "sighting", "is_seen_alone", "seen_by", "known_on", "flags", "lawful_bases",
    )  # fmt: skip
    day, parts = piece.happened_on, {}
    if day is not None:
        parts = {"year": day.year}
        if piece.happened_precision != "year":
            parts["month"] = day.month
        if piece.happened_precision == "day":
            parts["day"] = day.day
    held = piece.conditions or {}
    source, assessment, handling = piece.grade or ("", "", "")
    return {
        **{name: getattr(piece, name) for name in plain},
        "about": [str(each.subject_id) for each in piece.about.all()],
        "happened": DateAsKnown(**parts),
        "grade_source": source,
        "grade_assessment": assessment,
        "grade_handling": handling,
        **{name: held.get(name, "") for name in ("action", "sanitisation", "instructions",
                                                 "rationale")},
    }  # fmt: skip


def _posted(request):
    """Return what was posted, also where it is empty; None where the page is only opened."""
    return request.POST if request.method == "POST" else None
