"""Components that explain: the handbook beside the question, a word's meanings, plainer words."""

from collections.abc import Sequence

from django import template
from django.utils.safestring import SafeString

from openmash.design.drawing import draw, inside
from openmash.design.icons import icon_svg

register = template.Library()


@register.simple_block_tag
def handbook_beside(
    content: str, *, title: str, id: str, href: str = "", source: str = "", reviewed: str = ""
) -> SafeString:
    """Show the handbook's paragraph for this question; on phones it stays folded once folded."""
    return draw(
        "handbook_beside",
        content=content,
        title=title,
        id=id,
        href=href,
        source=source,
        reviewed=reviewed,
        icon=icon_svg("book"),
    )


@register.simple_tag
def lex(
    word: str, *, id: str, meanings: Sequence[tuple[str, str]], href: str = "/lexicon/"
) -> SafeString:
    """Mark a word that means something else elsewhere. Opens on a press; a link without scripts.

    `meanings` are pairs of who uses it and what they mean. `id` is unique on the page.
    """
    return lex_mark(word, id=id, href=href) + lex_box(word, id=id, href=href, others=meanings)


def lex_mark(word: str, *, id: str, href: str) -> SafeString:
    """Return the marked word alone: what it means stands after the paragraph, with this id."""
    return draw("lex", word=word, id=id, href=href)


def lex_box(
    word: str,
    *,
    id: str,
    href: str,
    in_full: str = "",
    plain: str = "",
    own: tuple[str, str] | None = None,
    writer: tuple[str, str] | None = None,
    others: Sequence[tuple[str, str]] = (),
    say_instead: Sequence[str] = (),
) -> SafeString:
    """Return what a marked word means, closed until its mark is pressed.

    `own` is the reader's agency and what it means by it; `writer` the agency that wrote it, where
    it means something else; `others` are the rest. All are pairs of who and what.
    """
    return draw(
        "lex_box",
        word=word,
        id=id,
        href=href,
        in_full=in_full,
        plain=plain,
        own=own,
        writer=writer,
        others=others,
        say_instead=say_instead,
        icon=icon_svg("differ"),
    )


@register.simple_block_tag
def plain_words(content: str, *, said: str, plainer: str = "", why: str = "") -> SafeString:
    """Offer a plainer wording; the content holds what takes it or keeps one's own.

    Without `plainer` only the reason stands there: some words need a whole other sentence.
    """
    return draw("plain_words", content=inside(content), said=said, plainer=plainer, why=why)
