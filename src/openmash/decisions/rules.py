"""What a decision must say before it can be signed, and who may answer for what. Pure.

A decision is never blocked by an agency's silence: what is missing is named, and the decision
maker says why they go on without it. Source: WT2023-CH3
"""

from collections.abc import Collection, Sequence
from typing import Any

from openmash.decisions.answers import Answers, Before, ForPerson, Need, Person
from openmash.decisions.outcomes import outcomes
from openmash.enquiries.triage import practice
from openmash.enquiries.triage.rules import says_only_phrases
from openmash.errors import RuleBroken

ADULT_TEST_MET = "yes"
TOLD = {
    "YES": "Told, or will be told as agreed below",
    "ALREADY": "They knew already",
    "NO_RISK": "Not told: telling would put somebody at risk",
    "NO_CRIME": "Not told: telling would prejudice a criminal enquiry",
    "NO_IMPRACTICABLE": "Not told yet: they cannot be reached safely",
}
PARTS_DECIDED = ("child", "adult_at_risk")


def needs(answers: Answers, *, before: Before) -> list[Need]:
    """Return everything a decision needs, done or open, in the order of the page.

    Source: MASH-FIVE-CORE
    """
    return [
        _voice(answers),
        _requests(answers, unanswered=before.unanswered),
        _dissents(answers, dissents=before.dissents),
        *(_person(answers, person=person) for person in before.people),
        Need(
            code="rationale",
            words="Why this, and why not less",
            is_done=bool(answers.rationale.strip()),
            repair="Write why this is decided, and why not less.",
        ),
        _told(answers),
        Need(
            code="actions",
            words="Who does what by when",
            is_done=bool(answers.actions) or _is_all_closing(answers),
            repair="Write at least one action, with its owner and its day.",
        ),
        *_again(answers, before=before),
    ]


def missing(answers: Answers, *, before: Before) -> list[Need]:
    """Return what has still to be done before the decision can be signed."""
    return [need for need in needs(answers, before=before) if not need.is_done]


def check(answers: Answers, *, before: Before) -> None:
    """Refuse a decision that leaves out what every decision says.

    Raises:
        RuleBroken: something is missing; the message says everything that is.
    """
    open_needs = missing(answers, before=before)
    if open_needs:
        raise RuleBroken(" ".join(need.repair for need in open_needs))
    for person in before.people:
        check_closing(_for(answers, person=person), person=person, rationale=answers.rationale)


def check_closing(decided: ForPerson, *, person: Person, rationale: str) -> None:
    """Refuse to end for a reason that is never enough by itself.

    Source: LOCAL-PRACTICE

    Raises:
        RuleBroken: "has capacity", "declined", "not engaging", "another agency is involved" or
            a score is all that is said.
    """
    if not _is_closing(decided):
        return
    known = practice.closing_reasons()
    reasons = [known[code] for code in decided.closing_reasons if code in known]
    if not any(reason.is_enough for reason in reasons):
        raise RuleBroken(
            f"For {person.called}: tick a reason that shows that nothing more is needed. Having "
            "capacity, declining, not engaging, another agency or a score is never enough."
        )
    words = f"{rationale} {decided.words}"
    if says_only_phrases(words, known=list(known.values())):
        raise RuleBroken(
            f"For {person.called}: those words alone do not show that anybody is safe. Write "
            "what was looked at, who spoke with whom, and what would make you look again."
        )


def _voice(answers: Answers) -> Need:
    why_not = answers.voice_why_not.strip() and answers.voice_plan.strip()
    return Need(
        code="voice",
        words="Voice, or why not",
        is_done=bool(answers.voice.strip() or why_not),
        repair="Write the person’s own words; or why nobody heard them, and what you do about it.",
    )


def _requests(answers: Answers, *, unanswered: Sequence[str]) -> Need:
    open_ones = [ref for ref in unanswered if not answers.went_without.get(ref, "").strip()]
    said = f" ({', '.join(open_ones)})" if open_ones else ""
    return Need(
        code="requests",
        words="Every request answered, or “go without”",
        is_done=not open_ones,
        repair=f"Say why you go on without the answers that are not in{said}.",
    )


