"""What people do at their seats, by the words that they read on the page."""

import re

from playwright.sync_api import Page, expect

from openmash.demo import DEMO_SIGN_INS

TEACHER = DEMO_SIGN_INS["Teacher (says a worry)"]
SCREENER = DEMO_SIGN_INS["Hub screener, children"]
DECISION_MAKER = DEMO_SIGN_INS["Decision maker, children"]
POLICE = DEMO_SIGN_INS["Police researcher"]
HEALTH = DEMO_SIGN_INS["Health researcher"]
SCHOOL = DEMO_SIGN_INS["School safeguarding lead"]
GP_PRACTICE = DEMO_SIGN_INS["GP practice"]
FAMILY_HELP = DEMO_SIGN_INS["Lead practitioner, family help"]
PROBATION = "lucinda.okoro-bell@ashmere.example"


def press(page: Page, words: str) -> None:
    """Press a button by its words."""
    page.get_by_role("button", name=words, exact=True).first.click()


def choose(page: Page, question: str, answer: str) -> None:
    """Choose an answer within its question; the answer may carry a hint after its words."""
    group = page.get_by_role("group", name=question).first
    group.get_by_label(answer, exact=True).check()


def write(page: Page, question: str, words: str) -> None:
    """Write an answer into the field of that name."""
    page.get_by_label(question, exact=True).first.fill(words)


def go_on(page: Page) -> None:
    """Keep this part of the worry and go to the next."""
    press(page, "Save and continue")


