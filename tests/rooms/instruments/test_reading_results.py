"""A result in plain words, and two results side by side."""

import pytest
from tests.rooms.instruments.records import answer, blank, complete, result_of, small, small_file

from openmash.errors import BadInput
from openmash.instruments.engine import Axis, compare, comparison_in_words, get_instrument, summary

INSTRUMENT = small()


def test_a_summary_says_the_floor_why_and_what_is_not_known():
    values = blank(
        INSTRUMENT,
        answer("hurt", "present", information_date="2025-01-02"),
        answer("hurt", "absent"),
    )
    lines = "\n".join(summary(result_of(INSTRUMENT, values)))

    assert "Floor: High\n  because: Because. (hurt_now)" in lines
    assert "Needed: Obtain advice from a suitable clinician" in lines
    assert "5 questions not known or not asked:\n  Afraid?" in lines
    assert "Answers differ: Hurt? Yes / No" in lines
    assert "Discuss with a supervisor: Hurt?" in lines
    assert "Older than six months (2 January 2025): Hurt?" in lines
    assert "[override" not in lines
    assert "The record cannot be closed yet:" in lines
    assert lines.endswith("The judgement is yours.")


def test_a_summary_of_a_finished_record_says_when_it_is_looked_at_again():
    values = complete(INSTRUMENT, answer("afraid", "absent"))
    values["judgement"]["band"] = "low"
    lines = summary(result_of(INSTRUMENT, values))

    assert "No rule sets a floor." in lines
    assert "Review due: 31 July 2026" in lines
    assert "The record may be closed." in lines


def test_a_summary_never_shows_a_total():
    """Unknowns and faults are counted. Answers are not, and nobody is added up."""
    values = complete(INSTRUMENT, answer("hurt", "present"), answer("afraid", "present"))
    lines = " ".join(summary(result_of(INSTRUMENT, values))).lower()

    assert not any(word in lines for word in ("score", "total", "points", "per cent", "%"))


def test_what_changed_between_two_records():
    before = result_of(INSTRUMENT, blank(INSTRUMENT, answer("hurt", "present")))
    after = result_of(
        INSTRUMENT,
        blank(INSTRUMENT, answer("hurt", "absent"), answer("afraid", "present")),
    )
    changed = compare(before, after)

    assert [change.item.id for change in changed.answers] == ["hurt", "afraid"]
    hurt, afraid = changed.answers
    assert (hurt.before, hurt.after) == (("Yes",), ("No",))
    assert hurt.no_longer_worry
    assert afraid.is_new_worry
    assert afraid.before == ()
    assert [rule.id for rule in changed.newly_fired] == ["afraid_now"]
    assert [rule.id for rule in changed.no_longer_fired] == ["hurt_now", "not_asked"]
    assert [item.id for item in changed.now_known] == ["afraid"]
    assert [band.id for band in changed.floor] == ["high", "middle"]
    assert changed.on_axis(Axis.HARM) == changed.answers
    assert changed.on_axis(Axis.CONTEXT) == ()
    assert "Floor: then High, now Middle." in comparison_in_words(changed)
    assert "Afraid? Then: nobody had answered. Now: Yes." in comparison_in_words(changed)


def test_two_versions_may_be_compared_and_say_so():
    fewer = small_file()
    fewer["sections"][0]["items"] = fewer["sections"][0]["items"][:2]
    other = small(version="1.1.0", sections=fewer["sections"])
    before = result_of(INSTRUMENT, blank(INSTRUMENT, answer("when_last", "today")))
    after = result_of(other, blank(other))
    changed = compare(before, after)

    assert changed.is_other_version
    assert [change.item.id for change in changed.answers] == ["when_last"]
    assert "revised in between" in comparison_in_words(changed)[-1]


def test_different_instruments_are_not_compared():
    harm = get_instrument("child-harm-neglect")

    with pytest.raises(BadInput, match="ask different questions"):
        compare(result_of(harm, blank(harm)), result_of(INSTRUMENT, blank(INSTRUMENT)))
