"""Which account of the operating system the server runs as.

PostgreSQL refuses to run as root, and rightly: whoever broke into it would own the machine. An
ordinary user's hub runs as that user. A hub started by root runs its server as a system account
made for nothing else, which has no home, no shell and no password.
"""

import os
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openmash.postgres.problems import ELSEWHERE, ServerProblem

ACCOUNT_NAME = "openmash-postgres"
TRIES = 5


@dataclass(frozen=True, kw_only=True)
class Account:
    """An account that root acts as."""

    uid: int
    gid: int

    def identity(self) -> dict[str, Any]:
        """Return what makes `subprocess` run a program as this account and in no other group."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def take(self, path: Path) -> None:
        """Make this account the owner of one file or directory."""
        os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def take_all(self, directory: Path) -> None:
        """Make this account the owner of a directory and all that is in it."""
        self.take(directory)
        for parent, directories, files in os.walk(directory):
            for name in [*directories, *files]:
                self.take(Path(parent) / name)


def account_for(cluster: Path) -> Account | None:
    """Return the account to run a cluster as, or None for "as whoever we are".

    Root runs a cluster as its owner, so that one made by an ordinary user, or in a container
    whose numbers differ, opens unchanged. What root itself owns, or is yet to make, goes to the
    account made for it.
    """
    if os.name == "nt" or os.geteuid() != 0:
        return None
    if cluster.exists() and (status := cluster.stat()).st_uid != 0:
        return Account(uid=status.st_uid, gid=status.st_gid)
    return _service_account()


def _service_account() -> Account:
    import pwd  # not on Windows

    for _ in range(TRIES):
        try:
            entry = pwd.getpwnam(ACCOUNT_NAME)
        except KeyError:
            _make_account()
        else:
            return Account(uid=entry.pw_uid, gid=entry.pw_gid)
    raise ServerProblem(
        "PostgreSQL does not run as root, and the system account "
        f"{ACCOUNT_NAME} for it could not be made. Start the hub as an ordinary user. {ELSEWHERE}"
    )


def _make_account() -> None:
    useradd = shutil.which("useradd") or "/usr/sbin/useradd"
    command = [useradd, "--system", "--user-group", "--no-create-home", "--home-dir=/nonexistent"]
    try:
        subprocess.run(  # noqa: S603 - fixed words, no shell
            [*command, "--shell=/usr/sbin/nologin", ACCOUNT_NAME],
            check=True,
            capture_output=True,
            timeout=30,
        )
    except (OSError, subprocess.SubprocessError):
        # Two hubs starting at once may both be making it: look again before giving up.
        time.sleep(0.2)