def heading(page: Page, words: str) -> None:
    """Wait for the page whose heading says so."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def begin_worry(page: Page, *, danger: str = "No") -> None:
    """Begin: danger is asked before anything else, and the answer to it is 999."""
    page.goto("/")
    page.get_by_role("link", name="Say a worry").first.click()
    heading(page, "Is anyone in danger now?")
    expect(page.locator("main")).to_contain_text("Call 999 now")
    choose(page, "Could anyone be hurt today", danger)
    press(page, "Continue")


def name_child(page: Page, name: str, *, age: str, known_to: str = "") -> None:
    """Name one child whom the worry is about."""
    choose(page, "Who is this?", "A child I am worried about")
    write(page, "Name, as you know it", name)
    write(page, "Or their age in years, or your guess", age)
    write(page, "Where do they live or stay?", "4 Ferry Steps, Ashmere")
    if known_to:
        page.get_by_text("More about them, if you know it").click()
        write(page, "School, nursery or doctor who knows them", known_to)


def say_worry(page: Page, *, children: tuple[str, ...], seen: str, voice: str) -> None:
    """Say a worry from its second page to the last before it is read through."""
    heading(page, "Who are you?")
    go_on(page)
    for number, child in enumerate(children):
        if number:
            page.get_by_role("button", name="Add a child").click()
        name_child(page, child, age=str(7 - 3 * number), known_to="Heronbrook Primary")
        go_on(page)
        expect(page.locator("main")).to_contain_text(child)
    page.get_by_role("button", name="Continue").click()
    heading(page, "Who else is there")
    page.get_by_label("Who comes and goes").check()
    go_on(page)
    if len(children) > 1:
        heading(page, "How do these people belong together?")
        page.get_by_role("button", name="Continue").click()
    _tell(page, seen=seen, voice=voice, whose=children[0])


def _tell(page: Page, *, seen: str, voice: str, whose: str) -> None:
    heading(page, "What did you see or hear yourself?")
    write(page, "What you saw or heard yourself", seen)
    go_on(page)
    heading(page, "What did others tell you?")
    go_on(page)
    heading(page, "What do you make of it?")
    write(page, "What you make of it", "I think there is not enough to eat at home.")
    go_on(page)
    heading(page, "What did")
    write(page, "Their own words, as near as you can", voice)
    write(page, "Whose words are they?", whose)
    choose(page, "Who heard it?", "I did")
    go_on(page)
    for words in ("What came before", "Do they know", "Is there a file"):
        heading(page, words)
        if words == "Do they know":
            choose(page, "Is it safe for us to ring, write to or visit them?", "Yes")
            write(
                page, "Whom may we reach, how and when?", "Their mother, at school, before three."
            )
        page.get_by_role("button", name=re.compile("^(Save and c|C)ontinue$")).first.click()
    heading(page, "Read it through, then send it")


def send(page: Page) -> tuple[str, str]:
    """Send the worry; return the reference and the code of its receipt."""
    press(page, "Send it to the hub")
    heading(page, "Your worry is with the hub")
    reference, code = page.locator(".om-code").all_inner_texts()[:2]
    return reference, code


def find_in_queue(page: Page, reference: str):
    """Walk the pages of the queue until the row of this contact stands there."""
    page.goto("/enquiries/triage/?show=unclaimed")
    for _ in range(40):
        row = page.get_by_role("row").filter(
            has=page.locator(f'a[href="/enquiries/triage/{reference}/"]')
        )
        if row.count():
            return row.first
        page.get_by_role("link", name=re.compile("Next")).first.click()
    raise AssertionError(f"{reference} is not in the queue")


def triage(page: Page) -> None:
    """Rate the contact on the page, say why agencies may be asked, and open an enquiry."""
    page.get_by_label("None of these").check()
    page.get_by_role("radio", name=re.compile("^Amber")).check()
    page.get_by_role("radio", name=re.compile("^3, ")).check()
    page.get_by_label("What is it mainly about?").select_option(index=1)
    write(page, "Why?", "Two children, hungry more than once, and an adult nobody can name.")
    page.get_by_role("radio", name="To protect a child from harm").check()
    page.get_by_text("Levels 1 to 3: does the family agree?").click()
    choose(
        page, "Does the family agree to our asking?", "Given, by somebody whom it was safe to ask"
    )
    page.get_by_label("Who agreed?").select_option(label="a safe parent or carer not named here")
    choose(page, "Have they been told that we ask others?", "Yes, they know")
    write(page, "Why do others have to be asked?", "Nobody here sees both children at home.")
    write(page, "Why this much, and no more?", "Both children and the home, this year only.")
    press(page, "Open an enquiry")


def ask(page: Page, reference: str, *, agencies: tuple[str, ...]) -> None:
    """Ask these agencies, and no others, about everybody in the middle of the enquiry."""
    page.goto(f"/enquiries/{reference}/ask/")
    heading(page, "Whom do we ask?")
    page.locator("summary").filter(has_text="Ask somebody else").click()
    for box in page.get_by_role("checkbox", name=re.compile("^Ask (?!only)")).all():
        box.uncheck()
    for agency in agencies:
        page.get_by_label(f"Ask {agency}", exact=True).check()
        line = page.locator("article").filter(has=page.get_by_label(f"Ask {agency}", exact=True))
        line.get_by_text("What it is asked, and about whom").click()
        for person in line.get_by_role("group", name="About whom?").get_by_role("checkbox").all():
            person.check()
        questions = line.get_by_label("Questions, one a line")
        if not questions.input_value():
            questions.fill("Are the children seen, and are they well?")
    press(page, "Ask the agencies that are ticked")


def open_request(page: Page, *, about: str) -> str:
    """Open one's own request from the inbox; return its reference. Two clicks from home."""
    page.get_by_role("link", name="Requests", exact=True).click()
    page.get_by_role("link", name=re.compile(about)).first.click()
    heading(page, "The hub asks you")
    return page.url.rstrip("/").rsplit("/", 1)[1]


def give_piece(page: Page, words: str, *, kind: str, is_graded: bool = False) -> None:
    """Answer with one piece about the first child, read it through, and send it."""
    page.get_by_label("We hold something that matters").check()
    write(page, "What do you know?", words)
    page.get_by_role("group", name="About whom?").get_by_role("checkbox").first.check()
    when = page.get_by_role("group", name="When did it happen?")
    when.get_by_label("Year").fill("2026")
    page.get_by_label("What kind of piece is it?").select_option(label=kind)
    page.get_by_label("Which question does it answer?").select_option(index=1)
    if is_graded:
        for question in ("How reliable is the source?", "How is it known?"):
            page.get_by_label(question).select_option(index=1)
        page.get_by_label("How may it be handled?").select_option(index=1)
    finish_answer(page)
    heading(page, "Check your answer")
    expect(page.locator("main")).to_contain_text(words)
    press(page, "Send to the hub")
    expect(page.locator("main")).to_contain_text("Sent. Thank you.")


