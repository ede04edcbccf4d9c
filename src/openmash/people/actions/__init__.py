"""What may be done in the people room: record, resolve, say who is who, allocate."""

from openmash.people.actions.allocating import allocate, end_allocation
from openmash.people.actions.deciding import cannot_tell, say_different, say_same, undo
from openmash.people.actions.keeping import recompute
from openmash.people.actions.recording import record_person
from openmash.people.actions.resolving import resolve_contact, resolve_waiting

__all__ = [
    "allocate", "cannot_tell", "end_allocation", "recompute", "record_person", "resolve_contact",
    "resolve_waiting", "say_different", "say_same", "undo",
]  # fmt: skip
