"""What keeps a record from closing, code by code."""

from datetime import date

import pytest
from tests.rooms.instruments.records import (
    LONG_ENOUGH,
    TODAY,
    answer,
    blank,
    complete,
    result_of,
    small,
)

INSTRUMENT = small()


def missing(*answers, **more):
    result = result_of(INSTRUMENT, complete(INSTRUMENT, *answers, **more))
    return [fault.code for fault in result.missing]


def test_a_complete_record_may_close():
    result = result_of(INSTRUMENT, complete(INSTRUMENT, answer("hurt", "absent")))

    assert result.missing == ()
    assert result.may_close


def test_an_empty_record_lists_everything_in_the_order_of_the_format():
    result = result_of(INSTRUMENT, blank(INSTRUMENT))

    assert [fault.code for fault in result.missing] == [
        "before_you_start",
        "answer.story",
        "voice",
        "judgement.band",
        "judgement.rationale.why_1",
        "judgement.rationale.why_2",
        "judgement.rationale.why_3",
        "judgement.confidence",
    ]
    assert all(fault.words for fault in result.missing)


@pytest.mark.parametrize("acknowledged", [False, None, "true", 1])
def test_the_safety_notes_must_be_acknowledged_in_so_many_words(acknowledged):
    assert missing(before_you_start_acknowledged=acknowledged) == ["before_you_start"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (answer("hurt", "present", evidence=" "), ["evidence.hurt"]),
        (answer("hurt", "present", sources=[]), ["evidence.hurt"]),
        (answer("hurt", "present", information_date=None), ["evidence.hurt"]),
        ({"item": "hurt", "value": "absent"}, []),
        ({"item": "hurt", "value": "unknown"}, []),
        ({"item": "safe_adult", "value": "strong"}, ["evidence.safe_adult"]),
        ({"item": "effect", "value": "unknown"}, ["evidence.effect"]),
        ({"item": "story", "value": "A fall, they say"}, []),
        ({"item": "when_last", "value": "today"}, []),
    ],
)
def test_which_answers_need_evidence(row, code):
    assert missing(row) == code


def test_a_corrected_answer_needs_no_evidence_any_more():
    first = {"id": "a1", "item": "hurt", "value": "present"}

    assert missing(first, {"item": "hurt", "value": "absent", "corrects": "a1"}) == []
    assert missing(first, {"item": "hurt", "value": None, "corrects": "a1"}) == []


PLAN = {"reason": "not_yet_seen", "plan": "Visit on Tuesday", "try_again_on": "2026-06-03"}


@pytest.mark.parametrize(
    ("voice", "code"),
    [
        ({}, ["voice"]),
        ({"if_not_obtained": PLAN}, []),
        ({"if_not_obtained": {**PLAN, "plan": " "}}, ["voice"]),
        ({"if_not_obtained": {**PLAN, "reason": None}}, ["voice"]),
        ({"if_not_obtained": {**PLAN, "try_again_on": ""}}, ["voice"]),
        ({"how_used": "It was"}, ["voice"]),
        ({"own_words": "I like it here"}, ["voice.observed", "voice.how_used"]),
        ({"observed": "Quiet", "if_not_obtained": PLAN}, ["voice.how_used"]),
        ({"observed": "Quiet", "how_used": "It was"}, []),
    ],
)
def test_the_voice_is_there_or_the_plan_to_hear_it(voice, code):
    assert missing(voice=voice) == code


@pytest.mark.parametrize(
    ("talk", "is_enough"),
    [
        ({"by": "supervisor", "date": "2026-05-30", "view": "Agreed"}, True),
        ({"by": "worker", "date": "2026-05-30", "view": "Agreed"}, False),
        ({"by": " WORKER ", "date": "2026-05-30", "view": "Agreed"}, False),
        ({"by": "supervisor", "date": None, "view": "Agreed"}, False),
        ({"by": "supervisor", "date": "2026-05-30", "view": " "}, False),
        ({"by": "", "date": "2026-05-30", "view": "Agreed"}, False),
        (None, False),
    ],
)
def test_a_worrying_critical_answer_is_discussed_with_somebody_else(talk, is_enough):
    codes = missing(answer("hurt", "present"), supervisor_discussion=talk)

    assert codes == ([] if is_enough else ["supervisor_discussion"])


@pytest.mark.parametrize(
    ("row", "is_worrying"),
    [
        (answer("safe_adult", "none"), True),
        (answer("safe_adult", "strong"), False),
        (answer("hurt", "unknown"), False),
        (answer("afraid", "present"), False),
    ],
)
def test_for_a_strength_the_worry_is_that_it_is_missing(row, is_worrying):
    codes = missing(row, supervisor_discussion=None)

    assert ("supervisor_discussion" in codes) is is_worrying


