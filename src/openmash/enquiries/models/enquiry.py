"""The firewalled record: the enquiry, whom it is about, who may read it, who owns the risk."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from openmash.enquiries.models.triage import BRAG


class Enquiry(models.Model):
    """What several agencies know, put together for one decision about one household."""

    class Stage(models.TextChoices):
        OPENED = "opened", "Opened"
        REQUESTED = "requested", "Agencies asked"
        GATHERED = "gathered", "Answers are in"
        ANALYSIS = "analysis", "Being read together"
        DECIDED = "decided", "Decided"
        DISSEMINATED = "disseminated", "Shared with those who act"
        CLOSED = "closed", "Ended"

    reference = models.CharField(max_length=20, unique=True)
    stage = models.CharField(max_length=14, choices=Stage.choices, default=Stage.OPENED)
    remits = ArrayField(models.CharField(max_length=10))
    practice_area = models.CharField(max_length=40, blank=True)
    brag = models.CharField(max_length=6, choices=BRAG)
    level = models.CharField(max_length=10, blank=True)
    received_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("agencies.Practitioner", models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=30)
    lawful_bases = models.JSONField(default=list)
    pressing_need = models.TextField(blank=True)
    necessity = models.TextField()
    proportionality = models.TextField()
    agreement = models.CharField(max_length=30)
    agreement_why = models.TextField(blank=True)
    informed = models.CharField(max_length=30, blank=True)
    informed_why = models.TextField(blank=True)
    safe_contact = models.CharField(max_length=10, blank=True)
    safe_contact_how = models.TextField(blank=True)
    must_not_know = models.TextField(blank=True)
    is_restricted = models.BooleanField(default=False)
    restricted_why = models.CharField(max_length=200, blank=True)
    closed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)  # moves with every change; pages watch it

    class Meta:
        verbose_name_plural = "enquiries"
        indexes = [
            models.Index(fields=["stage", "opened_at"], name="enquiry_by_stage"),
            models.Index(fields=["-opened_at"], name="enquiry_by_opened"),
        ]
        constraints = [
            models.CheckConstraint(
                name="enquiry_states_necessity_and_proportionality",
                condition=~Q(necessity="") & ~Q(proportionality=""),
            ),
            models.CheckConstraint(
                name="enquiry_closed_at_stands_with_its_stage",
                condition=Q(closed_at=None) | Q(stage="closed"),
            ),
        ]

    class DataMap:
        plain = {
            "id", "reference", "stage", "remits", "brag", "level", "received_at", "opened_at",
            "opened_by", "purpose", "lawful_bases", "is_restricted", "closed_at", "version",
        }  # fmt: skip
        personal = {"agreement", "informed", "restricted_why"}
        special = {
            "practice_area", "pressing_need", "necessity", "proportionality", "agreement_why",
            "informed_why", "safe_contact", "safe_contact_how", "must_not_know",
        }  # fmt: skip


class EnquiryContact(models.Model):
    """A contact folded into an enquiry: each is kept word for word, however many there are."""

    enquiry = models.ForeignKey(Enquiry, models.PROTECT, related_name="enquiry_contacts")
    contact = models.OneToOneField("contacts.Contact", models.PROTECT, related_name="in_enquiry")
    by = models.ForeignKey("agencies.Practitioner", models.PROTECT)
    at = models.DateTimeField()

    class DataMap:
        plain = {"id", "enquiry", "contact", "by", "at"}
        personal = set()
        special = set()


class Subject(models.Model):
    """Somebody whom an enquiry is about, or an adult around the household whom it must not miss."""

    class Part(models.TextChoices):
        CHILD = "child", "A child"
        ADULT_AT_RISK = "adult_at_risk", "An adult at risk"
        HOUSEHOLD = "household", "In or around the home"
        FEARED = "feared", "May be causing harm"

    enquiry = models.ForeignKey(Enquiry, models.PROTECT, related_name="subjects")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True)
    record = models.ForeignKey("people.AgencyRecord", models.PROTECT, null=True)
    position = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=14, choices=Part.choices)
    name = models.CharField(max_length=300, blank=True)
    born_on = models.DateField(null=True)
    born_precision = models.CharField(max_length=10, blank=True)
    expected_on = models.DateField(null=True)
    age = models.PositiveSmallIntegerField(null=True)
    sex = models.CharField(max_length=10, blank=True)
    address = models.CharField(max_length=500, blank=True)
    relation = models.CharField(max_length=120, blank=True)
    centre_words = models.CharField(max_length=300, blank=True)
    centre_words_to = models.CharField(max_length=160, blank=True)
    is_spoken_to = models.CharField(max_length=200, blank=True)
    is_checked_by = models.CharField(max_length=200, blank=True)
    added_by = models.ForeignKey("agencies.Practitioner", models.PROTECT)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                name="subject_has_a_place_of_their_own", fields=["enquiry", "position"]
            )
        ]

    class DataMap:
        plain = {"id", "enquiry", "person", "record", "position", "added_by", "added_at"}
        personal = {
            "part", "name", "born_on", "born_precision", "expected_on", "age", "sex", "address",
            "relation", "is_spoken_to", "is_checked_by",
        }  # fmt: skip
        special = {"centre_words", "centre_words_to"}


class Reader(models.Model):
    """Somebody who may read a restricted enquiry and its contacts; nobody else knows that it exists."""

    enquiry = models.ForeignKey(Enquiry, models.PROTECT, null=True, related_name="readers")
    contact = models.ForeignKey(
        "contacts.Contact", models.PROTECT, null=True, related_name="readers"
    )
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="readers")
    practitioner = models.ForeignKey("agencies.Practitioner", models.PROTECT)
    named_by = models.ForeignKey("agencies.Practitioner", models.PROTECT, related_name="+")
    named_at = models.DateTimeField()

    class DataMap:
        plain = {"id", "enquiry", "contact", "person", "practitioner", "named_by", "named_at"}
        personal = set()
        special = set()


class BreakGlass(models.Model):
    """A restricted record opened for danger to life: reasoned, told to governance, and it lapses."""

    reference = models.CharField(max_length=20)
    practitioner = models.ForeignKey("agencies.Practitioner", models.PROTECT)
    reason = models.TextField()
    at = models.DateTimeField()
    lapses_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(
        "agencies.Practitioner", models.PROTECT, null=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True)
    review = models.TextField(blank=True)

    class DataMap:
        plain = {"id", "reference", "practitioner", "at", "lapses_at", "reviewed_by", "reviewed_at"}
        personal = {"reason", "review"}
        special = set()


class RiskOwnership(models.Model):
    """Who owns the risk: one named person at every moment, until another named person accepts it."""

    enquiry = models.ForeignKey(Enquiry, models.PROTECT, null=True, related_name="risk_owners")
    screening = models.ForeignKey(
        "enquiries.Screening", models.PROTECT, null=True, related_name="risk_owners"
    )
    owner = models.ForeignKey("agencies.Practitioner", models.PROTECT, related_name="risks_owned")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    offered_to = models.ForeignKey(
        "agencies.Practitioner", models.PROTECT, null=True, related_name="risks_offered"
    )
    offered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="enquiry_risk_has_one_owner_at_a_time",
                fields=["enquiry"],
                condition=Q(until_at=None, enquiry__isnull=False),
            ),
            models.UniqueConstraint(
                name="screening_risk_has_one_owner_at_a_time",
                fields=["screening"],
                condition=Q(until_at=None, screening__isnull=False),
            ),
            models.CheckConstraint(
                name="risk_is_of_an_enquiry_or_of_a_screening",
                condition=Q(enquiry=None) ^ Q(screening=None),
            ),
        ]

    class DataMap:
        plain = {
            "id", "enquiry", "screening", "owner", "from_at", "until_at", "offered_to",
            "offered_at",
        }  # fmt: skip
        personal = set()
        special = set()
