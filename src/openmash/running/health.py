"""Say what is wrong with an installation, and how to mend it."""

import sys
from collections.abc import Iterator

from django.conf import settings
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor

from openmash.firewall.tables import TABLES

_OLDEST_POSTGRESQL = 150_000


def check() -> int:
    """Print each fault with its mend, and return 0 if there is none and 3 otherwise."""
    faults = list(_faults())
    for fault in faults:
        print(f"openmash: {fault}", file=sys.stderr)
    if not faults:
        print("Nothing is wrong with this installation.", file=sys.stderr)
    return 3 if faults else 0


def _faults() -> Iterator[str]:
    try:
        with connections["owner"].cursor() as cursor:
            cursor.execute("SHOW server_version_num")
            version = int(cursor.fetchone()[0])
    except DatabaseError:
        yield (
            "The database does not answer. "
            "Check DATABASE_URL, or start the hub once with `openmash serve`."
        )
        return
    if version < _OLDEST_POSTGRESQL:
        yield f"PostgreSQL is version {version // 10000}; the hub needs 15 or newer."
    executor = MigrationExecutor(connections["owner"])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield "The database is older than this release. Run `openmash migrate`."
        return
    yield from _firewall_faults()
    if not settings.DATABASES["default"]["USER"] or settings.DEBUG:
        yield "The settings are not safe: DEBUG is on."


def _firewall_faults() -> Iterator[str]:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relkind = 'r'")
        guarded = {row[0] for row in cursor.fetchall()}
    for table in sorted(set(TABLES) - guarded):
        yield f"The table {table} has no row-level security. Run `openmash migrate`."
    try:
        with connections["default"].cursor() as cursor:
            cursor.execute(
                "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
            )
            if cursor.fetchone()[0]:
                yield "The application's role can bypass the firewall. Run `openmash migrate`."
    except DatabaseError:
        yield "The application's role cannot sign in. Run `openmash migrate`."
