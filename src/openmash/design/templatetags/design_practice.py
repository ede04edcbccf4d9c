"""Components of a hub's daily work: how soon, who said what, what is not known, what is next."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString

from openmash.design.clock_words import ClockFace, clock_face
from openmash.design.drawing import draw, inside
from openmash.design.icons import icon_svg
from openmash.design.quoting import unquoted

register = template.Library()

# Rating → its word and its shape: the shape tells them apart where colour does not.
RATINGS = {
    "red": ("Red", "square"),
    "amber": ("Amber", "triangle"),
    "green": ("Green", "disc"),
    "blue": ("Blue", "diamond"),
}

# State of an agency's answer → its words, its class, its icon.
ANSWER_STATES = {
    "answered": ("Answered", "answered", "tick"),
    "nothing_held": ("Searched: nothing held", "nothing", "circle"),
    "nothing_relevant": ("Known, nothing relevant", "relevant", "disc"),
    "waiting": ("Asked, in time", "waiting", "hourglass"),
    "overdue": ("Overdue", "late", "clock"),
    "cannot_share": ("Cannot share", "cannot", "lock"),
    "cannot_search": ("Cannot search", "cannot", "search"),
    "not_asked": ("Not asked", "notasked", "dots"),
}

# State of a hole → its words and its icon.
HOLE_STATES = {
    "": ("", ""),
    "not_known": ("Not known", "question"),
    "not_asked": ("Not asked", "dots"),
    "waiting": ("Asked, waiting", "hourglass"),
    "cannot_share": ("May not be shared", "lock"),
    "old": ("Known, but old", "old"),
}

PIECE_STATES = {
    "": "",
    "draft": "Being written",
    "given": "",
    "corroborated": "Also said by another agency",
    "contradicted": "Agencies differ",
    "old": "Old",
    "withdrawn": "Withdrawn",
}

NEXT_ICONS = {"next": "arrow", "waiting": "hourglass", "done": "tick"}


@register.simple_tag
def brag(rating: object) -> SafeString:
    """Show how soon somebody must act: red, amber, green, blue, or not yet rated."""
    word, shape = RATINGS.get(str(rating or "").lower(), ("", ""))
    return draw("brag", word=word, rating=word.lower(), icon=icon_svg(shape) if shape else "")


@register.simple_tag
def answer_state(state: object, *, words: str = "") -> SafeString:
    """Show the state of an agency's answer; `words` replace the usual ones."""
    usual, kind, shape = ANSWER_STATES[str(state).lower()]
    return draw("answer_state", words=words or usual, kind=kind, icon=icon_svg(shape))


@register.simple_tag
def clock(
    *,
    due: datetime,
    now: datetime | None = None,
    paused: str = "",
    stopped: datetime | None = None,
) -> SafeString:
    """Show how long is left on a clock: colour is never the only sign.

    `paused` is why it does not run. `stopped` is when it was met. Without `now` it is this moment.
    """
    due = timezone.localtime(due)
    face = _face(due, now=now or timezone.now(), paused=paused, stopped=stopped)
    return draw("clock", due=due, face=face, icon=icon_svg("clock"), pause_icon=icon_svg("pause"))


def _face(due: datetime, *, now: datetime, paused: str, stopped: datetime | None) -> ClockFace:
    if stopped:
        met = clock_face(due, now=stopped)
        left = f"met {met.left}" if met.state == "late" else "met in time"
        return ClockFace(state="stopped", moment=clock_face(due, now=now).moment, left=left)
    running = clock_face(due, now=now)
    if paused:
        return ClockFace(state="paused", moment=running.moment, left=f"paused: {paused}")
    return running


@register.simple_block_tag
def case_bar(
    content: str,
    *,
    who: str,
    reference: str = "",
    rating: object = None,
    risk_owner: str = "",
    clock_name: str = "",
    due: datetime | None = None,
    now: datetime | None = None,
) -> SafeString:
    """Show whom the page is about, and who holds the risk. Further facts go in as content.

    Without `rating` no rating shows; give "" where it is not yet rated.
    """
    return draw(
        "case_bar",
        content=inside(content),
        who=who,
        reference=reference,
        rating=brag(rating) if rating is not None else "",
        risk_owner=risk_owner,
        clock_name=clock_name,
        clock=clock(due=due, now=now) if due else "",
    )


