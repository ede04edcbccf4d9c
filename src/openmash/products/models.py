"""What leaves the hub: composed only of pieces its recipient may have, sent once, recallable."""

from django.db import models
from django.db.models import Q


class Product(models.Model):
    """One information product for one recipient. Once sent it never changes.

    `recipient_part` is all that the recipient can ever read. What was withheld, and why, is in a
    table of its own that only the hub may open.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Being composed"
        SENT = "sent", "Sent"
        RECALLED = "recalled", "Recalled"

    reference = models.CharField(max_length=24, unique=True)
    enquiry = models.ForeignKey("enquiries.Enquiry", models.PROTECT, related_name="products")
    decision = models.ForeignKey("decisions.Decision", models.PROTECT, related_name="products")
    type = models.CharField(max_length=14)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="products")
    recipient_label = models.CharField(max_length=200)
    purpose = models.CharField(max_length=30)
    lawful_bases = models.JSONField(default=list)
    necessity = models.TextField(blank=True)
    proportionality = models.TextField(blank=True)
    asks = models.JSONField(default=list)
    chosen = models.JSONField(default=list)
    words = models.TextField(blank=True)
    recipient_part = models.JSONField(default=dict)
    sheet = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    composed_by = models.ForeignKey("agencies.Practitioner", models.PROTECT, related_name="+")
    composed_at = models.DateTimeField()
    sent_by = models.ForeignKey(
        "agencies.Practitioner", models.PROTECT, null=True, related_name="+"
    )
    sent_at = models.DateTimeField(null=True)
    expires_on = models.DateField(null=True)
    recalled_at = models.DateTimeField(null=True)
    recalled_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="product_that_left_has_a_basis_a_sender_and_a_sheet",
                condition=Q(state="draft")
                | (
                    Q(sent_at__isnull=False)
                    & Q(sent_by__isnull=False)
                    & ~Q(sha256="")
                    & ~Q(lawful_bases=[])
                ),
            )
        ]

    class DataMap:
        plain = {
            "id", "reference", "enquiry", "decision", "type", "state", "agency", "purpose",
            "lawful_bases", "sha256", "composed_by", "composed_at", "sent_by", "sent_at",
            "expires_on", "recalled_at",
        }  # fmt: skip
        personal = {"recipient_label"}
        special = {
            "necessity", "proportionality", "asks", "chosen", "words", "recipient_part", "sheet",
            "recalled_why",
        }  # fmt: skip


class Withheld(models.Model):
    """A piece that was left out of a product, and the rule that left it out: for the hub only."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="withheld")
    enquiry = models.ForeignKey("enquiries.Enquiry", models.PROTECT, related_name="+")
    piece = models.ForeignKey("enquiries.Piece", models.PROTECT, related_name="+")
    rule = models.CharField(max_length=40)
    why = models.CharField(max_length=300)

    class Meta:
        verbose_name_plural = "withheld"

    class DataMap:
        plain = {"id", "product", "enquiry", "piece", "rule"}
        personal = set()
        special = {"why"}


class Included(models.Model):
    """A piece that a product carries, whole or as its gist: what was allowed at that moment."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="included")
    enquiry = models.ForeignKey("enquiries.Enquiry", models.PROTECT, related_name="+")
    piece = models.ForeignKey("enquiries.Piece", models.PROTECT, related_name="products")
    form = models.CharField(max_length=10)  # whole, gist

    class Meta:
        verbose_name_plural = "included"

    class DataMap:
        plain = {"id", "product", "enquiry", "piece", "form"}
        personal = set()
        special = set()


class Delivery(models.Model):
    """One product, one recipient: delivered, opened, acknowledged, accepted or sent back."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="deliveries")
    enquiry = models.ForeignKey("enquiries.Enquiry", models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT)
    practitioner = models.ForeignKey("agencies.Practitioner", models.PROTECT, null=True)
    delivered_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(
        "agencies.Practitioner", models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        "agencies.Practitioner", models.PROTECT, null=True, related_name="+"
    )
    answer = models.CharField(max_length=12, blank=True)  # accepted, rejected, acknowledged
    words = models.TextField(blank=True)
    is_recalled = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [
            models.CheckConstraint(
                name="delivery_sent_back_says_why", condition=~Q(answer="rejected") | ~Q(words="")
            )
        ]

    class DataMap:
        plain = {
            "id", "product", "enquiry", "agency", "practitioner", "delivered_at", "opened_at",
            "opened_by", "answered_at", "answered_by", "answer", "is_recalled",
        }  # fmt: skip
        personal = set()
        special = {"words"}


class Composing(models.Model):
    """How a product came to be: what its author chose and wrote. For the hub only, always.

    It stands apart from the product because a recipient may read the product's row.
    """

    product = models.OneToOneField(Product, models.PROTECT, related_name="composing")
    enquiry = models.ForeignKey("enquiries.Enquiry", models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict)  # as typed, by the name of the field
    second_reader = models.ForeignKey(
        "agencies.Practitioner", models.PROTECT, null=True, related_name="+"
    )
    saved_at = models.DateTimeField()
    is_set_aside = models.BooleanField(default=False)  # begun, and never sent

    class Meta:
        verbose_name_plural = "composing"

    class DataMap:
        plain = {"id", "product", "enquiry", "second_reader", "saved_at", "is_set_aside"}
        personal = set()
        special = {"answers"}


class Ending(models.Model):
    """How an enquiry ended: what was reached, and which answers never came in their time."""

    enquiry = models.OneToOneField("enquiries.Enquiry", models.PROTECT, related_name="ending")
    words = models.TextField()
    timed_out = models.JSONField(default=list)  # references of products nobody answered
    by = models.ForeignKey("agencies.Practitioner", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="ending_says_what_was_reached", condition=~models.Q(words="")
            )
        ]

    class DataMap:
        plain = {"id", "enquiry", "timed_out", "by", "at"}
        personal = set()
        special = {"words"}
