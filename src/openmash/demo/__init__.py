"""The practice hub: an invented partnership, its families, and the tour that shows how it works.

Everything in it is made through the doors and verbs that real work goes through, so that its
audit, clocks and ledger are real. Nothing here is used by a hub that is not for practice.
"""

from openmash.demo.checking import RoleNotWelcome, check, check_roles
from openmash.demo.loading import is_only_practice, load
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
