"""A page's Markdown as the hub's own HTML: its components, its links, and nothing of the author's."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, pairwise

from django.template.loader import get_template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it.token import Token

from openmash.design.templatetags.design_pages import table
from openmash.design.templatetags.design_practice import voice
from openmash.handbook import addresses, links
from openmash.handbook.lexicon.marking import Marking
from openmash.handbook.markdown import CALLOUTS, CAPTION, PARSER, Block, blocks_of, said, tokens_of
from openmash.handbook.pages import anchor
from openmash.handbook.readers import Reader
from openmash.handbook.words import lexicon


@dataclass(kw_only=True)
class Rendering:
    """One page on its way to one reader: it numbers the words it explains, so ids stay unique."""

    reader: Reader
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    marking: Marking = field(init=False)

    def __post_init__(self) -> None:
        """Mark each word of the lexicon once a page, where it comes first."""
        self.marking = Marking(
            reader=self.reader.sector, next_id=lambda: f"lex-{next(self.numbers)}"
        )

    def html(self, text: str) -> SafeString:
        """Return running text and callouts as HTML."""
        return mark_safe("\n".join(self._block(block) for block in blocks_of(text)))

    def _block(self, block: Block) -> str:
        if block.kind == "voice":
            return voice(words=block.text, by=block.about)
        running = self._running(block.text)
        if block.kind not in CALLOUTS:
            return running
        return get_template("handbook/callout.html").render(
            {"kind": block.kind, "title": block.about or CALLOUTS[block.kind], "content": running}
        )

    def _running(self, text: str) -> SafeString:
        tokens = tokens_of(text)
        for before, token in pairwise(tokens):
            if token.type == "inline":
                is_prose = before.type == "paragraph_open" and not token.content.startswith(CAPTION)
                token.children = list(self._linked(token.children or [], is_prose=is_prose))
        html = PARSER.renderer.render(list(self._blocks(tokens)), PARSER.options, {})
        return mark_safe(html.strip())

    def _blocks(self, tokens: list[Token]) -> Iterator[Token]:
        """Yield the tokens with tables drawn by the hub's own component, and headings named."""
        at = 0
        while at < len(tokens):
            token = tokens[at]
            if token.type == "table_open":
                end = _index(tokens, "table_close", at)
                yield _raw(_table(tokens[at:end], caption=""))
                at = end + 1
            elif _is_caption(tokens, at):
                end = _index(tokens, "table_close", at)
                caption = _sentence_case(tokens[at + 1].content.removeprefix(CAPTION))
                yield _raw(_table(tokens[at + 3 : end], caption=caption))
                at = end + 1
            else:
                if token.type == "heading_open":
                    token.attrs["id"] = anchor(tokens[at + 1].content)
                yield token
                at += 1

    def _linked(self, children: list[Token], *, is_prose: bool) -> Iterator[Token]:
        """Yield inline tokens with every link led to where it leads this reader.

        Words of the lexicon are marked in prose alone: a heading or a cell has no room to explain.
        What they mean opens after the paragraph, so that no sentence is cut in two.
        """
        at = 0
        while at < len(children):
            token = children[at]
            if token.type != "link_open":
                yield self._marked(token) if is_prose and token.type == "text" else token
                at += 1
                continue
            end = _index(children, "link_close", at)
            words = _inline(children[at + 1 : end])
            yield _raw(self._link(str(token.attrs["href"]), words), is_inline=True)
            at = end + 1
        meanings = self.marking.boxes()
        if meanings:
            yield _raw(meanings, is_inline=True)

    def _marked(self, token: Token) -> Token:
        return _raw(self.marking.text(token.content), is_inline=True)

    def _link(self, href: str, words: SafeString) -> str:
        link = links.link_from(href)
        if link.scheme == links.WORD and link.target in lexicon():
            return self.marking.word(link.target, words)
        address = addresses.of(link, reader=self.reader)
        return format_html('<a href="{}">{}</a>', address, words) if address else words


def plain(text: str) -> str:
    """Return a text's words without its marks: what a search shows of it."""
    tokens = (token for block in blocks_of(text) for token in tokens_of(block.text))
    return " ".join(said(token) for token in tokens if token.type == "inline")


def _sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]


def _is_caption(tokens: list[Token], at: int) -> bool:
    follows = [token.type for token in tokens[at : at + 4]]
    return follows == ["paragraph_open", "inline", "paragraph_close", "table_open"] and tokens[
        at + 1
    ].content.startswith(CAPTION)


def _table(tokens: list[Token], *, caption: str) -> SafeString:
    head: list[SafeString] = []
    rows: list[list[dict]] = []
    for at, token in enumerate(tokens):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "th_open":
            head.append(_inline(tokens[at + 1].children or []))
        elif token.type == "td_open":
            cell = _inline(tokens[at + 1].children or [])
            rows[-1].append({"text": cell, "is_header": not rows[-1]})
    return table("", head=head, caption=caption, rows=[row for row in rows if row])


def _inline(children: list[Token]) -> SafeString:
    return mark_safe(PARSER.renderer.renderInline(children, PARSER.options, {}))


def _index(tokens: list[Token], kind: str, start: int) -> int:
    return next(at for at in range(start, len(tokens)) if tokens[at].type == kind)


def _raw(html: str, *, is_inline: bool = False) -> Token:
    kind = "html_inline" if is_inline else "html_block"
    return Token(kind, "", 0, content=f"{html}" if is_inline else f"{html}\n")


def danger_words(words: str) -> SafeString:
    """Return the words of the red box: the sign in bold, and 999 ready to ring."""
    sign, colon, rest = words.partition(":")
    ring = escape(rest).replace("999", '<a href="tel:999">999</a>')
    return mark_safe(f"<strong>{escape(sign)}{colon}</strong>{ring}")
