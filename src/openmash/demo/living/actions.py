"""Tell the living example: the Tallow family, whose picture has six places filled of fourteen."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django.utils import timezone

from openmash.contacts.actions import submit_answers
from openmash.contacts.answers import Answers, Part, PersonInContact, TieSaid
from openmash.contacts.models import Contact
from openmash.contacts.questions.reading import THE_WRITER
from openmash.demo.cast.access import LETTER_BOX, playing
from openmash.demo.gathering.actions import piece_given
from openmash.demo.scene import Scene
from openmash.enquiries.answering.actions import open_request, send_answer
from openmash.enquiries.answering.drafts.actions import draft_of
from openmash.enquiries.answering.rules import Answer, State
from openmash.enquiries.asking.actions import Ask, Wording, send_requests
from openmash.enquiries.asking.templates import kind_of
from openmash.enquiries.models import Enquiry, Request, Screening
from openmash.enquiries.opening.actions import Grounds, open_enquiry
from openmash.enquiries.triage.actions import Rating
from openmash.enquiries.triage.agreement import Agreement
from openmash.enquiries.triage.answering.actions import Answer as AtOnce
from openmash.enquiries.triage.answering.actions import answer_at_once
from openmash.people.actions import resolve_contact
from openmash.people.rules import PersonAsWritten
from openmash.sources import read_library_file

KEYS = uuid.UUID("7f1f0a52-77ad-4c39-9a53-0417a5be0417")
DECIDER, SCREENER = "ruth.adeyemi-cole", "sam.pritchett"
WHY_AT_ONCE = (
    "Nobody was hurt and this is the first report. The health visitor, who sees the children, was rung "
    "and has no worry of her own. A second report would make us look again."
)
_AS_SAID = (
    "danger", "practice_area", "seen", "told", "opinion", "voice", "voice_of", "voice_before",
    "voice_why_not", "history", "done_so_far", "agreement", "agreement_why", "safe_contact",
    "must_not_know",
)  # fmt: skip
_OF_A_PERSON = (
    "relation", "is_seen", "is_seen_alone", "lives_there", "responsibility", "not_known", "known_to",
)  # fmt: skip


@cache
def written() -> Mapping[str, Any]:
    """Return the living example as the library has it."""
    return read_library_file("demo/living.yaml")


def moments(until: datetime) -> list[tuple[datetime, Mapping[str, Any]]]:
    """Return when each contact of the example comes, the earlier ones first."""
    earlier = [(until - timedelta(days=row["days_ago"]), row) for row in written()["earlier"]]
    now = written()["contact"]
    return [*earlier, (until - timedelta(hours=now["hours_ago"]), now)]


def tell(row: Mapping[str, Any], *, at: datetime, scene: Scene) -> None:
    """Tell one contact of the example, and what became of it."""
    contact = _say(row, at=at, scene=scene)
    if "answer" in row:
        _answer_at_once(contact, row, at=at, scene=scene)
        return
    enquiry = _open(contact, row, at=at, scene=scene)
    for asked in written()["asked"]:
        request = _ask(enquiry, asked, scene=scene)
        if "answered_hours_ago" in asked:
            _answer(request, asked, scene=scene)


def _say(row: Mapping[str, Any], *, at: datetime, scene: Scene) -> Contact:
    by = scene.cast.named(row["by"])
    with playing(by):
        contact = submit_answers(
            _answers(row, at=at, scene=scene),
            by=by,
            at=at,
            submission_key=uuid.uuid5(KEYS, row["key"]),
        )
        resolve_contact(contact.reference, at=at)
    return contact


def _answers(row: Mapping[str, Any], *, at: datetime, scene: Scene) -> Answers:
    family = written()["families"][row["family"]]
    rows = {one["key"]: one for one in family["people"]}
    here = [rows[key] for key in row["people"]]
    places = {one["key"]: position for position, one in enumerate(here)}
    code = next(
        code for code, staff in scene.cast.staff_of.items()
        if any(one.email.startswith(f"{row['by']}@") for one in staff)
    )  # fmt: skip
    person = next(one for one in scene.cast.staff_of[code] if one.email.startswith(row["by"]))
    said = {"danger": "no", **{name: row[name] for name in _AS_SAID if name in row}}
    return Answers(
        **said,
        danger_tests=tuple(row.get("danger_tests", ())),
        is_family_told=row["told_family"],
        referrer_name=person.name,
        referrer_job=person.job_title,
        referrer_body=person.agency.name,
        referrer_email=person.email,
        referrer_phone=person.agency.phone,
        referrer_relation="professional",
        voice_heard_by=THE_WRITER if row.get("voice") else "",
        happened_on=timezone.localdate(at),
        happened_precision="day",
        people=tuple(
            _person(one, family=family, on=timezone.localdate(scene.until)) for one in here
        ),
        ties=tuple(
            TieSaid(from_position=places[who], kind=kind, to_position=places[whom])
            for who, kind, whom in family.get("ties", ())
            if who in places and whom in places
        ),
    )


def _person(row: Mapping[str, Any], *, family: Mapping[str, Any], on: date) -> PersonInContact:
    lives_there = row.get("lives_there") == "yes"
    born = on - timedelta(days=row["days_old"]) if "days_old" in row else None
    return PersonInContact(
        part=Part(row["part"]),
        facts=PersonAsWritten(
            name=row["name"],
            given_names=row.get("given_names", ""),
            family_name=row.get("family_name", ""),
            born_on=born,
            born_precision="day" if born else "",
            sex=row["sex"],
            address=family["address"] if lives_there else "",
            postcode=family["postcode"] if lives_there else "",
            area=row.get("area", ""),
            role=row["relation"][:60],
        ),
        **{name: row[name] for name in _OF_A_PERSON if name in row},
    )


def _rating(row: Mapping[str, Any]) -> Rating:
    return Rating(
        brag=row["brag"],
        why=row.get("rated_because", "Help would do good, and the family is glad to be asked."),
        level=row["level"],
        danger_tests=tuple(row.get("danger_tests", ())),
        practice_area=row["practice_area"],
    )


def _answer_at_once(
    contact: Contact, row: Mapping[str, Any], *, at: datetime, scene: Scene
) -> None:
    with playing(scene.cast.named(SCREENER)) as viewer:
        screening = Screening.objects.select_related("contact").get(contact_id=contact.pk)
        answer = AtOnce(
            response=row["answer"],
            rationale=WHY_AT_ONCE,
            closing_reasons=("needs_met",) if row["answer"] == "universal" else (),
            agreement=Agreement.GIVEN,
        )
        answered_at = at + timedelta(hours=20)
        answer_at_once(screening, answer, rating=_rating(row), by=viewer, at=answered_at)


def _open(contact: Contact, row: Mapping[str, Any], *, at: datetime, scene: Scene) -> Enquiry:
    opening = written()["opening"]
    with playing(scene.cast.named(DECIDER)) as viewer:
        screening = Screening.objects.select_related("contact").get(contact_id=contact.pk)
        grounds = Grounds(
            reason=opening["reason"],
            necessity=opening["necessity"],
            proportionality=opening["proportionality"],
            agreement=Agreement.N_A,
            informed="NO_RISK",
            informed_why=row["agreement_why"],
        )
        return open_enquiry(
            screening,
            rating=_rating(row),
            grounds=grounds,
            by=viewer,
            at=at + timedelta(minutes=25),
        )


def _ask(enquiry: Enquiry, asked: Mapping[str, Any], *, scene: Scene) -> Request:
    agency = scene.cast.agency_of[asked["agency"]]
    template = kind_of(agency.kind).template
    names = {one["key"]: one["name"] for one in written()["families"]["tallow"]["people"]}
    wanted = {names[key] for key in asked["about"]}
    with playing(scene.cast.named(DECIDER)) as viewer:
        enquiry = Enquiry.objects.get(pk=enquiry.pk)
        about = [one.pk for one in enquiry.subjects.order_by("position") if one.name in wanted]
        ask = Ask(
            agency=agency.pk,
            subjects=tuple(about),
            questions=template.questions,
            period=template.period,
        )
        wording = Wording(
            purpose=enquiry.purpose,
            why_asked="A child told a teacher of an injury to a baby.",
            lawful_bases=tuple(enquiry.lawful_bases),
            must_not_know=enquiry.must_not_know,
        )
        at = scene.until - timedelta(hours=asked["hours_ago"])
        return send_requests(enquiry, [ask], wording=wording, by=viewer, at=at)[0]


def _answer(request: Request, asked: Mapping[str, Any], *, scene: Scene) -> None:
    at = scene.until - timedelta(hours=asked["answered_hours_ago"])
    given = _pieces(request, asked, at=at)
    with playing(scene.cast.researcher_of(asked["agency"])) as viewer:
        request = Request.objects.select_related("agency").get(pk=request.pk)
        open_request(request, by=viewer, at=at - timedelta(minutes=10))
        draft = draft_of(request, is_spoken=False, by=viewer, at=at)
        answer = _whole(request, asked, pieces=len(given))
        send_answer(request, answer, pieces=given, key=str(draft.key), by=viewer, at=at)


def _pieces(request: Request, asked: Mapping[str, Any], *, at: datetime):
    names = {one["key"]: one["name"] for one in written()["families"]["tallow"]["people"]}
    with playing(LETTER_BOX):
        subjects = {one.name: one for one in request.subjects.select_related("subject__record")}
    return [
        piece_given(row, about=subjects[names[row["about"]]], request=request, at=at)
        for row in written()["pieces"]
        if row["agency"] == asked["agency"]
    ]


def _whole(request: Request, asked: Mapping[str, Any], *, pieces: int) -> Answer:
    common = {"is_conflict_checked": True}
    if "cannot_share" in asked:
        return Answer(
            state=State.CANNOT_SHARE, why=asked["cannot_share"], why_kind="danger",
            authorised_by="Service manager", **common,
        )  # fmt: skip
    searched = {
        "searched_systems": request.agency.record_systems or "Case records",
        "searched_names": asked.get(
            "nothing_held", "Wren Tallow, Kit Tallow, Baby Tallow, Kit Talow"
        ),
    }
    state = State.ANSWERED if pieces else State.NOTHING_HELD
    return Answer(state=state, pieces=pieces, **searched, **common)
