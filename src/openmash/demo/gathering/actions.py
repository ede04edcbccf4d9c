"""Ask the agencies that the hub's own rule suggests, and answer as each of them would."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.utils import timezone

from openmash.demo.cast.access import LETTER_BOX, playing
from openmash.demo.scene import Scene
from openmash.demo.tellings import PRONOUNS
from openmash.enquiries.answering.actions import open_request, send_answer
from openmash.enquiries.answering.drafts.actions import draft_of
from openmash.enquiries.answering.rules import Answer, PieceGiven, State
from openmash.enquiries.asking import access
from openmash.enquiries.asking.actions import Ask, Wording, raise_cross_border, send_requests
from openmash.enquiries.asking.suggesting import suggestions
from openmash.enquiries.asking.templates import kind_of
from openmash.enquiries.models import Enquiry, Request
from openmash.policy import Viewer
from openmash.sources import read_library_file

MOST_ASKED = 5
MOST_ASKED_LONG_AGO = 3  # so that the practice hub starts within a minute
RECENT = timedelta(days=8)
WHY_ASKED = "Somebody who knows them is worried. We ask those who may have seen another side of it."
PARTS = {
    "child": ("child",),
    "adult": ("adult_at_risk",),
    "household": ("household", "feared"),
    "feared": ("feared",),
}
CANNOT_SHARE_KINDS = {"V_IDVA", "V_ISVA"}


@cache
def bank() -> Mapping[str, Any]:
    """Return what agencies answer, as the library has it."""
    return read_library_file("demo/answers.yaml")


def ask_agencies(enquiry: Enquiry, *, by: Viewer, at: datetime, scene: Scene) -> list[Request]:
    """Ask those whom the hub's rule ticks, each about the people it needs, and other areas."""
    with playing(by):
        enquiry = Enquiry.objects.get(pk=enquiry.pk)
        on = timezone.localdate(at)
        people = access.people_asked_about(access.subjects_of(enquiry), on=on)
        agencies = [one for one in access.agencies_to_ask(on=on) if one.has_live_agreement]
        found = suggestions(
            people,
            agencies=access.candidates(enquiry, among=agencies),
            area=enquiry.practice_area,
        )
        asks = [
            Ask(
                agency=one.agency,
                subjects=one.about,
                questions=one.kind.template.questions,
                period=one.kind.template.period,
            )
            for one in found
            if one.is_ticked and one.about
        ][: MOST_ASKED if scene.until - at < RECENT else MOST_ASKED_LONG_AGO]
        wording = Wording(
            purpose=enquiry.purpose,
            why_asked=WHY_ASKED,
            lawful_bases=tuple(enquiry.lawful_bases),
            must_not_know=enquiry.must_not_know,
        )
        sent = send_requests(enquiry, asks, wording=wording, by=by, at=at)
        return [*sent, *raise_cross_border(Enquiry.objects.get(pk=enquiry.pk), by=by, at=at)]


def answer_all(
    requests: Sequence[Request], *, scene: Scene, but: int = 0, hours: float = 2.0
) -> list[Request]:
    """Let each agency answer, but for some; return the requests that nobody answered."""
    silent = list(requests[len(requests) - but :]) if but else []
    for request in requests:
        if request not in silent and request.agency_id:
            answer_one(request, scene=scene, at=scene.later(request.issued_at, hours=hours))
        elif request not in silent:
            silent.append(request)
    return silent


def answer_one(request: Request, *, scene: Scene, at: datetime) -> None:
    """Answer a request as its agency: with what it holds, or with why there is nothing."""
    code = next(c for c, one in scene.cast.agency_of.items() if one.pk == request.agency_id)
    given = _pieces(request, scene=scene, at=at)
    with playing(scene.cast.researcher_of(code)) as viewer:
        request = Request.objects.select_related("agency").get(pk=request.pk)
        answer = _answer(request, pieces=len(given), scene=scene)
        if answer.state != State.ANSWERED:
            given = []
        open_request(request, by=viewer, at=scene.later(request.issued_at, hours=0.4))
        draft = draft_of(request, is_spoken=False, by=viewer, at=at)
        send_answer(request, answer, pieces=given, key=str(draft.key), by=viewer, at=at)


