"""Finding the page that answers a question asked in somebody's own words.

The library is cut into passages that stand in a table of their own. A question is read word by
word, widened by what the lexicon and practice call the same thing, and put to PostgreSQL, where
rare words weigh more than common ones. What was asked is never kept.
"""

from openmash.handbook.searching.access import Answer, Found, search
from openmash.handbook.searching.passages import Kind, Passage, also_from

__all__ = ["Answer", "Found", "Kind", "Passage", "also_from", "search"]
