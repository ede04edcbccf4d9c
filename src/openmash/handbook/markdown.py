"""The Markdown of a page in pieces: plain text and callouts, links, sentences.

Nothing here knows where a link leads; `links` does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from openmash.handbook.pages import FENCE

CALLOUTS = {
    "example": "An example",
    "never": "Never",
    "say": "You can say",
    "voice": "",
    "law": "The law in short",
    "unsure": "What is not certain",
}
CAPTION = "Table: "
PROSE = ("paragraph_open", "list_item_open")
SENTENCE_END = re.compile(r"(?<=[.!?…])[”’)\"]*\s+(?=[“‘(\"]?[A-Z0-9])")
# No HTML, and a link of any scheme: the proof says which are known.
PARSER = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of Markdown. `kind` names a callout of CALLOUTS, or is empty for running text."""

    kind: str
    about: str
    text: str
    is_closed: bool = True


def blocks_of(text: str) -> Iterator[Block]:
    """Yield running text and callouts in their order, without empty stretches."""
    kind, about, lines = "", "", []
    for line in text.splitlines():
        if not line.startswith(FENCE):
            lines.append(line)
            continue
        yield from _block(kind, about, lines)
        opened = line[len(FENCE) :].strip()
        kind, _, about = opened.partition(" ")
        about, lines = about.strip(), []
    yield from _block(kind, about, lines, is_closed=not kind)


def _block(kind: str, about: str, lines: list[str], *, is_closed: bool = True) -> Iterator[Block]:
    text = "\n".join(lines).strip()
    if text or kind:
        yield Block(kind=kind, about=about, text=text, is_closed=is_closed)


def tokens_of(text: str) -> list[Token]:
    """Return what the Markdown says, token by token."""
    return PARSER.parse(text)


def links_in(text: str) -> list[tuple[str, str]]:
    """Return every link of a text as a pair of address and words."""
    found = []
    for token in tokens_of(without_fences(text)):
        children = token.children or []
        for at, child in enumerate(children):
            if child.type == "link_open":
                found.append((str(child.attrs["href"]), _words_from(children[at + 1 :])))
    return found


def _words_from(children: list[Token]) -> str:
    words = []
    for child in children:
        if child.type == "link_close":
            break
        words.append(child.content)
    return "".join(words)


def without_fences(text: str) -> str:
    """Return the Markdown of a text with the lines of its callouts' fences left out."""
    return "\n".join("" if line.startswith(FENCE) else line for line in text.splitlines())


def said(token: Token) -> str:
    """Return the words of an inline token as they are read aloud, without its marks."""
    parts = (
        " " if child.type in ("softbreak", "hardbreak") else child.content
        for child in token.children or ()
    )
    return "".join(parts)


def sentences_of(text: str) -> list[str]:
    """Return the sentences of running text, lists and callouts; tables and headings have none."""
    found, is_prose, in_table = [], False, False
    for token in tokens_of(without_fences(text)):
        if token.type in ("table_open", "table_close"):
            in_table = token.type == "table_open"
        is_prose = token.type == "inline" and is_prose and not in_table
        if is_prose and not token.content.startswith(CAPTION):
            found += [one for one in SENTENCE_END.split(said(token)) if one.strip()]
        is_prose = token.type in PROSE
    return found


def words_of(text: str) -> list[str]:
    """Return every word of a text, tables and callouts too, in lower case."""
    inline = [said(token) for token in tokens_of(without_fences(text)) if token.type == "inline"]
    return re.findall(r"[a-z0-9]+(?:[’'-][a-z0-9]+)*", " ".join(inline).lower())
