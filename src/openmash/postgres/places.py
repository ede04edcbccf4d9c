"""Where everything of the embedded server lies."""

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from openmash.postgres.problems import not_writable

# Small enough to read, plain enough that nobody deletes the directory by mistake.
MARK_TEXT = (
    "This directory holds the database of an OpenMASH hub: the records of people at risk.\n"
    "Do not change, move or delete anything in it. `openmash backup` makes copies.\n"
)


def default_directory() -> Path:
    """Return where the hub keeps its records: OPENMASH_DATA, or this platform's own place."""
    chosen = os.environ.get("OPENMASH_DATA")
    if chosen:
        return Path(chosen).expanduser().absolute()
    return platformdirs.user_data_path("openmash", appauthor=False)


@dataclass(frozen=True, kw_only=True)
class Places:
    """The files of one hub's server, under its data directory."""

    data: Path

    @property
    def cluster(self) -> Path:
        """PostgreSQL's own directory; it exists only when it is completely made."""
        return self.data / "postgres"

    @property
    def mark(self) -> Path:
        """The file by which we know that a cluster is ours."""
        return self.cluster / "openmash.mark"

    @property
    def password(self) -> Path:
        """The superuser's password: in the cluster, so that neither exists without the other."""
        return self.cluster / "openmash.password"

    @property
    def settings(self) -> Path:
        """The settings of this release, which `postgresql.conf` includes."""
        return self.cluster / "openmash.conf"

    @property
    def lock(self) -> Path:
        """The file whose lock lets one process at a time start or stop the server."""
        return self.data / "postgres.lock"

    @property
    def log(self) -> Path:
        """What the server says: about itself, never about the people on record."""
        return self.data / "postgres.log"

    def unfinished(self) -> list[Path]:
        """Return the leftovers of makings that were interrupted: never anyone's records."""
        return sorted(self.data.glob("postgres.making-*"))


def open_places(data: Path) -> Places:
    """Return the places under `data`, which is made when it is missing.

    Raises:
        ServerProblem: there is something else of that name, or it cannot be written.
    """
    resolved = Path(data).expanduser().resolve()
    try:
        resolved.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise not_writable(resolved, reason="a file stands where a directory is needed") from None
    except OSError as error:
        raise not_writable(resolved, reason=plainly(error)) from error
    return Places(data=resolved)


def plainly(error: OSError) -> str:
    """Return the operating system's reason in lower case and without codes."""
    return (error.strerror or str(error)).lower()
