"""One thing the hub was told, and why a piece is significant."""

from collections.abc import Iterable

from django import forms
from django.utils import timezone

from openmash.design.forms import Checkboxes, PartialDateField, PlainForm, Radios
from openmash.enquiries.answering.rules import PieceGiven
from openmash.enquiries.models import Piece
from openmash.enquiries.reading.entries import theme_titles
from openmash.enquiries.reading.naming import person_called

LONGEST_WORDS = 100_000
SIGHTINGS = [
    ("", "It does not say whether anybody saw them"),
    ("seen", "Somebody saw them"),
    ("not_brought", "They were not brought"),
    ("not_in", "Nobody was in"),
    ("no_reply", "Nobody replied"),
]
ALONE = [("yes", "Yes, alone"), ("no", "No, somebody was there"), ("not_known", "Not written down")]
RESTRICTIONS = [
    ("share", "It may be shared with those who act"),
    ("gist", "Only its gist may leave the hub"),
    ("meeting_only", "For the decision maker’s meeting only"),
]


class PieceForm(PlainForm):
    """What the hub was told outside any request: one thing to a piece."""

    missing = {
        "what": "Write what the hub was told, one thing only",
        "source_label": "Write who told the hub, and how",
        "kind": "Choose what sort of thing it is",
        "place": "Choose where in the jigsaw it belongs",
        "about": "Tick whom it is about",
    }

    what = forms.CharField(
        label="What is known?",
        help_text="One thing only. Quote their own words as they were said.",
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    source_label = forms.CharField(
        label="Who told the hub, and how?",
        help_text="For example: a neighbour, by telephone",
        max_length=200,
    )
    about = forms.TypedMultipleChoiceField(
        label="Whom is it about?", coerce=int, widget=Checkboxes()
    )
    kind = forms.ChoiceField(
        label="What sort of thing is it?", choices=Piece.Kind.choices, widget=Radios()
    )
    is_first_hand = forms.BooleanField(label="They saw or heard it themselves", required=False)
    place = forms.ChoiceField(label="Where in the jigsaw does it belong?")
    happened = PartialDateField(
        label="When did it happen?",
        help_text="As far as it is known. A year alone will do.",
        required=False,
    )
    sighting = forms.ChoiceField(
        label="Were they seen?",
        choices=SIGHTINGS,
        required=False,
        widget=Radios(reveals={"seen": ("is_seen_alone", "seen_by")}),
    )
    is_seen_alone = forms.ChoiceField(
        label="Were they alone with whoever saw them?", choices=ALONE, widget=Radios()
    )
    seen_by = forms.CharField(label="Who saw them?", max_length=160, required=False)
    restriction = forms.ChoiceField(
        label="How may it be handled?",
        choices=RESTRICTIONS,
        initial="share",
        widget=Radios(reveals={"gist": ("gist",)}),
    )
    gist = forms.CharField(
        label="What is the gist, in words that may leave the hub?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    significant_why = forms.CharField(
        label="Is it significant? If so, say why",
        help_text="Leave it blank if it is not.",
        max_length=300,
        required=False,
    )

    def __init__(self, *args, subjects: Iterable, place: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [(row.pk, person_called(row)) for row in subjects]
        titles = theme_titles()
        self.fields["place"].choices = [
            ("", "Choose a place"),
            *sorted(titles.items(), key=lambda pair: pair[1]),
        ]
        if place in titles:
            self.fields["place"].initial = place

    def given(self, *, lawful_bases: Iterable[str]) -> PieceGiven:
        """Return the piece as it was handed in, on the bases of its enquiry."""
        made = self.cleaned_data
        happened = made["happened"]
        return PieceGiven(
            what=made["what"],
            place=made["place"],
            kind=made["kind"],
            about=tuple(made["about"]),
            known_on=timezone.localdate(),
            happened_on=happened.first_day if happened else None,
            happened_precision=happened.precision if happened else "unknown",
            source=made["source_label"],
            is_first_hand=made["is_first_hand"],
            restriction=made["restriction"],
            gist=made["gist"] or "",
            lawful_bases=tuple(lawful_bases),
            sighting=made["sighting"],
            is_seen_alone=made["is_seen_alone"] or "",
            seen_by=made["seen_by"] or "",
        )


class MarkForm(PlainForm):
    """Why a piece is significant, or is no longer."""

    why = forms.CharField(
        label="Why?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
