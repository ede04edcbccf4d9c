"""The slips of the hand, the ear and the scanner: one small change to what was meant."""

import random
import unicodedata
from datetime import date

_NEAR = {
    "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij", "i": "uok",
    "o": "ipl", "p": "ol", "a": "qsz", "s": "awdx", "d": "sefc", "f": "drgv", "g": "fthb",
    "h": "gyjn", "j": "hukm", "k": "jilm", "l": "kop", "z": "asx", "x": "zsdc", "c": "xdfv",
    "v": "cfgb", "b": "vghn", "n": "bhjm", "m": "njk",
    "1": "2", "2": "13", "3": "24", "4": "35", "5": "46", "6": "57", "7": "68", "8": "79",
    "9": "80", "0": "9",
}  # fmt: skip
_HEARD = (
    ("ph", "f"), ("f", "ph"), ("ck", "k"), ("k", "c"), ("c", "k"), ("ie", "y"), ("y", "ie"),
    ("ee", "ea"), ("ea", "ee"), ("s", "z"), ("z", "s"), ("ou", "u"), ("ai", "ay"), ("tt", "t"),
    ("ll", "l"), ("nn", "n"), ("mm", "m"), ("sh", "ch"), ("th", "t"), ("v", "w"), ("w", "v"),
    ("e", "a"), ("a", "e"), ("o", "u"), ("i", "e"),
)  # fmt: skip
_SCANNED = (
    ("rn", "m"), ("m", "rn"), ("cl", "d"), ("l", "1"), ("o", "0"), ("vv", "w"), ("i", "l"),
    ("h", "b"), ("e", "c"), ("u", "v"),
)  # fmt: skip
_RESPELT = (
    ("ee", "i"), ("i", "ee"), ("oo", "u"), ("u", "oo"), ("ou", "u"), ("kh", "k"), ("gh", "g"),
    ("dh", "d"), ("bh", "b"), ("th", "t"), ("ai", "ay"), ("ay", "ai"), ("aa", "a"), ("q", "k"),
    ("w", "v"), ("v", "w"), ("sh", "s"), ("z", "s"), ("dj", "j"), ("ey", "i"), ("ah", "a"),
    ("ss", "s"), ("mm", "m"), ("ll", "l"), ("x", "h"), ("e", "i"), ("o", "u"), ("a", "aa"),
)  # fmt: skip


def typed(text: str, *, rng: random.Random) -> str:
    """Return the text with one slip: of the keyboard, the ear or the scanner."""
    if len(text) < 3:
        return text
    draw = rng.random()
    if draw < 0.62:
        return _keyed(text, rng=rng)
    return _one_of(text, _HEARD if draw < 0.88 else _SCANNED, rng=rng)


def respelt(text: str, *, rng: random.Random) -> str:
    """Return the name as another hearer would write it in English letters."""
    return _one_of(text, _RESPELT, rng=rng)


def _keyed(text: str, *, rng: random.Random) -> str:
    # The first letter is rarely the one mistyped.
    at = rng.randrange(1, len(text)) if rng.random() < 0.92 else 0
    kind = rng.random()
    if kind < 0.30:
        near = _NEAR.get(text[at].lower())
        return text[:at] + rng.choice(near) + text[at + 1 :] if near else text
    if kind < 0.55:
        return text[:at] + text[at + 1 :]
    if kind < 0.75:
        return text[:at] + text[at] + text[at:]
    if kind < 0.90 and at + 1 < len(text):
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + rng.choice("aeiourstnl") + text[at:]


def _one_of(text: str, changes: tuple, *, rng: random.Random) -> str:
    lower = text.lower()
    start = rng.randrange(len(changes))
    for step in range(len(changes)):
        before, after = changes[(start + step * 7) % len(changes)]
        at = lower.find(before, 1)
        if at > 0:
            return text[:at] + after + text[at + len(before) :]
    return _keyed(text, rng=rng) if len(text) > 2 else text


def digit_slip(number: str, *, rng: random.Random) -> str:
    """Return the number with one digit wrong, or two neighbours changed about."""
    places = [i for i, sign in enumerate(number) if sign.isdigit()]
    if len(places) < 3:
        return number
    at = rng.choice(places[:-1])
    if rng.random() < 0.4 and number[at + 1].isdigit() and number[at] != number[at + 1]:
        return number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    other = rng.choice([d for d in "0123456789" if d != number[at]])
    return number[:at] + other + number[at + 1 :]


def wrong_date(day: date, *, rng: random.Random) -> date:
    """Return a date near the true one as people get it wrong: a day, a month, a year or ten."""
    kind = rng.random()
    year, month, at = day.year, day.month, day.day
    if kind < 0.35:
        at = rng.choice([at + 1, at - 1, at + 10, at - 10, int(f"{at:02d}"[::-1])])
    elif kind < 0.55:
        month = rng.choice([month + 1, month - 1, rng.randint(1, 12)])
    elif kind < 0.85:
        year += rng.choice([1, -1])
    elif kind < 0.95:
        year += rng.choice([10, -10])
    else:
        year = year // 100 * 100 + int(f"{year % 100:02d}"[::-1])
    try:
        return min(date(year, month, at), date(2025, 12, 31))
    except ValueError:
        return date(min(year, 2025), day.month, min(day.day, 28))


def swapped_day(day: date) -> date:
    """Return the date with day and month changed about, where that is a date."""
    return date(day.year, day.day, day.month) if day.day <= 12 else day


def without_marks(text: str) -> str:
    """Return the text in the twenty-six letters: Łukasz is Lukasz."""
    if text.isascii():
        return text
    plain = text.replace("ł", "l").replace("Ł", "L").replace("đ", "d").replace("Đ", "D")
    return "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
