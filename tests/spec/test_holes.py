# ruff: noqa: E501 - a table is read across, like a page.
"""What the jigsaw calls known, what it calls a hole, and whom it says to ask.

The days that make news old or a sighting stale are the partnership's own, in
`library/places.yaml`; no law or guidance sets them.
"""

from datetime import date, datetime, timedelta
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

NOW = datetime(2026, 11, 23, 14, 10, tzinfo=ZoneInfo("Europe/London"))
TODAY = NOW.date()
WREN = Person(
    ref="P-1",
    name="Wren",
    role="child",
    voice=Voice(words="The light stays on.", to_whom="Ms Abara"),
)
HAROLD = Person(ref="P-9", name="Harold", role="adult_at_risk")


def board(subject=WREN, **given):
    everything = {"pieces": (), "seats": (), "sightings": (), "adults": ()}
    return build_board(subject, **(everything | given), as_of=TODAY, now=NOW)


def pieces_of(cell, *, place, subject):
    """Read "10 days ago, contradicted; 2 years ago; today, about Kit" as pieces."""
    pieces = []
    for index, words in enumerate([] if cell == "none" else cell.split("; ")):
        age, *more = words.split(", ")
        number, unit = (age.split()[0], age.split()[1]) if " ago" in age else ("0", "days")
        days = int(number) * {"day": 1, "mont": 30, "year": 365}[unit[:4].rstrip("s")]
        pieces.append(
            PieceFact(
                ref=f"I-{index}",
                place=place,
                what="Something that an agency knows.",
                agency="A-1",
                kind="fact",
                about=("P-2",) if "about Kit" in more else (subject.ref,),
                happened_on=TODAY - timedelta(days=days),
                known_on=TODAY,
                contradicted_by=("A-2",) if "contradicted" in more else (),
                is_withdrawn="withdrawn" in more,
            )
        )
    return pieces


def seats_of(cell, *, place):
    """Read "overdue; nothing held" as the seats of agencies that could fill a place."""
    return [
        Seat(
            agency_ref=f"A-{index}",
            agency_name="An agency",
            role_label="Agency",
            state=words.replace(" ", "_"),
            places=(place,),
        )
        for index, words in enumerate([] if cell == "nobody" else cell.split("; "))
    ]


def shown(place_board, code):
    return next(place for place in place_board.places if place.code == code)


def test_what_a_place_shows(holds):
    """A place with a piece is never a hole; a place without one says what kind of hole it is."""

    def answer(row):
        code = row["place"]
        found = shown(
            board(
                pieces=pieces_of(row["pieces"], place=code, subject=WREN),
                seats=seats_of(row["asked"], place=code),
            ),
            code,
        )
        return {"shows": found.state_words}

    holds(
        """
        place       | pieces                           | asked                  | shows           | because
        ------------|----------------------------------|------------------------|-----------------|--------------------------------
        school      | today                            | answered               | Known           | a piece stands here
        school      | today                            | overdue                | Known           | somebody else told us
        school      | 8 months ago                     | answered               | Known, but old  | older than half a year
        school      | 8 months ago; today              | answered               | Known           | the newest counts
        household   | 4 months ago                     | answered               | Known, but old  | who lives there changes sooner
        help_so_far | 9 years ago                      | answered               | Known           | history does not go out of date
        household   | 8 months ago, contradicted       | answered               | Agencies differ | doubt is shown before age
        household   | 20 days ago, contradicted; today | answered               | Agencies differ | later reassurance hides nothing
        school      | today, withdrawn                 | nothing held           | Not known       | a withdrawn piece tells nothing
        school      | today, about Kit                 | answered               | Not known       | Kit’s news is not Wren’s
        household   | today, about Kit                 | answered               | Known           | one household, one news
        school      | none                             | nobody                 | Not asked       | nobody was asked
        school      | none                             | not asked              | Not asked       | a seat nobody has asked
        school      | none                             | nothing held           | Not known       | searched, and nothing
        school      | none                             | known nothing relevant | Not known       | not the same as a search
        school      | none                             | cannot search          | Not known       | asked, and still nothing
        school      | none                             | waiting                | Asked, waiting  | in time
        school      | none                             | need longer            | Asked, waiting  | they said so
        school      | none                             | waiting; overdue       | Overdue         | the late answer comes first
        school      | none                             | cannot share           | Cannot share    | there is a reason to read
        school      | none                             | cannot share; waiting  | Cannot share    | somebody can act on it now
        school      | none                             | cannot share; overdue  | Overdue         | the late answer comes first
        """,
        answer=answer,
    )


