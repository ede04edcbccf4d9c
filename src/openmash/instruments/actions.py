"""Begin an assessment, ask agencies for their parts, answer, hear the person, and sign.

Nothing that was said is changed: a correction is a new row that names the one it replaces.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from django.db import connection, transaction
from django.utils import timezone

from openmash import policy
from openmash.agencies.access import partnership
from openmash.audit import records
from openmash.enquiries.access import enquiry_facts
from openmash.enquiries.alerts.actions import ToWhom, tell
from openmash.enquiries.clocks import actions as clocks
from openmash.enquiries.models import Enquiry, Request, Subject
from openmash.enquiries.reading.naming import age_of, person_called
from openmash.errors import BadInput, NotVisible, RuleBroken
from openmash.instruments import access, rules
from openmash.instruments.engine import BadRecord, Instrument, read_record
from openmash.instruments.models import (
    Assessment,
    AssessmentAnswer,
    Invitation,
    VoiceHeard,
)
from openmash.instruments.recorded import values_of
from openmash.instruments.rules import Given
from openmash.instruments.shelf.access import instrument_of, is_in_use

REVIEW_CLOCK = "AS-REV"
CLOSE_OF_DAY = time(17)
WHOLE_FAMILY = "The whole family"


@transaction.atomic
def start(
    enquiry: Enquiry,
    *,
    instrument: Instrument,
    subject: Subject | None,
    facts: Mapping[str, int | bool],
    is_acknowledged: bool,
    by: policy.Viewer,
    at: datetime,
) -> Assessment:
    """Begin an assessment of one person, or of the family where there is no `subject`.

    Raises:
        NotVisible: the enquiry is not for this viewer, or the person is not of it.
        RuleBroken: the notes were not read, or the enquiry has ended.
    """
    found = enquiry_facts(enquiry)
    policy.require(policy.may_read_enquiry(by, found))
    rules.check_may_start(
        is_in_use=is_in_use(instrument), is_ended=found.is_ended, is_acknowledged=is_acknowledged
    )
    if subject is not None and subject.enquiry_id != enquiry.pk:
        raise NotVisible("There is nobody with that number in this enquiry.")
    assessment = Assessment.objects.create(
        reference=_next_reference(at),
        enquiry=enquiry,
        subject=subject,
        about=_about(subject, on=timezone.localdate(at)),
        instrument=instrument.id,
        instrument_version=instrument.version,
        facts=dict(facts),
        started_by_id=by.id,
        started_at=at,
        acknowledged_at=at,
    )
    _check_values(assessment, instrument=instrument, answers=[], at=at)
    records.record_change(
        "assessment.start", assessment.reference, by=by, at=at, because=enquiry.reference
    )
    return assessment


@transaction.atomic
def invite(
    assessment: Assessment, *, agency_id: int, why: str, by: policy.Viewer, at: datetime
) -> Invitation:
    """Ask an agency to answer its own part. It must have been asked for information before.

    So it knows already whom this is about, and on what lawful basis it is asked.

    Raises:
        RuleBroken: the assessment is signed, or the agency was never asked in this enquiry.
        BadInput: no reason.
    """
    assessment = _locked(assessment, by=by)
    if not why.strip():
        raise BadInput("Say what you would like this agency to answer, and why.")
    asked = Request.objects.filter(enquiry=assessment.enquiry_id, agency_id=agency_id)
    if not asked.exclude(state="withdrawn").exists():
        raise RuleBroken(
            "Ask this agency for information first. Then it knows whom this is about, and why."
        )
    invited, is_new = Invitation.objects.get_or_create(
        assessment=assessment,
        agency_id=agency_id,
        defaults={
            "enquiry_id": assessment.enquiry_id,
            "why": why.strip(),
            "by_id": by.id,
            "at": at,
        },
    )
    if is_new:
        tell(
            ToWhom(agency_id=agency_id),
            kind="assessment",
            words=f"The hub asks for your part of the assessment {assessment.reference}.",
            once=f"assessment:{assessment.pk}:{agency_id}",
            at=at,
            reference=assessment.reference,
        )
        records.record_change("assessment.invite", assessment.reference, by=by, at=at)
    return invited


@transaction.atomic
def answer(
    assessment: Assessment, given: Sequence[Given], *, by: policy.Viewer, at: datetime
) -> int:
    """Keep what one agency answers; return how many answers are new or otherwise than before.

    Raises:
        NotVisible: the viewer neither reads the enquiry nor answers for an agency that was asked.
        RuleBroken: the assessment is signed.
        BadInput: an answer names what the question does not offer, or a day that lies ahead.
    """
    assessment = _locked(assessment, by=by, may=policy.may_see_assessment)
    instrument = instrument_of(assessment.instrument, version=assessment.instrument_version)
    before = _last_by_item(assessment, agency=by.agency)
    rows = [
        _row(one, assessment=assessment, before=before.get(one.item), by=by, at=at)
        for one in given
        if not _says_nothing_new(one, before=before.get(one.item))
    ]
    if not rows:
        return 0
    for row in rows:
        row.save()
    _check_values(assessment, instrument=instrument, answers=rows, at=at)
    facts = {"answers": len(rows)}
    records.record_change("assessment.answer", assessment.reference, by=by, at=at, facts=facts)
    return len(rows)


@transaction.atomic
def hear(
    assessment: Assessment,
    *,
    words: Mapping[str, str],
    why_not: str = "",
    plan: str = "",
    try_again_on: date | None = None,
    by: policy.Viewer,
    at: datetime,
) -> VoiceHeard:
    """Keep what the person said and showed, or why nobody has heard them yet and what is done.

    Raises:
        RuleBroken: the assessment is signed.
    """
    assessment = _locked(assessment, by=by)
    kept = {name: text.strip() for name, text in words.items() if text.strip()}
    heard = VoiceHeard(
        assessment=assessment, words=kept, why_not=why_not, plan=plan.strip(),
        try_again_on=try_again_on, by_id=by.id, at=at,
    )  # fmt: skip
    last = assessment.voices.last()
    if last and (last.words, last.why_not, last.plan, last.try_again_on) == (
        kept, heard.why_not, heard.plan, heard.try_again_on,
    ):  # fmt: skip
        return last
    heard.save()
    records.record_change("assessment.hear", assessment.reference, by=by, at=at)
    return heard


@transaction.atomic
def sign(
    assessment: Assessment, *, review_on: date | None, by: policy.Viewer, at: datetime
) -> Assessment:
    """Sign an assessment that is whole: it stays as it is, and its next look goes on the clock.

    Raises:
        NotVisible: it is not for this viewer.
        RuleBroken: something is missing, or it is signed already.
        BadInput: the next look lies in the past, or too far ahead for this judgement.
    """
    assessment = _locked(assessment, by=by)
    today = timezone.localdate(at)
    reading = access.reading_of(assessment, today=today)
    rules.check_may_sign(reading.result.missing)
    rules.check_review(review_on, judged_on=today, latest=reading.result.review_due_on)
    assessment.closed_at, assessment.closed_by_id = at, by.id
    assessment.judgement, assessment.voice = reading.judgement, reading.voice
    assessment.review_on = review_on
    assessment.save(update_fields=["closed_at", "closed_by", "judgement", "voice", "review_on"])
    _set_review_clock(assessment, at=at)
    records.record_change("assessment.sign", assessment.reference, by=by, at=at)
    return assessment


def _set_review_clock(assessment: Assessment, *, at: datetime) -> None:
    """Let the enquiry's one clock of reviews run to the earliest of the looks that are due.

    An assessment that was made again with the same instrument has had its look.
    """
    latest: dict[tuple[str, int | None], Assessment] = {}
    signed = Assessment.objects.filter(enquiry=assessment.enquiry_id, closed_at__isnull=False)
    for one in signed.order_by("closed_at"):
        latest[one.instrument, one.subject_id] = one
    days = [one.review_on for one in latest.values() if one.review_on]
    enquiry = Enquiry.objects.get(pk=assessment.enquiry_id)
    if not days:
        clocks.stop_clocks([REVIEW_CLOCK], why="no look is planned", at=at, enquiry=enquiry)
        return
    due_at = timezone.make_aware(datetime.combine(min(days), CLOSE_OF_DAY))
    clocks.agree_clock(
        REVIEW_CLOCK, enquiry=enquiry, due_at=due_at, why="an assessment was signed", at=at
    )


def _locked(assessment: Assessment, *, by: policy.Viewer, may=policy.may_judge_assessment):
    """Return the assessment for adding to it; an agency may not lock what it may not change."""
    policy.require(may(by, access.assessment_facts(assessment)))
    rows = Assessment.objects.filter(pk=assessment.pk)
    if access.is_for_hub(assessment, viewer=by):
        rows = rows.select_for_update(of=("self",))
    found = rows.get()
    rules.check_open(is_signed=found.closed_at is not None)
    return found


def _last_by_item(assessment: Assessment, *, agency: int) -> dict[str, AssessmentAnswer]:
    """Return the agency's last word on each question, also where it took an answer back."""
    rows = AssessmentAnswer.objects.filter(assessment=assessment, agency_id=agency)
    return {row.item: row for row in rows.order_by("pk")}


