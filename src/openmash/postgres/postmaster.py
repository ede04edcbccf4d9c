"""Which server processes serve a cluster, and which are only left over from one that was killed.

PostgreSQL's own test, "is there a process with the number in postmaster.pid?", is wrong in two
cases that happen to us: a killed server that nobody has reaped (in a container whose first process
is the hub), and a number that another program got after a restart. So a process counts only when
its title bears the name of the cluster.
"""

import hashlib
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil

from openmash.postgres.problems import ServerProblem

# Backends that see their postmaster gone leave by themselves, at the latest after their query.
LEAVE_WITHIN_SECONDS = 2
READY = "ready"
TITLE = "openmash-"


@dataclass(frozen=True, kw_only=True)
class Postmaster:
    """What a live server says about itself in `postmaster.pid`."""

    pid: int
    port: int
    status: str

    @property
    def is_ready(self) -> bool:
        """Whether the server takes connections."""
        return self.status == READY


def cluster_name(cluster: Path) -> str:
    """Return the name that every process of this cluster's server shows in its title.

    It is made from the directory's number on its disk, so that a copy has another name (a server
    must never be taken for that of the copy), and a directory that was moved keeps its own.
    """
    status = cluster.stat()
    return f"{TITLE}{hashlib.sha256(f'{status.st_dev}/{status.st_ino}'.encode()).hexdigest()[:12]}"


def live_postmaster(cluster: Path) -> Postmaster | None:
    """Return the server that runs on this cluster, in whatever state, or None."""
    lines = _pid_file_lines(cluster)
    pid = _pid(lines)
    if not lines or pid is None or not _bears(pid, title=cluster_name(cluster)):
        return None
    port = int(lines[3]) if len(lines) > 3 and lines[3].isdigit() else 0
    status = lines[7] if len(lines) > 7 else "starting"
    return Postmaster(pid=pid, port=port, status=status)


def clear_remains(cluster: Path) -> None:
    """End the processes a killed server left behind, and remove its note if it would mislead.

    Committed records are safe: they are in the write-ahead log, which the next start replays.
    Call it only with the lock held and no live postmaster.

    Raises:
        ServerProblem: the directory is a copy, and the server of the original still runs.
    """
    lines = _pid_file_lines(cluster)
    if lines is None:
        _end_all(cluster_name(cluster))
        return
    pid = _pid(lines)
    if pid is not None and _bears(pid, title=TITLE):
        raise _copied(cluster, pid=pid)
    _end_all(cluster_name(cluster))
    # The note of a process that is truly gone is left for PostgreSQL, which finds in it the
    # shared memory to clear away. One that names nobody, or another's process, would stop it.
    if pid is None or psutil.pid_exists(pid):
        (cluster / "postmaster.pid").unlink(missing_ok=True)


def _copied(cluster: Path, *, pid: int) -> ServerProblem:
    return ServerProblem(
        f"{cluster} says that process {pid} serves it, and that is the database server of another "
        "hub. It is probably a copy made while that hub was running, and such a copy is unsound: "
        "make it again with `openmash backup`. If it is not a copy, stop the other hub first."
    )


def _pid(lines: list[str] | None) -> int | None:
    return int(lines[0]) if lines and lines[0].isdigit() else None


def _end_all(name: str) -> None:
    if wait_until(lambda: not _processes(name), seconds=LEAVE_WITHIN_SECONDS, pause=0.2):
        return
    for process in _processes(name):
        _kill(process)
    # Not psutil.wait_procs: it waits for the dead to be reaped as well, which is not ours to do.
    wait_until(lambda: not _processes(name), seconds=LEAVE_WITHIN_SECONDS)


def _kill(process: psutil.Process) -> None:
    try:
        process.kill()
    except psutil.NoSuchProcess:
        return
    except psutil.AccessDenied as error:
        raise ServerProblem(
            "A database server that was killed has left processes which belong to another "
            f"account (process {process.pid}). End them, or restart this computer."
        ) from error


def _processes(name: str) -> list[psutil.Process]:
    return [process for process in psutil.process_iter() if _serves(process, title=name)]


def _bears(pid: int, *, title: str) -> bool:
    try:
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE and process.name().startswith("postgres"):
            _reap(pid)
    except psutil.Error:
        return False
    return _serves(process, title=title)


def _serves(process: psutil.Process, *, title: str) -> bool:
    """Return whether this is a PostgreSQL process, not yet dead, whose title bears this."""
    try:
        if not process.name().startswith("postgres"):
            return False
        return process.status() != psutil.STATUS_ZOMBIE and title in " ".join(process.cmdline())
    except psutil.Error:
        return False


def _reap(pid: int) -> None:
    """Take leave of a dead server that was handed to us because we are a container's process 1."""
    if os.name == "nt":
        return
    try:
        os.waitpid(pid, os.WNOHANG)
    except OSError:
        return


def _pid_file_lines(cluster: Path) -> list[str] | None:
    """Return the lines of `postmaster.pid`; none where a full disk left it empty; None without."""
    try:
        return [line.strip() for line in (cluster / "postmaster.pid").read_text().splitlines()]
    except OSError:
        return None


def wait_until(settled: Callable[[], bool], *, seconds: float, pause: float = 0.05) -> bool:
    """Return whether `settled()` became true within so many seconds."""
    give_up_at = time.monotonic() + seconds
    while not settled():
        if time.monotonic() > give_up_at:
            return False
        time.sleep(pause)
    return True
