"""How near two written names are: one name spelled twice, a short form, or another name.

Every function takes names already folded to plain lower-case letters by `plain`.
"""

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml
from anyascii import anyascii
from nicknames import NickNamer
from rapidfuzz.distance import OSA, JaroWinkler

_APOSTROPHES = re.compile(r"['’‘`´ʻʼ]")
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
_SOFT, _DOUBLED = re.compile(r"[aeiouyh]"), re.compile(r"(.)\1+")
_SOUNDS = (
    ("cabd", "abd"), ("hs", "x"),
    ("sch", "x"), ("tch", "x"), ("sh", "x"), ("ch", "x"), ("ph", "f"), ("kh", "k"), ("gh", "g"),
    ("th", "t"), ("dh", "t"), ("zh", "z"), ("ck", "k"), ("qu", "k"), ("dj", "j"), ("cz", "x"),
    ("ce", "se"), ("ci", "si"), ("c", "k"), ("q", "k"), ("x", "x"), ("z", "s"), ("w", "v"),
    ("d", "t"), ("f", "v"),
)  # fmt: skip


@lru_cache(maxsize=200_000)
def plain(text: str) -> str:
    """Return the text in lower-case plain letters and digits, other signs as single spaces.

    Accents and other scripts are transliterated, and an apostrophe joins: O'Brien is obrien.
    """
    if text.isascii() and text.isalnum():
        return text.lower()
    return _NOT_A_LETTER.sub(" ", anyascii(_APOSTROPHES.sub("", text)).lower()).strip()


@lru_cache(maxsize=100_000)
def skeleton(name: str) -> str:
    """Return the sounds that survive transliteration: Muhammad and Mohamed are both `mmt`.

    Vowels are dropped but for the first, doubled sounds count once, and h and y inside a
    word count as vowels, because transliterations differ in just these.
    """
    sound = name
    for spelled, heard in _SOUNDS:
        sound = sound.replace(spelled, heard)
    first = "a" if sound[:1] in "aeiou" else sound[:1]
    rest = _SOFT.sub("", sound[1:])
    return _DOUBLED.sub(r"\1", first + rest)


@cache
def _own_table() -> dict[str, Any]:
    text = files(__package__).joinpath("name_variants.yaml").read_text(encoding="utf-8")
    table: dict[str, Any] = yaml.safe_load(text)
    return table


@cache
def variant_classes() -> dict[str, frozenset[int]]:
    """Return, for each name in `name_variants.yaml`, the numbers of its lines."""
    classes: dict[str, set[int]] = {}
    lines = [line for block in _own_table()["variants"] for line in block["names"]]
    for number, names in enumerate(lines):
        for name in names:
            classes.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in classes.items()}


@cache
def spelled_alike() -> dict[int, frozenset[str]]:
    """Return the names of each line of `name_variants.yaml`."""
    lines: dict[int, set[str]] = {}
    for name, numbers in variant_classes().items():
        for number in numbers:
            lines.setdefault(number, set()).add(name)
    return {number: frozenset(names) for number, names in lines.items()}


def are_variants(a: str, b: str) -> bool:
    """Say whether both names stand on one line of `name_variants.yaml`."""
    classes = variant_classes()
    return bool(classes.get(a, frozenset()) & classes.get(b, frozenset()))


@cache
def _short_forms() -> NickNamer:
    return NickNamer()


@lru_cache(maxsize=50_000)
def is_short_form(a: str, b: str) -> bool:
    """Say whether one name is a usual short form of the other, as Bill is of William."""
    forms, own = _short_forms(), _own_table()["short_forms"]
    ours = b in own.get(a, ()) or a in own.get(b, ())
    return ours or b in forms.nicknames_of(a) or a in forms.nicknames_of(b)


@lru_cache(maxsize=200_000)
def likeness(a: str, b: str) -> str | None:
    """Return how two names agree: same, variant, short form, spelling, or None: they do not."""
    if a == b:
        return "same"
    if are_variants(a, b):
        return "variant"
    if is_short_form(a, b):
        return "short form"
    return "spelling" if _could_be_a_slip(a, b) else None


