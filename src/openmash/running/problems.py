"""What keeps a hub from running."""


class HubNotReady(RuntimeError):
    """The hub cannot do this now; the message says why and what to do."""
