"""Every form of a condition, on a small made-up instrument."""

import pytest
from tests.rooms.instruments.records import answer, blank, fires, result_of, small, with_rule

HURT = {"item": "hurt", "in": ["present"]}


def test_an_answer_in_the_list_fires_and_another_does_not():
    assert fires(HURT, answer("hurt", "present"))
    assert not fires(HURT, answer("hurt", "absent"))
    assert not fires(HURT)


def test_agencies_may_disagree_and_any_of_their_answers_will_do():
    assert fires(HURT, answer("hurt", "absent"), answer("hurt", "present"))


@pytest.mark.parametrize("silent", ["", "  ", None])
def test_no_answer_is_read_as_not_asked_and_never_as_absent(silent):
    assert fires({"item": "hurt", "in": ["not_asked"]}, answer("hurt", silent))
    assert not fires({"item": "hurt", "in": ["absent"]}, answer("hurt", silent))
    assert not fires({"item": "hurt", "in": ["unknown"]}, answer("hurt", silent))


def test_where_there_is_no_not_asked_silence_is_the_first_uncertain_code():
    assert fires({"item": "effect", "in": ["unknown"]})
    assert fires({"item": "where", "in": ["unsure"]})


def test_a_choice_without_uncertain_options_matches_nothing_when_unanswered():
    assert not fires({"item": "when_last", "in": ["today", "earlier"]})


def test_any_chosen_option_of_several_will_do():
    at_home = {"item": "where", "in": ["home"]}

    assert fires(at_home, answer("where", ["school", "home"]))
    assert not fires(at_home, answer("where", ["school"]))


def test_generic_codes_stand_for_the_scale_of_each_item():
    worry = {"count": {"items": ["hurt", "effect"]}, "in": ["positive"], "at_least": 2}

    assert fires(worry, answer("hurt", "present"), answer("effect", "severe"))
    assert not fires(worry, answer("hurt", "present"), answer("effect", "some"))
    assert fires({"item": "effect", "in": ["uncertain"]}, answer("effect", "unknown"))


@pytest.mark.parametrize(
    ("selector", "how_many"),
    [
        ({"items": ["hurt", "afraid"]}, 2),
        ({"tag": "people"}, 1),
        ({"section": "now"}, 3),
        ({"weight": "critical"}, 2),
        ({"polarity": "concern"}, 3),
        ({"axis": "harm"}, 3),
        ({"axis": "harm", "weight": "critical"}, 1),
        ({"items": ["hurt", "safe_adult"], "section": "strengths"}, 1),
    ],
)
def test_selectors_are_added_to_one_another(selector, how_many):
    """Nothing is answered, so every selected item that can be uncertain is."""
    condition = {"count": selector, "in": ["uncertain"], "at_least": how_many}

    instrument = with_rule(condition)
    (rule,) = (rule for rule in instrument.rules if rule.id == "the_rule")

    assert fires(condition)
    assert sum(1 for item in rule.when.items() if silent_is_uncertain(instrument, item)) == how_many


def silent_is_uncertain(instrument, item):
    return instrument.items[item].read_as_when_unanswered is not None


def test_items_are_counted_and_not_answers():
    twice = {"count": {"axis": "harm"}, "in": ["present"], "at_least": 2}

    assert not fires(twice, answer("hurt", "present"), answer("hurt", "present"))
    assert fires(twice, answer("hurt", "present"), answer("afraid", "present"))


def test_a_code_that_a_counted_item_lacks_is_ignored_for_that_item():
    mixed = {"count": {"section": "strengths"}, "in": ["none", "severe"], "at_least": 2}

    assert fires(mixed, answer("safe_adult", "none"), answer("effect", "severe"))


@pytest.mark.parametrize(
    ("comparison", "age", "expected"),
    [
        ({"lt": 2}, 1, True),
        ({"lt": 2}, 2, False),
        ({"gte": 2}, 2, True),
        ({"gte": 2, "lt": 5}, 5, False),
        ({"gte": 2, "lt": 5}, 4, True),
        ({"is": 0}, 0, True),
        ({"lt": 2}, None, False),
        ({"gte": 0}, None, False),
    ],
)
def test_facts_are_compared_and_an_unknown_fact_is_false(comparison, age, expected):
    condition = {"fact": "subject_age_years", **comparison}

    assert fires(condition, facts={"subject_age_years": age}) is expected


def test_a_yes_or_no_fact_may_be_asked_for_no():
    condition = {"fact": "subject_is_disabled", "is": False}

    assert fires(condition, facts={"subject_is_disabled": False})
    assert not fires(condition, facts={"subject_is_disabled": True})
    assert not fires(condition)


def test_facts_that_nobody_knows_are_listed():
    instrument = with_rule({"none": [{"fact": "subject_age_years", "lt": 2}]})

    assert result_of(instrument, blank(instrument)).unknown_facts == ("subject_age_years",)
    known = blank(instrument, facts={"subject_age_years": 0})
    assert result_of(instrument, known).unknown_facts == ()


def test_none_over_an_unknown_fact_is_true():
    assert fires({"none": [{"fact": "subject_age_years", "lt": 2}]})
    assert not fires(
        {"none": [{"fact": "subject_age_years", "lt": 2}]}, facts={"subject_age_years": 1}
    )


def test_the_voice_is_missing_whatever_the_reason_for_it():
    missing = {"voice": "missing"}
    reason = {"reason": "not_yet_seen", "plan": "Visit", "try_again_on": "2026-06-03"}

    assert fires(missing)
    assert fires(missing, voice={"own_words": " ", "if_not_obtained": reason})
    assert fires(missing, voice={"how_used": "Something"})
    assert not fires(missing, voice={"observed": "She smiled"})


def test_conditions_combine():
    afraid = {"item": "afraid", "in": ["present"]}
    answers = [answer("hurt", "present"), answer("afraid", "absent")]

    assert not fires({"all": [HURT, afraid]}, *answers)
    assert fires({"any": [HURT, afraid]}, *answers)
    assert fires({"all": [HURT, {"none": [afraid]}]}, *answers)


def test_several_floors_combine_to_the_highest_and_rules_keep_their_order():
    instrument = small()
    result = result_of(
        instrument, blank(instrument, answer("afraid", "present"), answer("hurt", "present"))
    )

    assert result.floor.id == "high"
    assert [rule.id for rule in result.fired] == ["hurt_now", "afraid_now"]
    assert [floor.band.id for floor in result.floors] == ["high", "middle"]


def test_effects_come_out_as_the_file_writes_them():
    soon = {"suggest_pathway": "police_report", "act_within": "now"}
    instrument = with_rule(HURT, soon, {"start_instrument": "other"}, {"warn": "Take care."})
    result = result_of(instrument, blank(instrument, answer("hurt", "present")))

    assert [effect.as_written() for effect in result.fired[0].then] == [
        soon,
        {"start_instrument": "other"},
        {"warn": "Take care."},
    ]
    assert result.prompts[0].title == "Report a possible crime to police"
    assert result.floor is None
