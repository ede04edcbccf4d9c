"""Share what was decided."""


def share(enquiry, decision, occasion, *, by, at, scene):
    """Share."""


def end(enquiry, *, by, at):
    """End."""
