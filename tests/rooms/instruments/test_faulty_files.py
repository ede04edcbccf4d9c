"""What an instrument file may get wrong: each fault names line, key and mend."""

import re

import pytest
from tests.rooms.instruments.records import as_yaml, small, small_file

from openmash.errors import BadInput
from openmash.instruments.engine import FaultyInstrument, read_instrument

RULE = {"id": "r", "then": [{"warn": "W"}], "why": "Y"}


def faults(text, *, file="small.yaml"):
    with pytest.raises(FaultyInstrument) as refused:
        read_instrument(text, file=file, known_instruments=["other"])
    return refused.value.faults


def faults_of(**changes):
    return faults(as_yaml(small_file(**changes)))


def faults_of_rule(when=None, then=None):
    rule = {**RULE, "when": when or {"item": "hurt", "in": ["present"]}}
    if then:
        rule["then"] = then
    return faults_of(rules=[rule, *small_file()["rules"]])


def test_a_good_file_is_read():
    assert small().items["hurt"].text == "Hurt?"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("id: [small\ntitle: x", 2, "not valid YAML"),
        ("id: small\n\ttitle: x", 2, "not valid YAML"),
        ("", 1, "empty"),
        ("- a\n- b", 1, "should be a mapping"),
        ("id: small\ntitle: A\nid: other\n", 3, "stands here twice; the first is on line 1"),
        ("id: &a\n  when: *a\n", 2, "holds itself"),
        ("id: !!python/object:os.system x", 1, "Tags"),
        ("? [a, b]\n: c", 1, "cannot be a key"),
        ("a: " + "[" * 400 + "]" * 400, 1, "nested too deeply"),
    ],
)
def test_what_is_no_instrument_at_all(text, line, words):
    (fault, *_) = faults(text)

    assert fault.line == line
    assert words in fault.problem
    assert fault.mend


def test_aliases_cannot_swell_into_billions():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]

    assert "repeat too often" in faults("\n".join(lines))[0].problem


def test_a_fault_stands_on_its_line_and_names_its_key():
    text = as_yaml(small_file()).replace("polarity: concern", "polarity: worry", 1)
    number = text.split("worry")[0].count("\n") + 1

    (fault,) = faults(text)

    assert (fault.line, fault.key) == (number, "sections.now.items.hurt.polarity")
    assert fault.in_words() == (
        f"small.yaml, line {number} (sections.now.items.hurt.polarity): "
        "This is “worry”, which the format does not know here. "
        "Choose one of: concern, strength, neutral."
    )


@pytest.mark.parametrize(
    ("changes", "key", "words"),
    [
        ({"id": "small-one"}, "id", "the file is named “small”"),
        ({"id": "Small"}, "id", "This is “Small”"),
        ({"version": "1"}, "version", "This is “1”"),
        ({"version": 1.0}, "version", "should be text"),
        ({"status": "published"}, "status", "does not know"),
        ({"schema": "mash-instrument/2"}, "schema", "does not know"),
        ({"wording": "licensed"}, "wording", "does not know"),
        ({"title": " "}, "title", "Nothing is written"),
        ({"short_title": "x" * 49}, "short_title", "49 characters"),
        ({"practice_area": "childrn"}, "practice_area", "no practice area “childrn”"),
        ({"subject_kinds": ["kid"]}, "subject_kinds[1]", "does not know"),
        ({"default_scale": "presense"}, "default_scale", "no scale “presense”"),
        ({"colour": "blue"}, "colour", "does not know the key “colour”"),
        ({"sections": []}, "sections", "0 entries"),
        ({"use_when": []}, "use_when", "0 entries"),
        ({"use_when": [True]}, "use_when[1]", "should be text, and is the true"),
        ({"related": {"instruments": ["nowhere"]}}, "related.instruments[1]", "no instrument"),
    ],
)
def test_what_the_head_of_a_file_may_get_wrong(changes, key, words):
    found = {fault.key: fault for fault in faults_of(**changes)}

    assert words in found[key].problem
    assert found[key].line > 0
    assert found[key].mend


def test_a_missing_part_is_named_where_it_should_stand():
    without = small_file()
    del without["judgement"]["bands"]

    (fault,) = faults(as_yaml(without))

    assert fault.key == "judgement"
    assert "“bands” is missing" in fault.problem


def change(path, value):
    """Return the small file with one part replaced, or taken out."""
    whole = small_file()
    place = whole
    for step in path[:-1]:
        place = place[step]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return as_yaml(whole)


ITEM = ("sections", 0, "items", 1)
CHOICE = ("sections", 0, "items", 2)
FIELDS = ("voice", "fields")


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ((*ITEM, "id"), "hurt", "“hurt” is there twice; the first is on line"),
        ((*ITEM, "scale"), "presnce", "no scale “presnce”"),
        ((*ITEM, "options"), [{"code": "a", "label": "A"}], "only for the answers choice"),
        ((*CHOICE, "options"), None, "nothing to choose from"),
        ((*CHOICE, "options", 1, "code"), "today", "“today” is used twice"),
        ((*CHOICE, "scale"), "presence", "has no scale"),
        (("sections", 1, "id"), "now", "“now” is used twice"),
        (("rules", 1, "id"), "hurt_now", "“hurt_now” is used twice"),
        ((*FIELDS, 2, "id"), "observed", "“observed” is used twice"),
        ((*FIELDS, 2, "answer"), "choice", "nothing to choose from"),
        (("judgement", "bands", 1, "id"), "low", "“low” is used twice"),
        (("judgement", "confidence"), [], "no degree of confidence"),
        (("review", "by_band", "high"), None, "“high” has no review"),
        (("review", "by_band", "top"), 5, "no band “top”"),
        (("review", "by_band", "low"), -1, "lie in the past"),
        (("override", "min_reason_characters"), 0, "no reason"),
        (("override", "below_floor_requires"), ["a_nod"], "no requirement “a_nod”"),
    ],
)
def test_what_the_body_of_a_file_may_get_wrong(path, value, words):
    found = faults(change(path, value))

    assert any(words in fault.problem for fault in found), found
    assert all(fault.line and fault.key and fault.mend for fault in found)


