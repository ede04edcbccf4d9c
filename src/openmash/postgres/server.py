"""The hub's own database server: one to a data directory, shared by every process of the hub."""

import time
from pathlib import Path

import psycopg

from openmash.postgres.address import ServerAddress
from openmash.postgres.cluster import SUPERUSER
from openmash.postgres.launch import HOST, halt, launch, settled
from openmash.postgres.locks import sole_use
from openmash.postgres.places import Places, open_places
from openmash.postgres.postmaster import Postmaster, live_postmaster
from openmash.postgres.problems import ServerProblem, no_room

DATABASE = "openmash"
CONNECT_SECONDS = 10
PAUSE_SECONDS = 0.1


class EmbeddedServer:
    """The database server of the hub whose records lie under `data`.

    The server is not a child of this process: it outlives it, and every process of the hub that
    names the same directory shares it. All methods may be called from any thread and process.
    """

    def __init__(self, data: Path | str, *, durable: bool = True) -> None:
        """Name the server; nothing is made or started yet.

        Its cluster will lie in `data`/postgres, its log in `data`/postgres.log.
        `durable=False` is for tests: quicker, and loses records when the machine goes down.
        """
        self.data = Path(data)
        self._durable = durable

    def start(self) -> ServerAddress:
        """Make sure the server runs, and return its address.

        A server that runs already, whoever started it, is found. One that was killed is brought
        back with all that was committed. The database `openmash` exists afterwards.

        Raises:
            ServerProblem: it cannot run; the message says why and what to do.
        """
        places = open_places(self.data)
        with sole_use(places.lock):
            postmaster = settled(places) or launch(places, durable=self._durable)
            address = _address(places, postmaster=postmaster)
            _make_database(address, data=places.data)
        return address

    def ensure_running(self) -> ServerAddress:
        """Return the address, starting the server only if it is gone.

        Cheap enough (well under a millisecond when the server runs) to call whenever a
        connection fails. The port stays what it was unless another program took it meanwhile.

        Raises:
            ServerProblem: as `start`.
        """
        found = self._find()
        return found if found else self.start()

    def stop(self, mode: str = "fast") -> None:
        """Stop the server for every process of the hub; do nothing if it does not run.

        `mode` is PostgreSQL's: "fast" ends connections, "smart" waits for them to end,
        "immediate" leaves the tidying to the next start.

        Raises:
            ServerProblem: it did not stop.
        """
        if not self.data.exists():
            return
        places = open_places(self.data)
        with sole_use(places.lock):
            if live_postmaster(places.cluster):
                halt(places, mode=mode)

    def is_running(self) -> bool:
        """Return whether the server takes connections."""
        postmaster = live_postmaster(self._places().cluster)
        return postmaster is not None and postmaster.is_ready

    @property
    def address(self) -> ServerAddress:
        """The address of the running server.

        Raises:
            ServerProblem: it does not run.
        """
        found = self._find()
        if not found:
            raise ServerProblem("The database server is not running. Start the hub again.")
        return found

    def _places(self) -> Places:
        return Places(data=self.data.expanduser().resolve())

    def _find(self) -> ServerAddress | None:
        places = self._places()
        postmaster = live_postmaster(places.cluster)
        if postmaster is None or not postmaster.is_ready:
            return None
        return _address(places, postmaster=postmaster)


def _address(places: Places, *, postmaster: Postmaster) -> ServerAddress:
    try:
        password = places.password.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ServerProblem(
            f"The file {places.password.name} is missing from {places.cluster}; without it the hub "
            "cannot open its own records. They are unharmed. Bring the file back from a copy of "
            "the directory, or restore the hub from a backup (openmash restore)."
        ) from None
    except PermissionError:
        raise ServerProblem(
            f"The records in {places.cluster} belong to another account of this computer. Start "
            "the hub as that account, or choose another directory with OPENMASH_DATA."
        ) from None
    return ServerAddress(host=HOST, port=postmaster.port, superuser=SUPERUSER, password=password)


def _make_database(address: ServerAddress, *, data: Path) -> None:
    """Make the hub's database unless it is there: a making cut short is made good the next time."""
    try:
        with _superuser_connection(address) as connection:
            query = "SELECT 1 FROM pg_database WHERE datname = %s"
            if not connection.execute(query, [DATABASE]).fetchone():
                connection.execute(f"CREATE DATABASE {DATABASE}")
    except psycopg.errors.DiskFull as error:
        raise no_room(data) from error
    except psycopg.Error as error:
        raise ServerProblem(
            f"The database server runs at {address.host}:{address.port} but does not let the hub "
            f"in: {str(error).strip()}. Stop the hub, and start it again."
        ) from error


def _superuser_connection(address: ServerAddress) -> psycopg.Connection:
    """Connect, with patience for a server that is just making good the crash of one backend."""
    give_up_at = time.monotonic() + CONNECT_SECONDS
    while True:
        try:
            return psycopg.connect(
                address.url("postgres"), autocommit=True, connect_timeout=CONNECT_SECONDS
            )
        except psycopg.OperationalError as error:
            if "authentication failed" in str(error) or time.monotonic() > give_up_at:
                raise
            time.sleep(PAUSE_SECONDS)
