"""Decide as a decision maker would: voice first, what was gone without, who does what by when."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from openmash.decisions.access import table_of
from openmash.decisions.actions import sign
from openmash.decisions.answers import Answers, ForPerson, PlannedAction
from openmash.decisions.dissent.actions import keep_view, say_view, take_further
from openmash.decisions.doing.actions import finish_action
from openmash.decisions.models import Action, AgencyView, Decision
from openmash.demo.cast.access import playing
from openmash.demo.gathering.actions import bank
from openmash.demo.planning import Occasion
from openmash.demo.scene import Scene
from openmash.demo.tellings import filled
from openmash.enquiries.models import Enquiry, Request
from openmash.policy import Viewer

OUTCOMES_AT_LEVEL = {"4": "O_S47", "3": "O_S17", "2": "O_EH", "1": "O_UNI"}
ALSO_FOR_AREA = {
    "domestic_abuse": "O_MARAC",
    "child_criminal_exploitation": "O_MACE",
    "child_sexual_exploitation": "O_MACE",
    "radicalisation": "O_CHANNEL",
}
THREE_PARTS = {"needs": "yes", "experiencing": "yes", "unable": "yes"}


def decide(
    enquiry: Enquiry,
    occasion: Occasion,
    *,
    by: Viewer,
    at: datetime,
    scene: Scene,
    risk_to: int | None = None,
    why_again: str = "",
) -> Decision:
    """Sign a decision about everybody it is about."""
    with playing(by):
        enquiry = Enquiry.objects.get(pk=enquiry.pk)
        table = table_of(enquiry, viewer=by, now=at)
        answers = Answers(
            rationale=_said("rationale", occasion, scene=scene),
            people=tuple(_for(person, enquiry=enquiry) for person in table.people),
            challenge=filled(
                scene.draw.choice(bank()["challenge"]).replace("{name}", "{child}"),
                household=occasion.household,
            ),
            went_without={
                one.reference: "They are asked again; the risk does not wait for their answer."
                for one in table.silent
            },
            dissent_answers={
                view.pk: "We read this together with you. We decide so for now, and look again in a week."
                for view in table.dissents
            },
            told="YES" if enquiry.informed == "YES" else "NO_RISK",
            told_why="Telling them now would put somebody at risk."
            if enquiry.informed != "YES"
            else "",
            agreement=enquiry.agreement,
            actions=tuple(_actions(occasion, scene=scene, at=at)),
            risk_to=risk_to,
            why_again=why_again,
            **_voice(occasion),
        )
        return sign(enquiry, answers, by=by, at=at)


def _said(name: str, occasion: Occasion, *, scene: Scene) -> str:
    about = "children" if occasion.telling.is_about_child else "adults"
    return filled(scene.draw.choice(bank()[name][about]), household=occasion.household)


def _voice(occasion: Occasion) -> dict[str, str]:
    if occasion.telling.voice:
        return {"voice": filled(occasion.telling.voice, household=occasion.household)}
    return {
        "voice_why_not": filled(occasion.telling.why_not, household=occasion.household),
        "voice_plan": "The social worker sees them alone on the first visit and writes down what they show.",
    }


def _for(person, *, enquiry: Enquiry) -> ForPerson:
    if person.part != "child":
        return ForPerson(person=person.key, adult_test=THREE_PARTS, outcomes=("O_S42",))
    level = enquiry.level if enquiry.level in OUTCOMES_AT_LEVEL else "3"
    also = ALSO_FOR_AREA.get(enquiry.practice_area)
    outcomes = (OUTCOMES_AT_LEVEL[level], *([also] if also and level in "34" else []))
    return ForPerson(person=person.key, level=level, outcomes=outcomes)


def _actions(occasion: Occasion, *, scene: Scene, at: datetime) -> list[PlannedAction]:
    about = "children" if occasion.telling.is_about_child else "adults"
    rows = bank()["actions"][about]
    chosen = [rows[0], *scene.draw.sample(rows[1:], 2)]
    return [
        PlannedAction(
            what=filled(row["what"], household=occasion.household),
            agency=scene.cast.agency_of[row["agency"]].pk,
            due_on=at.date() + timedelta(days=row["days"]),
            owner=scene.cast.named(row["owner"]).id if "owner" in row else None,
            owner_words="" if "owner" in row else "Duty worker",
        )
        for row in chosen
    ]


def disagree(
    requests: Sequence[Request], *, at: datetime, scene: Scene, goes_further: bool
) -> AgencyView | None:
    """Let one agency say that it disagrees, in its own words, and perhaps take it further."""
    answered = [one for one in requests if one.agency_id]
    if not answered:
        return None
    request = scene.draw.choice(answered)
    code = next(c for c, one in scene.cast.agency_of.items() if one.pk == request.agency_id)
    with playing(scene.cast.researcher_of(code)) as viewer:
        request = Request.objects.get(pk=request.pk)
        words = scene.draw.choice(bank()["views"]["disagrees"])
        view = say_view(request, stance="disagrees", words=words, by=viewer, at=at)
        if goes_further:
            why = "We ask for a strategy discussion today, with us in the room."
            take_further(view, why=why, is_danger_now=False, by=viewer, at=scene.later(at, hours=2))
    return view


def agree(enquiry: Enquiry, *, agency: str, by: Viewer, at: datetime, scene: Scene) -> None:
    """Write down that an agency agrees, as it said in the meeting."""
    with playing(by):
        keep_view(
            Enquiry.objects.get(pk=enquiry.pk),
            agency_id=scene.cast.agency_of[agency].pk,
            stance="agrees",
            words=scene.draw.choice(bank()["views"]["agrees"]),
            said_by="in the meeting",
            by=by,
            at=at,
        )


def finish_actions(decision: Decision, *, by: Viewer, at: datetime) -> None:
    """Say that what was to be done was done, with what came of it."""
    with playing(by):
        for action in Action.objects.filter(decision_id=decision.pk, done_at=None):
            note = "Done as agreed; what was seen is on the record of the service."
            finish_action(action, note=note, by=by, at=at)
