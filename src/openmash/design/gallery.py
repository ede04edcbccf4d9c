"""What the gallery shows: the components' examples, all of them invented."""

from datetime import UTC, date, datetime, timedelta

from django import forms

from openmash.design.forms import Checkboxes, DateParts, PartialDateField, PlainForm, Radios
from openmash.design.icons import ICONS
from openmash.design.last_seen import SeenLine, Sighting
from openmash.design.weighing import Reason

NOW = datetime(2026, 11, 23, 14, 10, tzinfo=UTC)


class ExampleForm(PlainForm):
    """A form with one field of each kind."""

    name = forms.CharField(label="Name", help_text="As the family says it", max_length=120)
    email = forms.EmailField(label="Your e-mail address", required=False)
    born = PartialDateField(
        label="Date of birth", help_text="A year alone will do", widget=DateParts(born=False)
    )
    words = forms.CharField(
        label="Their own words, as near as you can",
        help_text="Do not tidy them. If a child showed rather than said, write what they did.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
    )
    heard_by = forms.ChoiceField(
        label="Who heard it?",
        choices=[("me", "I did"), ("other", "Someone else, who told me"), ("nobody", "Nobody yet")],
        widget=Radios(
            hints={"nobody": "That is an answer too. You can go on"},
            reveals={"other": "heard_by_name"},
        ),
    )
    heard_by_name = forms.CharField(label="Their name")
    seen = forms.MultipleChoiceField(
        label="What was seen?",
        choices=[("mark", "A mark on the body"), ("fear", "Fear of somebody"), ("none", "Neither")],
        widget=Checkboxes(exclusive="none"),
        required=False,
    )
    kind = forms.ChoiceField(
        label="What kind of piece is it?",
        choices=[("fact", "Fact"), ("reported", "Reported: someone told us")],
    )
    letter = forms.FileField(label="A letter or picture", required=False)
    told = forms.BooleanField(label="I have told the family that I am writing", required=False)


def wrong_form() -> ExampleForm:
    """Return the form as it comes back with things to put right."""
    return ExampleForm(
        {
            "name": "",
            "born_day": "31",
            "born_month": "2",
            "born_year": "2020",
            "words": "“The light stays on.”",
            "heard_by": "other",
            "kind": "fact",
        },
        auto_id="wrong_%s",
    )


def seen_lines() -> list[SeenLine]:
    """Return a child seen today and a baby whom nobody has seen for 74 days."""
    school = [Sighting(on=date(2026, m, 12), kind="seen", by="School") for m in range(1, 11)]
    away = [Sighting(on=date(2026, 10, d), kind="not_brought", by="School") for d in (14, 27)]
    today = [Sighting(on=NOW.date(), kind="alone", by="Ms Abara, school")]
    clinic = [
        Sighting(on=day, kind="seen", by="Health visitor")
        for day in (date(2026, 1, 20), date(2026, 4, 2), date(2026, 6, 2), date(2026, 9, 10))
    ]
    missed = [
        Sighting(on=day, kind="not_brought", by="Health visitor")
        for day in (date(2026, 10, 6), date(2026, 11, 3))
    ]
    return [
        SeenLine(
            name="Wren",
            words="08:45 by Ms Abara at school. Talked alone with the safeguarding lead.",
            sightings=[*school, *away, *today],
        ),
        SeenLine(
            name="Kit",
            words="10 September, by the health visitor at home, mother present. "
            "Not brought on 6 October or 3 November.",
            sightings=[*clinic, *missed],
        ),
        SeenLine(name="Baby", words="No agency has recorded seeing the baby."),
    ]


def match_reasons() -> list[Reason]:
    """Return reasons that end at "possible"."""
    rows = [
        ("The mobile is the same, and only these two records have it.", "for", "strong", 9.5),
        ("Dev is often short for Devlin.", "for", "fair", 3.2),
        ("Same family name, but 1 in 1,900 people here has it.", "for", "weak", 2.6),
        ("A brother, Declan, used the same mobile in 2023.", "against", "strong", 4.1),
        ("The addresses differ. People move.", "against", "weak", 0.6),
        ("No date of birth on one side.", "neither", "says nothing either way", 0.0),
    ]
    return [Reason(words=w, way=way, strength=s, weight=weight) for w, way, s, weight in rows]


def examples() -> dict[str, object]:
    """Return everything that the gallery's template needs."""
    return {
        "now": NOW,
        "soon": NOW + timedelta(minutes=52),
        "later": NOW + timedelta(hours=2, minutes=30),
        "late": NOW - timedelta(minutes=40),
        "tomorrow": NOW + timedelta(hours=19, minutes=20),
        "form": None,
        "empty_form": ExampleForm(auto_id="right_%s"),
        "wrong_form": wrong_form(),
        "seen_lines": seen_lines(),
        "today": NOW.date(),
        "match_reasons": match_reasons(),
        **LISTS,
    }


