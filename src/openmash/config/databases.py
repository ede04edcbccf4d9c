"""Which PostgreSQL, and as whom: three roles on one database.

`default` is the application's role: it owns no table and cannot bypass row-level security.
`audit` may only insert events. `owner` migrates and is used by nothing that answers a request.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
from psycopg import sql

from openmash.config.secrets import role_password
from openmash.postgres import EmbeddedServer

OWNER, APPLICATION, AUDIT = "owner", "app", "audit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the database is and who owns it."""

    host: str
    port: int
    name: str
    owner: str
    key: str
    owner_password: str = ""

    @property
    def prefix(self) -> str:
        """Return what the application's role names begin with, so that hubs can share a server."""
        return os.environ.get("OPENMASH_ROLE_PREFIX", "openmash")

    def role(self, kind: str) -> str:
        return self.owner if kind == OWNER else f"{self.prefix}_{kind}"

    def password(self, kind: str) -> str:
        return self.owner_password if kind == OWNER else role_password(self.key, self.role(kind))


def outside(url: str, *, key: str) -> Place:
    """Return the place that DATABASE_URL names."""
    parts = urlsplit(url)
    return Place(
        host=parts.hostname or "",
        port=parts.port or 5432,
        name=parts.path.lstrip("/") or "openmash",
        owner=unquote(parts.username or ""),
        owner_password=unquote(parts.password or ""),
        key=key,
    )


def embedded(data: Path, *, key: str, name: str = "openmash") -> Place:
    """Start, or find, the embedded server and return the place of the hub's database on it.

    Raises:
        ServerProblem: it cannot start; the message says why and what to do.
    """
    address = EmbeddedServer(data).start()
    owner = "openmash_owner"
    place = Place(
        host=address.host,
        port=address.port,
        name=name,
        owner=owner,
        owner_password=role_password(key, owner),
        key=key,
    )
    _prepare(address.url(database="postgres"), place)
    return place


def settings_for(place: Place) -> dict[str, dict]:
    """Return Django's DATABASES for a place: one database, three roles."""
    return {
        "default": _connection(place, APPLICATION),
        "audit": _connection(place, AUDIT),
        "owner": _connection(place, OWNER),
    }


def _connection(place: Place, kind: str) -> dict:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": place.host,
        "PORT": place.port,
        "NAME": place.name,
        "USER": place.role(kind),
        "PASSWORD": place.password(kind),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"application_name": f"openmash {kind}"},
    }


def _prepare(url: str, place: Place) -> None:
    """Make the owning role and the database on an embedded server, once."""
    with psycopg.connect(url, autocommit=True) as connection:
        role = sql.Identifier(place.owner)
        with connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(4021)")
            if not _exists(connection, "pg_roles", "rolname", place.owner):
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEROLE CREATEDB").format(role))
            connection.execute(
                sql.SQL("ALTER ROLE {} PASSWORD {}").format(role, sql.Literal(place.owner_password))
            )
        database = sql.Identifier(place.name)
        if not _exists(connection, "pg_database", "datname", place.name):
            connection.execute(sql.SQL("CREATE DATABASE {}").format(database))
        connection.execute(sql.SQL("ALTER DATABASE {} OWNER TO {}").format(database, role))


def _exists(connection: psycopg.Connection, table: str, column: str, value: str) -> bool:
    query = sql.SQL("SELECT 1 FROM {} WHERE {} = %s").format(
        sql.Identifier(table), sql.Identifier(column)
    )
    return connection.execute(query, [value]).fetchone() is not None
