"""Pieces of the jigsaw: one thing known, by whom, since when, how sure, and how it may be handled."""

from django.db import models
from django.db.models import Q


class Piece(models.Model):
    """One thing that one agency knows. Never edited: a correction is a new piece that replaces it."""

    class Kind(models.TextChoices):
        FACT = "fact", "Seen or recorded first hand"
        REPORTED = "reported", "Reported by somebody"
        OPINION = "opinion", "Professional opinion"
        ALLEGATION = "allegation", "Allegation"
        INFERENCE = "inference", "Worked out from other things"
        OWN_WORDS = "own_words", "The person's own words"

    class Restriction(models.TextChoices):
        SHARE = "share", "May be shared with those who act"
        GIST = "gist", "Only the gist may leave the hub"
        MEETING_ONLY = "meeting_only", "For the decision meeting only"
        SEALED = "sealed", "Stays with the agency; the hub knows only that it exists"

    enquiry = models.ForeignKey("enquiries.Enquiry", models.PROTECT, related_name="pieces")
    request = models.ForeignKey(
        "enquiries.Request", models.PROTECT, null=True, related_name="pieces"
    )
    contact = models.ForeignKey(
        "contacts.Contact", models.PROTECT, null=True, related_name="pieces"
    )
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, null=True)
    source_label = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=40)
    what = models.TextField()
    gist = models.TextField(blank=True)
    analysis = models.TextField(blank=True)  # what the agency makes of it, apart from the fact
    happened_on = models.DateField(null=True)
    happened_precision = models.CharField(max_length=10, default="day")
    happened_until_on = models.DateField(null=True)
    known_on = models.DateField()
    source = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    is_first_hand = models.BooleanField(default=False)
    grade = models.CharField(max_length=3, blank=True)  # 3x5x2, for police material
    conditions = models.JSONField(default=dict)
    restriction = models.CharField(
        max_length=14, choices=Restriction.choices, default=Restriction.SHARE
    )
    flags = models.JSONField(default=list)  # third_party, address_withheld, legal_privilege …
    lawful_bases = models.JSONField(default=list)
    sighting = models.CharField(max_length=14, blank=True)  # seen, not_brought, not_in, no_reply
    is_seen_alone = models.CharField(max_length=10, blank=True)
    seen_by = models.CharField(max_length=160, blank=True)
    is_significant = models.BooleanField(default=False)
    significant_why = models.CharField(max_length=300, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    is_after_decision = models.BooleanField(default=False)
    by = models.ForeignKey("agencies.Practitioner", models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["enquiry", "happened_on"], name="piece_by_enquiry"),
            models.Index(fields=["agency", "-at"], name="piece_by_agency"),
        ]
        constraints = [
            models.CheckConstraint(
                name="piece_with_conditions_on_handling_states_them",
                condition=~Q(grade__endswith="C")
                | Q(conditions__has_keys=["action", "sanitisation"]),
            ),
            models.CheckConstraint(
                name="piece_grade_is_a_3x5x2_grade",
                condition=Q(grade="") | Q(grade__regex=r"^[1-3][A-E][PC]$"),
            ),
        ]

    class DataMap:
        plain = {
            "id", "enquiry", "request", "contact", "agency", "source_label", "place", "known_on",
            "kind", "is_first_hand", "grade", "conditions", "restriction", "flags",
            "lawful_bases", "replaces", "is_after_decision", "by", "at",
        }  # fmt: skip
        personal = {"source", "seen_by"}
        special = {
            "what", "gist", "analysis", "happened_on", "happened_precision", "happened_until_on",
            "sighting", "is_seen_alone", "is_significant", "significant_why",
        }  # fmt: skip


class PieceSubject(models.Model):
    """Whom a piece is about: one piece may be about several people of the enquiry."""

    piece = models.ForeignKey(Piece, models.PROTECT, related_name="about")
    subject = models.ForeignKey("enquiries.Subject", models.PROTECT, related_name="pieces")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="piece_is_about_a_subject_once", fields=["piece", "subject"]
            )
        ]

    class DataMap:
        plain = {"id", "piece", "subject"}
        personal = set()
        special = set()


class Corroboration(models.Model):
    """Another agency saw this too, or saw it otherwise."""

    class Says(models.TextChoices):
        SAME = "same", "We saw this too"
        OTHERWISE = "otherwise", "We saw it otherwise"

    piece = models.ForeignKey(Piece, models.PROTECT, related_name="corroborations")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT)
    says = models.CharField(max_length=10, choices=Says.choices)
    words = models.TextField(blank=True)
    by = models.ForeignKey("agencies.Practitioner", models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="agency_corroborates_a_piece_once", fields=["piece", "agency"]
            )
        ]

    class DataMap:
        plain = {"id", "piece", "agency", "says", "by", "at"}
        personal = set()
        special = {"words"}


class Withdrawal(models.Model):
    """The agency that gave a piece takes it back, with its reason. The piece stays, marked."""

    piece = models.OneToOneField(Piece, models.PROTECT, related_name="withdrawal")
    why = models.TextField()
    by = models.ForeignKey("agencies.Practitioner", models.PROTECT)
    at = models.DateTimeField()

    class DataMap:
        plain = {"id", "piece", "by", "at"}
        personal = set()
        special = {"why"}
