"""The whole fifteen minutes, each part from its own seat: from a worry to a shared decision."""

import random

import pytest

from tests.journeys import seats
from tests.journeys.conftest import WIDTHS

# A family of its own each time, so that the journey can be made twice in the same hub.
FIRST = ("Bracken", "Thistle", "Hazel", "Rowan", "Heather", "Marsh", "Willow", "Alder", "Sorrel")
LAST = ("ridge", "mere", "combe", "wick", "thorpe", "holt", "dene", "garth", "shaw", "worthy")
FAMILY = f"{random.choice(FIRST)}{random.choice(LAST)}"
CHILDREN = (f"Ottilie {FAMILY}", f"Caspian {FAMILY}")
SEEN = "She came without a coat again and hid bread from the breakfast club in her sleeve."
SIX = (
    "Ashmere Police", "Ashmere Community Health", "Heronbrook Primary", "Millrace Surgery",
    "Probation Service, Ashmere", "Ashmere family help",
)  # fmt: skip
POLICE_PIECE = "Called to the home in May: two children alone, the cupboards empty."
SCHOOL_PIECE = "A dinner lady says that both ask for second helpings every Monday."
DISSENT = "We think that this is level 4: children left alone twice in a month."
VOICE = "It is for Caspian. He cries when the tin is empty."


@pytest.fixture(scope="module")
def story():
    """What one part of the journey hands to the next: references, codes, addresses."""
    return {}


def test_the_tour_leads_a_newcomer_from_seat_to_seat(sign_in, picture):
    page = sign_in("")
    page.goto("/tour/")
    seats.heading(page, "Fifteen minutes")
    picture(page, "tour")
    page.locator("section[id^=step-]").first.get_by_role("button").first.click()
    seats.expect(page.get_by_role("banner")).to_contain_text("Yewande Abara")
    page.goto("/tour/")
    page.get_by_role("button", name="jigsaw").first.click()
    seats.heading(page, "The jigsaw")
    picture(page, "jigsaw")
    page.set_viewport_size(WIDTHS["phone"])
    picture(page, "jigsaw-phone")


def test_a_teacher_says_a_worry_and_gets_a_receipt(sign_in, story, picture):
    page = sign_in(seats.TEACHER)
    seats.begin_worry(page)
    picture(page, "say-a-worry")
    seats.say_worry(page, children=CHILDREN, seen=SEEN, voice=VOICE)
    main = page.locator("main")
    for words in (*CHILDREN, SEEN, VOICE):
        seats.expect(main).to_contain_text(words)
    story["contact"], story["code"] = seats.send(page)
    assert story["contact"].startswith("C-")
    seats.expect(main).to_contain_text("What happens next")


def test_the_hub_takes_it_and_opens_an_enquiry(sign_in, story, picture):
    page = sign_in(seats.SCREENER)
    picture(page, "home-of-the-screener")
    row = seats.find_in_queue(page, story["contact"])
    row.get_by_role("button", name="Take this").click()
    page.goto(f"/enquiries/triage/{story['contact']}/")
    main = page.locator("main")
    for words in (*CHILDREN, SEEN, VOICE):
        seats.expect(main).to_contain_text(words)
    picture(page, "triage")
    seats.triage(page)
    seats.expect(main).to_contain_text("is open. You hold its risk.")
    story["enquiry"] = page.url.split("/")[4]


def test_six_agencies_are_asked(sign_in, story, picture):
    page = sign_in(seats.SCREENER)
    seats.ask(page, story["enquiry"], agencies=SIX)
    seats.expect(page.locator("main")).to_contain_text("6 agencies are asked.")
    for agency in SIX:
        row = page.get_by_role("row").filter(has_text=agency)
        seats.expect(row).to_contain_text("Not opened")
    picture(page, "requests")


def test_an_agency_that_is_not_asked_sees_nothing(sign_in, story):
    page = sign_in(seats.TEACHER)
    for address in (f"/enquiries/{story['enquiry']}/", f"/enquiries/{story['enquiry']}/jigsaw/"):
        assert page.goto(address).status == 404
        seats.expect(page.locator("main")).not_to_contain_text(FAMILY)


def test_an_answer_comes_onto_an_open_jigsaw_by_itself(sign_in, story, picture):
    hub = sign_in(seats.DECISION_MAKER)
    hub.goto(f"/enquiries/{story['enquiry']}/jigsaw/")
    board = hub.locator("#jigsaw-live")
    seats.expect(board).to_contain_text(CHILDREN[0])
    seats.expect(board).not_to_contain_text(POLICE_PIECE)
    police = sign_in(seats.POLICE)
    story["police"] = seats.open_request(police, about=CHILDREN[0])
    seats.expect(police.locator("main")).not_to_contain_text(story["enquiry"])
    picture(police, "agency-answer")
    seats.give_piece(police, POLICE_PIECE, kind="Fact: seen or recorded by us", is_graded=True)
    seats.expect(board).to_contain_text(POLICE_PIECE, timeout=15_000)
    seats.expect(board).to_contain_text("not known")


def test_each_agency_answers_in_its_own_way_and_sees_only_its_own(sign_in, story):
    school = sign_in(seats.SCHOOL)
    seats.open_request(school, about=CHILDREN[0])
    seats.give_piece(school, SCHOOL_PIECE, kind="Reported: somebody told us")
    seats.expect(school.locator("main")).not_to_contain_text(POLICE_PIECE)
    assert school.goto(f"/requests/{story['police']}/").status == 404

    health = sign_in(seats.HEALTH)
    seats.open_request(health, about=CHILDREN[0])
    seats.say_known(health, call="Health visiting desk, 01632 960 141")

    surgery = sign_in(seats.GP_PRACTICE)
    seats.open_request(surgery, about=CHILDREN[0])
    seats.cannot_share(surgery, why="Their mother is our patient and has not been asked yet.")


