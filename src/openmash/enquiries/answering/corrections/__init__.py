"""Putting a piece right, and taking one back: both keep what was said before."""
