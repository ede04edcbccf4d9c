"""The hub's own settings, on a server and keys of the tests' own."""

import os
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
os.environ.setdefault("OPENMASH_DATA", str(_ROOT / "var" / "test-hub"))
os.environ.setdefault("OPENMASH_SECRET_KEY", "only-for-tests-and-never-for-a-hub")
os.environ.setdefault("OPENMASH_ROLE_PREFIX", "openmash_test")

from openmash.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
for _connection in DATABASES.values():  # noqa: F405
    _connection["CONN_MAX_AGE"] = 0
