"""What the pages of an assessment show, made from rows and from what the engine says. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from openmash.handbook.beside import Paragraph, paragraphs
from openmash.instruments.choices import fact_label
from openmash.instruments.engine import (
    Axis,
    EffectKind,
    Instrument,
    Item,
    Result,
    Section,
    prompt_in_words,
)
from openmash.instruments.rules import number_of

# In this order, on every page: harm that is happening comes first and stands apart.
AXES = {
    Axis.HARM: ("What is happening", "Harm, seen or said. It stands apart from all the rest."),
    Axis.VULNERABILITY: (
        "What makes harm easier",
        "None of this is harm, and none of it is anybody’s fault.",
    ),
    Axis.CAPABILITY_TO_PROTECT: ("What protects", "Good news needs evidence too."),
    Axis.CONTEXT: ("What lies round it", ""),
    Axis.PROCESS: ("How well we know", "Weak answers here are about us, not about the family."),
}
MOST_ANSWERS = 6  # beside one reason; the questions themselves show the rest
METHODS = {
    "structured_professional_judgement": "A person’s judgement, made in a clear order",
    "legal_test": "A test in law, taken question by question",
    "formulation": "An understanding, made together with the person",
}


@dataclass(frozen=True, kw_only=True)
class AxisGroup:
    """Questions of one section on one axis."""

    title: str
    hint: str
    items: list


@dataclass(frozen=True, kw_only=True)
class Line:
    """One assessment in a list: what it asks for at least, what was judged, what is not known."""

    reference: str
    title: str
    version: str
    about: str = field(repr=False)
    state: str
    floor: str
    floor_why: str
    judged: str
    unknown: int
    of: int
    to_discuss: int
    differ: int
    review_on: date | None
    is_late: bool
    started_on: date
    agencies: list[str]
    enquiry: str = ""


def paragraph_of(instrument: Instrument) -> Paragraph | None:
    """Return what the handbook says beside one instrument; None for a licensed one."""
    return paragraphs().get(f"instruments.{instrument.id}")


def by_axis(section: Section, *, made: dict[str, object]) -> list[AxisGroup]:
    """Return a section's questions by axis, each as it was made for the page."""
    groups = []
    for axis, (title, hint) in AXES.items():
        found = [made[item.id] for item in section.items if item.axis is axis]
        if found:
            groups.append(AxisGroup(title=title, hint=hint, items=found))
    return groups


def line_of(reading, *, today: date, enquiry: str = "") -> Line:
    """Return one assessment as a line of a list."""
    result, row = reading.result, reading.assessment
    questions = [item for item in reading.instrument.items.values() if not item.is_in_words]
    floors = [one for one in result.floors if one.band == result.floor]
    agencies = sorted({a.agency.name for rows in reading.standing.values() for a in rows})
    return Line(
        reference=row.reference,
        title=result.title,
        version=result.version,
        about=row.about,
        state="Signed" if reading.is_signed else "Open",
        floor=result.floor.label if result.floor else "",
        floor_why=floors[0].why if floors else "",
        judged=result.judged.label if result.judged else "",
        unknown=result.unknown_count,
        of=len(questions),
        to_discuss=len(result.to_discuss),
        differ=len(result.disagreements),
        review_on=row.review_on,
        is_late=bool(row.review_on and row.review_on < today),
        started_on=row.started_at.date(),
        agencies=agencies,
        enquiry=enquiry,
    )


def side_panel(reading) -> dict[str, object]:
    """Return what stands beside the questions: not known, what is asked for and why, differences."""
    result, instrument = reading.result, reading.instrument
    return {
        "unknown": result.unknown_count,
        "not_answered": sum(1 for item in result.unknown if item.id not in result.standing),
        "of": sum(1 for item in instrument.items.values() if not item.is_in_words),
        "unknown_items": [_numbered(item, instrument=instrument) for item in result.unknown],
        "unknown_facts": [fact_label(fact) for fact in result.unknown_facts],
        "floor": result.floor,
        "floors": [
            {"why": one.why, "from": _looked_at(one.rule, reading=reading)}
            for one in result.floors
            if one.band == result.floor
        ],
        "prompts": prompts_of(result),
        "differ": [_numbered(item, instrument=instrument) for item in result.disagreements],
        "discuss": [_numbered(item, instrument=instrument) for item in result.to_discuss],
        "has_discussion": reading.discussion is not None,
        "old": [_numbered(one.item, instrument=instrument) for one in result.old_answers],
    }


def prompts_of(result: Result) -> list[dict[str, object]]:
    """Return each rule that fired with its reason, and what it prompts in words."""
    return [
        {
            "rule": rule,
            "why": rule.why,
            "words": [
                prompt_in_words(prompt) if prompt.kind is not EffectKind.INSTRUMENT else ""
                for prompt in result.prompts
                if prompt.rule == rule.id
            ],
            "opens": [
                effect.target for effect in rule.then if effect.kind is EffectKind.INSTRUMENT
            ],
        }
        for rule in result.fired
    ]


def _looked_at(rule: str, *, reading) -> list[str]:
    """Return the answers that a rule looked at and somebody gave: “question 6: Yes (police)”."""
    instrument, found = reading.instrument, []
    fired = next(one for one in reading.result.fired if one.id == rule)
    for name in dict.fromkeys(fired.when.items()):
        item = instrument.items[name]
        said = [
            f"{answer_words(row, item=item)} ({row.agency.name})"
            for row in reading.standing.get(name, ())
            if item.worrying & set(row.codes)
        ]
        if said:
            number = number_of(item, instrument=instrument)
            found.append(f"question {number}: {', '.join(said)}")
    return found[:MOST_ANSWERS]


def _numbered(item: Item, *, instrument: Instrument) -> dict[str, object]:
    return {"number": number_of(item, instrument=instrument), "text": item.text, "item": item}


def others_answers(
    rows: Iterable, *, item: Item, but: int | None = None
) -> list[dict[str, object]]:
    """Return what agencies answered to a question, each under its name, but one's own."""
    return [
        {
            "agency": row.agency.name,
            "by": row.by.name,
            "answer": answer_words(row, item=item),
            "evidence": row.evidence,
            "sources": row.sources,
            "on": row.information_on,
            "at": row.at,
            "is_worry": bool(item.worrying & set(row.codes)),
            "is_unknown": bool(row.codes) and set(row.codes) <= set(item.uncertain),
        }
        for row in rows
        if row.agency_id != but
    ]


def answer_words(row, *, item: Item) -> str:
    """Return an answer in the words of its options, or as it was written."""
    if item.is_in_words:
        return row.words
    return ", ".join(item.label(code) for code in row.codes)


def where_missing(code: str, *, instrument: Instrument, reference: str) -> str:
    """Return the page on which something missing can be put right."""
    base = f"/assessments/{reference}/"
    kind, _, name = code.partition(".")
    if kind in ("answer", "evidence") and name in instrument.items:
        return f"{base}questions/{instrument.items[name].section}/#q-{name}"
    return base + {
        "voice": "voice/",
        "supervisor_discussion": "supervisor/",
        "judgement": "judgement/",
        "response": f"prompts/#r-{name}",
        "override": "second/" if name == "second_person" else "judgement/",
    }.get(kind, "")
