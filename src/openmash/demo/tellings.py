"""What was said in the practice hub: each telling fitted to a household and made into answers. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from openmash.contacts.answers import Answers, Part, PersonInContact, TieSaid
from openmash.contacts.questions.reading import THE_WRITER
from openmash.demo.households import Household, Member
from openmash.demo.written_down import as_written
from openmash.sources import read_library_file

FILES = ("demo/tellings-children.yaml", "demo/tellings-adults.yaml")
PUBLIC = "public"
PRONOUNS = {
    "female": ("she", "her", "her"),
    "male": ("he", "him", "his"),
    "": ("they", "them", "their"),
}
HARM = {
    "child_abuse_neglect", "child_injury", "child_sexual_abuse", "domestic_abuse",
    "adults_own_needs", "financial_abuse", "adult_at_risk", "child_criminal_exploitation",
}  # fmt: skip
TIES = {"mother": "mother_of", "partner": "", "sibling": "sibling_of"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One worry as somebody tells it, with slots for names: how grave, how it may end."""

    kind: str
    is_question: bool
    area: str
    shapes: tuple[str, ...]
    agencies: tuple[str, ...]
    writer: str
    ages: tuple[int, int] = (0, 120)
    sex: str = ""
    brag: str = "amber"
    level: str = ""
    danger: str = "no"
    tests: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    told_family: str = ""
    agreement: str = ""
    agreement_why: str = ""
    must_not_know: str = ""
    seen: str = field(default="", repr=False)
    told: str = field(default="", repr=False)
    opinion: str = field(default="", repr=False)
    voice: str = field(default="", repr=False)
    before: str = field(default="", repr=False)
    why_not: str = field(default="", repr=False)

    @property
    def is_about_child(self) -> bool:
        """Return whether it is said of a child, or of an adult at risk."""
        return bool(set(self.shapes) - {"elder", "adult"})

    def fits(self, household: Household, *, at: datetime) -> bool:
        """Return whether it could be said of this household at that moment."""
        if household.shape not in self.shapes:
            return False
        main = household.main
        if self.sex and main.sex != self.sex:
            return False
        if main.expected_on is not None or not self.is_about_child:
            return True
        return self.ages[0] <= main.age_on(at.date()) <= self.ages[1]


@cache
def tellings() -> tuple[Telling, ...]:
    """Return every telling of the library. Raises BadInput where the library cannot be read."""
    kinds = [kind for name in FILES for kind in read_library_file(name)["kinds"]]
    return tuple(_telling(kind, row) for kind in kinds for row in kind["tellings"])


def _telling(kind: Mapping[str, Any], row: Mapping[str, Any]) -> Telling:
    said = {**{name: value for name, value in kind.items() if name != "tellings"}, **row}
    return Telling(
        kind=kind["code"],
        is_question=said.get("kind") == "consultation",
        agencies=tuple(said["from"]),
        ages=tuple(said.get("ages", (0, 120))),
        shapes=tuple(said["shapes"]),
        tests=tuple(said.get("tests", ())),
        ends=tuple(said["ends"]),
        **{name: said[name] for name in _AS_THEY_ARE if name in said},
    )


_AS_THEY_ARE = (
    "area", "writer", "sex", "brag", "level", "danger", "told_family", "agreement",
    "agreement_why", "must_not_know", "seen", "told", "opinion", "voice", "before", "why_not",
)  # fmt: skip


def filled(words: str, *, household: Household) -> str:
    """Return words with their slots filled: names as the writer knows them, and pronouns."""
    main = household.main
    he, him, his = PRONOUNS[main.sex]
    child = main.given or "the baby"
    slots = {
        "child": child, "adult": main.given, "he": he, "him": him, "his": his,
        "He": he.capitalize(), "Him": him.capitalize(), "His": his.capitalize(), "himself": _self(main),
    }  # fmt: skip
    for role in ("mother", "partner", "sibling", "carer"):
        member = household.first(role)
        slots[role] = member.given if member else _nobody(role)
    return words.replace("{him}self", "{himself}").format(**slots)


def _self(member: Member) -> str:
    return {"female": "herself", "male": "himself"}.get(member.sex, "themselves")


def _nobody(role: str) -> str:
    return {"sibling": "another child", "partner": "a man"}.get(role, "somebody")


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Who says it: an agency's code with a name and a job, or somebody of the public."""

    agency: str
    name: str = field(default="", repr=False)
    job: str = ""
    body: str = ""
    email: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)


