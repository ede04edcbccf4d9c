"""What the pages of single words show, and the page that looks a text through."""

from functools import cache

from openmash.errors import NotVisible
from openmash.handbook import addresses
from openmash.handbook.lexicon.meaning import in_words, meaning_of
from openmash.handbook.lexicon.spellings import words_in
from openmash.handbook.markdown import without_fences
from openmash.handbook.readers import Reader
from openmash.handbook.shelf import handbook
from openmash.handbook.shown import frame, steps
from openmash.handbook.words import EVERYBODY, Word, agency_labels, lexicon

NO_SUCH_WORD = "The lexicon does not have that word. Look for it in the list of all words."
PAGES_SHOWN = 6


def word(word_id: str, *, reader: Reader) -> dict[str, object]:
    """Return one word with every meaning, and the pages of the handbook that use it.

    Raises:
        NotVisible: there is no such word.
    """
    found = lexicon().get(word_id)
    if found is None:
        raise NotVisible(NO_SUCH_WORD)
    back = {"text": "Lexicon", "href": addresses.lexicon()}
    return frame(reader) | {
        "word": found,
        "meaning": meaning_of(found, reader=reader.sector),
        "word_meanings": found.meanings_for(reader.sector),
        "used_by": _used_by(found),
        "own_words": [(agency_labels()[agency], said) for agency, said in found.own_words],
        "wordings": found.wordings,
        "same_letters": _same_letters(found),
        "pages": _pages_with(word_id),
        "steps": [*steps(), back],
    }


def _used_by(found: Word) -> str:
    if EVERYBODY in found.used_by:
        return "every agency"
    return ", ".join(in_words(agency) for agency in found.used_by)


def _same_letters(found: Word) -> list[dict[str, str]]:
    """Return other words that are written alike: "SAR (data)" beside "SAR"."""
    bare = found.word.partition(" (")[0].lower()
    return [
        {"word": one.word, "in_full": one.expansion, "url": addresses.word(one.id)}
        for one in lexicon().values()
        if one.id != found.id and one.word.partition(" (")[0].lower() == bare
    ]


def _pages_with(word_id: str) -> list[dict[str, str]]:
    paths = _uses().get(word_id, ())[:PAGES_SHOWN]
    pages = [handbook().pages[path] for path in paths]
    return [
        {
            "title": one.title,
            "chapter": handbook().chapter(one.chapter).title,
            "url": addresses.page(one.path),
        }
        for one in pages
    ]


@cache
def _uses() -> dict[str, list[str]]:
    """Return the pages that use each word: those that use it most come first."""
    counts: dict[str, dict[str, int]] = {}
    for page, section in handbook().passages():
        for found in words_in(without_fences(section.text)):
            of_word = counts.setdefault(found.word_id, {})
            of_word[page.path] = of_word.get(page.path, 0) + 1
    return {
        word_id: sorted(paths, key=lambda path: -paths[path]) for word_id, paths in counts.items()
    }
