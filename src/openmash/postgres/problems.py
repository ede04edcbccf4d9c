"""What can go wrong with the database server, told so that the reader can put it right."""

import errno
import re
from pathlib import Path

from openmash.errors import OpenMashError

MEGABYTE = 1024 * 1024
NO_SPACE = errno.ENOSPC

ELSEWHERE = "Or use a PostgreSQL of your own (15 or newer): put its address in DATABASE_URL."

MOVE_OR_OTHER_ACCOUNT = (
    "Choose a directory this account may write to with OPENMASH_DATA (or DATA=… to make)."
)


class ServerProblem(OpenMashError):
    """The database server cannot run; the message says what happened and what to do next."""


class PortTaken(ServerProblem):
    """Another program took the port between the choosing and the using of it."""


def no_room(
    directory: Path, *, needed: int | None = None, free: int | None = None
) -> ServerProblem:
    """Return the problem of a full disk; `needed` and `free` are in bytes."""
    sizes = ""
    if needed is not None and free is not None:
        sizes = f" {free // MEGABYTE} MB are free and {needed // MEGABYTE} MB are needed."
    return ServerProblem(
        f"The disk that holds {directory} is full.{sizes} "
        "Nothing that was saved has been lost. Free some space there, then start again."
    )


def not_writable(directory: Path, *, reason: str) -> ServerProblem:
    """Return the problem of a place where the hub cannot keep its records."""
    return ServerProblem(
        f"The hub cannot keep its database in {directory}: {reason}. {MOVE_OR_OTHER_ACCOUNT}"
    )


def from_output(text: str, *, doing: str, cluster: Path, log: Path | None) -> ServerProblem:
    """Return the problem that PostgreSQL's own words describe.

    `doing` completes "The database server could not …"; `log` is where more can be read.
    The words quoted are those of a start, before any record is touched, so they hold no one's
    details.
    """
    if re.search(r"No space left on device|Disk quota exceeded|There is not enough space", text):
        return no_room(cluster)
    if re.search(r"Address already in use|could not create any TCP/IP sockets", text):
        return PortTaken(
            "The database server found its port in use on 127.0.0.1, more than once. "
            "Start again; if it goes on, see which programs listen on this computer."
        )
    for pattern, advice in _ADVICE:
        if re.search(pattern, text):
            return ServerProblem(f"The database server could not {doing}: {advice}")
    where = f" The whole story is in {log}." if log else ""
    return ServerProblem(
        f"The database server could not {doing}. PostgreSQL said: {_last_words(text)}.{where} "
        f"{ELSEWHERE}"
    )


_ADVICE = [
    (
        r"Cannot allocate memory|could not map anonymous shared memory|No space left on shared",
        "this computer has not enough free memory. Close other programs, then start again.",
    ),
    (
        r"lock file \"postmaster.pid\" already exists|pre-existing shared memory block",
        "a server that was killed has left processes which still use the same records. "
        "Wait a minute, then start again; if it goes on, restart this computer.",
    ),
    (
        r"could not bind IPv4 address .*(Permission denied|Cannot assign requested address)",
        "this computer does not let it listen on 127.0.0.1. Check that the loopback network is up, "
        "and what its security settings allow.",
    ),
    (
        r"could not locate a valid checkpoint record|invalid checkpoint|could not read file|"
        r"invalid data in file",
        "its files are damaged. Change nothing in the directory: take a copy of all of it, then "
        "restore the hub from its latest backup (openmash restore).",
    ),
    (
        r"Read-only file system|Permission denied",
        "a file or directory of the database cannot be written. Check who owns the hub's data "
        "directory, and that its disk is not mounted read-only.",
    ),
]


def _last_words(text: str) -> str:
    """Return the line of PostgreSQL's output that most likely names the cause."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    grave = [line for line in lines if re.search(r"\b(FATAL|PANIC|error|ERROR)\b:?", line)]
    chosen = (grave or ["nothing about the cause"])[-1]
    return re.sub(r"^.*?\b(FATAL|PANIC|ERROR):\s*", "", chosen).rstrip(".")
