"""Find the paragraph that stands beside a question. Its words are in `library/beside`."""

from dataclasses import dataclass
from functools import cache

import yaml

from openmash.errors import OpenMashError
from openmash.sources import library_path


class UnknownKey(OpenMashError):
    """A page asks for a handbook paragraph that is not in `library/beside`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """What to think of here, in a few plain sentences, and where it is taken from."""

    key: str
    title: str
    text: str = ""
    steps: tuple[str, ...] = ()
    source: str = ""


def beside(key: str) -> Paragraph:
    """Return the paragraph with this key, as `triage.level-4` or `contact.voice`.

    Raises:
        UnknownKey: no file in `library/beside` has it.
    """
    try:
        return _all()[key]
    except KeyError:
        raise UnknownKey(
            f"No handbook paragraph has the key {key!r}: add it to library/beside."
        ) from None


@cache
def _all() -> dict[str, Paragraph]:
    found: dict[str, Paragraph] = {}
    for path in sorted((library_path() / "beside").glob("*.yaml")):
        for key, entry in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            found[key] = Paragraph(key=key, **{**entry, "steps": tuple(entry.get("steps", ()))})
    return found
