"""Requests to agencies: what was asked, why lawfully, by when, and the one state each ends in."""

from django.db import models
from django.db.models import Q


class Request(models.Model):
    """One agency asked about one household. The agency sees this row, and not the enquiry."""

    class State(models.TextChoices):
        SENT = "sent", "Asked"
        OPENED = "opened", "Opened by the agency"
        NEED_LONGER = "need_longer", "Needs longer"
        ANSWERED = "answered", "Answered"
        NOTHING_HELD = "nothing_held", "Searched, nothing held"
        NOTHING_RELEVANT = "nothing_relevant", "Known, nothing relevant"
        NOT_SEARCHED = "not_searched", "Not searched"
        CANNOT_SEARCH = "cannot_search", "Cannot search"
        CANNOT_SHARE = "cannot_share", "Cannot share"
        WITHDRAWN = "withdrawn", "No longer asked"

    OPEN_STATES = ("sent", "opened", "need_longer")

    reference = models.CharField(max_length=24, unique=True)
    enquiry = models.ForeignKey("enquiries.Enquiry", models.PROTECT, related_name="requests")
    agency = models.ForeignKey(
        "agencies.Agency", models.PROTECT, null=True, related_name="requests"
    )
    outside_authority = models.CharField(max_length=160, blank=True)  # a cross-border request
    brag = models.CharField(max_length=6)
    purpose = models.CharField(max_length=30)
    why_asked = models.TextField()
    questions = models.JSONField(default=list)
    period = models.CharField(max_length=200, blank=True)
    lawful_bases = models.JSONField(default=list)
    must_not_know = models.TextField(blank=True)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey("agencies.Practitioner", models.PROTECT, related_name="+")
    due_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=18, choices=State.choices, default=State.SENT)
    opened_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        "agencies.Practitioner", models.PROTECT, null=True, related_name="requests_answered"
    )
    authorised_by = models.CharField(max_length=160, blank=True)
    searched_systems = models.CharField(max_length=500, blank=True)
    searched_names = models.CharField(max_length=500, blank=True)
    why = models.TextField(blank=True)  # why not shared, not searched, or what needs longer
    longer_until_at = models.DateTimeField(null=True)
    exists_answer = models.CharField(max_length=20, blank=True)  # known, not_known
    exists_last_contact = models.CharField(max_length=7, blank=True)  # year and month only
    exists_whom_to_call = models.CharField(max_length=200, blank=True)
    exists_at = models.DateTimeField(null=True)
    conflict_checked = models.BooleanField(default=False)
    exists_basis = models.CharField(max_length=20, blank=True)  # existence has a basis of its own
    is_existence_only = models.BooleanField(default=False)
    not_without = models.JSONField(default=list)  # what is not asked for without extra authority
    no_agreement_why = models.TextField(blank=True)  # sent though no sharing agreement was live
    why_kind = models.CharField(max_length=30, blank=True)  # for the register of what is not shared
    said_by = models.CharField(
        max_length=160, blank=True
    )  # who said it, where the hub wrote it down
    sealed_count = models.PositiveSmallIntegerField(default=0)  # how many, and never what
    meeting_only_count = models.PositiveSmallIntegerField(default=0)
    is_late_answer = models.BooleanField(default=False)
    chased_at = models.DateTimeField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    escalated_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(
                fields=["agency", "due_at"],
                name="request_inbox",
                condition=Q(state__in=["sent", "opened", "need_longer"]),
            ),
            models.Index(fields=["enquiry"], name="request_by_enquiry"),
        ]
        constraints = [
            models.CheckConstraint(
                name="request_goes_to_an_agency_or_to_an_authority_outside",
                condition=Q(agency__isnull=False) ^ ~Q(outside_authority=""),
            ),
            models.CheckConstraint(
                name="request_with_nothing_held_says_what_was_searched",
                condition=~Q(state__in=["nothing_held", "nothing_relevant"])
                | (~Q(searched_systems="") & ~Q(searched_names="")),
            ),
            models.CheckConstraint(
                name="request_that_is_refused_says_why",
                condition=~Q(state__in=["cannot_share", "cannot_search", "not_searched"])
                | ~Q(why=""),
            ),
            models.CheckConstraint(
                name="request_has_ended_at_a_moment_or_is_open",
                condition=Q(state="withdrawn")
                | (Q(state__in=["sent", "opened", "need_longer"]) ^ Q(answered_at__isnull=False)),
            ),
        ]

    class DataMap:
        plain = {
            "id", "reference", "enquiry", "agency", "outside_authority", "brag", "purpose",
            "period", "lawful_bases", "issued_at", "issued_by", "due_at", "state", "opened_at",
            "answered_at", "answered_by", "searched_systems", "longer_until_at", "exists_at",
            "exists_basis", "is_existence_only", "not_without", "why_kind", "sealed_count",
            "meeting_only_count", "conflict_checked", "is_late_answer", "chased_at", "reminders",
            "escalated_at", "version",
        }  # fmt: skip
        personal = {"authorised_by", "said_by", "searched_names", "exists_whom_to_call"}
        special = {
            "why_asked", "questions", "must_not_know", "why", "exists_answer",
            "exists_last_contact", "no_agreement_why",
        }  # fmt: skip


class RequestSubject(models.Model):
    """Whom an agency is asked about, as much of them as it needs to search, and no more."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="subjects")
    subject = models.ForeignKey("enquiries.Subject", models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=14)
    name = models.CharField(max_length=300, blank=True)
    other_names = models.CharField(max_length=500, blank=True)
    born = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=500, blank=True)
    relation = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["position"]

    class DataMap:
        plain = {"id", "request", "subject", "position"}
        personal = {"part", "name", "other_names", "born", "address", "relation"}
        special = set()


class SharedGist(models.Model):
    """One line, in the hub's words, shown to an asked agency so that it can say: we saw this too."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="gists")
    piece = models.ForeignKey("enquiries.Piece", models.PROTECT, related_name="gists_shared")
    words = models.TextField()
    why = models.TextField()
    by = models.ForeignKey("agencies.Practitioner", models.PROTECT)
    at = models.DateTimeField()

    class DataMap:
        plain = {"id", "request", "piece", "by", "at"}
        personal = set()
        special = {"words", "why"}


class AnswerDraft(models.Model):
    """An answer being written, kept at every step. The agency has one; the hub one for the telephone.

    `key` stands for one sending: a draft that was sent is gone, and its key sends nothing more.
    """

    request = models.ForeignKey(Request, models.PROTECT, related_name="drafts")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, null=True)
    is_spoken = models.BooleanField(default=False)  # written down by the hub from a telephone call
    key = models.UUIDField(unique=True)
    answers = models.JSONField(default=dict)
    pieces = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey("agencies.Practitioner", models.PROTECT)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="request_has_one_draft_of_an_answer_a_side", fields=["request", "is_spoken"]
            )
        ]

    class DataMap:
        plain = {"id", "request", "agency", "is_spoken", "key", "version", "by", "saved_at"}
        personal = set()
        special = {"answers", "pieces"}
