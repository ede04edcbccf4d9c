"""The door to the passages: put a question, get what answers it, the best first.

Anybody may ask. What was asked is not written down anywhere, with or without a person.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import connection

from openmash.handbook.chapters import plan
from openmash.handbook.searching.asking import (
    Term,
    asks_for_a_meaning,
    singular,
    terms_of,
    words_of,
)
from openmash.handbook.searching.passages import Kind
from openmash.handbook.searching.synonyms import calls

MOST = 20
# Of a word in the text, in what the page says of itself, in its title, in heading and questions.
WORTH_OF_PLACES = [0.51, 0.24, 0.93, 1.0]
BESIDE_A_PAGE, IS_THE_MEANING, TO_USE = 0.17, 0.5, 0.5
OF_BROAD = 0.7
BROAD = ["from-your-job", "never", "lessons", "words", "who-to-call"]
RARITY = 0.76
LONG_TEXTS = 0
OF_PART = 0.98
COVERED = 0.11
SHORTEST_CORRECTED = 5
# Letters that no text has stand round the words found, until the page knows how to mark them.
MARK_START, MARK_END = "\x02", "\x03"
_EXCERPT = f"StartSel={MARK_START}, StopSel={MARK_END}, MaxWords=42, MinWords=24, MaxFragments=1"
_SEARCH = """
WITH asked AS MATERIALIZED (
    SELECT idea, weight, words, phraseto_tsquery('english', words) AS query
    FROM unnest(%(ideas)s::int[], %(weights)s::real[], %(words)s::text[]) AS a(idea, weight, words)
), hit AS MATERIALIZED (
    SELECT p.id, p.result, a.idea,
        (array_agg(a.words ORDER BY a.weight DESC, length(a.words) DESC))[1] AS words,
        max(a.weight * ts_rank(%(places)s::real[], p.found_by, a.query, %(norm)s)) AS rank
    FROM asked a JOIN handbook_passage p ON p.found_by @@ a.query
    WHERE numnode(a.query) > 0 AND (%(signed_in)s OR NOT p.is_for_signed_in)
    GROUP BY p.id, a.idea
), worth AS MATERIALIZED (
    SELECT idea, power(ln(1 + (SELECT count(DISTINCT result) FROM handbook_passage)
        / count(DISTINCT result)::real), %(rarity)s) AS worth
    FROM hit GROUP BY idea
), part AS (
    SELECT id, result, sum(rank * worth) AS score,
        array_agg(words ORDER BY rank * worth DESC) AS why
    FROM hit JOIN worth USING (idea) GROUP BY id, result
), whole AS (
    SELECT result, sum(rank * worth) AS score, sum(worth) AS held FROM (
        SELECT result, idea, max(rank) AS rank FROM hit GROUP BY result, idea
    ) AS page JOIN worth USING (idea) GROUP BY result
), best AS (
    SELECT DISTINCT ON (result) id, result, why,
        (part.score * %(of_part)s + whole.score * (1 - %(of_part)s))
        * power(whole.held / (SELECT sum(worth) FROM worth), %(covered)s) AS score
    FROM part JOIN whole USING (result) ORDER BY result, part.score DESC, id
)
SELECT p.kind, p.title, p.part, p.chapter, p.address, p.text, p.result, b.why,
    ts_headline('english', p.text, (SELECT string_agg(query::text, '|')::tsquery FROM asked
        WHERE numnode(query) > 0), %(excerpt)s),
    b.score * CASE WHEN p.kind = 'lexicon' THEN %(beside)s
        WHEN p.kind <> 'handbook' THEN %(to_use)s
        WHEN split_part(p.result, '/', 2) = ANY (%(broad)s) THEN %(of_broad)s ELSE 1 END AS score
FROM best b JOIN handbook_passage p USING (id) ORDER BY score DESC, p.id LIMIT %(most)s
"""
_UNKNOWN = """
SELECT word FROM unnest(%s::text[]) AS asked(word)
WHERE NOT EXISTS (SELECT 1 FROM handbook_passageword w WHERE w.word = asked.word)
AND to_tsvector('english', word) <> ''
AND NOT EXISTS (SELECT 1 FROM handbook_passage WHERE found_by @@ plainto_tsquery('english', word))
"""
_NEAREST = """
SELECT word FROM handbook_passageword
WHERE abs(length(word) - length(%(word)s)) <= %(slips)s
AND levenshtein_less_equal(word, %(word)s, %(slips)s) <= %(slips)s
AND (%(slips)s = 1 OR levenshtein_less_equal(word, %(word)s, 2) < 2 OR length(word) > 7
    OR (SELECT string_agg(c, '' ORDER BY c) FROM regexp_split_to_table(word, '') c) = %(letters)s)