def finish_answer(page: Page) -> None:
    """Say that nobody who will see it is related to anybody named, and send."""
    page.get_by_label("Nobody who will see this is related to").check()
    page.locator('button[name="do"][value="send"]').click()


def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Match a name in which any of these stands."""
    return re.compile("|".join(re.escape(each) for each in words))


def say_known(page: Page, *, call: str) -> None:
    """Say only that somebody named is known, since when, and whom to call."""
    page.get_by_text("First, only say whether they are known to you").click()
    page.get_by_role("radio", name="Known", exact=True).check()
    write(page, "Month of the last contact", "9")
    write(page, "Year of the last contact", "2026")
    write(page, "Whom to call, with a number", call)
    page.get_by_label("Why may you say so?").select_option(index=1)
    press(page, "Say only this")
    expect(page.locator("main")).to_contain_text(call)


def cannot_share(page: Page, *, why: str) -> None:
    """Decide not to share, and say why."""
    page.get_by_label("We cannot share, because …").check()
    page.get_by_label("What sort of reason is it?").select_option(index=1)
    write(page, "Why can you not share it?", why)
    finish_answer(page)
    expect(page.locator("main")).to_contain_text("Sent. Thank you.")
    expect(page.locator("main")).to_contain_text(why)


RATIONALE = "Hungry and alone more than once; their mother agrees to help and the school sees them."
ACTION = "Visit the home and see both children alone"
FINDS_OUT = "The school asks, by Friday"
GOES_ON = "It is late, and waiting helps nobody."


def decide(page: Page, *, answer_to: str, acts: str) -> None:
    """Fill in the decision: the voice stands there already; each hole and dissent is answered."""
    write(page, f"Your answer to {answer_to}", "We heard you, and look again in ten days.")
    for late in page.get_by_label(re.compile("why do you go on without the answer")).all():
        late.fill(GOES_ON)
    page.get_by_label("Who finds out, by when?").first.fill(FINDS_OUT)
    for level in page.locator('input[name$="_level"][value="3"]').all():
        level.check()
    for outcome in page.get_by_label("Child and family assessment, section 17").all():
        outcome.check()
    write(page, "Why this, and why not less?", RATIONALE)
    write(page, "What if we are wrong? What would change our mind?", "If they are alone again.")
    told = page.get_by_role("group", name="Are the family or the adult told?")
    told.get_by_role("radio").first.check()
    write(page, "What is done", ACTION)
    page.get_by_label("Which agency").first.select_option(label=acts)
    for part, number in (("Day", "30"), ("Month", "11"), ("Year", "2027")):
        page.get_by_role("group", name="By which day").first.get_by_label(part).fill(number)
    press(page, "Check and sign")
    expect(page.get_by_role("alert")).to_have_count(0)


def compose(page: Page, *, agency: str, reader: str) -> None:
    """Make a summary for one reader, with every piece that may go, and look at it as they will."""
    page.get_by_label("Who gets it?").select_option(label=agency)
    page.get_by_label("Summary for assessment or early help").check()
    press(page, "Go on")
    page.locator('input[name="kind"][value="assessment"]').check()
    page.get_by_label(re.compile(f"^{reader}")).check()
    page.get_by_label("No, it was checked").check()
    for piece in page.get_by_label("Goes", exact=True).all():
        piece.check()
    write(page, "What we ask of them, 1", ACTION)
    write(page, "Why it was decided, for this reader", "Both children need help with food at home.")
    page.get_by_label("Who else has read it, as the recipient will?").select_option(index=1)
    press(page, "See it as they will")
