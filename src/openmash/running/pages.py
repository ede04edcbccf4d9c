"""Serve the hub's pages, and keep the embedded database alive beneath them."""

import signal
import socket
import threading
from contextlib import closing

import waitress
from django.conf import settings

from openmash.postgres import EmbeddedServer, ServerProblem
from openmash.running.problems import HubNotReady

_WATCH_EVERY_SECONDS = 2.0
_THREADS = 8


def serve(*, host: str, port: int) -> int:
    """Serve until interrupted.

    Raises:
        HubNotReady: the port is taken.
    """
    server = make_server(host=host, port=port)
    stop_when_asked()
    stop = watch_database()
    try:
        server.run()
    finally:
        stop.set()
        server.close()
    return 0


def stop_when_asked() -> None:
    """Let Ctrl-C and a polite kill both end the hub in order, also where a shell ignores Ctrl-C."""
    for asked in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked, signal.default_int_handler)


def make_server(*, host: str, port: int):
    """Return a server that listens already, so that a taken port is known before anything else."""
    from openmash.config.wsgi import application

    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise HubNotReady(
                f"Port {port} is in use, perhaps by a hub that already runs. "
                "Stop that one, or choose another port with --port."
            ) from problem
    return waitress.create_server(
        application,
        host=host,
        port=port,
        threads=_THREADS,
        ident=None,
        clear_untrusted_proxy_headers=True,
    )


def watch_database() -> threading.Event:
    """Bring the embedded server back whenever it is gone; return what ends the watch."""
    stop = threading.Event()
    if not settings.IS_EMBEDDED:
        return stop
    server = EmbeddedServer(settings.DATA)

    def watch() -> None:
        while not stop.wait(_WATCH_EVERY_SECONDS):
            try:
                server.ensure_running()
            except ServerProblem:
                continue  # said again by the page that needs it; try once more

    threading.Thread(target=watch, name="database watch", daemon=True).start()
    return stop
