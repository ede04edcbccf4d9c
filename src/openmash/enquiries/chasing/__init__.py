"""Answers that are late: reminded of by themselves, chased by hand, and never hidden."""
