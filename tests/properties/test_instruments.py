"""Laws of structured judgement that hold for every instrument and every record."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openmash.instruments.engine import AnswerKind, load_archive, load_shelf, shared_vocabulary
from openmash.instruments.engine.conditions import AnswerIs, CountIs, NoneOf, VoiceMissing
from tests.rooms.instruments.records import LONG_ENOUGH, TODAY, blank, complete, result_of

INSTRUMENTS = [*load_shelf().in_use.values(), *load_archive().earlier.values()]
CODED = (AnswerKind.SCALE, AnswerKind.CHOICE, AnswerKind.MULTI_CHOICE)

instruments = st.sampled_from(INSTRUMENTS)


def value_of(item, code):
    return [code] if item.kind is AnswerKind.MULTI_CHOICE else code


@st.composite
def answers(draw, instrument, *, least=0):
    """Draw answers to some of the coded items; an item may be answered by several agencies."""
    coded = [item for item in instrument.items.values() if item.kind in CODED]
    rows = []
    for item in draw(st.lists(st.sampled_from(coded), min_size=least, max_size=25)):
        code = draw(st.sampled_from(item.codes))
        rows.append(
            {
                "item": item.id,
                "value": value_of(item, code),
                "evidence": draw(st.sampled_from(["", "Seen at home"])),
                "sources": draw(st.sampled_from([[], ["seen_by_practitioner"]])),
                "information_date": draw(
                    st.sampled_from([None, "2026-05-01", (TODAY - timedelta(400)).isoformat()])
                ),
            }
        )
    return rows


@st.composite
def facts(draw, instrument):
    """Draw what is known of the case; much is not."""
    kinds = {int: st.none() | st.integers(0, 90), bool: st.none() | st.booleans()}
    known = shared_vocabulary().facts
    return {fact: draw(kinds[known[fact]]) for fact in instrument.facts_asked}


@st.composite
def begun_records(draw):
    instrument = draw(instruments)
    return instrument, blank(instrument, *draw(answers(instrument)), facts=draw(facts(instrument)))


def rung(instrument, floor):
    return -1 if floor is None else instrument.judgement.rung(floor.id)


def answers_looked_at(condition):
    """Yield every look at an answer in a condition, however deep it lies."""
    if isinstance(condition, AnswerIs):
        yield condition
    for part in (*getattr(condition, "counted", ()), *getattr(condition, "parts", ())):
        yield from answers_looked_at(part)


def asks_because_not_known(rule, item):
    """Return whether a rule prompts because nobody knows the answer to this item."""
    return any(
        look.item == item.id and look.codes & set(item.uncertain)
        for look in answers_looked_at(rule.when)
    )


@given(begun=begun_records(), data=st.data())
def test_one_more_worrying_answer_never_lowers_the_floor(begun, data):
    """Whether nobody had answered the item yet or another agency already had.

    A floor that stood only because this very answer was not known may go once it is known:
    that is what the rule was for, and the worry then speaks for itself.
    """
    instrument, values = begun
    item = data.draw(st.sampled_from([i for i in instrument.items.values() if i.worrying]))
    code = data.draw(st.sampled_from(sorted(item.worrying)))
    more = values | {"answers": [*values["answers"], {"item": item.id, "value": code}]}

    before, after = result_of(instrument, values), result_of(instrument, more)

    asked = {rule.id for rule in before.fired if asks_because_not_known(rule, item)}
    for floor in before.floors:
        if floor.rule not in asked:
            assert rung(instrument, floor.band) <= rung(instrument, after.floor)


@given(begun=begun_records(), data=st.data())
def test_the_order_of_the_answers_does_not_matter(begun, data):
    instrument, values = begun
    shuffled = values | {"answers": data.draw(st.permutations(values["answers"]))}

    before, after = result_of(instrument, values), result_of(instrument, shuffled)

    assert [rule.id for rule in before.fired] == [rule.id for rule in after.fired]
    assert before.floor == after.floor
    assert before.unknown == after.unknown
    assert before.missing == after.missing
    assert before.to_discuss == after.to_discuss
    assert before.disagreements == after.disagreements
    assert {old.item.id for old in before.old_answers} == {old.item.id for old in after.old_answers}


@given(begun=begun_records(), data=st.data())
def test_an_unknown_answer_is_counted_just_like_no_answer(begun, data):
    """Writing down that nobody knows changes no count, and never makes a harm absent."""
    instrument, values = begun
    result = result_of(instrument, values)
    unanswered = [item for item in result.unknown if not result.standing.get(item.id)]
    for item in unanswered:
        silence = item.read_as_when_unanswered
        if silence is None:
            continue
        row = {"item": item.id, "value": value_of(item, silence)}
        said = result_of(instrument, values | {"answers": [*values["answers"], row]})
        assert said.unknown == result.unknown
        assert [rule.id for rule in said.fired] == [rule.id for rule in result.fired]


@given(begun=begun_records())
def test_no_rule_that_asks_for_absence_is_satisfied_by_not_knowing(begun):
    instrument, values = begun
    result = result_of(instrument, values)
    unknown = {item.id for item in result.unknown}
    for rule in result.fired:
        condition = rule.when
        if isinstance(condition, AnswerIs) and condition.item in unknown:
            item = instrument.items[condition.item]
            assert condition.codes & set(item.uncertain), rule.id


@given(begun=begun_records())
def test_every_question_is_known_or_counted_as_unknown(begun):
    instrument, values = begun
    result = result_of(instrument, values)
    coded = [item for item in instrument.items.values() if item.kind in CODED]
    known = [
        item for item in coded if result.standing.get(item.id, frozenset()) - set(item.uncertain)
    ]

    assert len(known) + result.unknown_count == len(coded)


@given(begun=begun_records())
def test_the_floor_is_the_highest_of_the_rules_that_fired(begun):
    instrument, values = begun
    result = result_of(instrument, values)
    rungs = [rung(instrument, floor.band) for floor in result.floors]

    assert rung(instrument, result.floor) == max(rungs, default=-1)
    if not instrument.judgement.is_ordered:
        assert result.floor is None


@st.composite
def complete_records(draw):
    instrument = draw(instruments)
    rows = [
        row | {"evidence": "Seen", "sources": ["inference"], "information_date": "2026-05-01"}
        for row in draw(answers(instrument))
    ]
    band = draw(st.sampled_from(sorted(instrument.bands)))
    values = complete(instrument, *rows, facts=draw(facts(instrument)))
    values["judgement"]["band"] = band
    return instrument, values


@given(whole=complete_records())
def test_a_record_with_everything_in_it_may_close_whatever_was_answered(whole):
    """The rules prompt; they never stand in the way of a judgement that is explained."""
    instrument, values = whole

    assert result_of(instrument, values).missing == ()


@given(whole=complete_records(), data=st.data())
def test_no_record_closes_without_the_voice_and_without_the_judgement(whole, data):
    instrument, values = whole
    required = [field.id for field in instrument.voice.fields if field.is_required]
    without = {
        "voice": values | {"voice": None},
        "judgement.band": values | {"judgement": {**values["judgement"], "band": None}},
        "judgement.confidence": values | {"judgement": {**values["judgement"], "confidence": " "}},
    }
    for field in required:
        voice = {**values["voice"], field: "  ", "own_words": LONG_ENOUGH}
        if field != "own_words":
            without[f"voice.{field}"] = values | {"voice": voice}
    for field in instrument.judgement.rationale_fields:
        rationale = {**values["judgement"]["rationale"], field.id: ""}
        judgement = {**values["judgement"], "rationale": rationale}
        without[f"judgement.rationale.{field.id}"] = values | {"judgement": judgement}
    code = data.draw(st.sampled_from(sorted(without)))

    result = result_of(instrument, without[code])

    assert not result.may_close
    assert code in [fault.code for fault in result.missing]


@given(begun=begun_records())
def test_evaluating_twice_gives_the_same(begun):
    instrument, values = begun

    assert result_of(instrument, values) == result_of(instrument, values)


@pytest.mark.parametrize("instrument", INSTRUMENTS, ids=lambda one: f"{one.id}-{one.version}")
def test_every_rule_can_fire(instrument):
    """Every condition has an answer, a fact or a silence that makes it true."""

    def could_hold(condition):
        if isinstance(condition, AnswerIs):
            return bool(condition.codes)
        if isinstance(condition, CountIs):
            return sum(bool(one.codes) for one in condition.counted) >= condition.at_least
        if isinstance(condition, VoiceMissing | NoneOf):
            return True
        parts = getattr(condition, "parts", ())
        return all(could_hold(part) for part in parts) if parts else True

    assert [rule.id for rule in instrument.rules if not could_hold(rule.when)] == []
