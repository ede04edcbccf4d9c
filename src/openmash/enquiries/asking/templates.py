"""What practitioners wrote about kinds of agencies and what each is asked. Pure.

The words stand in `library/agency_kinds.yaml` and `library/request_templates.yaml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from openmash.errors import BadInput
from openmash.sources import read_library_file

KINDS_FILE, TEMPLATES_FILE = "agency_kinds.yaml", "request_templates.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """The questions one kind of agency is asked, how far back, and what it is not asked for."""

    code: str
    questions: tuple[str, ...]
    places: tuple[str, ...]
    period: str
    not_without: tuple[str, ...]
    advice: str
    is_graded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of agency: which questions, about whom, and whom being asked might warn."""

    code: str
    title: str
    template: Template
    about: frozenset[str]
    is_one_of_many: bool = False
    might_employ: tuple[str, ...] = ()
    is_outside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionRow:
    """Whom to ask for one sort of person or worry, and why."""

    applies_to: str
    kinds: tuple[str, ...]
    why: str
    is_asked_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """What a request is for, and why the agency may share for it."""

    code: str
    title: str
    why_share: str


@cache
def templates() -> Mapping[str, Template]:
    """Return the question sets, by code. Raises BadInput."""
    read = read_library_file(TEMPLATES_FILE)
    return {
        code: Template(
            code=code,
            questions=tuple(row["questions"]),
            places=tuple(row["places"]),
            period=row["period"],
            not_without=tuple(row["not_without"]),
            advice=row.get("advice", read["advice"]),
            is_graded=row.get("is_graded", False),
        )
        for code, row in read["templates"].items()
    }


@cache
def kinds() -> Mapping[str, Kind]:
    """Return the kinds of agencies, by code. Raises BadInput where one names no known template."""
    rows = read_library_file(KINDS_FILE)["kinds"]
    return {code: _kind(code, row) for code, row in rows.items()}


def kind_of(code: str) -> Kind:
    """Return a kind of agency; one that the library does not list is asked in general."""
    found = kinds().get(code)
    return found or _otherwise()


@cache
def _otherwise() -> Kind:
    return _kind("otherwise", read_library_file(KINDS_FILE)["otherwise"])


@cache
def suggestion_rows() -> tuple[SuggestionRow, ...]:
    """Return whom to ask for whom, in the library's order."""
    return tuple(
        SuggestionRow(
            applies_to=row["for"],
            kinds=tuple(row["kinds"]),
            why=row["why"],
            is_asked_first=row.get("asked_first", False),
        )
        for row in read_library_file(KINDS_FILE)["suggest"]
    )


@cache
def purposes() -> Mapping[str, Purpose]:
    """Return what requests may be for, by code."""
    rows = read_library_file(TEMPLATES_FILE)["purposes"]
    return {code: Purpose(code=code, **row) for code, row in rows.items()}


def purpose(code: str) -> Purpose:
    """Return a purpose; an older code that is no longer listed says itself."""
    return purposes().get(code) or Purpose(code=code, title=code, why_share="")


@cache
def not_shared_reasons() -> Mapping[str, str]:
    """Return the kinds of reasons for not sharing, as the register counts them."""
    reasons: Mapping[str, str] = read_library_file(TEMPLATES_FILE)["not_shared_reasons"]
    return reasons


def _kind(code: str, row: Mapping) -> Kind:
    template = templates().get(row["template"])
    if template is None:
        raise BadInput(f"library/{KINDS_FILE}: {code}: no template {row['template']!r}.")
    return Kind(
        code=code,
        title=row["title"],
        template=template,
        about=frozenset(row["about"]),
        is_one_of_many=row.get("one_of_many", False),
        might_employ=tuple(row.get("might_employ", ())),
        is_outside=row.get("outside", False),
    )
