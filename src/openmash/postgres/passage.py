"""Letting the server's account through to directories that only root may enter.

A hub started by root keeps its records, and often its programs, under /root, which nobody else
may pass. Opening /root to everybody, as the wheel does, would be wrong. An access control list
lets one account pass through (search, not list or read) and leaves everybody else outside.
"""

import os
import stat
import struct
from pathlib import Path

from openmash.postgres.account import Account
from openmash.postgres.problems import ServerProblem

# The form in which Linux keeps an access control list: a version, then (tag, permission, id).
ACL = "system.posix_acl_access"
VERSION = struct.Struct("<I")
ENTRY = struct.Struct("<HHI")
OWNER, NAMED_USER, GROUP, NAMED_GROUP, MASK, OTHER = 0x01, 0x02, 0x04, 0x08, 0x10, 0x20
BOUND_BY_MASK = {NAMED_USER, GROUP, NAMED_GROUP}
NO_ID = 0xFFFFFFFF
SEARCH = 0o1

Entry = tuple[int, int, int]


def open_passage(path: Path, *, account: Account) -> None:
    """Let `account` reach `path` through the directories above it.

    Raises:
        ServerProblem: a directory cannot be opened to just one account.
    """
    for directory in reversed(path.parents):
        if _may_pass(directory, account=account):
            continue
        try:
            _let_pass(directory, account=account)
        except (OSError, AttributeError) as error:
            raise ServerProblem(
                f"PostgreSQL does not run as root, and its account may not pass through "
                f"{directory}. Keep the hub outside of it: for its records set "
                "OPENMASH_DATA=/var/lib/openmash, for example."
            ) from error


def _may_pass(directory: Path, *, account: Account) -> bool:
    status = directory.stat()
    if status.st_uid == account.uid:
        return bool(status.st_mode & stat.S_IXUSR)
    entries = _entries(directory)
    for tag, permission, who in entries:
        if (tag, who) == (NAMED_USER, account.uid):
            return bool(permission & _mask(entries) & SEARCH)
    if status.st_gid == account.gid:
        return bool(status.st_mode & stat.S_IXGRP)
    return bool(status.st_mode & stat.S_IXOTH)


def _let_pass(directory: Path, *, account: Account) -> None:
    """Add the account to the directory's list, and change nothing for anybody else.

    The mask bounds every named user and group, and `chmod` sets it: after a `chmod 700` our own
    entry is there and counts for nothing. It must let search through again, so what it took
    from the others is first taken from their own entries.
    """
    entries = _entries(directory)
    mask = _mask(entries)
    others = [
        (tag, permission & mask if tag in BOUND_BY_MASK else permission, who)
        for tag, permission, who in entries
        if tag != MASK and (tag, who) != (NAMED_USER, account.uid)
    ]
    new = [*others, (NAMED_USER, SEARCH, account.uid), (MASK, mask | SEARCH, NO_ID)]
    new.sort(key=lambda entry: (entry[0], entry[2]))
    packed = VERSION.pack(2) + b"".join(ENTRY.pack(*entry) for entry in new)
    os.setxattr(directory, ACL, packed)


def _mask(entries: list[Entry]) -> int:
    """Return the mask, or, in a list without one, what takes nothing away from the group."""
    permissions = {tag: permission for tag, permission, _ in entries if tag in (MASK, GROUP)}
    return permissions.get(MASK, permissions[GROUP])


def _entries(directory: Path) -> list[Entry]:
    """Return the directory's list, or the one that its mode bits amount to."""
    try:
        packed = os.getxattr(directory, ACL)
    except (OSError, AttributeError):
        mode = directory.stat().st_mode
        return [
            (OWNER, mode >> 6 & 7, NO_ID),
            (GROUP, mode >> 3 & 7, NO_ID),
            (OTHER, mode & 7, NO_ID),
        ]
    return list(ENTRY.iter_unpack(packed[VERSION.size :]))
