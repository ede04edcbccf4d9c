"""Comparing two records: every reason for and against their being of one person."""

from collections.abc import Iterable

from openmash.people.matching.comparing_birth import compare_birth
from openmash.people.matching.comparing_names import compare_names
from openmash.people.matching.comparing_numbers import compare_numbers
from openmash.people.matching.comparing_places import compare_places
from openmash.people.matching.facts import RecordFacts
from openmash.people.matching.reasons import Evidence, Reason, combined

ONE_CONTACT = -40.0
SEX_AGREES, SEX_DIFFERS = 0.5, -6.0
ROLE_AGREES = 1.0


def compare(a: RecordFacts, b: RecordFacts) -> Evidence:
    """Return why two records may or may not be one person; the same whichever comes first."""
    return Evidence(
        reasons=(
            *compare_names(a, b),
            *compare_birth(a, b),
            compare_places(a, b),
            *compare_numbers(a, b),
            *_sexes(a, b),
            *_roles(a, b),
            *_contacts(a, b),
        )
    )


def weigh(new: RecordFacts, records: Iterable[RecordFacts]) -> Evidence:
    """Return why a record may or may not belong with all that is held of one person."""
    return combined(compare(new, record) for record in records)


def _sexes(a: RecordFacts, b: RecordFacts) -> Iterable[Reason]:
    if a.known_sex is None or b.known_sex is None:
        return
    if a.known_sex == b.known_sex:
        words = "Both are recorded as the same sex."
        yield Reason(field="sex", code="sex.same", weight=SEX_AGREES, words=words, topic="sex")
    else:
        words = "One is recorded as female and the other as male."
        yield Reason(field="sex", code="sex.differs", weight=SEX_DIFFERS, words=words, topic="sex")


def _roles(a: RecordFacts, b: RecordFacts) -> Iterable[Reason]:
    role, word = a.read_role, a.read_role.word
    if word and word == b.read_role.word and not (role.is_outside or role.is_bystander):
        words = f"Both are recorded as {word}."
        yield Reason(field="role", code="role.same", weight=ROLE_AGREES, words=words, topic="role")


def _contacts(a: RecordFacts, b: RecordFacts) -> Iterable[Reason]:
    if a.contact_ref and a.contact_ref == b.contact_ref and a.ref != b.ref:
        words = "One contact names them both, side by side, so they are two people."
        yield Reason(
            field="contact", code="contact.one", weight=ONE_CONTACT, words=words, topic="contact"
        )
