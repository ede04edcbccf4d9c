"""A hub of its own for a replay: made, migrated, used and dropped again, whatever happens."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql

from openmash.config.installation import migrate
from openmash.replay.problems import NoScratchHub


@contextmanager
def scratch_hub() -> Iterator[None]:
    """Point every connection at an empty hub for a while; drop it at the end, even on Ctrl-C.

    Raises:
        NoScratchHub: the database server does not let us make one.
    """
    usual = connections["default"].settings_dict["NAME"]
    name = f"openmash_replay_{os.getpid()}_{time.monotonic_ns()}"
    try:
        _administer("CREATE DATABASE {}", name)
    except psycopg.Error as problem:
        raise NoScratchHub(
            "The database server does not let the hub make a scratch database. "
            "Give its owner the right to create databases, or unset DATABASE_URL."
        ) from problem
    try:
        _point_at(name)
        migrate()
        yield
    finally:
        _point_at(usual)
        _drop(name)


def _point_at(name: str) -> None:
    for alias in connections:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name


def _drop(name: str) -> None:
    """Drop the scratch database; the server's own vacuum may be in it for a moment."""
    for _ in range(50):
        try:
            _administer("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
        except (psycopg.errors.ObjectInUse, psycopg.errors.InsufficientPrivilege):
            time.sleep(0.1)
        else:
            return


def _administer(statement: str, name: str) -> None:
    place = settings.PLACE
    with psycopg.connect(
        host=place.host,
        port=place.port,
        user=place.owner,
        password=place.owner_password,
        dbname="postgres",
        autocommit=True,
    ) as owner:
        owner.execute(sql.SQL(statement).format(sql.Identifier(name)))
