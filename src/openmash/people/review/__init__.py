"""What waits for a human in who is who: possible pairs, proposals, and persons in doubt."""
