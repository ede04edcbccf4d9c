"""Check what an instrument file means: that everything it names is there, and can happen.

The shape was checked before (`shape`). Here ids are unique, codes belong to their scale, bands
have review days, and the person's voice can be given. The conditions of rules are checked in
`checking_rules`.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any

from openmash.instruments.engine.building import build_sections
from openmash.instruments.engine.checking_rules import RuleChecker
from openmash.instruments.engine.faults import Fault, Path, nearest, quoted
from openmash.instruments.engine.marked import Marked
from openmash.instruments.engine.vocabulary import Vocabulary

_CHOICES = ("choice", "multi_choice")


def meaning_faults(
    marked: Marked, *, vocabulary: Vocabulary, known_instruments: Collection[str] | None
) -> list[Fault]:
    """Return everything that a file of the right shape gets wrong, in the order of the file."""
    checker = _Checker(marked=marked, vocabulary=vocabulary, known_instruments=known_instruments)
    return sorted(checker.faults(), key=lambda fault: fault.line)


class _Checker:
    def __init__(
        self, *, marked: Marked, vocabulary: Vocabulary, known_instruments: Collection[str] | None
    ) -> None:
        self.marked = marked
        self.whole: Mapping[str, Any] = marked.value
        self.vocabulary = vocabulary
        self.known_instruments = known_instruments

    def faults(self) -> Iterator[Fault]:
        yield from self._names()
        yield from self._questions()
        yield from self._voice()
        yield from self._bands()
        yield from self._links()
        rules = RuleChecker(
            marked=self.marked,
            items=[
                item
                for section in build_sections(self.whole, vocabulary=self.vocabulary)
                for item in section.items
            ],
            vocabulary=self.vocabulary,
            known_instruments=self.known_instruments,
        )
        yield from self._unique(("rules",), "id")
        yield from rules.faults()

    def _fault(self, path: Path, problem: str, mend: str) -> Fault:
        return self.marked.fault(path, problem=problem, mend=mend)

    def _known(self, path: Path, value: str, *, among: Iterable[str], kind: str) -> Iterator[Fault]:
        codes = list(among)
        if value not in codes:
            yield self._fault(
                path, f"There is no {kind} {quoted(value)}.", nearest(value, known=codes)
            )

    def _unique(self, path: Path, key: str) -> Iterator[Fault]:
        rows: Any = self.whole
        for step in path:
            rows = rows[step]
        first: dict[str, int] = {}
        for number, row in enumerate(rows):
            here = (*path, number)
            code = row[key]
            if code in first:
                yield self._fault(
                    (*here, key),
                    f"The {key} {quoted(code)} is used twice; the first is on line {first[code]}.",
                    f"Give each its own {key}.",
                )
            first.setdefault(code, self.marked.line((*here, key)))

    def _names(self) -> Iterator[Fault]:
        name = PurePath(self.marked.file).stem
        if self.whole["id"] != name:
            yield self._fault(
                ("id",),
                f"The id is {quoted(self.whole['id'])}, and the file is named {quoted(name)}.",
                "Give the file the name of the instrument, followed by .yaml.",
            )
        yield from self._known(
            ("practice_area",),
            self.whole["practice_area"],
            among=self.vocabulary.practice_areas,
            kind="practice area",
        )
        yield from self._known(
            ("default_scale",),
            self.whole["default_scale"],
            among=self.vocabulary.scales,
            kind="scale",
        )

    def _questions(self) -> Iterator[Fault]:
        yield from self._unique(("sections",), "id")
        first: dict[str, int] = {}
        for s, section in enumerate(self.whole["sections"]):
            for i, item in enumerate(section["items"]):
                here = ("sections", s, "items", i)
                if item["id"] in first:
                    yield self._fault(
                        (*here, "id"),
                        f"The item {quoted(item['id'])} is there twice; "
                        f"the first is on line {first[item['id']]}.",
                        "Give each its own id: answers are stored under it.",
                    )
                first.setdefault(item["id"], self.marked.line(here))
                yield from self._answers(here, item)

    def _answers(self, path: Path, item: Mapping[str, Any]) -> Iterator[Fault]:
        kind = item.get("answer", "scale")
        if "scale" in item:
            if kind == "scale":
                yield from self._known(
                    (*path, "scale"), item["scale"], among=self.vocabulary.scales, kind="scale"
                )
            else:
                yield self._fault(
                    (*path, "scale"),
                    f"An answer of the kind {quoted(kind)} has no scale.",
                    "Take out the scale, or the line “answer:”.",
                )
        yield from self._options(path, item, needs_them=kind in _CHOICES)

    def _options(self, path: Path, row: Mapping[str, Any], *, needs_them: bool) -> Iterator[Fault]:
        if needs_them and not row.get("options"):
            yield self._fault(
                path, "There is nothing to choose from.", "Add “options:” with code and label."
            )
        elif not needs_them and row.get("options"):
            yield self._fault(
                (*path, "options"),
                "Options are only for the answers choice and multi_choice.",
                "Take them out, or add “answer: choice”.",
            )
        elif needs_them:
            yield from self._unique((*path, "options"), "code")

    def _voice(self) -> Iterator[Fault]:
        fields = self.whole["voice"]["fields"]
        yield from self._unique(("voice", "fields"), "id")
        yield from self._unique(("voice", "if_not_obtained", "reasons"), "code")
        if not {"own_words", "observed"} & {field["id"] for field in fields}:
            yield self._fault(
                ("voice", "fields"),
                "There is no place for what the person said or showed.",
                "Add a field with the id own_words, and one with the id observed.",
            )
        for number, field in enumerate(fields):
            yield from self._options(
                ("voice", "fields", number), field, needs_them=field["answer"] == "choice"
            )

    def _bands(self) -> Iterator[Fault]:
        yield from self._unique(("judgement", "bands"), "id")
        yield from self._unique(("judgement", "rationale_fields"), "id")
        if not self.whole["judgement"]["confidence"]:
            yield self._fault(
                ("judgement", "confidence"),
                "There is no degree of confidence to choose.",
                "Write [low, medium, high].",
            )
        bands = [band["id"] for band in self.whole["judgement"]["bands"]]
        days = self.whole["review"]["by_band"]
        for band in bands:
            if band not in days:
                yield self._fault(
                    ("review", "by_band"),
                    f"The band {quoted(band)} has no review.",
                    "Add its number of days, or 0 where only a change opens it again.",
                )
        for band, number in days.items():
            here = ("review", "by_band", band)
            yield from self._known(here, band, among=bands, kind="band")
            if number < 0:
                yield self._fault(here, "A review cannot lie in the past.", "Write 0 or more days.")

    def _links(self) -> Iterator[Fault]:
        override = self.whole["override"]
        if override["min_reason_characters"] < 1:
            yield self._fault(
                ("override", "min_reason_characters"),
                "A reason of no length is no reason.",
                "Write how many characters it must have at least.",
            )
        for number, code in enumerate(override["below_floor_requires"]):
            yield from self._known(
                ("override", "below_floor_requires", number),
                code,
                among=self.vocabulary.requirements,
                kind="requirement",
            )
        if self.known_instruments is None:
            return
        for number, code in enumerate(self.whole.get("related", {}).get("instruments", ())):
            yield from self._known(
                ("related", "instruments", number),
                code,
                among=self.known_instruments,
                kind="instrument",
            )
