"""The answer sheet: the draft as forms, the pieces written so far, and what stands around them."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.http import QueryDict
from django.utils import timezone

from openmash.enquiries.answering.access import subjects_of
from openmash.enquiries.answering.drafts.rules import DraftPieces
from openmash.enquiries.answering.forms import AnswerForm
from openmash.enquiries.answering.piece_forms import PREFIX, PieceContext, PieceForm
from openmash.enquiries.answering.rules import ENDED, State
from openmash.enquiries.asking.forms import bases_to_choose
from openmash.enquiries.asking.templates import kind_of

SPOKEN_MAY_GO = ("share", "gist")
USUAL_FOR_AGENCIES = ("A6_E", "A6_EA", "A9_G", "A10", "CA89_47_9", "CA04_11", "CARE_6_7", "CDA_115")


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftedPiece:
    """One piece of the draft: its number, its form, and what it gives once it is whole."""

    number: int
    form: PieceForm

    @property
    def given(self):
        """Return the piece, or None where something in it is to be put right."""
        return self.form.given if self.form.is_valid() else None


def piece_context(request, *, at: datetime, is_spoken: bool = False) -> PieceContext:
    """Return what the form of a piece of this request depends on."""
    subjects = subjects_of(request)
    bases = bases_to_choose(request.lawful_bases, usual=USUAL_FOR_AGENCIES)
    kind = kind_of(request.agency.kind if request.agency_id else "LA_OTHER")
    more = {"restrictions": SPOKEN_MAY_GO} if is_spoken else {}
    return PieceContext(
        people=tuple(
            (each.subject_id, each.name or each.relation or "Not named") for each in subjects
        ),
        kind=kind,
        bases=tuple(bases),
        chosen_bases=tuple(request.lawful_bases),
        today=timezone.localdate(at),
        is_about_children=any(each.part == "child" for each in subjects),
        **more,
    )


def drafted_pieces(draft, *, context: PieceContext) -> list[DraftedPiece]:
    """Return the pieces of a draft, each read again by its form."""
    return [
        DraftedPiece(number=row["number"], form=PieceForm(posted(row["fields"]), context=context))
        for row in draft.pieces
    ]


def posted(kept: dict[str, list[str]]) -> QueryDict:
    """Return kept fields as they came from the page."""
    made = QueryDict(mutable=True)
    for name, values in kept.items():
        made.setlist(name, values)
    return made


def piece_fields(request_data: QueryDict) -> dict[str, list[str]]:
    """Return the fields of the piece being written."""
    return {name: values for name, values in request_data.lists() if name.startswith(f"{PREFIX}-")}


def has_piece_written(request_data: QueryDict) -> bool:
    """Tell whether somebody has begun a piece."""
    return bool((request_data.get(f"{PREFIX}-what") or "").strip())


def answer_form(request, draft, *, is_spoken: bool) -> AnswerForm:
    """Return the answer's form as it stands: as kept, else with what can be filled in before."""
    form = AnswerForm(is_spoken=is_spoken)
    form.initial = {
        "searched_systems": request.agency.record_systems if request.agency_id else "",
        "searched_names": _names(request),
        "found": "answered" if draft.pieces or State(request.state) in ENDED else None,
        **typed(form, draft.answers),
    }
    return form


def piece_form(draft, *, context: PieceContext, number: int | None = None) -> PieceForm:
    """Return the form of the piece being written, or of one that is written anew."""
    form = PieceForm(context=context)
    kept = DraftPieces(rows=tuple(draft.pieces)).fields_of(number) if number else draft.answers
    form.initial = {**form.initial, **typed(form, kept or {})}
    return form


def typed(form: forms.Form, kept: dict[str, list[str]]) -> dict[str, object]:
    """Return what was typed for each field of a form, as its widget shows it again."""
    sent = posted(kept)
    found = {}
    for name, field in form.fields.items():
        at = form.add_prefix(name)
        if any(key == at or key.startswith(f"{at}_") for key in kept):
            found[name] = field.widget.value_from_datadict(sent, {}, at)
    return found


def _names(request) -> str:
    said = []
    for each in subjects_of(request):
        born = f" ({each.born})" if each.born else ""
        said.append(f"{each.name}{born}" if each.name else "")
    return "; ".join(name for name in said if name)[:500]
