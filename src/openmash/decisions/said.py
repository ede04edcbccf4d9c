"""How the parts of a decision are said on a page."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from openmash.decisions.answers import Answers, ForPerson, Person, PlannedAction
from openmash.decisions.forms import DecisionForm, hole_field
from openmash.decisions.outcomes import titles
from openmash.decisions.shown import View
from openmash.enquiries.triage import practice

TEST_WORDS = {"yes": "Yes", "no": "No", "not_known": "Not known"}


def with_feedback(answers: Answers, words: Mapping[str, str]) -> Answers:
    """Return the decision with what its maker wrote for each referrer."""
    return replace(answers, feedback={ref: said for ref, said in words.items() if said.strip()})


def views(shown: Iterable[View]) -> list[dict[str, str]]:
    """Return the views that do not disagree, as the component wants them."""
    return [
        {"agency": view.agency, "by": view.by, "view": view.view, "words": view.words}
        for view in shown
        if not view.is_dissent
    ]


def people(decided: Iterable[ForPerson], *, named: Mapping[int, Person]) -> list[dict]:
    """Return what is decided for each person, in words."""
    return [
        _person(
            named[each.person].called,
            level=each.level,
            adult_test=each.adult_test,
            outcomes=each.outcomes,
            closing=each.closing_reasons,
            words=each.words,
        )
        for each in decided
        if each.person in named
    ]


def people_decided(decision) -> list[dict]:
    """Return what a signed decision decided for each person, in words."""
    return [
        _person(
            each.subject.name or "Somebody not named",
            level=each.level,
            adult_test=each.adult_test,
            outcomes=each.outcomes,
            closing=each.closing_reasons,
            words=each.words,
        )
        for each in decision.for_subjects.all()
    ]


def _person(name: str, *, level: str, adult_test, outcomes, closing, words: str) -> dict:
    known = practice.closing_reasons()
    threshold = practice.thresholds()
    said = threshold.levels.get(level)
    return {
        "name": name,
        "level": f"Level {level}: {said.title}" if said else "",
        "test": [
            (part.question, TEST_WORDS.get(adult_test.get(part.code, ""), "Not answered"))
            for part in threshold.adult_test
            if adult_test
        ],
        "outcomes": titles(outcomes),
        "closing": [known[code].words for code in closing if code in known],
        "words": words,
    }


def planned(actions: Iterable[PlannedAction], *, agencies: Mapping[int, str]) -> list[dict]:
    """Return what is planned, with its agency and day."""
    return [
        {"what": each.what, "agency": agencies.get(each.agency, ""), "due_on": each.due_on}
        for each in actions
    ]


def who_spoke(contact) -> str:
    """Return who told the hub, as far as the hub calls them."""
    if contact.is_anonymous:
        return "Somebody who gave no name"
    who = contact.by.name if contact.by else contact.referrer_name
    where = contact.agency.name if contact.agency else contact.referrer_body
    return ", ".join(part for part in (who, where) if part) or "Somebody who gave no name"


def referrers(contacts: Iterable) -> list[dict]:
    """Return what the writer of each contact was told of the outcome, if anything."""
    found = []
    for contact in contacts:
        given = [each for each in contact.feedback.all() if each.moment == "outcome"]
        found.append(
            {
                "reference": contact.reference,
                "who": who_spoke(contact),
                "given": given[-1] if given else None,
                # Without an account or an address only the receipt page can tell them.
                "is_by_receipt_only": contact.by_id is None and not contact.referrer_email,
            }
        )
    return found


def form_parts(form: DecisionForm) -> dict[str, object]:
    """Return the fields of the form by the question on the table that each belongs to."""
    table = form.table
    return {
        "dissents": [(view, form[f"dissent_{view.pk}"]) for view in table.dissents],
        "holes": [(hole, form[hole_field(hole.key)]) for hole in table.holes],
        "silent": [(one, form[f"without_{one.pk}"]) for one in table.silent],
        "people": [_for_person(form, person) for person in table.people],
        "actions": [
            {part: form[f"a{row}_{part}"] for part in ("what", "agency", "owner", "due")}
            | {"legend": f"Action {row + 1}"}
            for row in range(form.rows)
        ],
    }


def _for_person(form: DecisionForm, person: Person) -> dict[str, object]:
    start = f"p{person.key}"
    is_child = person.part == "child"
    tests = () if is_child else practice.thresholds().adult_test
    more = form[f"{start}_more"]
    return {
        "person": person,
        "level": form[f"{start}_level"] if is_child else None,
        "tests": [form[f"{start}_{part.code}"] for part in tests],
        "outcomes": form[f"{start}_outcomes"],
        "more": more,
        "has_more": bool(more.value()),
        "closing": form[f"{start}_closing"],
        "words": form[f"{start}_words"],
    }
