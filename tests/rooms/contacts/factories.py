"""Answers, drafts and posts of a worry for the tests. Everybody here is made up."""

import uuid

from django.utils import timezone

from openmash.contacts import actions
from openmash.contacts.answers import Answers, Part, PersonInContact
from openmash.people.rules import PersonAsWritten


def child(name: str = "Wren Tallow", **fields) -> PersonInContact:
    facts = PersonAsWritten(name=name, age=fields.pop("age", 6))
    return PersonInContact(part=Part.CHILD, facts=facts, **fields)


def adult(name: str = "Harold Pennywell", *, part: Part = Part.ADULT_AT_RISK, **fields):
    facts = PersonAsWritten(name=name, age=fields.pop("age", 81))
    return PersonInContact(part=part, facts=facts, **fields)


def answers(**fields) -> Answers:
    """Return the smallest worry that may go."""
    given = {
        "danger": "no",
        "seen": "A mark on her arm.",
        "voice_why_not": "We have not seen her alone.",
        "people": (child(),),
    }
    return Answers(**{**given, **fields})


def full_raw() -> dict:
    """Return a draft's raw answers that say enough to be sent."""
    return {
        "danger": {"danger": "no"},
        "you": {"kind": "worry", "referrer_name": "Yewande Abara", "relation": "professional"},
        "people": [
            {"key": "aa", "raw": {"part": "child", "name": "Wren Tallow", "age": "6"}},
            {"key": "bb", "raw": {"part": "household", "name": "Dev"}},
        ],
        "ties": [{"key": "t1", "who": "bb", "kind": "lives_with", "whom": "aa"}],
        "seen": {
            "seen": "A mark on her arm.",
            "happened": {"day": "23", "month": "11", "year": "2026"},
        },
        "voice": {"voice": "“The light stays on.”", "voice_of": "Wren", "voice_heard": "me"},
        "family": {"safe_contact": "no"},
    }


def draft_with(raw: dict | None = None, *, by, email: str = ""):
    """Start a draft as this viewer and lay these raw answers into it."""
    draft = actions.start_draft(by=by, at=timezone.now(), submission_key=uuid.uuid4(), email=email)
    draft.answers = full_raw() if raw is None else raw
    draft.save(update_fields=["answers"])
    return draft
