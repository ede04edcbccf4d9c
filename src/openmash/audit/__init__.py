"""What was done and what was looked at: append-only, and no foreign keys."""
