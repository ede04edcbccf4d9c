"""The forms of the partnership, its agencies and their teams."""

from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError

from openmash.agencies import opening
from openmash.agencies.kinds import kind_titles
from openmash.agencies.models import Agency, Team
from openmash.design.forms import PlainForm, Radios
from openmash.errors import BadInput
from openmash.timekeeping.opening import WEEKDAYS

HOURS_HINT = "Like 09:00-17:00. Leave a day blank if you are closed"
NAME_TAKEN = "There is an agency of that name already. Open it, or give this one its full name"


class HoursForm(PlainForm):
    """A week of opening hours, one line a day, after the fields of whoever keeps them."""

    def __init__(self, *args: object, hours: Mapping | None = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        written = opening.as_written(hours or {})
        for day in WEEKDAYS:
            hint = HOURS_HINT if day == WEEKDAYS[0] else ""
            self.fields[f"{day}_hours"] = forms.CharField(
                label=f"{day.capitalize()} opening hours",
                help_text=hint,
                required=False,
                max_length=60,
                initial=written.get(day, ""),
                widget=forms.TextInput(attrs={"width": 20}),
            )

    def clean(self) -> dict:
        cleaned = super().clean()
        week = {day: cleaned.get(f"{day}_hours") or "" for day in WEEKDAYS}
        for day, words in week.items():
            try:
                opening.check_hours({day: words})
            except BadInput as fault:
                self.add_error(f"{day}_hours", str(fault))
        return cleaned

    def written(self) -> dict[str, object]:
        """Return the fields as they are kept, the week as one."""
        kept = {name: v for name, v in self.cleaned_data.items() if not name.endswith("_hours")}
        week = {day: self.cleaned_data[f"{day}_hours"] for day in WEEKDAYS}
        return {**kept, "opening_hours": opening.as_kept(week)}


class PartnershipForm(HoursForm):
    """What the partnership says of itself to everybody who works with it."""

    name = forms.CharField(label="Name of the hub", max_length=120)
    area = forms.CharField(label="Area", max_length=120)
    out_of_hours = forms.CharField(
        label="What happens outside these hours",
        help_text="Who answers, and from when to when",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    out_of_hours_phone = forms.CharField(
        label="Number outside these hours",
        max_length=40,
        widget=forms.TextInput(attrs={"width": 20}),
    )


class AgencyForm(HoursForm):
    """One partner body: what it is, how it is reached and what it holds."""

    missing = {"sector": "Choose the sector", "kind": "Choose what kind of agency it is"}

    name = forms.CharField(label="Name of the agency", max_length=160)
    sector = forms.ChoiceField(label="Sector", choices=[("", "Choose")])
    kind = forms.ChoiceField(
        label="Kind of agency",
        choices=[("", "Choose")],
        help_text="It decides which questions a request to this agency begins with",
    )
    presence = forms.ChoiceField(
        label="How is it part of the hub?", choices=Agency.Presence.choices, widget=Radios
    )
    phone = forms.CharField(label="Whom to call: telephone number", max_length=40, required=False)
    email = forms.EmailField(label="E-mail for requests", required=False)
    out_of_hours = forms.CharField(
        label="Who stands in outside its hours?",
        help_text="A name and a number. Left blank, the hub says that nobody can be reached",
        max_length=300,
        required=False,
    )
    is_term_time_only = forms.BooleanField(label="Open in term time only", required=False)
    holds = forms.CharField(
        label="What does it hold?",
        help_text="In plain words, so that others know what to ask",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    record_systems = forms.CharField(
        label="Record systems it searches", max_length=300, required=False
    )
    is_outside_area = forms.BooleanField(label="It is another area’s agency", required=False)

    def __init__(self, *args: object, agency: Agency | None = None, **kwargs: object) -> None:
        if agency is not None:
            kwargs.setdefault("initial", {n: getattr(agency, n, None) for n in self.base_fields})
            kwargs.setdefault("hours", agency.opening_hours)
        super().__init__(*args, **kwargs)
        self.agency = agency
        self.fields["sector"].choices = [("", "Choose"), *Agency.Sector.choices]
        kinds = sorted(kind_titles().items(), key=lambda each: each[1])
        if agency is not None and agency.kind not in kind_titles():
            kinds.append((agency.kind, agency.kind_label or agency.kind))
        self.fields["kind"].choices = [("", "Choose"), *kinds]
        if agency is not None:
            self.fields["is_active"] = forms.BooleanField(
                label="It is a partner now", required=False, initial=agency.is_active
            )

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        others = Agency.objects.filter(name__iexact=name)
        if self.agency is not None:
            others = others.exclude(pk=self.agency.pk)
        if others.exists():
            raise ValidationError(NAME_TAKEN)
        return name


class TeamForm(PlainForm):
    """A team within an agency."""

    name = forms.CharField(label="Name of the team", max_length=120)
    phone = forms.CharField(label="Telephone number", max_length=40, required=False)

    def __init__(
        self, *args: object, agency: Agency, team: Team | None = None, **kwargs: object
    ) -> None:
        if team is not None:
            kwargs.setdefault("initial", {"name": team.name, "phone": team.phone})
        super().__init__(*args, **kwargs)
        self.agency, self.team = agency, team

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        others = self.agency.teams.filter(name__iexact=name)
        if self.team is not None:
            others = others.exclude(pk=self.team.pk)
        if others.exists():
            raise ValidationError("This agency has a team of that name already")
        return name
