"""Components that explain: the handbook beside the question, a word's meanings, plainer words."""

from collections.abc import Sequence

from django import template
from django.utils.safestring import SafeString

from openmash.design.drawing import draw
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
    return draw("lex", word=word, id=id, meanings=meanings, href=href)


@register.simple_block_tag
def plain_words(content: str, *, said: str, plainer: str) -> SafeString:
    """Offer a plainer wording; the content holds the links to take it or keep one's own."""
    return draw("plain_words", content=content, said=said, plainer=plainer)