def answers_of(telling: Telling, *, household: Household, writer: Writer, at: datetime) -> Answers:
    """Return a telling as a worry, or as a question, that is ready to be sent."""

    def said(words: str) -> str:
        return filled(words, household=household)

    is_public = writer.agency == PUBLIC
    main = household.main
    about = (
        () if telling.is_question else _people(telling, household=household, writer=writer, at=at)
    )
    return Answers(
        kind="consultation" if telling.is_question else "worry",
        channel="phone" if is_public else "online",
        danger=telling.danger,
        danger_tests=telling.tests,
        practice_area=telling.area,
        referrer_name="" if is_public else writer.name,
        referrer_job=telling.writer if is_public else writer.job,
        referrer_body=writer.body,
        referrer_email=writer.email,
        referrer_phone=writer.phone,
        referrer_relation=_relation(telling, is_public=is_public),
        is_anonymous=is_public and telling.writer == "neighbour",
        is_confidential=is_public,
        happened_on=at.date(),
        happened_precision="day",
        seen=said(telling.seen),
        told=said(telling.told),
        opinion=said(telling.opinion),
        voice=said(telling.voice),
        voice_of=main.given if telling.voice else "",
        voice_heard_by=THE_WRITER if telling.voice else "",
        voice_before=said(telling.before),
        voice_why_not=said(telling.why_not),
        agreement=telling.agreement,
        agreement_why=said(telling.agreement_why),
        is_family_told=telling.told_family,
        safe_contact="not_known" if telling.told_family != "yes" else "yes",
        must_not_know=said(telling.must_not_know),
        people=tuple(about),
        ties=tuple(_ties(household, number=len(about))),
    )


def _relation(telling: Telling, *, is_public: bool) -> str:
    if not is_public:
        return "professional"
    return telling.writer if telling.writer in ("neighbour", "relative") else "professional"


def _people(
    telling: Telling, *, household: Household, writer: Writer, at: datetime
) -> list[PersonInContact]:
    words = telling.seen + telling.told + telling.opinion + telling.voice
    return [
        _person(
            member,
            telling=telling,
            is_named_as_cause="{" + member.role + "}" in words and telling.area in HARM,
            facts=as_written(member, household=household, agency=writer.agency, on=at.date()),
            school=writer.body if writer.agency in ("heronbrook", "alderbeck", "tadpoles") else "",
        )
        for member in household.members
        if member.born_on is None or member.born_on <= at.date()
    ]


def _person(member: Member, *, telling: Telling, is_named_as_cause: bool, facts, school: str):
    part = _part(member, telling=telling, is_named_as_cause=is_named_as_cause)
    is_main = member.role in ("child", "adult", "elder")
    return PersonInContact(
        part=part,
        facts=facts,
        relation=member.relation,
        is_seen="yes" if is_main and member.given else "not_known",
        is_seen_alone="yes" if is_main and telling.voice else "",
        lives_there="comes_and_goes"
        if member.relation in ("mother’s partner", "visitor")
        else "yes",
        responsibility="yes" if member.role == "mother" else "",
        known_to=school if part is Part.CHILD else "",
    )


def _part(member: Member, *, telling: Telling, is_named_as_cause: bool) -> Part:
    if member.role in ("child", "sibling"):
        return Part.CHILD
    if member.role in ("adult", "elder"):
        return Part.ADULT_AT_RISK
    return Part.FEARED if is_named_as_cause and member.role != "mother" else Part.HOUSEHOLD


def _ties(household: Household, *, number: int) -> Sequence[TieSaid]:
    """Return what the people are to one another, as far as the writer names them."""
    if not number:
        return ()
    roles = [member.role for member in household.members][:number]
    if "mother" not in roles:
        return (TieSaid(from_position=1, to_position=0, kind="related_to"),) if number > 1 else ()
    mother = roles.index("mother")
    found = [
        TieSaid(from_position=mother, to_position=position, kind="mother_of")
        for position, role in enumerate(roles)
        if role in ("child", "sibling")
    ]
    if "partner" in roles:
        partner = roles.index("partner")
        found.append(TieSaid(from_position=partner, to_position=mother, kind="partner_of"))
    return found
