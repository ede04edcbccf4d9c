"""How often agencies' records go wrong, each rate once, so that training can draw them afresh."""

import random
from dataclasses import dataclass, fields


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """Rates of everything that makes one person look like two, or two like one.

    Every number is a share between 0 and 1: of records, unless the name says otherwise. An
    agency's own carefulness multiplies the rates of slips (see `extracts.Agency.mess`).
    """

    # Who lives there: shares of families, births or people.
    twin_births: float = 0.015
    twins_named_alike: float = 0.45
    namesake_families: float = 0.03
    cousin_namesakes: float = 0.15
    siblings_named_alike: float = 0.08
    mixed_families: float = 0.12
    step_families: float = 0.10
    double_barrelled: float = 0.06
    moves_a_year: float = 0.11
    # What agencies do with names.
    typing_slip: float = 0.05
    other_spelling: float = 0.12
    nickname: float = 0.10
    initial_only: float = 0.02
    names_swapped: float = 0.015
    family_missing: float = 0.01
    given_missing: float = 0.006
    middle_shown: float = 0.35
    culture_form: float = 0.35
    former_name: float = 0.12
    alias: float = 0.06
    title: float = 0.15
    odd_case: float = 0.08
    marks_lost: float = 0.6
    punctuation: float = 0.05
    placeholder: float = 0.02
    baby_of: float = 0.25
    # Dates of birth.
    date_slip: float = 0.025
    date_swapped: float = 0.012
    date_default: float = 0.01
    date_partial: float = 0.03
    date_missing: float = 0.05
    # The rest.
    sex_wrong: float = 0.005
    sex_blank: float = 0.04
    number_slip: float = 0.015
    number_missing: float = 0.12
    number_of_sibling: float = 0.006
    address_missing: float = 0.06
    address_stale: float = 0.15
    address_short: float = 0.15
    postcode_slip: float = 0.03
    phone_missing: float = 0.35
    phone_of_family: float = 0.15
    email_missing: float = 0.55
    email_of_family: float = 0.08
    related_missing: float = 0.3
    household_missing: float = 0.06


_WORLD = {
    "twin_births",
    "twins_named_alike",
    "namesake_families",
    "cousin_namesakes",
    "mixed_families",
    "double_barrelled",
}


def _scaled(factor: float) -> Trouble:
    usual = Trouble()
    rates = {f.name: getattr(usual, f.name) for f in fields(usual)}
    return Trouble(
        **{n: r if n in _WORLD else min(0.9, round(r * factor, 5)) for n, r in rates.items()}
    )


CALM = _scaled(0.45)
USUAL = Trouble()
ROUGH = _scaled(1.7)
PRESETS = {"calm": CALM, "usual": USUAL, "rough": ROUGH}


def drawn(seed: int) -> Trouble:
    """Return rates each drawn on its own between calm and rough, so that none can be relied on."""
    rng = random.Random(f"trouble {seed}")
    return Trouble(
        **{
            f.name: rng.uniform(getattr(CALM, f.name), getattr(ROUGH, f.name))
            if f.name not in _WORLD
            else getattr(USUAL, f.name) * rng.uniform(0.6, 1.8)
            for f in fields(Trouble)
        }
    )
