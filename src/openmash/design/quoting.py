"""Somebody's own words between marks, once: many people write the marks themselves."""

OPEN, CLOSE = "“", "”"


def unquoted(words: str) -> str:
    """Return words without the one pair of marks that stands around all of them.

    Marks within the words stay: “No.” She said “no.” keeps all four.
    """
    said = words.strip()
    within = said[1:-1]
    is_whole = len(said) > 1 and said[0] in f'{OPEN}"' and said[-1] in f'{CLOSE}"'
    return within.strip() if is_whole and not set(within) & set(f'{OPEN}{CLOSE}"') else said


def quoted(words: str) -> str:
    """Return words between one pair of marks."""
    return f"{OPEN}{unquoted(words)}{CLOSE}"
