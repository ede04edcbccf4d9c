"""When two records are treated as one person, when they are shown as possible, and when not at all.

The total alone never decides. A family shares its surname and its address, so sisters agree on
a great deal; what keeps them apart is named here, rule by rule. A wrong join hides one child's
story in another's, and is worse than a join that is missed and shown as possible.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from openmash.people.matching.frequency import (
    COMMON_FULL_NAME_BITS,
    COMMON_GIVEN_BITS,
    RARE_FULL_NAME_BITS,
    RARE_GIVEN_BITS,
    VERY_COMMON_FULL_NAME_BITS,
)
from openmash.people.matching.reasons import Evidence


class Verdict(StrEnum):
    SAME = "same"  # treat as one person
    POSSIBLE = "possible"  # show to the worker; join nothing
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """Bits from which records are treated as one, and from which they are shown as possible."""

    same: float = 18.0
    possible: float = 9.0


DEFAULT = Thresholds()

CONTRADICTIONS = frozenset({
    "contact.one", "number.differs", "number.local_differs", "dob.differs", "age.differs",
    "stage.differs", "unborn.differs", "death.differs", "generation.differs",
})  # fmt: skip
_GIVEN_AGREES = {"given.same", "given.alike", "given.short"}
_FAMILY_AGREES = {"family.same", "family.alike", "family.part"}
_AT_ONE_PLACE = {"place.house", "place.street", "place.shared", "place.household"}
_BIRTH = {"dob.same", "dob.month", "dob.year", "age.agrees"}
_SUPPORT = {"support.sure", "support.likely"}
_REACH = {"phone.same", "email.same", "related.same"}
_STRONG = _AT_ONE_PLACE | {"dob.same", "number.same", "email.same", "support.sure", "death.same"}
_FAIR = _BIRTH | {"phone.same", "related.same", "place.near", "support.likely"}
_NEARBY = {"place.town", "place.area"}
_ELSEWHERE = {"place.moved", "place.differs"}  # in the same area, or in another
_MORE_THAN_NEARBY = _STRONG | _FAIR | {"place.moved", "age.near", "middle.same"}


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A rule that forbids treating two records as one, whatever the total, and its words."""

    applies: Callable[[Evidence], bool]
    words: str


def _name_bits(evidence: Evidence) -> float:
    return evidence.bits("first name", "surname")


def _is_full_name(codes: frozenset[str]) -> bool:
    return bool(codes & _GIVEN_AGREES and codes & _FAMILY_AGREES)


def _is_common(evidence: Evidence) -> bool:
    return _name_bits(evidence) < COMMON_FULL_NAME_BITS


def _different_sexes(evidence: Evidence) -> bool:
    codes = evidence.codes
    excused = "dob.same" in codes and codes & (_AT_ONE_PLACE | {"number.same"})
    return "sex.differs" in codes and not excused


def _name_alone(evidence: Evidence) -> bool:
    """A name with its town or area is enough only where it is rare, in a town a little less."""
    codes = evidence.codes
    if not _is_full_name(codes) or codes & _MORE_THAN_NEARBY:
        return False
    needed = COMMON_FULL_NAME_BITS if "place.town" in codes else RARE_FULL_NAME_BITS
    return not codes & _NEARBY or _name_bits(evidence) < needed


def _common_name_thinly_supported(evidence: Evidence) -> bool:
    codes = evidence.codes
    if not _is_full_name(codes) or not _is_common(evidence) or codes & _STRONG:
        return False
    nearby = _name_bits(evidence) >= VERY_COMMON_FULL_NAME_BITS and codes & _NEARBY
    return len(codes & _FAIR) + bool(nearby) < 2


def _namesakes_of_one_day(evidence: Evidence) -> bool:
    """A common name and one date of birth at two addresses: it happens in every large town."""
    codes = evidence.codes
    excused = codes & (_SUPPORT | _REACH | {"number.same", "middle.same", "death.same"})
    return bool(codes & _ELSEWHERE) and _is_common(evidence) and not excused


def _moved_or_namesake(evidence: Evidence) -> bool:
    codes = evidence.codes
    if not codes & _ELSEWHERE or codes & ({"dob.same", "number.same"} | _SUPPORT | _REACH):
        return False
    is_rare = _name_bits(evidence) >= RARE_FULL_NAME_BITS
    in_one_part = "place.moved" in codes and "role.same" in codes and "stage.agrees" not in codes
    return not (is_rare and (codes & _BIRTH or in_one_part))


def _nearly_one_birthday(evidence: Evidence) -> bool:
    codes = evidence.codes
    excused = codes & (_AT_ONE_PLACE | {"number.same", "support.sure"})
    return "dob.slip" in codes and not (_is_full_name(codes) and excused)


def _ages_apart(evidence: Evidence) -> bool:
    codes = evidence.codes
    return "age.apart" in codes and not codes & (_AT_ONE_PLACE | _SUPPORT | {"number.same"})


