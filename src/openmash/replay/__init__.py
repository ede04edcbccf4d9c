"""Play case files through a scratch hub, contact by contact, as the agencies met them."""

from openmash.replay.running import run

__all__ = ["run"]
