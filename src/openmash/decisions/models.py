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
            "told_why", "snapshot", "why_again",
        }  # fmt: skip


class SubjectDecision(models.Model):
    """What was decided for one person: each has a level and at least one outcome of their own."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="for_subjects")
    subject = models.ForeignKey("enquiries.Subject", models.PROTECT, related_name="decisions")
    level = models.CharField(max_length=10, blank=True)
    outcomes = models.JSONField(default=list)
    words = models.TextField(blank=True)

    class DataMap:
        plain = {"id", "decision", "subject"}
        personal = set()
        special = {"level", "outcomes", "words"}


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