def _dissents(answers: Answers, *, dissents: Sequence[int]) -> Need:
    is_done = all(answers.dissent_answers.get(view, "").strip() for view in dissents)
    return Need(
        code="views",
        words="Views, and the disagreement" if dissents else "The agencies’ views",
        is_done=is_done,
        repair="Answer each agency that disagrees. Their words stay as they are.",
    )


def _person(answers: Answers, *, person: Person) -> Need:
    decided = _for(answers, person=person)
    return Need(
        code=f"person-{person.key}",
        words=f"What is decided for {person.called}",
        is_done=not (repair := _person_repair(decided, person=person)),
        repair=repair,
    )


def _person_repair(decided: ForPerson, *, person: Person) -> str:
    if not decided.outcomes:
        return f"Choose at least one outcome for {person.called}."
    known = outcomes()
    wrong = [code for code in decided.outcomes if code not in known]
    wrong += [
        code for code in decided.outcomes if code in known and not known[code].fits(person.part)
    ]
    if wrong:
        return f"An outcome chosen for {person.called} is not for them. Choose again."
    if person.part == "child" and decided.level not in practice.thresholds().levels:
        return f"Choose a level for {person.called}."
    if person.part != "child":
        return _adult_repair(decided, person=person)
    return _level_repair(decided, person=person)


def _level_repair(decided: ForPerson, *, person: Person) -> str:
    low = [code for code in decided.outcomes if outcomes()[code].level > decided.level]
    if low and outcomes()[low[0]].level == "4":
        return (
            f"“{outcomes()[low[0]].title}” is for level 4, and {person.called} is at level "
            f"{decided.level}. Change one of the two."
        )
    if decided.level == "4" and _is_closing(decided):
        return f"Level 4 for {person.called} cannot end with advice. Say who protects them now."
    return ""


def _adult_repair(decided: ForPerson, *, person: Person) -> str:
    """Return what is wrong with an adult's part. Source: CARE2014-S42"""
    parts = [part.code for part in practice.thresholds().adult_test]
    if any(not decided.adult_test.get(code) for code in parts):
        return f"Answer the three parts of section 42 for {person.called}; not known is an answer."
    is_met = all(decided.adult_test[code] == ADULT_TEST_MET for code in parts)
    if is_met and "O_S42" not in decided.outcomes:
        return f"All three parts are met for {person.called}, so section 42 is a duty. Choose it."
    if not is_met and "O_S42" in decided.outcomes:
        return (
            f"Section 42 needs all three parts met for {person.called}. Change the answers, or "
            "choose the other adult enquiry."
        )
    return ""


def _told(answers: Answers) -> Need:
    is_why_needed = answers.told.startswith("NO_")
    return Need(
        code="told",
        words="Whether they are told",
        is_done=answers.told in TOLD and bool(answers.told_why.strip() or not is_why_needed),
        repair="Say whether the family or the adult is told, and why not if they are not.",
    )


def _again(answers: Answers, *, before: Before) -> list[Need]:
    if not before.earlier_decisions:
        return []
    return [
        Need(
            code="why_again",
            words="Why it is decided again",
            is_done=bool(answers.why_again.strip()),
            repair="Say why it is decided again. The earlier decision stays on the record.",
        )
    ]


def _for(answers: Answers, *, person: Person) -> ForPerson:
    found = [decided for decided in answers.people if decided.person == person.key]
    return found[0] if found else ForPerson(person=person.key)


def _is_closing(decided: ForPerson) -> bool:
    known = outcomes()
    codes = [code for code in decided.outcomes if code in known]
    return bool(codes) and all(known[code].is_closing for code in codes)


def _is_all_closing(answers: Answers) -> bool:
    return bool(answers.people) and all(_is_closing(decided) for decided in answers.people)


def highest_level(people: Collection[ForPerson]) -> str:
    """Return the highest level that was decided for any child; blank where there is none."""
    return max((decided.level for decided in people), default="")


def unknowns_as_kept(holes: Sequence[Any], *, comments: dict[str, str]) -> list[dict[str, str]]:
    """Return what was not known, as a decision keeps it, each with the decider's own word on it."""
    return [
        {
            "key": hole.key,
            "title": hole.title,
            "sentence": hole.sentence,
            "ask": hole.ask,
            "comment": comments.get(hole.key, "").strip(),
        }
        for hole in holes
    ]
