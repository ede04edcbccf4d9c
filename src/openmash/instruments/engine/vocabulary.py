"""The vocabulary that all instruments share: scales, sources of evidence, pathways, facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from openmash.errors import BadInput
from openmash.instruments.engine.faults import Fault, Faulty
from openmash.instruments.engine.from_yaml import read_yaml
from openmash.instruments.engine.marked import Marked
from openmash.sources import library_path

COMMON = "instrument-common.yaml"
COMMON_SCHEMA = "mash-instrument-common/1"
FACT_TYPES: Mapping[str, type] = MappingProxyType({"integer": int, "boolean": bool})


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer that may be given: its code, and the words on the screen."""

    code: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Scale:
    """A set of answers. `positive` means “this is so”; `uncertain` means “we do not know”."""

    id: str
    options: tuple[Option, ...]
    positive: tuple[str, ...]
    uncertain: tuple[str, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes of the answers, in the order in which they are offered."""
        return tuple(option.code for option in self.options)


@dataclass(frozen=True, kw_only=True)
class Pathway:
    """A way to help that a rule may suggest, and which kind of agency leads it."""

    title: str
    lead: str


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """Every word that an instrument may use and does not define itself, by its code."""

    version: str
    practice_areas: Mapping[str, str]
    subject_kinds: tuple[str, ...]
    scales: Mapping[str, Scale]
    evidence_sources: Mapping[str, str]
    act_within: tuple[str, ...]
    requirements: Mapping[str, str]
    pathways: Mapping[str, Pathway]
    facts: Mapping[str, type]


def read_vocabulary(text: str, *, file: str) -> Vocabulary:
    """Return the shared vocabulary of a file.

    Raises:
        Faulty: not YAML, a part is missing or malformed, an id twice, a scale that names a
            code it does not have.
    """
    marked = read_yaml(text, file=file)
    try:
        faults = list(_faults(marked))
        if not faults:
            return _vocabulary(marked.value)
    except (KeyError, TypeError, AttributeError, ValueError) as broken:
        faults = [_malformed(marked, broken)]
    raise Faulty(faults)


def _malformed(marked: Marked, broken: Exception) -> Fault:
    what = f"the key {broken}" if isinstance(broken, KeyError) else "a part"
    return marked.fault(
        (),
        problem=f"In this shared vocabulary {what} is missing or has the wrong shape.",
        mend="Compare it with library/instrument-common.yaml of the release.",
    )


def _faults(marked: Marked) -> list[Fault]:
    whole, found = marked.value, []
    if whole["schema"] != COMMON_SCHEMA:
        found.append(
            marked.fault(
                ("schema",),
                problem="This is not the shared vocabulary of instruments.",
                mend=f"It should say “schema: {COMMON_SCHEMA}”.",
            )
        )
    for part in ("practice_areas", "evidence_sources", "requirements", "pathways", "facts"):
        seen: set[str] = set()
        for number, row in enumerate(whole[part]):
            if row["id"] in seen:
                found.append(
                    marked.fault(
                        (part, number),
                        problem=f"The id “{row['id']}” stands twice in {part}.",
                        mend="Keep one of them.",
                    )
                )
            seen.add(row["id"])
    for name, scale in whole["scales"].items():
        found += _scale_faults(marked, name, scale)
    return found


def _scale_faults(marked: Marked, name: str, scale: Any) -> list[Fault]:
    codes = [option["code"] for option in scale["options"]]
    return [
        marked.fault(
            ("scales", name, part),
            problem=f"The scale “{name}” has no option “{code}”.",
            mend="Add the option, or take the code out of this list.",
        )
        for part in ("positive", "uncertain")
        for code in scale[part]
        if code not in codes
    ]


def _vocabulary(whole: Mapping[str, Any]) -> Vocabulary:
    return Vocabulary(
        version=str(whole["version"]),
        practice_areas=_titles(whole["practice_areas"], "title"),
        subject_kinds=tuple(whole["subject_kinds"]),
        scales={name: _scale(name, scale) for name, scale in whole["scales"].items()},
        evidence_sources=_titles(whole["evidence_sources"], "label"),
        act_within=tuple(whole["act_within"]),
        requirements=_titles(whole["requirements"], "title"),
        pathways={
            row["id"]: Pathway(title=row["title"], lead=row["lead"]) for row in whole["pathways"]
        },
        facts={row["id"]: FACT_TYPES[row["type"]] for row in whole["facts"]},
    )


def _titles(rows: list[dict[str, str]], key: str) -> dict[str, str]:
    return {row["id"]: row[key] for row in rows}


def _scale(name: str, scale: Mapping[str, Any]) -> Scale:
    return Scale(
        id=name,
        options=tuple(Option(code=row["code"], label=row["label"]) for row in scale["options"]),
        positive=tuple(scale["positive"]),
        uncertain=tuple(scale["uncertain"]),
    )


@cache
def shared_vocabulary() -> Vocabulary:
    """Return the vocabulary of the library. Raises BadInput if the file is missing or faulty."""
    path = library_path() / COMMON
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as missing:
        raise BadInput(f"library/{COMMON} is missing. Restore it from the release.") from missing
    return read_vocabulary(text, file=f"library/{COMMON}")
