"""What the pages of an answer show, and the sheet itself."""

from datetime import datetime

from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from openmash.enquiries.answering import access
from openmash.enquiries.answering.forms import CorroborateForm, ExistenceForm
from openmash.enquiries.answering.piece_forms import KIND_WORDS, WHERE_IT_GOES
from openmash.enquiries.answering.rules import ENDED, OPEN, State
from openmash.enquiries.answering.sheet import drafted_pieces
from openmash.enquiries.asking.shown import existence_words, sign_of
from openmash.enquiries.asking.templates import kind_of, purpose
from openmash.handbook import beside
from openmash.sources import lawful_bases

GOES_WORDS = dict(WHERE_IT_GOES)
VIEW_PAGE = "decisions:own_view"


def inbox_row(asked, *, now: datetime) -> dict[str, object]:
    """Return one request as the agency's list shows it."""
    sign, words = sign_of(asked.state, due_at=asked.due_at, now=now)
    people = [f"{each.name or 'Not named'}{_born(each)}" for each in asked.subjects.all()]
    shown = people[:2]
    return {
        "asked": asked,
        "people": shown,
        "more": len(people) - len(shown),
        "sign": sign,
        "words": words or ("Not opened" if asked.state == State.SENT else ""),
        "is_open": State(asked.state) in OPEN,
    }


def _born(person) -> str:
    if not person.born:
        return ""
    return f", {person.born}" if person.born[0].isalpha() else f", born {person.born}"


def request_words(asked) -> dict[str, object]:
    """Return what a request asks and why, in words, for the agency and for the hub alike."""
    known = lawful_bases()
    template = kind_of(asked.agency.kind if asked.agency_id else "LA_OTHER").template
    return {
        "asked": asked,
        "purpose": purpose(asked.purpose),
        "bases": [known[code] for code in asked.lawful_bases if code in known],
        "advice": template.advice,
        "people": access.subjects_of(asked),
        "existence": existence_words(asked),
        "state": State(asked.state),
        "is_open": State(asked.state) in OPEN,
        "has_ended": State(asked.state) in ENDED,
    }


def answer_page(request, filling, *, is_adding: bool = False, broken: str = "", exists=None):
    """Render the answer sheet; 422 where something is to be put right."""
    asked, now = filling.asked, timezone.now()
    words = request_words(asked)
    sign, sign_words = sign_of(asked.state, due_at=asked.due_at, now=now)
    is_wrong = bool(broken or exists or _errors(filling))
    context = {
        **words,
        "filling": filling,
        "form": filling.answer_form,
        "piece": filling.piece_form,
        "draft": filling.draft,
        "drafted": drafted_pieces(filling.draft, context=filling.context),
        "given": [piece_shown(each, people=words["people"]) for each in access.pieces_of(asked)],
        "gists": _gists(asked),
        "exists_form": exists or exists_form(filling.context.bases, asked=asked),
        "broken": broken,
        "broken_list": [{"text": broken, "href": ""}],
        "sign": sign,
        "sign_words": sign_words,
        "is_filling_in": words["is_open"] or is_adding or is_wrong or bool(filling.draft.pieces),
        "view_href": view_address(asked),
        "now": now,
        **_sheet_words(filling),
        "beside": beside("requests.telephone" if filling.is_spoken else "requests.answer"),
    }
    template = "answer_by_telephone" if filling.is_spoken else "answer_form"
    return render(request, f"enquiries/{template}.html", context, status=422 if is_wrong else 200)


def _sheet_words(filling) -> dict[str, object]:
    reference = filling.asked.reference
    is_spoken = filling.is_spoken
    name = "requests:by_telephone" if is_spoken else "requests:answer"
    saved = filling.draft.answers or filling.draft.pieces
    return {
        "sheet_action": reverse(name, args=[reference]),
        "open_href": reverse("requests:open", args=[reference]),
        "inbox_href": reverse("requests:inbox"),
        "saved_at": f"{timezone.localtime(filling.draft.saved_at):%H:%M}" if saved else "",
        "add_words": "Keep this piece" if filling.number else "Add this piece",
        "send_words": "Keep what they said" if is_spoken else "Check and send",
    }


def _errors(filling) -> bool:
    forms = (filling.answer_form, filling.piece_form)
    return any(form.is_bound and form.errors for form in forms)


def exists_form(bases, *, asked, posted=None) -> ExistenceForm:
    """Return the form of the smaller answer."""
    names = "; ".join(each.name for each in access.subjects_of(asked) if each.name)
    return ExistenceForm(
        posted,
        prefix="exists",
        bases=[("", "Choose a reason"), *bases],
        initial={
            "systems": asked.agency.record_systems if asked.agency_id else "",
            "names": names,
            "answer": asked.exists_answer or None,
        },
    )


def _gists(asked) -> list[dict[str, object]]:
    return [
        {**row, "form": CorroborateForm(prefix=f"line{row['gist'].pk}")}
        for row in access.gists_of(asked)
    ]


def piece_shown(piece, *, people) -> dict[str, object]:
    """Return one piece that was given, with its line of date, kind and whom it is about."""
    names = {person.subject_id: person.name or "not named" for person in people}
    about = [names.get(each.subject_id, "") for each in piece.about.all()]
    is_taken_back = hasattr(piece, "withdrawal")
    is_replaced = hasattr(piece, "replaced_by")
    meta = [
        happened_words(piece),
        KIND_WORDS.get(piece.kind, piece.kind).lower(),
        f"graded {piece.grade}" if piece.grade else "",
        f"about {', '.join(name for name in about if name)}" if any(about) else "",
    ]
    return {
        "piece": piece,
        "meta": " · ".join(part for part in meta if part),
        "handling": GOES_WORDS.get(piece.restriction, ""),
        "state": "withdrawn" if is_taken_back or is_replaced else "given",
        "note": "Put right by a later piece." if is_replaced else "",
        "may_change": not (is_taken_back or is_replaced),
    }


def happened_words(piece) -> str:
    """Return when it happened, as far as it is known."""
    day = piece.happened_on
    if day is None:
        return "date not known"
    shown = {"year": f"{day.year}", "month": f"{day:%B %Y}"}.get(piece.happened_precision)
    return shown or f"{day.day} {day:%B %Y}"


def view_address(asked) -> str:
    """Return where the agency says what it thinks should happen; the room above gives the page."""
    try:
        return reverse(VIEW_PAGE, args=[asked.reference])
    except NoReverseMatch:
        return ""
