"""Requests and their answers, as a practitioner can check them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from openmash.enquiries.answering.rules import (
    MOVES,
    Answer,
    PieceGiven,
    State,
    check_answer,
    check_move,
    check_piece,
    stage_after_answer,
)
from openmash.enquiries.asking import rules as asking
from openmash.enquiries.asking.suggesting import Asked, Candidate, suggestions
from openmash.enquiries.asking.templates import kinds, templates
from openmash.enquiries.chasing import rules as chasing
from openmash.enquiries.jigsaw.places import theme_codes
from openmash.errors import RuleBroken

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def yes_no(allowed: bool) -> str:
    return "yes" if allowed else "no"


def test_a_request_moves_only_along_its_table(holds):
    """An answer may come to more, never to less; nothing follows a request that was taken back."""

    def moves(row):
        try:
            check_move(now=row["now"], to=row["to"])
        except RuleBroken:
            return {"may": "no"}
        return {"may": "yes"}

    holds(
        """
        now              | to               | may | because
        -----------------|------------------|-----|-----------------------------------------
        sent             | opened           | yes | the agency reads it
        sent             | nothing_held     | yes | it may answer at once
        opened           | need_longer      | yes | and says until when
        need_longer      | answered         | yes | it came in the end
        opened           | sent             | no  | what was read was read
        answered         | answered         | yes | another piece
        answered         | nothing_held     | no  | what was given stays given
        answered         | withdrawn        | no  | too late to unask
        nothing_held     | answered         | yes | a second search found something
        cannot_share     | answered         | yes | the lawyer agreed after all
        cannot_share     | need_longer      | no  | it has ended
        not_searched     | nothing_held     | yes | now it was searched
        withdrawn        | answered         | no  | nobody asks any more
        """,
        answer=moves,
    )


def test_each_answer_says_what_it_must(holds):
    """Nothing held, nothing relevant, not searched, cannot search, cannot share: five things."""

    def complete(row):
        answer = Answer(
            state=State(row["answer"]),
            pieces=int(row["pieces"]),
            searched_systems=row["systems"],
            searched_names=row["names"],
            why=row["why"],
            why_kind="danger" if row["why"] else "",
            longer_until=NOW + timedelta(hours=2) if row["until"] else None,
            is_conflict_checked=True,
        )
        try:
            check_answer(answer, at=NOW)
        except RuleBroken:
            return {"may go": "no"}
        return {"may go": "yes"}

    holds(
        """
        answer           | pieces | systems  | names | why      | until | may go
        -----------------|--------|----------|-------|----------|-------|-------
        answered         | 1      |          |       |          |       | yes
        answered         | 0      |          |       |          |       | no
        nothing_held     | 0      | Register | Wren  |          |       | yes
        nothing_held     | 0      |          | Wren  |          |       | no
        nothing_held     | 0      | Register |       |          |       | no
        nothing_held     | 1      | Register | Wren  |          |       | no
        nothing_relevant | 0      | Register | Wren  |          |       | yes
        nothing_relevant | 0      |          |       |          |       | no
        not_searched     | 0      |          |       | Closed   |       | yes
        not_searched     | 0      |          |       |          |       | no
        cannot_search    | 0      |          |       | Moved    |       | yes
        cannot_share     | 0      |          |       | In court |       | yes
        cannot_share     | 0      |          |       |          |       | no
        need_longer      | 0      |          |       | Paper    | later | yes
        need_longer      | 0      |          |       | Paper    |       | no
        """,
        answer=complete,
    )


def test_an_answer_moves_the_enquiry(holds):
    """New facts after a decision reopen it; the last answer gathers; nothing else moves it."""

    def after(row):
        stage = stage_after_answer(
            row["stage"], has_new_pieces=row["new facts"] == "yes", still_open=int(row["awaited"])
        )
        return {"then": stage}

    holds(
        """
        stage        | new facts | awaited | then
        -------------|-----------|---------|----------
        requested    | yes       | 2       | requested
        requested    | yes       | 0       | gathered
        requested    | no        | 0       | gathered
        analysis     | yes       | 0       | analysis
        decided      | yes       | 1       | analysis
        decided      | no        | 0       | decided
        disseminated | yes       | 0       | analysis
        closed       | yes       | 0       | analysis
        closed       | no        | 0       | closed
        """,
        answer=after,
    )


def test_agencies_are_asked_when_agreement_allows_it(holds):
    """Children wait for agreement by level; adults have no gate. Source: HARINGEY2013"""

    def gate(row):
        opened = asking.gate_of(
            remits=row["remits"].split(" and "),
            level=row["level"],
            agreement=row["agreement"],
            reason=row["reason"],
            is_about_children=row["asked about"] == "child",
        )
        return {"may ask": yes_no(bool(opened))}

    holds(
        """
        remits              | level | agreement          | reason | asked about | may ask
        --------------------|-------|--------------------|--------|-------------|--------
        children            | 4     | NOT_SOUGHT         |        | child       | yes
        children            | 3     | NOT_SOUGHT         |        | child       | no
        children            | 3     | GIVEN              |        | child       | yes
        children            | 3     | REFUSED_OVERRIDDEN | harm   | child       | yes
        children            | 3     | REFUSED_OVERRIDDEN |        | child       | no
        children            | 2     | REFUSED_OVERRIDDEN | harm   | child       | no
        children            | 2     | LEVEL_UNCLEAR      | bruise | child       | yes
        children            | 1     | NOT_SOUGHT_UNSAFE  | warns  | child       | yes
        children            | 2     | REFUSED_RESPECTED  |        | child       | no
        adults              |       | NOT_SOUGHT         |        | adult       | yes
        children and adults | 2     | NOT_SOUGHT         |        | adult       | yes
        children and adults | 2     | NOT_SOUGHT         |        | child       | no
        """,
        answer=gate,
    )


def asked_kinds(*people: Asked, area: str = "", **more) -> set[str]:
    agencies = [Candidate(key=n, kind=kind, name=f"A{n}") for n, kind in enumerate(kinds())]
    found = suggestions(people, agencies=agencies, area=area)
    return {each.kind.code for each in found if each.is_ticked}


PEOPLE = {
    "an unborn baby": Asked(key=1, part="child", is_unborn=True),
    "a child of 1": Asked(key=1, part="child", age=1),
    "a child of 9": Asked(key=1, part="child", age=9),
    "a child, age not known": Asked(key=1, part="child"),
    "an adult in the home": Asked(key=1, part="household"),
    "an adult at risk": Asked(key=1, part="adult_at_risk", age=82),
    "the person feared": Asked(key=1, part="feared"),
}


def test_whom_to_ask_follows_from_who_is_concerned(holds):
    """By age and by part; each suggestion with its reason."""

    def asks(row):
        found = asked_kinds(PEOPLE[row["for"]], area=row["area"])
        return {
            "asked": row["asked"]
            if set(row["asked"].split()) <= found
            else f"missing {set(row['asked'].split()) - found}",
            "not asked": row["not asked"]
            if not set(row["not asked"].split()) & found
            else f"asked {set(row['not asked'].split()) & found}",
        }

    holds(
        """
        for                    | area           | asked                         | not asked
        -----------------------|----------------|-------------------------------|--------------
        an unborn baby         |                | H_MID H_HV H_GP               | E_SCH H_SN
        a child of 1           |                | H_HV E_NURS H_GP P_MASH       | E_SCH H_SN
        a child of 9           |                | E_SCH H_SN H_GP P_MASH LA_CSC | H_HV E_NURS
        a child, age not known |                | H_HV E_SCH                    | H_MID
        an adult in the home   |                | J_PROB H_AMH LA_HOUS          | LA_ASC H_HV
        an adult at risk       |                | LA_ASC H_GP P_MASH F_FRS      | LA_CSC J_PROB
        the person feared      |                | J_PROB P_MASH                 | H_AMH
        an adult in the home   | domestic_abuse | V_IDVA                        | LA_YJS
        a child of 9           | missing        | LA_YJS LA_MISSING             | V_IDVA
        """,
        answer=asks,
    )


def test_counter_terrorism_police_are_asked_before_anybody_else():
    assert asked_kinds(PEOPLE["a child of 9"], area="radicalisation") == {"P_CT"}


def test_the_one_school_that_somebody_named_is_ticked_and_no_other():
    child = Asked(key=1, part="child", age=9, known_to="Heronbrook, year 5")
    schools = [
        Candidate(key=1, kind="E_SCH", name="Heronbrook Primary"),
        Candidate(key=2, kind="E_SCH", name="Millrace Primary"),
    ]
    found = {each.agency: each for each in suggestions([child], agencies=schools, area="")}

    assert found[1].is_ticked
    assert not found[2].is_ticked
    assert "Nobody has said" in found[2].cautions[0]


@pytest.mark.parametrize("said", ["a teacher at a school", "coaches at Heronbrook"])
def test_an_agency_where_the_person_feared_may_work_is_not_ticked(said):
    people = [
        Asked(key=1, part="child", age=9),
        Asked(key=2, part="feared", relation=said),
    ]
    school = Candidate(key=1, kind="E_SCH", name="Heronbrook Primary")
    (found,) = (
        each for each in suggestions(people, agencies=[school], area="") if each.agency == 1
    )

    assert not found.is_ticked
    assert "designated officer" in found.cautions[0]


def test_an_agency_without_an_agreement_is_not_ticked():
    school = Candidate(key=1, kind="E_SCH", name="Heronbrook", has_agreement=False)
    (found,) = suggestions([PEOPLE["a child of 9"]], agencies=[school], area="")

    assert not found.is_ticked


def test_reminders_go_at_half_and_at_nine_tenths(holds):
    """A reminder that was missed is not sent on top of a later one."""

    def reminders(row):
        share = chasing.share_gone(
            NOW, due_at=NOW + timedelta(hours=4), at=NOW + timedelta(minutes=int(row["minutes"]))
        )
        return {"reminders": str(chasing.reminders_due(share))}

    holds(
        """
        minutes | reminders | because
        --------|-----------|-----------------------
        0       | 0         | just asked
        119     | 0         | not half yet
        120     | 1         | half of four hours
        215     | 1         | not nine tenths yet
        216     | 2         | nine tenths
        400     | 2         | late is escalated instead
        """,
        answer=reminders,
    )


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"what": " "}, "Write what you know"),
        ({"about": ()}, "Tick whom"),
        ({"about": (9,)}, "Tick whom"),
        ({"lawful_bases": ()}, "why you may share"),
        ({"restriction": "gist"}, "Write the gist"),
        ({"known_on": date(2026, 12, 1)}, "lies ahead"),
        ({"happened_on": date(2026, 11, 21)}, "known before it happened"),
        ({"sighting": "seen"}, "seen alone"),
    ],
)
def test_a_piece_that_lacks_something_is_not_given(change, message):
    whole = {
        "what": "Seen at the clinic.",
        "place": "health_growth",
        "kind": "fact",
        "about": (1,),
        "known_on": date(2026, 11, 20),
        "lawful_bases": ("A6_E",),
    }
    today = date(2026, 11, 24)
    check_piece(PieceGiven(**whole), subjects=[1], is_graded=False, today=today)

    with pytest.raises(RuleBroken, match=message):
        check_piece(PieceGiven(**{**whole, **change}), subjects=[1], is_graded=False, today=today)


def test_every_state_has_its_row_and_every_ended_request_stays_ended():
    assert set(MOVES) == set(State)
    for state in (State.ANSWERED, State.NOTHING_HELD, State.CANNOT_SHARE):
        assert not MOVES[state] & {State.SENT, State.OPENED, State.NEED_LONGER, State.WITHDRAWN}


def test_every_place_a_question_set_names_is_on_the_box():
    for template in templates().values():
        assert set(template.places) <= theme_codes(), template.code


def test_the_other_areas_are_asked_once_each():
    named = ["Saltby", "Ashmere ", "saltby", "", "Fenwick"]

    assert asking.areas_outside(named, own_area="Ashmere") == ["Saltby", "Fenwick"]
