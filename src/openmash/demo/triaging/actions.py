"""Read, rate and answer the practice contacts, as the hub's own people, through the hub's verbs."""

from collections.abc import Callable

from openmash.contacts.models import Contact
from openmash.demo.cast.access import playing
from openmash.demo.planning import Occasion
from openmash.demo.scene import Scene
from openmash.demo.tellings import filled
from openmash.enquiries.models import Enquiry, Screening
from openmash.enquiries.opening.actions import Grounds, open_enquiry
from openmash.enquiries.triage import actions as triage
from openmash.enquiries.triage.agreement import Agreement
from openmash.enquiries.triage.answering.actions import (
    Answer,
    answer_at_once,
    say_done,
    say_taken_on,
)
from openmash.enquiries.triage.handing.actions import accept_handover, offer_handover
from openmash.policy import Viewer

WORKER = "femi.achterberg"
WHY_CLOSED = (
    "We spoke with the school nurse, who sees the family each week, and read the two earlier "
    "contacts together. "
    "{child} was seen alone on Tuesday and spoke freely. A second account like this one would "
    "make us look again."
)
WHY_CLOSED_ADULT = (
    "The adult team spoke with {adult} alone, who knows the danger and chose what to do about it with us. "
    "Another withdrawal of this kind would make us look again."
)
RATED = {
    "red": "What was seen and said may mean significant harm now; who is with them tonight is not known.",
    "amber": "More than one need, and no agency alone can say how it hangs together.",
    "green": "Help would do good, and the family asks for it.",
    "blue": "A question, and nothing that points to harm.",
}
THREE_PARTS = {"needs": "yes", "experiencing": "yes", "unable": "yes"}
CLOSING = ("universal", "advice", "consultation")


def screening_of(contact: Contact) -> Screening:
    """Return a contact's triage afresh, as whoever plays now may see it."""
    return Screening.objects.select_related("contact").get(contact_id=contact.pk)


def run_triage(contact: Contact, occasion: Occasion, *, scene: Scene) -> Enquiry | None:
    """Take a contact as far as its course says; return the enquiry, where one was opened."""
    steps: dict[str, Callable] = {
        "waiting": _leave,
        "question_waiting": _leave,
        "claimed": _claim,
        "rated": _claim_and_rate,
        "handover_offered": _offer,
        "handed_over": _hand_over,
        "question_answered": _answer_question,
        "consultation": _answer_question,
    }
    course = occasion.course
    if course in steps:
        steps[course](contact, occasion, scene=scene)
        return None
    if course in ANSWERS:
        _answer(contact, occasion, scene=scene)
        return None
    return _open(contact, occasion, scene=scene)


ANSWERS = {
    "strategy", "assessment", "early_help", "universal", "advice", "adult_safety", "adult_route",
    "adult_needs",
}  # fmt: skip


def screener(occasion: Occasion, *, scene: Scene) -> Viewer:
    """Return who reads a contact: children's and adults' contacts have their own screeners."""
    if not occasion.telling.is_about_child:
        return scene.cast.named("gethin.moxley")
    return scene.cast.named(
        scene.draw.choice(["sam.pritchett", "sam.pritchett", "tomasz.wilderspin"])
    )


def decision_maker(occasion: Occasion, *, scene: Scene) -> Viewer:
    """Return who decides."""
    if not occasion.telling.is_about_child:
        return scene.cast.named("priya.hallworth")
    return scene.cast.named(scene.draw.choice(["ruth.adeyemi-cole", "bronwen.achari"]))


def rating_of(occasion: Occasion) -> triage.Rating:
    """Return how a telling is rated."""
    telling = occasion.telling
    is_red = bool(telling.tests) or telling.brag == "red"
    return triage.Rating(
        brag="red" if is_red else telling.brag,
        why=RATED["red" if is_red else telling.brag],
        level=("4" if telling.tests else telling.level) if telling.is_about_child else "",
        danger_tests=telling.tests,
        practice_area=telling.area,
        adult_test={} if telling.is_about_child else THREE_PARTS,
    )


def _leave(contact: Contact, occasion: Occasion, *, scene: Scene) -> None:
    """Nobody has taken it yet."""


def _claim(contact: Contact, occasion: Occasion, *, scene: Scene) -> Viewer:
    with playing(screener(occasion, scene=scene)) as viewer:
        screening = screening_of(contact)
        at = scene.later(occasion.at, hours=0.4)
        triage.claim(screening, version=screening.version, by=viewer, at=at)
    return viewer


def _claim_and_rate(contact: Contact, occasion: Occasion, *, scene: Scene) -> None:
    with playing(_claim(contact, occasion, scene=scene)) as viewer:
        at = scene.later(occasion.at, hours=0.8)
        triage.rate(screening_of(contact), rating_of(occasion), by=viewer, at=at)


