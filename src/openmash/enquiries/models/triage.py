"""Triage of a contact: who has it, how soon, which level, why lawful, and what was decided."""

from django.db import models
from django.db.models import Q

BRAG = [("red", "Red"), ("amber", "Amber"), ("green", "Green"), ("blue", "Blue")]


class Screening(models.Model):
    """One contact on the hub's table, from arrival to its type of response."""

    class State(models.TextChoices):
        WAITING = "waiting", "To be read"
        SCREENING = "screening", "Being read"
        ANSWERED = "answered", "Answered at once"
        HANDED_OVER = "handed_over", "With the allocated worker"
        ENQUIRY = "enquiry", "In an enquiry"

    contact = models.OneToOneField("contacts.Contact", models.PROTECT, related_name="screening")
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    received_at = models.DateTimeField()
    became_referral_at = models.DateTimeField(null=True)
    claimed_by = models.ForeignKey("agencies.Practitioner", models.PROTECT, null=True)
    claimed_at = models.DateTimeField(null=True)
    brag = models.CharField(max_length=6, choices=BRAG, blank=True)
    level = models.CharField(max_length=10, blank=True)  # 1-4, or blank: adults have no levels
    practice_area = models.CharField(max_length=40, blank=True)
    danger_tests = models.JSONField(default=list)  # answered yes, at receipt or in triage
    adult_test = models.JSONField(default=dict)  # the three parts of section 42, each answered
    response = models.CharField(max_length=30, blank=True)
    closing_reasons = models.JSONField(default=list)
    rationale = models.TextField(blank=True)
    lawful_bases = models.JSONField(default=list)
    pressing_need = models.TextField(blank=True)
    necessity = models.TextField(blank=True)
    proportionality = models.TextField(blank=True)
    agreement = models.CharField(max_length=30, blank=True)
    agreement_why = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        "agencies.Practitioner", models.PROTECT, null=True, related_name="screenings_decided"
    )
    decided_at = models.DateTimeField(null=True)
    decide_by_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(
                fields=["decide_by_at"],
                name="screening_queue",
                condition=Q(state__in=["waiting", "screening"]),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="screening_decided_at_and_by_stand_together",
                condition=Q(decided_at=None, decided_by=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="screening_that_ended_has_a_rationale",
                condition=Q(state__in=["waiting", "screening"]) | ~Q(rationale=""),
            ),
        ]

    class DataMap:
        plain = {
            "id", "contact", "state", "received_at", "became_referral_at", "claimed_by",
            "claimed_at", "brag", "level", "response", "closing_reasons", "lawful_bases",
            "decided_by", "decided_at", "decide_by_at", "version",
        }  # fmt: skip
        personal = set()
        special = {
            "practice_area", "danger_tests", "adult_test", "rationale", "pressing_need",
            "necessity", "proportionality", "agreement", "agreement_why",
        }  # fmt: skip


class RatingChange(models.Model):
    """How soon somebody must act, as first rated and as re-rated: who, when, why, from what."""

    screening = models.ForeignKey(Screening, models.PROTECT, related_name="ratings")
    before = models.CharField(max_length=6, blank=True)
    after = models.CharField(max_length=6, choices=BRAG)
    why = models.TextField()
    by = models.ForeignKey("agencies.Practitioner", models.PROTECT)
    at = models.DateTimeField()
    due_before_at = models.DateTimeField(null=True)
    due_after_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(name="rating_change_says_why", condition=~Q(why=""))]

    class DataMap:
        plain = {"id", "screening", "before", "after", "by", "at", "due_before_at", "due_after_at"}
        personal = set()
        special = {"why"}


class Handover(models.Model):
    """A contact about somebody already open, offered to their worker: spoken, then accepted."""

    screening = models.ForeignKey(Screening, models.PROTECT, related_name="handovers")
    worker = models.ForeignKey("agencies.Practitioner", models.PROTECT, related_name="handovers")
    offered_by = models.ForeignKey("agencies.Practitioner", models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    accept_by_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    is_spoken = models.BooleanField(default=False)  # somebody spoke with the worker, not only wrote
    words = models.TextField(blank=True)

    class DataMap:
        plain = {
            "id", "screening", "worker", "offered_by", "offered_at", "accept_by_at",
            "accepted_at", "declined_at", "is_spoken",
        }  # fmt: skip
        personal = set()
        special = {"words"}
