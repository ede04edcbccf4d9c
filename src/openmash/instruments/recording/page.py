"""One section's page: the questions by axis, one's own answers, the others', and what is held."""

from dataclasses import dataclass, field

from django.utils import timezone

from openmash.agencies.access import agencies
from openmash.enquiries.reading.frame import frame_of
from openmash.errors import NotVisible
from openmash.handbook.beside import beside
from openmash.instruments import access, rules, shown
from openmash.instruments.recording import access as doors
from openmash.instruments.recording import held
from openmash.instruments.recording.forms import SectionForm
from openmash.instruments.shelf.access import instrument_of


def round_about(request, assessment, *, reading) -> dict[str, object]:
    """Return what stands round every page of an assessment: whom, how soon, whose risk."""
    rows = doors.rows_round(assessment)
    now = timezone.localtime()
    frame = frame_of(rows, page="assessments", viewer=request.viewer, now=now) if rows else None
    return {
        "assessment": assessment,
        "reading": reading,
        "instrument": reading.instrument if reading else None,
        "frame": frame,
        "now": now,
    }


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question as the page shows it."""

    item: object
    number: int
    answer: object = field(repr=False)
    evidence: object = field(repr=False)
    sources: object = field(repr=False)
    on: object = field(repr=False)
    piece: object = field(repr=False)
    others: list = field(repr=False)
    held: list = field(repr=False)
    is_used: bool
    is_open: bool
    lacks_evidence: bool


class SectionPage:
    """What one request needs of a section: its form, bound if something was sent."""

    def __init__(self, request, assessment, *, section: str) -> None:
        self.request, self.assessment = request, assessment
        self.agency = request.viewer.agency
        self.is_hub = access.is_for_hub(assessment, viewer=request.viewer)
        self.instrument = instrument_of(
            assessment.instrument, version=assessment.instrument_version
        )
        ids = [one.id for one in self.instrument.sections]
        if section not in ids:
            raise NotVisible("There is no such part of this assessment. Go back to its parts.")
        self.place = ids.index(section)
        self.section = self.instrument.sections[self.place]
        # To an agency with a part the record of all agencies is not there to be evaluated.
        self.reading = access.reading_of(assessment) if self.is_hub else None
        self.own = access.own_answers(assessment, agency=self.agency)
        self.pieces = doors.pieces_for(assessment, viewer=request.viewer)
        self.used = held.prefilled(
            request.GET.get("use", ""), items=self.section.items, pieces=self.pieces
        )
        self.form = SectionForm(
            request.POST if request.method == "POST" else None,
            section=self.section,
            own=self.own,
            prefilled=self.used,
            today=timezone.localdate(),
        )

    def next_address(self, posted) -> str:
        """Return where saving leads: to what is held, to all parts, or on to the next section."""
        here = f"/assessments/{self.assessment.reference}/"
        use = posted.get("use", "")
        if use:
            item = use.partition(":")[0]
            return f"{here}questions/{self.section.id}/?use={use}#q-{item}"
        if posted.get("do") == "parts":
            return here
        if self.place + 1 < len(self.instrument.sections):
            return f"{here}questions/{self.instrument.sections[self.place + 1].id}/"
        return f"{here}voice/" if self.is_hub else here

    def version_now(self) -> str:
        """Return what tells the agency's answers as they are now from older ones."""
        last = self.assessment.answers.filter(agency_id=self.agency).order_by("-pk").first()
        return str(last.pk if last else 0)

    def context(self) -> dict[str, object]:
        """Return what the page shows."""
        last = self.own and max(self.own.values(), key=lambda row: row.pk)
        sections = self.instrument.sections
        following = sections[self.place + 1 :][:1]
        return {
            "instrument": self.instrument,
            "section": self.section,
            "place": self.place + 1,
            "of": len(sections),
            "groups": shown.by_axis(self.section, made=self._questions()),
            "form": self.form,
            "my_agency": agencies().filter(pk=self.agency).values_list("name", flat=True).first(),
            "saved_at": f"{timezone.localtime(last.at):%H:%M}" if last else "",
            "saved_version": self.version_now(),
            "next_title": following[0].title if following else "",
            "panel": shown.side_panel(self.reading) if self.reading else None,
            "is_hub": self.is_hub,
            "is_signed": self.assessment.closed_at is not None,
            "beside": beside("instruments.evidence"),
            "about_it": shown.paragraph_of(self.instrument),
        }

    def _questions(self) -> dict[str, Question]:
        return {item.id: self._question(item) for item in self.section.items}

    def _question(self, item) -> Question:
        form, own = self.form, self.own.get(item.id)
        names = form.fields
        rows = self.reading.standing.get(item.id, []) if self.reading else []
        is_used = self.used is not None and self.used.item == item.id
        lacks = own is not None and rules.lacks_evidence(item, row=own)
        faults = any(f"{item.id}-{part}" in form.errors for part in ("sources", "on"))
        return Question(
            item=item,
            number=rules.number_of(item, instrument=self.instrument),
            answer=form[item.id],
            evidence=form[f"{item.id}-evidence"] if f"{item.id}-evidence" in names else None,
            sources=form[f"{item.id}-sources"] if f"{item.id}-sources" in names else None,
            on=form[f"{item.id}-on"] if f"{item.id}-on" in names else None,
            piece=form[f"{item.id}-piece"],
            others=shown.others_answers(rows, item=item, but=self.agency),
            held=held.offers(item, pieces=self.pieces, is_answered=own is not None),
            is_used=is_used,
            is_open=is_used or faults or lacks,
            lacks_evidence=lacks,
        )
