"""The doors to assessments: one record for the hub, its own part for an agency that was asked."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from openmash import policy
from openmash.audit import records
from openmash.enquiries.access import enquiry_facts, open_enquiries
from openmash.enquiries.models import Enquiry
from openmash.enquiries.reading.naming import person_called
from openmash.errors import NotVisible
from openmash.instruments.engine import Instrument, Result, evaluate, read_record
from openmash.instruments.models import (
    Assessment,
    AssessmentAnswer,
    Discussion,
    Judgement,
    OutsideResult,
    VoiceHeard,
)
from openmash.instruments.recorded import values_of
from openmash.instruments.shelf.access import instrument_of
from openmash.people.access import persons_of_records
from openmash.policy import AssessmentFacts, EnquiryFacts

NO_SUCH_ASSESSMENT = (
    "There is no assessment with that reference. Check it, or ask the person who gave it to you."
)
NO_EARLIER = "There is no other assessment with this instrument to compare with."


@dataclass(frozen=True, kw_only=True)
class Reading:
    """An assessment with what counts of it today, and what the engine says follows from that."""

    assessment: Assessment
    instrument: Instrument
    result: Result = field(repr=False)

    @cached_property
    def standing(self) -> dict[str, list[AssessmentAnswer]]:
        """Return the answers in force by question, each agency's latest."""
        found: dict[str, list[AssessmentAnswer]] = {}
        for row in in_force(self.assessment.answers.all()):
            found.setdefault(row.item, []).append(row)
        return found

    @property
    def voice(self) -> VoiceHeard | None:
        """Return what counts of the person's voice."""
        return _last(self.assessment.voices.all())

    @property
    def judgement(self) -> Judgement | None:
        """Return the judgement that counts."""
        return _last(self.assessment.judgements.all())

    @property
    def discussion(self) -> Discussion | None:
        """Return the latest discussion with a supervisor."""
        return _last(self.assessment.discussions.all())

    @property
    def is_signed(self) -> bool:
        """Tell whether it is signed, and stays as it is."""
        return self.assessment.closed_at is not None


def assessment_facts(assessment: Assessment) -> AssessmentFacts:
    """Return what a rule may know of an assessment; an agency cannot see its enquiry."""
    enquiry = Enquiry.objects.filter(pk=assessment.enquiry_id).first()
    return AssessmentFacts(
        enquiry=enquiry_facts(enquiry) if enquiry else EnquiryFacts(remits=frozenset()),
        invited=frozenset(assessment.invitations.values_list("agency_id", flat=True)),
        is_signed=assessment.closed_at is not None,
    )


def get_assessment(
    reference: str, *, viewer: policy.Viewer, verb: str = "read", whole: bool = True
) -> Assessment:
    """Return an assessment to the hub, or (not `whole`) also to an agency asked for its part.

    Raises:
        NotVisible: there is none, or none for this viewer.
    """
    assessment = _rows().filter(reference=reference).first()
    verdict = policy.Verdict(False, "no such assessment, or not for this viewer")
    if assessment is not None:
        may = policy.may_read_assessment if whole else policy.may_see_assessment
        verdict = may(viewer, assessment_facts(assessment))
    records.record_look(reference, by=viewer, verdict=verdict, verb=verb)
    if assessment is None or not verdict:
        raise NotVisible(NO_SUCH_ASSESSMENT)
    return assessment


def is_for_hub(assessment: Assessment, *, viewer: policy.Viewer) -> bool:
    """Tell whether a viewer sees all agencies' answers, and not only their own."""
    return bool(policy.may_read_assessment(viewer, assessment_facts(assessment)))


def reading_of(assessment: Assessment, *, today: date | None = None) -> Reading:
    """Return an assessment evaluated afresh; a signed one as things were on the day of signing."""
    today = today or timezone.localdate()
    closed_on = timezone.localdate(assessment.closed_at) if assessment.closed_at else None
    instrument = instrument_of(assessment.instrument, version=assessment.instrument_version)
    judgement = _last(assessment.judgements.all())
    record = read_record(
        values_of(
            assessment,
            instrument=instrument,
            answers=assessment.answers.all(),
            voice=_last(assessment.voices.all()),
            responses=assessment.responses.all(),
            discussion=_last(assessment.discussions.all()),
            judgement=judgement,
            second=getattr(judgement, "second", None) if judgement else None,
            closed_on=closed_on,
        ),
        instrument=instrument,
        today=today,
    )
    result = evaluate(instrument, record=record, today=closed_on or today)
    return Reading(assessment=assessment, instrument=instrument, result=result)


def assessments_of(enquiry: Enquiry) -> list[Reading]:
    """Return every assessment of an enquiry that the viewer has opened, worst floor open first."""
    return ranked(reading_of(row) for row in _rows().filter(enquiry=enquiry))


def assessments_of_people(persons: Iterable[int], *, viewer: policy.Viewer) -> list[Reading]:
    """Return every assessment of these persons that the viewer may see, whichever enquiry it was.

    The database leaves out the enquiries that are not for the viewer.
    """
    if policy.Permission.ENQUIRY_READ not in viewer.permissions:
        return []
    rows = _rows().filter(_is_about(persons))
    return ranked(reading_of(row) for row in rows.distinct())


def ranked(readings: Iterable[Reading]) -> list[Reading]:
    """Return readings: open ones first, the highest floor of its own ladder first, then by day.

    Ladders of different instruments are not one scale; how high on its own ladder only says
    what to open first, and is shown to nobody.
    """
    return sorted(
        readings,
        key=lambda one: (one.is_signed, -_height(one), -one.assessment.started_at.timestamp()),
    )


