"""Agencies' records as they wrote them; persons; and the ledger of who is who."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class AgencyRecord(models.Model):
    """One person as one agency wrote them down on one day. Never edited, never merged."""

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, null=True)
    recorded_on = models.DateField()
    source_reference = models.CharField(max_length=40)
    name = models.CharField(max_length=300, blank=True)
    given_names = models.CharField(max_length=200, blank=True)
    family_name = models.CharField(max_length=200, blank=True)
    other_names = models.JSONField(default=list)
    born_on = models.DateField(null=True)
    born_precision = models.CharField(max_length=10, blank=True)  # day, month, year, estimated
    expected_on = models.DateField(null=True)
    is_unborn = models.BooleanField(default=False)
    died_on = models.DateField(null=True)
    age = models.PositiveSmallIntegerField(null=True)
    sex = models.CharField(max_length=10, blank=True)
    address = models.CharField(max_length=500, blank=True)
    postcode = models.CharField(max_length=20, blank=True)
    area = models.CharField(max_length=120, blank=True)
    uprn = models.CharField(max_length=20, blank=True)
    nhs_number = models.CharField(max_length=40, blank=True)
    nhs_number_checks = models.BooleanField(null=True)
    upn = models.CharField(max_length=40, blank=True)
    other_identifiers = models.JSONField(default=dict)
    phone = models.CharField(max_length=60, blank=True)
    email = models.CharField(max_length=200, blank=True)
    ethnicity = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=80, blank=True)
    needs = models.CharField(max_length=500, blank=True)
    role = models.CharField(max_length=60, blank=True)
    related_names = models.JSONField(default=list)
    addresses_of_others = models.JSONField(default=list)  # of the people named beside them
    keys = ArrayField(models.TextField(), default=list)  # records of one person share one
    words = ArrayField(models.TextField(), default=list)  # given up for RecordWords; stays empty
    is_restricted = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["source_reference"], name="record_by_source"),
            models.Index(fields=["created_at"], name="record_by_arrival"),
        ]

    class DataMap:
        plain = {"id", "agency", "recorded_on", "source_reference", "is_restricted", "created_at"}
        personal = {
            "name", "given_names", "family_name", "other_names", "born_on", "born_precision",
            "expected_on", "is_unborn", "died_on", "age", "sex", "address", "postcode", "area",
            "uprn", "nhs_number", "nhs_number_checks", "upn", "other_identifiers", "phone",
            "email", "language", "role", "related_names",
            "addresses_of_others", "keys", "words",
        }  # fmt: skip
        special = {"ethnicity", "needs"}


class Person(models.Model):
    """Somebody whom one or more records are about, as the ledger stands. The reference is stable.

    `founder` is the record for which the reference was given out, and `founding` the place in the
    ledger that a group of records must have to be called by it: the same ledger always gives the
    same references (`people.ledger`). One that was absorbed resolves to its survivor for ever.
    """

    reference = models.CharField(max_length=20, unique=True)
    founder = models.ForeignKey(AgencyRecord, models.PROTECT, null=True, related_name="founded")
    founding = models.CharField(max_length=60, unique=True, null=True)
    created_at = models.DateTimeField()
    survivor = models.ForeignKey("self", models.PROTECT, null=True, related_name="absorbed")
    is_restricted = models.BooleanField(default=False)

    class DataMap:
        plain = {
            "id", "reference", "founder", "founding", "created_at", "survivor", "is_restricted",
        }  # fmt: skip
        personal = set()
        special = set()


class Membership(models.Model):
    """A record belongs to exactly one person at a time: computed from the ledger.

    Without a person, who the record is about was asked and nobody could tell: nothing in it
    identifies anybody. `since_at` is when it was first asked.
    """

    record = models.OneToOneField(AgencyRecord, models.PROTECT, related_name="membership")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="memberships")
    since_at = models.DateTimeField()

    class DataMap:
        plain = {"id", "record", "person", "since_at"}
        personal = set()
        special = set()


class Claim(models.Model):
    """One entry of the ledger: somebody, or the rules, said that two records are or are not one.

    Claims are never changed. To undo one, another is written that names it; persons are then
    computed again from what stands. A join that needs a second person is *proposed* and joins
    nobody; who answers it says *same* or *declined* in a claim of their own that names it.
    """

    class Says(models.TextChoices):
        SAME = "same", "The same person"
        DIFFERENT = "different", "Different people"
        POSSIBLE = "possible", "Possibly the same"
        UNSURE = "unsure", "Cannot tell yet"
        UNDO = "undo", "Taken back"
        PROPOSED = "proposed", "The same person, if a second person agrees"
        DECLINED = "declined", "Not joined by the second person"
        DOUBT = "doubt", "Perhaps two people"

    record_a = models.ForeignKey(AgencyRecord, models.PROTECT, related_name="claims_a")
    record_b = models.ForeignKey(AgencyRecord, models.PROTECT, related_name="claims_b")
    says = models.CharField(max_length=10, choices=Says.choices)
    by = models.ForeignKey("agencies.Practitioner", models.PROTECT, null=True)
    model_version = models.CharField(max_length=40, blank=True)
    weight = models.FloatField(null=True)
    reasons = models.JSONField(default=list)
    why = models.TextField(blank=True)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")
    answers = models.OneToOneField("self", models.PROTECT, null=True, related_name="answered_by")
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["-weight"], name="claim_possible", condition=Q(says="possible")),
            models.Index(fields=["-at"], name="claim_proposed", condition=Q(says="proposed")),
        ]
        constraints = [
            models.CheckConstraint(
                name="claim_is_about_two_records", condition=~Q(record_a=models.F("record_b"))
            ),
            models.CheckConstraint(
                name="claim_is_made_by_a_human_or_by_a_named_model",
                condition=Q(by=None) ^ Q(model_version=""),
            ),
            models.CheckConstraint(
                name="claim_that_undoes_names_what_it_undoes",
                condition=(Q(says="undo") & Q(undoes__isnull=False))
                | (~Q(says="undo") & Q(undoes=None)),
            ),
            models.CheckConstraint(
                name="claim_that_answers_a_proposal_agrees_or_declines",
                condition=(Q(answers=None) & ~Q(says="declined"))
                | Q(answers__isnull=False, says__in=["same", "declined"]),
            ),
        ]

    class DataMap:
        plain = {
            "id", "record_a", "record_b", "says", "by", "model_version", "weight", "undoes",
            "answers", "at",
        }  # fmt: skip
        personal = {"reasons", "why"}
        special = set()


class Attention(models.Model):
    """A reason to doubt a person who was put together of several records.

    It is raised when persons are computed, by the records that bring the doubt and not by the
    person: it follows them where the person parts, and it stands only while they are together.
    """

    class Cause(models.TextChoices):
        WEAK_BRIDGE = "weak_bridge", "Held together by one weak link"
        TOO_MANY = "too_many", "Many records"
        NUMBERS = "numbers", "Numbers that differ"
        BIRTHS = "births", "Dates of birth that cannot be one"
        CANNOT_TELL = "cannot_tell", "Somebody could not tell"
        RESCORED = "rescored", "Looked at again"

    record_a = models.ForeignKey(AgencyRecord, models.PROTECT, related_name="attention_a")
    record_b = models.ForeignKey(
        AgencyRecord, models.PROTECT, null=True, related_name="attention_b"
    )
    cause = models.CharField(max_length=12, choices=Cause.choices)
    key = models.CharField(max_length=80, unique=True)  # one doubt is raised once
    words = models.TextField()
    at = models.DateTimeField()

    class DataMap:
        plain = {"id", "record_a", "record_b", "cause", "key", "at"}
        personal = {"words"}
        special = set()


class Clearance(models.Model):
    """Somebody looked at a doubt and says why it need not be looked at again."""

    attention = models.OneToOneField(Attention, models.PROTECT, related_name="clearance")
    by = models.ForeignKey("agencies.Practitioner", models.PROTECT)
    why = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="clearance_has_a_reason", condition=~Q(why="")),
        ]

    class DataMap:
        plain = {"id", "attention", "by", "at"}
        personal = {"why"}
        special = set()


class Allocation(models.Model):
    """A person is open to a named worker: what makes a new contact 'already open'."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="allocations")
    worker = models.ForeignKey("agencies.Practitioner", models.PROTECT, related_name="allocations")
    plan = models.CharField(max_length=120)  # child protection plan, child in need, section 42
    since_on = models.DateField()
    until_on = models.DateField(null=True)

    class DataMap:
        plain = {"id", "person", "worker", "since_on", "until_on"}
        personal = set()
        special = {"plan"}


class RecordWords(models.Model):
    """The marks of the words by which a record is found (`people.searching`).

    They are read from the record and stand apart from it, so that they can be read anew.
    """

    record = models.OneToOneField(AgencyRecord, models.CASCADE, primary_key=True, related_name="+")
    words = ArrayField(models.IntegerField(), default=list)

    class DataMap:
        plain = {"record"}
        personal = {"words"}
        special = set()


class PersonWords(models.Model):
    """The marks of all the open records of a person, kept up to date by the database itself.

    Nothing that is restricted to named readers is in here, so that no search can hint at it.
    `newest` is the key of the record that was written last.
    """

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="+")
    words = ArrayField(models.IntegerField(), default=list)
    newest = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["-newest"], name="person_by_newest_record")]

    class DataMap:
        plain = {"person", "newest"}
        personal = {"words"}
        special = set()
