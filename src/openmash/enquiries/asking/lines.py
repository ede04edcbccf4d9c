"""The asking page: one line an agency, with what stands in its form before anybody changes it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.utils import timezone
from django.utils.text import slugify

from openmash.agencies.access import partnership
from openmash.enquiries.asking import access
from openmash.enquiries.asking.actions import addressee
from openmash.enquiries.asking.suggesting import NO_AGREEMENT, Suggestion, others, suggestions
from openmash.enquiries.asking.templates import kind_of
from openmash.enquiries.jigsaw.places import CHILDREN, picture_on_the_box

OUTSIDE_WHY = "An address outside this area is named. What was known there is easily lost."


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One agency that could be asked, or an area outside, as the page shows it."""

    key: str
    agency: int | None
    outside_authority: str = ""
    name: str
    kind: str
    reasons: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    about: tuple[int, ...]
    questions: tuple[str, ...] = field(repr=False)
    period: str
    not_without: tuple[str, ...] = ()
    advice: str = ""
    reach: str = ""
    needs_reason: bool = False
    is_ticked: bool = False
    is_suggested: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """What the page was opened for: a place of the jigsaw, or one person nobody has asked about."""

    place: str = ""
    position: int | None = None

    @classmethod
    def of(cls, asked) -> "Hole":
        """Return the hole that an address names: `?place=school`, `?person=S1`, `?adult=S3`."""
        who = (asked.get("person") or asked.get("adult") or "").removeprefix("S")
        return cls(place=asked.get("place", ""), position=int(who) if who.isdecimal() else None)


def lines_for(enquiry, *, subjects: Sequence, hole: Hole, at: datetime) -> list[Line]:
    """Return whom the hub could ask: those suggested first, areas outside, then everybody else.

    For a place of the jigsaw only those who might fill it are ticked, and only its question is
    asked. For one person, they alone are asked about, also by those who were asked before.
    """
    today = timezone.localdate(at)
    found = access.agencies_to_ask(on=today)
    among = access.candidates(enquiry, among=found)
    about = [each for each in subjects if each.position == hole.position]
    if about:
        among = [replace(each, is_asked_already=False) for each in among]
    people = access.people_asked_about(about or subjects, on=today)
    first = suggestions(people, agencies=among, area=enquiry.practice_area)
    rest = others(people, agencies=among, suggested=[each.agency for each in first])
    drawer = _Drawer.made_of(found, at=at)
    outside = [drawer.outside(area, subjects=subjects) for area in
               access.cross_border_prompts(enquiry)]  # fmt: skip
    there = {line.agency for line in outside}
    lines = [drawer.line(each, is_suggested=True) for each in first]
    lines += outside
    lines += [drawer.line(each, is_suggested=False) for each in rest if each.agency not in there]
    return _narrowed(lines, place=hole.place, subjects=subjects) if hole.place else lines


@dataclass(frozen=True, kw_only=True)
class _Drawer:
    """Makes lines: the agencies by key, and how each is reached at this moment."""

    by_key: dict
    nation: str
    at: datetime

    @classmethod
    def made_of(cls, agencies: Sequence, *, at: datetime) -> "_Drawer":
        here = partnership()
        nation = here.nation if here else "england"
        return cls(by_key={agency.pk: agency for agency in agencies}, nation=nation, at=at)

    def line(self, suggestion: Suggestion, *, is_suggested: bool) -> Line:
        """Return one agency's line."""
        agency = self.by_key[suggestion.agency]
        template = suggestion.kind.template
        reach = access.reach_of(agency, at=self.at, nation=self.nation)
        return Line(
            key=f"a{agency.pk}",
            agency=agency.pk,
            name=agency.name,
            kind=agency.kind,
            reasons=suggestion.reasons,
            cautions=suggestion.cautions,
            about=suggestion.about,
            questions=template.questions,
            period=template.period,
            not_without=template.not_without,
            advice=template.advice,
            reach="" if reach.is_open else _closed(reach),
            needs_reason=not agency.has_live_agreement,
            is_ticked=suggestion.is_ticked and is_suggested,
            is_suggested=is_suggested,
        )

    def outside(self, area: str, *, subjects: Sequence) -> Line:
        """Return the line of another area, by its own agency where the hub knows one."""
        template = kind_of("LA_OTHER").template
        known = addressee(area)
        agency = self.by_key.get(known.get("agency"))
        needs_reason = agency is not None and not agency.has_live_agreement
        return Line(
            key=f"o-{slugify(area)}",
            agency=known.get("agency"),
            outside_authority=known.get("outside_authority", ""),
            name=f"{area}, where they lived before",
            kind="LA_OTHER",
            reasons=(OUTSIDE_WHY,),
            cautions=(NO_AGREEMENT,) if needs_reason else (),
            about=tuple(subject.pk for subject in subjects),
            questions=template.questions,
            period=template.period,
            not_without=template.not_without,
            advice=template.advice,
            needs_reason=needs_reason,
            is_ticked=not needs_reason,
        )


def _closed(reach: access.Reach) -> str:
    said = f"{reach.words[:1].upper()}{reach.words[1:]}."
    return f"{said} Out of hours: {reach.out_of_hours}" if reach.out_of_hours else said


def _narrowed(lines: list[Line], *, place: str, subjects: Sequence) -> list[Line]:
    """Return the lines with only those ticked who might fill one place of the jigsaw."""
    askers, question = _place(place, subjects=subjects)
    made = []
    for line in lines:
        fits = any(line.kind in asker.kinds for asker in askers)
        questions = (question,) if fits else line.questions
        is_ticked = fits and not line.cautions
        made.append(replace(line, is_ticked=is_ticked, questions=questions, is_suggested=fits))
    return sorted(made, key=lambda line: not line.is_suggested)


def _place(code: str, *, subjects: Sequence):
    for picture in (CHILDREN, "adults"):
        for place in picture_on_the_box(picture).places:
            if place.code == code:
                who = subjects[0].name.split()[0] if subjects and subjects[0].name else "they"
                question = place.question.replace("{names}", f"{who}’s").replace("{name}", who)
                return place.who_might_know, question
    return (), ""
