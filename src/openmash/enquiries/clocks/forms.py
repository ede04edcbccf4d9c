"""Why a clock stands still, and for how long."""

from datetime import datetime, timedelta

from django import forms
from django.utils import timezone

from openmash.design.forms import PlainForm, Radios
from openmash.timekeeping import clock_rule, pause_reasons

LONGEST_HOURS = 24 * 30


class PauseForm(PlainForm):
    """The reason, and how many hours at most. Longer than the reason allows needs a manager."""

    reason = forms.ChoiceField(label="Why does it stand still?", widget=Radios())
    hours = forms.IntegerField(
        label="For how many hours at most?",
        help_text="Leave it blank for as long as the reason allows. Then it runs again by itself.",
        min_value=1,
        max_value=LONGEST_HOURS,
        required=False,
    )
    words = forms.CharField(label="What are we waiting for?", max_length=300, required=False)

    def __init__(self, *args, code: str, **kwargs):
        super().__init__(*args, **kwargs)
        known = pause_reasons()
        allowed = sorted(clock_rule(code).pausable)
        self.fields["reason"].choices = [(one, known[one].title) for one in allowed]

    def until(self, at: datetime) -> datetime | None:
        """Return the moment until which it stands still at most, if one was given."""
        hours = self.cleaned_data.get("hours")
        return timezone.localtime(at) + timedelta(hours=hours) if hours else None
