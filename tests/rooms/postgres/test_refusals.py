"""What cannot work is refused before anything is touched, in words that say what to do."""

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from openmash.postgres import EmbeddedServer, ServerProblem, binaries, launch, problems

from .conftest import notes_in, write_notes

root_only = pytest.mark.skipif(
    os.name == "nt" or os.geteuid() != 0, reason="only root can act as another account"
)


def refusal(data: Path) -> str:
    with pytest.raises(ServerProblem) as caught:
        EmbeddedServer(data).start()
    return str(caught.value)


def test_a_file_in_place_of_the_directory_is_refused(tmp_path):
    (tmp_path / "hub").write_text("a shopping list")

    assert "a file stands where a directory is needed" in refusal(tmp_path / "hub")
    assert "a file stands where a directory is needed" in refusal(tmp_path / "hub" / "within")
    assert (tmp_path / "hub").read_text() == "a shopping list"


def test_a_file_in_place_of_the_cluster_is_refused(data):
    data.mkdir()
    (data / "postgres").write_text("a shopping list")

    assert "is a file" in refusal(data)


def test_a_disk_that_is_read_only_is_refused(small_disk):
    disk = small_disk(size=5, options="ro")

    assert "read-only file system" in refusal(disk)
    assert "OPENMASH_DATA" in refusal(disk / "hub")


@root_only
def test_a_directory_of_somebody_else_is_refused(small_disk):
    directory = small_disk(size=5) / "theirs"
    directory.mkdir(mode=0o700)

    assert "permission denied" in as_ordinary_user(lambda: refusal(directory))


@root_only
def test_an_ordinary_user_has_a_server_of_their_own(small_disk):
    disk = small_disk(size=400)
    os.chown(disk, 65534, 65534)

    def use() -> str:
        server = EmbeddedServer(disk / "hub")
        server.start()
        write_notes(server, "mine")
        found = notes_in(server)
        server.stop()
        return found[0]

    assert as_ordinary_user(use) == "mine"
    # Root runs it afterwards as its owner, and leaves everything theirs.
    server = EmbeddedServer(disk / "hub")
    server.start()
    assert notes_in(server) == ["mine"]
    server.stop()
    assert as_ordinary_user(use) == "mine"


def as_ordinary_user(ask) -> str:
    """Return what `ask` answers in a process of the account `nobody`."""
    # Forked, not started: this account may not be able to read the Python it would start.
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        answer = "it failed"
        try:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
            answer = ask()
        except BaseException as error:
            answer = repr(error)
        finally:
            os.write(writing, answer.encode())
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading) as answer:
        return answer.read()


def test_a_directory_with_other_things_in_it_is_refused_and_left_alone(data):
    (data / "postgres").mkdir(parents=True)
    (data / "postgres" / "letters.txt").write_text("a letter")

    assert "was not made by the hub" in refusal(data)
    assert os.listdir(data / "postgres") == ["letters.txt"]


def test_an_empty_directory_in_place_of_the_cluster_is_used(data):
    (data / "postgres").mkdir(parents=True)

    assert EmbeddedServer(data).start().port


def test_records_of_another_version_are_refused_and_left_alone(server):
    write_notes(server, "kept")
    server.stop()
    version = server.data / "postgres" / "PG_VERSION"
    own = version.read_text()
    version.write_text("15\n")

    message = refusal(server.data)
    assert "PostgreSQL 15" in message
    assert f"PostgreSQL {own.strip()}" in message
    assert "openmash backup" in message
    version.write_text(own)
    server.start()
    assert notes_in(server) == ["kept"]


def test_a_disk_with_little_room_is_refused_before_anything_is_made(small_disk):
    disk = small_disk(size=100)

    message = refusal(disk / "hub")
    assert "is full" in message
    assert "200 MB are needed" in message
    assert not (disk / "hub" / "postgres").exists()


def test_a_disk_that_fills_while_the_database_is_made_leaves_no_half(small_disk, monkeypatch):
    monkeypatch.setattr(launch, "ROOM_NEEDED", 0)
    disk = small_disk(size=30)

    assert "is full" in refusal(disk / "hub")
    assert not list((disk / "hub").glob("postgres*/*"))
    subprocess.run(["mount", "-o", "remount,size=400m", disk], check=True)
    assert EmbeddedServer(disk / "hub").start().port


def test_a_server_on_a_disk_that_filled_says_so_and_comes_back_when_there_is_room(
    small_disk, monkeypatch
):
    monkeypatch.setattr(launch, "ROOM_NEEDED", 0)
    disk = small_disk(size=250)
    server = EmbeddedServer(disk / "hub")
    server.start()
    write_notes(server, "kept")
    server.stop("immediate")
    filler = disk / "filler"
    fill(filler)

    assert "is full" in refusal(disk / "hub")
    filler.unlink()
    server.start()
    assert notes_in(server) == ["kept"]


def fill(filler: Path) -> None:
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(b"x" * 4096):
                pass
        except OSError:
            return


def test_a_missing_password_is_named_and_the_records_are_left_alone(server):
    server.stop()
    (server.data / "postgres" / "openmash.password").rename(server.data / "elsewhere")

    assert "openmash.password is missing" in refusal(server.data)
    assert (server.data / "postgres" / "PG_VERSION").exists()


def test_what_a_restored_copy_has_wrong_is_put_right(server, tmp_path):
    """Copied back by root, or with everybody's permissions, it starts all the same."""
    write_notes(server, "kept")
    server.stop()
    cluster = server.data / "postgres"
    restored = shutil.copytree(cluster, tmp_path / "restored")
    shutil.rmtree(cluster)
    restored.chmod(0o755)
    restored.rename(cluster)
    server.start()

    assert notes_in(server) == ["kept"]


def test_a_platform_without_programs_is_sent_to_a_database_of_its_own(monkeypatch, data):
    binaries.find_binaries.cache_clear()
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    assert "DATABASE_URL" in refusal(data)
    assert not (data / "postgres").exists()


def test_programs_made_for_another_computer_are_recognised(tmp_path):
    program = tmp_path / "postgres"
    program.write_bytes(b"\x7fELF nonsense")
    program.chmod(0o755)

    with pytest.raises(ServerProblem, match="DATABASE_URL"):
        binaries._major_version(tmp_path)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ('FATAL:  could not write file "x": No space left on device', "is full"),
        ("FATAL:  could not create any TCP/IP sockets", "port in use"),
        ("FATAL:  could not map anonymous shared memory: Cannot allocate memory", "free memory"),
        ("FATAL:  pre-existing shared memory block (key 1) is still in use", "was killed"),
        ("PANIC:  could not locate a valid checkpoint record at 0/1", "latest backup"),
        ("FATAL:  something new", "PostgreSQL said: something new."),
        ("", "nothing about the cause"),
    ],
)
def test_the_servers_last_words_become_advice(said, told):
    problem = problems.from_output(
        f"LOG:  starting\n{said}\nLOG:  shut down", doing="start", cluster=Path("c"), log=Path("l")
    )

    assert told in str(problem)


def test_the_log_is_kept_short(server, monkeypatch):
    server.stop()
    monkeypatch.setattr(launch, "LOG_KEPT", 100)
    server.start()

    assert (server.data / "postgres.log.1").exists()
    assert (server.data / "postgres.log").stat().st_size < 2000