def judgement(band):
    rationale = {f"why_{n}": LONG_ENOUGH for n in (1, 2, 3)}
    return {"band": band, "rationale": rationale, "confidence": "low"}


@pytest.mark.parametrize(
    ("band", "codes"),
    [
        ("middle", []),
        ("high", ["override.reason"]),
        ("low", ["override.reason", "override.second_person", "override.met.supervisor_review"]),
    ],
)
def test_departing_from_the_floor_takes_a_reason_and_below_it_a_second_person(band, codes):
    afraid = answer("afraid", "present")

    assert missing(afraid, judgement=judgement(band), override=None) == codes


def test_without_a_floor_no_band_is_a_departure():
    assert missing(judgement=judgement("low"), override=None) == []


@pytest.mark.parametrize("second", ["", "worker", {"user": "Worker", "role": "manager"}, None])
def test_the_second_person_is_somebody_else(second):
    override = {"reason": LONG_ENOUGH, "second_person": second, "met": ["supervisor_review"]}
    afraid = answer("afraid", "present")

    assert missing(afraid, judgement=judgement("low"), override=override) == [
        "override.second_person"
    ]


def test_a_reason_is_measured_without_the_space_around_it():
    override = {"reason": "x" * 59 + " " * 20}

    assert missing(answer("afraid", "present"), override=override) == ["override.reason"]


@pytest.mark.parametrize(
    ("said", "is_enough"),
    [
        ([{"rule": "hurt_now", "response": "followed"}], True),
        ([{"rule": "hurt_now", "response": "departed", "reason": "x" * 60}], True),
        ([{"rule": "hurt_now", "response": "departed", "reason": "x" * 59}], False),
        ([{"rule": "hurt_now", "response": "departed"}], False),
        ([{"rule": "hurt_now", "response": None}], False),
        ([{"rule": "afraid_now", "response": "followed"}], False),
        ([], False),
    ],
)
def test_a_requirement_is_followed_or_departed_from_with_a_reason(said, is_enough):
    codes = missing(answer("hurt", "present"), rules_fired=said)

    assert codes == ([] if is_enough else ["response.hurt_now"])


def test_a_rule_that_only_sets_a_floor_or_warns_needs_no_response():
    assert missing(answer("afraid", "present"), rules_fired=[]) == []


def test_what_was_stored_of_an_earlier_evaluation_is_not_trusted():
    values = complete(
        INSTRUMENT,
        answer("hurt", "present"),
        unknown_count=0,
        rules_fired=[{"rule": "afraid_now", "effects": [{"floor_band": "low"}]}],
    )
    result = result_of(INSTRUMENT, values)

    assert [rule.id for rule in result.fired] == ["hurt_now", "not_asked"]
    assert result.unknown_count == 5


def test_unknowns_are_counted_once_an_item_and_not_for_text():
    values = blank(
        INSTRUMENT,
        answer("hurt", "na"),
        answer("afraid", "unknown"),
        answer("safe_adult", "not_asked"),
        answer("safe_adult", "some"),
        answer("where", ["unsure"]),
        answer("when_last", "earlier"),
    )

    unknown = [item.id for item in result_of(INSTRUMENT, values).unknown]

    assert unknown == ["afraid", "where", "effect"]


def test_the_review_is_counted_from_the_day_of_closing_or_today():
    afraid = answer("afraid", "present")
    closed = complete(
        INSTRUMENT, afraid, judgement=judgement("middle"), closed_at="2026-05-04T16:00"
    )

    assert result_of(INSTRUMENT, closed).review_due_on == date(2026, 6, 1)
    del closed["closed_at"]
    assert result_of(INSTRUMENT, closed).review_due_on == date(2026, 6, 29)


def test_no_review_is_planned_where_only_a_change_opens_the_record_again():
    values = complete(INSTRUMENT, judgement=judgement("high"))

    assert result_of(INSTRUMENT, values).review_due_on is None


@pytest.mark.parametrize(("day", "is_old"), [("2025-11-30", True), ("2025-12-01", False)])
def test_information_of_more_than_six_months_is_labelled_and_still_counts(day, is_old):
    values = blank(INSTRUMENT, answer("hurt", "present", information_date=day))
    result = result_of(INSTRUMENT, values, today=TODAY)

    assert [old.item.id for old in result.old_answers] == (["hurt"] if is_old else [])
    assert result.floor.id == "high"


def test_disagreement_stays_visible():
    values = blank(INSTRUMENT, answer("hurt", "present"), answer("hurt", "absent", agency="police"))
    result = result_of(INSTRUMENT, values)

    assert [item.id for item in result.disagreements] == ["hurt"]
    assert result.answers_in_words("hurt") == ("Yes", "No")
