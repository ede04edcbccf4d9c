"""Fill an empty hub with the invented partnership, once; refuse any hub that is in earnest."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection, connections, transaction
from django.utils import timezone

from openmash import firewall
from openmash.demo.founding import actions as founding
from openmash.errors import RuleBroken
from openmash.policy import Service

SEED = 4024
IN_EARNEST = (
    "This hub holds more than practice data, so the invented partnership is not loaded into it. "
    "Use another directory or another database."
)


def load(
    progress: Callable[[str], None] = print, *, at: datetime | None = None, scale: float = 1.0
) -> bool:
    """Load the partnership, then its families; return False where all of it is there already.

    The partnership comes in one transaction and the families in another, so that a load that
    is interrupted leaves nothing half done. `scale` is the share of the contacts to make;
    `at` the moment that counts as now.

    Raises:
        RuleBroken: the hub holds anything that is not practice data.
    """
    at = at or timezone.now()
    with transaction.atomic():
        firewall.identify(viewer_id=0, service=Service.SETUP)
        partnership = founding.standing()
        if partnership is not None and partnership.is_practice and founding.is_loaded(partnership):
            return False
        if not _may_load(partnership):
            raise RuleBroken(IN_EARNEST)
    if partnership is None:
        progress("Setting up the invented partnership …")
        partnership = founding.found_partnership(at=at)
    _load_families(progress, at=at, scale=scale)
    return True


def is_only_practice() -> bool:
    """Return whether everything in the database was made for practice; an empty one counts."""
    if not _has_tables():
        return True
    with transaction.atomic():
        firewall.identify(viewer_id=0, service=Service.SETUP)
        return _may_load(founding.standing())


def _may_load(partnership) -> bool:
    if partnership is None:
        return founding.holds_nothing()
    return partnership.is_practice


def _has_tables() -> bool:
    # As the owner: in a database that was never migrated the application's role is not there.
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT to_regclass('agencies_partnership')")
        return cursor.fetchone()[0] is not None


@contextmanager
def _without_savepoints() -> Iterator[None]:
    """Let verbs run within the one transaction without a savepoint each.

    A load is all or nothing, so nobody would ever go back to one, and there are ten thousand.
    """
    features = connection.features
    usual = features.uses_savepoints
    features.uses_savepoints = False
    try:
        yield
    finally:
        features.uses_savepoints = usual


def _load_families(progress: Callable[[str], None], *, at: datetime, scale: float) -> None:
    from openmash.demo.stories import tell_all

    with transaction.atomic(), _without_savepoints():
        firewall.identify(viewer_id=0, service=Service.SETUP)
        tell_all(random.Random(SEED), now=at, scale=scale, progress=progress)
        firewall.identify(viewer_id=0, service=Service.SETUP)
        founding.say_loaded(founding.standing(), at=at)
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")  # so that the first pages are planned with real numbers
