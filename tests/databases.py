"""A database for each test process, copied from one that was migrated once.

The copy is made by PostgreSQL itself, so that a run starts in a fraction of a second; the
original is made anew whenever a migration or the firewall changes.
"""

import hashlib
import os
import time
from pathlib import Path

import psycopg
from django.db import connections
from psycopg import sql

import openmash

_PACKAGE = Path(openmash.__file__).parent
_LOCK = 4023


def fingerprint() -> str:
    """Return a short text that changes when the schema or the firewall does."""
    found = sorted([*_PACKAGE.glob("*/migrations/*.py"), *_PACKAGE.glob("firewall/*")])
    digest = hashlib.sha256()
    for path in found:
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def point_at(name: str) -> None:
    """Let all three roles speak to the database of this name."""
    for alias in connections:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name


def copy_for(worker: str) -> str:
    """Make this process's database from the migrated one, and return its name."""
    original = f"openmash_tests_{fingerprint()}"
    name = f"openmash_test_{os.getpid()}_{worker}"
    with _as_owner() as owner:
        owner.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        if not _exists(owner, original):
            _make(owner, original)
        owner.execute(_named("CREATE DATABASE {} TEMPLATE {}", name, original))
        owner.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
    point_at(name)
    return name


def drop(name: str) -> None:
    for alias in connections:
        connections[alias].close()
    with _as_owner() as owner:
        _drop(owner, name)


def _drop(owner: psycopg.Connection, name: str) -> None:
    """Drop a database; PostgreSQL's own vacuum may be in it for a moment and must be awaited."""
    for _ in range(50):
        try:
            owner.execute(_named("DROP DATABASE IF EXISTS {} WITH (FORCE)", name))
        except (psycopg.errors.InsufficientPrivilege, psycopg.errors.ObjectInUse):
            time.sleep(0.2)
        else:
            return


def _make(owner: psycopg.Connection, original: str) -> None:
    from openmash.config.installation import migrate

    unready = f"{original}_unready"
    _drop(owner, unready)
    owner.execute(_named("CREATE DATABASE {}", unready))
    point_at(unready)
    migrate()
    for alias in connections:
        connections[alias].close()
    owner.execute(_named("ALTER DATABASE {} RENAME TO {}", unready, original))


def _as_owner() -> psycopg.Connection:
    from django.conf import settings

    place = settings.PLACE
    return psycopg.connect(
        host=place.host,
        port=place.port,
        user=place.owner,
        password=place.owner_password,
        dbname="postgres",
        autocommit=True,
    )


def _named(text: str, *names: str) -> sql.Composed:
    return sql.SQL(text).format(*(sql.Identifier(name) for name in names))


def _exists(owner: psycopg.Connection, name: str) -> bool:
    row = owner.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    return row is not None
