"""A worry and an answer without JavaScript, and a worry with nothing but the keyboard."""

import random

from tests.journeys import seats

VOICE = "He sleeps on my floor when they shout."
SEEN = "He fell asleep over his book again."
# Enough presses of the Tab key to come round any page of a worry.
MOST_TABS = 120


def test_a_worry_without_javascript(sign_in):
    page = sign_in(seats.TEACHER, scripted=False)
    seats.begin_worry(page)
    seats.say_worry(page, children=("Barnaby Thistlewood",), seen=SEEN, voice=VOICE)
    for words in ("Barnaby Thistlewood", SEEN, VOICE):
        seats.expect(page.locator("main")).to_contain_text(words)
    reference, code = seats.send(page)
    page.goto("/concerns/receipt/")
    seats.write(page, "Reference", reference)
    seats.write(page, "Code", code)
    seats.press(page, "See how far it is")
    seats.expect(page.locator("main")).to_contain_text(reference)


def test_an_answer_without_javascript(sign_in, hub_process):
    child = f"Barnaby {''.join(random.choices('aeioulmnrst', k=8)).title()}"
    teacher = sign_in(seats.TEACHER, scripted=False)
    seats.begin_worry(teacher)
    seats.say_worry(teacher, children=(child,), seen=SEEN, voice=VOICE)
    contact, _ = seats.send(teacher)
    hub = sign_in(seats.SCREENER, scripted=False)
    seats.find_in_queue(hub, contact).get_by_role("button", name="Take this").click()
    hub.goto(f"/enquiries/triage/{contact}/")
    seats.triage(hub)
    enquiry = hub.url.split("/")[4]
    seats.ask(hub, enquiry, agencies=("Heronbrook Primary",))
    school = sign_in(seats.SCHOOL, scripted=False)
    seats.open_request(school, about=child)
    piece = "He is late every Monday and asks for breakfast."
    seats.give_piece(school, piece, kind="Fact: seen or recorded by us")
    hub.goto(f"/enquiries/{enquiry}/jigsaw/")
    seats.expect(hub.locator("main")).to_contain_text(piece)
    hub.get_by_role("link", name="Look again now").click()
    seats.expect(hub.locator("main")).to_contain_text(piece)


def test_a_worry_by_keyboard_alone(sign_in):
    page = sign_in(seats.TEACHER)
    page.goto("/concerns/new/")
    page.keyboard.press("Tab")
    assert "Skip to main content" in focused(page)
    tab_to(page, "radio", "No")
    page.keyboard.press("Space")
    press_by_key(page, "Continue")
    seats.heading(page, "Who are you?")
    press_by_key(page, "Save and continue")
    tab_to(page, "radio", "A child I am worried about")
    page.keyboard.press("Space")
    type_by_key(page, "Name, as you know it", "Barnaby Thistlewood")
    press_by_key(page, "Save and continue")
    page.goto(page.url.replace("/people/", "/seen/"))
    type_by_key(page, "What you saw or heard yourself", SEEN)
    press_by_key(page, "Save and continue")
    page.goto(page.url.replace("/told/", "/voice/"))
    type_by_key(page, "Their own words, as near as you can", VOICE)
    press_by_key(page, "Save and continue")
    page.goto(page.url.replace("/history/", "/family/"))
    press_by_key(page, "Save and continue")
    page.goto(page.url.replace("/files/", "/check/"))
    press_by_key(page, "Send it to the hub")
    seats.heading(page, "Your worry is with the hub")


def focused(page) -> str:
    """Return the role and the name of what has the focus, as a screen reader would say it."""
    return page.evaluate("""() => {
        const on = document.activeElement;
        const label = on.labels?.length ? on.labels[0].textContent : on.textContent || on.value;
        return `${on.type || on.tagName.toLowerCase()} ${label.trim()}`;
    }""")


def has_visible_focus(page) -> bool:
    """Tell whether one sees where the focus is: an outline, a shadow or a coloured ground.

    A radio is drawn by what stands before its label, so that is looked at too.
    """
    return page.evaluate("""() => {
        const on = document.activeElement;
        const drawn = [getComputedStyle(on)];
        if (on.labels?.length) drawn.push(getComputedStyle(on.labels[0], "::before"));
        return drawn.some((style) =>
            (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
            || style.boxShadow !== "none");
    }""")


def tab_to(page, kind: str, name: str) -> None:
    """Press Tab until the focus is there; wherever it rests on the way, it can be seen.

    A group of radios has one place for Tab: the arrows go on from there.
    """
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        assert has_visible_focus(page), f"{page.url}: one cannot see the focus on {focused(page)}"
        for _ in range(8 if kind == "radio" and focused(page).startswith("radio") else 0):
            if focused(page).startswith(f"radio {name}"):
                return
            page.keyboard.press("ArrowDown")
        if focused(page).startswith(f"{kind} {name}"):
            return
    raise AssertionError(f"{page.url}: {MOST_TABS} tabs do not lead to {kind} {name}")


def press_by_key(page, words: str) -> None:
    tab_to(page, "submit", words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def type_by_key(page, label: str, words: str) -> None:
    is_line = page.get_by_label(label, exact=True).first.get_attribute("type") == "text"
    tab_to(page, "text" if is_line else "textarea", label)
    page.keyboard.type(words)
