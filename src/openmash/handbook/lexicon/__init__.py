"""The lexicon at work: words found in a text, explained to who reads and offered to who writes.

Nothing in this package keeps or logs a text, and nothing changes one by itself.
"""
