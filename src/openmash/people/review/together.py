"""What two people who may be one are both connected with, as far as the viewer may see it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.urls import reverse

from openmash import policy
from openmash.people.events import Connection, Mention, asked, connections_asked, mentions_asked
from openmash.people.matching.spelling import plain
from openmash.people.reading import facts_of
from openmash.people.shown import address_words

MOST_LINKED = 5


@dataclass(frozen=True, kw_only=True)
class Shared:
    """Something that both are connected with."""

    kind: str
    words: str = field(repr=False)
    more: str = field(default="", repr=False)
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class Side:
    """One of the two: its records, whom it is linked with, and where it is mentioned."""

    records: Sequence = field(repr=False)
    links: Sequence[Connection] = field(repr=False)
    mentions: Sequence[Mention] = field(repr=False)


def side_of(records: Sequence, *, person: int, viewer: policy.Viewer) -> Side:
    """Return one of the two with what every other room knows of it."""
    keys = {record.pk: person for record in records}
    return Side(
        records=records,
        links=asked(connections_asked, records=set(keys), viewer=viewer),
        mentions=asked(mentions_asked, records=keys, viewer=viewer),
    )


def linked_words(side: Side) -> str:
    """Return with whom somebody is linked, in one line."""
    said = [f"{one.name or 'name not known'}, {one.other_is}" for one in side.links]
    more = f" and {len(said) - MOST_LINKED} more" if len(said) > MOST_LINKED else ""
    return "; ".join(said[:MOST_LINKED]) + more


def shared(one: Side, other: Side) -> list[Shared]:
    """Return everything that both are connected with: people, contacts, enquiries, homes, phones."""
    return [
        *_people(one, other),
        *_mentioned(one, other),
        *_places(one, other),
        *_lines(one, other),
    ]


def _people(one: Side, other: Side) -> Iterator[Shared]:
    theirs = {_who(link): link for link in other.links}
    seen = set()
    for link in one.links:
        who = _who(link)
        if who in theirs and who not in seen:
            seen.add(who)
            first, second = link.other_is, theirs[who].other_is
            as_what = first if first == second else f"{first} of one, {second} of the other"
            yield Shared(
                kind="Person",
                words=link.name or "name not known",
                more=as_what,
                href=reverse("people:person", args=[link.reference]) if link.reference else "",
            )


def _who(link: Connection) -> str:
    return link.reference or link.name.casefold()


def _mentioned(one: Side, other: Side) -> Iterator[Shared]:
    theirs = {mention.reference for mention in other.mentions}
    told = {m.reference: m for m in one.mentions if m.reference in theirs}
    for mention in told.values():
        yield Shared(
            kind=mention.kind.capitalize(), words=mention.reference, more=mention.words,
            href=mention.href,
        )  # fmt: skip
    sources = {r.source_reference for r in one.records} & {
        r.source_reference for r in other.records
    }
    for source in sorted(sources - set(told)):
        yield Shared(kind="Contact", words=source, more="names both, side by side")


def _places(one: Side, other: Side) -> Iterator[Shared]:
    for words in _in_both(one, other, lambda r: [(facts_of(r).place.key, address_words(r))]):
        yield Shared(kind="Address", words=words)


def _lines(one: Side, other: Side) -> Iterator[Shared]:
    def phones(record):
        return [(number, record.phone) for number in facts_of(record).phone_numbers]

    for words in _in_both(one, other, phones):
        yield Shared(kind="Telephone", words=words)

    def named(record):
        return [(_parts(name), name) for name in record.related_names]

    linked = [_parts(link.name) for link in one.links]
    for words in _in_both(one, other, named):
        if not any(_parts(words) <= known for known in linked):
            yield Shared(kind="Named beside both", words=words)


def _parts(name: str) -> frozenset[str]:
    return frozenset(plain(name).split())


def _in_both(one: Side, other: Side, read) -> Iterable[str]:
    first, second = _read(one, read), _read(other, read)
    return [first[key] for key in first if key in second]


def _read(side: Side, read) -> Mapping[object, str]:
    found: dict[object, str] = {}
    for record in side.records:
        for key, words in read(record):
            if key:
                found.setdefault(key, words)
    return found
