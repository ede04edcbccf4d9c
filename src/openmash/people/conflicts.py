"""What stands so strongly against two people being one that a second person must agree first.

A wrong join puts one child's story into another's life. Where something that should never change
differs, or where much would be joined at once, one pair of eyes is not enough.
"""

from collections.abc import Callable, Iterable, Sequence

from openmash.people.matching import RecordFacts
from openmash.people.matching.dates import is_placeholder, is_slip
from openmash.people.matching.identifiers import VALID
from openmash.people.matching.spelling import is_short_form

MERGE_SIZE_FOR_TWO = 20  # records together: whoever joins more than this asks a second person

Pair = tuple[RecordFacts, RecordFacts]


def why_two(one: Sequence[RecordFacts], other: Sequence[RecordFacts]) -> tuple[str, ...]:
    """Return, in words, each reason why joining these two people needs a second person."""
    pairs = [(a, b) for a in one for b in other]
    found = [words for words, holds in _CONFLICTS if any(holds(*pair) for pair in pairs)]
    size = len(one) + len(other)
    if size > MERGE_SIZE_FOR_TWO:
        found.append(f"Together they have {size} records, and much would change at once.")
    return tuple(found)


def numbers_differ(a: RecordFacts, b: RecordFacts) -> str:
    """Return the spoken name of a national number of which each has another; "" for none.

    Both numbers must pass their own check: a number that does not was mistyped somewhere.
    """
    for scheme, first in sorted(a.identifiers.items()):
        second = b.identifiers.get(scheme)
        if second is None or not first.is_national or {first.check, second.check} != {VALID}:
            continue
        if first.number != second.number:
            return first.spoken
    return ""


def births_contradict(a: RecordFacts, b: RecordFacts) -> bool:
    """Say whether two dates of birth cannot be one.

    They can where one may be a slip of the other (one digit, day and month changed about), where
    1 January stands for its year, or where either was known less exactly and they overlap.
    """
    if a.date_of_birth is None or b.date_of_birth is None:
        return False
    first, second = a.date_of_birth.as_day, b.date_of_birth.as_day
    if first is None or second is None:
        return a.date_of_birth.span().years_from(b.date_of_birth.span()) > 0
    if first.year == second.year and (is_placeholder(first) or is_placeholder(second)):
        return False
    return first != second and not is_slip(first, second)


def _sex_and_name_differ(a: RecordFacts, b: RecordFacts) -> bool:
    if a.known_sex is None or b.known_sex is None or a.known_sex == b.known_sex:
        return False
    one, other = _given(a), _given(b)
    return bool(one and other) and not any(_may_be_one(x, y) for x in one for y in other)


def _given(record: RecordFacts) -> set[str]:
    return {name for reading in record.readings for name in reading.given}


def _may_be_one(a: str, b: str) -> bool:
    return a == b or is_short_form(a, b) or (1 in (len(a), len(b)) and a[0] == b[0])


def _of_one_contact(a: RecordFacts, b: RecordFacts) -> bool:
    return bool(a.contact_ref) and a.contact_ref == b.contact_ref


def _at_two_places(a: RecordFacts, b: RecordFacts) -> bool:
    """Say whether two agencies wrote on one day that they had somebody in two towns.

    Two streets of one town are too weak a sign: half of all families have moved.
    """
    if a.recorded_on is None or a.recorded_on != b.recorded_on or a.agency == b.agency:
        return False
    one, other = a.place, b.place
    return bool(one.key and other.key and one.town and other.town) and not one.town & other.town


_CONFLICTS: Iterable[tuple[str, Callable[[RecordFacts, RecordFacts], object]]] = (
    ("Each has another NHS number or other national number, and both numbers check.",
     numbers_differ),
    ("Their dates of birth cannot be one.", births_contradict),
    ("The recorded sex differs, and so does the first name.", _sex_and_name_differ),
    ("One contact names them both, side by side.", _of_one_contact),
    ("Two agencies wrote them down on the same day in two towns.", _at_two_places),
)  # fmt: skip
