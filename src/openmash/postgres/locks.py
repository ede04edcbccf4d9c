"""One process, and one thread in it, at a time may start or stop the server."""

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from openmash.postgres.places import plainly
from openmash.postgres.problems import ServerProblem, no_room, not_writable

WAIT_SECONDS = 180
PAUSE_SECONDS = 0.05

if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try_lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def sole_use(lock: Path, *, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the lock for the time of a `with` block.

    The operating system gives the lock back when its holder dies, however it dies, so there is
    no such thing as a stale one. The file stays: removing it would let two processes each lock
    a file of that name.

    Raises:
        ServerProblem: the file cannot be written, or another process held on for too long.
    """
    descriptor = _open(lock)
    try:
        _wait_for(descriptor, wait_seconds=wait_seconds)
        yield
    finally:
        os.close(descriptor)


def _open(lock: Path) -> int:
    try:
        # Python opens without inheritance, so a server we start cannot carry the lock away.
        return os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise no_room(lock.parent) from error
        raise not_writable(lock.parent, reason=plainly(error)) from error


def _wait_for(descriptor: int, *, wait_seconds: float) -> None:
    give_up_at = time.monotonic() + wait_seconds
    while True:
        try:
            return _try_lock(descriptor)
        except OSError:
            if time.monotonic() > give_up_at:
                break
            time.sleep(PAUSE_SECONDS)
    raise ServerProblem(
        "Another process of the hub has been starting or stopping the database server for "
        f"{wait_seconds:.0f} seconds. See whether it still runs; start again when it has ended."
    )
