"""The practice hub: an invented partnership, started, filled and served with one command."""

import logging
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from openmash.postgres import default_directory
from openmash.running.problems import HubNotReady

_PRINT_EVERY_SECONDS = 1.0
_MOST_SHOWN = 100_000


def data_directory(asked: Path | None) -> Path:
    """Return where the practice hub keeps its data: never where a real hub keeps its own."""
    if asked is not None:
        return asked
    chosen = os.environ.get("OPENMASH_DATA")
    usual = default_directory()
    return Path(chosen) if chosen else usual.with_name(f"{usual.name}-practice")


def run(*, port: int, is_fresh: bool, is_check: bool) -> int:
    """Start, migrate, fill and serve the practice hub; or look at each role and stop."""
    from openmash.running import jobs, pages

    say = _say
    server = pages.make_server(host="127.0.0.1", port=port)
    pages.stop_when_asked()
    try:
        _prepare(is_fresh=is_fresh, say=say)
        stop = pages.watch_database()
        if is_check:
            return _look_at_every_role(server, port=port)
        jobs.work_beside()
        _print_outbox(stop)
        _welcome(port)
        server.run()
        return 0
    finally:
        server.close()
        _stop_database()


def _prepare(*, is_fresh: bool, say) -> None:
    from django.conf import settings

    from openmash import demo
    from openmash.config.installation import migrate

    if is_fresh:
        say("Forgetting what was played before …")
        _forget(settings.PLACE)
    migrate()
    started = time.monotonic()
    with _kept_plans():
        is_new = demo.load(progress=say)
    if is_new:
        say(f"The invented partnership is ready ({time.monotonic() - started:.0f} seconds).")


@contextmanager
def _kept_plans() -> Iterator[None]:
    """Let the database keep the plans of what comes again while the families are told.

    Under row-level security a small query takes longer to plan than to answer, and telling
    150 stories asks the same few hundred thousands of times.
    """
    from django.db import connection

    usual = connection.settings_dict["OPTIONS"]
    connection.close()
    connection.settings_dict["OPTIONS"] = usual | {
        "server_side_binding": True,
        "prepare_threshold": 2,
        "options": "-c plan_cache_mode=force_generic_plan",
    }
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["OPTIONS"] = usual


def _forget(place) -> None:
    """Drop and make the practice database; refuse if it holds anything but practice data."""
    import psycopg
    from django.db import connections

    from openmash import demo

    if not demo.is_only_practice():
        raise HubNotReady(
            "This hub holds more than practice data, so --fresh will not empty it. "
            "Choose another directory with --data."
        )
    for alias in connections:
        connections[alias].close()
    with psycopg.connect(
        host=place.host, port=place.port, user=place.owner, password=place.owner_password,
        dbname="postgres", autocommit=True,
    ) as owner:  # fmt: skip
        name = psycopg.sql.Identifier(place.name)
        owner.execute(psycopg.sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        owner.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(name))


def _welcome(port: int) -> None:
    from openmash.demo import DEMO_PASSWORD, DEMO_SIGN_INS

    _say(f"\nOpenMASH runs at http://127.0.0.1:{port}   (the tour: http://127.0.0.1:{port}/tour/)")
    _say(f"Everybody in it is invented. One password for all: {DEMO_PASSWORD}\n")
    width = max(len(label) for label in DEMO_SIGN_INS)
    for label, email in DEMO_SIGN_INS.items():
        _say(f"  {label:<{width}}  {email}")
    _say("\nCtrl-C stops everything. Messages that the hub sends are shown here.\n")


def _look_at_every_role(server, *, port: int) -> int:
    from openmash.demo import check_roles

    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    check_roles(f"http://127.0.0.1:{port}")
    print("demo ok")
    sys.stdout.flush()
    return 0


def _print_outbox(stop: threading.Event) -> None:
    """Show on the console what the hub would send by e-mail, as it is written."""

    def watch() -> None:
        shown = len(_messages())
        while not stop.wait(_PRINT_EVERY_SECONDS):
            messages = _messages()
            for message in messages[shown:]:
                _say(f"\n--- A message to {message.to}: {message.subject}\n{message.words}\n---")
            shown = len(messages)

    threading.Thread(target=watch, name="outbox", daemon=True).start()


def _messages() -> list:
    """Return what the practice hub has written so far, oldest first; none while it is away."""
    from django.db import DatabaseError, connection, transaction

    from openmash import firewall
    from openmash.contacts.access import outbox
    from openmash.policy import Service

    try:
        with transaction.atomic():
            firewall.identify(viewer_id=0, service=Service.WORKER)
            return outbox(most=_MOST_SHOWN)[::-1]
    except DatabaseError:
        return []
    finally:
        connection.close_if_unusable_or_obsolete()


def _stop_database() -> None:
    from django.conf import settings
    from django.db import connections

    from openmash.postgres import EmbeddedServer

    for alias in connections:
        connections[alias].close()
    for name in ("procrastinate", "psycopg.pool"):  # the worker ends with its database
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    if settings.IS_EMBEDDED:
        EmbeddedServer(settings.DATA).stop()


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
