"""Components that GOV.UK and MoJ Frontend give to every page: buttons, lists, tables, notices."""

from collections.abc import Iterable, Mapping, Sequence

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from openmash.design.drawing import attributes, draw
from openmash.design.icons import icon_svg

register = template.Library()

BUTTON_KINDS = {
    "": "",
    "secondary": " govuk-button--secondary",
    "warning": " govuk-button--warning",
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """Show an icon of `icons.ICONS`; a word always stands beside it."""
    return icon_svg(name)


@register.simple_tag
def button(
    text: str,
    *,
    href: str = "",
    kind: str = "",
    small: bool = False,
    name: str = "",
    value: str = "",
    type: str = "submit",
    hidden_words: str = "",
    once: bool = True,
    **attrs: object,
) -> SafeString:
    """Show a button that sends a form, or, with `href`, a link that looks like one.

    `kind` is "", "secondary" or "warning". `hidden_words` follow the text for those who hear the
    page (": Harold Pennywell"). Further keywords become attributes (`hx_post="…"`).
    """
    classes = BUTTON_KINDS[kind] + (" om-button--small" if small else "")
    return draw(
        "button",
        text=text,
        href=href,
        classes=classes,
        name=name,
        value=value,
        type=type,
        hidden_words=hidden_words,
        once=once,
        attrs=attributes(attrs),
    )


@register.simple_block_tag
def buttons(content: str) -> SafeString:
    """Keep the buttons of one form together."""
    return draw("buttons", content=content)


@register.simple_tag(takes_context=True)
def link_button(
    context: Context, text: str, *, action: str, hidden_words: str = "", **attrs: object
) -> SafeString:
    """Show one small thing to do that changes something, as a link: it posts to `action`.

    It is a form, so it stands in a list item, a cell or a div, not inside a paragraph.
    """
    return draw(
        "link_button",
        csrf_token=context.get("csrf_token"),
        text=text,
        action=action,
        hidden_words=hidden_words,
        attrs=attributes(attrs),
    )


@register.simple_tag
def tag(text: str, *, colour: str = "") -> SafeString:
    """Show a short state in a word; a colour never says more than the word."""
    return draw("tag", text=text, colour=colour)


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """Set words apart: an empty list that says why, or what to say to a child."""
    return draw("inset", content=content)


@register.simple_block_tag
def warning(content: str) -> SafeString:
    """Say what has consequences that the reader may not expect."""
    return draw("warning", content=content)


@register.simple_block_tag
def details(
    content: str,
    *,
    summary: str,
    open: bool = False,
    id: str = "",
) -> SafeString:
    """Fold away what only some readers need, never what matters to all."""
    return draw("details", content=content, summary=summary, open=open, id=id)


@register.simple_block_tag
def confirmation(content: str, *, title: str, level: int = 2) -> SafeString:
    """Say that something is done, with its reference and what happens by when."""
    return draw("confirmation", content=content, title=title, level=level)


@register.simple_tag
def notification(
    *, title: str, words: str, kind: str = "", role: str = "region", id: str = ""
) -> SafeString:
    """Tell something about the whole page: `kind` is "", "success" or "offline".

    Two notifications on one page each need an `id`.
    """
    return draw(
        "notification",
        title=title,
        words=words,
        kind=kind,
        role="alert" if kind == "success" else role,
        id=id or "govuk-notification-banner-title",
    )


@register.simple_tag
def breadcrumbs(steps: Iterable[Mapping[str, str]]) -> SafeString:
    """Show where a page stands: steps of `text` and `href`, the last without `href`."""
    return draw("breadcrumbs", steps=steps)


@register.simple_tag
def back_link(href: str, *, text: str = "Back") -> SafeString:
    """Show the way back, saying where to: "Back to your work"."""
    return draw("back_link", href=href, text=text)


@register.simple_tag
def skip_link(href: str = "#main", *, text: str = "Skip to main content") -> SafeString:
    """Let a keyboard pass over the header."""
    return draw("skip_link", href=href, text=text)


@register.simple_tag
def pagination(
    pages: Sequence[Mapping[str, object]] = (),
    *,
    previous: str = "",
    next: str = "",
    label: str = "Pagination",
) -> SafeString:
    """Show pages of `number`, `href`, `current`; one without a number stands for those left out."""
    return draw("pagination", pages=pages, previous=previous, next=next, label=label)


@register.simple_tag
def task_list(tasks: Sequence[object], *, prefix: str = "task-list") -> SafeString:
    """Show what is to do: tasks of `title`, `href`, `hint`, `status`, `colour`, `cannot_start`."""
    return draw("task_list", tasks=tasks, prefix=prefix)


@register.simple_block_tag
def summary_list(content: str, *, rows: Sequence[Mapping[str, object]] = ()) -> SafeString:
    """Show facts with their names: `rows` of `key`, `value`, `actions`, or summary_row inside."""
    beside_actions = any(row.get("actions") for row in rows)
    return draw("summary_list", content=content, rows=rows, beside_actions=beside_actions)


@register.simple_block_tag
def summary_row(content: str, key: str, *, change: str = "", change_words: str = "") -> SafeString:
    """Show one fact of a summary list; `change` is where it can be changed."""
    actions = [{"href": change, "text": "Change", "hidden_words": change_words or key.lower()}]
    return draw("summary_row", key=key, content=content, actions=actions if change else [])


@register.simple_block_tag
def table(
    content: str,
    *,
    head: str | Sequence[object] = "",
    caption: str = "",
    hide_caption: bool = False,
    rows: Sequence[Sequence[object]] = (),
    numeric: str = "",
    stack: bool = True,
    id: str = "",
    body_id: str = "",
    **attrs: object,
) -> SafeString:
    """Show a table whose rows become cards on a phone (`stack`).

    `head` is the column names, as a list or as one string with "|" between them. The rows are
    `rows` (cells of `text`, `label`, `is_header`, `numeric`, `differs`, or plain words), or the
    content: `<tr><th scope="row">…</th><td data-label="When">…</td></tr>`. On a phone each cell
    is introduced by its `data-label`. `numeric` names the columns of figures ("Count|Weight").
    """
    columns = _columns(head, figures=numeric.split("|"))
    return draw(
        "table",
        content=content,
        head=columns,
        rows=[_labelled(row, columns=columns) for row in rows],
        caption=caption,
        hide_caption=hide_caption,
        stack=stack,
        id=id,
        body_id=body_id,
        attrs=attributes(attrs),
    )


def _columns(head: str | Sequence[object], *, figures: Sequence[str]) -> list[dict]:
    names = head.split("|") if isinstance(head, str) and head else head or []
    return [{"numeric": name in figures, **_as_cell(name)} for name in names]


def _as_cell(cell: object) -> Mapping[str, object]:
    return cell if isinstance(cell, Mapping) else {"text": cell}


def _labelled(row: Sequence[object], *, columns: Sequence[Mapping[str, object]]) -> list[dict]:
    cells = [dict(_as_cell(cell)) for cell in row]
    for cell, column in zip(cells, columns, strict=False):
        cell.setdefault("label", column["text"])
        cell.setdefault("numeric", column["numeric"])
    return cells


@register.simple_tag
def tabs(entries: Sequence[Mapping[str, object]], *, label: str = "Enquiry") -> SafeString:
    """Show the pages of one enquiry: entries of `label`, `url`, `current`. Each is a page."""
    return draw("tabs", tabs=entries, label=label)


@register.simple_tag
def toolbar(choices: Sequence[Mapping[str, object]], *, label: str) -> SafeString:
    """Show ways to narrow a list down: choices of `label`, `url`, `current`."""
    return draw("toolbar", choices=choices, label=label)


@register.simple_block_tag
def panel(content: str, *, title: str, id: str, icon: str = "", kind: str = "") -> SafeString:
    """Set a piece of help or state beside the work, under its own heading.

    `id` names the heading and is unique on the page. `kind` is "" or "owner" or "dissent".
    """
    return draw(
        "panel",
        content=content,
        title=title,
        heading_id=id,
        icon=icon_svg(icon) if icon else "",
        classes=f" om-{kind}" if kind else "",
    )
