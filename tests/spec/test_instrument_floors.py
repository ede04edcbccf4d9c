"""What the newer instruments ask of a practitioner, as rows that a lead can check.

A row says what was answered and what the record knows (`age`, `children`), and
the lowest band that may be chosen without a second person. Nothing here decides: a person does.
"""

from functools import partial

from tests.rooms.instruments.records import answer, blank, result_of
from tests.spec.tables import Row

from openmash.instruments.engine import get_instrument

FACTS = {"age": "subject_age_years", "children": "children_in_household"}


def floor_of(row: Row, *, name: str) -> dict[str, str]:
    """Return the floor of a record of this instrument, with the answers and facts of a row."""
    instrument = get_instrument(name)
    told = dict(part.strip().split("=") for part in row["answered"].split(",") if part.strip())
    facts = {FACTS[name]: int(told.pop(name)) for name in FACTS if name in told}
    record = blank(instrument, *(answer(item, value) for item, value in told.items()), facts=facts)
    floor = result_of(instrument, record).floor
    return {"floor": floor.id if floor else "none"}


def test_a_child_who_lives_with_abuse_is_a_victim(holds):
    """What the person causing harm does sets the floor, not whether the child saw it."""
    holds(
        """
        answered                                         | floor            | because
        -------------------------------------------------|------------------|-------------------------------------------
        sees_or_hears=current                            | family_help      | hearing it counts
        sees_or_hears=current, baby_or_pregnancy=present | child_in_need    | a baby cannot leave the room
        caught_up=recent                                 | child_in_need    | in the middle of violence
        caught_up=recent, age=1                          | significant_harm | a baby held may be hurt
        directly_hurt=current, age=9                     | significant_harm | the child was hurt
        life_threatened_at_home=recent                   | significant_harm | it could kill the child too
        suicide_and_children=current, separation=present | immediate_danger | think of the next handover
        safe_tonight=none                                | immediate_danger | tonight comes first
        directly_hurt=past                               | family_help      | long ago is not over
        separation=present                               | none             | leaving is no harm by anybody
        """,
        answer=partial(floor_of, name="child-domestic-abuse"),
    )


def test_stalking_is_one_course_of_conduct(holds):
    """Small acts are read together; fear and danger to life raise the floor."""
    holds(
        """
        answered                                              | floor     | because
        ------------------------------------------------------|-----------|----------------------------------
        unwanted_contact=current                              | none      | one act: a person still judges
        unwanted_contact=current, fixed_on_person=present     | stalking  | fixation shows where it may go
        unwanted_contact=current, following_or_waiting=recent | stalking  | two acts are a course of conduct
        carried_on_after_no=current                           | stalking  | it went on after a no
        very_frightened=present                               | high      | the person knows it best
        order_or_bail_broken=recent                           | high      | a court did not stop it
        interference=current                                  | high      | somebody was inside
        threats=current                                       | high      | danger to life
        threats=current, weapons_or_preparation=current       | immediate | two at once leave no room to wait
        """,
        answer=partial(floor_of, name="stalking"),
    )


def test_missing_is_acted_on_now(holds):
    """Nobody waits out a day."""
    holds(
        """
        answered                                            | floor             | because
        ----------------------------------------------------|-------------------|---------------------------
        missing_now=present, age=16                         | missing           | report now
        missing_now=present, age=11                         | missing_in_danger | a young child
        missing_now=present, body_in_danger=present, age=81 | missing_in_danger | cold, water, medicine
        missing_now=unknown                                 | help_on_return    | not knowing may be missing
        missing_now=absent                                  | help_on_return    | nobody has heard them yet
        """,
        answer=partial(floor_of, name="missing-person"),
    )


def test_coming_back_is_the_beginning_of_the_work(holds):
    """The person is back and was heard; what they went from or towards decides what follows."""
    back = "missing_now=absent, return_conversation_held=present, "

    holds(
        """
        answered                          | floor           | because
        ----------------------------------|-----------------|----------------------------
        missing_someone=present           | none            | a person judges
        fled_harm=current                 | harm_or_pattern | they went from harm
        drawn_by_someone=recent           | harm_or_pattern | they went towards somebody
        earlier_times=three_or_more       | harm_or_pattern | a pattern with a reason
        place_safe_to_return=none         | harm_or_pattern | do not take them back to it
        family_honour_or_marriage=current | harm_or_pattern | relatives are not told
        """,
        answer=lambda row: floor_of({"answered": back + row["answered"]}, name="missing-person"),
    )


def test_signs_of_slavery_are_enough(holds):
    """Proof is for the decision maker; a child is always referred."""
    holds(
        """
        answered                                        | floor        | because
        ------------------------------------------------|--------------|-------------------------------------
        spoken_for=current, age=30                      | look_further | see the person again, alone
        made_to_work=current, age=30                    | refer        | signs are enough
        papers_held=current, money_taken=recent, age=30 | refer        | two signs together
        child_without_family=present, age=15            | refer        | a child nobody can place
        papers_held=current                             | refer        | age not known counts as a child
        others_still_held=present, age=30               | immediate    | others may pay for it
        status_fear=present, age=30                     | none         | fear of police is no sign of slavery
        """,
        answer=partial(floor_of, name="modern-slavery"),
    )


def test_belief_is_lawful_and_harm_is_not(holds):
    """A prayer sets no floor; an accusation or an act against the child does."""
    holds(
        """
        answered                               | floor            | because
        ---------------------------------------|------------------|-------------------------------------------
        difference_seen_as_sign=current        | early_help       | a doctor explains it kindly
        blamed_for_misfortune=current          | child_in_need    | blamed now, accused next
        called_evil=current                    | significant_harm | an accusation harms and comes before blows
        called_evil=past                       | child_in_need    | accusations return
        deprived=recent                        | significant_harm | no belief excuses it
        rite_planned=present, called_evil=past | immediate_danger | an accused child with a rite to come
        carers_under_pressure=present          | none             | help, not suspicion
        """,
        answer=partial(floor_of, name="faith-belief-abuse"),
    )
