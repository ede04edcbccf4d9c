"""What the pages of triage show of a contact, in words."""

from django.utils import timezone

from openmash.contacts.rules import RELATIONS
from openmash.enquiries.triage.access import Reading
from openmash.timekeeping import describe

TOLD = {
    "yes": "Yes.",
    "no": "No.",
    "not_known": "Not known.",
    "": "Not said.",
}


def bar_of(reading: Reading, *, now) -> dict[str, object]:
    """Return what the case bar says: decide by when, what for, who holds the risk, from whom."""
    first = reading.first_clock
    who = reading.screening.get_state_display()
    if reading.is_open and reading.screening.decide_by_at:
        who = f"Decide by {_moment(reading.screening.decide_by_at, now=now)}"
    return {
        "who": who,
        "what": f"{first.title}: {first.words}" if first and reading.is_open else "",
        "owner": reading.risk.owner.name if reading.risk else "",
        "source": _from_whom(reading),
    }


def said_by(contact) -> dict[str, object]:
    """Return who said the words at the top of the page, and what the family knows."""
    heard = [contact.voice_of, f"to {contact.voice_heard_by}" if contact.voice_heard_by else ""]
    by = ", ".join(part for part in heard if part) or "in their own words"
    before = f". Just before: {contact.voice_before}" if contact.voice_before else ""
    return {
        "contact": contact,
        "voice_by": f"{by}{before}",
        "not_heard": f"Nobody has heard {contact.voice_of or 'the person'} yet.",
        "told_words": TOLD.get(contact.is_family_told, contact.is_family_told),
    }


def risk_shown(held) -> object:
    """Return who holds the risk with its moments in words; None when nobody does any more."""
    if held is None:
        return None
    held.since_words = f"{timezone.localtime(held.from_at):%-d %B, %H:%M}"
    held.asked_words = f"{timezone.localtime(held.offered_at):%H:%M}" if held.offered_at else ""
    return held


def test_fields(form) -> list:
    """Return the questions of the three-part test, where an adult is concerned."""
    return [form[name] for name in form.fields if name.startswith("test_")]


def _moment(due, *, now) -> str:
    local = timezone.localtime(due)
    if local.date() == timezone.localdate(now):
        return f"{local:%H:%M}"
    words = describe(due, now=now)
    return f"{local:%a %-d %b %H:%M}" if "late" in words else words


def _from_whom(reading: Reading) -> str:
    contact = reading.contact
    if contact.is_confidential:
        return f"{reading.source}, who asked not to be named"
    name = contact.by.name if contact.by else contact.referrer_name
    relation = contact.referrer_relation.partition(":")[0]
    known_as = RELATIONS.get(relation, "") if not contact.agency else ""
    known_as = f"who says “{known_as}”" if known_as else ""
    parts = [name, reading.source if reading.source != name else "", known_as]
    return ", ".join(part for part in parts if part)
