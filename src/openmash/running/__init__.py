"""The hub as running processes: pages, worker, practice hub, and the check of an installation."""
