"""Read the answers of a record: each of a known item, with a value of its kind."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from openmash.instruments.engine.definitions import AnswerKind, Item
from openmash.instruments.engine.faults import Path, nearest, quoted
from openmash.instruments.engine.record import Answer
from openmash.instruments.engine.record_parts import PartReader, day_of, moment_of


class AnswerReader:
    """Reads answers in their order, since a correction may only name an earlier one."""

    def __init__(self, *, part_reader: PartReader) -> None:
        self.parts = part_reader
        self._seen: list[str] = []

    def answers(self) -> tuple[Answer, ...]:
        """Return every answer; those with a fault are left out, and their fault is noted."""
        found = [self._answer(here, row) for here, row in self.parts.rows("answers")]
        return tuple(answer for answer in found if answer is not None)

    def _answer(self, here: Path, row: Mapping[str, Any]) -> Answer | None:
        corrects = self._corrects(here, row)
        own_id = _id(row.get("id"))
        self._seen += [own_id] if own_id else []
        item = self._item(here, row)
        if item is None:
            return None
        codes, words = self._value((*here, "value"), row.get("value"), item=item)
        return Answer(
            item=item.id,
            codes=codes,
            words=words,
            id=own_id,
            evidence=self.parts.text(here, "evidence"),
            sources=self._sources(here),
            information_on=self._information_on(here),
            handling=self.parts.text(here, "handling"),
            corrects=corrects,
            agency=self.parts.text(here, "agency"),
        )

    def _item(self, here: Path, row: Mapping[str, Any]) -> Item | None:
        items = self.parts.instrument.items
        if not isinstance(row.get("item"), str):
            self.parts.fault(here, "It is not said which item this answers.", "Add “item:”.")
            return None
        code = self.parts.code(here, "item", among=items, kind="item")
        return items[code] if code else None

    def _corrects(self, here: Path, row: Mapping[str, Any]) -> str:
        named = _id(row.get("corrects"))
        times = self._seen.count(named)
        if named and times != 1:
            known = "no earlier answer has" if not times else "several earlier answers have"
            self.parts.fault(
                (*here, "corrects"),
                f"This corrects an answer that cannot be found: {known} the id {quoted(named)}.",
                "Name the id of the one earlier answer that this one replaces.",
            )
        return named

    def _information_on(self, here: Path) -> date | None:
        day = self.parts.day(here, "information_date")
        if day is not None and day > self.parts.today:
            self.parts.fault(
                (*here, "information_date"),
                "This date lies in the future, and nobody can know that yet.",
                "Write the day on which the information was so.",
            )
        return day

    def _sources(self, here: Path) -> tuple[str, ...]:
        codes = self.parts.codes_list(here, "sources")
        known = self.parts.vocabulary.evidence_sources
        for number, code in enumerate(codes):
            if code not in known:
                self.parts.fault(
                    (*here, "sources", number),
                    f"There is no source of evidence {quoted(code)}.",
                    nearest(code, known=known),
                )
        return tuple(codes)

    def _value(self, path: Path, value: Any, *, item: Item) -> tuple[tuple[str, ...], str]:
        """Return the codes and the words of a value; both empty where nothing was answered."""
        if value is None or (isinstance(value, str) and not value.strip()):
            return (), ""
        if item.kind is AnswerKind.MULTI_CHOICE:
            return self._chosen(path, value, item=item), ""
        if item.kind in (AnswerKind.SCALE, AnswerKind.CHOICE):
            return self._chosen(path, [value], item=item), ""
        return (), self._in_words(path, value, item=item)

    def _chosen(self, path: Path, values: Any, *, item: Item) -> tuple[str, ...]:
        if not isinstance(values, list):
            self.parts.fault(
                path,
                f"Several answers may be chosen here, and this is {quoted(values)}.",
                "Write a list: [code, code].",
            )
            return ()
        for value in values:
            if value not in item.codes:
                self.parts.fault(
                    path,
                    f"The item {quoted(item.id)} cannot be answered with {quoted(value)}.",
                    nearest(value, known=item.codes),
                )
        return tuple(value for value in values if value in item.codes)

    def _in_words(self, path: Path, value: Any, *, item: Item) -> str:
        if item.kind is AnswerKind.DATE:
            day = day_of(value)
            if day is None:
                self.parts.fault(path, "This is not a date.", "Write it as 2026-05-31.")
            return day.isoformat() if day else ""
        if item.kind is AnswerKind.DATETIME:
            moment = moment_of(value)
            if moment is None:
                mend = "Write it as 2026-05-31T14:30."
                self.parts.fault(path, "This is not a date with a time.", mend)
            return moment.isoformat() if moment else ""
        if not isinstance(value, str):
            self.parts.fault(path, f"This is {quoted(value)}.", "Write text, in quotes.")
            return ""
        return value


def _id(value: Any) -> str:
    return "" if value is None or isinstance(value, bool | list | dict) else str(value).strip()
