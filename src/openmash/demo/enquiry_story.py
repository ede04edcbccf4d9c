"""Go on with an enquiry of the practice hub until the point where its story stops. Pure order."""

from datetime import timedelta

from openmash.demo.deciding.actions import agree, decide, disagree, finish_actions
from openmash.demo.gathering.actions import answer_all, answer_one, ask_agencies, say_longer
from openmash.demo.planning import Occasion
from openmash.demo.scene import Scene
from openmash.demo.sharing import actions as sharing
from openmash.demo.triaging.actions import decision_maker, screener

# How many of the agencies asked keep silent, where not all answer.
SILENT = {"requested": 3, "requested_late": 2, "dissent": 1, "reopened": 1}
UNDECIDED = {"requested", "requested_late", "gathered", "dissent"}
NOT_SHARED = {"decided", "disagreement", "reopened"}


def go_on(enquiry, occasion: Occasion, *, scene: Scene) -> None:
    """Ask, answer, decide, share and end, as far as the course says."""
    course = occasion.course
    if course == "opened":
        return
    asked_at = scene.later(enquiry.opened_at, hours=0.3)
    asker = screener(occasion, scene=scene)
    requests = ask_agencies(enquiry, by=asker, at=asked_at, scene=scene)
    silent = answer_all(requests, scene=scene, but=SILENT.get(course, 0))
    if course == "requested" and silent and silent[-1].agency_id:
        say_longer(silent[-1], scene=scene, at=scene.later(asked_at, hours=2))
    if course == "dissent":
        disagree(requests, at=scene.later(asked_at, hours=4), scene=scene, goes_further=False)
    if course in UNDECIDED:
        return
    _decide(enquiry, occasion, requests=requests, silent=silent, scene=scene)


def _decide(enquiry, occasion: Occasion, *, requests, silent, scene: Scene) -> None:
    course = occasion.course
    decider = decision_maker(occasion, scene=scene)
    met_at = scene.later(enquiry.opened_at, hours=7)
    agree(enquiry, agency="police", by=decider, at=met_at, scene=scene)
    if course == "disagreement":
        disagree(requests, at=met_at, scene=scene, goes_further=True)
    decided_at = scene.later(met_at, hours=1)
    decision = decide(enquiry, occasion, by=decider, at=decided_at, scene=scene)
    if course == "reopened":
        for request in silent:
            if request.agency_id:
                answer_one(request, scene=scene, at=scene.later(decided_at, hours=30))
    if course in NOT_SHARED:
        return
    sharing.share(enquiry, occasion, by=decider, at=decided_at, scene=scene)
    if course in ("enquiry", "adult_enquiry"):
        ended_at = min(decided_at + timedelta(days=9), scene.until)
        finish_actions(decision, by=decider, at=ended_at)
        sharing.end(enquiry, by=decider, at=ended_at)
