"""What a record may get wrong: it is refused whole, and every fault is told."""

import json

import pytest
from tests.rooms.instruments.records import (
    TODAY,
    answer,
    as_yaml,
    blank,
    complete,
    result_of,
    small,
)

from openmash.instruments.engine import BadRecord, read_record, read_record_text

INSTRUMENT = small()


def faults(values):
    with pytest.raises(BadRecord) as refused:
        read_record(values, instrument=INSTRUMENT, today=TODAY)
    return refused.value.faults


@pytest.mark.parametrize(
    ("more", "key", "words"),
    [
        ({"instrument": "other"}, "instrument", "says “other”"),
        ({"instrument_version": "0.9.0"}, "instrument_version", "says “0.9.0”"),
        ({"instrument_version": 1.0}, "instrument_version", "says a number"),
        ({"facts": {"shoe_size": 4}}, "facts.shoe_size", "no fact"),
        ({"facts": {"subject_age_years": "4"}}, "facts.subject_age_years", "a whole number"),
        ({"facts": {"subject_age_years": True}}, "facts.subject_age_years", "a whole number"),
        ({"facts": {"subject_age_years": 4.5}}, "facts.subject_age_years", "a whole number"),
        ({"facts": {"subject_is_disabled": 1}}, "facts.subject_is_disabled", "true or false"),
        ({"facts": []}, "facts", "should have named parts"),
        ({"answers": {}}, "answers", "should be a list"),
        ({"answers": ["hurt"]}, "answers[1]", "“hurt”"),
        ({"voice": {"own_word": "x"}}, "voice.own_word", "no field"),
        ({"voice": {"observed": 4}}, "voice.observed", "a number"),
        ({"voice": {"on": "soon"}}, "voice.on", "not a date"),
        (
            {"voice": {"if_not_obtained": {"reason": "busy"}}},
            "voice.if_not_obtained.reason",
            "no reason “busy”",
        ),
        (
            {"voice": {"if_not_obtained": {"try_again_on": "2026-02-30"}}},
            "voice.if_not_obtained.try_again_on",
            "not a date",
        ),
        ({"judgement": {"band": "top"}}, "judgement.band", "no band “top”"),
        ({"judgement": {"confidence": "sure"}}, "judgement.confidence", "no confidence"),
        ({"judgement": {"rationale": {"why": "x"}}}, "judgement.rationale.why", "no part"),
        ({"judgement": {"rationale": {"why_1": 1}}}, "judgement.rationale.why_1", "a number"),
        ({"rules_fired": [{"rule": "r"}]}, "rules_fired[1].rule", "no rule “r”"),
        (
            {"rules_fired": [{"rule": "hurt_now", "response": "ok"}]},
            "rules_fired[1].response",
            "no response “ok”",
        ),
        ({"rules_fired": [{"response": "followed"}]}, "rules_fired[1]", "which rule"),
        ({"supervisor_discussion": {"date": "31/05/2026"}}, "supervisor_discussion.date", "date"),
        ({"review_due": "never"}, "review_due", "not a date"),
        ({"closed_at": "2026-13-01T10:00"}, "closed_at", "not a date"),
    ],
)
def test_what_a_record_may_get_wrong(more, key, words):
    (fault,) = faults(blank(INSTRUMENT) | more)

    assert fault.key == key
    assert words in fault.problem
    assert fault.mend


@pytest.mark.parametrize(
    ("row", "part", "words"),
    [
        ({"item": "hrt", "value": "present"}, "item", "no item “hrt”"),
        ({"value": "present"}, "", "which item"),
        (answer("hurt", "current"), "value", "cannot be answered with “current”"),
        (answer("hurt", True), "value", "cannot be answered with the true"),
        (answer("hurt", ["present"]), "value", "cannot be answered with a list"),
        (answer("when_last", "last_week"), "value", "cannot be answered with"),
        (answer("where", "home"), "value", "Several answers may be chosen"),
        (answer("where", ["home", "park"]), "value", "cannot be answered with “park”"),
        (answer("story", 4), "value", "a number"),
        (answer("seen_on", "last Tuesday"), "value", "not a date"),
        (answer("seen_on", "2026-05-01T10:00"), "value", "not a date"),
        (answer("seen_at", "2026-05-01"), "value", "not a date with a time"),
        (answer("hurt", "present", information_date="2026-06-02"), "information_date", "future"),
        (answer("hurt", "present", information_date="2026-02-29"), "information_date", "not a"),
        (answer("hurt", "present", sources=["gossip"]), "sources[1]", "no source of evidence"),
        (answer("hurt", "present", sources="inference"), "sources", "“inference”"),
        (answer("hurt", "present", evidence=4), "evidence", "a number"),
        (answer("hurt", "present", corrects="a9"), "corrects", "no earlier answer"),
        (answer("hurt", "present", id="a1", corrects="a1"), "corrects", "no earlier answer"),
    ],
)
def test_what_an_answer_may_get_wrong(row, part, words):
    (fault,) = faults(blank(INSTRUMENT, row))

    assert fault.key.endswith(part)
    assert words in fault.problem
    assert fault.mend


