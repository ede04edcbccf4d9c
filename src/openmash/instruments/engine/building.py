"""Build an instrument from a file whose faults were looked for and not found."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openmash.instruments.engine.conditions import (
    AllOf,
    AnswerIs,
    AnyOf,
    Condition,
    CountIs,
    FactIs,
    NoneOf,
    VoiceMissing,
)
from openmash.instruments.engine.definitions import (
    UNCERTAIN_CHOICES,
    AnswerKind,
    Axis,
    Band,
    Effect,
    EffectKind,
    EvidenceNeed,
    Instrument,
    Item,
    Judgement,
    Override,
    Polarity,
    RationaleField,
    Rule,
    Section,
    Status,
    Voice,
    VoiceField,
    Weight,
)
from openmash.instruments.engine.vocabulary import Option, Vocabulary

POSITIVE, UNCERTAIN = "positive", "uncertain"
SELECTORS = ("tag", "section", "weight", "polarity", "axis")
_TEXTS = ("id", "version", "title", "short_title", "practice_area", "purpose")
_LISTS = ("subject_kinds", "use_when", "do_not_use_for", "before_you_start")


def build(whole: Mapping[str, Any], *, vocabulary: Vocabulary) -> Instrument:
    """Return the instrument of a mapping that has the right shape and names only what exists."""
    sections = build_sections(whole, vocabulary=vocabulary)
    items = [item for section in sections for item in section.items]
    related = whole.get("related", {})
    as_written: dict[str, Any] = {key: whole[key] for key in _TEXTS}
    as_written |= {key: tuple(whole[key]) for key in _LISTS}
    return Instrument(
        **as_written,
        status=Status(whole["status"]),
        completed_by=whole["completed_by"],
        sections=sections,
        voice=_voice(whole["voice"]),
        judgement=_judgement(whole["judgement"]),
        rules=tuple(_rule(rule, items=items) for rule in whole["rules"]),
        override=_override(whole["override"]),
        review_days=whole["review"]["by_band"],
        change_triggers=tuple(whole["review"]["change_triggers"]),
        related_instruments=tuple(related.get("instruments", ())),
        published_tools=tuple(related.get("published_tools", ())),
        evidence_base=tuple(whole["evidence_base"]),
        limitations=tuple(whole["limitations"]),
    )


def build_sections(whole: Mapping[str, Any], *, vocabulary: Vocabulary) -> tuple[Section, ...]:
    """Return the sections with their items; an unknown scale leaves an item without codes."""
    return tuple(
        Section(
            id=section["id"],
            title=section["title"],
            guidance=section["guidance"],
            items=tuple(
                _item(
                    item,
                    section=section["id"],
                    scale=item.get("scale", whole["default_scale"]),
                    vocabulary=vocabulary,
                )
                for item in section["items"]
            ),
        )
        for section in whole["sections"]
    )


def _item(row: Mapping[str, Any], *, section: str, scale: str, vocabulary: Vocabulary) -> Item:
    kind = AnswerKind(row.get("answer", "scale"))
    options, positive, uncertain = _answers(row, kind=kind, scale=scale, vocabulary=vocabulary)
    return Item(
        id=row["id"],
        section=section,
        text=row["text"],
        help=row.get("help", ""),
        kind=kind,
        options=options,
        positive=positive,
        uncertain=uncertain,
        polarity=Polarity(row["polarity"]),
        axis=Axis(row["axis"]),
        weight=Weight(row["weight"]),
        tags=frozenset(row.get("tags", ())),
        evidence=EvidenceNeed(row.get("evidence", EvidenceNeed.IF_POSITIVE)),
        prompts=tuple(row.get("prompts", ())),
    )


def _answers(
    row: Mapping[str, Any], *, kind: AnswerKind, scale: str, vocabulary: Vocabulary
) -> tuple[tuple[Option, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the options of an item, and which of them are positive and uncertain."""
    if kind is AnswerKind.SCALE:
        found = vocabulary.scales.get(scale)
        return (found.options, found.positive, found.uncertain) if found else ((), (), ())
    if kind in (AnswerKind.CHOICE, AnswerKind.MULTI_CHOICE):
        options = _options(row.get("options", ()))
        return options, (), tuple(o.code for o in options if o.code in UNCERTAIN_CHOICES)
    return (), (), ()


