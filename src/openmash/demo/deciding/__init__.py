"""Decide in the practice hub, agree and disagree."""
