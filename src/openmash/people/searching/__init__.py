"""Finding a person as people really search: part of a name, how it sounds, a year, a street.

A record is found by its words, and a person by those of all their records together. What was
typed is read into the same words; a person is found who answers every part of it.
"""

from openmash.people.searching.answering import Answer, answer_of, how_to_narrow
from openmash.people.searching.asking import MOST_PARTS, Part, Query, read_query
from openmash.people.searching.words import mark_of, marks_of, words_of

__all__ = [
    "MOST_PARTS",
    "Answer",
    "Part",
    "Query",
    "answer_of",
    "how_to_narrow",
    "mark_of",
    "marks_of",
    "read_query",
    "words_of",
]
