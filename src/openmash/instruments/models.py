"""Assessments made with an instrument: who answered what, when, and what a person judged.

Nothing that somebody said is ever changed: an answer, a voice, a judgement is added, and the
latest counts. Only the assessment itself moves, once, from open to signed.
"""

from django.db import models
from django.db.models import Q

PRACTITIONER = "agencies.Practitioner"


class Assessment(models.Model):
    """One instrument, in one version, about one person or one family of an enquiry."""

    reference = models.CharField(max_length=20, unique=True)
    enquiry = models.ForeignKey("enquiries.Enquiry", models.PROTECT, related_name="assessments")
    subject = models.ForeignKey(
        "enquiries.Subject", models.PROTECT, null=True, related_name="assessments"
    )  # none: about the whole family
    about = models.CharField(max_length=300)  # as they were called when it began
    instrument = models.CharField(max_length=60)
    instrument_version = models.CharField(max_length=20)
    facts = models.JSONField(default=dict)
    started_by = models.ForeignKey(PRACTITIONER, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(PRACTITIONER, models.PROTECT, null=True, related_name="+")
    judgement = models.ForeignKey("Judgement", models.PROTECT, null=True, related_name="+")
    voice = models.ForeignKey("VoiceHeard", models.PROTECT, null=True, related_name="+")
    review_on = models.DateField(null=True)

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="assessment_is_signed_with_a_voice_a_judgement_and_a_signer",
                condition=Q(closed_at=None)
                | Q(closed_by__isnull=False, judgement__isnull=False, voice__isnull=False),
            ),
        ]

    class DataMap:
        plain = {
            "id", "reference", "enquiry", "subject", "started_by", "started_at",
            "acknowledged_at", "closed_at", "closed_by", "judgement", "voice", "review_on",
        }  # fmt: skip
        personal = {"about"}
        special = {"instrument", "instrument_version", "facts"}


class Invitation(models.Model):
    """An agency asked to answer its own part. It sees the questions and what it answered itself."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="invitations")
    enquiry = models.ForeignKey("enquiries.Enquiry", models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    why = models.TextField()
    by = models.ForeignKey(PRACTITIONER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="agency_is_invited_to_an_assessment_once", fields=["assessment", "agency"]
            ),
            models.CheckConstraint(name="invitation_says_why", condition=~Q(why="")),
        ]

    class DataMap:
        plain = {"id", "assessment", "enquiry", "agency", "by", "at"}
        personal = set()
        special = {"why"}


class AssessmentAnswer(models.Model):
    """What one agency answered to one question. A correction names the answer it replaces."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="answers")
    item = models.CharField(max_length=80)
    codes = models.JSONField(default=list)
    words = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    sources = models.JSONField(default=list)
    information_on = models.DateField(null=True)
    piece = models.ForeignKey("enquiries.Piece", models.PROTECT, null=True, related_name="+")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrected_by")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    by = models.ForeignKey(PRACTITIONER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["assessment", "item"], name="answer_by_question")]

    class DataMap:
        plain = {"id", "assessment", "item", "piece", "corrects", "agency", "by", "at"}
        personal = set()
        special = {"codes", "words", "evidence", "sources", "information_on"}


class VoiceHeard(models.Model):
    """What the person said, showed and wants; or why not yet, and the plan to hear them."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="voices")
    words = models.JSONField(default=dict)  # by the field of the instrument
    why_not = models.CharField(max_length=60, blank=True)
    plan = models.TextField(blank=True)
    try_again_on = models.DateField(null=True)
    by = models.ForeignKey(PRACTITIONER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "voices heard"

    class DataMap:
        plain = {"id", "assessment", "by", "at"}
        personal = set()
        special = {"words", "why_not", "plan", "try_again_on"}


class PromptResponse(models.Model):
    """What somebody did about a prompt: followed it, or not, and why not."""

    class Did(models.TextChoices):
        FOLLOWED = "followed", "We follow it"
        DEPARTED = "departed", "We do something else"

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="responses")
    rule = models.CharField(max_length=80)
    response = models.CharField(max_length=10, choices=Did.choices)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(PRACTITIONER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    class DataMap:
        plain = {"id", "assessment", "rule", "by", "at"}
        personal = set()
        special = {"response", "reason"}


class Discussion(models.Model):
    """What a supervisor thought of the worrying answers to critical questions."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="discussions")
    supervisor = models.ForeignKey(PRACTITIONER, models.PROTECT, related_name="+")
    on = models.DateField()
    view = models.TextField()
    by = models.ForeignKey(PRACTITIONER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(name="discussion_has_a_view", condition=~Q(view=""))]

    class DataMap:
        plain = {"id", "assessment", "supervisor", "on", "by", "at"}
        personal = set()
        special = {"view"}


class Judgement(models.Model):
    """What a person judges, and why. To judge again is a new judgement; both are kept."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="judgements")
    band = models.CharField(max_length=60)
    rationale = models.JSONField(default=dict)  # by the field of the instrument
    confidence = models.CharField(max_length=20)
    override_reason = models.TextField(blank=True)
    met = models.JSONField(default=list)  # what going below the floor asked for, and was done
    by = models.ForeignKey(PRACTITIONER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(name="judgement_names_a_band", condition=~Q(band=""))]

    class DataMap:
        plain = {"id", "assessment", "by", "at"}
        personal = set()
        special = {"band", "rationale", "confidence", "override_reason", "met"}


class SecondOpinion(models.Model):
    """A second person who agrees that this judgement stands below the floor, in their own words."""

    judgement = models.OneToOneField(Judgement, models.PROTECT, related_name="second")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="seconds")
    words = models.TextField()
    by = models.ForeignKey(PRACTITIONER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="second_opinion_says_why", condition=~Q(words=""))
        ]

    class DataMap:
        plain = {"id", "judgement", "assessment", "by", "at"}
        personal = set()
        special = {"words"}


class OutsideResult(models.Model):
    """The result of a tool that belongs to somebody else: its result only, never its questions."""

    enquiry = models.ForeignKey("enquiries.Enquiry", models.PROTECT, related_name="outside_results")
    subject = models.ForeignKey(
        "enquiries.Subject", models.PROTECT, null=True, related_name="outside_results"
    )
    tool = models.CharField(max_length=60)
    edition = models.CharField(max_length=80, blank=True)
    on = models.DateField()
    completed_by = models.CharField(max_length=160)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    level = models.CharField(max_length=60, blank=True)
    number = models.PositiveSmallIntegerField(null=True)
    is_by_judgement = models.BooleanField(default=False)
    words = models.TextField(blank=True)
    kept_where = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(PRACTITIONER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "-pk"]

    class DataMap:
        plain = {"id", "enquiry", "subject", "on", "agency", "by", "at"}
        personal = {"completed_by", "kept_where"}
        special = {"tool", "edition", "level", "number", "is_by_judgement", "words"}


class LicensedInstrument(models.Model):
    """An instrument that a licensee brought in from their own file, for this partnership alone."""

    name = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    text = models.TextField()
    licence_holder = models.CharField(max_length=200)
    licence_reference = models.CharField(max_length=200)
    expires_on = models.DateField(null=True)
    by = models.ForeignKey(PRACTITIONER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="licensed_instrument_has_each_version_once", fields=["name", "version"]
            )
        ]

    class DataMap:
        plain = {
            "id", "name", "version", "text", "licence_holder", "licence_reference",
            "expires_on", "by", "at",
        }  # fmt: skip
        personal = set()
        special = set()
