"""Proofs of a page's text: plain enough to read at the end of a day, whole, and in form."""

import re
from collections.abc import Iterator
from statistics import mean

from openmash.handbook.chapters import FROM_YOUR_JOB
from openmash.handbook.links import SOURCE, WORD, link_from, problem_of
from openmash.handbook.markdown import (
    CALLOUTS,
    CAPTION,
    blocks_of,
    links_in,
    sentences_of,
    tokens_of,
    without_fences,
    words_of,
)
from openmash.handbook.pages import Page, Section
from openmash.handbook.shelf import Handbook

AVERAGE_SENTENCE = 20  # words
LONGEST_SENTENCE = 38  # words
WORDS = range(200, 661)
WORDS_FROM_YOUR_JOB = range(450, 1400)
SECTOR_WORDS = range(40, 181)
MOST_COLUMNS = 4
SAYS_NOTHING = {"here", "this", "click here", "link", "this page", "more", "read more"}
NOT_MARKDOWN = (
    (re.compile(r"^# ", re.MULTILINE), "a heading of the first rank: the title is enough"),
    (re.compile(r"</?[a-z]+[ >]"), "HTML: write Markdown"),
    (re.compile(r"(?<!\()https?://"), "a bare address: link a source instead"),
    (re.compile(r"!\["), "a picture: say it in words"),
)
REFERENCES = {WORD, SOURCE}


def faults_of(page: Page, *, handbook: Handbook) -> Iterator[str]:
    """Yield what is wrong with the words of a page."""
    text = whole_text(page)
    yield from _length(page)
    yield from _sentences(text)
    for pattern, words in NOT_MARKDOWN:
        if pattern.search(text):
            yield words
    yield from _callouts(page)
    yield from _links(text, handbook=handbook)
    yield from _tables(text)
    keys = [section.key for section in page.sections]
    yield from (f"two headings make #{key}" for key in sorted(set(keys)) if keys.count(key) > 1)


def whole_text(page: Page) -> str:
    """Return the text of all parts of a page."""
    return "\n\n".join(section.text for section in page.sections)


def _length(page: Page) -> Iterator[str]:
    count = sum(len(words_of(section.text)) for section in page.sections)
    allowed = WORDS_FROM_YOUR_JOB if page.key == FROM_YOUR_JOB else WORDS
    if count not in allowed:
        yield f"{count} words: between {allowed.start} and {allowed.stop - 1}"
    if page.key == FROM_YOUR_JOB:
        for section in page.sections[1:]:
            yield from _sector_length(section)


def _sector_length(section: Section) -> Iterator[str]:
    count = len(words_of(section.text))
    if count not in SECTOR_WORDS:
        low, high = SECTOR_WORDS.start, SECTOR_WORDS.stop - 1
        yield f"{section.key}: {count} words: between {low} and {high}"


def _sentences(text: str) -> Iterator[str]:
    lengths = [(len(one.split()), one) for one in sentences_of(text)]
    if not lengths:
        yield "there is no sentence"
        return
    average = mean(count for count, _ in lengths)
    if average > AVERAGE_SENTENCE:
        yield f"{average:.0f} words a sentence: {AVERAGE_SENTENCE} at most"
    for count, sentence in lengths:
        if count > LONGEST_SENTENCE:
            yield f"a sentence of {count} words: “{' '.join(sentence.split()[:8])} …”"


def _callouts(page: Page) -> Iterator[str]:
    blocks = [block for section in page.sections for block in blocks_of(section.text)]
    for block in blocks:
        if block.kind and block.kind not in CALLOUTS:
            yield f":::{block.kind} is no callout: {', '.join(CALLOUTS)}"
        if not block.is_closed:
            yield f":::{block.kind} is never closed by a line of :::"
        if block.kind == "voice" and not block.about:
            yield ":::voice must say whose words, to whom"
    if not any(block.kind in ("example", "voice") for block in blocks):
        yield "there is no example"


def _links(text: str, *, handbook: Handbook) -> Iterator[str]:
    for href, words in links_in(text):
        problem = problem_of(link_from(href), handbook=handbook)
        if problem:
            yield f"[{words}]({href}): {problem}"
        if words.strip().lower() in SAYS_NOTHING:
            yield f"[{words}]({href}): the words of a link make sense alone"


def _tables(text: str) -> Iterator[str]:
    tokens = tokens_of(without_fences(text))
    for at, token in enumerate(tokens):
        if token.type != "table_open":
            continue
        before = tokens[at - 2].content if at >= 3 else ""
        if not before.startswith(CAPTION):
            yield "a table has no caption: write a line `Table: …` before it"
        end = next(i for i in range(at, len(tokens)) if tokens[i].type == "thead_close")
        names = [one.content.strip() for one in tokens[at:end] if one.type == "inline"]
        if len(names) > MOST_COLUMNS:
            yield f"a table has at most {MOST_COLUMNS} columns"
        if "" in names:
            yield "a column of a table has no name"
