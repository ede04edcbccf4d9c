"""Root's own directories open to the server's account, by the width of one permission."""

import os
import stat
import subprocess
from pathlib import Path

import pytest

from openmash.postgres import EmbeddedServer, ServerProblem
from openmash.postgres.account import Account, account_for
from openmash.postgres.passage import ACL, _entries, open_passage

NOBODY = Account(uid=65534, gid=65534)
STRANGER = Account(uid=65533, gid=65533)

pytestmark = pytest.mark.skipif(
    not hasattr(os, "setxattr") or os.geteuid() != 0, reason="only root on Linux opens a passage"
)


def may_pass(account: Account, directory: Path) -> bool:
    """Ask the operating system itself."""
    asked = subprocess.run(["test", "-e", directory / "within"], **account.identity())
    return asked.returncode == 0


def may_list(account: Account, directory: Path) -> bool:
    asked = subprocess.run(["ls", directory], capture_output=True, **account.identity())
    return asked.returncode == 0


@pytest.fixture
def closed(tmp_path):
    """A directory that only root may enter, on a way that is open as far as it."""
    for parent in [tmp_path, *tmp_path.parents][:3]:
        open_passage(parent / "x", account=NOBODY)
        open_passage(parent / "x", account=STRANGER)
    directory = tmp_path / "closed"
    directory.mkdir(mode=0o700)
    (directory / "within").mkdir()
    return directory


def test_one_account_may_pass_and_nobody_else(closed):
    assert not may_pass(NOBODY, closed)
    open_passage(closed / "within", account=NOBODY)

    assert may_pass(NOBODY, closed)
    assert not may_list(NOBODY, closed)
    assert not may_pass(STRANGER, closed)


def test_passage_is_opened_again_after_a_chmod_closed_it(closed):
    open_passage(closed / "within", account=NOBODY)
    closed.chmod(0o700)
    assert not may_pass(NOBODY, closed)
    open_passage(closed / "within", account=NOBODY)

    assert may_pass(NOBODY, closed)


def test_what_others_could_not_do_before_they_cannot_do_after(closed):
    """A mask that somebody closed held others back; opening it for us must not let them in."""
    open_passage(closed / "within", account=STRANGER)
    closed.chmod(0o700)
    open_passage(closed / "within", account=NOBODY)

    assert may_pass(NOBODY, closed)
    assert not may_pass(STRANGER, closed)


def test_an_open_way_is_left_as_it_is(closed):
    closed.chmod(0o755)
    open_passage(closed / "within", account=NOBODY)

    assert stat.S_IMODE(closed.stat().st_mode) == 0o755
    assert ACL not in os.listxattr(closed)


def test_opening_twice_changes_nothing_more(closed):
    open_passage(closed / "within", account=NOBODY)
    before = _entries(closed)
    open_passage(closed / "within", account=NOBODY)

    assert _entries(closed) == before


def test_a_disk_without_access_control_lists_is_explained(closed, monkeypatch):
    def refuse(*_):
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "setxattr", refuse)

    with pytest.raises(ServerProblem, match="OPENMASH_DATA=/var/lib/openmash"):
        open_passage(closed / "within", account=NOBODY)


def test_a_hub_in_roots_own_directory_runs_and_is_not_roots(closed):
    server = EmbeddedServer(closed / "hub")
    try:
        server.start()
        cluster = closed / "hub" / "postgres"
        assert cluster.stat().st_uid == account_for(cluster).uid != 0
        assert stat.S_IMODE(cluster.stat().st_mode) == 0o700
    finally:
        server.stop("immediate")
