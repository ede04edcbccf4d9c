"""How names are handed on: marriage, children and middle names, by the custom of each culture.

General knowledge of practice, put in rates so that no custom is a rule: families differ.
"""

from random import Random

from bench.identity.held_out.naming import Culture, Name

TAKES_HUSBANDS_NAME = {
    "british": 0.66, "irish": 0.62, "pakistani": 0.3, "bangladeshi": 0.06, "punjabi": 0.45, "indian": 0.8,
    "somali": 0.0, "arabic": 0.12, "west_african": 0.65, "polish": 0.85, "romanian": 0.82, "chinese": 0.12,
    "caribbean": 0.5,
}  # fmt: skip
JOINS_BOTH_NAMES = {
    "british": 0.07,
    "west_african": 0.1,
    "caribbean": 0.06,
    "polish": 0.04,
    "irish": 0.04,
}
NAMED_AFTER_PARENT = {
    "british": 0.03,
    "irish": 0.07,
    "caribbean": 0.06,
    "romanian": 0.07,
    "west_african": 0.03,
}
BORN_FIRST_OF_JANUARY = {
    "somali": 0.28,
    "arabic": 0.14,
    "west_african": 0.05,
    "bangladeshi": 0.1,
    "pakistani": 0.06,
}
MOHAMMED_FIRST = {"pakistani": 0.3, "bangladeshi": 0.35, "arabic": 0.08}
LARGE_FAMILIES = {
    "somali",
    "pakistani",
    "bangladeshi",
    "arabic",
    "west_african",
    "irish",
    "romanian",
}
WOMANS_NAME = {
    "pakistani": (0.2, ("Bibi", "Begum", "Akhtar", "Kausar", "Parveen")),
    "bangladeshi": (0.62, ("Begum", "Khatun", "Begum", "Akhter", "Khanom", "Bibi", "Sultana")),
    "punjabi": (0.3, ("Kaur",)),
}
MANS_NAME = {
    "punjabi": (0.3, ("Singh",)),
    "bangladeshi": (0.3, ("Miah", "Uddin", "Ali", "Islam", "Ahmed")),
}


def spelt(family: str, *, female: bool, culture: str) -> str:
    """Return a family name in the form its bearer uses: Kowalski, Kowalska."""
    if culture != "polish" or not family.endswith(("ski", "cki", "ska", "cka")):
        return family
    return family[:-1] + ("a" if female else "i")


def own_family(name: Name, *, female: bool, culture: str, by: Random) -> str:
    """Return the family name somebody is born with, where it does not come from a known father."""
    rate, choices = (WOMANS_NAME if female else MANS_NAME).get(culture, (0.0, ()))
    if by.random() < rate:
        return by.choice(choices)
    return spelt(name.written(by=by), female=female, culture=culture)


def married_family(own: str, husbands: str, *, culture: str, by: Random) -> str:
    """Return a wife's family name: her own, her husband's, or both joined."""
    chance = by.random()
    if chance < TAKES_HUSBANDS_NAME.get(culture, 0.5):
        return spelt(husbands, female=True, culture=culture)
    if chance < TAKES_HUSBANDS_NAME.get(culture, 0.5) + JOINS_BOTH_NAMES.get(culture, 0.02):
        return f"{own}-{husbands}"
    return own


def middle_name(culture: Culture, *, female: bool, by: Random) -> str:
    """Return the middle name or names of somebody whose father is not described, often none."""
    if culture.code == "somali":
        return culture.given("male", by=by).written(by=by)
    if culture.code == "punjabi" and by.random() < 0.6:
        return "Kaur" if female else "Singh"
    if culture.code == "chinese":
        return ""
    if culture.code in ("british", "irish", "caribbean", "west_african", "polish"):
        count = by.choices((0, 1, 2), (0.3, 0.55, 0.15))[0]
        return " ".join(culture.given(sex(female), by=by).spellings[0] for _ in range(count))
    return culture.given(sex(female), by=by).spellings[0] if by.random() < 0.2 else ""


def has_mohammed_first(culture: str, *, female: bool, by: Random) -> bool:
    """Say whether a man is Mohammed on paper and called by his second name, as brothers may all be."""
    return not female and by.random() < MOHAMMED_FIRST.get(culture, 0)


def sex(female: bool) -> str:
    """Return the key of the name lists."""
    return "female" if female else "male"
