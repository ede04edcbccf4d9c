"""Set up the invented partnership: its agencies, people, roles and agreements."""
