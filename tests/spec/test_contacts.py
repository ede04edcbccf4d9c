"""A worry in sentences: whose it is, what it needs before it goes, who may hear what."""

import datetime

from tests.spec.tables import check_rows

from openmash.contacts import coach, rules
from openmash.contacts.answers import Answers, Part, PersonInContact
from openmash.people.rules import PersonAsWritten

DAY = datetime.date(2026, 11, 23)


def people(cell: str) -> tuple[PersonInContact, ...]:
    """Read "child 6, adult_at_risk 81, unborn": a part and, if known, an age."""
    found = []
    for words in (part.split() for part in cell.split(",") if part.strip() not in ("", "nobody")):
        is_unborn = words[0] == "unborn"
        facts = PersonAsWritten(age=int(words[1]) if words[1:] else None, is_unborn=is_unborn)
        part = Part.CHILD if is_unborn else Part(words[0])
        found.append(PersonInContact(part=part, facts=facts))
    return tuple(found)


def test_a_worry_reaches_the_team_for_everybody_in_it():
    """A child or unborn baby makes it the children's team's, an adult at risk the adults'."""

    def answer(row):
        remits = rules.remits_of(people(row["about"]), on=DAY)
        return {"reaches": " and ".join(remits)}

    check_rows(
        """
        about                     | reaches             | because
        --------------------------|---------------------|-----------------------------------------
        child 6                   | children            |
        unborn                    | children            | a baby who is not born yet counts
        adult_at_risk 81          | adults              |
        adult_at_risk 30, child 4 | children and adults | one front door
        adult_at_risk 17          | children            | under 18 is a child, whatever is ticked
        feared 16, adult_at_risk 80 | children and adults | a child who causes harm is a child too
        household 40              | children and adults | nobody says who is concerned
        nobody                    | children and adults | so that neither team misses it
        """,
        answer=answer,
    )


def test_little_is_needed_and_nothing_where_there_is_danger_now():
    def answer(row):
        said = Answers(
            kind=row["kind"],
            danger=row["danger"],
            seen=row["seen"],
            voice_why_not=row["voice"],
            people=people(row["about"]),
        )
        needs = rules.needs_before_sending(said, has_account=row["account"] == "yes")
        return {"still needs": ", ".join(need.step for need in needs)}

    check_rows(
        """
        kind         | danger   | account | about   | seen   | voice   | still needs
        -------------|----------|---------|---------|--------|---------|--------------------
        worry        |          | yes     | child 6 | a mark | why not | danger
        worry        | yes      | no      | nobody  |        |         |
        worry        | no       | yes     | child 6 | a mark | why not |
        worry        | not_sure | yes     | child 6 | a mark |         | voice
        worry        | no       | yes     | nobody  |        | why not | seen, people
        worry        | no       | no      | child 6 | a mark | why not | you
        consultation | no       | yes     | nobody  | a mark |         |
        """,
        answer=answer,
    )


def test_whoever_is_of_the_household_hears_received_and_no_more():
    """Feedback must not tell a partner or carer what others said."""

    def answer(row):
        told = rules.is_household_linked(row["is to them"], has_agency=row["agency"] == "yes")
        return {"hears": "received" if told else "what became of it"}

    check_rows(
        """
        is to them                     | agency | hears
        -------------------------------|--------|------------------
        professional                   | yes    | what became of it
        professional: GP of the mother | yes    | what became of it
        neighbour                      | no     | what became of it
        relative                       | no     | what became of it
        household                      | no     | received
        partner: we parted in May      | no     | received
        carer                          | no     | received
        the mother's ex-partner        | no     | received
        lives with them                | no     | received
                                       | no     | received
                                       | yes    | what became of it
        """,
        answer=answer,
    )


def test_nobody_in_danger_is_ever_coached():
    thin = Answers(danger="yes", people=people("child"))

    assert coach.open_checks(thin) == ()
    assert coach.open_checks(Answers(danger="no", people=people("child")))


def test_the_most_telling_hints_come_first_and_go_once_answered():
    asked = Answers(danger="no", people=people("child"))
    seen = PersonInContact(
        part=Part.CHILD, facts=PersonAsWritten(age=6), last_seen_on=DAY, known_to="Heronbrook"
    )
    answered = Answers(danger="no", people=(seen,))

    assert {check.id for check in coach.open_checks(asked)} > {"child_seen", "child_age"}
    assert {"child_seen", "child_age", "known_to"}.isdisjoint(
        check.id for check in coach.open_checks(answered)
    )
    assert coach.open_checks(asked)[0].rank == 1
