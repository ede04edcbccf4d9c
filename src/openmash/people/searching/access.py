"""The door of the search: ask policy, find, record why it was asked, never what was typed."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.db import connection
from django.db.models import F

from openmash import policy
from openmash.audit import records
from openmash.people.events import asked, references_asked
from openmash.people.models import AgencyRecord, Person
from openmash.people.searching.answering import Answer, answer_of
from openmash.people.searching.asking import Part, Query
from openmash.people.searching.words import bare, name_tokens

MOST_SHOWN = 30
MOST_COUNTED = 1000  # that there are more is told, and how to find fewer
_MOST_RANKED = 60  # people read for the last ranking, which asks more than the database can
_READ = (  # of a record: what a row of the answer shows
    "name", "given_names", "family_name", "other_names", "role", "born_on", "born_precision",
    "expected_on", "is_unborn", "age", "address", "postcode", "area", "recorded_on",
    "source_reference", "agency__name",
)  # fmt: skip
_BY_REFERENCE = Answer(close=0, why=("Has this reference",))


@dataclass(frozen=True, kw_only=True)
class Found:
    """One person who answers, by the records that the viewer may see, oldest first.

    `without` is the part of the search that the person does not answer.
    """

    person: Person
    held: tuple[AgencyRecord, ...] = field(repr=False)
    answer: Answer
    without: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True)
class Findings:
    """Who was found, the nearest first. `answered` is how many answer,
    None where they are more than `MOST_COUNTED`."""

    found: tuple[Found, ...]
    answered: int | None

    @property
    def are_all_shown(self) -> bool:
        """Say whether nobody who answers was left out."""
        return self.answered is not None and self.answered <= len(self.found)


def search(query: Query, *, by: policy.Viewer, reason: str, limit: int = MOST_SHOWN) -> Findings:
    """Return the people who answer a search as far as this viewer may see them.

    Where nobody answers all of several parts, those who answer all but one come instead, each
    with the part that is missing, and `answered` is nought.

    Raises:
        NotVisible: the viewer reads no people.
    """
    policy.require(policy.may_read_person(by, readers=None))
    named = _by_reference(query, by=by)
    findings = _everybody(query.parts, limit=limit) if query.parts else _NOBODY
    if named:
        rest = [one for one in findings.found if one.person not in {n.person for n in named}]
        total = None if findings.answered is None else len(named) + len(rest)
        findings = Findings(found=(*named, *rest), answered=total)
    records.record_search("people.search", by=by, reason=reason, hits=len(findings.found))
    return findings


_NOBODY = Findings(found=(), answered=0)


def _everybody(parts: Sequence[Part], *, limit: int) -> Findings:
    likely, answered = _likely(parts)
    found, accidents = _read(likely, limit=limit)
    if found or len(parts) == 1:
        total = None if answered < 0 else answered - accidents
        return Findings(found=tuple(found), answered=total)
    short: dict[int, _Likely] = {}
    for part in parts:
        rest = [other for other in parts if other is not part]
        for one in _likely(rest)[0]:
            short.setdefault(one.person, replace(one, without=part.typed))
    nearest = sorted(short.values(), key=lambda one: -one.close)
    return Findings(found=tuple(_read(nearest, limit=limit)[0]), answered=0)


@dataclass(frozen=True, kw_only=True)
class _Likely:
    """Somebody who has a word for each part, before the names themselves are looked at."""

    person: int
    parts: Sequence[Part] = field(repr=False)
    marks: frozenset[int]
    close: int
    without: str = field(default="", repr=False)


def _likely(parts: Sequence[Part]) -> tuple[list[_Likely], int]:
    """Return who is likely to answer, the nearest first, and how many do (-1: too many)."""
    rows = _rows(parts)
    found = []
    for person, has, _ in rows:
        marks = frozenset(has)
        if answer := answer_of(parts, marks=marks):
            found.append(_Likely(person=person, parts=parts, marks=marks, close=answer.close))
    # The database's order holds among the equally near: open to somebody first, then the newest.
    return sorted(found, key=lambda one: -one.close), rows[0][2] if rows else 0


def _read(likely: Sequence[_Likely], *, limit: int) -> tuple[list[Found], int]:
    """Return those who do answer, and how many were taken for one who does by accident."""
    found: list[Found] = []
    accidents = 0
    for first in range(0, len(likely), limit):
        some = likely[first : first + limit]
        held_by = _held_by(one.person for one in some)
        for one in (one for one in some if one.person in held_by):
            person, held = held_by[one.person]
            answer = answer_of(one.parts, marks=one.marks, names=_names(held))
            if answer is None:
                accidents += 1
            else:
                found.append(Found(person=person, held=held, answer=answer, without=one.without))
        if len(found) >= limit:
            break
    found.sort(key=lambda one: -one.answer.close)
    return found[:limit], accidents


def _rows(parts: Sequence[Part]) -> list[tuple[int, list[int], int]]:
    """Ask the database, as its owner, who answers: of shielded people only the viewer's own."""
    wanted = [
        {
            "any": sorted({*p.marks[0], *p.marks[1], *p.marks[2]}),
            "exact": sorted(p.marks[0]),
            "near": sorted(p.marks[1]),
        }
        for p in parts
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM om_find_people(%s, %s, %s)",
            [json.dumps(wanted), _MOST_RANKED, MOST_COUNTED],
        )
        return cursor.fetchall()


def _held_by(person_ids: Iterable[int]) -> dict[int, tuple[Person, tuple[AgencyRecord, ...]]]:
    """Return these people with their records, both as far as the viewer may see them."""
    people = Person.objects.in_bulk(list(person_ids))
    rows = (
        AgencyRecord.objects.filter(membership__person_id__in=people)
        .annotate(of_person=F("membership__person_id"))
        .select_related("agency")
        .only(*_READ)
    )
    held: dict[int, list[AgencyRecord]] = {}
    for record in rows.order_by("pk"):
        held.setdefault(record.of_person, []).append(record)
    return {key: (people[key], tuple(written)) for key, written in held.items()}


def _names(held: Iterable[AgencyRecord]) -> frozenset[str]:
    texts = [(r.name, r.given_names, r.family_name, *r.other_names) for r in held]
    return name_tokens(text for written in texts for text in written)


def _by_reference(query: Query, *, by: policy.Viewer) -> list[Found]:
    """Return whom a reference leads to: a person, whom a contact names, whom an enquiry is about.

    The reference of somebody who was absorbed leads to the survivor.
    """
    if not query.references:
        return []
    named = Person.objects.filter(reference__in=query.references)
    ids = {person.survivor_id or person.pk for person in named}
    ids |= set(asked(references_asked, references=query.references, viewer=by))
    words = frozenset(f"r:{bare(reference)}" for reference in query.references)
    ids |= {row[0] for row in _rows([Part(typed="", exact=words)])}
    return [
        Found(person=person, held=held, answer=_BY_REFERENCE)
        for person, held in _held_by(ids).values()
    ]
