"""The queue: contacts to read, what runs out next first."""