def test_a_correction_may_not_name_a_later_answer():
    first = answer("hurt", "present", corrects="a2")
    second = answer("hurt", "absent", id="a2")

    assert "no earlier answer" in faults(blank(INSTRUMENT, first, second))[0].problem


def test_a_correction_of_an_id_that_stands_twice_is_refused():
    rows = [answer("hurt", "present", id="a1"), answer("afraid", "present", id="a1")]

    (fault,) = faults(blank(INSTRUMENT, *rows, answer("hurt", "absent", corrects="a1")))

    assert "several earlier answers" in fault.problem


def test_an_unfinished_record_is_valid():
    assert not result_of(INSTRUMENT, {"answers": None, "voice": None}).may_close


def test_what_somebody_typed_about_a_family_is_not_repeated():
    (fault,) = faults(blank(INSTRUMENT, answer("hurt", "Mum said that Ada Example fell")))

    assert "Ada" not in fault.in_words()


def test_details_never_print():
    values = complete(INSTRUMENT, answer("hurt", "present", evidence="Ada Example fell"))
    record = read_record(values, instrument=INSTRUMENT, today=TODAY)

    assert "Ada" not in repr(record)
    assert "worker" not in repr(record)


def test_the_same_record_in_json_and_yaml_gives_the_same_result():
    values = complete(INSTRUMENT, answer("hurt", "present"))
    texts = {"a.json": json.dumps(values, indent=1), "a.yaml": as_yaml(values)}

    results = [
        result_of(INSTRUMENT, read_record_text(text, file=file).value)
        for file, text in texts.items()
    ]

    assert results[0] == results[1]


def test_yaml_may_be_written_in_braces():
    assert read_record_text("{answers: []}", file="a.yaml").value == {"answers": []}
    assert read_record_text('{"answers": []}', file="standard input").value == {"answers": []}


def test_yaml_may_leave_days_and_the_key_on_without_quotes():
    text = "voice:\n  on: 2026-05-01\n  observed: Smiled\nanswers: []\n"
    values = read_record_text(text, file="a.yaml").value

    assert values["voice"] == {"on": "2026-05-01", "observed": "Smiled"}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('{"answers": [],\n "voice": }', 2, "not valid JSON"),
        ('{"answers": [],\n "answers": []}', 2, "stands here twice; the first is on line 1"),
        ('{"answers": NaN}', 1, "the value NaN"),
        ('{"answers": []} x', 1, "after the end"),
        ('{"answers": [1 2]}', 1, "missing"),
        ("{'answers': 1}", 1, "double quotes"),
        ("[]", 1, "A record is a mapping"),
        ("[" * 100_000, 1, "nested too deeply"),
        ("", 1, "not valid JSON"),
    ],
)
def test_a_text_that_is_no_record_names_its_line(text, line, words):
    with pytest.raises(BadRecord) as refused:
        read_record_text(text, file="a.json")

    assert refused.value.faults[0].line == line
    assert words in refused.value.faults[0].problem


def test_json_keeps_the_line_of_each_answer():
    text = '{\n "answers": [\n  {"item": "hurt",\n   "value": "bad"}\n ]\n}'
    marked = read_record_text(text, file="a.json")

    with pytest.raises(BadRecord) as refused:
        read_record(marked, instrument=INSTRUMENT, today=TODAY)

    assert refused.value.faults[0].line == 4
    assert refused.value.faults[0].key == "answers[1].value"


def test_escapes_and_empty_parts_of_json_are_read():
    text = '{"a": "\\u00e9\\/\\ud83d\\ude00", "b": {}, "c": [], "d": [1, -2.5, null, true]}'

    assert read_record_text(text, file="a.json").value == json.loads(text)
