"""The form for the result of a tool that belongs to somebody else."""

from collections.abc import Iterable
from datetime import date

from django import forms

from openmash.design.forms import DatePartsField, PlainForm, Radios
from openmash.instruments.choices import FAMILY
from openmash.instruments.outside.tools import LEVELS, NONE, NUMBER, Result, Tool


class ToolForm(PlainForm):
    """Which tool it was."""

    tool = forms.ChoiceField(label="Which tool?", widget=Radios(small=True))

    def __init__(self, *args: object, tools: Iterable[Tool], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        tools = list(tools)
        self.fields["tool"].choices = [(one.id, one.title) for one in tools]
        self.fields["tool"].widget.hints = {one.id: one.owner for one in tools}


class ResultForm(PlainForm):
    """What came out of one tool, and nothing that its owner does not let anybody keep."""

    about = forms.ChoiceField(label="Whom is it about?", widget=Radios(small=True))
    on = DatePartsField(label="When was it completed?")
    completed_by = forms.CharField(label="Who completed it?", max_length=160)
    agency = forms.TypedChoiceField(label="Of which agency?", coerce=int, widget=forms.Select)
    edition = forms.CharField(label="Which edition or version?", required=False, max_length=80)
    words = forms.CharField(
        label="What did it say, in its own words, and what was agreed?",
        required=False,
        widget=forms.Textarea,
    )
    kept_where = forms.CharField(
        label="Where is the completed form kept?", required=False, max_length=300
    )
    missing = {"about": "Choose whom it is about", "agency": "Choose the agency"}

    def __init__(
        self,
        *args: object,
        tool: Tool,
        people: Iterable[tuple[str, str]],
        agencies: Iterable[tuple[int, str]],
        today: date,
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.tool = tool
        self.fields["about"].choices = list(people)
        self.fields["agency"].choices = [("", "Choose an agency"), *agencies]
        self.fields["on"].not_after = today
        self._add_result()

    def _add_result(self) -> None:
        tool = self.tool
        if tool.result == NUMBER:
            lowest, highest = tool.range
            self.fields["number"] = forms.IntegerField(
                label="What was the result?",
                help_text=f"{tool.counts.capitalize()}, from {lowest} to {highest}",
                min_value=lowest,
                max_value=highest,
            )
        if tool.result == LEVELS:
            self.fields["level"] = forms.ChoiceField(
                label="What was the result?",
                choices=[(level, level) for level in tool.levels],
                widget=Radios(),
            )
        if any(asks.by_judgement for asks in tool.asks):
            self.fields["is_by_judgement"] = forms.BooleanField(
                label="The practitioner raises it on their own judgement", required=False
            )
        if tool.result == NONE:
            self.fields["words"].required = True
            self.fields["words"].label = "Who holds it, and what was agreed?"

    @property
    def parts(self) -> list:
        """Return the fields in the order in which they are asked."""
        names = ["about", "number", "level", "is_by_judgement", "words", "on", "completed_by",
                 "agency", "edition", "kept_where"]  # fmt: skip
        return [self[name] for name in names if name in self.fields]

    def result(self) -> Result:
        """Return what is to be kept."""
        given = self.cleaned_data
        return Result(
            tool=self.tool.id,
            on=given["on"],
            completed_by=given["completed_by"],
            agency=given["agency"],
            edition=given["edition"],
            level=given.get("level", ""),
            number=given.get("number"),
            is_by_judgement=bool(given.get("is_by_judgement")),
            words=given["words"],
            kept_where=given["kept_where"],
        )

    @property
    def about_key(self) -> str:
        """Return the place of the person in the enquiry, or nothing for the family."""
        chosen = self.cleaned_data["about"]
        return "" if chosen == FAMILY else chosen