@register.simple_block_tag
def whats_next(content: str, *, href: str = "", link: str = "", state: str = "next") -> SafeString:
    """Say the one next step, and lead there. `state` is next, waiting or done."""
    return draw(
        "whats_next",
        content=content,
        href=href,
        link=link,
        state=state,
        icon=icon_svg(NEXT_ICONS[state]),
    )


@register.simple_tag
def voice(
    *, words: str, by: str, how: str = "said", wants: str = "", through: str = ""
) -> SafeString:
    """Show the person's own words, untidied, with who said them to whom and when.

    `how` is said, shown (words tell what they did) or interpreted (`through` names by what).
    """
    return draw(
        "voice",
        words=words if how == "shown" else unquoted(words),
        by=by,
        how=how,
        wants=wants,
        through=through,
    )


@register.simple_tag
def voice_not_heard(*, who: str, about_it: str) -> SafeString:
    """Say that nobody has heard somebody yet, and what is done about it."""
    return draw("voice_not_heard", who=who, about_it=about_it)


@register.simple_block_tag
def piece(
    content: str,
    *,
    said: str = "",
    meta: str = "",
    handling: str = "",
    state: str = "given",
    number: int | str = "",
    change: str = "",
    id: str = "",
) -> SafeString:
    """Show one thing known. `meta` is date, source and kind, as one line; content follows `said`.

    States: draft, given, corroborated, contradicted, old, withdrawn.
    """
    return draw(
        "piece",
        content=inside(content),
        said=said,
        meta=meta,
        handling=handling,
        state=state,
        state_words=PIECE_STATES[state],
        number=number,
        change=change,
        id=id,
    )


@register.simple_tag
def hole(
    what: str,
    *,
    ask: str = "",
    more: str = "",
    state: str = "",
    href: str = "",
    link: str = "",
) -> SafeString:
    """Show one thing not known, as plainly as a fact, and whom to ask.

    States: not_known, not_asked, waiting, cannot_share, old. `href` and `link` lead to the asking.
    """
    words, shape = HOLE_STATES[state]
    return draw(
        "hole",
        what=what,
        ask=ask,
        more=more,
        state=state,
        state_words=words,
        icon=icon_svg(shape) if shape else "",
        href=href,
        link=link,
    )


@register.simple_tag
def holes(entries: Sequence[Mapping[str, str]]) -> SafeString:
    """Show holes side by side: entries of `what`, `more`, `who` (finds out, by when), `href`."""
    return draw("holes", entries=entries)


@register.simple_tag
def saved(*, at: str = "", version: object = "") -> SafeString:
    """Show that a draft keeps itself. Stands inside the form that has `data-autosave`.

    `at` is the hour of the last saving ("14:08"), `version` what tells a newer draft from an older.
    """
    return draw("saved", at=at, version=version, icon=icon_svg("tick"))


@register.simple_block_tag
def risk_owner(
    content: str, *, name: str, since: str, asked: str = "", asked_at: str = ""
) -> SafeString:
    """Show the one person who holds the risk, and who was asked to take it over."""
    return draw(
        "risk_owner",
        content=inside(content),
        name=name,
        since=since,
        asked=asked,
        asked_at=asked_at,
    )


@register.simple_tag
def ready_to(
    needs: Sequence[Mapping[str, object]],
    *,
    title: str = "Before you can sign",
    id: str = "ready",
) -> SafeString:
    """Show what is still missing: needs of `words`, `done`, `href`. It never disables a button."""
    marks = {True: icon_svg("tick"), False: icon_svg("circle")}
    rows = [
        {"words": n["words"], "href": n.get("href", ""), "is_done": bool(n.get("done"))}
        for n in needs
    ]
    for row in rows:
        row["icon"] = marks[row["is_done"]]
    return draw("ready_to", needs=rows, title=title, id=id)


@register.simple_block_tag
def danger_now(content: str) -> SafeString:
    """Say first what comes before any form. Empty content gives the usual words."""
    return draw("danger_now", content=inside(content), icon=icon_svg("danger"))


@register.simple_tag
def counts(entries: Sequence[Mapping[str, object]]) -> SafeString:
    """Show numbers that open their list: entries of `number`, `label`, `href`."""
    return draw("counts", entries=entries)
