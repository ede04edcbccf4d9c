"""The recipient's side: open what was shared, say that one has it, take it on, or send it back."""
