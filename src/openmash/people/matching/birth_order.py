"""Which of twins a record is about, where they have no names yet: "Twin 2 of Jane Smith"."""

import re

_TWIN = re.compile(
    r"\s*(?:twin|triplet)\s*(?:no\.?\s*)?(iii|ii|i|[1-3]|[abc]|one|two|three)\b[\s,:-]*", re.I
)
_PLACES = {
    "1": "first twin", "a": "first twin", "i": "first twin", "one": "first twin",
    "2": "second twin", "b": "second twin", "ii": "second twin", "two": "second twin",
    "3": "third twin", "c": "third twin", "iii": "third twin", "three": "third twin",
}  # fmt: skip


def birth_order(text: str) -> tuple[str, str | None]:
    """Take "Twin 2" off the front of a name; return the rest, and which of the twins that is.

    It is no name, and no two twins share it: read as a first name, it would make the first twin of
    every family one child.
    """
    if text.lstrip()[:1] not in {"t", "T"}:
        return text, None
    found = _TWIN.match(text)
    if found is None:
        return text, None
    rest = text[found.end() :]
    return f"Baby {rest}" if rest[:3].lower() == "of " else rest, _PLACES[found[1].lower()]
