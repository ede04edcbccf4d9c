"""A product as a form: whom it is for, what goes, what is asked, and on which ground."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django import forms
from django.utils.datastructures import MultiValueDict

from openmash.design.forms import Checkboxes, DatePartsField, PlainForm, Radios
from openmash.products.access import Material
from openmash.products.from_record import Weighed
from openmash.products.made import Choices, general_words
from openmash.products.product_types import Depth, ProductType, RecipientKind
from openmash.products.purposes import PURPOSES
from openmash.sources import lawful_bases, read_library_file

ASK_ROWS = 4
LIKELY = [("", "Choose"), ("almost certain", "Almost certain"), ("highly likely", "Highly likely"),
          ("likely", "Likely"), ("a realistic possibility", "A realistic possibility"),
          ("unlikely", "Unlikely")]  # fmt: skip
LINKED = [("no", "No, it was checked"), ("yes", "Yes"), ("not_checked", "Nobody has checked")]
USUAL_DAYS = 30
USUAL_KINDS = {
    "LA_CSC": "statutory_team", "LA_ASC": "statutory_team", "LA_EH": "assessment",
    "H_GP": "visiting_worker", "E_SCH": "visiting_worker", "E_NURS": "visiting_worker",
    "V_IDVA": "panel",
}  # fmt: skip
USUAL_SECTORS = {
    "police": "statutory_team", "health": "statutory_team", "education": "visiting_worker",
    "voluntary": "voluntary", "la_children": "assessment", "la_adults": "assessment",
}  # fmt: skip


def recipient_words() -> Mapping[str, str]:
    """Return each kind of recipient as the library words it."""
    return read_library_file("product_types.yaml")["recipients"]


class ComposeForm(PlainForm):
    """One product for one recipient. It may be kept half done; the preview says what is missing."""

    def __init__(
        self,
        data: Mapping | None = None,
        *,
        material: Material,
        product_type: ProductType,
        agency,
        purpose: str,
        people: Sequence[tuple[int, str]],
        second_readers: Sequence[tuple[int, str]],
        today: date,
        needs_reason: bool,
        saved: Mapping[str, list[str]] | None = None,
    ) -> None:
        super().__init__(data)
        self.material, self.type, self.agency = material, product_type, agency
        self._add_recipient(people, purpose=purpose)
        self._add_pieces()
        self._add_words()
        self._add_ground(today=today, second_readers=second_readers, needs_reason=needs_reason)
        if saved and data is None:
            self._fill_from(saved)

    def _fill_from(self, saved: Mapping[str, list[str]]) -> None:
        typed = MultiValueDict(saved)
        for name, field in self.fields.items():
            if isinstance(field.widget, Checkboxes):
                self.initial[name] = typed.getlist(name)
            elif not field.widget.value_omitted_from_data(typed, {}, name):
                self.initial[name] = field.widget.value_from_datadict(typed, {}, name)

    def _one(self, name: str, label: str, choices, *, hint: str = "", initial=None) -> None:
        self.fields[name] = forms.ChoiceField(
            label=label, choices=choices, required=False, help_text=hint, initial=initial,
            widget=Radios(small=True),
        )  # fmt: skip

    def _many(self, name: str, label: str, choices, *, hint: str = "", initial=None) -> None:
        self.fields[name] = forms.MultipleChoiceField(
            label=label, choices=choices, required=False, help_text=hint, initial=initial,
            widget=Checkboxes(small=True),
        )  # fmt: skip

    def _line(self, name: str, label: str, *, hint: str = "", initial: str = "") -> None:
        self.fields[name] = forms.CharField(
            label=label, help_text=hint, required=False, max_length=300, initial=initial
        )

    def _words(self, name: str, label: str, *, rows=3, hint: str = "", initial: str = "") -> None:
        self.fields[name] = forms.CharField(
            label=label, help_text=hint, required=False, initial=initial,
            widget=forms.Textarea(attrs={"rows": rows}),
        )  # fmt: skip

    def _add_recipient(self, people, *, purpose: str) -> None:
        said = recipient_words()
        kinds = sorted(kind.value for kind in self.type.to)
        self._one(
            "kind", "What are they to the hub?", [(kind, said[kind]) for kind in kinds],
            initial=self._usual_kind(kinds),
        )  # fmt: skip
        self._many(
            "people", "Who reads it?", [(str(pk), name) for pk, name in people],
            hint="Only those you tick can open it. Tick nobody to send it to the agency’s desk.",
        )  # fmt: skip
        self._one(
            "is_to_agency", "If nobody is ticked",
            [("yes", "It goes to whoever receives for this agency"), ("no", "It goes to nobody")],
            initial="no",
        )  # fmt: skip
        self._one(
            "is_linked", "Is any reader linked with the person who is feared?", LINKED,
            hint="Family, partner, friend, colleague, or the person themselves. Ask; never guess.",
        )  # fmt: skip
        self._one("purpose", "What for?", list(PURPOSES.items()), initial=purpose)
        centre = [(str(row.pk), row.name or "Somebody not named") for row in self.material.centre]
        self._many(
            "about", "Who is it about?", centre, initial=[key for key, _ in centre],
            hint="A piece about anybody else counts as being about a third party.",
        )  # fmt: skip

    def _usual_kind(self, kinds: Sequence[str]) -> str | None:
        """Return what an agency of this sort usually is to the hub, as a first proposal."""
        wanted = USUAL_KINDS.get(self.agency.kind) or USUAL_SECTORS.get(self.agency.sector)
        if len(kinds) == 1:
            return kinds[0]
        return wanted if wanted in kinds else None

    def clean(self) -> dict:
        """Ask what the recipient is to the hub: every rule about what may go depends on it."""
        cleaned = super().clean()
        if not cleaned.get("kind"):
            self.add_error("kind", "Choose what they are to the hub")
        return cleaned

    def _add_pieces(self) -> None:
        if self.type.pieces is Depth.NONE:
            return
        for piece in self.material.pieces:
            choices = [("take", "Goes")]
            if self.is_about_others(piece):
                choices.append(("judged", "About somebody else, and needed for this purpose"))
            if self.type.only_safety and "safety" not in piece.flags:
                choices.append(("safety", "Bears on somebody’s safety there"))
            if piece.grade.endswith("C"):
                choices.append(("sanitised", "I went through the sanitisation checklist"))
            self._many(f"piece_{piece.pk}", "This piece", choices)
            if self.may_shorten(piece):
                self._line(f"gist_{piece.pk}", "Its gist, in the hub’s words")
            if piece.grade.endswith("C"):
                self.fields[f"originator_{piece.pk}"] = DatePartsField(
                    label="The originator was asked and agreed on", required=False
                )

    def is_about_others(self, piece) -> bool:
        """Tell whether a piece is about somebody beside those in the middle of the enquiry."""
        centre = {row.pk for row in self.material.centre}
        about = {each.subject_id for each in piece.about.all()}
        return "third_party" in piece.flags or not about <= centre

    def may_shorten(self, piece) -> bool:
        """Tell whether the hub may write a gist: the agency lets the piece be shared as it is."""
        return piece.restriction == "share" and not piece.gist and piece.kind != "own_words"

    def _add_words(self) -> None:
        sections = set(self.type.sections)
        if "asks" in sections:
            for row in range(ASK_ROWS):
                self._line(f"ask_{row}", f"What we ask of them, {row + 1}")
                self._line(f"by_{row}", "By when")
        self._line(
            "heading", "Heading on the sheet", hint="For example: Keeping Wren safe at school"
        )
        if "analysis" in sections:
            self._words("analysis", "What the agencies make of it together")
            self.fields["confidence"] = forms.ChoiceField(
                label="How sure are they?", choices=LIKELY, required=False
            )
        if "decision" in sections:
            self._words(
                "reason", "Why it was decided, for this reader", rows=2,
                hint="Written for them. The record’s own rationale may hold what must stay.",
            )  # fmt: skip
            self._line("led_by", "Who leads")
        if "general_decision" in sections:
            self._words(
                "general_outcome", "The decision in general terms",
                initial=general_words(self.material),
            )  # fmt: skip
            self._words("next_steps", "What happens next, one step a line", rows=2)
        if "unknowns" in sections:
            kept = self.material.decision.unknowns
            self._many(
                "unknowns", "What is not known, and they should know it",
                [(str(number), one["title"]) for number, one in enumerate(kept)],
            )  # fmt: skip
        self._words("conditions", "Further conditions, one a line", rows=2)

    def _add_ground(self, *, today: date, second_readers, needs_reason: bool) -> None:
        enquiry = self.material.enquiry
        known = lawful_bases()
        ours = [code for code in enquiry.lawful_bases if code in known]
        others = [code for code, each in known.items() if each.is_in_force and code not in ours]
        self._many(
            "bases", "Lawful basis", [(code, known[code].title) for code in [*ours, *others]],
            initial=ours, hint="A sharing agreement is not a lawful basis.",
        )  # fmt: skip
        self._words(
            "necessity", "Why is it necessary, and why not less?", rows=2,
            initial=enquiry.necessity,
        )  # fmt: skip
        self._words(
            "proportionality", "Why is this much proportionate?", rows=2,
            initial=enquiry.proportionality,
        )  # fmt: skip
        days = min(USUAL_DAYS, self.type.expires_within_days)
        self.fields["expires_on"] = DatePartsField(
            label="It ends on", required=False, initial=today + timedelta(days=days),
            help_text=f"Within {self.type.expires_within_days} days. It closes by itself.",
        )  # fmt: skip
        self.fields["second_reader"] = forms.TypedChoiceField(
            label="Who else has read it, as the recipient will?",
            choices=[("", "Nobody yet"), *second_readers], coerce=int, empty_value=None,
            required=False, help_text="They are told that you named them.",
        )  # fmt: skip
        if needs_reason:
            self._words(
                "without_agreement_why",
                "No sharing agreement is in force with this agency. Why can it not wait?", rows=2,
            )  # fmt: skip

    def given(self, name: str):
        """Return the answer of a field, whether sent just now or kept before."""
        if name not in self.fields:
            return None
        if self.is_bound:
            return getattr(self, "cleaned_data", {}).get(name)
        return self.initial.get(name, self.fields[name].initial)

    def said(self, name: str) -> str:
        """Return the words of a field."""
        return str(self.given(name) or "").strip()

    def choices(self) -> Choices:
        """Return what the author chose, complete or not."""
        linked = {"no": False, "yes": True}.get(self.said("is_linked"))
        kind = self.said("kind")
        asks = [(self.said(f"ask_{row}"), self.said(f"by_{row}")) for row in range(ASK_ROWS)]
        return Choices(
            kind=RecipientKind(kind) if kind else next(iter(sorted(self.type.to))),
            purpose=self.said("purpose"),
            people=tuple(int(pk) for pk in self.given("people") or ()),
            is_to_agency=self.said("is_to_agency") == "yes",
            is_linked=linked,
            about=frozenset(int(pk) for pk in self.given("about") or ()),
            weighed=self._weighed(),
            asks=tuple(ask for ask in asks if ask[0]),
            heading=self.said("heading"),
            analysis=self.said("analysis"),
            confidence=self.said("confidence"),
            reason=self.said("reason"),
            led_by=self.said("led_by"),
            general_outcome=self.said("general_outcome"),
            next_steps=tuple(self._lines("next_steps")),
            unknowns=frozenset(int(number) for number in self.given("unknowns") or ()),
            bases=tuple(self.given("bases") or ()),
            necessity=self.said("necessity"),
            proportionality=self.said("proportionality"),
            conditions=tuple(self._lines("conditions")),
            expires_on=self._day("expires_on"),
            second_reader=self.given("second_reader") or None,
            without_agreement_why=self.said("without_agreement_why"),
        )

    def _lines(self, name: str) -> list[str]:
        return [line.strip() for line in self.said(name).splitlines() if line.strip()]

    def _day(self, name: str) -> date | None:
        given = self.given(name)
        return given if isinstance(given, date) else None

    def _weighed(self) -> Weighed:
        ticks = {
            piece.pk: set(self.given(f"piece_{piece.pk}") or ()) for piece in self.material.pieces
        }
        agreed = {pk: day for pk in ticks if (day := self._day(f"originator_{pk}")) is not None}
        gists = {pk: words for pk in ticks if (words := self.said(f"gist_{pk}"))}
        chosen = {
            name: frozenset(pk for pk, given in ticks.items() if name in given)
            for name in ("take", "judged", "safety", "sanitised")
        }
        return Weighed(
            taken=chosen["take"],
            judged=chosen["judged"],
            about_safety=chosen["safety"],
            sanitised=chosen["sanitised"],
            originator_agreed=agreed,
            gists=gists,
        )