def _options(rows: Iterable[Mapping[str, str]]) -> tuple[Option, ...]:
    return tuple(Option(code=row["code"], label=row["label"]) for row in rows)


def _voice(row: Mapping[str, Any]) -> Voice:
    return Voice(
        subject=row["subject"],
        title=row["title"],
        fields=tuple(
            VoiceField(
                id=field["id"],
                label=field["label"],
                kind=AnswerKind(field["answer"]),
                options=_options(field.get("options", ())),
                is_required=field["required"],
            )
            for field in row["fields"]
        ),
        reasons=_options(row["if_not_obtained"]["reasons"]),
        prompts=tuple(row["prompts"]),
    )


def _judgement(row: Mapping[str, Any]) -> Judgement:
    return Judgement(
        method=row["method"],
        is_ordered=row["ordered"],
        bands=tuple(Band(**band) for band in row["bands"]),
        rationale_fields=tuple(RationaleField(**field) for field in row["rationale_fields"]),
        confidence=tuple(row["confidence"]),
    )


def _override(row: Mapping[str, Any]) -> Override:
    return Override(
        shortest_reason=row["min_reason_characters"],
        below_floor_requires=tuple(row["below_floor_requires"]),
        fields=tuple(row["fields"]),
    )


def _rule(row: Mapping[str, Any], *, items: Sequence[Item]) -> Rule:
    return Rule(
        id=row["id"],
        when=_condition(row["when"], items=items),
        then=tuple(effect_of(effect) for effect in row["then"]),
        why=row["why"],
    )


def effect_of(row: Mapping[str, str]) -> Effect:
    """Return the effect of a mapping that holds exactly one kind of effect."""
    kind = next(kind for kind in EffectKind if kind.value in row)
    return Effect(kind=kind, target=row[kind.value], act_within=row.get("act_within", ""))


def _condition(row: Mapping[str, Any], *, items: Sequence[Item]) -> Condition:
    if "item" in row:
        item = next(item for item in items if item.id == row["item"])
        return AnswerIs(item=item.id, codes=codes_meant(row["in"], item=item))
    if "count" in row:
        counted = tuple(
            AnswerIs(item=item.id, codes=codes_meant(row["in"], item=item))
            for item in selected(row["count"], items=items)
        )
        return CountIs(counted=counted, at_least=row["at_least"])
    if "fact" in row:
        return FactIs(
            fact=row["fact"], below=row.get("lt"), from_=row.get("gte"), value=row.get("is")
        )
    if "voice" in row:
        return VoiceMissing()
    for name, combined in (("all", AllOf), ("any", AnyOf)):
        if name in row:
            return combined(parts=tuple(_condition(part, items=items) for part in row[name]))
    return NoneOf(parts=tuple(_condition(part, items=items) for part in row["none"]))


def codes_meant(written: Iterable[str], *, item: Item) -> frozenset[str]:
    """Return the codes of this item that a rule means; those the item lacks are left out."""
    meant: set[str] = set()
    for code in written:
        if code == POSITIVE:
            meant |= set(item.positive)
        elif code == UNCERTAIN:
            meant |= set(item.uncertain)
        else:
            meant.add(code)
    return frozenset(meant & set(item.codes))


def selected(selectors: Mapping[str, Any], *, items: Sequence[Item]) -> list[Item]:
    """Return the items that every selector takes in."""
    found = [item for item in items if "items" not in selectors or item.id in selectors["items"]]
    for name in SELECTORS:
        if name not in selectors:
            continue
        wanted = selectors[name]
        found = [
            item
            for item in found
            if (wanted in item.tags if name == "tag" else getattr(item, name) == wanted)
        ]
    return found
