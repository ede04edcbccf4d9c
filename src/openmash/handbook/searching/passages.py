"""What can be found: parts of handbook pages, words of the lexicon, and what other rooms add."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from openmash import __version__
from openmash.handbook import addresses
from openmash.handbook.chapters import FROM_YOUR_JOB
from openmash.handbook.pages import Page, Section
from openmash.handbook.rendering import plain
from openmash.handbook.searching.answering import part_that_answers
from openmash.handbook.shelf import Handbook, handbook
from openmash.handbook.words import Word, agency_labels, lexicon
from openmash.sources import library_path

SHAPE = 2  # raise it when passages are made in another way, so that hubs write them anew


class Kind(StrEnum):
    """What a result is, in the words that stand above it."""

    PAGE = "handbook"
    WORD = "lexicon"
    INSTRUMENT = "instrument"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One part that can answer a question.

    It is found by its own words and by `about`, what the whole page says of itself; or, where
    `asked` stands, by that question alone, which this part answers. Passages with the same
    `result` are one result, and the best of them is shown.
    """

    result: str
    kind: Kind
    title: str
    address: str
    text: str
    part: str = ""
    chapter: str = ""
    asked: str = ""
    about: str = ""
    is_for_signed_in: bool = False

    @property
    def found_by(self) -> tuple[str, str, str, str]:
        """Return the words it is found by, the weightiest first."""
        names = f"{self.title} {self.chapter}"
        if self.asked:
            return self.asked, names, "", ""
        return self.part, names, self.about, self.text


_ALSO: list[Callable[[], Iterable[Passage]]] = []


def also_from(room: Callable[[], Iterable[Passage]]) -> None:
    """Register a room that has passages of its own: it stands above the handbook, and tells it."""
    if room not in _ALSO:
        _ALSO.append(room)


def all_passages() -> Iterator[Passage]:
    """Yield everything that a search can find."""
    for page in handbook().pages.values():
        yield from of_page(page, book=handbook())
    for word in lexicon().values():
        yield of_word(word)
    for room in _ALSO:
        yield from room()


def edition() -> str:
    """Return a short text that changes whenever the library, or the way we cut it, does."""
    digest = hashlib.sha256(f"{__version__} {SHAPE} {len(_ALSO)}".encode())
    folder = library_path()
    for part in ("handbook", "instruments"):
        for path in sorted(one for one in (folder / part).rglob("*") if one.is_file()):
            digest.update(path.name.encode() + path.read_bytes())
    digest.update((folder / "lexicon.yaml").read_bytes())
    return digest.hexdigest()


def of_page(page: Page, *, book: Handbook) -> Iterator[Passage]:
    """Yield the parts of a page, and its questions, each with the part that answers it."""
    parts = [part for part in page.sections if part.text]
    made = [_of_part(page, part, book=book) for part in parts]
    yield from made
    texts = [f"{one.part} {one.part} {one.text}" for one in made]
    asked_first = (asked for asked, path in book.plan.asked_first if path == page.path)
    for question in dict.fromkeys((*page.questions, *asked_first)):
        yield replace(made[part_that_answers(question, parts=texts)], asked=question)


def _of_part(page: Page, part: Section, *, book: Handbook) -> Passage:
    return Passage(
        result=page.path,
        kind=Kind.PAGE,
        title=page.title,
        part=_part_title(page, part, book=book),
        chapter=book.chapter(page.chapter).title,
        address=addresses.passage(page, part),
        text=plain(part.text) if part.heading else f"{page.lead} {plain(part.text)}",
        about=" ".join((page.lead, *page.questions, _covers(page, part, book=book))),
    )


def _part_title(page: Page, part: Section, *, book: Handbook) -> str:
    sector = book.plan.sector(part.key) if page.key == FROM_YOUR_JOB else None
    return sector.title if sector else part.heading


def _covers(page: Page, part: Section, *, book: Handbook) -> str:
    """Return the trades under which somebody looks for the part that speaks to their job."""
    sector = book.plan.sector(part.key) if page.key == FROM_YOUR_JOB else None
    return sector.covers if sector else ""


def of_word(word: Word) -> Passage:
    """Return what the lexicon says about one word: what it stands for, and who means what."""
    said = [
        f"{agency_labels().get(agency, agency)}: {meaning}" if word.is_said_differently else meaning
        for agency, meaning in word.meanings
    ]
    instead = f"What we write: {word.say_instead}" if word.say_instead else ""
    return Passage(
        result=f"word/{word.id}",
        kind=Kind.WORD,
        title=word.word,
        part=word.expansion,
        address=addresses.word(word.id),
        text=" ".join(filter(None, (*said, word.danger, instead))),
        about=f"What does {word.word} mean? What is {word.word}? What does it stand for?",
    )
