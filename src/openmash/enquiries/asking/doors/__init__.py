"""The doors past missing agreement: a decision maker's, with a reason."""
