"""Where the hub's secrets come from: the environment, or a file that only its owner can read."""

import hashlib
import hmac
import os
import secrets as tokens
from pathlib import Path

_FILE = "secret-key"


class MissingSecret(RuntimeError):
    """A secret that must be set is not."""


def secret_key(data: Path | None) -> str:
    """Return the hub's secret key: OPENMASH_SECRET_KEY, or the one kept in the data directory.

    Args:
        data: the hub's own directory, or None where an outside PostgreSQL is used.

    Raises:
        MissingSecret: the environment has none and there is no directory to keep one in.
    """
    given = os.environ.get("OPENMASH_SECRET_KEY", "")
    if given:
        return given
    if data is None:
        raise MissingSecret(
            "DATABASE_URL is set but OPENMASH_SECRET_KEY is not. Set it to a long random text and "
            "keep it: sign-ins and the database roles' passwords are made from it."
        )
    return _kept(data / _FILE)


def role_password(key: str, role: str) -> str:
    """Return the password of one database role, made from the hub's key so that none is stored."""
    return hmac.new(key.encode(), f"database role {role}".encode(), hashlib.sha256).hexdigest()


def _kept(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="utf-8").strip()
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(tokens.token_urlsafe(48))
    return path.read_text(encoding="utf-8").strip()
