"""A worry as it arrived, and the draft that it was: sent once, kept as written, never edited."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Draft(models.Model):
    """A worry being written. Saved at every step; of one account or one e-mailed link."""

    key_hash = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey("agencies.Practitioner", models.CASCADE, null=True)
    email = models.EmailField(blank=True)
    is_verified = models.BooleanField(default=False)
    answers = models.JSONField(default=dict)
    step = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    submission_key = models.UUIDField(unique=True)  # one draft can only ever become one contact
    submitted_reference = models.CharField(max_length=20, blank=True)

    class DataMap:
        plain = {
            "id", "key_hash", "by", "is_verified", "step", "created_at", "saved_at",
            "submission_key", "submitted_reference",
        }  # fmt: skip
        personal = {"email"}
        special = {"answers"}


class DraftFile(models.Model):
    """An attachment waiting with its draft."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size_bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    scan = models.CharField(max_length=12, default="not_scanned")
    content = models.BinaryField()
    added_at = models.DateTimeField()

    class DataMap:
        plain = {"id", "draft", "media_type", "size_bytes", "sha256", "scan", "added_at"}
        personal = {"name"}
        special = {"content"}


class Contact(models.Model):
    """One worry, or one question, as it was said. A correction is a new statement beside it."""

    class Kind(models.TextChoices):
        WORRY = "worry", "A worry"
        CONSULTATION = "consultation", "A question"

    reference = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=14, choices=Kind.choices, default=Kind.WORRY)
    submission_key = models.UUIDField(unique=True)
    draft_key_hash = models.CharField(max_length=64, blank=True)
    secret_hash = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    channel = models.CharField(max_length=20, default="online")
    by = models.ForeignKey("agencies.Practitioner", models.PROTECT, null=True)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, null=True)
    remits = ArrayField(models.CharField(max_length=10))
    area = models.CharField(max_length=120, blank=True)
    practice_area = models.CharField(max_length=40, blank=True)
    referrer_name = models.CharField(max_length=160, blank=True)
    referrer_job = models.CharField(max_length=160, blank=True)
    referrer_body = models.CharField(max_length=200, blank=True)
    referrer_email = models.EmailField(blank=True)
    referrer_phone = models.CharField(max_length=60, blank=True)
    referrer_relation = models.CharField(max_length=160, blank=True)
    is_anonymous = models.BooleanField(default=False)
    is_confidential = models.BooleanField(default=False)
    danger = models.CharField(max_length=10)  # yes, no, not_sure
    danger_tests = models.JSONField(default=list)
    danger_done = models.TextField(blank=True)
    happened_on = models.DateField(null=True)
    happened_precision = models.CharField(max_length=10, blank=True)
    happened_where = models.CharField(max_length=300, blank=True)
    seen = models.TextField(blank=True)  # what the writer saw or heard themselves: fact
    told = models.TextField(blank=True)  # what others told the writer: report
    opinion = models.TextField(blank=True)  # what the writer makes of it: opinion
    voice = models.TextField(blank=True)
    voice_of = models.CharField(max_length=160, blank=True)
    voice_heard_by = models.CharField(max_length=160, blank=True)
    voice_before = models.TextField(blank=True)  # what was happening or asked just before
    voice_why_not = models.TextField(blank=True)
    history = models.TextField(blank=True)
    done_so_far = models.TextField(blank=True)
    agreement = models.CharField(max_length=30, blank=True)
    agreement_whose = models.CharField(max_length=200, blank=True)
    agreement_why = models.TextField(blank=True)
    is_family_told = models.CharField(max_length=20, blank=True)
    safe_contact = models.CharField(max_length=10, blank=True)  # yes, no, not_known
    safe_contact_how = models.TextField(blank=True)
    must_not_know = models.TextField(blank=True)
    risk_to_staff = models.TextField(blank=True)
    not_known = models.TextField(blank=True)
    as_typed = models.JSONField(
        default=dict
    )  # what could not be read, by question, as it was typed
    indicators = models.JSONField(default=list)
    is_restricted = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["-received_at"], name="contact_by_received"),
            models.Index(fields=["by", "-received_at"], name="contact_by_author"),
            models.Index(fields=["agency", "-received_at"], name="contact_by_agency"),
        ]
        constraints = [
            models.CheckConstraint(
                name="contact_has_the_voice_or_says_why_not",
                condition=~Q(voice="") | ~Q(voice_why_not="") | Q(kind="consultation"),
            ),
        ]

    class DataMap:
        plain = {
            "id", "reference", "kind", "submission_key", "draft_key_hash", "secret_hash",
            "received_at", "channel", "agency", "remits", "area", "practice_area", "is_anonymous",
            "is_confidential", "is_restricted",
        }  # fmt: skip
        personal = {
            "by", "referrer_name", "referrer_job", "referrer_body", "referrer_email",
            "referrer_phone", "referrer_relation", "agreement_whose",
        }  # fmt: skip
        special = {
            "danger", "danger_tests", "danger_done", "happened_on", "happened_precision",
            "happened_where", "seen", "told", "opinion", "voice", "voice_of", "voice_why_not",
            "voice_heard_by", "voice_before", "history", "done_so_far", "agreement",
            "agreement_why", "is_family_told", "safe_contact", "safe_contact_how", "must_not_know",
            "risk_to_staff", "not_known", "as_typed", "indicators",
        }  # fmt: skip


