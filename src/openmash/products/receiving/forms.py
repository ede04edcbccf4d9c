"""What a recipient says to what was shared with them."""

from django import forms

from openmash.design.forms import PlainForm, Radios


class AnswerForm(PlainForm):
    """What a recipient says to what was shared with them."""

    says = forms.ChoiceField(
        label="What do you say to it?",
        choices=[
            ("accepted", "I take it on"),
            ("acknowledged", "I have it and have read it"),
            ("rejected", "I send it back"),
        ],
        widget=Radios(
            hints={
                "accepted": "What is asked of you is with you from now on.",
                "rejected": "It goes back to the hub at once. Say who should have it instead.",
            },
            reveals={"rejected": "words"},
        ),
    )
    words = forms.CharField(
        label="Why do you send it back, and who should have it?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    takes_risk = forms.BooleanField(label="I also hold the risk from now on", required=False)

    def __init__(self, *args, is_risk_offered: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not is_risk_offered:
            del self.fields["takes_risk"]

    def clean(self) -> dict:
        """Ask for a reason where something is sent back."""
        cleaned = super().clean()
        is_back = cleaned.get("says") == "rejected"
        if is_back and not (cleaned.get("words") or "").strip():
            self.add_error("words", "Write why you send it back, and who should have it")
        return cleaned
