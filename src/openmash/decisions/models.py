"""What the agencies decided together, why, what each said, and what they did not know."""

from django.db import models
from django.db.models import Q


class Decision(models.Model):
    """One shared decision. Never edited: to decide again is a new decision, and both are kept."""

    enquiry = models.ForeignKey("enquiries.Enquiry", models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=10, blank=True)
    rationale = models.TextField()
    threshold_version = models.CharField(max_length=60)
    threshold_words = models.TextField(blank=True)
    voice = models.TextField(blank=True)
    voice_why_not = models.TextField(blank=True)
    voice_plan = models.TextField(blank=True)
    unknowns = models.JSONField(default=list)
    went_without = models.JSONField(default=list)  # requests not answered, each with its reason
    told = models.CharField(max_length=30)
    told_why = models.TextField(blank=True)
    agreement = models.CharField(max_length=30, blank=True)
    snapshot = models.JSONField(default=dict)  # what the decider could see at that moment
    why_again = models.TextField(blank=True)
    challenge = models.TextField(blank=True)  # what if we are wrong, and what would change our mind
    dissent_answers = models.JSONField(default=list)  # what the decider answered each dissent
    by = models.ForeignKey("agencies.Practitioner", models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                name="decision_has_its_own_number", fields=["enquiry", "number"]
            ),
            models.CheckConstraint(name="decision_has_a_rationale", condition=~Q(rationale="")),
            models.CheckConstraint(
                name="decision_has_the_voice_or_why_not_and_what_is_done",
                condition=~Q(voice="") | (~Q(voice_why_not="") & ~Q(voice_plan="")),
            ),
            models.CheckConstraint(
                name="decision_after_the_first_says_why_again",
                condition=Q(number=1) | ~Q(why_again=""),
            ),
        ]

    class DataMap:
        plain = {
            "id", "enquiry", "number", "level", "threshold_version", "threshold_words", "told",
            "agreement", "by", "at",
        }  # fmt: skip
        personal = set()
        special = {
            "rationale", "voice", "voice_why_not", "voice_plan", "unknowns", "went_without",
            "told_why", "snapshot", "why_again", "challenge", "dissent_answers",
        }  # fmt: skip


class SubjectDecision(models.Model):
    """What was decided for one person: each has a level and at least one outcome of their own."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="for_subjects")
    subject = models.ForeignKey("enquiries.Subject", models.PROTECT, related_name="decisions")
    level = models.CharField(max_length=10, blank=True)
    outcomes = models.JSONField(default=list)
    adult_test = models.JSONField(default=dict)  # the three parts of section 42, each answered
    closing_reasons = models.JSONField(default=list)
    words = models.TextField(blank=True)

    class DataMap:
        plain = {"id", "decision", "subject"}
        personal = set()
        special = {"level", "outcomes", "adult_test", "closing_reasons", "words"}


class AgencyView(models.Model):
    """What one agency thinks should happen, in its own words; a dissent is kept as it was said."""

    class Stance(models.TextChoices):
        AGREES = "agrees", "Agrees"
        DISAGREES = "disagrees", "Disagrees"
        NO_VIEW = "no_view", "No view"

    enquiry = models.ForeignKey("enquiries.Enquiry", models.PROTECT, related_name="views")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="views")
    request = models.ForeignKey(
        "enquiries.Request", models.PROTECT, null=True, related_name="views"
    )
    agency = models.ForeignKey("agencies.Agency", models.PROTECT)
    stance = models.CharField(max_length=10, choices=Stance.choices)
    words = models.TextField()
    said_by = models.CharField(max_length=160, blank=True)
    by = models.ForeignKey("agencies.Practitioner", models.PROTECT)
    at = models.DateTimeField()

    class DataMap:
        plain = {"id", "enquiry", "decision", "request", "agency", "stance", "by", "at"}
        personal = {"said_by"}
        special = {"words"}


class Action(models.Model):
    """Who does what by when: one owner, one date, and a note when it is done."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="actions")
    enquiry = models.ForeignKey("enquiries.Enquiry", models.PROTECT, related_name="actions")
    what = models.TextField()
    agency = models.ForeignKey("agencies.Agency", models.PROTECT)
    owner = models.ForeignKey(
        "agencies.Practitioner", models.PROTECT, null=True, related_name="actions"
    )
    owner_words = models.CharField(max_length=160)
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    done_note = models.TextField(blank=True)
    done_by = models.ForeignKey(
        "agencies.Practitioner", models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="action_done_says_what_was_done", condition=Q(done_at=None) | ~Q(done_note="")
            )
        ]

    class DataMap:
        plain = {
            "id", "decision", "enquiry", "agency", "owner", "due_on", "done_at", "done_by",
        }  # fmt: skip
        personal = {"owner_words"}
        special = {"what", "done_note"}


class DecisionDraft(models.Model):
    """A decision half written. It belongs to its writer, and goes when the decision is signed."""

    enquiry = models.ForeignKey("enquiries.Enquiry", models.CASCADE, related_name="+")
    practitioner = models.ForeignKey("agencies.Practitioner", models.CASCADE, related_name="+")
    answers = models.JSONField(default=dict)  # as typed, by the name of the field
    saved_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="decision_is_drafted_once_by_one_person", fields=["enquiry", "practitioner"]
            )
        ]

    class DataMap:
        plain = {"id", "enquiry", "practitioner", "saved_at", "version"}
        personal = set()
        special = {"answers"}


class Disagreement(models.Model):
    """A dissent taken further. The decision stands meanwhile, and its clocks keep running."""

    enquiry = models.ForeignKey("enquiries.Enquiry", models.PROTECT, related_name="disagreements")
    view = models.OneToOneField(AgencyView, models.PROTECT, related_name="disagreement")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT)
    stage = models.PositiveSmallIntegerField(default=1)
    raised_by = models.ForeignKey("agencies.Practitioner", models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    why = models.TextField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="disagreement_has_five_stages", condition=Q(stage__gte=1, stage__lte=5)
            )
        ]

    class DataMap:
        plain = {
            "id", "enquiry", "view", "agency", "stage", "raised_by", "raised_at", "settled_at",
        }  # fmt: skip
        personal = set()
        special = {"why"}


class DisagreementStep(models.Model):
    """What came of one stage of a disagreement, in the words of who brings it."""

    disagreement = models.ForeignKey(Disagreement, models.PROTECT, related_name="steps")
    stage = models.PositiveSmallIntegerField()
    words = models.TextField()
    is_settled = models.BooleanField(default=False)
    by = models.ForeignKey("agencies.Practitioner", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="disagreement_ends_a_stage_once", fields=["disagreement", "stage"]
            )
        ]

    class DataMap:
        plain = {"id", "disagreement", "stage", "is_settled", "by", "at"}
        personal = set()
        special = {"words"}
