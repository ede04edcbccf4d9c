"""Fill in an answer: keep what is typed, take pieces one after another, and send once."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from openmash import policy
from openmash.enquiries.answering.actions import send_answer
from openmash.enquiries.answering.drafts.actions import (
    Overtaken,
    draft_of,
    keep_draft_piece,
    remove_draft_piece,
    save_draft,
)
from openmash.enquiries.answering.forms import AnswerForm
from openmash.enquiries.answering.piece_forms import PieceContext, PieceForm
from openmash.enquiries.answering.sheet import (
    answer_form,
    drafted_pieces,
    has_piece_written,
    piece_context,
    piece_fields,
    piece_form,
    posted,
)
from openmash.enquiries.answering.views.shown import answer_page
from openmash.errors import RuleBroken

SENT = "Sent. Thank you. You will hear what was decided."


@dataclass(frozen=True, kw_only=True)
class Filling:
    """An answer sheet on the table: the request, its draft, and the two forms."""

    asked: object
    draft: object
    is_spoken: bool
    context: PieceContext
    answer_form: AnswerForm
    piece_form: PieceForm
    number: int | None = None

    @classmethod
    def begun(cls, asked, *, is_spoken: bool, by: policy.Viewer, at: datetime) -> "Filling":
        """Return the sheet as it was kept, or a new one."""
        draft = draft_of(asked, is_spoken=is_spoken, by=by, at=at)
        context = piece_context(asked, at=at, is_spoken=is_spoken)
        return cls(
            asked=asked,
            draft=draft,
            is_spoken=is_spoken,
            context=context,
            answer_form=answer_form(asked, draft, is_spoken=is_spoken),
            piece_form=piece_form(draft, context=context),
        )

    def on_piece(self, number: int) -> "Filling":
        """Return the sheet with one piece of the draft open to be changed."""
        form = piece_form(self.draft, context=self.context, number=number)
        return replace(self, piece_form=form, number=number)

    @property
    def address(self) -> str:
        """Return where the sheet stands."""
        name = "requests:by_telephone" if self.is_spoken else "requests:open"
        return reverse(name, args=[self.asked.reference])


def fill_in(request, asked, *, is_spoken: bool):
    """Do what was pressed: keep, add or remove a piece, send. All of it keeps what was typed."""
    now, by = timezone.now(), request.viewer
    filling = Filling.begun(asked, is_spoken=is_spoken, by=by, at=now)
    is_by_itself = request.headers.get("X-Autosave") == "yes"
    if request.POST.get("key") != str(filling.draft.key):
        return _sent_already(filling, is_by_itself=is_by_itself)
    try:
        draft = save_draft(
            filling.draft, dict(request.POST.lists()), by=by, at=now,
            read_version=_number(request.POST.get("version")) or 0,
        )  # fmt: skip
    except Overtaken as overtaken:
        if is_by_itself:
            return JsonResponse({"words": str(overtaken)}, status=409)
        return answer_page(request, _as_typed(request, filling), broken=str(overtaken))
    if is_by_itself:
        hour = timezone.localtime(now)
        return JsonResponse({"saved_at": f"{hour:%H:%M}", "version": draft.version})
    return _pressed(request, replace(filling, draft=draft), at=now)


def _pressed(request, filling: Filling, *, at: datetime):
    do, by = request.POST.get("do", "save"), request.viewer
    if do.startswith("remove-"):
        number = _number(do.removeprefix("remove-")) or 0
        remove_draft_piece(filling.draft, number=number, by=by, at=at)
        return redirect(f"{filling.address}#pieces")
    if do == "here":
        return redirect(f"{filling.address}#pieces")
    if do == "save":
        messages.success(request, "Kept. You can come back to it at any time.")
        return redirect("requests:inbox" if not filling.is_spoken else filling.address)
    if do == "add_piece" or has_piece_written(request.POST):
        form = PieceForm(request.POST, context=filling.context)
        if not form.is_valid():
            filling = replace(_as_typed(request, filling), piece_form=form)
            return answer_page(request, filling)
        draft = keep_draft_piece(
            filling.draft, piece_fields(request.POST), by=by, at=at,
            number=_number(request.POST.get("piece_number")),
        )  # fmt: skip
        filling = replace(filling, draft=draft)
    if do == "add_piece":
        return redirect(f"{filling.address}#pieces")
    return _send(request, filling, at=at)


def _send(request, filling: Filling, *, at: datetime):
    form = AnswerForm(request.POST, is_spoken=filling.is_spoken)
    empty = piece_form(filling.draft, context=filling.context)
    filling = replace(filling, answer_form=form, piece_form=empty, number=None)
    if not form.is_valid():
        return answer_page(request, filling)
    if form.cleaned_data["found"] == "answered" and not filling.is_spoken and filling.draft.pieces:
        return redirect("requests:check", reference=filling.asked.reference)
    try:
        _send_now(filling, form=form, by=request.viewer, at=at)
    except RuleBroken as broken:
        return answer_page(request, filling, broken=str(broken))
    messages.success(request, "Kept as said." if filling.is_spoken else SENT)
    return redirect("requests:open", reference=filling.asked.reference)


def _send_now(filling: Filling, *, form: AnswerForm, by: policy.Viewer, at: datetime) -> None:
    drafted = drafted_pieces(filling.draft, context=filling.context)
    given = [piece.given for piece in drafted]
    if None in given:
        raise RuleBroken(
            f"Something is missing in piece {given.index(None) + 1}. Open it with “Change”."
        )
    send_answer(
        filling.asked,
        form.answer(pieces=len(given)),
        pieces=given,
        key=str(filling.draft.key),
        by=by,
        at=at,
    )


def send_checked(asked, *, key: str, by: policy.Viewer, at: datetime) -> None:
    """Send the answer that was read once more; pressed twice, it goes once.

    Raises:
        RuleBroken: something is missing after all.
    """
    filling = Filling.begun(asked, is_spoken=False, by=by, at=at)
    if key != str(filling.draft.key):
        return
    form = AnswerForm(posted(filling.draft.answers))
    if not form.is_valid():
        raise RuleBroken("Something is missing in your answer. Go back and complete it.")
    _send_now(filling, form=form, by=by, at=at)


def _sent_already(filling: Filling, *, is_by_itself: bool):
    """Answer a page whose draft is gone: it was sent, from this page or from another."""
    if is_by_itself:
        return JsonResponse({"words": "This answer was sent already."}, status=409)
    return redirect("requests:open", reference=filling.asked.reference)


def _as_typed(request, filling: Filling) -> Filling:
    """Return the sheet with everything as it was typed and nothing complained of yet."""
    kept = dict(request.POST.lists())
    shadow = _Kept(answers=kept, pieces=filling.draft.pieces)
    return replace(
        filling,
        answer_form=answer_form(filling.asked, shadow, is_spoken=filling.is_spoken),
        piece_form=piece_form(shadow, context=filling.context),
        number=_number(request.POST.get("piece_number")),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    answers: dict
    pieces: list


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() else None
