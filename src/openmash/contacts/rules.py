"""Rules of a worry: whose remit it is, what must be said before it goes, who may hear what."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openmash.contacts.answers import Answers, Part, PersonInContact
from openmash.policy import Remit

ADULT_FROM_YEARS = 18
YEAR_OF_DAYS = 365.25

# How somebody is tied to the people they write about: the answers of the form, and of these
# those who are never told more than "received".
RELATIONS = {
    "professional": "I work with them, or know them through my work",
    "neighbour": "I am a neighbour, a friend or a volunteer",
    "relative": "I am a relative who lives elsewhere",
    "household": "I live with them",
    "partner": "I am, or was, a partner of somebody in the family",
    "carer": "I care for them at home",
    "self": "I am the person concerned",
}
TOLD_RECEIVED_ONLY = {"household", "partner", "carer", "feared"}
# Worries from feeds and letters say it in their own words.
_OF_THE_HOUSEHOLD = re.compile(
    r"\b(household|lives? (there|with)|partner|ex|husband|wife|boyfriend|girlfriend|spouse|fiance|"
    r"fiancee|mother|father|mum|mam|dad|parent|step\w*|carer|guardian|causing harm)\b",
    re.IGNORECASE,
)


class Band(StrEnum):
    """How much the receipt page says: never content, only how far things are."""

    RECEIVED = "received"
    CONSIDERED = "being_considered"
    ADVICE = "advice_given"
    HELP = "help_being_arranged"
    LOOKED_INTO = "being_looked_into"
    WITH_WORKER = "with_their_worker"
    NO_MORE = "nothing_more_by_us"


BAND_WORDS = {
    Band.RECEIVED: "We have received it",
    Band.CONSIDERED: "It is being considered",
    Band.ADVICE: "We have given advice",
    Band.HELP: "Help is being arranged",
    Band.LOOKED_INTO: "Somebody is looking into it",
    Band.WITH_WORKER: "It is with the worker who knows them",
    Band.NO_MORE: "It was considered, and the hub does nothing more for now",
}


def band_words(band: str) -> str:
    """Return what the receipt page says for a band."""
    return BAND_WORDS.get(band, "It is being considered")


def remits_of(people: Sequence[PersonInContact], *, on: date) -> tuple[Remit, ...]:
    """Return whose safety a worry is about: children's, adults', or both.

    A child or unborn baby makes it the children's team's, an adult at risk the adults' team's.
    Anybody under 18 on that day is a child, whatever part they play. Where nobody says who is
    concerned both teams get it, so that neither misses it.
    """
    found = set()
    for person in people:
        if person.part is Part.CHILD or person.facts.is_unborn or _is_under_age(person, on=on):
            found.add(Remit.CHILDREN)
        elif person.part is Part.ADULT_AT_RISK:
            found.add(Remit.ADULTS)
    found = found or set(Remit)
    return tuple(remit for remit in Remit if remit in found)


def _is_under_age(person: PersonInContact, *, on: date) -> bool:
    facts = person.facts
    if facts.born_on is not None:
        return (on - facts.born_on).days < ADULT_FROM_YEARS * YEAR_OF_DAYS
    return facts.age is not None and facts.age < ADULT_FROM_YEARS


def is_household_linked(relation: str, *, has_agency: bool) -> bool:
    """Tell whether this referrer may only ever hear "received".

    A household member, a partner or former partner, a carer or the person feared could use more
    to find out what others said. Someone who comes from no agency and does not say what they
    are to the family is treated alike. Source: LOCAL-PRACTICE
    """
    if not relation.strip():
        return not has_agency
    code = relation.partition(":")[0].strip().lower()
    if code in RELATIONS:
        return code in TOLD_RECEIVED_ONLY
    return bool(_OF_THE_HOUSEHOLD.search(relation))


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Something that must be said before a worry can go: in which step, and in which words."""

    step: str
    words: str


def needs_before_sending(answers: Answers, *, has_account: bool) -> tuple[Need, ...]:
    """Return what is still missing. A worry about somebody in danger now waits for nothing more.

    Nothing that helps only the hub's convenience is here: a thin worry is better than none.
    """
    if not answers.danger:
        return (Need(step="danger", words="Say whether anyone is in danger now"),)
    if answers.danger == "yes":
        return ()
    needs = []
    if not (answers.seen or answers.told or answers.opinion or answers.voice):
        needs.append(Need(step="seen", words="Say what you saw or heard, or what you were told"))
    if answers.kind == "worry" and not answers.people:
        needs.append(
            Need(step="people", words="Say whom you are worried about, as far as you know")
        )
    if answers.kind == "worry" and not (answers.voice or answers.voice_why_not):
        needs.append(
            Need(step="voice", words="Write their own words, or say why there are none yet")
        )
    if not (has_account or answers.referrer_name or answers.is_anonymous):
        needs.append(Need(step="you", words="Say who you are, so that we can ask you more"))
    return tuple(needs)


def is_urgent(answers: Answers) -> bool:
    """Tell whether danger was named: as an answer, or as one of the danger tests.

    Source: OPENMASH-DEFAULTS
    """
    return answers.danger == "yes" or bool(answers.danger_tests)


def voice_or_why_not(answers: Answers) -> tuple[str, str]:
    """Return the person's own words and, where there are none, why: never neither."""
    if answers.voice or answers.voice_why_not or answers.kind != "worry":
        return answers.voice, answers.voice_why_not
    return "", "Not asked yet: this was sent in haste, because somebody may be in danger now."
