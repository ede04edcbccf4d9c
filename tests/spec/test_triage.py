"""Practice at the hub's table, in sentences and tables: agreement, danger, closing, acceptance."""

import datetime

import pytest
from tests.spec.tables import check_rows, moment, shown

from openmash.enquiries.opening.rules import part_in_enquiry
from openmash.enquiries.triage import practice, rules
from openmash.enquiries.triage.agreement import Agreement, agreement_gate
from openmash.enquiries.triage.wording import Named, age_in_words, names_in_words
from openmash.errors import RuleBroken
from openmash.policy import Remit
from openmash.timekeeping import OFFICE_HOURS, Nation, WorkingCalendar

REMITS = {"child": {Remit.CHILDREN}, "adult": {Remit.ADULTS}, "both": set(Remit)}
CALENDAR = WorkingCalendar(nation=Nation.ENGLAND, opening_hours=OFFICE_HOURS)


def test_when_agencies_may_be_asked():
    """Children wait for agreement by their level, and two doors are open to a decision maker."""

    def answer(row):
        gate = agreement_gate(
            remits=REMITS[row["about"]],
            level=row["level"].strip("-"),
            agreement=Agreement(row["agreement"]),
            reason="He reads her phone." if row["reason"] == "yes" else "",
            may_override=row["who"] == "decision maker",
        )
        return {"may ask": "yes" if gate else "no"}

    check_rows(
        """
        about | level | agreement          | reason | who            | may ask | because
        ------|-------|--------------------|--------|----------------|---------|-------------------------
        child | 4     | NOT_SOUGHT         | no     | screener       | yes     | level 4 needs none
        child | 3     | NOT_SOUGHT         | no     | screener       | no      | level 3 waits
        child | 3     | GIVEN              | no     | screener       | yes     | given
        child | 3     | REFUSED_OVERRIDDEN | yes    | decision maker | yes     | authorised
        child | 3     | REFUSED_OVERRIDDEN | yes    | screener       | no      | not by a screener
        child | 3     | REFUSED_OVERRIDDEN | no     | decision maker | no      | no reason
        child | 2     | NOT_SOUGHT         | no     | decision maker | no      | level 2 waits
        child | 2     | REFUSED_OVERRIDDEN | yes    | decision maker | no      | it stands
        child | 2     | LEVEL_UNCLEAR      | yes    | decision maker | yes     | a door
        child | 1     | NOT_SOUGHT_UNSAFE  | yes    | decision maker | yes     | a door
        child | 1     | NOT_SOUGHT_UNSAFE  | yes    | screener       | no      | not by a screener
        child | 2     | GIVEN              | no     | screener       | yes     | given
        child | -     | NOT_SOUGHT         | no     | decision maker | no      | no level, no answer
        child | 3     | REFUSED_RESPECTED  | no     | screener       | no      | refused
        adult | -     | NOT_SOUGHT         | no     | screener       | yes     | no gate
        adult | -     | REFUSED_RESPECTED  | no     | screener       | yes     | the duty stands
        both  | 3     | NOT_SOUGHT         | no     | screener       | no      | for a child
        """,
        answer=answer,
    )


def test_a_closed_gate_always_shows_both_doors():
    """Nobody is left with a block and no way on."""
    for level in ("", "1", "2", "3"):
        gate = agreement_gate(remits={Remit.CHILDREN}, level=level, agreement=Agreement.NOT_SOUGHT)
        assert {Agreement.LEVEL_UNCLEAR, Agreement.NOT_SOUGHT_UNSAFE} <= set(gate.doors)


def test_words_that_are_never_enough_to_close_on():
    """A closing reason says what shows that somebody is safe, not only why we stopped."""

    def answer(row):
        known = practice.closing_reasons()
        try:
            rules.check_closing(
                practice.response("advice"),
                reasons=[known[code] for code in row["ticked"].split()],
                rationale=row["written"],
                known=known.values(),
            )
        except RuleBroken:
            return {"closes": "no"}
        return {"closes": "yes"}

    check_rows(
        """
        ticked            | written                                                       | closes
        ------------------|---------------------------------------------------------------|-------
        has_capacity      | He has capacity and we looked at everything that was said     | no
        declined          | Mother declined                                               | no
        not_engaging      | Family not engaging after three letters and two calls         | no
        other_agency      | CAMHS work with her and saw her on Tuesday, all was calm      | no
        low_score         | Score of 6                                                    | no
        explained         | Not engaging, no further action                               | no
        explained         | Has capacity. Case closed.                                    | no
        needs_met         | Her health visitor saw both children on Tuesday and is content| yes
        explained         | A paediatrician saw the mark today: a birthmark, noted before | yes
        explained declined| A paediatrician saw it today: a birthmark; mother wants no help | yes
        """,
        answer=answer,
    )


