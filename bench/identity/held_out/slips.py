"""The ways a hand or an ear gets a word, a number or a day wrong."""

import unicodedata
from datetime import date
from random import Random

BESIDE = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo",
    "j": "hk", "k": "jl", "l": "ko", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et",
    "s": "ad", "t": "ry", "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "x",
}  # fmt: skip
BY_EAR = (
    ("ph", "f"), ("ie", "y"), ("y", "ie"), ("ck", "k"), ("sh", "sch"), ("ee", "ea"), ("ei", "ie"),
    ("ou", "u"), ("oo", "u"), ("z", "s"), ("c", "k"), ("k", "c"), ("v", "w"), ("w", "v"), ("q", "k"),
    ("x", "h"), ("dh", "d"), ("kh", "k"), ("gh", "g"), ("th", "t"), ("aa", "a"), ("ll", "l"), ("nn", "n"),
)  # fmt: skip
UNACCENTED = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "ß": "ss"})


def plain(text: str) -> str:
    """Return the text as a system without accents keeps it."""
    if text.isascii():
        return text
    spread = unicodedata.normalize("NFD", text.translate(UNACCENTED))
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def mistyped(word: str, *, by: Random) -> str:
    """Return the word with one slip of the finger: left out, doubled, turned round or the key beside."""
    if len(word) < 3:
        return word
    at = by.randrange(1, len(word))
    how = by.random()
    if how < 0.3:
        return word[:at] + word[at + 1 :]
    if how < 0.5:
        return word[:at] + word[at] + word[at:]
    if how < 0.72 and at + 1 < len(word):
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + by.choice(BESIDE.get(word[at].lower(), "e")) + word[at + 1 :]


def misheard(word: str, *, by: Random) -> str:
    """Return the word as somebody would write it who only heard it."""
    lower = word.lower()
    fitting = [pair for pair in BY_EAR if pair[0] in lower]
    if not fitting:
        return mistyped(word, by=by)
    heard, wrote = by.choice(fitting)
    return lower.replace(heard, wrote, 1).title()


def misdialled(digits: str, *, by: Random) -> str:
    """Return a number with one digit wrong or two neighbours turned round."""
    at = by.randrange(3, len(digits) - 1)
    if by.random() < 0.5:
        return digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    return digits[:at] + str(by.randrange(10)) + digits[at + 1 :]


def misdated(day: date, *, by: Random) -> date:
    """Return a day with one slip: day and month turned round, a digit out, or the year mistaken."""
    how = by.random()
    if how < 0.35 and day.day <= 12:
        return day.replace(month=day.day, day=day.month)
    if how < 0.6:
        return day.replace(day=min(28, max(1, day.day + by.choice((-10, -1, 1, 2, 10)))))
    if how < 0.75:
        return day.replace(day=min(day.day, 28), month=by.randrange(1, 13))
    return day.replace(day=min(day.day, 28), year=day.year + by.choice((-10, -2, -1, 1, 1, 10)))
