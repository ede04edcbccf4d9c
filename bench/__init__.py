"""Measurements: repeatable, on real PostgreSQL, printed as ratios against a named limit."""
