"""Where the database server answers, and as whom one may speak to it."""

from dataclasses import dataclass, field
from urllib.parse import quote


@dataclass(frozen=True, kw_only=True)
class ServerAddress:
    """A running server's address on this computer.

    The superuser makes the application's roles and may do anything, so the application itself
    must never be given it: row-level security does not bind a superuser.
    """

    host: str
    port: int
    superuser: str
    password: str = field(repr=False)

    def url(
        self, database: str = "openmash", *, user: str | None = None, password: str | None = None
    ) -> str:
        """Return a `postgresql://` address for psycopg and Django.

        Without a `user` it is the superuser's. A `user` without a `password` gives an address
        without one, never the superuser's password under another name.
        """
        if user is None:
            user = self.superuser
            password = self.password if password is None else password
        secret = f":{quote(password, safe='')}" if password is not None else ""
        who = f"{quote(user, safe='')}{secret}"
        return f"postgresql://{who}@{self.host}:{self.port}/{quote(database, safe='')}"
