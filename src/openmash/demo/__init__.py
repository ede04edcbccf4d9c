"""The practice hub: an invented partnership, its families, and the tour that shows how it works.

Everything in it is made through the doors and verbs that real work goes through, so that its
audit, clocks and ledger are real. Nothing here is used by a hub that is not for practice.
"""

from collections.abc import Callable
from datetime import datetime

from openmash.demo.checking import RoleNotWelcome, check, check_roles
from openmash.demo.sign_ins import DEMO_PASSWORD, DEMO_SIGN_INS

__all__ = [
    "DEMO_PASSWORD",
    "DEMO_SIGN_INS",
    "RoleNotWelcome",
    "check",
    "check_roles",
    "is_only_practice",
    "load",
]


# The two below import what they need when they are called: this package is one of the
# framework's own, and tables may not be named before the framework is ready.


def load(
    progress: Callable[[str], None] = print, *, at: datetime | None = None, scale: float = 1.0
) -> bool:
    """Load the partnership and its families; return False where they are there. See `loading`."""
    from openmash.demo import loading

    return loading.load(progress, at=at, scale=scale)


def is_only_practice() -> bool:
    """Return whether everything in the database was made for practice."""
    from openmash.demo import loading

    return loading.is_only_practice()
