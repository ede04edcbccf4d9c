"""What may be done in the people room: record, resolve, say who is who, allocate."""

from openmash.people.actions.allocating import allocate, end_allocation
from openmash.people.actions.attending import settle
from openmash.people.actions.deciding import cannot_tell, say_different, say_same, undo
from openmash.people.actions.keeping import recompute
from openmash.people.actions.recording import record_person
from openmash.people.actions.resolving import resolve_contact, resolve_waiting
from openmash.people.actions.review import look_again, note_disagreement
from openmash.people.actions.seconding import confirm, decline

__all__ = [
    "allocate", "cannot_tell", "confirm", "decline", "end_allocation", "look_again",
    "note_disagreement", "recompute", "record_person", "resolve_contact", "resolve_waiting",
    "say_different", "say_same", "settle", "undo",
]  # fmt: skip
