"""An assessment begun in an enquiry about a child, and what makes it whole."""

from django.utils import timezone
from tests.rooms.decisions.factories import make_case
from tests.rooms.instruments.records import LONG_ENOUGH

from openmash.instruments import actions
from openmash.instruments.access import get_assessment, reading_of
from openmash.instruments.finishing import actions as finishing
from openmash.instruments.rules import Given
from openmash.instruments.shelf.access import instrument_of

CHILD_HARM = "child-harm-neglect"


def begun(hub, acting, *, by=None, name=CHILD_HARM, case=None):
    """Begin an assessment of the child of a case; return the case, the assessment and its viewer."""
    case = case or make_case(hub)
    viewer = acting(by or hub.triage)
    assessment = actions.start(
        case.enquiry,
        instrument=instrument_of(name),
        subject=case.child,
        facts={"subject_age_years": 6},
        is_acknowledged=True,
        by=viewer,
        at=timezone.now(),
    )
    return case, assessment, viewer


def given(item, value, **more) -> Given:
    """Return an answer with its evidence beside it."""
    shown = {
        "evidence": "Seen at the visit.",
        "sources": ("seen_by_practitioner",),
        "information_on": timezone.localdate(),
    }
    return Given(item=item, codes=(value,), **(shown | more))


def make_whole(assessment, *, by, supervisor, band=None):
    """Add everything that an assessment still needs before it can be signed."""
    now = timezone.now()
    reading = again(assessment, by=by)
    instrument = reading.instrument
    actions.hear(
        assessment, words={one.id: LONG_ENOUGH for one in instrument.voice.fields}, by=by, at=now
    )
    finishing.respond(
        assessment,
        {rule.id: ("followed", "") for rule in reading.result.fired if rule.needs_response},
        by=by,
        at=now,
    )
    finishing.discuss(
        assessment, supervisor_id=supervisor.pk, on=timezone.localdate(), view="I agree.",
        by=by, at=now,
    )  # fmt: skip
    floor = reading.result.floor
    finishing.judge(
        assessment,
        band=band or (floor.id if floor else instrument.judgement.bands[0].id),
        rationale={one.id: LONG_ENOUGH for one in instrument.judgement.rationale_fields},
        confidence="medium",
        override_reason=LONG_ENOUGH if band else "",
        met=instrument.override.below_floor_requires if band else (),
        by=by,
        at=now,
    )
    return again(assessment, by=by)


def again(assessment, *, by):
    """Return an assessment as it stands now."""
    return reading_of(get_assessment(assessment.reference, viewer=by))
