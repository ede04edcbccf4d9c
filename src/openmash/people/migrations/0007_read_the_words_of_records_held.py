"""Read by which words each record held already is found. It may run twice."""

from django.db import migrations

BATCH = 1000
_WORDS_OF_PERSONS = """
    INSERT INTO people_personwords (person_id, words, newest)
    SELECT m.person_id, array_agg(DISTINCT mark ORDER BY mark), max(r.id)
    FROM people_membership m
      JOIN people_person p ON p.id = m.person_id AND NOT p.is_restricted
      JOIN people_agencyrecord r ON r.id = m.record_id AND NOT r.is_restricted
      JOIN people_recordwords rw ON rw.record_id = r.id CROSS JOIN LATERAL unnest(rw.words) mark
    GROUP BY m.person_id
    ON CONFLICT (person_id) DO UPDATE SET words = excluded.words, newest = excluded.newest
"""
_MARK_OF_THE_OPEN = """
    UPDATE people_personwords w SET words = array_prepend(-2147483648, w.words)
    FROM people_allocation a JOIN people_person p ON p.id = a.person_id
    WHERE w.person_id = coalesce(p.survivor_id, p.id) AND w.words[1] <> -2147483648
"""


def read_words(apps, schema_editor) -> None:
    """Read the words of every record that has none, in batches, and then of every person."""
    from openmash.people.reading import facts_of
    from openmash.people.searching import marks_of, words_of

    held = apps.get_model("people", "AgencyRecord").objects.using(schema_editor.connection.alias)
    words = apps.get_model("people", "RecordWords")
    last = 0
    while batch := list(held.filter(pk__gt=last).order_by("pk")[:BATCH]):
        rows = [words(record_id=r.pk, words=marks_of(words_of(facts_of(r)))) for r in batch]
        written = words.objects.using(schema_editor.connection.alias)
        written.bulk_create(rows, ignore_conflicts=True)
        last = batch[-1].pk
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(_WORDS_OF_PERSONS)
        cursor.execute(_MARK_OF_THE_OPEN)


class Migration(migrations.Migration):
    dependencies = [("people", "0006_search_by_the_words_of_a_person")]

    operations = [migrations.RunPython(read_words, migrations.RunPython.noop)]
