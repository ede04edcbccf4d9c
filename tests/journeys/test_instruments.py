"""An assessment from its suggestion to its signature, with two agencies answering at once."""

import re

import pytest

from tests.journeys import seats

MARK = "A round bruise on the cheek, and three accounts of it."
OFFICER_SAW = "We saw no mark on the night."
LONG = "We have seen the child with a doctor, and the aunt stays with her until Monday morning."


@pytest.fixture(scope="module")
def story():
    """What one part of the journey hands to the next."""
    return {}


def asked_enquiry(page) -> str:
    """Return an open enquiry of which the police were asked something, as its screener finds it."""
    page.goto("/enquiries/")
    links = page.locator("main a").evaluate_all("links => links.map(link => link.href).join(' ')")
    for reference in dict.fromkeys(re.findall(r"/enquiries/([A-Z]+-\d{4}-\d+)/", links)):
        page.goto(f"/enquiries/{reference}/requests/")
        if "Ashmere Police" in page.locator("main").inner_text():
            return reference
    raise AssertionError("no open enquiry asks the police")


def dated(page, question, *, name: str) -> None:
    for part, value in (("day", "20"), ("month", "11"), ("year", "2026")):
        question.locator(f"input[name={name}_{part}]").fill(value)


def answer(page, item: str, code: str, *, shown: str) -> None:
    """Answer one question with its account, its source and its date."""
    question = page.locator(f"#q-{item}")
    question.locator(f"input[name={item}][value={code}]").check()
    question.locator("textarea").fill(shown)
    if not question.locator("input[value=seen_by_practitioner]").is_visible():
        question.get_by_text("Where from, and when").click()
    question.locator("input[value=seen_by_practitioner]").check()
    dated(page, question, name=f"{item}-on")


@pytest.mark.parametrize("name", ["child-harm-neglect", "domestic-abuse"])
def test_an_assessment_is_begun_after_its_notes_were_read(name, sign_in, story, axe):
    page = sign_in(seats.SCREENER)
    reference = story.setdefault("enquiry", asked_enquiry(page))
    page.goto(f"/enquiries/{reference}/assessments/")
    seats.heading(page, "Assessments")
    axe(page)
    page.goto(f"/enquiries/{reference}/assessments/new/{name}/")
    seats.press(page, "Start")
    seats.expect(page.get_by_role("alert").first).to_contain_text("Read the notes")
    page.locator("input[name=acknowledged]").check()
    seats.press(page, "Start")
    page.wait_for_url("**/questions/**")
    story[name] = re.search(r"/assessments/([^/]+)/", page.url)[1]
    axe(page)


def test_two_agencies_answer_at_once_and_both_answers_stay(sign_in, story, picture, axe):
    screener, officer = sign_in(seats.SCREENER), sign_in(seats.POLICE)
    base = f"/assessments/{story['child-harm-neglect']}/"
    screener.goto(f"{base}invite/")
    screener.get_by_label("Ashmere Police").check()
    seats.write(screener, "What would you like them to answer, and why?", "You were called there.")
    seats.press(screener, "Ask them")
    for page in (screener, officer):
        page.goto(f"{base}questions/safety_now/")
    answer(screener, "injury_unexplained", "present", shown=MARK)
    answer(officer, "injury_unexplained", "absent", shown=OFFICER_SAW)
    for page in (screener, officer):
        seats.expect(page.locator("[data-saved]")).to_contain_text("Saved at")
    assert MARK not in officer.locator("main").inner_text()
    screener.reload()
    main = screener.locator("main")
    seats.expect(main).to_contain_text(OFFICER_SAW)
    seats.expect(main).to_contain_text("Both answers stay, each under its name.")
    seats.expect(main).to_contain_text("At least: Reason to suspect significant harm")
    picture(screener, "assessment")
    axe(screener)
    axe(officer)


def test_from_the_voice_to_a_signed_and_printed_judgement(sign_in, story, picture, axe):
    page = sign_in(seats.SCREENER)
    base = f"/assessments/{story['child-harm-neglect']}/"
    page.goto(f"{base}voice/")
    for field in page.locator("textarea[name^=voice-]").all():
        field.fill(LONG)
    seats.press(page, "Save and go to the prompts")
    for choice in page.locator("input[value=followed]").all():
        choice.check()
    seats.press(page, "Save and go on")
    page.locator("select[name=supervisor]").select_option(index=1)
    dated(page, page.locator("form[method=post]").last, name="on")
    page.locator("textarea[name=view]").fill("See the child today, with the police.")
    seats.press(page, "Save and go to the judgement")
    page.get_by_label("Reason to suspect significant harm").check()
    for field in page.locator("textarea[name^=why-]").all():
        field.fill(LONG)
    page.get_by_label("Medium").check()
    seats.press(page, "Save and go to signing")
    axe(page)
    seats.press(page, "Sign")
    page.wait_for_url("**/summary/")
    seats.expect(page.locator("main")).to_contain_text("Next look:")
    picture(page, "assessment-signed")
    axe(page)
    printed = page.request.get(f"{base}pdf/")
    assert printed.body().startswith(b"%PDF")


def test_what_is_typed_without_a_connection_stays_and_says_so(sign_in, story):
    page = sign_in(seats.SCREENER)
    page.goto(f"/assessments/{story['domestic-abuse']}/")
    page.locator("a[href*='/questions/']").first.click()
    page.context.set_offline(True)
    page.locator("textarea").first.fill("Typed where there is no signal.")
    seats.expect(page.locator("[data-saved]")).to_contain_text("kept on this device", timeout=8000)
    page.context.set_offline(False)
    seats.expect(page.locator("[data-saved]")).to_contain_text("Saved at", timeout=20000)


def test_it_works_without_script(sign_in, story):
    page = sign_in(seats.SCREENER, scripted=False)
    page.goto(f"/assessments/{story['domestic-abuse']}/")
    page.locator("a[href*='/questions/']").first.click()
    page.locator("input[type=radio]").first.check()
    page.get_by_role("button", name=re.compile("^Save and go to")).click()
    seats.expect(page.locator("main")).to_contain_text("Part 2 of")
