"""The hub's table: every contact from its arrival to its type of response."""
