"""Answers being written: kept at every step, one an agency, sent once."""
