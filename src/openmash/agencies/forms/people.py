"""The forms of people who work in agencies: their accounts, roles and passwords."""

from django import forms
from django.contrib.auth.password_validation import validate_password

from openmash.agencies.models import Agency, Practitioner, Team
from openmash.agencies.wording import REMIT_WORDS, ROLE_MEANINGS, ROLE_WORDS
from openmash.design.forms import DatePartsField, PlainForm, Radios
from openmash.policy import HUB_ROLES, Remit, Role


class PractitionerForm(PlainForm):
    """Somebody who works in an agency and signs in."""

    name = forms.CharField(label="Full name", max_length=120)
    email = forms.EmailField(
        label="Work e-mail address",
        help_text="Their link goes here, and they sign in with it",
        max_length=254,
    )
    job_title = forms.CharField(label="Job", max_length=120)
    phone = forms.CharField(label="Telephone number at work", max_length=40, required=False)
    team = forms.ModelChoiceField(
        label="Team", queryset=Team.objects.none(), required=False, empty_label="No team"
    )

    def __init__(
        self,
        *args: object,
        agency: Agency,
        practitioner: Practitioner | None = None,
        **kwargs: object,
    ) -> None:
        if practitioner is not None:
            kwargs.setdefault(
                "initial", {name: getattr(practitioner, name) for name in self.base_fields}
            )
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = agency.teams.order_by("name")
        self.fields["team"].label_from_instance = lambda team: team.name
        if practitioner is not None and practitioner.last_login is not None:
            del self.fields["email"]  # an account in use keeps its address

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


class GrantForm(PlainForm):
    """A role, for whose safety, from which day, and why."""

    missing = {"role": "Choose a role", "remit": "Choose whose safety the role is for"}

    role = forms.ChoiceField(
        label="Which role?",
        choices=[(role.value, ROLE_WORDS[role].capitalize()) for role in Role],
        widget=Radios(
            hints={role.value: ROLE_MEANINGS[role].capitalize() for role in Role},
        ),
    )
    remit = forms.ChoiceField(
        label="For whose safety?",
        help_text="Needed for the hub’s own roles: "
        + ", ".join(ROLE_WORDS[role] for role in Role if role in HUB_ROLES),
        choices=[(remit.value, REMIT_WORDS[remit].capitalize()) for remit in Remit],
        required=False,
        widget=Radios,
    )
    from_on = DatePartsField(label="First day")
    until_on = DatePartsField(
        label="Last day", help_text="Leave it blank if it is not known", required=False
    )
    why = forms.CharField(
        label="Why do they need it?", help_text="Kept with the role", max_length=300
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("role") in HUB_ROLES and not cleaned.get("remit"):
            self.add_error("remit", "Choose whose safety the role is for")
        return cleaned


class EndRoleForm(PlainForm):
    """When a role ends, and why."""

    when = forms.ChoiceField(
        label="When does it end?",
        choices=[("now", "At once"), ("day", "After a day that is still to come")],
        initial="now",
        widget=Radios(
            hints={"now": "They see nothing through this role from this minute"},
            reveals={"day": "last_on"},
        ),
    )
    last_on = DatePartsField(label="Last day")
    why = forms.CharField(label="Why does it end?", max_length=300)


class CloseAccountForm(PlainForm):
    """The one thing to be sure of before an account is closed."""

    is_sure = forms.BooleanField(label="They have left, or must not sign in any more")


class ChoosePasswordForm(PlainForm):
    """A password that somebody chooses by their own link."""

    password = forms.CharField(
        label="New password",
        help_text="At least 12 letters or signs. Three or four words that mean nothing to others "
        "are easy to remember",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "width": 30}),
    )
    again = forms.CharField(
        label="The same password again",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "width": 30}),
    )

    def __init__(self, *args: object, practitioner: Practitioner, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.practitioner = practitioner

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        validate_password(password, user=self.practitioner)
        return password

    def clean(self) -> dict:
        cleaned = super().clean()
        first, again = cleaned.get("password"), cleaned.get("again")
        if first and again and first != again:
            self.add_error("again", "The two are not the same. Write the new password again")
        return cleaned
