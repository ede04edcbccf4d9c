"""The audit's one table. Rows go in through `openmash.audit.records` and never come out changed."""

from django.db import models


class Event(models.Model):
    """One thing done or looked at: who, what, which reference, why, and how it was answered.

    No foreign keys: the audit outlives what it describes. No names or narratives either, so
    that reading the audit never tells anyone a family's story.
    """

    class Kind(models.TextChoices):
        LOOK = "look", "Looked at"
        CHANGE = "change", "Changed"
        SEARCH = "search", "Searched"
        DISCLOSURE = "disclosure", "Shared"

    at = models.DateTimeField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    verb = models.CharField(max_length=60)
    reference = models.CharField(max_length=60, blank=True)
    by_id = models.BigIntegerField(default=0)
    by_agency_id = models.BigIntegerField(default=0)
    service = models.CharField(max_length=20, blank=True)
    is_allowed = models.BooleanField(default=True)
    because = models.CharField(max_length=500, blank=True)
    facts = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["reference", "at"], name="audit_by_reference"),
            models.Index(fields=["by_id", "at"], name="audit_by_who"),
        ]

    class DataMap:
        plain = {"id", "at", "kind", "verb", "reference", "service", "is_allowed", "facts"}
        personal = {"by_id", "by_agency_id", "because"}
        special = set()
