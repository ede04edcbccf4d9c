"""Laws about the tables: each is guarded, each field is mapped, each migration is written."""

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from openmash.firewall.tables import (
    QUEUE,
    READ_ONLY,
    TABLES,
    WITHOUT_ROWS_TO_GUARD,
)

ROOM_LABELS = {name.rsplit(".", 1)[-1] for name in settings.ROOMS}
MODELS = [model for model in apps.get_models() if model._meta.app_label in ROOM_LABELS]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_field_says_whether_it_is_plain_personal_or_special(model):
    """Exports, retention and made-up data ask the data map; a field left out would be forgotten."""
    fields = {field.name for field in model._meta.local_concrete_fields}
    mapped = model.DataMap.plain | model.DataMap.personal | model.DataMap.special

    assert mapped == fields


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_no_field_is_mapped_twice(model):
    data_map = model.DataMap

    assert not data_map.plain & data_map.personal
    assert not data_map.plain & data_map.special
    assert not data_map.personal & data_map.special


def test_every_table_in_the_database_is_guarded_or_says_why_not(db):
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT relname, relrowsecurity FROM pg_class c"
            " JOIN pg_namespace n ON n.oid = relnamespace"
            " WHERE relkind IN ('r', 'p') AND nspname = 'public'"
        )
        found = dict(cursor.fetchall())
    unguarded = {name for name, is_guarded in found.items() if not is_guarded}
    excused = {
        name
        for name in unguarded
        if name in WITHOUT_ROWS_TO_GUARD or name in READ_ONLY or name.startswith(QUEUE)
    }

    assert unguarded - excused == set()
    assert {name for name, is_guarded in found.items() if is_guarded} == set(TABLES)


def test_every_model_has_a_rule_of_who_may(db):
    assert {model._meta.db_table for model in MODELS} == set(TABLES)


def test_an_append_only_table_lets_nobody_change_or_remove_a_row():
    for rule in TABLES.values():
        if rule.is_append_only:
            assert (rule.change, rule.remove) == ("", ""), rule.table


def test_the_database_refuses_to_change_the_audit_even_to_its_owner(db):
    from django.db import DatabaseError, transaction

    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(using="owner"),
        connections["owner"].cursor() as cursor,
    ):
        cursor.execute("UPDATE audit_event SET because = ''")


def test_every_change_of_a_model_has_its_migration(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_firewall_in_the_database_says_what_the_tables_say(db):
    """A policy that was changed by hand would show here."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT tablename, count(*) FROM pg_policies GROUP BY 1")
        found = dict(cursor.fetchall())
    wanted = {
        name: sum(1 for kind in ("read", "add", "change", "remove") if getattr(rule, kind))
        for name, rule in TABLES.items()
    }

    # A table that nobody may reach stands guarded without a policy.
    assert found == {name: count for name, count in wanted.items() if count}
