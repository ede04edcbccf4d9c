"""What two prepared records agree and differ in: the comparisons, each with its levels.

The levels of a comparison are tried from the first to the last, and the first that holds counts;
its weight comes with the model (`weights`). The same list is compared in Python on arrival and in
SQL by a full run.

Evidence that tells one thing twice stands in one comparison, so that it counts once: a family
shares its home, its telephone and its surname, and the three together do not make two children
one. The comparison `family` holds the patterns by which relatives pass for one person: twins, father
and son of one name, the number of a brother on a sister's record.
"""

from dataclasses import dataclass

from openmash.people.matching.conditions import (
    ALWAYS,
    Condition,
    apart,
    at_least,
    both_flagged,
    crossed,
    crossed_within_edits,
    different,
    exchanged,
    flagged,
    known,
    later_by,
    listed,
    long,
    same,
    same_start,
    shared,
    span_within,
    starts_with,
    told,
    turned,
    within_edits,
)
from openmash.people.matching.prepared import Prepared

EXPECTED = 50  # days: a child comes so much sooner or later than was expected, or registered
YEAR, GENERATION = 366, 4400  # days; nobody is a parent at less than twelve years
CROWDED = 8  # surnames recorded at one door: a hostel or a block, not a family
RAREST, RARE, USUAL = 12.0, 9.5, 7.5  # bits: one bearer in 4,096, 724, 181


@dataclass(frozen=True, kw_only=True)
class Level:
    """One way in which two records agree or differ."""

    code: str
    when: Condition


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """One kind of evidence; its last level holds always."""

    name: str
    levels: tuple[Level, ...]

    def level(self, a: Prepared, b: Prepared) -> str:
        """Return the code of the first level that holds of two records."""
        return next(level.code for level in self.levels if level.when.holds(a, b))


def _comparison(name: str, *levels: tuple[str, Condition]) -> Comparison:
    return Comparison(
        name=name,
        levels=tuple(Level(code=f"{name}.{code}", when=when) for code, when in levels),
    )


# A first name. Two listed names are two names, however alike they look: Maria and Marie.
_given_listed = both_flagged("is_given_listed")
_given_slip = ~_given_listed & (
    (within_edits("given", 1) & long("given", 3) & (same_start("given", 1) | long("given", 6)))
    | (within_edits("given", 2) & long("given", 7))
    | (shared("given_sounds") & within_edits("given", 2) & long("given", 4))
)
_given_turned = exchanged("givens", "families") | (same("words") & ~shared("families"))
# Of a name that changed places, one half agrees to the letter and the other nearly.
_given_nearly_turned = shared("givens", "families") & (
    shared("families", "middles")
    | (crossed_within_edits("given", "family", 2) & long("given", 4) & long("family", 4))
)
_given_form = shared("givens", "given_forms")
_given_sound = shared("given_sounds") & (~_given_listed | same_start("given", 1))
_given_start = starts_with("given", "given_stem") & long("given", 2)
_given_like = ~_given_listed & (
    (within_edits("given", 2) & long("given", 4) & same_start("given", 1))
    | (within_edits("given", 3) & long("given", 5) & same_start("given", 3))
)
_given_agrees = shared("givens") | _given_form | _given_slip
_given_may_agree = (
    _given_agrees
    | _given_turned
    | _given_nearly_turned
    | shared("givens", "middles")
    | _given_sound
    | _given_start
    | _given_like
    | flagged("is_given_veiled")
)

GIVEN = _comparison(
    "given",
    ("none", ~known("given_initial")),
    ("same_rarest", same("given") & at_least("given_bits", RAREST)),
    ("same_rare", same("given") & at_least("given_bits", RARE)),
    ("same_usual", same("given") & at_least("given_bits", USUAL)),
    ("same_common", same("given")),
    ("same_further", shared("givens")),
    ("form_rare", _given_form & at_least("given_bits", RARE)),
    ("form", _given_form),
    ("slip", _given_slip),
    ("sound", _given_sound),
    ("start", _given_start),
    ("turned", _given_turned),
    ("nearly_turned", _given_nearly_turned),
    ("middle", shared("givens", "middles")),
    ("like", _given_like),
    ("veiled", known("given") & flagged("is_given_veiled")),
    ("initial", ~known("given") & same("given_initial")),
    ("initial_differs", ~known("given")),
    ("close", within_edits("given", 2) & long("given", 4) & same_start("given", 1)),
    ("differs", ALWAYS),
)

