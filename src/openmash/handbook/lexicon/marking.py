"""Marks the words of the lexicon in a text: a press opens what one means, where it stands."""

from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape

from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString, mark_safe

from openmash.design.templatetags.design_words import lex_box, lex_mark
from openmash.handbook import addresses
from openmash.handbook.lexicon.meaning import Meaning, meaning_of
from openmash.handbook.lexicon.spellings import words_in
from openmash.handbook.words import lexicon


@dataclass(kw_only=True)
class Marking:
    """One text on its way to one reader. Each word is marked where it comes first.

    `reader` and `writer` are sectors; `next_id` gives an id that no other mark of the page has.
    """

    reader: str
    next_id: Callable[[], str]
    writer: str = ""
    seen: set[str] = field(default_factory=set)
    _boxes: list[SafeString] = field(default_factory=list)

    def text(self, said: str) -> SafeString:
        """Return a text as HTML with its words marked. What they mean waits in `boxes`."""
        parts, at = [], 0
        for found in words_in(said):
            if found.word_id in self.seen:
                continue
            parts += [escape(said[at : found.start]), self.word(found.word_id, found.said)]
            at = found.end
        return mark_safe("".join([*parts, escape(said[at:])]))

    def word(self, word_id: str, shown: str) -> SafeString:
        """Return one marked word; what it means waits in `boxes`."""
        self.seen.add(word_id)
        word, box_id = lexicon()[word_id], self.next_id()
        href = addresses.word(word_id)
        self._boxes.append(
            _box(
                meaning_of(word, reader=self.reader, writer=self.writer),
                said=unescape(strip_tags(shown)),
                box_id=box_id,
                href=href,
            )
        )
        return lex_mark(shown, id=box_id, href=href)

    def boxes(self) -> SafeString:
        """Return what the words marked since the last time mean, to stand after their paragraph."""
        found, self._boxes = self._boxes, []
        return mark_safe("".join(found))


def _box(meaning: Meaning, *, said: str, box_id: str, href: str) -> SafeString:
    return lex_box(
        said,
        id=box_id,
        href=href,
        in_full=meaning.in_full,
        plain=meaning.plain,
        own=meaning.own,
        writer=meaning.writer,
        others=meaning.others,
        say_instead=meaning.word.wordings,
    )
