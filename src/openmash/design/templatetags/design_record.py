"""Components that show a record: who said what, evidence, views, products, figures."""

from collections.abc import Mapping, Sequence

from django import template
from django.utils.safestring import SafeString

from openmash.design.drawing import draw
from openmash.design.icons import icon_svg
from openmash.design.templatetags.design_practice import answer_state

register = template.Library()

SUPPRESSED_WORDS = {
    "primary": ("under 5", "The number is under 5 and hidden, so that nobody can be found by it."),
    "secondary": ("hidden", "Hidden, so that another hidden number cannot be worked out from it."),
    "range": ("", "Given as a range, so that nobody can be found by it."),
}


@register.simple_tag
def ledger(entries: Sequence[Mapping[str, object]]) -> SafeString:
    """Show who said same or different, newest first.

    Entries of `when`, `who` (a name, or "Model 3"), `said` (same, different, proposed), `about`,
    `why`, `outcome`, `undo` (where a human's word can be taken back), `is_undone`.
    """
    return draw("ledger", entries=entries)


@register.simple_tag
def views(
    entries: Sequence[Mapping[str, str]],
    *,
    caption: str = "What each agency thinks",
    hide_caption: bool = True,
) -> SafeString:
    """Show the agencies' views: entries of `agency`, `by`, `view` ("" is no view), `words`."""
    return draw("views", entries=entries, caption=caption, hide_caption=hide_caption)


@register.simple_tag
def dissent(
    *,
    who: str,
    words: str,
    answer: str = "",
    href: str = "",
    next_step: str = "",
    id: str = "dissent",
) -> SafeString:
    """Keep a disagreement in sight, in the words of who disagrees, with its answer and way on."""
    return draw(
        "dissent",
        who=who,
        words=words,
        answer=answer,
        href=href,
        next_step=next_step,
        id=id,
        icon=icon_svg("differ"),
    )


@register.simple_tag
def because(entries: Sequence[Mapping[str, object]]) -> SafeString:
    """Show evidence in order: entries of `when`, `what`, `more`, `source`, `href`, `is_gap`."""
    return draw("because", entries=entries)


@register.simple_tag
def unseen_adults(
    adults: Sequence[Mapping[str, object]], *, caption: str = "Adults in and around the home"
) -> SafeString:
    """Show every adult until somebody has checked them, including those nobody has named.

    Adults of `who`, `href`, `to_the_children`, `checked` (words, or "" for nobody yet),
    `checked_state` (an answer state, where it says more), `spoken_to`, `missing`, `match`
    (where a possible match is decided).
    """
    rows = [
        {**adult, "sign": answer_state(state, words=adult.get("checked") or "")}
        if (state := adult.get("checked_state"))
        else adult
        for adult in adults
    ]
    not_checked = answer_state("not_asked", words="Not checked")
    return draw("unseen_adults", adults=rows, caption=caption, not_checked=not_checked)


@register.simple_block_tag
def answer_first(content: str, *, do: str, number: str = "", when: str = "") -> SafeString:
    """Show the navigator's answer before its reasons: what to do, and the number to ring.

    `number` becomes a link. `when` says which hours this answer is for.
    """
    dialled = "".join(sign for sign in number if sign.isdigit() or sign == "+")
    return draw("answer_first", content=content, do=do, number=number, dialled=dialled, when=when)


@register.simple_tag
def suppressed(*, kind: str = "primary", words: str = "") -> SafeString:
    """Show a small number without showing it: primary, secondary, or a range in `words`."""
    usual, why = SUPPRESSED_WORDS[kind]
    return draw("suppressed", words=words or usual, why=why)


@register.simple_block_tag
def sheet(
    content: str,
    *,
    title: str,
    marking: str,
    copy: str,
    foot: Sequence[str] = (),
    state: str = "",
    id: str = "sheet",
) -> SafeString:
    """Show an A4 product exactly as its recipient gets it.

    `marking` is its handling, `copy` its reference and whose copy it is, `foot` the lines at its
    end, `state` what became of it ("Recalled 24 November").
    """
    return draw(
        "sheet",
        content=content,
        title=title,
        marking=marking,
        copy=copy,
        foot=foot,
        state=state,
        id=id,
    )


@register.simple_tag
def steps(entries: Sequence[Mapping[str, str]]) -> SafeString:
    """Show what happens next and by when: entries of `when`, `what`, `source`."""
    return draw("steps", entries=entries)
