"""Real servers, real kills, real full disks: a supervisor tested on fakes is not tested."""

import contextlib
import os
import subprocess
import tempfile
from pathlib import Path

import psutil
import psycopg
import pytest

from openmash.postgres import EmbeddedServer, postmaster


@pytest.fixture
def data(tmp_path: Path):
    """An empty data directory, whose server, whatever became of it, is ended afterwards."""
    directory = tmp_path / "hub"
    yield directory
    end_all(directory / "postgres")


@pytest.fixture
def server(data: Path) -> EmbeddedServer:
    """A server that runs, in a directory of its own."""
    server = EmbeddedServer(data)
    server.start()
    return server


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory):
    """A server that runs, for tests which leave it as it was."""
    server = EmbeddedServer(tmp_path_factory.mktemp("shared") / "hub")
    server.start()
    yield server
    server.stop("immediate")


@pytest.fixture
def small_disk():
    """Return a maker of little file systems, `size` in MB, which root may mount."""
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    mounted: list[Path] = []
    # Not below pytest's own directory: any other run of pytest shuts that to every account but root.
    place = Path(tempfile.mkdtemp(prefix="openmash-disks-"))
    place.chmod(0o755)

    def mount(*, size: int, options: str = "rw") -> Path:
        directory = place / f"disk{len(mounted)}"
        directory.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", f"size={size}m,{options}", "tmpfs", directory]
        if subprocess.run(command, capture_output=True).returncode:
            pytest.skip("this machine does not let root mount a disk")
        mounted.append(directory)
        return directory

    yield mount
    for directory in mounted:
        end_all(directory / "hub" / "postgres")
        subprocess.run(["umount", "--lazy", directory], check=True)
        directory.rmdir()
    place.rmdir()


def end_all(cluster: Path) -> None:
    """End every process of a cluster's server, if there is any, at once: a power cut."""
    while cluster.is_dir() and (left := processes(cluster)):
        for process in left:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()


def processes(cluster: Path) -> list[psutil.Process]:
    """Return the living processes that serve a cluster; a dead one has no command line."""
    name = postmaster.cluster_name(cluster)
    found = psutil.process_iter(["cmdline"])
    return [one for one in found if name in " ".join(one.info["cmdline"] or [])]


def write_notes(server: EmbeddedServer, *notes: str) -> None:
    """Commit some rows, making their table on the way."""
    with psycopg.connect(server.address.url()) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS note (words text)")
        for words in notes:
            connection.execute("INSERT INTO note VALUES (%s)", [words])


def notes_in(server: EmbeddedServer) -> list[str]:
    """Return the rows that a server has."""
    with psycopg.connect(server.address.url()) as connection:
        return [row[0] for row in connection.execute("SELECT words FROM note ORDER BY words")]
