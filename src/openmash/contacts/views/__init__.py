"""The pages of contacts: say a worry, come back to it, and hear what became of it."""