def _another_surname(evidence: Evidence) -> bool:
    codes = evidence.codes
    if "family.differs" not in codes or ("number.same" in codes and codes & _GIVEN_AGREES):
        return False
    around = codes & (_AT_ONE_PLACE | _SUPPORT | _REACH)
    sure_home = "place.house" in codes and "support.sure" in codes
    return not (codes & _GIVEN_AGREES and ((codes & _BIRTH and around) or sure_home))


def _first_name_only(evidence: Evidence) -> bool:
    codes = evidence.codes
    if "family.none" not in codes or not codes & _GIVEN_AGREES or "number.same" in codes:
        return False
    is_common = evidence.bits("first name") < COMMON_GIVEN_BITS
    known = codes & (_BIRTH | _SUPPORT)
    if "place.house" in codes or ("dob.same" in codes and not is_common):
        return False
    if codes & _AT_ONE_PLACE:
        return is_common and not known
    beside = codes & (_BIRTH | {"role.same", "stage.agrees", "place.near"})
    is_rare = evidence.bits("first name") >= RARE_GIVEN_BITS and "support.sure" in codes
    return not (codes & _SUPPORT and (beside or is_rare))


def _surname_only(evidence: Evidence) -> bool:
    """ "Mr Manning" at an address may be father or son: more must agree than that."""
    codes = evidence.codes
    if "given.none" not in codes or "number.same" in codes:
        return False
    if "family.none" in codes or not codes & _FAMILY_AGREES:
        return not ("dob.same" in codes and codes & _AT_ONE_PLACE and codes & _SUPPORT)
    around = codes & (_AT_ONE_PLACE | {"support.sure"})
    return not (around and codes & (_BIRTH | {"role.same"}))


def _short_form_that_is_a_name(evidence: Evidence) -> bool:
    """Anna may be short for Hannah, or her twin: birthday, home and mother cannot tell."""
    return "given.short" in evidence.codes and "number.same" not in evidence.codes


def _initial_or_further_name(evidence: Evidence) -> bool:
    codes = evidence.codes
    if not codes & {"given.initial", "given.middle"}:
        return False
    firm = codes & (_AT_ONE_PLACE | _SUPPORT | {"dob.same", "number.same"})
    return not (firm and codes & _FAMILY_AGREES)


BARS: tuple[Bar, ...] = (
    Bar(
        applies=lambda e: bool(e.codes & CONTRADICTIONS),
        words="Something recorded of one cannot be true of the other.",
    ),
    Bar(
        applies=lambda e: bool(e.codes & {"given.differs", "given.close"}),
        words="The first names differ, as those of twins, sisters and brothers do.",
    ),
    Bar(applies=_different_sexes, words="The recorded sexes differ."),
    Bar(applies=_name_alone, words="Nothing but the name agrees."),
    Bar(applies=_common_name_thinly_supported, words="The name is common and little else agrees."),
    Bar(
        applies=_namesakes_of_one_day,
        words="The name is common and the addresses differ: there may be two people.",
    ),
    Bar(applies=_moved_or_namesake, words="The addresses differ and no date of birth agrees."),
    Bar(
        applies=_nearly_one_birthday,
        words="The dates of birth are near each other and not the same: a slip, or two people.",
    ),
    Bar(applies=_ages_apart, words="The ages are some years apart."),
    Bar(applies=_another_surname, words="The surnames differ and too little else agrees."),
    Bar(applies=_first_name_only, words="One record has a first name only, and too little else."),
    Bar(applies=_surname_only, words="One record has no first name, and too little else agrees."),
    Bar(
        applies=_short_form_that_is_a_name,
        words="One first name may be short for the other, or another person's.",
    ),
    Bar(
        applies=_initial_or_further_name,
        words="Only an initial or a further name agrees with the first name.",
    ),
)


def bars(evidence: Evidence) -> tuple[str, ...]:
    """Return, in words, every rule that stands against treating the records as one."""
    return tuple(bar.words for bar in BARS if bar.applies(evidence))


def verdict(evidence: Evidence, *, thresholds: Thresholds = DEFAULT) -> Verdict:
    """Return whether to treat records as one person, to show them as possible, or neither."""
    if evidence.total >= thresholds.same and not any(bar.applies(evidence) for bar in BARS):
        return Verdict.SAME
    if evidence.total >= thresholds.possible and _is_worth_showing(evidence.codes):
        return Verdict.POSSIBLE
    return Verdict.NONE


def _is_worth_showing(codes: frozenset[str]) -> bool:
    """Leave out families: a brother at the same address is no question for a worker.

    Twins are shown side by side, with what tells them apart, because the wrong one is easily
    picked.
    """
    if "contact.one" in codes:
        return False
    if codes & _GIVEN_AGREES or "number.same" in codes:
        return True
    if "given.differs" in codes:
        return "dob.same" in codes
    if codes & CONTRADICTIONS:
        return False
    return bool(codes & (_FAMILY_AGREES | {"given.initial", "given.middle", "given.close"}))
