"""The columns of a prepared record that come from its names (see `prepared`)."""

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from openmash.people.matching.facts import readings_of
from openmash.people.matching.frequency import is_english, is_listed
from openmash.people.matching.names import PARTICLES, SHARED_FIRST, Reading
from openmash.people.matching.spelling import (
    nearest_known,
    short_forms_of,
    skeleton,
    spelled_alike,
    stem,
    variant_classes,
)


@lru_cache(maxsize=400_000)
def token(text: str) -> int:
    """Return eight bytes, as a whole number, that stand for a text: the same in every run."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


@lru_cache(maxsize=60_000)
def columns_of_names(
    given: str | None, family: str | None, name: str | None, others: tuple[str, ...]
) -> dict[str, Any]:
    """Return the columns that come from the names; agencies write most names more than once."""
    readings = readings_of(given, family, name, others)
    first = readings[0] if readings else Reading()
    givens = _unique(n for r in readings for n in _given_names(r))
    families = _unique(n for r in readings for n in r.family if len(n) > 1)
    wholes = _with_whole(families, readings)
    initials = [r.given[0] for r in readings if r.given and len(r.given[0]) == 1]
    main_given = first.given[0] if first.given and len(first.given[0]) > 1 else None
    main_given = main_given or (givens[0] if givens else None)
    main_family = "".join(first.family) if first.family and len(first.family[-1]) > 1 else None
    main_family = main_family or (families[0] if families else None)
    return {
        "given": main_given,
        "family": main_family,
        "given_initial": (main_given or (initials[0] if initials else ""))[:1] or None,
        "given_stem": stem(main_given) if main_given else None,
        "is_given_veiled": bool(givens) and set(givens) <= SHARED_FIRST,
        "givens": [token(n) for n in givens],
        "given_forms": _all(_forms(n) for n in givens),
        "given_sounds": _sounds(givens),
        "middles": [
            token(n) for n in _unique(m for r in readings for m in r.middles if len(m) > 1)
        ],
        "middle_initial": first.middles[0][:1] if first.middles else None,
        "families": [token(n) for n in wholes],
        "family_forms": _all(_forms(n) for n in families),
        "family_sounds": _sounds(wholes),
        "is_given_listed": bool(main_given and is_listed(main_given)),
        "is_given_english": bool(main_given and is_english(main_given)),
        "is_family_listed": bool(main_family and is_listed(main_family)),
        "generation": first.generation,
        "named": _whole_names(readings),
        "words": _words(first),
    }


@lru_cache(maxsize=60_000)
def _forms(name: str) -> tuple[int, ...]:
    """Return the tokens of all spellings and short forms of a name, itself left out.

    A slip is first put right: Wojciceh is Wojciech, and so may be Wojtek.
    """
    meant = name if is_listed(name) else nearest_known(name)
    if meant is None:
        return ()
    if meant != name:
        return tuple(sorted({token(meant), *_forms(meant)}))
    lines = variant_classes().get(name, frozenset())
    alike = {other for line in lines for other in spelled_alike()[line]} | {name}
    short = {form for other in alike for form in short_forms_of(other)}
    return tuple(sorted({token(other) for other in alike | short} - {token(name)}))


@lru_cache(maxsize=60_000)
def _sound(name: str) -> int | None:
    sound = skeleton(name)
    return token(f"~{sound}") if len(sound) > 1 else None


def _unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _all(groups: Iterable[tuple[int, ...]]) -> list[int]:
    return sorted({one for group in groups for one in group})


def _sounds(names: Iterable[str]) -> list[int]:
    return sorted({sound for name in names if (sound := _sound(name)) is not None})


def _given_names(reading: Reading) -> Iterable[str]:
    """Yield the first name, its parts where it is double, and the whole of it written as one."""
    if not reading.given or len(reading.given[0]) < 2:
        return
    if len(reading.given) > 1:
        yield "".join(reading.given)
    yield reading.given[0]
    if reading.middles and len(reading.middles[0]) > 1:
        yield "".join((*reading.given, reading.middles[0]))


def _with_whole(families: list[str], readings: Iterable[Reading]) -> list[str]:
    wholes = [r.whole_family for r in readings if r.family and len(r.whole_family) > 1]
    return _unique([*families, *wholes])


def _whole_names(readings: Iterable[Reading]) -> list[int]:
    found = {
        token(f"{skeleton(r.given[0])} {skeleton(r.family[-1])}")
        for r in readings
        if r.given and r.family
    }
    return sorted(found)


def _words(reading: Reading) -> int | None:
    """Return one token for the sounds of all words of a name, in whatever order they stand."""
    words = (*reading.given, *reading.middles, *reading.family)
    sounds = sorted(skeleton(w) for w in words if len(w) > 1 and w not in PARTICLES)
    return token("|".join(sounds)) if len(sounds) > 1 else None
