"""What can keep a replay from running."""

from openmash.errors import OpenMashError


class NoScratchHub(OpenMashError):
    """No scratch hub could be made; the message says why and what to do."""
