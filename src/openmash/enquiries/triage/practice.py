"""The words that practitioners own: levels, ratings, responses, reasons, practice areas. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from openmash.errors import BadInput
from openmash.sources import read_library_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of a child's need, in the words of the threshold document."""

    code: str
    title: str
    words: str
    always: str
    page: int
    agreement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """How soon somebody must act."""

    code: str
    title: str
    words: str
    usual_level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TestPart:
    """One of the three parts of section 42. Source: CARE2014-S42"""

    code: str
    question: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """The partnership's threshold document: a decision keeps the version it was made under."""

    document: str
    version: str
    levels: Mapping[str, Level]
    ratings: Mapping[str, Rating]
    adult_test_title: str
    adult_test_words: str
    adult_test: tuple[TestPart, ...]

    @property
    def name(self) -> str:
        """Return the document with its version, as a decision cites it."""
        return f"{self.document}, version {self.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """One way to answer a contact at once. See library/responses.yaml for each field."""

    code: str
    title: str
    hint: str
    applies_to: str
    outcome: str
    is_closing: bool
    may_follow_danger: bool
    needs_agreement: bool
    needs_authority: bool
    is_referral: bool
    band: str
    feedback: str
    is_for: str = "worry"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingReason:
    """Why nothing more is needed; some are never by themselves enough."""

    code: str
    words: str
    is_enough: bool
    is_refusal: bool = False
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingReason:
    """Why agencies may be asked, in a practitioner's words, and the bases that stand behind it."""

    code: str
    title: str
    hint: str
    applies_to: str
    bases: tuple[str, ...]
    purpose: str
    needs_agreement: bool = False
    bases_at_level: Mapping[str, tuple[str, ...]]

    def bases_for(self, level: str) -> tuple[str, ...]:
        """Return the lawful bases and gateways at this level of need."""
        return self.bases + tuple(self.bases_at_level.get(level, ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeArea:
    """What a contact is mainly about, what to do in the first hour, and where its piece lands."""

    code: str
    title: str
    applies_to: str
    place_child: str
    place_adult: str
    first_hour: tuple[str, ...]
    never: str
    source: str
    children_are_victims: bool = False


@cache
def thresholds() -> Thresholds:
    """Return the threshold document. Raises BadInput where the library cannot be read."""
    read = read_library_file("thresholds.yaml")
    test = read["adult_test"]
    return Thresholds(
        document=read["document"],
        version=str(read["version"]),
        levels={row["code"]: Level(**row) for row in read["levels"]},
        ratings={row["code"]: Rating(**row) for row in read["ratings"]},
        adult_test_title=test["title"],
        adult_test_words=test["words"],
        adult_test=tuple(TestPart(**row) for row in test["parts"]),
    )


@cache
def responses() -> Mapping[str, Response]:
    """Return the ways to answer at once, by code."""
    return {
        row["code"]: Response(**row) for row in read_library_file("responses.yaml")["responses"]
    }


def response(code: str) -> Response:
    """Return one way to answer at once.

    Raises:
        BadInput: no response has that code.
    """
    try:
        return responses()[code]
    except KeyError:
        raise BadInput("Choose one of the answers on the list.") from None


@cache
def closing_reasons() -> Mapping[str, ClosingReason]:
    """Return the reasons for doing nothing more, by code."""
    rows = read_library_file("responses.yaml")["closing_reasons"]
    made = [ClosingReason(**{**row, "phrases": tuple(row.get("phrases", ()))}) for row in rows]
    return {reason.code: reason for reason in made}


@cache
def sharing_reasons() -> Mapping[str, SharingReason]:
    """Return why agencies may be asked, by code."""
    found = {}
    for row in read_library_file("responses.yaml")["sharing_reasons"]:
        at_level = {level: tuple(codes) for level, codes in row.get("bases_at_level", {}).items()}
        tuples = {"bases": tuple(row["bases"]), "bases_at_level": at_level}
        found[row["code"]] = SharingReason(**{**row, **tuples})
    return found


@cache
def practice_areas() -> Mapping[str, PracticeArea]:
    """Return the practice areas, by code, in the library's order."""
    rows = read_library_file("practice_areas.yaml")["practice_areas"]
    made = [PracticeArea(**{**row, "first_hour": tuple(row["first_hour"])}) for row in rows]
    return {area.code: area for area in made}
