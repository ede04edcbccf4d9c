"""Bring a database to the state that this release needs: the schema, then the firewall."""

from django.core.management import call_command

from openmash.firewall.apply import apply


def migrate(*, verbosity: int = 0) -> None:
    """Migrate the schema as its owner and write the firewall. May run again at any time."""
    call_command("migrate", database="owner", interactive=False, verbosity=verbosity)
    apply()
