"""Making a cluster all at once or not at all, and telling ours from anything else."""

import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from openmash.postgres import problems, settings
from openmash.postgres.account import Account
from openmash.postgres.binaries import Binaries, run
from openmash.postgres.places import MARK_TEXT, Places, plainly
from openmash.postgres.problems import ELSEWHERE, ServerProblem

SUPERUSER = "postgres"
INIT_SECONDS = 180


def check_cluster(places: Places, *, major: int) -> None:
    """Make sure that a cluster which exists is ours, and one that these programs can open.

    Raises:
        ServerProblem: it is not; nothing in it has been touched.
    """
    cluster = places.cluster
    if not cluster.is_dir():
        raise problems.not_writable(
            places.data, reason=f"{cluster.name} in it is a file, not a directory"
        )
    _check_owner(cluster)
    if not places.mark.is_file():
        raise ServerProblem(
            f"{cluster} is not empty, and was not made by the hub, so the hub leaves it alone. "
            "Choose another directory with OPENMASH_DATA, or move that one away."
        )
    version = _major_version(cluster)
    if version != major:
        raise ServerProblem(
            f"The records in {cluster} were written by PostgreSQL {version}, and this release of "
            f"OpenMASH brings PostgreSQL {major}, which cannot open them. They are unharmed. With "
            "the release that wrote them run `openmash backup`, choose an empty directory with "
            "OPENMASH_DATA, and with this release run `openmash restore`."
        )


def is_absent(cluster: Path) -> bool:
    """Return whether there is no cluster: nothing at all, or an empty directory."""
    try:
        return not cluster.exists() or (cluster.is_dir() and not any(cluster.iterdir()))
    except PermissionError:
        return False


def make_cluster(places: Places, *, binaries: Binaries, account: Account | None) -> None:
    """Make an empty cluster, with its password and mark, that appears only when it is complete.

    It is made beside its place and renamed into it. What an interrupted making left is removed:
    it has never been a cluster, so it holds no records. Call it with the lock held.

    Raises:
        ServerProblem: the disk is full or cannot be written, or `initdb` failed.
    """
    for leftover in places.unfinished():
        shutil.rmtree(leftover, ignore_errors=True)
    try:
        with _workshop(places, account=account) as workshop:
            _fill(workshop, binaries=binaries, account=account)
            if places.cluster.exists():
                places.cluster.rmdir()
            os.rename(workshop / "postgres", places.cluster)
        _flush(places.data)
    except OSError as error:
        raise _unmade(places, error=error) from error


@contextmanager
def _workshop(places: Places, *, account: Account | None) -> Iterator[Path]:
    workshop = places.data / f"postgres.making-{secrets.token_hex(4)}"
    workshop.mkdir(mode=0o700)
    try:
        if account:
            account.take(workshop)
        yield workshop
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _fill(workshop: Path, *, binaries: Binaries, account: Account | None) -> None:
    made = Places(data=workshop)
    password = workshop / "password"
    _write(password, secrets.token_urlsafe(32), account=account)
    _run_initdb(made.cluster, password=password, binaries=binaries, account=account)
    os.rename(password, made.password)
    with (made.cluster / "postgresql.conf").open("a", encoding="utf-8") as conf:
        conf.write(settings.INCLUDE_LINE)
    (made.cluster / "pg_hba.conf").write_text(settings.HOST_BASED_ACCESS, encoding="utf-8")
    _write(made.mark, MARK_TEXT, account=account)
    _flush(made.cluster)


def _run_initdb(
    cluster: Path, *, password: Path, binaries: Binaries, account: Account | None
) -> None:
    command: list[str | Path] = [
        binaries.program("initdb"),
        f"--pgdata={cluster}",
        f"--username={SUPERUSER}",
    ]
    command += [f"--pwfile={password}", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"]
    command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--data-checksums"]
    try:
        outcome = run(
            [*command, "--no-instructions"],
            account=account,
            cwd=cluster.parent,
            timeout=INIT_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise ServerProblem(
            f"Making the database took longer than {INIT_SECONDS} seconds, so it was given up. "
            "Nothing is left of it. This disk may be very slow; start again, or choose another "
            "with OPENMASH_DATA."
        ) from error
    if outcome.status:
        place = cluster.parent.parent
        raise problems.from_output(
            outcome.said, doing="make a new database", cluster=place, log=None
        )


def _write(path: Path, text: str, *, account: Account | None) -> None:
    """Write a file which nobody but the server's account, and root, may ever read."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(descriptor)
    if account:
        account.take(path)


def _flush(directory: Path) -> None:
    """Make sure that names in a directory outlast a power cut, where the system can."""
    if os.name == "nt":
        return
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _check_owner(cluster: Path) -> None:
    if os.name == "nt" or os.geteuid() == 0:
        return
    if cluster.stat().st_uid != os.geteuid():
        raise ServerProblem(
            f"The records in {cluster} belong to another account of this computer. Start the hub "
            f"as that account, or choose another directory with OPENMASH_DATA. {ELSEWHERE}"
        )


def _major_version(cluster: Path) -> int | str:
    try:
        text = (cluster / "PG_VERSION").read_text().strip()
    except OSError:
        return "of a version that cannot be read"
    return int(text) if text.isdigit() else text


def _unmade(places: Places, *, error: OSError) -> ServerProblem:
    if error.errno == problems.NO_SPACE:
        return problems.no_room(places.data)
    if isinstance(error, PermissionError) and error.filename and "initdb" in str(error.filename):
        return ServerProblem(
            f"The hub's PostgreSQL programs may not be run by the account made for them: "
            f"{error.filename}. Allow it with chmod -R go+rX on the directory the hub is installed "
            "in, or start the hub as an ordinary user."
        )
    return problems.not_writable(places.data, reason=plainly(error))
