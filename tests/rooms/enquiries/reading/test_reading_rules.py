# ruff: noqa: E501 - a table is read across, like a page.
"""The next step, the gaps of a chronology, ages in words: what practice says of each."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openmash.enquiries.reading.ages import age_in_words
from openmash.enquiries.reading.chronology import (
    GAP_FROM_DAYS,
    Entry,
    Gap,
    in_order,
    knowledge_sentence,
    last_day,
    read_chronology_filter,
    silences,
    themes_together,
    unseen,
    with_gaps,
)
from openmash.enquiries.reading.next_step import Awaited, EnquiryState, next_step
from openmash.enquiries.reading.restricted.rules import check_readers, check_reason
from openmash.enquiries.reading.rules import is_identified, read_list_filter
from openmash.errors import RuleBroken

NOW = datetime(2026, 11, 23, 14, 10, tzinfo=ZoneInfo("Europe/London"))
TODAY = NOW.date()


def state(stage, *due, asked=3, offered=False):
    """Requests that wait: each by the hours until it is due."""
    return EnquiryState(
        stage=stage,
        asked=asked,
        awaited=tuple(
            Awaited(reference=f"R-{n}", agency=f"Agency {n}", due_at=NOW + timedelta(hours=hours))
            for n, hours in enumerate(due)
        ),
        is_asked_to_hold_the_risk=offered,
        now=NOW,
    )


@pytest.mark.parametrize(
    ("enquiry", "words", "page"),
    [
        (state("opened", asked=0), "Nobody has been asked yet.", "ask"),
        (state("requested", 1, 4), "Two answers still to come, in time. First: Agency 0, due 15:10.", "request"),
        (state("requested", 4, -1, -2), "Agency 2 has not answered. It was due 12:10. One more is late.", "request"),
        (state("requested"), "Every agency that was asked has answered. Read the answers together, then decide.", "decision"),
        (state("gathered"), "Every agency that was asked has answered. Read the answers together, then decide.", "decision"),
        (state("analysis", -1), "The answers are being read together. What is missing stands with the decision.", "decision"),
        (state("decided", -1), "Decided. Those who act need to be told what they need, and no more.", "products"),
        (state("disseminated"), "Shared. It can end when everybody has answered and the referrer has been told.", "products"),
        (state("closed"), "This enquiry has ended. To look again, say a new worry and link it.", "worry"),
        (state("decided", offered=True), "You are asked to hold the risk. It is not yours until you accept it.", "home"),
    ],
)  # fmt: skip
def test_there_is_always_one_next_step_and_somebody_who_holds_it(enquiry, words, page):
    step = next_step(enquiry)

    assert (step.words, step.page) == (words, page)
    assert step.holder
    assert step.link


@pytest.mark.parametrize(
    ("born", "precision", "age", "expected", "said"),
    [
        (date(2020, 5, 1), "day", None, None, "6 years old"),
        (date(2025, 9, 18), "day", None, None, "14 months"),
        (date(2026, 10, 24), "day", None, None, "0 months"),
        (date(2026, 10, 23), "day", None, None, "1 month"),
        (date(2020, 11, 24), "day", None, None, "5 years old"),
        (date(2020, 11, 23), "day", None, None, "6 years old"),
        (date(2019, 1, 1), "year", None, None, "about 7 years old"),
        (None, "", 82, None, "about 82 years old"),
        (None, "", None, date(2027, 3, 2), "expected 2 March 2027"),
        (None, "", None, None, ""),
    ],
)
def test_an_age_keeps_the_doubt_it_came_with(born, precision, age, expected, said):
    words = age_in_words(born, today=TODAY, precision=precision, age=age, expected_on=expected)

    assert words == said


@pytest.mark.parametrize(
    ("called", "is_named"),
    [("Jolene Tallow", True), ("Dev", False), ("“Dev”", False), ("a man", False),
     ("Unknown male", False), ("", False), ("O’Neill Óscar", True)],
)  # fmt: skip
def test_a_description_is_not_a_name(called, is_named):
    assert is_identified(called) is is_named


def entry(day, *, key="a", **more):
    more.setdefault("hub_knew_on", TODAY)
    return Entry(key=key, happened_on=day, what="Something.", says="School", **more)


def test_a_month_stands_after_the_days_it_may_hold():
    july = entry(date(2026, 7, 1), key="july", precision="month")
    day = entry(date(2026, 7, 22), key="day")

    assert [each.key for each in in_order([july, day])] == ["day", "july"]
    assert last_day(july) == date(2026, 7, 31)


def test_a_silence_is_a_row_where_it_begins():
    entries = [entry(date(2026, 5, 1), key="a"), entry(date(2026, 7, 14), key="b")]

    rows = with_gaps(entries, gaps=silences(entries, today=date(2026, 7, 20)))

    assert [row.days if isinstance(row, Gap) else row.key for row in rows] == ["a", 74, "b"]


def test_a_silence_up_to_today_is_one_too():
    entries = [entry(date(2026, 9, 10))]

    assert [gap.days for gap in silences(entries, today=TODAY)] == [74]


def test_what_happened_in_between_does_not_make_a_child_seen():
    entries = [
        entry(date(2026, 9, 10), key="a", seen=("S1",)),
        entry(date(2026, 10, 6), key="b"),
        entry(date(2026, 11, 3), key="c"),
    ]

    gaps = unseen(entries, person="S1", name="Kit", today=TODAY)

    assert [(gap.who, gap.days) for gap in gaps] == [("Kit", 74)]


def test_one_looks_back_to_what_the_hub_knew():
    entries = [
        entry(date(2026, 7, 11), key="a", hub_knew_on=date(2026, 7, 11)),
        entry(date(2026, 5, 16), key="b"),
        entry(date(2026, 11, 3), key="c"),
    ]

    assert knowledge_sentence(entries, on=date(2026, 7, 12)) == (
        "On that day the hub knew 1 of the 2 things that had already happened. "
        "The other one lay in one agency."
    )


def test_many_small_things_are_counted_by_theme_and_never_by_person():
    entries = [
        entry(TODAY - timedelta(days=days), key=str(days), theme="school") for days in (5, 60, 400)
    ]

    lines = themes_together(entries, today=TODAY, within_days=365)

    assert [(line.theme, line.count) for line in lines] == [("school", 2)]


@pytest.mark.parametrize("asked", [{"known_on": "2026-13-40"}, {"known_on": "2027-01-01"},
                                   {"person": "Wren"}, {"theme": "<script>"}])  # fmt: skip
def test_a_filter_that_makes_no_sense_is_left_out(asked):
    chosen = read_chronology_filter(asked, entries=[entry(TODAY)], people=["S0"], today=TODAY)

    assert (chosen.person, chosen.theme, chosen.known_on) == ("", "", None)
    assert read_list_filter({"stage": "x", "remit": "y", "mine": "z"}).query == ""


days = st.integers(min_value=0, max_value=2000).map(lambda n: TODAY - timedelta(days=n))


@given(st.lists(days, max_size=30))
def test_every_gap_is_as_long_as_it_must_be_and_loses_no_entry(found):
    entries = [entry(day, key=f"{number:03d}") for number, day in enumerate(found)]
    gaps = silences(entries, today=TODAY)

    rows = with_gaps(entries, gaps=gaps)

    assert all(gap.days >= GAP_FROM_DAYS for gap in gaps)
    assert sorted(row.key for row in rows if isinstance(row, Entry)) == [e.key for e in entries]
    assert sum(isinstance(row, Gap) for row in rows) == len(gaps)
    for gap in gaps:
        assert not any(gap.from_on < each.happened_on < gap.until_on for each in entries)


@given(st.lists(days, min_size=1, max_size=20), days)
def test_one_more_entry_never_makes_a_silence_longer(found, one_more):
    entries = [entry(day, key=f"{number:03d}") for number, day in enumerate(found)]
    longest = max((gap.days for gap in silences(entries, today=TODAY)), default=0)
    later = entry(max(one_more, min(found)), key="later")

    after = max((gap.days for gap in silences([*entries, later], today=TODAY)), default=0)

    assert after <= longest


@pytest.mark.parametrize(
    ("readers", "owner", "why", "words"),
    [
        ({1, 2}, 2, "", "Say why"),
        ({2}, 2, "A parent works here.", "Name yourself too"),
        ({1}, 2, "A parent works here.", "Whoever holds the risk"),
    ],
)
def test_a_restriction_keeps_somebody_who_can_act(readers, owner, why, words):
    with pytest.raises(RuleBroken, match=words):
        check_readers(readers, by=1, risk_owner=owner, why=why)
    check_readers({1, 2}, by=1, risk_owner=2, why="A parent works here.")


def test_the_glass_is_for_danger_to_life_only():
    reason = "He says that he comes tonight."
    with pytest.raises(RuleBroken, match="in danger"):
        check_reason(reason, is_danger_to_life=False)
    with pytest.raises(RuleBroken, match="whole sentence"):
        check_reason("urgent", is_danger_to_life=True)
    check_reason(reason, is_danger_to_life=True)
