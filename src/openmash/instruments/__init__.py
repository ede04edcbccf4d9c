"""Structured judgement: loading and evaluating instruments, and the completed records.

`engine` is pure and knows no Django: it reads an instrument, reads a record, and says what the
answers ask for. It never decides, and it never adds anybody up to a number.
"""
