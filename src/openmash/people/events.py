"""What the people room tells the rooms above it, and asks them, without knowing them."""

from dataclasses import dataclass, field
from datetime import date

from django.dispatch import Signal

# Sent inside the transaction in which records came to be one person, or two.
# Arguments: kind ("merged" or "split"), references (the person that stays first), at.
person_changed = Signal()

# Sent to learn where people are mentioned. Arguments: records (dict of a record's key to its
# person's key), viewer. A receiver returns a list of `Mention`s that this viewer may see.
mentions_asked = Signal()

# Sent to learn who is round somebody. Arguments: records (their keys), viewer. A receiver returns
# a list of `Connection`s that this viewer may see.
connections_asked = Signal()

# Sent to learn to whom references lead that are not a person's. Arguments: references, viewer. A
# receiver returns the keys of the people that this viewer may see.
references_asked = Signal()


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A contact or an enquiry about a person, by its reference; its own door opens it."""

    person: int
    kind: str  # contact, enquiry
    reference: str
    on: date
    href: str = ""
    words: str = field(default="", repr=False)
    is_open: bool = False


@dataclass(frozen=True, kw_only=True)
class Connection:
    """Somebody round a person: what they are to them, and who says so."""

    other_is: str
    name: str = field(repr=False)
    reference: str = ""
    said_by: str = ""
    source: str = ""
    on: date
    is_ended: bool = False


def asked(signal: Signal, **question: object) -> list:
    """Return the answers of every room that has one, together."""
    answers = signal.send(sender=None, **question)
    return [one for _, found in answers for one in found or ()]
