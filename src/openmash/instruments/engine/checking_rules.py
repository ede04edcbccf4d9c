"""Check the rules of an instrument: that each can fire, and prompts only what there is."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from openmash.instruments.engine.building import POSITIVE, UNCERTAIN, codes_meant, selected
from openmash.instruments.engine.definitions import Axis, EffectKind, Item
from openmash.instruments.engine.faults import Fault, Path, nearest, quoted
from openmash.instruments.engine.marked import Marked
from openmash.instruments.engine.vocabulary import Vocabulary

# Each form of a condition: the key that says which it is, and the keys that go with it.
_FORMS: Mapping[str, frozenset[str]] = {
    "item": frozenset({"in"}),
    "count": frozenset({"in", "at_least"}),
    "fact": frozenset({"lt", "gte", "is"}),
    "voice": frozenset(),
    "all": frozenset(),
    "any": frozenset(),
    "none": frozenset(),
}


class RuleChecker:
    """Looks for what is wrong with the rules of one file."""

    def __init__(
        self,
        *,
        marked: Marked,
        items: Sequence[Item],
        vocabulary: Vocabulary,
        known_instruments: Collection[str] | None,
    ) -> None:
        self.marked = marked
        self.whole: Mapping[str, Any] = marked.value
        self.items = items
        self.vocabulary = vocabulary
        self.known_instruments = known_instruments

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong with each rule, in the order of the file."""
        for number, rule in enumerate(self.whole["rules"]):
            yield from self._condition(("rules", number, "when"), rule["when"])
            for place, effect in enumerate(rule["then"]):
                yield from self._effect(("rules", number, "then", place), effect)

    def _fault(self, path: Path, problem: str, mend: str) -> Fault:
        return self.marked.fault(path, problem=problem, mend=mend)

    def _known(self, path: Path, value: str, *, among: Iterable[str], kind: str) -> Iterator[Fault]:
        codes = list(among)
        if value not in codes:
            yield self._fault(
                path, f"There is no {kind} {quoted(value)}.", nearest(value, known=codes)
            )

    def _condition(self, path: Path, row: Mapping[str, Any]) -> Iterator[Fault]:
        forms = [form for form in _FORMS if form in row]
        if len(forms) != 1:
            yield self._fault(
                path,
                "A condition asks for one thing, and this "
                + (f"asks for {' and '.join(forms)}." if forms else "asks for none."),
                "Write one of item, count, fact, voice, all, any, none; put several into “all:”.",
            )
            return
        form = forms[0]
        strange = sorted(set(row) - {form} - _FORMS[form])
        if strange:
            yield self._fault(
                (*path, strange[0]),
                f"“{strange[0]}” does not go with “{form}”.",
                "Take it out, or write a condition of its own.",
            )
        check = {"item": self._answer, "count": self._count, "fact": self._fact}.get(form)
        if check is not None:
            yield from check(path, row)
        elif form != "voice":
            yield from self._parts((*path, form), row[form])

    def _parts(self, path: Path, parts: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
        if not parts:
            yield self._fault(path, "No condition stands here.", "Write at least one.")
        for number, part in enumerate(parts):
            yield from self._condition((*path, number), part)

    def _answer(self, path: Path, row: Mapping[str, Any]) -> Iterator[Fault]:
        item = next((item for item in self.items if item.id == row["item"]), None)
        if item is None:
            yield from self._known(
                (*path, "item"), row["item"], among=[i.id for i in self.items], kind="item"
            )
            return
        if not item.codes:
            yield self._fault(
                (*path, "item"),
                f"The item {quoted(item.id)} is answered with a {item.kind.value}, "
                "so no rule can match it.",
                "Ask for the answer with a scale or a choice.",
            )
            return
        for number, code in enumerate(row.get("in", ())):
            if not codes_meant([code], item=item):
                yield self._fault(
                    (*path, "in", number),
                    f"The item {quoted(item.id)} has no answer {quoted(code)}.",
                    nearest(code, known=[*item.codes, POSITIVE, UNCERTAIN][: len(item.codes)]),
                )
        yield from self._needs_codes(path, row)

    def _needs_codes(self, path: Path, row: Mapping[str, Any]) -> Iterator[Fault]:
        if not row.get("in"):
            yield self._fault(path, "It is not said which answers count.", "Add “in: [code]”.")

    def _count(self, path: Path, row: Mapping[str, Any]) -> Iterator[Fault]:
        selectors = row["count"]
        wrong = list(self._selectors((*path, "count"), selectors))
        yield from wrong
        yield from self._needs_codes(path, row)
        counted = selected(selectors, items=self.items)
        if not wrong and not counted:
            yield self._fault((*path, "count"), "No item is selected.", "Loosen the selectors.")
        at_least = row.get("at_least", 0)
        if at_least < 1 or (not wrong and at_least > len(counted) > 0):
            yield self._fault(
                (*path, "at_least") if "at_least" in row else path,
                f"“at_least” is {at_least or 'missing'}, and {len(counted)} items are selected.",
                f"Write a number from 1 to {max(len(counted), 1)}.",
            )
        for number, code in enumerate(row.get("in", ())):
            if counted and not any(codes_meant([code], item=item) for item in counted):
                yield self._fault(
                    (*path, "in", number),
                    f"None of the items that are counted has an answer {quoted(code)}.",
                    nearest(code, known=dict.fromkeys(c for item in counted for c in item.codes)),
                )

    def _selectors(self, path: Path, selectors: Mapping[str, Any]) -> Iterator[Fault]:
        for number, item in enumerate(selectors.get("items", ())):
            ids = [one.id for one in self.items]
            yield from self._known((*path, "items", number), item, among=ids, kind="item")
        known = {
            "tag": sorted({tag for item in self.items for tag in item.tags}),
            "section": [section["id"] for section in self.whole["sections"]],
            "axis": [axis.value for axis in Axis],
        }
        for name, codes in known.items():
            if name in selectors:
                yield from self._known((*path, name), selectors[name], among=codes, kind=name)

    def _fact(self, path: Path, row: Mapping[str, Any]) -> Iterator[Fault]:
        kind = self.vocabulary.facts.get(row["fact"])
        if kind is None:
            yield from self._known(
                (*path, "fact"), row["fact"], among=self.vocabulary.facts, kind="fact"
            )
            return
        compared = [name for name in ("lt", "gte", "is") if name in row]
        if not compared:
            yield self._fault(
                path, "The fact is compared with nothing.", "Add “lt:”, “gte:” or “is:”."
            )
        if kind is bool and {"lt", "gte"} & set(compared):
            yield self._fault(
                path, f"{quoted(row['fact'])} is true or false, not a number.", "Use “is: true”."
            )
        if "is" in row and type(row["is"]) is not kind:
            wanted = "true or false" if kind is bool else "a whole number"
            yield self._fault(
                (*path, "is"),
                f"{quoted(row['fact'])} is {wanted}, and this is {quoted(row['is'])}.",
                f"Write {wanted}.",
            )

    def _effect(self, path: Path, row: Mapping[str, str]) -> Iterator[Fault]:
        kinds = [kind for kind in EffectKind if kind.value in row]
        if len(kinds) != 1:
            yield self._fault(
                path,
                f"An effect prompts one thing, and this prompts {len(kinds)}.",
                "Give each effect its own { } in the list.",
            )
            return
        kind = kinds[0]
        yield from self._target((*path, kind.value), kind, row[kind.value])
        if "act_within" in row:
            here = (*path, "act_within")
            if kind is not EffectKind.PATHWAY:
                yield self._fault(
                    here, "Only a pathway says how soon to act.", "Take “act_within” out."
                )
            soon = self.vocabulary.act_within
            yield from self._known(here, row["act_within"], among=soon, kind="time to act")

    def _target(self, path: Path, kind: EffectKind, target: str) -> Iterator[Fault]:
        judgement = self.whole["judgement"]
        if kind is EffectKind.FLOOR and not judgement["ordered"]:
            yield self._fault(
                path,
                "The bands of this instrument are alternatives, so none can be a floor.",
                "Use a warning or a requirement.",
            )
        if kind is EffectKind.INSTRUMENT and target == self.whole["id"]:
            yield self._fault(
                path, "The rule goes in a circle: it starts its own instrument.", "Take it out."
            )
            return
        known: dict[EffectKind, tuple[Iterable[str], str]] = {
            EffectKind.FLOOR: ([band["id"] for band in judgement["bands"]], "band"),
            EffectKind.PATHWAY: (self.vocabulary.pathways, "pathway"),
            EffectKind.REQUIREMENT: (self.vocabulary.requirements, "requirement"),
        }
        if self.known_instruments is not None:
            known[EffectKind.INSTRUMENT] = (self.known_instruments, "instrument")
        if kind in known:
            codes, word = known[kind]
            yield from self._known(path, target, among=codes, kind=word)
