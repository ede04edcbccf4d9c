"""Writing the passages into the database: all of them, whenever the library is another edition."""

from django.db import connection, transaction

from openmash import firewall
from openmash.handbook.models import Passage as Row
from openmash.handbook.models import PassageWord
from openmash.handbook.searching.asking import tidy
from openmash.handbook.searching.passages import Passage, all_passages, edition
from openmash.handbook.searching.synonyms import calls
from openmash.policy import Service

_LOCK = 4024
_COLUMNS = "result, kind, title, part, chapter, address, text, is_for_signed_in, edition, found_by"
_ADD = (
    f"INSERT INTO handbook_passage ({_COLUMNS}) VALUES ("  # noqa: S608 - our own words
    "%s, %s, %s, %s, %s, %s, %s, %s, %s,"
    " setweight(to_tsvector('english', %s), 'A') || setweight(to_tsvector('english', %s), 'B')"
    " || setweight(to_tsvector('english', %s), 'C') || to_tsvector('english', %s))"
)
_WORDS = """
INSERT INTO handbook_passageword (word, passages)
SELECT word, greatest(ndoc, 1) FROM (
    SELECT word, max(ndoc) AS ndoc FROM (
        SELECT word, ndoc FROM ts_stat(
            $$SELECT to_tsvector('simple', title || ' ' || part || ' ' || text)
              FROM handbook_passage$$)
        UNION ALL SELECT unnest(%s::text[]), 1
    ) AS every GROUP BY word
) AS counted WHERE word ~ '^[a-z]{3,60}$'
"""


@transaction.atomic
def fill(*, is_forced: bool = False) -> bool:
    """Write the passages of this library, unless they stand there already; tell whether it did.

    Two processes that start at once wait for each other: the second finds the work done.
    """
    wanted = edition()
    if _stands(wanted) and not is_forced:
        return False
    with firewall.acting_as(Service.SETUP), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        if _stands(wanted) and not is_forced:
            return False
        Row.objects.all().delete()
        PassageWord.objects.all().delete()
        rows = [_row(one, edition=wanted) for one in all_passages()]
        cursor.executemany(_ADD, rows)
        cursor.execute(_WORDS, [sorted({word for said in calls() for word in said.split()})])
    return True


def _stands(edition: str) -> bool:
    return Row.objects.values_list("edition", flat=True).first() == edition


def _row(one: Passage, *, edition: str) -> list[object]:
    return [
        one.result,
        one.kind.value,
        one.title,
        one.part,
        one.chapter,
        one.address,
        one.text,
        one.is_for_signed_in,
        edition,
        *map(tidy, one.found_by),
    ]
