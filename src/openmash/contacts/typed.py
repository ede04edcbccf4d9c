"""What people type and paste, kept as they wrote it, without the signs no database can keep."""

import re
import unicodedata

# Word's line break and page break come as control signs; the rest of them mean nothing.
_BREAKS = re.compile("\r\n|\r|\x0b|\x0c|\u2028|\u2029")
_MEANINGLESS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")


def as_kept(text: str) -> str:
    """Return the text as it is kept: every word and sign as typed, line ends alike.

    Curly quotes, emoji and right-to-left names stay as they are. Only NUL and the other control
    signs go, which PostgreSQL refuses and nobody sees.
    """
    return _MEANINGLESS.sub("", _BREAKS.sub("\n", text))


def on_one_line(text: str) -> str:
    """Return the text as one line, with the spaces around it gone."""
    return " ".join(as_kept(text).split())


def kept_deep(value: object) -> object:
    """Return what a form posted (words, lists, parts of dates) with every word as it is kept."""
    if isinstance(value, str):
        return as_kept(value)
    if isinstance(value, list | tuple):
        return [kept_deep(part) for part in value]
    if isinstance(value, dict):
        return {name: kept_deep(part) for name, part in value.items()}
    return value


def as_file_name(name: str) -> str:
    """Return a file's name without folders, control signs or signs that turn text round."""
    last = re.split(r"[/\\]", as_kept(name))[-1]
    shown = "".join(sign for sign in last if unicodedata.category(sign) not in ("Cc", "Cf"))
    shown = shown.strip(" .") or "attachment"
    if len(shown) <= 200:
        return shown
    stem, dot, ending = shown.rpartition(".")
    return f"{stem[: 199 - len(ending)]}{dot}{ending}" if len(ending) < 20 else shown[:200]
