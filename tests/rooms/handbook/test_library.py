"""The handbook that we ship: whole, plain, sourced, and particular to every job."""

from datetime import timedelta

from openmash.handbook.beside import first_hours_of, page_behind, paragraphs, ways_in
from openmash.handbook.chapters import FROM_YOUR_JOB, plan
from openmash.handbook.proof import missing_pages, past_review, proofs
from openmash.handbook.shelf import handbook
from openmash.handbook.words import OF_SECTOR, agency_labels, lexicon
from openmash.sources import read_library_file

AT_LEAST = 90


def test_no_page_has_a_fault_and_no_link_leads_nowhere():
    """Sources, links, sentences, review dates, near copies: all that `handbook check` says."""
    assert proofs() == ([], [])


def test_the_check_says_which_pages_want_reading_again():
    reviewed = max(page.review_by for page in handbook().pages.values())

    assert past_review(today=min(page.reviewed_on for page in handbook().pages.values())) == []
    assert len(past_review(["children"], today=reviewed + timedelta(days=1))) == len(
        handbook().pages_of("children")
    )


def test_there_are_pages_enough():
    assert len(handbook().pages) >= AT_LEAST


def test_every_practice_area_has_the_same_pages():
    areas = [chapter.key for chapter in plan().chapters if chapter.is_area]

    assert len(areas) == 9
    assert [one for key in areas for one in missing_pages(handbook(), chapter=key)] == []


def test_every_practice_area_speaks_to_every_job():
    silent = [
        f"{chapter.key}: {sector.key}"
        for chapter in plan().chapters
        for sector in plan().sectors
        if chapter.is_area
        and handbook().pages[f"{chapter.key}/{FROM_YOUR_JOB}"].section(sector.key) is None
    ]
    assert silent == []


def test_every_practice_area_of_a_contact_leads_to_a_chapter():
    codes = [row["code"] for row in read_library_file("practice_areas.yaml")["practice_areas"]]

    assert [code for code in codes if handbook().chapter_for(code) is None] == []


def test_what_people_ask_first_is_answered():
    asked = plan().asked_first

    assert len(asked) >= 10
    assert [path for _, path in asked if path not in handbook().pages] == []


def test_every_paragraph_beside_a_question_has_a_page_to_read_on():
    assert [key for key in paragraphs() if page_behind(key) is None] == []


def test_every_practice_area_says_what_to_do_now():
    codes = [row["code"] for row in read_library_file("practice_areas.yaml")["practice_areas"]]

    assert [code for code in codes if not first_hours_of(code).href] == []
    assert first_hours_of("missing").page_title == "Handbook: When a child is missing"
    assert first_hours_of("").href == ""


def test_no_way_in_stands_for_a_paragraph_that_is_gone():
    rooms = {key.partition(".")[0] for key in paragraphs()}

    areas = {
        f"area.{row['code']}" for row in read_library_file("practice_areas.yaml")["practice_areas"]
    }

    assert set(ways_in()) - set(paragraphs()) - rooms - areas == set()


def test_every_job_of_the_handbook_finds_its_words_in_the_lexicon():
    for sector in plan().sectors:
        assert set(OF_SECTOR[sector.key]) <= set(agency_labels())


def test_every_word_names_agencies_that_the_lexicon_knows():
    strange = {
        (word.id, agency)
        for word in lexicon().values()
        for agency, _ in word.meanings
        if agency not in agency_labels()
    }
    assert strange == set()


def test_every_way_in_leads_to_a_page():
    assert {page for page in ways_in().values() if page not in handbook().pages} == set()