LISTS: dict[str, object] = {
    "icon_names": sorted(ICONS),
    "sheet_foot": ["Page 1 of 1", "Seal 7f3a 91c2 04be", "Questions: 01632 960 100"],
    "tab_entries": [
        {"label": name, "url": "#main", "current": name == "Jigsaw"}
        for name in ("Jigsaw", "Chronology", "Network", "Assessments", "Decision", "Products")
    ],
    "steps_to_here": [{"text": "People", "href": "/people/"}, {"text": "P-2026-00391"}],
    "page_numbers": [
        {"number": 1, "href": "#main"},
        {"number": 2, "href": "#main", "current": True},
        {"number": 3, "href": "#main"},
        {},
        {"number": 9, "href": "#main"},
    ],
    "task_rows": [
        {"title": "What you saw", "href": "#main", "status": "Done"},
        {"title": "What was said", "href": "#main", "status": "Not yet", "colour": "blue"},
        {"title": "The family", "hint": "After what was said", "status": "Cannot start yet"},
    ],
    "table_rows": [
        ["11 July 2026", "Neighbour: a man shouting, a baby crying", "Advice only"],
        [
            {"text": "16 May 2026"},
            {"text": "Ashmere General: scald to forearm", "differs": True},
            "Health visitor told",
        ],
    ],
    "meanings": [
        ("Police", "material that must be given to the defence"),
        ("School", "a child telling of harm"),
    ],
    "hole_entries": [
        {"what": "Who Dev is.", "more": "Possible match, not confirmed.", "who": "Police, tonight"},
        {"what": "What Saltby knows.", "more": "Overdue since 13:40.", "who": "Sam rings 15:15"},
        {"what": "Where Wren’s father is.", "more": "Nobody has spoken to him."},
    ],
    "needs": [
        {"words": "Voice, or why not", "done": True},
        {"words": "Every request answered, or “go without”", "done": True},
        {"words": "Harbour: go without, or wait?", "done": False, "href": "#main"},
    ],
    "count_entries": [
        {"number": 2, "label": "due within the hour", "href": "#main"},
        {"number": 7, "label": "contacts to read", "href": "#main"},
        {"number": 1, "label": "late answer to chase", "href": "#main"},
        {"number": 3, "label": "feedback to send", "href": "#main"},
    ],
    "ledger_entries": [
        {
            "when": "Today 09:31",
            "who": "Sam Pritchett",
            "said": "same",
            "about": "for Ashmere Homes",
            "why": "“tenancy and mobile”",
            "undo": "#main",
        },
        {
            "when": "Today 09:07",
            "who": "Model 3",
            "said": "proposed",
            "about": "school and health as one",
            "why": "name, address, child",
            "outcome": "Treated as one",
        },
        {
            "when": "4 Feb 2026",
            "who": "Amal Renshaw",
            "said": "different",
            "about": "from Joanne Tallow, born 1999",
            "is_undone": True,
            "undone_at": "5 Feb 2026",
        },
    ],
    "view_entries": [
        {
            "agency": "Police",
            "by": "DS T. Varga",
            "view": "Section 47, jointly",
            "words": "Injury, a child’s account, an adult we cannot yet name.",
        },
        {"agency": "Housing", "view": "", "words": "We can say who was seen, not what it means."},
    ],
    "because_entries": [
        {
            "when": "16 May 2026",
            "what": "Scald, 8 months old.",
            "more": "Explained as a pulled mug.",
            "source": "Ashmere General · fact, first hand",
            "href": "#main",
        },
        {
            "when": "Since 10 Sept",
            "what": "Nobody has recorded seeing Kit: 74 days.",
            "source": "Looked for in 5 agencies’ records; 2 have not answered",
            "is_gap": True,
        },
        {
            "when": "Today 08:45",
            "what": "“Kit’s arm went floppy.”",
            "source": "Wren, to her teacher",
            "href": "#main",
        },
    ],
    "adults": [
        {
            "who": "Jolene Tallow, 27",
            "to_the_children": "Mother. Lives at 14 Tanner’s Row",
            "checked": "Police, health, housing",
            "spoken_to": "Today 09:00, by school",
            "missing": "Her own safety has not been asked about",
        },
        {
            "who": "“Dev”",
            "to_the_children": "Mother’s partner, says Wren",
            "missing": "Full name, date of birth.",
            "match": "#main",
        },
        {
            "who": "Callum Orde",
            "to_the_children": "Wren’s father, says the school form",
            "checked": "Probation: nothing held",
            "checked_state": "nothing_held",
            "missing": "Where he lives",
        },
    ],
    "next_steps": [
        {"when": "Tonight.", "what": "The duty team decides who must go, and rings you back."},
        {
            "when": "Monday, by 10:00.",
            "what": "The hub reads it with police and health.",
            "source": "One working day",
        },
    ],
}
