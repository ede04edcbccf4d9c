"""The whole fifteen minutes, each part from its own seat: from a worry to a shared decision."""

import pytest

from tests.journeys import seats

CHILDREN = ("Ottilie Brackenridge", "Caspian Brackenridge")
SEEN = "She came without a coat again and hid bread from the breakfast club in her sleeve."
SIX = (
    "Ashmere Police", "Ashmere Community Health", "Heronbrook Primary", "Millrace Surgery",
    "Probation Service, Ashmere", "Ashmere family help",
)  # fmt: skip
POLICE_PIECE = "Called to the home in May: two children alone, the cupboards empty."
VOICE = "It is for Caspian. He cries when the tin is empty."


@pytest.fixture(scope="module")
def story():
    """What one part of the journey hands to the next: references, codes, addresses."""
    return {}


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
        seats.expect(page.locator("main")).not_to_contain_text("Brackenridge")


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
    with hub.expect_response(lambda answer: "jigsaw" in answer.url, timeout=15_000):
        pass
    seats.expect(board).to_contain_text(POLICE_PIECE, timeout=15_000)
    picture(hub, "jigsaw")
