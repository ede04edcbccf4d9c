"""Why somebody gets a product, in the recipient's words. Pure.

The codes are those of the record of necessity and proportionality. Source: DFE-SHARING2024
"""

PURPOSES = {
    "S47": "You are asked to act to protect a child (Children Act 1989, section 47).",
    "S17": "You are asked to assess or help a child in need (Children Act 1989, section 17).",
    "S42": "You are asked to help with an adult safeguarding enquiry (Care Act 2014, section 42).",
    "ASSESS_THRESHOLD": "You are asked to help to find out what is needed.",
    "DA": "You are asked to help to keep somebody safe from domestic abuse.",
    "EXPLOIT": "You are asked to help to protect somebody from exploitation.",
    "PREVENT": "You are asked to help to protect somebody from being drawn into terrorism.",
    "CRIME": "You are asked to prevent or look into a crime.",
    "WELFARE": "You are asked to help with somebody’s welfare.",
}


def usual_purpose(outcomes: list[str], *, of_enquiry: str) -> str:
    """Return the purpose that goes with what was decided; otherwise the enquiry's own."""
    for code, purpose in (
        ("O_S47", "S47"), ("O_S42", "S42"), ("O_MARAC", "DA"), ("O_MACE", "EXPLOIT"),
        ("O_CHANNEL", "PREVENT"), ("O_S17", "S17"),
    ):  # fmt: skip
        if code in outcomes:
            return purpose
    return of_enquiry if of_enquiry in PURPOSES else "ASSESS_THRESHOLD"
