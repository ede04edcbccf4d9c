"""Reading the proofs: every fault an author can make is named, beside the page that has none."""

import pytest
from tests.rooms.handbook.examples import BODY, make_handbook, make_page

from openmash.handbook.likeness import likeness, near_copies, runs_of
from openmash.handbook.markdown import sentences_of
from openmash.handbook.proof import faults_of, missing_pages

PADDING = "\n\n" + " ".join(["We ring, we write, we ask who sees the child today."] * 25)


def faults(*, body: str = BODY, **changes) -> list[str]:
    page = make_page(body=body + PADDING, **changes)
    never = make_page(name="04-never.md", title="Never", body=BODY + ":::never\n- Wait.\n:::\n")
    law = make_page(name="06-the-law.md", title="The law", body=BODY)
    return list(faults_of(page, handbook=make_handbook(page, never, law)))


def test_a_good_page_has_no_fault():
    assert faults() == []


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"title": "A title that ends with a stop."}, "no full stop"),
        ({"lead": "word " * 41}, "41 words"),
        ({"danger": "'“Hurt now”: ring 999.'"}, "without quotation marks"),
        ({"danger": "Ring 999."}, "the sign, a colon"),
        ({"sources": "[]"}, "at least one source"),
        ({"sources": "[CA1989-S47, WT2026, NOT-THERE]"}, "NOT-THERE is not in library/sources"),
        ({"sources": "[CA1989-S47]"}, "WT2026 is cited in the text"),
        ({"statutes": "[WT2026]"}, "no act and no regulations"),
        ({"practice_areas": "[weather]"}, "weather is no practice area"),
        ({"roles": "[plumber]"}, "plumber is no job"),
        ({"questions": '["One?"]'}, "1 questions"),
        ({"beside": "[children/never, children/nothing]"}, "no such page yet"),
        ({"beside": "[children/never, children/first-hour-day-week]"}, "beside itself"),
        ({"review_by": "2030-01-01"}, "within two years"),
        ({"review_by": "2026-10-01"}, "comes after"),
        ({"title": "Never"}, "another page of the chapter has this title"),
    ],
)
def test_a_fault_in_the_front_matter_is_named(changes, says):
    assert any(says in fault for fault in faults(**changes)), faults(**changes)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ("\n\n# Too big\n", "first rank"),
        ("\n\n<b>bold</b>\n", "HTML"),
        ("\n\nSee https://example.org now.\n", "bare address"),
        ("\n\n![a picture](x.png)\n", "a picture"),
        ("\n\n[here](call:999)\n", "make sense alone"),
        ("\n\n[a word](word:nonesuch)\n", "no such word"),
        ("\n\n[a law](source:NONESUCH)\n", "no such source"),
        ("\n\n[a record](instrument:nonesuch)\n", "no such record"),
        ("\n\n[a page](https://example.org)\n", "write handbook:"),
        ("\n\n[a heading](handbook:children/never#not-there)\n", "no heading #not-there"),
        ("\n\n[a job](handbook:children/never/police)\n", "no such job"),
        ("\n\n[a number](call:the-office)\n", "in digits"),
        ("\n\n| A | B |\n|---|---|\n| 1 | 2 |\n", "no caption"),
        ("\n\nTable: five\n\n|A|B|C|D|E|\n|-|-|-|-|-|\n|1|2|3|4|5|\n", "at most 4 columns"),
        ("\n\nTable: x\n\n||B|\n|-|-|\n|1|2|\n", "has no name"),
        ("\n\n:::shout\nHello.\n:::\n", "no callout"),
        ("\n\n:::say\nHello.\n", "never closed"),
        ("\n\n:::voice\nHello.\n:::\n", "whose words"),
        ("\n\n## First day\n\nAgain.\n", "two headings"),
        ("\n\n" + "so " * 39 + "it ends.\n", "a sentence of 41 words"),
    ],
)
def test_a_fault_in_the_text_is_named(more, says):
    found = faults(body=BODY + more)

    assert any(says in fault for fault in found), found


def test_long_sentences_all_through_are_too_long_on_average():
    page = make_page(body=BODY + ("\n\n" + "word " * 30 + "ends.") * 20)

    found = list(faults_of(page, handbook=make_handbook(page)))
    assert any("words a sentence" in fault for fault in found)


def test_a_page_too_short_and_without_an_example_is_told_both():
    page = make_page(body="Ring.\n\n## First hour\n\n## First day\n\n## First week\n")
    found = "\n".join(faults_of(page, handbook=make_handbook(page)))

    assert "1 words: between" in found
    assert "there is no example" in found


def test_the_first_hours_keep_their_order():
    swapped = BODY.replace("First day", "First WEEK").replace("First week", "First day")

    assert any("in this order" in one for one in faults(body=swapped.replace("WEEK", "week")))


def test_a_job_left_out_is_missed():
    page = make_page(
        name="02-from-your-job.md", body="Hello.\n\n## From the police {police}\n\nYou go in.\n"
    )
    found = list(faults_of(page, handbook=make_handbook(page)))

    assert any("the part from Health is missing" in fault for fault in found)
    assert not any("the part from Police" in fault for fault in found)


def test_a_practice_area_misses_its_pages_and_another_chapter_has_none_to_miss():
    handbook = make_handbook(make_page())

    assert missing_pages(handbook, chapter="children") == [
        "children/from-your-job: this page of every practice area is missing"
    ]
    assert missing_pages(handbook, chapter="sharing") == []


def test_two_jobs_told_the_same_are_near_copies():
    same = "You see the child each morning, and you know what is usual for her, and what is not."
    other = "Nights are yours: you open doors that nobody else opens, and you write what lay there."
    bodies = {"police": same, "health": same}
    body = "\n\n".join(f"## From {key} {{{key}}}\n\n{text}" for key, text in bodies.items())
    page = make_page(name="02-from-your-job.md", body=body)
    changed = make_page(name="02-from-your-job.md", body=body.replace(same, other, 1))

    assert len(list(near_copies(make_handbook(page)))) == 1
    assert list(near_copies(make_handbook(changed))) == []


def test_likeness_is_whole_for_the_same_and_nothing_for_the_strange():
    one = runs_of("one two three four five six seven")

    assert likeness(one, one) == 1.0
    assert likeness(one, runs_of("eight nine ten eleven twelve")) == 0.0
    assert likeness(one, runs_of("too short")) == 0.0


def test_lists_count_as_sentences_and_tables_do_not():
    text = "One. “Two?” Three!\n\n- Four\n- Five\n\nTable: x\n\n|A|B|\n|-|-|\n|1|2|\n"

    assert len(sentences_of(text)) == 5
