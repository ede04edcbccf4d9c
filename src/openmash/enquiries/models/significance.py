"""What a person marked as significant in a piece, and why. The piece itself is never edited."""

from django.db import models
from django.db.models import Q


class Significance(models.Model):
    """Somebody in the hub marked a piece as significant, or took the mark off, with a reason."""

    piece = models.ForeignKey("enquiries.Piece", models.PROTECT, related_name="marks")
    is_significant = models.BooleanField()
    why = models.CharField(max_length=300)
    by = models.ForeignKey("agencies.Practitioner", models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "significance"
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(name="significance_says_why", condition=~Q(why=""))]

    class DataMap:
        plain = {"id", "piece", "by", "at"}
        personal = set()
        special = {"is_significant", "why"}