_family_listed = both_flagged("is_family_listed")
_family_slip = (
    ~_family_listed
    & (
        (within_edits("family", 1) & long("family", 3))
        | (within_edits("family", 2) & long("family", 7))
        | (shared("family_sounds") & within_edits("family", 2) & long("family", 4))
    )
) | (_family_listed & within_edits("family", 1) & long("family", 5))
_family_agrees = shared("families") | shared("families", "family_forms") | _family_slip

FAMILY_NAME = _comparison(
    "surname",
    ("none", ~known("family")),
    ("same_rarest", same("family") & at_least("family_bits", RAREST)),
    ("same_rare", same("family") & at_least("family_bits", RARE)),
    ("same_usual", same("family") & at_least("family_bits", USUAL)),
    ("same_common", same("family")),
    ("shared", shared("families")),
    ("form", shared("families", "family_forms")),
    ("slip", _family_slip),
    ("sound", shared("family_sounds")),
    ("turned", _given_turned),
    ("nearly_turned", _given_nearly_turned),
    ("middle", shared("families", "middles")),
    ("differs", ALWAYS),
)

MIDDLE = _comparison(
    "middle",
    ("none", ~known("middle_initial")),
    ("same", shared("middles")),
    ("initial", same("middle_initial")),
    ("differs", ALWAYS),
)

_days_known = known("born_day")
_default = flagged("is_born_default")
_same_year = same_start("born_text", 4)
# One figure, or two neighbours that changed places: 1941 and 1914, the 12th and the 21st.
_one_slip = within_edits("born_text", 1) | turned("born_text", at=2) | turned("born_text", at=6)
_born_slip = _one_slip | crossed("born_day", "born_turned")
_same_birth = same("born_day") | _born_slip
_born_apart = apart("born_first", "born_last", days=YEAR)
_narrow = span_within("born_first", "born_last", days=400)

_expected = flagged("is_baby") & ~apart("born_first", "born_last", days=EXPECTED)
_filler = flagged("is_born_filler") & ~_same_year
_default_differs = _days_known & _default & ~apart("born_first", "born_last", days=GENERATION)

BORN = _comparison(
    "born",
    ("none", ~known("born_first")),
    ("expected", _expected & span_within("born_first", "born_last", days=EXPECTED)),
    ("expected_about", _expected),
    ("same_default", same("born_day") & _default),
    ("same", same("born_day")),
    ("turned", crossed("born_day", "born_turned")),
    ("filler", _filler),
    ("default_year", _days_known & _default & _same_year),
    ("slip_day", _one_slip & _same_year),
    ("slip_year", _one_slip),
    ("two_slips", within_edits("born_text", 2) & _same_year),
    ("same_year", _days_known & _same_year),
    ("default_differs", _default_differs),
    ("year_agrees", ~_days_known & ~apart("born_first", "born_last", days=0) & _narrow),
    ("age_agrees", ~_days_known & ~apart("born_first", "born_last", days=0)),
    ("age_near", ~_days_known & ~_born_apart),
    ("age_nearly", ~_days_known & ~apart("born_first", "born_last", days=3 * YEAR)),
    ("near", ~_born_apart),
    ("differs", ~apart("born_first", "born_last", days=GENERATION)),
    ("generation", ALWAYS),
)

SEX = _comparison("sex", ("none", ~known("sex")), ("same", same("sex")), ("differs", ALWAYS))

_door = shared("doors")
_crowded = at_least("crowd", CROWDED) | flagged("is_shared_place")
_near = (shared("streets") & (same("postcode") | ~known("postcode"))) | same("postcode")
_reach = shared("phones") | shared("emails")
_kin = same("household") | shared("relatives")
_place_known = (listed("doors") | known("postcode")) & ~flagged("is_shared_place")

