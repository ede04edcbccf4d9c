"""Bring a database to the state that this release needs: schema, firewall, and what to search."""

from django.core.management import call_command

from openmash.firewall.apply import apply
from openmash.handbook.searching.actions import fill


def migrate(*, verbosity: int = 0) -> None:
    """Migrate the schema as its owner, write the firewall, and the passages that a search finds.

    May run again at any time.
    """
    call_command("migrate", database="owner", interactive=False, verbosity=verbosity)
    apply()
    fill()
