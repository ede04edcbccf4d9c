"""Write the firewall into the database: roles, grants, functions, triggers, row-level security.

It runs after the migrations, as the owner, in one transaction, and may run again at any time:
what it finds it replaces, so that the database always says what `tables` says.
"""

from importlib.resources import files

from django.conf import settings
from django.db import connections, transaction
from psycopg import sql

from openmash.firewall.tables import QUEUE, READ_ONLY, TABLES, WITHOUT_ROWS_TO_GUARD, TableRule

_APP, _AUDIT = "app", "audit"
_COMMANDS = (("read", "SELECT"), ("add", "INSERT"), ("change", "UPDATE"), ("remove", "DELETE"))


def apply() -> None:
    """Make the database enforce every rule of `tables` for the application's roles."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(4022)")
        _extensions(cursor)
        _roles(cursor)
        for script in ("functions.sql", "search.sql"):
            cursor.execute(files("openmash.firewall").joinpath(script).read_text("utf-8"))
        app, audit = _name(_APP), _name(_AUDIT)
        cursor.execute(_sql("GRANT USAGE ON SCHEMA public TO {}, {}", app, audit))
        cursor.execute(_sql("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}", app))
        for rule in TABLES.values():
            _guard(cursor, rule, app)
        _open(cursor, app)
        cursor.execute(_sql("REVOKE ALL ON audit_event FROM {}", audit))
        cursor.execute(_sql("GRANT INSERT ON audit_event TO {}", audit))
        cursor.execute(_sql("GRANT USAGE ON SEQUENCE audit_event_id_seq TO {}", audit))
        _index_keys(cursor)


def _name(kind: str) -> sql.Identifier:
    return sql.Identifier(settings.PLACE.role(kind))


def _sql(text: str, *names: sql.Identifier) -> sql.Composed:
    return sql.SQL(text).format(*names)


def _extensions(cursor) -> None:
    for extension in ("pg_trgm", "unaccent", "fuzzystrmatch", "btree_gist", "intarray"):
        cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")


def _roles(cursor) -> None:
    database = sql.Identifier(connections["owner"].settings_dict["NAME"])
    for kind in (_APP, _AUDIT):
        name, role = settings.PLACE.role(kind), _name(kind)
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name])
        if cursor.fetchone() is None:
            cursor.execute(_sql("CREATE ROLE {} LOGIN NOINHERIT", role))
        password = sql.Literal(settings.PLACE.password(kind))
        cursor.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(role, password))
        cursor.execute(_sql("GRANT CONNECT ON DATABASE {} TO {}", database, role))


def _guard(cursor, rule: TableRule, app: sql.Identifier) -> None:
    table = sql.Identifier(rule.table)
    cursor.execute(_sql("ALTER TABLE {} ENABLE ROW LEVEL SECURITY", table))
    cursor.execute(_sql("REVOKE ALL ON {} FROM {}", table, app))
    for kind, command in _COMMANDS:
        policy = sql.Identifier(f"{rule.table}_{kind}")
        cursor.execute(_sql("DROP POLICY IF EXISTS {} ON {}", policy, table))
        condition = getattr(rule, kind)
        if not condition:
            continue
        clause = _clause(command, condition)
        head = _sql("CREATE POLICY {} ON {} ", policy, table).as_string(cursor.connection)
        cursor.execute(f"{head} FOR {command} {clause}")
        cursor.execute(_sql("GRANT " + command + " ON {} TO {}", table, app))
    # A row is locked before it is changed; locking asks for the privilege to change one column.
    if rule.is_append_only:
        trigger = sql.Identifier(f"{rule.table}_append_only")
        cursor.execute(
            _sql(
                "CREATE OR REPLACE TRIGGER {} BEFORE UPDATE OR DELETE ON {} "
                "FOR EACH STATEMENT EXECUTE FUNCTION om_refuse()",
                trigger,
                table,
            )
        )


def _clause(command: str, condition: str) -> str:
    if command == "INSERT":
        return f"WITH CHECK ({condition})"
    if command == "UPDATE":
        return f"USING ({condition}) WITH CHECK ({condition})"
    return f"USING ({condition})"


def _open(cursor, app: sql.Identifier) -> None:
    for table in WITHOUT_ROWS_TO_GUARD:
        cursor.execute(
            _sql("GRANT SELECT, INSERT, UPDATE, DELETE ON {} TO {}", sql.Identifier(table), app)
        )
    for table in READ_ONLY:
        cursor.execute(_sql("GRANT SELECT ON {} TO {}", sql.Identifier(table), app))
    cursor.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE %s",
        [f"{QUEUE}%"],
    )
    for (table,) in cursor.fetchall():
        cursor.execute(
            _sql("GRANT SELECT, INSERT, UPDATE, DELETE ON {} TO {}", sql.Identifier(table), app)
        )


def _index_keys(cursor) -> None:
    cursor.execute(
        "CREATE INDEX IF NOT EXISTS record_by_keys ON people_agencyrecord USING gin (keys)"
    )
    cursor.execute("DROP INDEX IF EXISTS record_by_words")
    # Without a pending list, which every search would have to read through.
    cursor.execute(
        "CREATE INDEX IF NOT EXISTS person_by_words ON people_personwords"
        " USING gin (words gin__int_ops) WITH (fastupdate = off)"
    )