HOME = _comparison(
    "home",
    ("door_reach_kin", _door & ~_crowded & _reach & _kin),
    ("door_reach", _door & ~_crowded & _reach),
    ("door_kin", _door & ~_crowded & _kin),
    ("door", _door & ~_crowded),
    ("crowd_more", _door & (_reach | _kin)),
    ("crowd", _door),
    ("near_more", _near & (_reach | _kin)),
    ("street", _near & shared("streets")),
    ("near", _near),
    ("reach_kin", _reach & _kin),
    ("reach", _reach),
    ("kin", _kin),
    ("street_only", shared("streets")),
    ("none", ~_place_known),
    ("moved", ALWAYS),
)

_NATIONAL = ("nhs_number", "upn", "ni_number", "pnc_id")


def _any(conditions: list[Condition]) -> Condition:
    found = conditions[0]
    for condition in conditions[1:]:
        found = found | condition
    return found


_number_same = _any([same(scheme) for scheme in _NATIONAL])
_number_differs = _any([different(scheme) for scheme in _NATIONAL])
_number_near = _any([within_edits(scheme, 1) & different(scheme) for scheme in _NATIONAL])
_numbers_apart = _number_differs & ~_number_near & ~_number_same
_two_numbers = _any(
    [same(one) & same(other) for i, one in enumerate(_NATIONAL) for other in _NATIONAL[i + 1 :]]
)

NUMBER = _comparison(
    "number",
    ("mixed", _number_same & _number_differs),
    ("two", _two_numbers),
    ("same", _number_same),
    ("near", _number_near),
    ("differs", _number_differs),
    ("local", shared("other_numbers")),
    ("local_near", shared("other_near")),
    ("doubtful", shared("doubtful_numbers")),
    ("local_differs", shared("other_schemes")),
    ("none", ALWAYS),
)

_in_family = _family_agrees | _door | _reach | _kin
_sexes_differ = different("sex")

# Each level relies on those before it: from `twin_number` on, two first names are known to differ.
_namesake = (
    apart("born_first", "born_last", days=GENERATION) & _family_agrees & ~_filler & ~_one_slip
)
FAMILY = _comparison(
    "family",
    ("generation", different("generation")),
    ("dead", later_by("died_day", "recorded_day", days=YEAR)),
    ("named_alike", shared("named", "relatives") & shared("named")),
    ("named", shared("named", "relatives")),
    ("initial_twin", ~known("given") & different("given_initial") & _same_birth),
    ("unnamed_twin", ~known("given") & told("generation") & ~known("generation") & ~_number_same),
    ("unnamed_numbers", ~known("given") & _same_birth & _numbers_apart),
    ("unnamed", ~known("given")),
    ("namesake_numbers", same("given") & ~same("born_day") & _family_agrees & _numbers_apart),
    ("namesake", same("given") & _namesake),
    (
        "other_day",
        same("given") & _days_known & ~_default & _born_apart & ~within_edits("born_text", 2),
    ),
    ("none", same("given")),
    ("twin_numbers", _same_birth & _numbers_apart & _given_may_agree),
    ("namesake_alike", _namesake & _given_agrees),
    ("none_alike", _given_may_agree),
    ("twin_number", _same_birth & (_number_same | shared("other_numbers"))),
    ("twin_sexes", _same_birth & _sexes_differ),
    ("twin", _same_birth & _in_family),
    ("same_day", _same_birth),
    ("borrowed", _number_same & _born_apart),
    ("stranger", ~_family_agrees),
    ("sibling", ALWAYS),
)

COMPARISONS = (GIVEN, FAMILY_NAME, MIDDLE, BORN, SEX, HOME, NUMBER, FAMILY)


def levels(a: Prepared, b: Prepared) -> tuple[str, ...]:
    """Return the code of each comparison's level for two records, in the order of `COMPARISONS`."""
    return tuple(comparison.level(a, b) for comparison in COMPARISONS)
