"""Make any text fit to be printed: no hidden controls, and no letter that no font here has.

A name in letters that this machine cannot print is spelt in Latin letters in square brackets,
because an empty box in place of a child's name helps nobody.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from anyascii import anyascii

# Marks that turn the direction of text round could make one thing read as another.
_TURNING = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
_KEPT_CONTROLS = {"\n", "\t"}
_DROPPED_CATEGORIES = {"Cc", "Cs", "Co", "Cn"}

_MISSING = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")


def cleaned(value: Any) -> Any:
    """Return the value with the controls taken out of every text in it, however deep."""
    if isinstance(value, str):
        return _cleaned_text(value)
    if isinstance(value, Mapping):
        return {key: cleaned(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [cleaned(inner) for inner in value]
    return value


def _cleaned_text(text: str) -> str:
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(letter for letter in text if _may_stand(letter))


def _may_stand(letter: str) -> bool:
    if letter in _KEPT_CONTROLS:
        return True
    return letter not in _TURNING and unicodedata.category(letter) not in _DROPPED_CATEGORIES


def unprintable_letters(diagnosis: str) -> frozenset[str]:
    """Return the letters that the typesetter says no font has."""
    found = (_ESCAPED.sub(_unescaped, text) for text in _MISSING.findall(diagnosis))
    return frozenset(letter for text in found for letter in text if not letter.isascii())


def _unescaped(match: re.Match[str]) -> str:
    code, letter = match.groups()
    return chr(int(code, 16)) if code else letter


def spelt_in_latin(value: Any, *, letters: frozenset[str]) -> Any:
    """Return the value with each run of these letters spelt in Latin letters, in brackets."""
    if not letters:
        return value
    run = re.compile("(?:" + "|".join(re.escape(letter) for letter in sorted(letters)) + ")+")

    def spell(inner: Any) -> Any:
        if isinstance(inner, str):
            return run.sub(lambda found: f"[{anyascii(found.group()).strip() or '?'}]", inner)
        if isinstance(inner, Mapping):
            return {key: spell(deeper) for key, deeper in inner.items()}
        if isinstance(inner, list):
            return [spell(deeper) for deeper in inner]
        return inner

    return spell(value)
