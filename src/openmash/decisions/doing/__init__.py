"""What was agreed to be done: by whom, by when, and what came of it."""
