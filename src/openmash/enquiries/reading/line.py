"""Everything the chronology page shows, in one mapping."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from openmash.enquiries.jigsaw.wording import capitalised, day_words, listed
from openmash.enquiries.reading.chronology import (
    ChronologyFilter,
    Entry,
    Gap,
    in_order,
    knowledge_sentence,
    known_then,
    read_chronology_filter,
    silences,
    themes_together,
    unseen,
    with_gaps,
)
from openmash.enquiries.reading.entries import entries_of, theme_titles
from openmash.enquiries.reading.facts import Gathered
from openmash.enquiries.reading.naming import is_in_the_picture, ref_of, short_names
from openmash.enquiries.reading.picture import MOST_MARKS, draw_chronology

TOGETHER_WITHIN_DAYS = 365


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the chronology's table: an entry with its number and words, or a gap."""

    entry: Entry | None = None
    gap: Gap | None = None
    number: int = 0
    when: str = field(default="", repr=False)
    about: str = field(default="", repr=False)
    theme: str = ""
    hub_knew: str = ""
    is_later: bool = False


def chronology_context(
    gathered: Gathered,
    *,
    decisions: Iterable,
    reference: str,
    asked: Mapping[str, str],
    now: datetime,
) -> dict[str, Any]:
    """Return the rows, the gaps and the choices of the chronology page.

    With a day to look back to, what the hub did not know on it is left out of the gaps and
    marked in the table, so that one sees what lay in the agencies then.
    """
    today = now.date()
    zone = now.tzinfo
    everything = entries_of(gathered, decisions=decisions, enquiry=reference, zone=zone)
    names = {ref_of(row): short_names(gathered.subjects)[row.pk] for row in gathered.subjects}
    chosen = read_chronology_filter(asked, entries=everything, people=names, today=today)
    shown = [entry for entry in everything if chosen.takes(entry)]
    on = chosen.known_on or today
    watched = {
        ref_of(row): names[ref_of(row)]
        for row in gathered.subjects
        if is_in_the_picture(row, today=today)
    }
    known = known_then(everything, on=on)
    gaps = _gaps(known, people=watched, chosen=chosen, until=on)
    return {
        "rows": rows_of(shown, gaps=gaps, names=names, today=today, on=on),
        "picture": draw_chronology(shown, numbers=numbers_of(shown), gaps=gaps, today=today, on=on)
        if shown
        else "",
        "is_part_drawn": len(shown) > MOST_MARKS,
        "chosen": chosen,
        "count": len(shown),
        "total": len(everything),
        "knowledge": knowledge_sentence(shown, on=on) if chosen.known_on else "",
        "known_on_words": day_words(on, today=today) if chosen.known_on else "",
        "people": sorted(names.items(), key=lambda pair: int(pair[0][1:])),
        "agencies": sorted({(entry.agency, entry.says) for entry in everything}, key=_second),
        "themes": _themes(everything),
        "together": [
            (theme_titles().get(line.theme, line.theme), line)
            for line in themes_together(known, today=on, within_days=TOGETHER_WITHIN_DAYS)
        ],
    }


def rows_of(
    entries: Iterable[Entry],
    *,
    gaps: Iterable[Gap],
    names: Mapping[str, str],
    today: date,
    on: date,
) -> list[Row]:
    """Return the table's rows in order, entries numbered and each gap where it begins."""
    entries = list(entries)
    numbers = numbers_of(entries)
    return [
        Row(gap=each, when=_span(each, today=today))
        if isinstance(each, Gap)
        else _row(each, number=numbers[each.key], names=names, today=today, on=on)
        for each in with_gaps(entries, gaps=gaps)
    ]


def numbers_of(entries: Iterable[Entry]) -> dict[str, int]:
    """Return the number of each entry: its row in the table and its mark in the picture."""
    return {entry.key: number for number, entry in enumerate(in_order(entries), start=1)}


def _row(entry: Entry, *, number: int, names: Mapping[str, str], today: date, on: date) -> Row:
    return Row(
        entry=entry,
        number=number,
        when=when_words(entry, today=today),
        about=listed([names[ref] for ref in entry.about if ref in names]),
        theme=theme_titles().get(entry.theme, ""),
        hub_knew=capitalised(day_words(entry.hub_knew_on, today=today)),
        is_later=entry.hub_knew_on > on,
    )


def when_words(entry: Entry, *, today: date) -> str:
    """Return when something happened, with as much doubt as it came with."""
    first = capitalised(day_words(entry.happened_on, today=today, precision=entry.precision))
    if entry.is_undated:
        return f"Day not known, told {day_words(entry.happened_on, today=today)}"
    if entry.until_on and entry.until_on != entry.happened_on:
        return f"{first} to {day_words(entry.until_on, today=today)}"
    return first


def _span(gap: Gap, *, today: date) -> str:
    return f"{day_words(gap.from_on, today=today)} to {day_words(gap.until_on, today=today)}"


def _gaps(
    known: list[Entry], *, people: Mapping[str, str], chosen: ChronologyFilter, until: date
) -> list[Gap]:
    """Return silences, and times unseen of whoever is asked for, from all that was known.

    A filter may hide what is known, but must not make a silence of what it hides.
    """
    asked_for = {chosen.person: people[chosen.person]} if chosen.person in people else people
    found = silences(known, today=until)
    quiet = {(gap.from_on, gap.until_on) for gap in found}
    for ref, name in asked_for.items():
        theirs = unseen(known, person=ref, name=name, today=until)
        found += [gap for gap in theirs if (gap.from_on, gap.until_on) not in quiet]
    return found


def _themes(entries: Iterable[Entry]) -> list[tuple[str, str]]:
    titles = theme_titles()
    found = {entry.theme for entry in entries if entry.theme}
    return sorted(((code, titles.get(code, code)) for code in found), key=_second)


def _second(pair: tuple[str, str]) -> str:
    return pair[1]
