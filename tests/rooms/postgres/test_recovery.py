"""Whatever is killed, and whenever, the next start brings back all that was committed."""

import os
import shutil
import signal
import subprocess
import sys
import time

import psutil
import psycopg
import pytest

from openmash.postgres import EmbeddedServer, ServerProblem, postmaster

from .conftest import end_all, notes_in, processes, write_notes


def kill_postmaster(server: EmbeddedServer) -> int:
    pid = postmaster.live_postmaster(server.data / "postgres").pid
    os.kill(pid, signal.SIGKILL)
    while postmaster.live_postmaster(server.data / "postgres"):
        time.sleep(0.02)
    return pid


def test_a_killed_server_comes_back_with_every_committed_row(server):
    write_notes(server, "one", "two")
    before = server.address
    kill_postmaster(server)

    assert not server.is_running()
    assert server.ensure_running() == before
    assert notes_in(server) == ["one", "two"]


def test_a_server_killed_with_work_in_hand_comes_back(server):
    """A query that was running keeps its process, and the old shared memory, alive."""
    write_notes(server, "committed")
    connection = psycopg.connect(server.address.url())
    connection.execute("INSERT INTO note VALUES ('not committed')")
    busy = subprocess.Popen(
        [sys.executable, "-c", BUSY, server.address.url()], stderr=subprocess.DEVNULL
    )
    wait_for_query(server)
    kill_postmaster(server)
    server.start()
    busy.wait(timeout=10)
    connection.close()

    assert notes_in(server) == ["committed"]


BUSY = """
import psycopg, sys
psycopg.connect(sys.argv[1]).execute("SELECT count(*) FROM generate_series(1, 4000000000)")
"""


def wait_for_query(server: EmbeddedServer) -> None:
    query = (
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE query LIKE '%generate_series%' AND pid <> pg_backend_pid()"
    )
    with psycopg.connect(server.address.url(), autocommit=True) as connection:
        while not connection.execute(query).fetchone()[0]:
            time.sleep(0.05)


def test_a_start_has_patience_with_a_server_that_makes_good_a_crash_of_its_own(server):
    """One killed backend makes the server end all connections and start again inside."""
    write_notes(server, "kept")
    connection = psycopg.connect(server.address.url())
    os.kill(connection.info.backend_pid, signal.SIGKILL)
    server.start()
    connection.close()

    assert notes_in(server) == ["kept"]


def test_every_process_killed_at_once_is_a_power_cut_and_comes_back(server):
    write_notes(server, "kept")
    end_all(server.data / "postgres")
    server.start()

    assert notes_in(server) == ["kept"]


def test_the_number_of_a_dead_server_may_belong_to_another_program_now(server):
    """After a restart of a container the same small numbers are given out again."""
    write_notes(server, "kept")
    pid = kill_postmaster(server)
    end_all(server.data / "postgres")
    note = server.data / "postgres" / "postmaster.pid"
    note.write_text(note.read_text().replace(str(pid), str(os.getpid()), 1))
    server.start()

    assert notes_in(server) == ["kept"]


def test_a_dead_server_that_nobody_reaped_is_not_taken_for_alive(server):
    write_notes(server, "kept")
    pid = kill_postmaster(server)
    end_all(server.data / "postgres")
    note = server.data / "postgres" / "postmaster.pid"
    corpse = subprocess.Popen([sys.executable, "-c", ""])
    while psutil.Process(corpse.pid).status() != psutil.STATUS_ZOMBIE:
        time.sleep(0.02)
    note.write_text(note.read_text().replace(str(pid), str(corpse.pid), 1))
    server.start()
    corpse.wait()

    assert notes_in(server) == ["kept"]


def test_a_note_left_empty_by_a_full_disk_does_no_harm(server):
    write_notes(server, "kept")
    end_all(server.data / "postgres")
    (server.data / "postgres" / "postmaster.pid").write_text("")
    server.start()

    assert notes_in(server) == ["kept"]


def test_an_application_killed_while_making_the_database_leaves_nothing_behind(data):
    making = subprocess.Popen(
        [sys.executable, "-c", MAKING, str(data)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        start_new_session=True,
    )
    while making.poll() is None and not list(data.glob("postgres.making-*/postgres/base")):
        time.sleep(0.005)
    os.killpg(making.pid, signal.SIGKILL)
    making.wait()

    assert list(data.glob("postgres.making-*"))
    assert not (data / "postgres").exists()
    server = EmbeddedServer(data)
    server.start()
    write_notes(server, "works")
    assert not list(data.glob("postgres.making-*"))


MAKING = (
    "import sys; from openmash.postgres import EmbeddedServer; EmbeddedServer(sys.argv[1]).start()"
)


def test_a_copy_made_while_the_server_ran_is_not_mistaken_for_it(server, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(server.data, copy)

    assert not EmbeddedServer(copy).is_running()
    with pytest.raises(ServerProblem, match="copy"):
        EmbeddedServer(copy).start()
    assert server.is_running()


def test_a_copy_made_while_the_server_was_stopped_runs_beside_it(server, tmp_path):
    write_notes(server, "kept")
    server.stop()
    shutil.copytree(server.data, tmp_path / "copy")
    copy = EmbeddedServer(tmp_path / "copy")
    try:
        assert copy.start() != server.start()
        assert notes_in(copy) == notes_in(server) == ["kept"]
        assert processes(tmp_path / "copy" / "postgres")
    finally:
        copy.stop("immediate")


def test_a_password_that_is_not_the_servers_is_told_at_once(server):
    (server.data / "postgres" / "openmash.password").write_text("another")

    with pytest.raises(ServerProblem, match="does not let the hub in"):
        server.start()


def test_a_directory_moved_while_its_server_ran_is_still_served(server, tmp_path):
    moved = server.data.rename(tmp_path / "moved")
    again = EmbeddedServer(moved)
    try:
        assert again.start().port
    finally:
        again.stop("immediate")