def _says_nothing_new(given: Given, *, before: AssessmentAnswer | None) -> bool:
    if before is None:
        return given.is_blank
    return rules.is_same(given, codes=given.codes, row=before)


def _row(given: Given, *, assessment, before, by: policy.Viewer, at: datetime):
    return AssessmentAnswer(
        assessment=assessment,
        item=given.item,
        codes=list(given.codes),
        words=given.words.strip(),
        evidence=given.evidence.strip(),
        sources=list(given.sources),
        information_on=given.information_on,
        piece_id=given.piece,
        corrects=before,
        agency_id=by.agency,
        by_id=by.id,
        at=at,
    )


def _check_values(assessment, *, instrument: Instrument, answers, at: datetime) -> None:
    """Refuse what the instrument does not define, in words; the transaction takes it all back."""
    # What a correction replaces is another row; here only the new words are looked at.
    values = values_of(assessment, instrument=instrument, answers=answers)
    for row in values["answers"]:
        row["corrects"] = None
    try:
        read_record(values, instrument=instrument, today=timezone.localdate(at))
    except BadRecord as bad:
        raise rules.in_plain_words(bad) from None


def _about(subject: Subject | None, *, on: date) -> str:
    if subject is None:
        return WHOLE_FAMILY
    return ", ".join(filter(None, (person_called(subject), age_of(subject, today=on))))[:300]


def _next_reference(at: datetime) -> str:
    here = partnership()
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('om_assessment_number')")
        number = cursor.fetchone()[0]
    prefix = f"{here.reference_prefix}-" if here else ""
    return f"{prefix}A-{timezone.localtime(at).year}-{number:04d}"
