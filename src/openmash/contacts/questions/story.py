"""The pages of the worry itself: danger, who writes, what was seen, told and said, who may know."""

from django import forms

from openmash.contacts.questions.asking import YES_NO, StepForm, choice, line, words
from openmash.contacts.rules import RELATIONS
from openmash.contacts.words import danger_tests, not_known_choices
from openmash.design.forms import Checkboxes, PartialDateField

DANGER = (("yes", "Yes"), ("not_sure", "I am not sure"), ("no", "No"))
DANGER_HINTS = {
    "yes": "Somebody is hurt, or could be hurt today",
    "not_sure": "We help you think it through on the next page",
}


class DangerForm(StepForm):
    danger = forms.ChoiceField(
        label="Could anyone be hurt today, or have they been hurt?",
        choices=DANGER,
        widget=choice("", DANGER, hints=DANGER_HINTS).widget,
        error_messages={
            "required": "Say whether anyone is in danger now. “I am not sure” is an answer too",
            "invalid_choice": "Choose one of the answers",
        },
    )


def _tests(label: str, *, whom: str) -> forms.MultipleChoiceField:
    found = [(test.id, test.words) for test in danger_tests().values() if test.applies_to == whom]
    return forms.MultipleChoiceField(
        label=label,
        choices=found,
        required=False,
        widget=Checkboxes(small=True),
        error_messages={"invalid_choice": "Choose from the list"},
    )


class DangerNowForm(StepForm):
    """The signs of immediate danger, as a plain list to tick: any one is enough."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tests_both"] = _tests("A child or an adult", whom="both")
        self.fields["tests_child"] = _tests("A child or a baby", whom="child")
        self.fields["tests_adult"] = _tests("An adult who needs care or support", whom="adult")
        self.fields["danger_done"] = words(
            "What have you done about it?",
            hint="“I rang 999 at ten past three” is enough. Leave it blank if nothing is done yet.",
            rows=3,
        )


class YouForm(StepForm):
    kind = choice(
        "What is this?",
        (
            ("worry", "A worry about somebody"),
            ("consultation", "A question: may I ask you something?"),
        ),
        hints={
            "consultation": "We answer and write it down. No case is opened, nobody need be named"
        },
    )
    referrer_name = line("Your name", autocomplete="name")
    referrer_job = line(
        "Your job, or how you come to know", hint="As “class teacher” or “neighbour”"
    )
    referrer_body = line("Where you work", most=200, autocomplete="organization")
    referrer_phone = line(
        "A number where we reach you", most=60, type="tel", autocomplete="tel",
        hint="We may ring to ask more, also outside your working hours if somebody could be hurt",
    )  # fmt: skip
    relation = choice("What are you to them?", tuple(RELATIONS.items()))
    relation_words = line("Say more, if you like", most=120, hint="As “her keyworker since May”")
    is_confidential = choice(
        "Would it be unsafe for you, or for them, if the family learned that it came from you?",
        (("no", "No"), ("yes", "Yes, or it could be")),
        hint="We cannot always keep it from them, but nobody is told without asking you first.",
    )


class HomeForm(StepForm):
    not_known = forms.MultipleChoiceField(
        label="What do you not know?",
        help_text="Saying so helps: it tells us whom to ask.",
        choices=not_known_choices,
        required=False,
        widget=Checkboxes(small=True),
    )
    not_known_words = words("Anything else that you do not know, or that puzzles you", rows=3)


class SeenForm(StepForm):
    seen = words(
        "What you saw or heard yourself",
        hint="Facts: what happened, who was there, what you noticed. Write about each person.",
        rows=8,
    )
    happened = PartialDateField(
        label="When was it?",
        help_text="Write as much as you know: a month, or a year, will do.",
        required=False,
    )
    happened_where = line("Where was it?", most=300)


class ToldForm(StepForm):
    told = words(
        "What others told you",
        hint="Say who told you, what they said, and how they know.",
        rows=8,
    )


class OpinionForm(StepForm):
    opinion = words(
        "What you make of it",
        hint="Your opinion. We keep it apart from what was seen and said.",
        rows=6,
    )


class VoiceForm(StepForm):
    voice = words(
        "Their own words, as near as you can",
        hint="Do not tidy them. If somebody showed rather than said, write what they did.",
        rows=5,
    )
    voice_of = line("Whose words are they?")
    voice_before = words("What was happening, or what had been asked, just before?", rows=2)
    voice_heard = choice(
        "Who heard it?",
        (
            ("me", "I did"),
            ("other", "Somebody else, who told me"),
            ("nobody", "Nobody has spoken with them yet"),
        ),
        hints={"nobody": "That is an answer too. You can go on"},
        reveals={"other": "voice_heard_name", "nobody": "voice_why_not"},
    )
    voice_heard_name = line("Who heard it, and when?")
    voice_why_not = words(
        "Why has nobody spoken with them yet?",
        hint="As “he is a baby”, “we have not seen her alone”, “it would put him at risk”.",
        rows=2,
    )


class HistoryForm(StepForm):
    history = words("What came before?", hint="Earlier worries, and what became of them.")
    done_so_far = words(
        "What has been done so far?",
        hint="By you, by others, and whom you have told. Say when.",
    )


AGREEMENT = (
    ("GIVEN", "Yes, they agree"),
    ("REFUSED", "They were asked, and do not agree"),
    ("NOT_SOUGHT_UNSAFE", "Not asked, because asking could put somebody in danger"),
    ("NOT_SOUGHT", "Not asked yet"),
    ("N_A", "It does not apply: somebody may be seriously harmed"),
)


class FamilyForm(StepForm):
    is_family_told = choice(
        "Does the family, or the adult concerned, know that you are telling us?",
        (
            ("yes", "Yes"),
            ("some", "Some of them"),
            ("no", "No"),
            ("not_known", "I do not know"),
        ),
    )
    agreement = choice(
        "Do they agree that we ask other agencies?",
        AGREEMENT,
        hint="You do not need their agreement to tell us. It helps us to know.",
    )
    agreement_whose = line("Who agreed, or did not?", most=200)
    agreement_why = words(
        "If they were not told or asked: why?",
        hint="As “her father reads her messages” or “he has not been home”.",
        rows=3,
    )
    safe_contact = choice(
        "Is it safe for us to ring, write to or visit them?",
        YES_NO,
        hint="Could the person who may be causing harm answer, read or overhear it? "
        "Until somebody says that it is safe, we treat it as not safe.",
    )
    safe_contact_how = words(
        "Whom may we reach, how and when?",
        hint="As “the mother, at school, before half past three”.",
        rows=2,
    )
    must_not_know = words(
        "Who must not learn of this?", hint="Names, or what they are to the family.", rows=2
    )
    risk_to_staff = words(
        "Could somebody who visits be in danger?",
        hint="Dogs, weapons, threats, somebody who must not be met alone.",
        rows=2,
    )


STEP_FORMS: dict[str, type[StepForm]] = {
    "danger": DangerForm,
    "danger-now": DangerNowForm,
    "you": YouForm,
    "home": HomeForm,
    "seen": SeenForm,
    "told": ToldForm,
    "opinion": OpinionForm,
    "voice": VoiceForm,
    "history": HistoryForm,
    "family": FamilyForm,
}
