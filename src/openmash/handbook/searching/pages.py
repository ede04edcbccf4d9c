"""What a search shows: each result with where it stands, the words that answer, and why."""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from openmash.handbook import addresses
from openmash.handbook.readers import Reader
from openmash.handbook.searching.access import MARK_END, MARK_START, Answer, Found
from openmash.handbook.searching.forms import QuestionForm
from openmash.handbook.searching.passages import Kind
from openmash.handbook.shelf import handbook
from openmash.handbook.shown import frame, steps

STANDS_IN = {
    Kind.PAGE: "Handbook",
    Kind.WORD: "Lexicon",
    Kind.INSTRUMENT: "Assessment record",
}
MOST_REASONS = 6


def box(form: QuestionForm, *, reader: Reader) -> dict[str, object]:
    """Return the page before anything was asked, with what people ask first."""
    asked_first = [
        {"question": question, "url": addresses.page(path)}
        for question, path in handbook().plan.asked_first
        if path in handbook().pages
    ]
    return frame(reader) | {"form": form, "steps": steps(), "asked_first": asked_first}


def results(answer: Answer, form: QuestionForm, *, reader: Reader) -> dict[str, object]:
    """Return what was found, and what was read differently from what was typed."""
    return box(form, reader=reader) | {
        "is_asked": True,
        "results": [_result(one) for one in answer.found],
        "read_as": [{"typed": typed, "read": read} for typed, read in answer.read_as],
        "lexicon_url": addresses.lexicon(),
    }


def _result(found: Found) -> dict[str, object]:
    where = " · ".join(filter(None, (STANDS_IN[found.kind], found.chapter)))
    return {
        "where": where,
        "title": found.heading,
        "url": found.address,
        "excerpt": _marked(found.excerpt),
        "why": found.why[:MOST_REASONS],
    }


def _marked(excerpt: str) -> SafeString:
    text = escape(excerpt)
    return mark_safe(text.replace(MARK_START, "<mark>").replace(MARK_END, "</mark>"))