def test_nothing_held_takes_four_clicks_at_most(sign_in):
    page = sign_in(seats.PROBATION)
    page.goto("/requests/")
    page.get_by_role("link", name=seats.any_of(CHILDREN)).first.click()
    page.get_by_label("Searched, and nothing held").check()
    seats.finish_answer(page)
    seats.expect(page.locator("main")).to_contain_text("Sent. Thank you.")
    seats.expect(page.locator("main")).to_contain_text("Searched: nothing held")


def test_an_agency_says_that_it_disagrees(sign_in, story):
    page = sign_in(seats.POLICE)
    page.goto(f"/requests/{story['police']}/")
    page.get_by_role("link", name="Say what you think should happen").click()
    page.get_by_label("We disagree").check()
    seats.write(page, "What should happen, in your own words?", DISSENT)
    seats.press(page, "Send this view to the hub")
    seats.expect(page.locator("main")).to_contain_text(DISSENT)


def test_the_hub_decides_with_the_voice_the_dissent_and_what_is_not_known(sign_in, story, picture):
    page = sign_in(seats.DECISION_MAKER)
    page.goto(f"/enquiries/{story['enquiry']}/decision/")
    main = page.locator("main")
    for words in (VOICE, DISSENT, POLICE_PIECE, "Ashmere family help"):
        seats.expect(main).to_contain_text(words)
    picture(page, "decision")
    seats.decide(page, answer_to="Ashmere Police", acts="Ashmere family help")
    seats.heading(page, "Read it once more, then sign")
    for words in (VOICE, seats.RATIONALE, seats.ACTION):
        seats.expect(main).to_contain_text(words)
    seats.press(page, "Sign this decision")
    for words in ("Signed by", VOICE, DISSENT, seats.FINDS_OUT, seats.ACTION, seats.GOES_ON):
        seats.expect(main).to_contain_text(words)


def test_a_product_is_composed_previewed_and_sent(sign_in, story, picture):
    page = sign_in(seats.DECISION_MAKER)
    page.goto(f"/enquiries/{story['enquiry']}/products/")
    seats.compose(page, agency="Ashmere family help", reader="Femi Achterberg")
    main = page.locator("main")
    seats.expect(main).to_contain_text("Left out for this recipient")
    story["product"] = page.url.split("/")[6]
    picture(page, "product")
    seats.press(page, "Send it to Ashmere family help")
    seats.expect(main).to_contain_text("is sent.")
    seats.expect(
        page.get_by_role("row").filter(has_text="Ashmere family help").last
    ).to_be_visible()


def test_its_reader_opens_it_and_acknowledges(sign_in, story):
    page = sign_in(seats.FAMILY_HELP)
    page.get_by_role("link", name="Shared with you", exact=True).first.click()
    page.get_by_role("link", name=story["product"]).click()
    seats.expect(page.locator("main")).to_contain_text(CHILDREN[0])
    seats.expect(page.locator("main")).not_to_contain_text(DISSENT)
    page.get_by_label("I have it and have read it").check()
    seats.press(page, "Send this answer")
    hub = sign_in(seats.DECISION_MAKER)
    hub.goto(f"/enquiries/{story['enquiry']}/products/")
    seats.expect(hub.locator("main")).to_contain_text("Femi Achterberg")


def test_the_finished_enquiry_reads_well_on_a_desk_and_on_a_telephone(sign_in, story, picture):
    page = sign_in(seats.DECISION_MAKER)
    enquiry = f"/enquiries/{story['enquiry']}"
    page.goto(f"{enquiry}/jigsaw/")
    page.set_viewport_size(WIDTHS["phone"])
    seats.heading(page, "The jigsaw")
    page.set_viewport_size(WIDTHS["desktop"])
    page.goto(f"{enquiry}/chronology/")
    for words in (SEEN, POLICE_PIECE, SCHOOL_PIECE):
        seats.expect(page.locator("main")).to_contain_text(words)
    picture(page, "chronology")
    page.goto(f"{enquiry}/decision/")
    picture(page, "decision-signed")


def test_who_is_who_is_asked_of_a_person(sign_in, picture):
    page = sign_in(seats.SCREENER)
    page.goto("/people/matches/")
    picture(page, "matches")
    page.locator('main a[href^="/people/matches/"]').first.click()
    seats.expect(page.get_by_role("heading", level=1)).to_be_visible()
    picture(page, "match")


def test_the_teacher_hears_what_became_of_it(sign_in, story):
    page = sign_in(seats.TEACHER)
    page.goto(f"/concerns/{story['contact']}/")
    told = page.get_by_role("region", name="What became of it")
    seats.expect(told.locator("strong")).to_have_count(3)
    seats.expect(page.locator("main")).not_to_contain_text(POLICE_PIECE)


def test_the_receipt_says_how_far_it_is_and_nothing_about_anybody(sign_in, story):
    page = sign_in("")
    page.goto("/concerns/receipt/")
    seats.write(page, "Reference", story["contact"])
    seats.write(page, "Code", story["code"])
    seats.press(page, "See how far it is")
    seats.expect(page.locator("main")).to_contain_text(story["contact"])
    seats.expect(page.locator("main")).to_contain_text("Help is being arranged")
    seats.expect(page.locator("body")).not_to_contain_text(FAMILY)
