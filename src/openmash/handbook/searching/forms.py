"""The one box of a search."""

from django import forms

from openmash.design.forms import PlainForm

LONGEST = 300


class QuestionForm(PlainForm):
    """What somebody wants to know, in their own words."""

    question = forms.CharField(
        label="What do you want to know?",
        help_text="A question or a few words. Leave out names: they find nothing here.",
        max_length=LONGEST,
        error_messages={
            "required": "Write a question or a few words, such as: may I share this?",
            "max_length": f"Write at most {LONGEST} letters: the heart of the question is enough.",
        },
    )
