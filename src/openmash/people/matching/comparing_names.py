"""Comparing what two records call a person: first, middle and last names, junior and senior."""

from collections.abc import Iterable

from openmash.people.matching.facts import RecordFacts
from openmash.people.matching.frequency import family_bits, given_bits, is_listed, is_of_its_own
from openmash.people.matching.names import Reading
from openmash.people.matching.reasons import Reason
from openmash.people.matching.spelling import is_diminutive, likeness

_GIVEN_LOSS = {"same": 0.0, "variant": 1.0, "short form": 2.0, "spelling": 2.0}
_FAMILY_LOSS = {"same": 0.0, "variant": 2.0, "short form": 3.5, "spelling": 3.0}
GIVEN_DIFFERS = -7.0
GIVEN_CLOSE = -2.0
FAMILY_DIFFERS = -4.0
FAMILY_DIFFERS_WHERE_NAMES_CHANGE = -2.5
ORDER_LOSS = 2.0


def compare_names(a: RecordFacts, b: RecordFacts) -> tuple[Reason, ...]:
    """Return the reasons from the pair of readings that agree best.

    Children and women are the likelier to be known by two surnames, so a different one says
    less against them.
    """
    changes = any(r.known_sex == "F" or r.read_role.speaks_of_a_child for r in (a, b))
    best = max(
        (
            _compare(x, y, changes)
            for x in a.readings or (Reading(),)
            for y in b.readings or (Reading(),)
        ),
        # The codes break ties, so that the order of the two records cannot show.
        key=lambda reasons: (sum(r.weight for r in reasons), [r.code for r in reasons]),
    )
    return best


def _compare(a: Reading, b: Reading, changes: bool) -> tuple[Reason, ...]:
    straight = (_given(a, b), _family(a, b, changes), *_middles(a, b), *_generations(a, b))
    if straight[0].code in {"given.same", "given.none"} or not (a.family and b.family):
        return straight
    return _other_order(a, b) or straight


def _other_order(a: Reading, b: Reading) -> tuple[Reason, ...] | None:
    """Read one name the other way about: Wei Li and Li Wei."""
    if not (a.given and b.given) or len(a.given[0]) < 2 or len(b.given[0]) < 2:
        return None
    across = (likeness(a.given[0], b.family[-1]), likeness(b.given[0], a.family[-1]))
    if not all(kind in {"same", "variant"} for kind in across):
        return None
    words = "Both records give the same two names, in the other order."
    given = min(given_bits(a.given[0]), given_bits(b.given[0])) - ORDER_LOSS
    family = min(family_bits(a.family[-1]), family_bits(b.family[-1]))
    return (
        _reason("first name", "given.same", given, words),
        _reason("surname", "family.same", family, words),
    )


def _given(a: Reading, b: Reading) -> Reason:
    if not a.given or not b.given:
        return _reason("first name", "given.none", 0, "A first name is missing from one record.")
    x, y = a.given[0], b.given[0]
    if x != y and a.whole_given == b.whole_given:
        x = y = a.whole_given  # Xiao Mei and Xiaomei
    if len(x) == 1 or len(y) == 1:
        return _initial(a, b)
    kind = likeness(x, y)
    if kind is not None and not _are_two_names(x, y, kind):
        weight = max(min(given_bits(x), given_bits(y)) - _GIVEN_LOSS[kind], 2.0)
        code = _code("given", kind)
        if (
            kind == "short form"
            and is_of_its_own(x)
            and is_of_its_own(y)
            and not is_diminutive(x, y)
        ):
            code = "given.short"  # Anna for Hannah: short forms that are names of their own
        return _reason("first name", code, weight, _agreeing("first name", kind, a, b))
    if y in a.middles or x in b.middles or x in b.given[1:] or y in a.given[1:]:
        weight = max(given_bits(y if y in (*a.middles, *a.given[1:]) else x) - 3.0, 1.0)
        said = f"{_both(a, b)}: the first name of one is a further name of the other."
        return _reason("first name", "given.middle", weight, said)
    if kind is not None:
        said = f"The first names {_both(a, b)} look alike, but are two names."
        return _reason("first name", "given.close", GIVEN_CLOSE, said)
    said = f"The first names differ: {_both(a, b)}."
    return _reason("first name", "given.differs", GIVEN_DIFFERS, said)


def _initial(a: Reading, b: Reading) -> Reason:
    if a.given[0][0] == b.given[0][0]:
        return _reason("first name", "given.initial", 2.0, "The first initials agree.")
    return _reason("first name", "given.differs", -5.0, "The first initials differ.")