def test_a_request_is_late_from_the_moment_it_is_due(holds):
    """Nobody has to mark a request late."""

    def answer(row):
        due = datetime.strptime(row["due"], "%d %b %Y %H:%M").replace(tzinfo=NOW.tzinfo)
        seat = Seat(
            agency_ref="A-1",
            agency_name="Saltby",
            role_label="Saltby",
            state="waiting",
            asked_at=due - timedelta(hours=4),
            due_at=due,
            places=("earlier_homes",),
        )
        found = shown(board(seats=[seat]), "earlier_homes")
        return {"at 23 Nov 14:10": found.state_words, "sentence": found.words}

    holds(
        """
        due               | at 23 Nov 14:10 | sentence
        ------------------|-----------------|-------------------------------------------------------
        23 Nov 2026 15:00 | Asked, waiting  | Where did the family live before, and who knew them?
        23 Nov 2026 14:10 | Asked, waiting  | Where did the family live before, and who knew them?
        23 Nov 2026 13:40 | Overdue         | No answer yet. Asked 09:40, due 13:40.
        """,
        answer=answer,
    )


def test_whom_to_ask(holds):
    """The best person who has not been asked about this; where all have, the best of them again."""

    def answer(row):
        kinds = [] if row["asked already"] == "nobody" else row["asked already"].split(", ")
        seats = [
            Seat(agency_ref=kind, agency_name=kind, role_label=kind, kind=kind,
                 state="nothing_held", places=(row["place"],))
            for kind in kinds
        ]  # fmt: skip
        return {"ask": shown(board(seats=seats), row["place"]).ask}

    holds(
        """
        place            | asked already         | ask
        -----------------|-----------------------|---------------------
        school           | nobody                | school
        school           | school                | nursery or childminder
        school           | E_SCH                 | nursery or childminder
        fathers_partners | police                | parents, if safe
        friends_online   | school                | Wren, alone
        safe_adults      | nobody                | social worker
        """,
        answer=answer,
    )


def test_when_not_having_seen_a_child_is_a_hole(holds):
    """Not on record, not there since, too long ago, never alone: each is enough by itself."""

    def answer(row):
        sightings = []
        for column, rest in (
            ("last seen", {"alone": False}),
            ("last seen alone", {"alone": True}),
            ("not brought", {"kind": "not_brought"}),
        ):
            if row[column] != "-":
                day = NOW.strptime(f"{row[column]} 2026 +0000", "%d %b %Y %z").date()
                sightings.append(Sighting(person_ref="P-1", on=day, by="", agency="A", **rest))
        holes = [hole for hole in board(sightings=sightings).holes if hole.kind == "not_seen"]
        return {"hole": holes[0].sentence if holes else "none"}

    holds(
        """
        last seen | last seen alone | not brought | hole
        ----------|-----------------|-------------|-----
        -         | -               | -           | Nobody has written down seeing Wren.
        -         | -               | 03 Nov      | Nobody has written down seeing Wren. Not brought on 3 November.
        10 Sep    | -               | -           | Wren was last seen 74 days ago.
        20 Nov    | -               | 22 Nov      | Wren was last seen 3 days ago. Not brought on 22 November.
        22 Nov    | -               | 03 Nov      | There is no record of Wren being seen alone.
        22 Nov    | 12 Mar          | -           | Wren was last seen alone 256 days ago.
        22 Nov    | 20 Nov          | -           | none
        -         | 23 Nov          | 22 Nov      | none
        """,
        answer=answer,
    )


