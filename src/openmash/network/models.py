"""Asserted ties between people as recorded, each with who said so and when."""

from django.db import models
from django.db.models import Q


class Tie(models.Model):
    """One recorded person is something to another, says a source, for a period.

    `kind` reads from the first to the second: `mother_of`, `lives_with`, `partner_of`.
    """

    from_record = models.ForeignKey("people.AgencyRecord", models.PROTECT, related_name="ties")
    to_record = models.ForeignKey("people.AgencyRecord", models.PROTECT, related_name="ties_to")
    kind = models.CharField(max_length=40)
    since_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    source_reference = models.CharField(max_length=40)
    said_by_agency = models.ForeignKey("agencies.Agency", models.PROTECT, null=True)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="tie_is_between_two_records", condition=~Q(from_record=models.F("to_record"))
            )
        ]

    class DataMap:
        plain = {"id", "from_record", "to_record", "source_reference", "said_by_agency", "said_at"}
        personal = {"kind", "since_on", "until_on"}
        special = set()
