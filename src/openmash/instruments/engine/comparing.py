"""What changed between two records of one instrument: answers, floors, prompts, unknowns.

A later, calmer answer does not erase an earlier worry: both stand side by side.
"""

from dataclasses import dataclass

from openmash.errors import BadInput
from openmash.instruments.engine.definitions import Axis, Band, Item, Rule
from openmash.instruments.engine.results import Result


@dataclass(frozen=True, kw_only=True)
class AnswerChange:
    """An item whose answers are no longer what they were, in the words of its options.

    Empty words mean that nobody had answered. `is_new_worry` and `no_longer_worry` speak of
    what was written down, which is not always what was so.
    """

    item: Item
    before: tuple[str, ...]
    after: tuple[str, ...]
    is_new_worry: bool
    no_longer_worry: bool


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """The differences between an earlier result and a later one."""

    earlier: Result
    later: Result
    answers: tuple[AnswerChange, ...]
    newly_fired: tuple[Rule, ...]
    no_longer_fired: tuple[Rule, ...]
    now_known: tuple[Item, ...]
    now_unknown: tuple[Item, ...]
    floor: tuple[Band | None, Band | None]
    judged: tuple[Band | None, Band | None]

    @property
    def is_other_version(self) -> bool:
        """Return whether the two were made with different versions of the questions."""
        return self.earlier.version != self.later.version

    def on_axis(self, axis: Axis) -> tuple[AnswerChange, ...]:
        """Return the changes on one axis: harm that is happening is read apart from the rest."""
        return tuple(change for change in self.answers if change.item.axis is axis)


def compare(earlier: Result, later: Result) -> Comparison:
    """Return what changed from the earlier result to the later one.

    Items and rules that only one version has are compared with nothing.

    Raises:
        BadInput: the two are of different instruments, which have no question in common.
    """
    if earlier.instrument != later.instrument:
        raise BadInput(
            f"“{earlier.title}” and “{later.title}” ask different questions. "
            "Compare two records of one instrument."
        )
    was_unknown = {item.id for item in earlier.unknown}
    is_unknown = {item.id for item in later.unknown}
    fired_before = {rule.id for rule in earlier.fired}
    fired_after = {rule.id for rule in later.fired}
    return Comparison(
        earlier=earlier,
        later=later,
        answers=_changes(earlier, later),
        newly_fired=tuple(rule for rule in later.fired if rule.id not in fired_before),
        no_longer_fired=tuple(rule for rule in earlier.fired if rule.id not in fired_after),
        now_known=tuple(item for item in earlier.unknown if item.id not in is_unknown),
        now_unknown=tuple(item for item in later.unknown if item.id not in was_unknown),
        floor=(earlier.floor, later.floor),
        judged=(earlier.judged, later.judged),
    )


def _changes(earlier: Result, later: Result) -> tuple[AnswerChange, ...]:
    items = {**earlier.items, **later.items}
    return tuple(
        _change(item, earlier=earlier, later=later)
        for item in items.values()
        if earlier.standing.get(item.id) != later.standing.get(item.id)
    )


def _change(item: Item, *, earlier: Result, later: Result) -> AnswerChange:
    before, after = (
        result.standing.get(item.id, frozenset()) & item.worrying for result in (earlier, later)
    )
    return AnswerChange(
        item=item,
        before=earlier.answers_in_words(item.id) if item.id in earlier.items else (),
        after=later.answers_in_words(item.id) if item.id in later.items else (),
        is_new_worry=bool(after) and not before,
        no_longer_worry=bool(before) and not after,
    )
