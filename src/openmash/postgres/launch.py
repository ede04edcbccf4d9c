"""Bringing a cluster's server up, whatever state the last one left it in, and down again."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from openmash.postgres import problems, settings
from openmash.postgres.account import Account, account_for
from openmash.postgres.binaries import find_binaries, run
from openmash.postgres.cluster import check_cluster, is_absent, make_cluster
from openmash.postgres.passage import open_passage
from openmash.postgres.places import Places, plainly
from openmash.postgres.postmaster import (
    Postmaster,
    clear_remains,
    cluster_name,
    live_postmaster,
    wait_until,
)
from openmash.postgres.problems import PortTaken, ServerProblem

HOST = "127.0.0.1"
ROOM_NEEDED = 200 * problems.MEGABYTE
LOG_KEPT = 5 * problems.MEGABYTE
START_SECONDS = 120
STOP_SECONDS = 60
PORT_TRIES = 5


def launch(places: Places, *, durable: bool) -> Postmaster:
    """Start the server of a hub, making its cluster first where there is none.

    Call it with the lock held and no live postmaster.

    Raises:
        ServerProblem: it cannot run; the message says why and what to do.
    """
    binaries = find_binaries()
    with _explained(places):
        absent = is_absent(places.cluster)
        if not absent:
            check_cluster(places, major=binaries.major)
        _check_room(places.data if absent else places.cluster)
        account = account_for(places.cluster)
        if account:
            open_passage(binaries.program("postgres"), account=account)
            open_passage(places.cluster.resolve(), account=account)
        if absent:
            make_cluster(places, binaries=binaries, account=account)
        _mend_ownership(places.cluster, account=account)
        clear_remains(places.cluster)
        _keep_log_short(places.log)
        return _launch_on_some_port(places, account=account, durable=durable)


def _launch_on_some_port(places: Places, *, account: Account | None, durable: bool) -> Postmaster:
    """Start on the port of last time, so that whoever remembers it finds the server again."""
    last = settings.port_in(places.settings)
    ports = [last] if last else []
    for port in [*ports, *(_free_port() for _ in range(PORT_TRIES))]:
        try:
            return _launch_on(port, places=places, account=account, durable=durable)
        except PortTaken:
            continue
    return _launch_on(_free_port(), places=places, account=account, durable=durable)


def _launch_on(port: int, *, places: Places, account: Account | None, durable: bool) -> Postmaster:
    places.settings.write_text(settings.settings_text(port, durable=durable), encoding="utf-8")
    if account:
        account.take(places.settings)
    said, timed_out = _pg_ctl_start(places, account=account)
    postmaster = live_postmaster(places.cluster)
    if postmaster and postmaster.is_ready:
        return postmaster
    if postmaster or timed_out:
        raise _too_slow(places)
    raise problems.from_output(said, doing="start", cluster=places.cluster, log=places.log)


def _pg_ctl_start(places: Places, *, account: Account | None) -> tuple[str, bool]:
    """Start the server; return what it wrote to its log, and whether the time ran out.

    `pg_ctl`, because the server must not become our child: a child that was killed stays in the
    process table until we ask after it, and PostgreSQL would take it for alive. The directory goes
    by the environment, because `pg_ctl` puts `-D` into a shell command, where `$` has a meaning.
    """
    options = f"--cluster_name={cluster_name(places.cluster)}"
    command = ["start", "--silent", "--wait", f"--timeout={START_SECONDS}", f"--options={options}"]
    descriptor = os.open(places.log, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        before = os.fstat(descriptor).st_size
        run(
            [find_binaries().program("pg_ctl"), *command],
            account=account,
            cwd=places.cluster,
            environment={"PGDATA": str(places.cluster)},
            timeout=START_SECONDS + 30,
            output=descriptor,
        )
        timed_out = False
    except subprocess.TimeoutExpired:
        timed_out = True
    finally:
        os.close(descriptor)
    with places.log.open("rb") as log:
        log.seek(before)
        return log.read().decode(errors="replace"), timed_out


def halt(places: Places, *, mode: str) -> None:
    """Stop the server, in one of PostgreSQL's three modes, and wait until it has ended.

    Raises:
        ServerProblem: it still runs.
    """
    command = ["stop", "--silent", "--wait", f"--timeout={STOP_SECONDS}", f"--mode={mode}"]
    with _explained(places):
        outcome = run(
            [find_binaries().program("pg_ctl"), *command],
            account=account_for(places.cluster),
            cwd=places.cluster,
            environment={"PGDATA": str(places.cluster)},
            timeout=STOP_SECONDS + 30,
        )
    if live_postmaster(places.cluster):
        raise problems.from_output(
            outcome.said, doing="stop", cluster=places.cluster, log=places.log
        )


def settled(places: Places) -> Postmaster | None:
    """Return the server that runs, after it has finished starting or stopping; None without one."""
    if not live_postmaster(places.cluster):
        return None

    def has_settled() -> bool:
        postmaster = live_postmaster(places.cluster)
        return postmaster is None or postmaster.is_ready

    if not wait_until(has_settled, seconds=START_SECONDS):
        raise _too_slow(places)
    return live_postmaster(places.cluster)


def _too_slow(places: Places) -> ServerProblem:
    return ServerProblem(
        f"The database server has not become ready within {START_SECONDS} seconds. After a crash "
        "it first makes good what was cut short, which can take some minutes: wait, then start "
        f"again. What it is doing is in {places.log}."
    )


def _check_room(directory: Path) -> None:
    """Refuse to start on a disk that is about to be full, while stopping still costs nothing."""
    free = shutil.disk_usage(directory).free
    if free < ROOM_NEEDED:
        raise problems.no_room(directory, needed=ROOM_NEEDED, free=free)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port


def _mend_ownership(cluster: Path, *, account: Account | None) -> None:
    """Put right what a restored copy most often has wrong, and PostgreSQL refuses to start with."""
    if os.name == "nt":
        return
    if account and cluster.stat().st_uid != account.uid:
        account.take_all(cluster)
    if cluster.stat().st_mode & 0o077:
        cluster.chmod(0o700)


def _keep_log_short(log: Path) -> None:
    if log.exists() and log.stat().st_size > LOG_KEPT:
        log.replace(log.with_name(f"{log.name}.1"))


@contextmanager
def _explained(places: Places) -> Iterator[None]:
    """Turn what the operating system refuses into a problem that says what to do."""
    try:
        yield
    except OSError as error:
        if error.errno == problems.NO_SPACE:
            raise problems.no_room(places.data) from error
        raise problems.not_writable(places.data, reason=plainly(error)) from error
