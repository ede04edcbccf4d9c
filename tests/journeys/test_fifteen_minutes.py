"""The whole fifteen minutes, each part from its own seat: from a worry to a shared decision."""

import pytest

from tests.journeys import seats

CHILDREN = ("Ottilie Brackenridge", "Caspian Brackenridge")
SEEN = "She came without a coat again and hid bread from the breakfast club in her sleeve."
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
    assert story["contact"].startswith("ASH")
    seats.expect(main).to_contain_text("What happens next")