class ContactPerson(models.Model):
    """Somebody named in a contact, in the writer's order, with the agency record that was made."""

    class Part(models.TextChoices):
        CHILD = "child", "A child"
        ADULT_AT_RISK = "adult_at_risk", "An adult at risk"
        HOUSEHOLD = "household", "Lives there or comes and goes"
        FEARED = "feared", "May be causing harm"
        OTHER = "other", "Somebody else"

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="people")
    position = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=14, choices=Part.choices)
    relation = models.CharField(max_length=120, blank=True)
    record = models.OneToOneField(
        "people.AgencyRecord", models.PROTECT, null=True, related_name="contact_person"
    )
    is_seen = models.CharField(max_length=10, blank=True)  # yes, no, not_known
    last_seen_on = models.DateField(null=True)
    last_seen_by = models.CharField(max_length=160, blank=True)
    is_seen_alone = models.CharField(max_length=10, blank=True)
    is_told = models.CharField(max_length=20, blank=True)
    not_known = models.CharField(max_length=500, blank=True)
    lives_there = models.CharField(max_length=14, blank=True)  # yes, comes_and_goes, no, not_known
    responsibility = models.CharField(max_length=10, blank=True)  # parental: yes, no, not_known
    known_to = models.CharField(max_length=300, blank=True)  # their school, nursery, doctor
    as_typed = models.JSONField(default=dict)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                name="contact_person_has_a_place_of_their_own", fields=["contact", "position"]
            )
        ]

    class DataMap:
        plain = {"id", "contact", "position", "record"}
        personal = {
            "part", "relation", "is_seen", "last_seen_on", "last_seen_by", "is_seen_alone",
            "is_told", "not_known", "lives_there", "responsibility", "known_to", "as_typed",
        }  # fmt: skip
        special = set()


class Statement(models.Model):
    """Something added to a contact after it was sent: a correction, a second thought, more news."""

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="statements")
    words = models.TextField()
    by = models.ForeignKey("agencies.Practitioner", models.PROTECT, null=True)
    at = models.DateTimeField()

    class DataMap:
        plain = {"id", "contact", "at"}
        personal = {"by"}
        special = {"words"}


class Attachment(models.Model):
    """A file that came with a contact. Checked by content, never executed, never shown inline."""

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size_bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    scan = models.CharField(max_length=12, default="not_scanned")
    content = models.BinaryField()

    class DataMap:
        plain = {"id", "contact", "media_type", "size_bytes", "sha256", "scan"}
        personal = {"name"}
        special = {"content"}


class Feedback(models.Model):
    """What the person who spoke up was told, and when: at receipt, at triage and at the outcome."""

    class Moment(models.TextChoices):
        RECEIPT = "receipt", "Received"
        TRIAGE = "triage", "Being considered"
        OUTCOME = "outcome", "Outcome"

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="feedback")
    moment = models.CharField(max_length=10, choices=Moment.choices)
    band = models.CharField(max_length=40)  # what the anonymous-safe receipt page may say
    words = models.TextField()
    by = models.ForeignKey("agencies.Practitioner", models.PROTECT, null=True)
    at = models.DateTimeField()
    is_withheld = models.BooleanField(default=False)  # the referrer may be told "received" only

    class Meta:
        ordering = ["at", "id"]

    class DataMap:
        plain = {"id", "contact", "moment", "band", "at", "is_withheld"}
        personal = {"by"}
        special = {"words"}


class Outbox(models.Model):
    """A message to somebody outside: sent by e-mail where that is set up, and shown on the demo."""

    to = models.CharField(max_length=200)
    subject = models.CharField(max_length=200)
    words = models.TextField()
    at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    failed_why = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "outbox"

    class DataMap:
        plain = {"id", "subject", "at", "sent_at", "failed_why"}
        personal = {"to", "words"}
        special = set()
