"""The clock register: complete, cited, and as careful as the law."""

from datetime import timedelta

import pytest

from openmash import sources
from openmash.errors import BadInput, RuleBroken, UnknownClock
from openmash.timekeeping import (
    ClockRule,
    Confidence,
    Kind,
    Mode,
    Unit,
    clock_rule,
    clocks_to_choose,
    load_clock_rules,
    pause_reasons,
    tighten,
    with_mode,
)

RULES = list(load_clock_rules().values())
DANGER = {"REQ-R", "HUB-TOT-R", "C-STRAT-I", "AD-EMERG-I"}


def rule(**changes) -> ClockRule:
    """The smallest valid local rule."""
    plain = {
        "code": "T-1",
        "title": "Try something",
        "mode": Mode.OPEN_HOURS,
        "amount": 4,
        "unit": Unit.HOURS,
        "start_event": "begun",
        "stop_event": "done",
        "kind": Kind.LOCAL,
        "confidence": Confidence.LOCAL_DEFAULT,
        "sources": ("LOCAL-PRACTICE",),
    }
    return ClockRule(**{**plain, **changes})


def test_the_register_is_whole():
    assert len(RULES) == 98


@pytest.mark.parametrize("found", RULES, ids=lambda found: found.code)
def test_every_clock_has_a_plain_title_and_sources_that_exist(found):
    assert found.title[0].isupper()
    assert not found.title.endswith(".")
    assert found.sources
    for source in found.sources:
        assert sources.get(source)


def test_clocks_without_a_number_are_clocks():
    at_once = {found.code for found in RULES if found.amount is None}

    assert at_once == {"X-DTN", "X-CSA", "AD-MISS", "DA-OE", "AS-REV"}
    assert clock_rule("X-DTN").amount_in_words == "at once, or as soon as practicable"


def test_what_is_for_danger_now_never_waits_for_the_office():
    assert {found.code for found in RULES if found.always_elapsed} == DANGER
    for code in DANGER:
        assert clock_rule(code).mode is Mode.ELAPSED_HOURS
        assert not clock_rule(code).pausable
        with pytest.raises(RuleBroken, match="never waits for the office"):
            with_mode(clock_rule(code), mode=Mode.OPEN_HOURS, amount=4)


def test_statutory_clocks_stand_still_only_where_the_register_says_so():
    pausable = {found.code for found in RULES if found.kind is Kind.STAT and found.pausable}

    assert pausable == {"C-COURT", "X-CSA", "AD-DOLS-U", "AD-S136", "I-SAR", "I-FOI"}
    assert not clock_rule("HUB-DEC").pausable


def test_the_hub_is_asked_which_hours_it_means():
    assert [found.code for found in clocks_to_choose()] == ["REQ-A", "REQ-G"]

    chosen = with_mode(clock_rule("REQ-A"), mode=Mode.ELAPSED_HOURS, amount=24)
    assert (chosen.mode, chosen.amount, chosen.mode_chosen_at_install) == ("EH", 24, False)
    kept = with_mode(clock_rule("REQ-G"), mode=Mode.OPEN_HOURS, amount=24)
    assert (kept.amount, kept.published_amount, kept.mode_chosen_at_install) == (24, 72, False)
    in_days = with_mode(clock_rule("REQ-A"), mode=Mode.WORKING_DAYS, amount=1)
    assert in_days.amount_in_words == "1 working day"


def test_the_law_sets_how_its_clocks_count():
    with pytest.raises(RuleBroken, match="set by law"):
        with_mode(clock_rule("M-RHI"), mode=Mode.WORKING_DAYS, amount=3)


def test_an_adapted_clock_still_knows_its_published_number():
    shorter = tighten(clock_rule("C-CF"), amount=35)

    assert shorter.is_adapted
    assert (shorter.amount, shorter.published_amount) == (35, 45)
    assert not clock_rule("C-CF").is_adapted


def test_a_refusal_to_loosen_is_a_sentence():
    with pytest.raises(RuleBroken, match=r"C-CF .* at most 45 working days by law"):
        tighten(clock_rule("C-CF"), amount=60)
    with pytest.raises(RuleBroken, match="lasts at least 30 days by law"):
        tighten(clock_rule("X-NRM-REC"), amount=10)
    with pytest.raises(RuleBroken, match="The law gives no number"):
        tighten(clock_rule("X-DTN"), amount=10)


@pytest.mark.parametrize("amount", [0, -1])
def test_a_clock_has_a_length(amount):
    with pytest.raises(BadInput, match="above zero"):
        rule(amount=amount)


def test_a_mode_counts_only_its_own_units():
    with pytest.raises(BadInput, match="WORKING_DAYS cannot count hours"):
        rule(mode=Mode.WORKING_DAYS)


def test_lengths_are_said_as_people_say_them():
    assert rule().amount_in_words == "4 opening hours"
    same_day = rule(mode=Mode.WORKING_DAYS, unit=Unit.WORKING_DAYS, amount=0)
    assert same_day.amount_in_words == "the same working day"
    assert clock_rule("I-SAR").amount_in_words == "1 month"


def test_limits_in_law_are_marked_as_such():
    doctor = pause_reasons()["doctor_extension_12_hours"]

    assert doctor.limit == timedelta(hours=12)
    assert doctor.is_limit_in_law
    assert pause_reasons()["identity_or_clarification"].limit is None


def test_an_unknown_clock_is_an_error():
    with pytest.raises(UnknownClock, match=r"clocks.yaml"):
        clock_rule("HUB-NEVER")