def _answer(request: Request, *, pieces: int, scene: Scene) -> Answer:
    searched = {
        "searched_systems": request.agency.record_systems or "Case records",
        "searched_names": ", ".join(
            name for name in request.subjects.values_list("name", flat=True) if name
        )
        or "As on the request",
        "is_conflict_checked": True,
    }
    if request.agency.kind in CANNOT_SHARE_KINDS:
        row = bank()["cannot_share"][0]
        return Answer(state=State.CANNOT_SHARE, **row, **searched)
    if not pieces or scene.draw.random() < 0.12:
        return Answer(state=State.NOTHING_HELD, **searched)
    return Answer(state=State.ANSWERED, pieces=pieces, **searched)


def say_longer(request: Request, *, scene: Scene, at: datetime) -> None:
    """Say, as the agency, that it needs longer, and until when."""
    code = next(c for c, one in scene.cast.agency_of.items() if one.pk == request.agency_id)
    with playing(scene.cast.researcher_of(code)) as viewer:
        request = Request.objects.select_related("agency").get(pk=request.pk)
        draft = draft_of(request, is_spoken=False, by=viewer, at=at)
        answer = Answer(
            state=State.NEED_LONGER,
            why=bank()["need_longer"][0]["why"],
            longer_until=at + timedelta(hours=20),
            is_conflict_checked=True,
        )
        send_answer(request, answer, pieces=(), key=str(draft.key), by=viewer, at=at)


def _pieces(request: Request, *, scene: Scene, at: datetime) -> list[PieceGiven]:
    rows = bank()["answers"].get(kind_of(request.agency.kind).template.code, [])
    with playing(LETTER_BOX):  # an agency sees its request and never the enquiry behind it
        subjects = list(request.subjects.select_related("subject__record").order_by("position"))
    usable = [(row, about) for row in rows if (about := _whom(row, subjects, at=at))]
    number = min(len(usable), scene.draw.choice([1, 2, 2, 3]))
    return [
        piece_given(row, about=about, request=request, at=at)
        for row, about in scene.draw.sample(usable, number)
    ]


def _whom(row: Mapping[str, Any], subjects: Sequence[Any], *, at: datetime):
    """Return whom a row of the bank is about in this request, or None where it fits nobody."""
    low, high = row.get("ages", (0, 200))
    for one in subjects:
        born = one.subject.born_on
        age = (at.date() - born).days / 365.25 if born else None
        is_unborn = one.subject.expected_on is not None
        if (
            one.part in PARTS[row["about"]]
            and not is_unborn
            and (age is None or low <= age <= high)
        ):
            return one
    return None


def piece_given(row: Mapping[str, Any], *, about, request: Request, at: datetime) -> PieceGiven:
    """Return one row of the bank as a piece about somebody whom the agency was asked about."""
    known_on = timezone.localdate(at)
    happened_on = known_on - timedelta(days=row["days_ago"]) if "days_ago" in row else None
    conditions = {name: row[name] for name in ("action", "sanitisation") if name in row}
    return PieceGiven(
        what=spoken_of(row["what"], person=about),
        gist=row.get("gist", ""),
        place=row["place"],
        kind=row["kind"],
        about=(about.subject_id,),
        known_on=happened_on or known_on,
        happened_on=happened_on,
        happened_precision="day" if happened_on else "unknown",
        source=row.get("source", ""),
        is_first_hand=row["kind"] in ("fact", "own_words"),
        restriction=row.get("restriction", "share"),
        lawful_bases=tuple(request.lawful_bases),
        sighting=row.get("sighting", ""),
        is_seen_alone=row.get("alone", ""),
        seen_by=row.get("seen_by", ""),
        grade=row.get("grade", ""),
        conditions=conditions,
    )


def spoken_of(words: str, *, person) -> str:
    """Return words about somebody by their first name, and with the pronouns of their record."""
    record = person.subject.record
    he, him, his = PRONOUNS.get(record.sex if record else "", PRONOUNS[""])
    name = (person.name or "They").split()[0]
    return words.format(
        name=name, he=he, him=him, his=his, He=he.capitalize(), His=his.capitalize()
    )