ORDER BY levenshtein_less_equal(word, %(word)s, %(slips)s) - similarity(word, %(word)s),
    passages DESC, word LIMIT 1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One result: where it stands, and the whole part that answers."""

    kind: Kind
    title: str
    part: str
    chapter: str
    address: str
    text: str
    result: str
    why: tuple[str, ...]
    excerpt: str
    score: float

    @property
    def heading(self) -> str:
        """Return the page with the part that answers; a word with what it stands for."""
        if self.kind is Kind.WORD:
            return f"{self.title} ({self.part})" if self.part else self.title
        return f"{self.title}: {self.part}" if self.part else self.title

    @property
    def name(self) -> str:
        """Return the heading with the chapter it stands in, for where nothing else says so."""
        return f"{self.chapter} · {self.heading}" if self.chapter else self.heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a search found, and what it read differently from what was typed: never silently."""

    found: tuple[Found, ...] = ()
    words: tuple[str, ...] = field(default=(), repr=False)
    read_as: tuple[tuple[str, str], ...] = field(default=(), repr=False)


def search(question: str, *, is_signed_in: bool = False, most: int = MOST) -> Answer:
    """Return what answers a question, the best first; nothing where nothing has its words."""
    asked = words_of(question)
    if not asked:
        return Answer()
    read_as = _corrections(asked)
    words = [read_as.get(word, word) for word in asked]
    terms = terms_of(words)
    beside = IS_THE_MEANING if asks_for_a_meaning(question) else BESIDE_A_PAGE
    found = _found(terms, beside=beside, is_signed_in=is_signed_in, most=most)
    found = sorted(found, key=lambda one: one.result != _asked_first(asked))
    return Answer(found=tuple(found), words=tuple(words), read_as=tuple(read_as.items()))


def _asked_first(words: Sequence[str]) -> str:
    """Return the page that its owner chose for a question that everybody asks, word for word."""
    chosen = (page for asked, page in plan().asked_first if words_of(asked) == list(words))
    return next(chosen, "")


def _found(terms: Sequence[Term], *, beside: float, is_signed_in: bool, most: int):
    with connection.cursor() as cursor:
        cursor.execute(
            _SEARCH,
            {
                "ideas": [one.idea for one in terms],
                "weights": [one.weight for one in terms],
                "words": [one.words for one in terms],
                "places": WORTH_OF_PLACES,
                "beside": beside,
                "to_use": TO_USE,
                "broad": BROAD,
                "of_broad": OF_BROAD,
                "rarity": RARITY,
                "norm": LONG_TEXTS,
                "of_part": OF_PART,
                "covered": COVERED,
                "signed_in": is_signed_in,
                "excerpt": _EXCERPT,
                "most": most,
            },
        )
        for kind, title, part, chapter, address, text, result, why, excerpt, score in cursor:
            yield Found(
                kind=Kind(kind),
                title=title,
                part=part,
                chapter=chapter,
                address=address,
                text=text,
                result=result,
                why=_apart(why),
                excerpt=excerpt,
                score=score,
            )


def _apart(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words that found a result, without those that stand inside a longer one."""
    return tuple(one for one in words if not any(one != other and one in other for other in words))


def _corrections(asked: Sequence[str]) -> dict[str, str]:
    """Return, for words that nothing has, the word that was probably meant."""
    doubtful = [
        word
        for word in dict.fromkeys(asked)
        if len(word) >= SHORTEST_CORRECTED
        and word.isalpha()
        and singular(word, calls()) not in calls()
    ]
    if not doubtful:
        return {}
    read_as = {}
    with connection.cursor() as cursor:
        cursor.execute(_UNKNOWN, [doubtful])
        for (word,) in cursor.fetchall():
            slips = 2
            cursor.execute(
                _NEAREST, {"word": word, "slips": slips, "letters": "".join(sorted(word))}
            )
            row = cursor.fetchone()
            if row:
                read_as[word] = row[0]
    return read_as