@lru_cache(maxsize=50_000)
def short_forms_of(name: str) -> frozenset[str]:
    """Return the usual short forms of a name, as Bill and Will are of William."""
    return frozenset(_own_table()["short_forms"].get(name, ())) | _short_forms().nicknames_of(name)


@lru_cache(maxsize=100_000)
def stem(name: str) -> str:
    """Return what a short form keeps of the full name: Olly and Oliver begin with ol."""
    kept = re.sub(r"(ie|ey|y|i|o|s)$", "", name) if len(name) > 3 else name
    return kept[:-1] if len(kept) > 2 and kept[-1] == kept[-2] else kept


@lru_cache(maxsize=50_000)
def full_names_of(name: str) -> frozenset[str]:
    """Return the names for which this one may be short, as William is for Bill."""
    ours = {full for full, short in _own_table()["short_forms"].items() if name in short}
    return frozenset(ours) | _short_forms().canonicals_of(name)


def is_diminutive(a: str, b: str) -> bool:
    """Say whether one name is the beginning of the other, as Sam is of Samuel, Jamie of James."""
    short, full = sorted((a, b), key=len)
    return len(full) >= 5 and full.startswith(re.sub(r"(ie|y|i)$", "", short)) and len(short) >= 3


@cache
def short_form_names() -> frozenset[str]:
    """Return every name that the list of short forms knows, so that Marta is no slip of Maria."""
    table = _short_forms().nickname_lookup
    return frozenset(table) | {name for names in table.values() for name in names}


@cache
def _known() -> frozenset[str]:
    """Return every name of which a spelling or a short form is listed."""
    own: dict[str, list[str]] = _own_table()["short_forms"]
    short = {name for names in own.values() for name in names}
    return frozenset(variant_classes().keys() | short_form_names() | own.keys() | short)


@cache
def _by_shortened() -> dict[str, set[str]]:
    """Return the known names by what is left of each when any one letter is left out."""
    found: dict[str, set[str]] = {}
    for name in _known():
        for shorter in _shortened(name):
            found.setdefault(shorter, set()).add(name)
    return found


def _shortened(name: str) -> set[str]:
    return {name} | {name[:at] + name[at + 1 :] for at in range(len(name))}


@lru_cache(maxsize=100_000)
def nearest_known(name: str) -> str | None:
    """Return the name itself if it is known, or the one of which it is a slip of a letter."""
    if name in _known():
        return name
    if len(name) < 5 or any(sign.isdigit() for sign in name):
        return None
    table = _by_shortened()
    found = {known for shorter in _shortened(name) for known in table.get(shorter, ())}
    near = [known for known in found if len(known) >= 5 and OSA.distance(name, known) == 1]
    return near[0] if len(near) == 1 else None


def _could_be_a_slip(a: str, b: str) -> bool:
    is_label = any(sign.isdigit() for sign in a + b)
    if is_label or min(len(a), len(b)) < 3 or _is_pair_for_both_sexes(a, b):
        return False
    distance, longer = OSA.distance(a, b), max(len(a), len(b))
    sounds_alike, likely_start = skeleton(a) == skeleton(b), a[0] == b[0] or longer >= 7
    # Names from scripts that write no vowels come over as bare consonants.
    if sounds_alike and not (re.search("[aeiou]", a) and re.search("[aeiou]", b)):
        return True
    if min(len(a), len(b)) == 3:
        return sounds_alike and distance == 1
    if distance <= 1:
        return sounds_alike or likely_start
    close = JaroWinkler.similarity(a, b)
    if sounds_alike and len(skeleton(a)) >= 3:
        return (distance <= 2 and likely_start) or close >= 0.88
    if distance == 2 and longer >= 7:
        return sounds_alike or close >= 0.93
    return sounds_alike and distance <= 2 and longer >= 5 and likely_start


def _is_pair_for_both_sexes(a: str, b: str) -> bool:
    """Say whether two names are a brother's and a sister's: Ivo and Iva, Daniel and Daniela."""
    stems = {name[:-1] if name[-1] in "ao" else name for name in (a, b)}
    return len(stems) == 1 and a[-1] != b[-1] and "a" in (a[-1], b[-1])