def test_when_an_adult_is_a_hole(holds):
    """Who they are comes first, then what agencies hold, then their own account."""

    def answer(row):
        adult = AdultAround(
            ref="N-1",
            called=row["called"],
            is_named=row["named"] == "yes",
            checked_by=("Police",) if row["checked"] == "yes" else (),
            spoken_to="today" if row["spoken to"] == "yes" else "",
        )
        holes = [hole for hole in board(adults=[adult]).holes if hole.kind == "adult_unchecked"]
        return {"hole": holes[0].sentence if holes else "none"}

    holds(
        """
        called      | named | checked | spoken to | hole
        ------------|-------|---------|-----------|-----
        “Dev”       | no    | no      | no        | “Dev”: nobody has established who this is.
        “Dev”       | no    | yes     | yes       | “Dev”: nobody has established who this is.
        Callum Orde | yes   | no      | yes       | No agency has checked Callum Orde.
        Callum Orde | yes   | yes     | no        | Nobody has spoken to Callum Orde.
        Callum Orde | yes   | yes     | yes       | none
        """,
        answer=answer,
    )


def test_the_person_comes_first_in_the_list_of_holes():
    """What a decision was made without begins with the person, not with the paperwork."""
    silent = Person(ref="P-1", name="Wren", role="child", why_not_heard="Ask at school.")
    holes = board(silent, adults=[AdultAround(ref="N-1", called="“Dev”", is_named=False)]).holes

    assert [hole.kind.value for hole in holes[:4]] == [
        "not_seen",
        "not_heard",
        "adult_unchecked",
        "not_asked",
    ]
    assert holes[1].sentence == "Nobody has heard Wren yet. Ask at school."


def test_a_silent_agency_is_a_hole_even_where_its_places_are_filled():
    """What it alone knows is missing all the same."""
    seat = Seat(agency_ref="A-GP", agency_name="Millrace Surgery", role_label="GP",
                state="overdue", places=("health_growth",))  # fmt: skip
    piece = PieceFact(ref="I-1", place="health_growth", what="Wren is well.", agency="A-HV",
                      kind="fact", known_on=TODAY)  # fmt: skip
    late = [hole for hole in board(seats=[seat], pieces=[piece]).holes if hole.kind == "overdue"]

    assert [hole.sentence for hole in late] == ["GP, Millrace Surgery, has not answered."]


def test_looking_back_shows_what_was_known_then():
    """A piece that came later has not come yet, and the answer is still awaited."""
    piece = PieceFact(ref="I-1", place="school", what="71% attendance.", agency="A-SCH",
                      kind="fact", known_on=date(2026, 11, 20))  # fmt: skip
    seat = Seat(agency_ref="A-SCH", agency_name="Heronbrook", role_label="School",
                state="answered", places=("school",),
                asked_at=NOW - timedelta(days=8), due_at=NOW - timedelta(days=5),
                answered_at=NOW - timedelta(days=3))  # fmt: skip
    facts = {"pieces": [piece], "seats": [seat], "sightings": (), "adults": (), "now": NOW}
    states = {
        day: shown(build_board(WREN, as_of=date(2026, 11, day), **facts), "school").state_words
        for day in (14, 16, 19, 20)
    }

    assert states == {14: "Not asked", 16: "Asked, waiting", 19: "Overdue", 20: "Known"}


def test_an_adult_at_risk_has_fourteen_places_of_their_own():
    """A child's theme in the same enquiry still finds its place in the adult's picture."""
    found = board(HAROLD, pieces=pieces_of("today", place="injuries", subject=HAROLD))

    assert shown(found, "marks_falls").state_words == "Known"
    assert [place.title for place in found.places][:3] == [
        "Health and needs",
        "Marks and falls",
        "Mood and fear",
    ]
