"""Two invented enquiries of the Ashmere partnership, as the jigsaw is given them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from openmash.enquiries.jigsaw import (
    AdultAround,
    Person,
    PieceFact,
    Seat,
    Sighting,
    Voice,
    build_board,
)

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 23, 14, 10, tzinfo=LONDON)
TODAY = NOW.date()


def at(hour, minute, *, day=23, month=11):
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON)


WREN = Person(
    ref="P-1",
    name="Wren",
    age_words="6 years old",
    role="child",
    voice=Voice(
        words="I like it at Nanna Bea’s. The light stays on.",
        to_whom="Ms Abara, school",
        when="today 08:45",
    ),
)
KIT = Person(
    ref="P-2",
    name="Kit",
    age_words="14 months",
    role="child",
    why_not_heard="Kit does not talk yet. Somebody who knows babies will watch and write it down.",
)


def piece(ref, place, what, *, agency, kind="fact", on=TODAY, about=("P-1",), **rest):
    rest.setdefault("known_on", TODAY)
    return PieceFact(
        ref=ref,
        place=place,
        what=what,
        agency=agency,
        kind=kind,
        happened_on=on,
        about=about,
        **rest,
    )


TALLOW_PIECES = (
    piece("I-01", "health_growth", "Wren’s development was on track at school entry.",
          agency="A-HV", on=date(2025, 9, 10), in_short="Wren well."),
    piece("I-02", "health_growth", "Kit’s weight fell from the 50th line at 6 weeks to the 9th.",
          agency="A-HV", on=date(2026, 9, 10), about=("P-1", "P-2"), first_hand=True,
          in_short="Kit’s weight fell from the 50th line to the 9th."),
    piece("I-03", "injuries", "Kit’s left forearm was scalded. Mother: “pulled a mug”.",
          agency="A-HOSP", on=date(2026, 5, 16), about=("P-2",), in_short="Scald in May."),
    piece("I-04", "injuries", "A mark on Wren’s upper arm, the size of a thumb.",
          agency="A-SCH", first_hand=True, in_short="Mark on arm today."),
    piece("I-05", "injuries", "Kit’s arm went floppy.", agency="A-SCH", kind="own_words",
          first_hand=True, about=("P-2",)),
    piece("I-06", "feelings", "Asks to stay late. Flinched when the door banged, twice.",
          agency="A-SCH", on=date(2026, 11, 12), first_hand=True),
    piece("I-07", "school", "71% attendance since September. Was 96% last year.", agency="A-SCH",
          handling="Not to parents"),
    piece("I-08", "household", "Two adults at the address.", agency="A-POL",
          on=date(2026, 7, 11), known_on=date(2026, 7, 11), about=(), in_short="two adults",
          contradicted_by=("A-HOUS",), grade="2BP"),
    piece("I-09", "household", "Landlord says three adults sleep there.", agency="A-HOUS",
          kind="reported", on=date(2026, 10, 22), about=(), in_short="three adults",
          contradicted_by=("A-POL",)),
    piece("I-10", "violence_fear", "Dev makes us stand in the dark cupboard.", agency="A-SCH",
          kind="own_words", first_hand=True),
    piece("I-11", "violence_fear", "A neighbour heard a man shouting on 11 July.",
          agency="A-POL", kind="reported", on=date(2026, 7, 11), about=(),
          in_short="Shouting in July."),
    piece("I-12", "home_money", "Rent paid. Mould reported twice. Heating off in October.",
          agency="A-HOUS", on=date(2026, 10, 22), about=()),
)  # fmt: skip


def seat(ref, role, org, kind, state, *places, **rest):
    return Seat(
        agency_ref=ref,
        agency_name=org,
        role_label=role,
        kind=kind,
        state=state,
        places=places,
        **rest,
    )


TALLOW_SEATS = (
    seat("A-SCH", "School", "Heronbrook Primary", "E_SCH", "answered", "school", "feelings",
         "injuries", asked_at=at(9, 20), answered_at=at(10, 5), request_ref="R-1"),
    seat("A-HV", "Health visiting", "Ashmere Community", "H_HV", "answered", "health_growth",
         "daily_care", asked_at=at(9, 20), answered_at=at(11, 0), request_ref="R-2"),
    seat("A-GP", "GP", "Millrace Surgery", "H_GP", "overdue", "health_growth",
         asked_at=at(9, 20), due_at=at(13, 20), request_ref="R-3"),
    seat("A-HOSP", "Hospital", "Ashmere General", "H_ACUTE", "answered", "injuries",
         asked_at=at(9, 20), answered_at=at(11, 30), request_ref="R-4"),
    seat("A-AMH", "Adult mental health", "Ashmere Trust", "H_AMH", "waiting", "adults_troubles",
         asked_at=at(9, 30), due_at=at(15, 0), request_ref="R-5"),
    seat("A-EY", "Early years", "no nursery known", "E_NURS", "not_asked", "friends_online"),
    seat("A-POL", "Police", "Ashmere MASH desk", "P_MASH", "answered", "household",
         "violence_fear", "fathers_partners", asked_at=at(9, 20), answered_at=at(10, 40),
         request_ref="R-6"),
    seat("A-PROB", "Probation", "Ashmere office", "J_PROB", "nothing_held", "fathers_partners",
         asked_at=at(9, 20), answered_at=at(12, 0), request_ref="R-7"),
    seat("A-CSC", "Children’s social care", "Front door", "LA_CSC", "answered", "household",
         asked_at=at(9, 20), answered_at=at(9, 50), request_ref="R-8"),
    seat("A-HOUS", "Housing", "Ashmere Homes", "R_HA", "answered", "home_money", "household",
         asked_at=at(9, 20), answered_at=at(12, 40), request_ref="R-9"),
    seat("A-DA", "Domestic abuse", "Harbour", "V_IDVA", "cannot_share", "help_so_far",
         asked_at=at(9, 40), answered_at=at(11, 20), request_ref="R-10",
         why="Harbour needs Jolene’s agreement, or a reason to go without."),
    seat("A-SALT", "Saltby", "where they lived before", "LA_OTHER", "overdue", "earlier_homes",
         asked_at=at(9, 40), due_at=at(13, 40), request_ref="R-11"),
)  # fmt: skip


def seen(person, month, day, *, by="", agency="A", year=2026, **rest):
    return Sighting(person_ref=person, on=date(year, month, day), by=by, agency=agency, **rest)


TALLOW_SIGHTINGS = (
    *(seen("P-1", month, 22, by="class teacher", agency="Heronbrook") for month in range(1, 11)),
    seen("P-1", 10, 13, agency="Heronbrook", kind="not_in"),
    seen("P-1", 11, 5, agency="Heronbrook", kind="not_in"),
    seen("P-1", 11, 23, by="Ms Abara", agency="Heronbrook", alone=True,
         note="talked with the safeguarding lead for 20 minutes"),
    seen("P-2", 12, 5, year=2025, by="health visitor", agency="Ashmere Community", alone=False),
    seen("P-2", 5, 16, by="paediatrician", agency="Ashmere General", alone=False),
    seen("P-2", 9, 10, by="the health visitor", agency="Ashmere Community", alone=False,
         note="at home, mother present"),
    seen("P-2", 10, 6, agency="Ashmere Community", kind="not_brought"),
    seen("P-2", 11, 3, agency="Ashmere Community", kind="not_brought"),
)  # fmt: skip

TALLOW_ADULTS = (
    AdultAround(ref="N-1", called="Jolene Tallow, 27", relation="Mother. Lives at 14 Tanner’s Row",
                checked_by=("Police", "health", "housing"),
                spoken_to="Today 09:00, by school, by phone",
                missing=("Her own safety has not been asked about",)),
    AdultAround(ref="N-2", called="“Dev”", is_named=False, relation="Mother’s partner, says Wren",
                missing=("Full name, date of birth, where he sleeps.",), possible_match_ref="M-77"),
    AdultAround(ref="N-3", called="Callum Orde", relation="Wren’s father, says the school form",
                checked_by=("Probation: nothing held",),
                missing=("Where he lives; parental responsibility",)),
    AdultAround(ref="N-4", called="A man, name not known", is_named=False,
                relation="Heard shouting on 11 July by a neighbour"),
    AdultAround(ref="N-5", called="Bea Tallow", relation="Grandmother, “Nanna Bea”",
                checked_by=("Police: nothing held",),
                missing=("Could the children stay with her tonight?",)),
)  # fmt: skip


def tallow(**changes):
    """The board of Wren and Kit Tallow, with Wren in the middle unless told otherwise."""
    given = {
        "pieces": TALLOW_PIECES,
        "seats": TALLOW_SEATS,
        "sightings": TALLOW_SIGHTINGS,
        "adults": TALLOW_ADULTS,
        "others": (KIT,),
        "as_of": TODAY,
        "now": NOW,
    } | changes
    return build_board(given.pop("subject", WREN), **given)


HAROLD = Person(
    ref="P-9",
    name="Harold",
    age_words="82 years old",
    role="adult_at_risk",
    voice=Voice(
        words="I don’t like to say no to him. He is Ellen’s boy.",
        to_whom="the bank’s branch manager",
        when="today 11:20",
    ),
)


def _harold(ref, place, what, **rest):
    return piece(ref, place, what, about=("P-9",), **rest)


PENNYWELL_PIECES = (
    _harold("J-1", "mood_fear", "Looked at the door while he talked.", agency="A-BANK",
            first_hand=True),
    _harold("J-2", "household", "Alone, when the fire service called in 2023.", agency="A-FIRE",
            on=date(2023, 10, 2)),
    _harold("J-3", "money", "£400 a week since August, with his grandson beside him.",
            agency="A-BANK"),
    _harold("J-4", "home", "Own house. No heating complaint. Steps without a rail.",
            agency="A-FIRE", on=date(2026, 2, 3)),
    _harold("J-5", "help_so_far", "Refused a pendant alarm in 2023.", agency="A-ASC",
            on=date(2023, 1, 1), happened_precision="year"),
)  # fmt: skip

_TOMORROW = at(14, 30, day=24)
PENNYWELL_SEATS = (
    seat("A-GP", "GP", "Millrace Surgery", "H_GP", "waiting", "health_needs",
         asked_at=at(10, 30), due_at=_TOMORROW, request_ref="R-21"),
    seat("A-HOSP", "Hospital", "Ashmere General", "H_ACUTE", "waiting", "marks_falls",
         asked_at=at(10, 30), due_at=_TOMORROW, request_ref="R-22"),
    seat("A-HC", "Home care", "Larkfield", "C_PROV", "waiting", "food_care",
         asked_at=at(10, 30), due_at=_TOMORROW, request_ref="R-23"),
    seat("A-ASC", "Adult social care", "Ashmere", "LA_ASC", "answered", "help_so_far", "carers",
         asked_at=at(10, 30), answered_at=at(12, 0), request_ref="R-24"),
    seat("A-FIRE", "Fire and rescue", "Ashmere station", "F_FRS", "answered", "home",
         asked_at=at(10, 30), answered_at=at(12, 0), request_ref="R-25"),
    seat("A-HOUS", "Housing", "he owns his home", "LA_HOUS", "not_asked", "household"),
    seat("A-POL", "Police", "economic crime", "P_MASH", "answered", "money",
         asked_at=at(10, 30), answered_at=at(12, 0), request_ref="R-26"),
    seat("A-BANK", "Bank", "through police", "B_BANK", "answered", "money",
         asked_at=at(10, 30), answered_at=at(12, 0), request_ref="R-27"),
    seat("A-AMH", "Adult mental health", "Ashmere Trust", "H_AMH", "nothing_held",
         "memory_choices", asked_at=at(10, 30), answered_at=at(12, 0), request_ref="R-28"),
    seat("A-OPG", "Public Guardian", "national", "O_OPG", "waiting", "who_has_a_say",
         asked_at=at(10, 30), due_at=at(17, 0, day=27), request_ref="R-29"),
    seat("A-AGE", "Age well", "charity", "V_HSTART", "not_asked", "company"),
    seat("A-DWP", "Benefits", "needs a legal way", "D_DWP", "cannot_share", "money",
         asked_at=at(10, 30), why="Needs a legal way to tell us.", request_ref="R-30"),
)  # fmt: skip


def pennywell(**changes):
    """The board of Harold Pennywell, an adult at risk."""
    given = {
        "pieces": PENNYWELL_PIECES,
        "seats": PENNYWELL_SEATS,
        "sightings": (
            seen("P-9", 11, 23, by="the branch manager", agency="the bank", alone=False),
        ),
        "adults": (
            AdultAround(ref="N-8", called="His grandson", is_named=False,
                        relation="Goes to the bank with him"),
        ),
        "as_of": TODAY,
        "now": NOW,
    } | changes  # fmt: skip
    return build_board(HAROLD, **given)
