"""Starting, finding and stopping the hub's own database server."""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import psycopg
import pytest

from openmash.postgres import EmbeddedServer, ServerAddress, ServerProblem, default_directory

from .conftest import notes_in, processes, write_notes

OTHER_PROCESS = """
import sys
from openmash.postgres import EmbeddedServer
print(EmbeddedServer(sys.argv[1]).start().port)
"""


def other_process(data: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", OTHER_PROCESS, str(data)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )


def ask(server: EmbeddedServer, query: str) -> str:
    with psycopg.connect(server.address.url()) as connection:
        return str(connection.execute(query).fetchone()[0])


def test_a_second_start_finds_the_first_server(shared):
    assert EmbeddedServer(shared.data).start() == shared.address
    assert shared.ensure_running() == shared.address


def test_another_process_finds_the_first_server(shared):
    out, _ = other_process(shared.data).communicate(timeout=30)

    assert int(out) == shared.address.port


def test_two_processes_starting_at_once_share_one_server(data):
    starting = [other_process(data) for _ in range(2)]
    ports = {one.communicate(timeout=60)[0].strip() for one in starting}

    assert ports == {str(EmbeddedServer(data).address.port)}
    assert [one.returncode for one in starting] == [0, 0]


def test_threads_starting_at_once_share_one_server(data):
    server, found = EmbeddedServer(data), []
    threads = [threading.Thread(target=lambda: found.append(server.start())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [server.address] * 4


def test_the_server_is_set_for_text_of_any_language_and_one_timezone(shared):
    assert ask(shared, "SHOW server_encoding") == "UTF8"
    assert ask(shared, "SHOW timezone") == "UTC"
    assert ask(shared, "SHOW data_checksums") == "on"
    assert ask(shared, "SHOW max_connections") == "100"
    locale = "SELECT datlocprovider::text || datlocale FROM pg_database WHERE datname = 'openmash'"
    assert ask(shared, locale) == "bC.UTF-8"
    assert ask(shared, "SELECT upper('zoë')") == "ZOË"


@pytest.mark.parametrize("extension", ["pg_trgm", "unaccent", "fuzzystrmatch", "btree_gist"])
def test_the_extensions_the_hub_builds_on_are_there(shared, extension):
    assert extension in ask(shared, "SELECT array_agg(name) FROM pg_available_extensions")


def test_nobody_comes_in_without_the_password(shared):
    address = shared.address
    for password in ("", "wrong"):
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(address.url(user="postgres", password=password))


def test_only_this_computer_can_reach_the_server(shared):
    assert shared.address.host == "127.0.0.1"
    assert ask(shared, "SHOW listen_addresses") == "127.0.0.1"
    assert ask(shared, "SHOW unix_socket_directories") == ""


def test_the_password_is_for_one_account_only_and_never_printed(shared):
    password = shared.data / "postgres" / "openmash.password"

    assert stat.S_IMODE(password.stat().st_mode) == 0o600
    assert password.read_text() == shared.address.password
    assert shared.address.password not in repr(shared.address)


def test_the_servers_log_names_nobody(shared):
    """A value that breaks a rule may be a name; the client hears of it and the log does not."""
    with psycopg.connect(shared.address.url(), autocommit=True) as connection:
        connection.execute("CREATE TABLE someone (name text UNIQUE CHECK (name <> 'Ada Made-Up'))")
        for _ in range(2):
            with pytest.raises(psycopg.errors.CheckViolation):
                connection.execute("INSERT INTO someone VALUES ('Ada Made-Up')")
        with pytest.raises(psycopg.errors.InvalidTextRepresentation):
            connection.execute("SELECT 'Ada Made-Up'::int")

    log = (shared.data / "postgres.log").read_text()
    assert "ready to accept connections" in log
    assert "Made-Up" not in log


def test_the_server_knows_none_of_the_applications_secrets(data, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "a secret of the application")
    monkeypatch.setenv("PGPORT", "1")
    server = EmbeddedServer(data)
    server.start()

    for process in processes(data / "postgres"):
        assert not {"SECRET_KEY", "PGPORT"} & process.environ().keys()


def test_a_stopped_server_keeps_its_rows_and_its_port(data):
    server = EmbeddedServer(data, durable=False)
    before = server.start()
    write_notes(server, "kept")
    server.stop()

    assert not server.is_running()
    with pytest.raises(ServerProblem, match="not running"):
        _ = server.address
    assert server.start() == before
    assert notes_in(server) == ["kept"]


def test_stopping_what_does_not_run_does_nothing(tmp_path):
    server = EmbeddedServer(tmp_path / "never made")
    server.stop()

    assert not server.is_running()
    assert not (tmp_path / "never made").exists()


def test_a_port_that_was_taken_is_left_to_the_one_who_took_it(server):
    import socket

    port = server.address.port
    server.stop()
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()

        assert server.start().port != port


def test_a_database_that_is_missing_is_made(server):
    with psycopg.connect(server.address.url("postgres"), autocommit=True) as connection:
        connection.execute("DROP DATABASE openmash")
    server.start()

    assert ask(server, "SELECT current_database()") == "openmash"


def test_a_long_and_awkward_path_makes_no_difference(tmp_path):
    directory = tmp_path / ("a long name " * 15) / 'it\'s $HOME; "quoted" `so` é'
    server = EmbeddedServer(directory / "hub")
    try:
        assert len(str(directory)) > 200
        assert server.start() == server.address
    finally:
        server.stop("immediate")


def test_the_address_is_a_url_that_survives_awkward_words():
    address = ServerAddress(host="127.0.0.1", port=5432, superuser="postgres", password="p@ss/wörd")

    assert address.url() == "postgresql://postgres:p%40ss%2Fw%C3%B6rd@127.0.0.1:5432/openmash"
    assert address.url("other", user="hub app", password="x:y") == (
        "postgresql://hub%20app:x%3Ay@127.0.0.1:5432/other"
    )


def test_another_user_is_never_given_the_superusers_password():
    address = ServerAddress(host="127.0.0.1", port=5432, superuser="postgres", password="secret")

    assert "secret" not in address.url(user="hub")


def test_the_default_directory_can_be_chosen(monkeypatch, tmp_path):
    monkeypatch.setenv("OPENMASH_DATA", str(tmp_path))
    assert default_directory() == tmp_path

    monkeypatch.delenv("OPENMASH_DATA")
    assert default_directory().name == "openmash"