def _is_doubtful_short_form(x: str, y: str) -> bool:
    """Say whether a short form is a name of its own, as Anna is for Hannah, and Sam is not."""
    return is_of_its_own(x) and is_of_its_own(y) and not is_diminutive(x, y)


def _are_two_names(x: str, y: str, kind: str) -> bool:
    """Say whether a likeness is of two names that two sisters or brothers might well have."""
    return kind == "spelling" and is_listed(x) and is_listed(y)


def _family(a: Reading, b: Reading, changes: bool) -> Reason:
    if not a.family or not b.family:
        return _reason("surname", "family.none", 0, "A surname is missing from one record.")
    if a.family == b.family or a.whole_family == b.whole_family:
        weight = max(family_bits(part) for part in a.family)
        weight = weight if len(a.family[-1]) > 1 else 2.0
        return _reason("surname", "family.same", weight, _agreeing("surname", "same", a, b))
    shared = _shared_parts(a, b)
    if shared:
        weight = max(max(family_bits(part) for part in shared) - 1.5, 1.0)
        x, y = sorted((a.shown_family, b.shown_family))
        said = f"The surnames {x} and {y} share a part."
        return _reason("surname", "family.part", weight, said)
    x, y = a.family[-1], b.family[-1]
    kind = "spelling" if _is_one_name_for_both_sexes(x, y) else likeness(x, y)
    if kind is not None:
        loss = _FAMILY_LOSS[kind] + (3.0 if _are_two_names(x, y, kind) else 0)
        weight = max(min(family_bits(x), family_bits(y)) - loss, 1.0)
        return _reason("surname", _code("family", kind), weight, _agreeing("surname", kind, a, b))
    weight = FAMILY_DIFFERS_WHERE_NAMES_CHANGE if changes else FAMILY_DIFFERS
    x, y = sorted((a.shown_family, b.shown_family))
    said = f"The surnames differ: {x} and {y}."
    return _reason("surname", "family.differs", weight, said)


def _shared_parts(a: Reading, b: Reading) -> frozenset[str]:
    """Return the surname parts that both bear, also where one agency took one for a middle name."""
    both = set(a.family) & set(b.family)
    both |= (set(a.family) & set(b.middles)) | (set(b.family) & set(a.middles))
    return frozenset(part for part in both if len(part) > 2)


def _is_one_name_for_both_sexes(x: str, y: str) -> bool:
    """Say whether two surnames are the forms for a man and a woman: Petrov and Petrova."""
    short, long = sorted((x, y), key=len)
    if long == short + "a" and short.endswith(("ov", "ev", "in", "yn")):
        return True
    return short[:-1] == long[:-1] and {short[-2:], long[-2:]} in ({"ki", "ka"}, {"iy", "ya"})


def _middles(a: Reading, b: Reading) -> Iterable[Reason]:
    first, second = (tuple(m for m in r.middles if len(m) > 1) for r in (a, b))
    if not first or not second:
        return
    if likeness(first[0], second[0]) or set(first) & set(second):
        yield _reason("middle name", "middle.same", 2.5, "The middle names agree.")
    else:
        yield _reason("middle name", "middle.differs", -2.5, "The middle names differ.")


def _generations(a: Reading, b: Reading) -> Iterable[Reason]:
    if a.generation and b.generation and a.generation != b.generation:
        yield _reason(
            "generation", "generation.differs", -8.0, "One is the elder, one the younger."
        )


def _reason(name: str, code: str, weight: float, words: str) -> Reason:
    return Reason(field=name, code=code, weight=round(weight, 1), words=words, topic="name")


def _code(part: str, kind: str) -> str:
    return f"{part}.same" if kind == "same" else f"{part}.alike"


def _shown(reading: Reading) -> str:
    return reading.shown_given or reading.shown_family


def _both(a: Reading, b: Reading) -> str:
    return " and ".join(sorted((_shown(a), _shown(b))))


def _agreeing(part: str, kind: str, a: Reading, b: Reading) -> str:
    x, y = (_shown(a), _shown(b)) if part == "first name" else (a.shown_family, b.shown_family)
    x, y = sorted((x, y))
    if kind == "same":
        return f"Both records give the {part} {x}."
    said = {
        "variant": f"The {part}s {x} and {y} are spellings of one name.",
        "short form": f"Of the {part}s {x} and {y}, one is a short form of the other.",
        "spelling": f"The {part}s {x} and {y} are nearly the same, as after a slip.",
    }
    return said[kind]
