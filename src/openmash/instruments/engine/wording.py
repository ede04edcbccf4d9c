"""A result in plain words, for a screen, a printed record or a terminal."""

from collections.abc import Iterator

from openmash.instruments.engine.comparing import AnswerChange, Comparison
from openmash.instruments.engine.definitions import Band, EffectKind
from openmash.instruments.engine.results import Prompt, Result

_LEADS = {
    EffectKind.PATHWAY: "Consider",
    EffectKind.REQUIREMENT: "Needed",
    EffectKind.INSTRUMENT: "Open the record",
    EffectKind.WARNING: "Take care",
}
NEVER_A_DECISION = "These are prompts. The judgement is yours."


def summary(result: Result) -> list[str]:
    """Return a result as plain lines: the floor and why, prompts, unknowns, what is missing."""
    return [
        f"{result.title}, version {result.version}",
        *_floor_lines(result),
        *_prompt_lines(result),
        *_unknown_lines(result),
        *_care_lines(result),
        *_closing_lines(result),
        NEVER_A_DECISION,
    ]


def _floor_lines(result: Result) -> Iterator[str]:
    if result.floor is None:
        yield "No rule sets a floor."
        return
    yield f"Floor: {result.floor.label}"
    for floor in result.floors:
        if floor.band == result.floor:
            yield f"  because: {floor.why} ({floor.rule})"


def _prompt_lines(result: Result) -> Iterator[str]:
    for rule in result.fired:
        yield f"Prompt {rule.id}: {rule.why}"
        for prompt in result.prompts:
            if prompt.rule == rule.id:
                yield f"  {prompt_in_words(prompt)}"


def prompt_in_words(prompt: Prompt) -> str:
    """Return one prompt as a reader is shown it, with how soon it wants to be done."""
    soon = f" ({prompt.act_within.replace('_', ' ')})" if prompt.act_within else ""
    return f"{_LEADS[prompt.kind]}: {prompt.title}{soon}"


def _unknown_lines(result: Result) -> Iterator[str]:
    if not result.unknown:
        yield "Every question has an answer."
    else:
        yield f"{counted(result.unknown_count, 'question')} not known or not asked:"
        for item in result.unknown:
            yield f"  {item.text}"
    if result.unknown_facts:
        facts = ", ".join(fact.replace("_", " ") for fact in result.unknown_facts)
        yield f"Not known about the case, so rules that need it stay silent: {facts}"


def _care_lines(result: Result) -> Iterator[str]:
    for item in result.to_discuss:
        yield f"Discuss with a supervisor: {item.text}"
    for item in result.disagreements:
        answers = " / ".join(result.answers_in_words(item.id))
        yield f"Answers differ: {item.text} {answers}"
    for old in result.old_answers:
        day = f"{old.information_on:%d %B %Y}".lstrip("0")
        yield f"Older than six months ({day}): {old.item.text}"


def _closing_lines(result: Result) -> Iterator[str]:
    if result.review_due_on:
        yield f"Review due: {f'{result.review_due_on:%d %B %Y}'.lstrip('0')}"
    if result.may_close:
        yield "The record may be closed."
        return
    yield f"The record cannot be closed yet: {counted(len(result.missing), 'thing')} missing."
    for fault in result.missing:
        yield f"  {fault.words} [{fault.code}]"


def comparison_in_words(comparison: Comparison) -> list[str]:
    """Return what changed between two records as plain lines."""
    lines = [_moved("Floor", *comparison.floor), _moved("Judgement", *comparison.judged)]
    for change in comparison.answers:
        before, after = (" / ".join(words) or "nobody had answered" for words in _sides(change))
        lines.append(f"{change.item.text} Then: {before}. Now: {after}.")
    lines += [f"New prompt: {rule.why}" for rule in comparison.newly_fired]
    lines += [f"No longer prompted: {rule.why}" for rule in comparison.no_longer_fired]
    unknown = (comparison.earlier.unknown_count, comparison.later.unknown_count)
    lines.append(f"Not known: then {unknown[0]}, now {unknown[1]}.")
    if comparison.is_other_version:
        lines.append("The questions were revised in between: the two have different versions.")
    return lines


def _sides(change: AnswerChange) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return change.before, change.after


def _moved(what: str, before: Band | None, after: Band | None) -> str:
    was, now = (band.label if band else "none" for band in (before, after))
    return f"{what}: {now}, as before." if was == now else f"{what}: then {was}, now {now}."


def counted(number: int, thing: str) -> str:
    """Return a number with its noun: 1 question, 2 questions."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
