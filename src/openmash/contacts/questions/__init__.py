"""The questions of a worry as forms, and how what was typed becomes answers.

What is typed is kept raw, readable or not: reading it never loses a word (`reading`).
"""

from openmash.contacts.questions.asking import StepForm, posted_again, raw_of
from openmash.contacts.questions.people import PersonForm, TieForm
from openmash.contacts.questions.story import STEP_FORMS, DangerNowForm

__all__ = [
    "STEP_FORMS",
    "DangerNowForm",
    "PersonForm",
    "StepForm",
    "TieForm",
    "posted_again",
    "raw_of",
]
