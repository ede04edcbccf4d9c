"""Say what is done about prompts, discuss with a supervisor, judge, and agree as a second person."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from openmash import policy
from openmash.audit import records
from openmash.enquiries.alerts.actions import ToWhom, tell
from openmash.errors import BadInput, NotVisible, RuleBroken
from openmash.instruments import access, rules
from openmash.instruments.models import (
    Assessment,
    Discussion,
    Judgement,
    PromptResponse,
    SecondOpinion,
)


@transaction.atomic
def respond(
    assessment: Assessment,
    responses: Mapping[str, tuple[str, str]],
    *,
    by: policy.Viewer,
    at: datetime,
) -> int:
    """Keep what is done about each prompt: followed, or something else and why; return how many.

    Raises:
        RuleBroken: the assessment is signed.
        BadInput: a prompt that this instrument does not have.
    """
    assessment = _opened(assessment, by=by)
    reading = access.reading_of(assessment)
    known = {rule.id for rule in reading.instrument.rules}
    if not known >= set(responses):
        raise BadInput("One of these prompts is not of this instrument. Open the page again.")
    last = {row.rule: (row.response, row.reason) for row in assessment.responses.all()}
    new = [
        PromptResponse(
            assessment=assessment, rule=rule, response=response, reason=reason.strip(),
            by_id=by.id, at=at,
        )
        for rule, (response, reason) in responses.items()
        if response and last.get(rule) != (response, reason.strip())
    ]  # fmt: skip
    for row in new:
        row.save()
    if new:
        facts = {"responses": len(new)}
        records.record_change("assessment.respond", assessment.reference, by=by, at=at, facts=facts)
    return len(new)


@transaction.atomic
def discuss(
    assessment: Assessment,
    *,
    supervisor_id: int,
    on: date,
    view: str,
    by: policy.Viewer,
    at: datetime,
) -> Discussion:
    """Keep what a supervisor thought of the worrying answers; nobody supervises themselves.

    Raises:
        RuleBroken: the assessment is signed, or the supervisor is who writes this.
        BadInput: no view, or a day that lies ahead.
    """
    assessment = _opened(assessment, by=by)
    if supervisor_id == by.id:
        raise RuleBroken("A supervisor is somebody else. Name whom you talked with.")
    if not view.strip():
        raise BadInput("Write what the supervisor thought, in a sentence or two.")
    if on > timezone.localdate(at):
        raise BadInput("The day of the discussion cannot lie ahead.")
    talk = Discussion.objects.create(
        assessment=assessment, supervisor_id=supervisor_id, on=on, view=view.strip(),
        by_id=by.id, at=at,
    )  # fmt: skip
    records.record_change("assessment.discuss", assessment.reference, by=by, at=at)
    return talk


@transaction.atomic
def judge(
    assessment: Assessment,
    *,
    band: str,
    rationale: Mapping[str, str],
    confidence: str,
    override_reason: str = "",
    met: Sequence[str] = (),
    by: policy.Viewer,
    at: datetime,
) -> Judgement:
    """Keep a person's own judgement and its reasons; one that differs from the last is a new one.

    Raises:
        RuleBroken: the assessment is signed.
        BadInput: no band, or one that this instrument does not have.
    """
    assessment = _opened(assessment, by=by)
    instrument = access.reading_of(assessment).instrument
    if band not in instrument.bands:
        raise BadInput("Choose the outcome: this is your judgement.")
    kept = {name: text.strip() for name, text in rationale.items() if text.strip()}
    new = Judgement(
        assessment=assessment, band=band, rationale=kept, confidence=confidence,
        override_reason=override_reason.strip(), met=sorted(met), by_id=by.id, at=at,
    )  # fmt: skip
    last = assessment.judgements.last()
    if last is not None and _is_same(last, new):
        return last
    new.save()
    records.record_change("assessment.judge", assessment.reference, by=by, at=at)
    _ask_for_second(assessment, new, at=at)
    return new


@transaction.atomic
def agree(assessment: Assessment, *, words: str, by: policy.Viewer, at: datetime) -> SecondOpinion:
    """Agree, as a second person, that the judgement stands below its floor.

    Raises:
        NotVisible: the viewer has no authority to agree.
        RuleBroken: it is one's own judgement, nobody has judged, or it is not below a floor.
        BadInput: no words.
    """
    policy.require(policy.may_second_assessment(by, access.assessment_facts(assessment)))
    assessment = _opened(assessment, by=by)
    reading = access.reading_of(assessment)
    judgement = reading.judgement
    if judgement is None or not is_below_floor(reading):
        raise RuleBroken("No judgement here stands below its floor, so nobody need agree to it.")
    if judgement.by_id == by.id:
        raise RuleBroken("This is your own judgement. Somebody else has to agree.")
    if not words.strip():
        raise BadInput("Write why you agree, in a sentence or two.")
    if getattr(judgement, "second", None):
        raise RuleBroken("A second person has agreed to this judgement already.")
    second = SecondOpinion.objects.create(
        judgement=judgement, assessment=assessment, words=words.strip(), by_id=by.id, at=at
    )
    records.record_change("assessment.agree", assessment.reference, by=by, at=at)
    return second


def is_below_floor(reading: access.Reading) -> bool:
    """Tell whether the judgement is less serious than the floor."""
    result, rung = reading.result, reading.instrument.judgement.rung
    if result.floor is None or result.judged is None:
        return False
    return rung(result.judged.id) < rung(result.floor.id)


def _ask_for_second(assessment: Assessment, judgement: Judgement, *, at: datetime) -> None:
    """Tell the decision makers that a judgement waits for one of them."""
    fresh = Assessment.objects.get(pk=assessment.pk)
    if is_below_floor(access.reading_of(fresh)):
        tell(
            ToWhom(role=policy.Role.DECISION_MAKER.value),
            kind="second person",
            words=f"A judgement in {assessment.reference} waits for a second person.",
            once=f"second:{judgement.pk}",
            at=at,
            reference=assessment.reference,
            enquiry_id=assessment.enquiry_id,
        )


def _opened(assessment: Assessment, *, by: policy.Viewer) -> Assessment:
    policy.require(policy.may_judge_assessment(by, access.assessment_facts(assessment)))
    found = Assessment.objects.select_for_update(of=("self",)).filter(pk=assessment.pk).first()
    if found is None:
        raise NotVisible(access.NO_SUCH_ASSESSMENT)
    rules.check_open(is_signed=found.closed_at is not None)
    return found


def _is_same(one: Judgement, other: Judgement) -> bool:
    parts = ("band", "rationale", "confidence", "override_reason", "met", "by_id")
    return all(getattr(one, part) == getattr(other, part) for part in parts)