def test_a_voice_without_words_or_observations_is_refused():
    fields = [
        {"id": "wants", "label": "W", "answer": "text", "required": True},
        {"id": "how_used", "label": "H", "answer": "text", "required": True},
    ]

    assert "no place for what the person said" in faults(change(FIELDS, fields))[0].problem


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ({"item": "hrt", "in": ["present"]}, "no item “hrt”"),
        ({"item": "hurt", "in": ["current"]}, "“hurt” has no answer “current”"),
        ({"item": "hurt", "in": []}, "not said which answers count"),
        ({"item": "hurt"}, "not said which answers count"),
        ({"item": "story", "in": ["present"]}, "answered with a text"),
        ({"item": "when_last", "in": ["positive"]}, "no answer “positive”"),
        ({"item": "hurt", "in": ["present"], "at_least": 2}, "“at_least” does not go with"),
        ({"item": "hurt", "in": ["present"], "voice": "missing"}, "asks for item and voice"),
        ({"in": ["present"]}, "asks for none"),
        ({"count": {"tag": "boddy"}, "in": ["present"], "at_least": 1}, "no tag “boddy”"),
        ({"count": {"section": "then"}, "in": ["present"], "at_least": 1}, "no section “then”"),
        ({"count": {"axis": "x"}, "in": ["present"], "at_least": 1}, "no axis “x”"),
        ({"count": {"items": ["no"]}, "in": ["present"], "at_least": 1}, "no item “no”"),
        (
            {"count": {"axis": "harm", "tag": "people"}, "in": ["present"], "at_least": 1},
            "No item is selected",
        ),
        ({"count": {"axis": "harm"}, "in": ["present"], "at_least": 4}, "3 items are selected"),
        ({"count": {"axis": "harm"}, "in": ["present"]}, "“at_least” is missing"),
        ({"count": {"axis": "harm"}, "in": ["presnt"], "at_least": 1}, "None of the items"),
        ({"fact": "age", "lt": 2}, "no fact “age”"),
        ({"fact": "subject_age_years"}, "compared with nothing"),
        ({"fact": "subject_age_years", "is": True}, "is a whole number"),
        ({"fact": "subject_is_disabled", "is": 1}, "is true or false"),
        ({"fact": "subject_is_disabled", "lt": 1}, "not a number"),
        ({"voice": "absent"}, "does not know"),
        ({"all": []}, "No condition stands here"),
        ({"any": [{"none": [{"item": "hrt", "in": ["present"]}]}]}, "no item “hrt”"),
    ],
)
def test_what_a_condition_may_get_wrong(when, words):
    found = faults_of_rule(when=when)

    assert any(words in fault.problem for fault in found), found
    assert all(fault.key.startswith("rules.r.when") and fault.mend for fault in found)


@pytest.mark.parametrize(
    ("effect", "words"),
    [
        ({"floor_band": "top"}, "no band “top”"),
        ({"suggest_pathway": "marak"}, "no pathway “marak”"),
        ({"suggest_pathway": "marac", "act_within": "soon"}, "no time to act “soon”"),
        ({"require": "a_nod"}, "no requirement “a_nod”"),
        ({"start_instrument": "nowhere"}, "no instrument “nowhere”"),
        ({"start_instrument": "small"}, "goes in a circle"),
        ({"warn": "W", "act_within": "now"}, "Only a pathway"),
        ({"warn": "W", "require": "advocate"}, "this prompts 2"),
        ({"act_within": "now"}, "this prompts 0"),
        ({"score": "3"}, "does not know the key “score”"),
    ],
)
def test_what_an_effect_may_get_wrong(effect, words):
    found = faults_of_rule(then=[effect])

    assert any(words in fault.problem for fault in found), found
    assert all(fault.key.startswith("rules.r.then[1]") and fault.mend for fault in found)


def test_alternatives_have_no_floor():
    judgement = small_file()["judgement"] | {"ordered": False}

    assert "alternatives" in faults_of(judgement=judgement)[0].problem


def test_scoring_is_not_a_thing_this_format_can_say():
    judgement = small_file()["judgement"] | {"scoring": "sum"}

    assert faults_of(judgement=judgement)[0].key == "judgement.scoring"


def test_every_fault_is_told_and_not_only_the_first():
    found = faults_of(practice_area="x", default_scale="y")

    assert {"practice_area", "default_scale"} <= {fault.key for fault in found}


def test_a_sentence_in_the_place_of_a_code_is_not_repeated():
    (fault, *_) = faults_of(practice_area="Ada Example of 4 Elm Row said")

    assert "Ada" not in fault.in_words()
    assert "a longer text" in fault.problem


def test_the_message_of_the_error_holds_every_fault():
    with pytest.raises(BadInput, match=re.escape("small.yaml, line 6 (short_title)")):
        read_instrument(as_yaml(small_file(short_title="x" * 60)), file="small.yaml")


def test_where_rules_point_is_left_unchecked_unless_asked():
    related = {"instruments": ["nowhere"]}
    text = as_yaml(small_file(related=related))

    assert read_instrument(text, file="small.yaml").related_instruments == ("nowhere",)
