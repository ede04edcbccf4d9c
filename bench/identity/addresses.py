"""An address as agencies write it: in one line or in several, short or in full."""

import random

from bench.identity.places import Home
from bench.identity.slips import typed

_NO_HOME = (
    "NFA",
    "No fixed abode",
    "No Fixed Address",
    "nfa",
    "Sofa surfing",
    "c/o council offices",
)


def lines(home: Home, *, short: bool, rng: random.Random) -> list[str]:
    """Return the address in lines, the town last, without its postcode."""
    if home.kind == "nowhere" or home.street is None:
        return [rng.choice(_NO_HOME)]
    street = home.street.short if short or rng.random() < 0.25 else home.street.name
    if rng.random() < 0.025:
        street = typed(street, rng=rng)
    first = f"{home.number} {street}".strip()
    parts = [home.building] if home.building else []
    if home.flat:
        word = rng.choice(("Flat ", "Flat ", "Apt ", "F")) if not short else "Flat "
        if home.building:
            parts[0] = f"{word}{home.flat}, {home.building}"
        elif rng.random() < 0.15:
            first = f"{home.flat}/{home.number} {street}"
        else:
            parts.append(f"{word}{home.flat}")
    elif home.number[-1:].isalpha() and rng.random() < 0.35:
        # 14b is the flat B of 14 to some agencies.
        parts.append(f"Flat {home.number[-1].upper()}")
        first = f"{home.number[:-1]} {street}"
    town = [home.street.town] if rng.random() < 0.8 else []
    return [*parts, first, *town]


def one_line(home: Home | None, postcode: str, *, short: bool, rng: random.Random) -> str:
    """Return the whole address in one line, postcode and all."""
    if home is None:
        return postcode
    parts = lines(home, short=short, rng=rng)
    if postcode and rng.random() < 0.9:
        parts.append(postcode)
    text = rng.choice((", ", ", ", " ")).join(parts)
    return text.upper() if rng.random() < 0.15 else text


def written_postcode(code: str, rng: random.Random) -> str:
    """Return a postcode as typed: spaced, closed up, or in small letters."""
    draw = rng.random()
    if not code or draw < 0.8:
        return code
    return code.replace(" ", "") if draw < 0.93 else code.lower()