def test_danger_is_red_and_waits_for_nothing():
    with pytest.raises(RuleBroken, match="Red"):
        rules.check_rating(rating="amber", why="Seems calm.", is_in_danger=True)
    rules.check_rating(rating="red", why="A weapon in the home.", is_in_danger=True)


@pytest.mark.parametrize("code", ["advice", "universal", "early_help", "assessment"])
def test_danger_is_never_left_with_an_answer_that_waits(code):
    with pytest.raises(RuleBroken):
        rules.check_response(
            practice.response(code), remits=set(Remit), kind="worry", is_in_danger=True
        )


def test_by_when_a_worker_must_have_accepted():
    """Danger within the hour; otherwise the same day, or the next where too little is left."""

    def answer(row):
        due = rules.accept_by(
            moment(row["offered"]), is_in_danger=row["danger"] == "yes", calendar=CALENDAR
        )
        return {"accept by": shown(due)}

    check_rows(
        """
        offered               | danger | accept by             | because
        ----------------------|--------|-----------------------|------------------------------
        Fri 06 Mar 2026 10:00 | no     | Fri 06 Mar 2026 17:00 | the same day
        Fri 06 Mar 2026 16:00 | no     | Mon 09 Mar 2026 17:00 | too little of Friday is left
        Fri 06 Mar 2026 16:00 | yes    | Fri 06 Mar 2026 17:00 | danger: within the hour
        Sat 07 Mar 2026 03:00 | yes    | Sat 07 Mar 2026 04:00 | by night too
        Sat 07 Mar 2026 03:00 | no     | Mon 09 Mar 2026 17:00 | the next working day
        """,
        answer=answer,
    )


def test_who_becomes_a_subject():
    """A child at home with an adult victim of domestic abuse is a victim in their own right."""
    areas = practice.practice_areas()

    def answer(row):
        who = Named(part=row["part"], age=int(row["age"]) if row["age"] else None)
        part = part_in_enquiry(
            who,
            lives_there=row["lives there"],
            area=areas.get(row["area"]),
            on=datetime.date(2026, 3, 6),
        )
        return {"subject as": part}

    check_rows(
        """
        part          | age | lives there    | area                | subject as
        --------------|-----|----------------|---------------------|--------------
        household     | 7   | yes            | domestic_abuse      | child
        other         | 15  |                | domestic_abuse      | child
        household     | 40  | yes            | domestic_abuse      | household
        household     |     | yes            | domestic_abuse      | household
        household     | 7   | yes            | financial_abuse     | household
        other         | 40  | comes_and_goes | child_abuse_neglect | household
        other         | 40  | no             | child_abuse_neglect |
        feared        | 40  | no             | child_abuse_neglect | feared
        adult_at_risk | 82  | yes            | financial_abuse     | adult_at_risk
        """,
        answer=answer,
    )


def test_how_an_age_is_said():
    def answer(row):
        born = datetime.date.fromisoformat(row["born"])
        who = Named(part="child", born_on=born, born_precision=row["precision"])
        return {"said": age_in_words(who, on=datetime.date(2026, 11, 23))}

    check_rows(
        """
        born       | precision | said
        -----------|-----------|----------
        2020-02-01 | day       | 6
        2025-09-20 | day       | 14 months
        2026-10-25 | day       | 0 months
        2019-11-24 | day       | 6
        1986-01-01 | year      | about 40
        """,
        answer=answer,
    )


def test_a_contact_is_named_by_the_people_it_is_about():
    on = datetime.date(2026, 11, 23)
    wren = Named(part="child", name="Wren Tallow", age=6)
    kit = Named(part="child", name="Kit Tallow", born_on=datetime.date(2025, 9, 20))
    dev = Named(part="feared", name="Dev")

    assert names_in_words([wren, kit, dev], on=on) == "Wren Tallow, 6, and Kit Tallow, 14 months"
    assert names_in_words([dev], on=on) == "Dev"
    assert names_in_words([], on=on) == "Nobody named yet"
    assert names_in_words([Named(part="child", is_unborn=True)], on=on) == "Unborn baby"
