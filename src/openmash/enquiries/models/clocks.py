"""Clocks that run, their pauses, and the alerts that come back to people."""

from django.db import models
from django.db.models import Q


class RunningClock(models.Model):
    """One clock of the register, started by an event and stopped by another. Late is kept, not hidden."""

    code = models.CharField(max_length=14)
    screening = models.ForeignKey(
        "enquiries.Screening", models.PROTECT, null=True, related_name="clocks"
    )
    enquiry = models.ForeignKey(
        "enquiries.Enquiry", models.PROTECT, null=True, related_name="clocks"
    )
    request = models.ForeignKey(
        "enquiries.Request", models.PROTECT, null=True, related_name="clocks"
    )
    started_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)  # empty: at once, or as soon as practicable
    stopped_at = models.DateTimeField(null=True)
    stopped_why = models.CharField(max_length=200, blank=True)
    rebased_from_at = models.DateTimeField(null=True)  # the due moment before a new rating

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], name="clock_running_out", condition=Q(stopped_at=None))
        ]
        constraints = [
            models.CheckConstraint(
                name="clock_runs_for_something",
                condition=Q(screening__isnull=False)
                | Q(enquiry__isnull=False)
                | Q(request__isnull=False),
            )
        ]

    class DataMap:
        plain = {
            "id", "code", "screening", "enquiry", "request", "started_at", "due_at", "stopped_at",
            "stopped_why", "rebased_from_at",
        }  # fmt: skip
        personal = set()
        special = set()


class ClockPause(models.Model):
    """Time that a clock did not run: from when, until when, why, and who said so."""

    clock = models.ForeignKey(RunningClock, models.PROTECT, related_name="pauses")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    ends_by_at = models.DateTimeField(null=True)  # past this the clock runs again by itself
    reason = models.CharField(max_length=40)
    words = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey("agencies.Practitioner", models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="clock_is_paused_once_at_a_time",
                fields=["clock"],
                condition=Q(until_at=None),
            )
        ]

    class DataMap:
        plain = {"id", "clock", "from_at", "until_at", "ends_by_at", "reason", "by"}
        personal = {"words"}
        special = set()


class Alert(models.Model):
    """Something that came back to somebody: a late answer, a refusal, an answer after the decision."""

    practitioner = models.ForeignKey("agencies.Practitioner", models.PROTECT, null=True)
    role = models.CharField(max_length=30, blank=True)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, null=True)
    enquiry = models.ForeignKey(
        "enquiries.Enquiry", models.PROTECT, null=True, related_name="alerts"
    )
    request = models.ForeignKey(
        "enquiries.Request", models.PROTECT, null=True, related_name="alerts"
    )
    reference = models.CharField(max_length=24, blank=True)
    kind = models.CharField(max_length=30)
    words = models.CharField(max_length=300)  # references only, never a name
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        "agencies.Practitioner", models.PROTECT, null=True, related_name="+"
    )
    once = models.CharField(max_length=80, unique=True)  # so that a worker run twice tells once

    class DataMap:
        plain = {
            "id", "practitioner", "role", "agency", "enquiry", "request", "reference", "kind",
            "words", "at", "done_at", "done_by", "once",
        }  # fmt: skip
        personal = set()
        special = set()