def _offer(contact: Contact, occasion: Occasion, *, scene: Scene):
    with playing(_claim(contact, occasion, scene=scene)) as viewer:
        at = scene.later(occasion.at, hours=0.7)
        triage.rate(screening_of(contact), rating_of(occasion), by=viewer, at=at)
        return offer_handover(
            screening_of(contact),
            to=scene.cast.named(WORKER).id,
            is_spoken=True,
            words="Open to you. New from school today; please read it before your visit.",
            by=viewer,
            at=scene.later(at, hours=0.3),
        )


def _hand_over(contact: Contact, occasion: Occasion, *, scene: Scene) -> None:
    offer = _offer(contact, occasion, scene=scene)
    with playing(scene.cast.named(WORKER)) as worker:
        accept_handover(offer.pk, by=worker, at=scene.later(offer.offered_at, hours=1.5))


def _answer_question(contact: Contact, occasion: Occasion, *, scene: Scene) -> None:
    with playing(_claim(contact, occasion, scene=scene)) as viewer:
        answer_at_once(
            screening_of(contact),
            Answer(
                response="consultation",
                rationale="Rang back and talked it through. Nothing points to harm now; "
                "they know what would.",
                feedback="Thank you for asking. Speak with the parents first, note what they say, "
                "and tell us if it goes on or if anything else worries you.",
            ),
            rating=rating_of(occasion),
            by=viewer,
            at=scene.later(occasion.at, hours=2),
        )


def _answer(contact: Contact, occasion: Occasion, *, scene: Scene) -> None:
    """Answer at once; what another service takes on is held until a named person there has it."""
    at = scene.later(occasion.at, hours=3)
    is_closing = occasion.course in CLOSING
    with playing(decision_maker(occasion, scene=scene)) as viewer:
        screening = answer_at_once(
            screening_of(contact),
            _answer_words(occasion),
            rating=rating_of(occasion),
            by=viewer,
            at=at,
        )
        if is_closing:
            return
        done_at = scene.later(at, hours=5)
        if occasion.course in ("strategy", "adult_safety") or occasion.telling.tests:
            say_done(screening, words=_what_was_agreed(occasion), by=viewer, at=done_at)
        who = "Leonie Farrant" if occasion.telling.is_about_child else "Adaeze Thorne"
        taken_at = scene.later(done_at, hours=3)
        say_taken_on(screening_of(contact), who=who, by=viewer, at=taken_at)


def _answer_words(occasion: Occasion) -> Answer:
    is_child = occasion.telling.is_about_child
    why = WHY_CLOSED if is_child else WHY_CLOSED_ADULT
    if occasion.course not in CLOSING:
        why = "One agency’s account is clear enough to act on, and waiting for others would add nothing."
    return Answer(
        response=occasion.course,
        rationale=filled(why, household=occasion.household),
        closing_reasons=("needs_met",) if occasion.course in CLOSING else (),
        agreement=Agreement.GIVEN if is_child else Agreement.N_A,
    )


def _what_was_agreed(occasion: Occasion) -> str:
    if occasion.telling.is_about_child:
        return "Social care, police, health and the school took part. Section 47 begins; a joint visit today."
    return "Police, the adult team and the GP took part. Somebody stays tonight; police see the visitor."


def _open(contact: Contact, occasion: Occasion, *, scene: Scene) -> Enquiry:
    """Open an enquiry: by a decision maker where agreement has to be gone without."""
    rating = rating_of(occasion)
    agreement = _agreement(occasion, rating=rating)
    needs_authority = agreement in (Agreement.NOT_SOUGHT_UNSAFE, Agreement.LEVEL_UNCLEAR)
    choose = decision_maker if needs_authority else screener
    is_child = occasion.telling.is_about_child
    grounds = Grounds(
        reason="protect_child" if is_child else "protect_adult",
        necessity="One agency sees one side. Whether they are safe can be seen only from several together.",
        proportionality="Those in the home and those who come and go; two years, and further back for harm.",
        agreement=agreement,
        agreement_why=_why_without(occasion, agreement=agreement),
        informed="NO_RISK" if agreement == Agreement.NOT_SOUGHT_UNSAFE else "YES",
        informed_why="Telling them now could put somebody at risk."
        if agreement == Agreement.NOT_SOUGHT_UNSAFE
        else "",
    )
    with playing(choose(occasion, scene=scene)) as viewer:
        at = scene.later(occasion.at, hours=0.7)
        return open_enquiry(screening_of(contact), rating=rating, grounds=grounds, by=viewer, at=at)


def _agreement(occasion: Occasion, *, rating: triage.Rating) -> Agreement:
    if not occasion.telling.is_about_child or rating.level == "4":
        return Agreement.N_A
    given = {"GIVEN": Agreement.GIVEN, "NOT_SOUGHT_UNSAFE": Agreement.NOT_SOUGHT_UNSAFE}
    return given.get(occasion.telling.agreement, Agreement.LEVEL_UNCLEAR)


def _why_without(occasion: Occasion, *, agreement: Agreement) -> str:
    if agreement == Agreement.NOT_SOUGHT_UNSAFE:
        return filled(occasion.telling.agreement_why, household=occasion.household)
    if agreement == Agreement.LEVEL_UNCLEAR:
        return (
            "What was seen may be significant harm, and nobody can say without asking others first."
        )
    return ""