def same_again(assessment: Assessment) -> QuerySet[Assessment]:
    """Return the other assessments of the same person with the same instrument, oldest first.

    Somebody is the same person through their own identity, or in the same enquiry.
    """
    rows = _rows().filter(instrument=assessment.instrument).exclude(pk=assessment.pk)
    subject = assessment.subject
    if subject is None:
        return rows.filter(enquiry=assessment.enquiry_id, subject=None).order_by("started_at")
    found = _is_about(_persons_of(subject)) | Q(subject=subject)
    return rows.filter(found).distinct().order_by("started_at")


def own_answers(assessment: Assessment, *, agency: int) -> dict[str, AssessmentAnswer]:
    """Return what one agency said last to each question, also where it has not answered yet."""
    return {row.item: row for row in assessment.answers.all() if row.agency_id == agency}


def in_force(rows: Iterable[AssessmentAnswer]) -> list[AssessmentAnswer]:
    """Return the answers that no later one corrects and that say something."""
    rows = list(rows)
    corrected = {row.corrects_id for row in rows if row.corrects_id}
    return [row for row in rows if row.pk not in corrected and (row.codes or row.words.strip())]


def asked_of(*, viewer: policy.Viewer) -> QuerySet[Assessment]:
    """Return the open assessments for which the viewer's agency was asked, oldest first."""
    return Assessment.objects.filter(closed_at=None, invitations__agency_id=viewer.agency).order_by(
        "started_at"
    )


def begun_by(*, viewer: policy.Viewer) -> QuerySet[Assessment]:
    """Return the assessments that a viewer began and nobody has signed, oldest first."""
    return Assessment.objects.filter(closed_at=None, started_by=viewer.id).order_by("started_at")


def reviews_due(*, viewer: policy.Viewer, now: datetime, within_days: int) -> QuerySet[Assessment]:
    """Return the viewer's signed assessments whose next look is near or late, and not yet begun.

    One that was begun anew with the same instrument, about the same person, is being looked at.
    """
    until = timezone.localdate(now) + timedelta(days=within_days)
    newer = Assessment.objects.filter(
        enquiry=OuterRef("enquiry"),
        instrument=OuterRef("instrument"),
        started_at__gt=OuterRef("closed_at"),
    ).filter(Q(subject=OuterRef("subject")) | Q(subject=None, about=OuterRef("about")))
    rows = Assessment.objects.filter(closed_by=viewer.id, review_on__lte=until)
    return rows.exclude(Exists(newer)).order_by("review_on")


def outside_results_of(enquiry: Enquiry) -> QuerySet[OutsideResult]:
    """Return the results of outside tools of an enquiry that the viewer has opened, newest first."""
    return enquiry.outside_results.select_related("subject", "agency", "by")


def _rows() -> QuerySet[Assessment]:
    people = ["by", "by__agency"]
    return Assessment.objects.select_related(
        "subject", "started_by__agency", "closed_by"
    ).prefetch_related(
        Prefetch("answers", AssessmentAnswer.objects.select_related("agency", *people)),
        Prefetch("voices", VoiceHeard.objects.select_related("by")),
        "responses",
        Prefetch("discussions", Discussion.objects.select_related("supervisor", "by")),
        Prefetch("judgements", Judgement.objects.select_related("by", "second__by")),
        "invitations__agency",
    )


def known_people(subjects: Iterable) -> list[tuple[str, str]]:
    """Return whoever of an enquiry is a known person: what they are called, and their reference."""
    subjects = list(subjects)
    of_record = persons_of_records([row.record_id for row in subjects if row.record_id])
    found: dict[str, str] = {}
    for row in subjects:
        person = of_record.get(row.record_id) or row.person
        if person is not None:
            found.setdefault(person.reference, person_called(row))
    return [(called, reference) for reference, called in found.items()]


def _is_about(persons: Iterable[int], *, through: str = "subject") -> Q:
    """Return the condition that somebody is one of these persons, by whatever way it is known.

    They are named themselves, or through one of their records, or under a reference that was
    absorbed since.
    """
    wanted = list(persons)
    return (
        Q(**{f"{through}__person__in": wanted})
        | Q(**{f"{through}__person__survivor__in": wanted})
        | Q(**{f"{through}__record__membership__person__in": wanted})
    )


def _persons_of(subject) -> list[int]:
    of_record = persons_of_records([subject.record_id]) if subject.record_id else {}
    found = [*of_record.values(), *([subject.person] if subject.person else [])]
    return [person.survivor_id or person.pk for person in found]


def _last(rows):
    found = list(rows)
    return found[-1] if found else None


def _height(reading: Reading) -> float:
    bands, floor = reading.instrument.judgement.bands, reading.result.floor
    if floor is None or len(bands) < 2:
        return -1
    return reading.instrument.judgement.rung(floor.id) / (len(bands) - 1)


def outside_results_of_person(person: int) -> QuerySet[OutsideResult]:
    """Return the results of outside tools of a person the viewer has opened, newest first."""
    rows = OutsideResult.objects.filter(_is_about([person])).distinct()
    return rows.select_related("subject", "agency", "by")


def open_enquiries_about(person: int, *, viewer: policy.Viewer) -> list[str]:
    """Return the references of the open enquiries about a person that the viewer may read."""
    rows = open_enquiries(viewer=viewer).filter(_is_about([person], through="subjects"))
    return list(rows.distinct().values_list("reference", flat=True))
