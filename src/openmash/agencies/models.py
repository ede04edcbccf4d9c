"""Partner bodies, teams, the people who work there, the roles they hold, and what they agreed."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from openmash.policy import Remit, Role


class Partnership(models.Model):
    """The safeguarding partnership whose hub this is: one row."""

    name = models.CharField(max_length=120)
    area = models.CharField(max_length=120)
    reference_prefix = models.CharField(max_length=8, default="HUB")
    nation = models.CharField(max_length=20, default="england")
    opening_hours = models.JSONField(default=dict)
    closed_on = models.JSONField(default=list)
    out_of_hours = models.CharField(max_length=300, blank=True)
    out_of_hours_phone = models.CharField(max_length=40, blank=True)
    settings = models.JSONField(default=dict)
    is_practice = models.BooleanField(default=False)

    class DataMap:
        plain = {
            "id", "name", "area", "reference_prefix", "nation", "opening_hours", "closed_on",
            "out_of_hours", "out_of_hours_phone", "settings", "is_practice",
        }  # fmt: skip
        personal = set()
        special = set()


class Agency(models.Model):
    """One partner body: a school, a trust, a police force, a charity."""

    class Sector(models.TextChoices):
        CHILDREN = "la_children", "Local authority, children"
        ADULTS = "la_adults", "Local authority, adults"
        HEALTH = "health", "Health"
        PROBATION = "probation", "Probation"
        POLICE = "police", "Police"
        EDUCATION = "education", "Education"
        VOLUNTARY = "voluntary", "Voluntary and community"
        HOUSING = "housing", "Housing"
        OTHER = "other", "Other"

    class Presence(models.TextChoices):
        CORE = "core", "In the hub"
        VIRTUAL = "virtual", "By named contact"
        ON_REQUEST = "on_request", "When asked"

    code = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=20)
    kind_label = models.CharField(max_length=80, blank=True)
    sector = models.CharField(max_length=20, choices=Sector.choices)
    name = models.CharField(max_length=160)
    presence = models.CharField(max_length=12, choices=Presence.choices)
    opening_hours = models.JSONField(default=dict)
    out_of_hours = models.CharField(max_length=300, blank=True)
    is_term_time_only = models.BooleanField(default=False)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    contact_checked_on = models.DateField(null=True)
    record_systems = models.CharField(max_length=300, blank=True)
    holds = models.TextField(blank=True)
    is_outside_area = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "agencies"
        ordering = ["name"]

    class DataMap:
        plain = {
            "id", "code", "kind", "kind_label", "sector", "name", "presence", "opening_hours",
            "out_of_hours", "is_term_time_only", "contact_checked_on", "record_systems", "holds",
            "is_outside_area", "is_active",
        }  # fmt: skip
        personal = {"phone", "email"}
        special = set()

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """A team within an agency, with the number to ring."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="teams")
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=40, blank=True)

    class DataMap:
        plain = {"id", "agency", "name", "phone"}
        personal = set()
        special = set()


class PractitionerAccounts(BaseUserManager):
    """Make and find accounts; the sign-in library asks for these two by name."""

    def create_user(self, email: str, password: str | None = None, **fields) -> "Practitioner":
        practitioner = self.model(email=self.normalize_email(email).lower(), **fields)
        practitioner.set_password(password)
        practitioner.save(using=self._db)
        return practitioner

    def get_by_natural_key(self, email: str) -> "Practitioner":
        return self.get(email=email.lower())


class Practitioner(AbstractBaseUser):
    """Somebody who works in a partner agency and signs in. Signing in alone permits nothing."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    job_title = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="practitioners")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="practitioners")
    is_active = models.BooleanField(default=True)

    objects = PractitionerAccounts()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class DataMap:
        plain = {"id", "agency", "team", "is_active", "last_login"}
        personal = {"email", "name", "job_title", "phone", "password"}
        special = set()

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name


class RoleGrant(models.Model):
    """A role held in an agency, from a day, granted by someone; a hub role names its remit."""

    practitioner = models.ForeignKey(Practitioner, models.PROTECT, related_name="grants")
    agency = models.ForeignKey(Agency, models.PROTECT)
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in Role])
    remit = models.CharField(
        max_length=10, blank=True, choices=[(remit.value, remit.value) for remit in Remit]
    )
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    granted_by = models.ForeignKey(
        Practitioner, models.PROTECT, null=True, related_name="grants_made"
    )
    granted_at = models.DateTimeField()
    # Ended at once: a last day would let somebody who must not read on do so until midnight.
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="role_grant_ends_on_or_after_its_first_day",
                condition=Q(until_on=None) | Q(until_on__gte=models.F("from_on")),
            ),
            models.CheckConstraint(
                name="role_grant_of_a_hub_role_names_a_remit",
                condition=~Q(role__in=["triage", "decision_maker", "hub_manager"]) | ~Q(remit=""),
            ),
        ]

    class DataMap:
        plain = {
            "id", "practitioner", "agency", "role", "remit", "from_on", "until_on", "granted_by",
            "granted_at", "withdrawn_at",
        }  # fmt: skip
        personal = set()
        special = set()


class SharingAgreement(models.Model):
    """What an agency agreed to share, for which purposes, and until when it holds.

    An agreement is not a lawful basis: each disclosure records its own. Source: DFE-SHARING2024
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="agreements")
    title = models.CharField(max_length=200)
    version = models.PositiveSmallIntegerField(default=1)
    purposes = models.JSONField(default=list)
    words = models.TextField(blank=True)
    signed_by = models.CharField(max_length=200, blank=True)
    from_on = models.DateField()
    review_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="sharing_agreement_has_one_row_a_version",
                fields=["agency", "title", "version"],
            )
        ]

    class DataMap:
        plain = {
            "id", "agency", "title", "version", "purposes", "words", "from_on", "review_on",
            "ended_on",
        }  # fmt: skip
        personal = {"signed_by"}
        special = set()
