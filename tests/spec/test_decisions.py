"""Who decides, when it may end, and who hears what: tables a safeguarding lead can check."""

from datetime import UTC, datetime, timedelta

import pytest

from openmash import policy
from openmash.decisions import rules, told
from openmash.decisions.answers import Answers, Before, ForPerson, Person, PlannedAction
from openmash.decisions.outcomes import outcomes
from openmash.errors import RuleBroken
from openmash.policy import EnquiryFacts, Remit, Role, Viewer
from openmash.products.closing.rules import Sent, State, why_not_yet
from openmash.products.sending import Readiness
from openmash.products.sending import why_not_yet as why_not_sent
from openmash.sources import get

from .tables import check_rows

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
CHILD = Person(key=1, part="child", name="Wren Tallow")
ADULT = Person(key=2, part="adult_at_risk", name="Ida Mossop")
LONG = "We read all answers together with the school and her aunt, and saw her twice this week."


def viewer(roles: str, *, remit: Remit = Remit.CHILDREN) -> Viewer:
    return Viewer(
        id=1,
        agency=1,
        roles=frozenset(Role(name.strip()) for name in roles.split("+")),
        remits=frozenset({remit}),
    )


def yes(verdict) -> str:
    return "yes" if verdict else "no"


def test_who_may_decide_and_who_may_send():
    """A decision maker of the remit decides; nobody decides who also answers for an agency."""
    children = EnquiryFacts(remits=frozenset({Remit.CHILDREN}))
    check_rows(
        """
        role                               | remit    | decides | sends
        -----------------------------------|----------|---------|------
        decision_maker                     | children | yes     | yes
        decision_maker                     | adults   | no      | no
        decision_maker + agency_researcher | children | no      | yes
        hub_manager                        | children | no      | no
        triage                             | children | no      | no
        agency_researcher                  | children | no      | no
        lead_practitioner                  | children | no      | no
        information_governance             | children | no      | no
        analyst                            | children | no      | no
        administrator                      | children | no      | no
        """,
        answer=lambda row: {
            "decides": yes(
                policy.may_decide(viewer(row["role"], remit=Remit(row["remit"])), children)
            ),
            "sends": yes(
                policy.may_send_product(viewer(row["role"], remit=Remit(row["remit"])), children)
            ),
        },
    )


def whole(**fields) -> Answers:
    given = {
        "voice": "I do not want to go home.",
        "rationale": LONG,
        "people": (ForPerson(person=1, level="4", outcomes=("O_S47",)),),
        "told": "YES",
        "actions": (PlannedAction(what="See her", agency=1, due_on=NOW.date()),),
    }
    return Answers(**(given | fields))


def open_needs(answers: Answers, **before) -> set[str]:
    before = {"people": (CHILD,)} | before
    return {need.code for need in rules.missing(answers, before=Before(**before))}


LEFT_OUT = {
    "nothing": ({}, {}),
    "the voice": ({"voice": ""}, {}),
    "the voice, but why not and what is done": (
        {"voice": "", "voice_why_not": "She is one.", "voice_plan": "Seen today."}, {},
    ),
    "the voice, and only why not": ({"voice": "", "voice_why_not": "She is one."}, {}),
    "an answer that is not in": ({}, {"unanswered": ("R-1",)}),
    "an answer not in, gone without": (
        {"went_without": {"R-1": "No time."}}, {"unanswered": ("R-1",)},
    ),
    "an answer to a dissent": ({}, {"dissents": (7,)}),
    "the rationale": ({"rationale": " "}, {}),
    "why they are not told": ({"told": "NO_RISK"}, {}),
    "who does what": ({"actions": ()}, {}),
    "why it is decided again": ({}, {"earlier_decisions": 1}),
    "the level": ({"people": (ForPerson(person=1, outcomes=("O_S47",)),)}, {}),
    "an outcome": ({"people": (ForPerson(person=1, level="4"),)}, {}),
}  # fmt: skip


def test_what_every_decision_says():
    """What is missing is named. An agency's silence never blocks; going without it needs a word."""
    check_rows(
        """
        left out                                | still needed
        ----------------------------------------|-------------
        nothing                                 | -
        the voice                               | voice
        the voice, but why not and what is done | -
        the voice, and only why not             | voice
        an answer that is not in                | requests
        an answer not in, gone without          | -
        an answer to a dissent                  | views
        the rationale                           | rationale
        why they are not told                   | told
        who does what                           | actions
        why it is decided again                 | why_again
        the level                               | person-1
        an outcome                              | person-1
        """,
        answer=lambda row: {
            "still needed": ", ".join(
                sorted(
                    open_needs(
                        whole(**LEFT_OUT[row["left out"]][0]), **LEFT_OUT[row["left out"]][1]
                    )
                )
            )
            or "-"
        },
    )


def person_repair(row) -> str:
    if row["who"] == "child":
        decided = ForPerson(person=1, level=row["level"], outcomes=(row["outcome"],))
        person = CHILD
    else:
        parts = dict(zip(("needs", "experiencing", "unable"), row["level"].split(), strict=True))
        decided = ForPerson(person=2, adult_test=parts, outcomes=(row["outcome"],))
        person = ADULT
    needs = rules.missing(whole(people=(decided,)), before=Before(people=(person,)))
    return "no" if needs else "yes"


