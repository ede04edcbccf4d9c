"""Reading all that is held together: which records may be one person, and why. Suggestions only."""