def test_levels_the_adult_test_and_outcomes_fit_together():
    """Section 47 is for level 4, which never ends with advice; section 42 met is a duty."""
    check_rows(
        """
        who   | level              | outcome     | fits
        ------|--------------------|-------------|-----
        child | 4                  | O_S47       | yes
        child | 3                  | O_S47       | no
        child | 3                  | O_S17       | yes
        child | 2                  | O_EH        | yes
        child | 1                  | O_UNI       | yes
        child | 4                  | O_UNI       | no
        child | 4                  | O_S42       | no
        adult | yes yes yes        | O_S42       | yes
        adult | yes yes yes        | O_S9        | no
        adult | yes no yes         | O_S42       | no
        adult | yes not_known yes  | O_S42_OTHER | yes
        adult | no no no           | O_S9        | yes
        adult | yes yes yes        | O_S47       | no
        """,
        answer=lambda row: {"fits": person_repair(row)},
    )


def may_end(row) -> str:
    decided = ForPerson(person=1, level="1", outcomes=("O_UNI",), closing_reasons=(row["reason"],))
    try:
        rules.check_closing(decided, person=CHILD, rationale=row["words"])
    except RuleBroken:
        return "no"
    return "yes"


def test_what_is_never_by_itself_a_reason_to_end():
    """Capacity, declining, not engaging, another agency and a score never end anything alone."""
    check_rows(
        f"""
        reason       | words                                  | ends
        -------------|----------------------------------------|-----
        needs_met    | {LONG} | yes
        explained    | {LONG} | yes
        has_capacity | {LONG} | no
        declined     | {LONG} | no
        not_engaging | {LONG} | no
        other_agency | {LONG} | no
        low_score    | {LONG} | no
        needs_met    | The family declined. | no
        needs_met    | Has capacity. | no
        """,
        answer=lambda row: {"ends": may_end(row)},
    )


def test_what_the_person_who_spoke_up_hears():
    """The most urgent outcome gives the band; a member of the household hears only "received"."""

    def heard(row):
        given = told.outcome_words(
            row["outcomes"].split(),
            is_professional=row["who"] == "teacher",
            may_hear_more_than_receipt=row["who"] != "uncle at home",
        )
        return {"band": given.band, "hears more": yes(given.words != told.RECEIVED)}

    check_rows(
        """
        who           | outcomes        | band                  | hears more
        --------------|-----------------|-----------------------|-----------
        teacher       | O_S47 O_POLICE  | being_looked_into     | yes
        teacher       | O_S17           | help_being_arranged   | yes
        neighbour     | O_EH O_UNI      | help_being_arranged   | yes
        neighbour     | O_UNI           | advice_given          | yes
        teacher       | O_OPEN          | with_their_worker     | yes
        uncle at home | O_S47           | being_looked_into     | no
        """,
        answer=heard,
    )


ENDS = {
    "all answered": {},
    "nobody told": {"sent": ()},
    "not answered for an hour": {"sent": ("", timedelta(hours=1))},
    "not answered for four days": {"sent": ("", timedelta(days=4))},
    "sent back": {"sent": ("rejected", timedelta(hours=1))},
    "a referrer not told": {"contacts_not_told": ("C-1",)},
    "somebody without outcome": {"people_without_outcome": 1},
    "risk offered": {"is_risk_offered": True},
    "something came in after": {"arrived_after": 1},
}


def test_when_an_enquiry_may_end():
    """Every recipient has answered or their time ran out, and everybody who spoke up was told."""

    def ends(row):
        given = dict(ENDS[row["situation"]])
        answer, ago = given.pop("sent", ("accepted", timedelta(hours=2))) or (None, None)
        sent = ()
        if answer is not None:
            one = {"reference": "I-1", "agency": "Team", "agency_key": 1, "answer": answer}
            sent = (Sent(**one, delivered_at=NOW - ago),)
        state = {
            "is_ended": False, "people_without_outcome": 0, "is_acted_on_elsewhere": True,
            "sent": sent, "contacts_not_told": (), "is_risk_offered": False,
        }  # fmt: skip
        return {"may end": yes(not why_not_yet(State(**(state | given)), now=NOW))}

    check_rows(
        """
        situation                  | may end
        ---------------------------|--------
        all answered               | yes
        nobody told                | no
        not answered for an hour   | no
        not answered for four days | yes
        sent back                  | no
        a referrer not told        | no
        somebody without outcome   | no
        risk offered               | no
        something came in after    | no
        """,
        answer=ends,
    )


def test_when_a_product_may_go_without_a_sharing_agreement():
    """Danger does not wait for paper, and says why it did not."""

    def goes(row):
        readiness = Readiness(
            has_live_agreement=row["agreement"] == "in force",
            without_agreement_why="" if row["reason"] == "none" else row["reason"],
            level=row["level"],
            brag=row["rating"],
            is_safe_contact_answered=row["safe contact"] == "answered",
            is_ended=False,
        )
        return {"goes": yes(not why_not_sent(readiness))}

    check_rows(
        """
        agreement | level | rating | reason  | safe contact | goes
        ----------|-------|--------|---------|--------------|-----
        in force  | 3     | amber  | none    | answered     | yes
        in force  | 3     | amber  | none    | open         | no
        none      | 3     | amber  | tonight | answered     | no
        none      | 4     | amber  | tonight | answered     | yes
        none      | 4     | amber  | none    | answered     | no
        none      | 2     | red    | tonight | answered     | yes
        """,
        answer=goes,
    )


@pytest.mark.parametrize("code", list(outcomes()))
def test_every_outcome_has_its_sources_and_words_a_referrer_may_hear(code):
    outcome = outcomes()[code]

    assert outcome.told.endswith(".")
    assert outcome.band in told.BAND_ORDER
    assert all(get(source) for source in outcome.sources)
