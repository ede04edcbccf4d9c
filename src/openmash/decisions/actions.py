"""Decide: keep a decision half written, sign it, and tell everybody whom it concerns."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from openmash import policy
from openmash.agencies.access import partnership
from openmash.audit import records
from openmash.contacts.actions import give_feedback
from openmash.contacts.models import Contact
from openmash.contacts.rules import is_household_linked
from openmash.decisions import access, rules, told
from openmash.decisions.answers import Answers
from openmash.decisions.models import Action, Decision, DecisionDraft, SubjectDecision
from openmash.enquiries.access import enquiry_facts
from openmash.enquiries.alerts.actions import ToWhom, tell
from openmash.enquiries.clocks import actions as clocks
from openmash.enquiries.clocks.rules import TOTAL_CODES
from openmash.enquiries.models import Enquiry
from openmash.enquiries.risk import actions as risk
from openmash.enquiries.risk.access import held_now
from openmash.enquiries.triage import practice
from openmash.errors import RuleBroken

NOT_REFERRERS = (
    "The words for {reference} repeat what another agency told the hub. Say it in general terms, "
    "or leave it out."
)


@transaction.atomic
def save_draft(
    enquiry: Enquiry, answers: dict[str, list[str]], *, by: policy.Viewer, at: datetime
) -> DecisionDraft:
    """Keep a decision half written, as typed. Nothing is checked; nobody else sees it."""
    policy.require(policy.may_decide(by, enquiry_facts(enquiry)))
    draft = (
        DecisionDraft.objects.select_for_update()
        .filter(enquiry=enquiry, practitioner_id=by.id)
        .first()
    )
    if draft is None:
        return DecisionDraft.objects.create(
            enquiry=enquiry, practitioner_id=by.id, answers=answers, saved_at=at
        )
    draft.answers, draft.saved_at, draft.version = answers, at, draft.version + 1
    draft.save(update_fields=["answers", "saved_at", "version"])
    return draft


@transaction.atomic
def sign(
    enquiry: Enquiry,
    answers: Answers,
    *,
    by: policy.Viewer,
    at: datetime,
    number: int | None = None,
) -> Decision:
    """Sign a decision: it is kept for ever, its clocks stop, and everybody concerned is told.

    `number` is the one the signer saw on the page. Signed twice by one press too many, the
    decision is made once. The signer holds the risk until somebody they asked accepts it.

    Raises:
        NotVisible: the viewer has no authority to decide.
        RuleBroken: something every decision says is missing, somebody else decided meanwhile,
            or the enquiry has ended.

    Source: WT2023-CH3
    """
    enquiry = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    verdict = policy.require(policy.may_decide(by, enquiry_facts(enquiry)))
    table = access.table_of(enquiry, viewer=by, now=at)
    if (signed := _signed_already(table.decisions, number=number, by=by)) is not None:
        return signed
    _check_is_open(enquiry)
    rules.check(answers, before=table.before)
    decision = _keep(table, answers=answers, by=by, at=at)
    _move_on(enquiry, answers=answers, at=at)
    _pass_risk(enquiry, to=answers.risk_to, by=by, at=at)
    _tell_referrers(enquiry, answers=answers, by=by, at=at)
    _tell_owners(decision, at=at)
    DecisionDraft.objects.filter(enquiry=enquiry, practitioner_id=by.id).delete()
    records.record_change(
        "decision.sign", enquiry.reference, by=by, at=at, because=verdict.because,
        facts={"number": decision.number, "went_without": len(decision.went_without),
               "unknowns": len(decision.unknowns), "dissents": len(table.dissents)},
    )  # fmt: skip
    return decision


def _signed_already(
    decisions: Collection[Decision], *, number: int | None, by: policy.Viewer
) -> Decision | None:
    """Return what this press signed before.

    Raises:
        RuleBroken: somebody else signed a decision while this one was being written.
    """
    if number is None or number > len(decisions):
        return None
    signed = next(each for each in decisions if each.number == number)
    if signed.by_id != by.id:
        raise RuleBroken(
            "Somebody else signed a decision while you were writing. Read theirs first; your "
            "words are kept, and you can decide again with a reason."
        )
    return signed


def _check_is_open(enquiry: Enquiry) -> None:
    if enquiry.stage == Enquiry.Stage.CLOSED:
        raise RuleBroken(
            "This enquiry has ended. To look again, say a new worry and link it to this enquiry."
        )


def _keep(table, *, answers: Answers, by: policy.Viewer, at: datetime) -> Decision:
    threshold = practice.thresholds()
    level = rules.highest_level(answers.people)
    known = threshold.levels.get(level)
    decision = Decision.objects.create(
        enquiry=table.enquiry,
        number=len(table.decisions) + 1,
        level=level,
        rationale=answers.rationale.strip(),
        challenge=answers.challenge.strip(),
        threshold_version=threshold.name[:60],
        threshold_words=known.words if known else threshold.adult_test_words,
        voice=answers.voice.strip(),
        voice_why_not=answers.voice_why_not.strip(),
        voice_plan=answers.voice_plan.strip(),
        unknowns=rules.unknowns_as_kept(table.holes, comments=answers.comments),
        went_without=_went_without(table, answers=answers),
        dissent_answers=[
            {"view": view.pk, "words": answers.dissent_answers.get(view.pk, "").strip()}
            for view in table.dissents
        ],
        told=answers.told,
        told_why=answers.told_why.strip(),
        agreement=answers.agreement,
        snapshot=access.snapshot(table.enquiry) | {"at": at.isoformat()},
        why_again=answers.why_again.strip(),
        by_id=by.id,
        at=at,
    )
    _keep_people(decision, answers=answers, people=table.people)
    _keep_actions(decision, answers=answers)
    return decision


def _went_without(table, *, answers: Answers) -> list[dict[str, str]]:
    return [
        {
            "request": one.reference,
            "agency": one.agency,
            "state": one.state,
            "was_late": "yes" if one.is_late else "no",
            "why": answers.went_without.get(one.reference, "").strip(),
        }
        for one in table.silent
    ]


def _keep_people(decision: Decision, *, answers: Answers, people) -> None:
    asked = {person.key for person in people}
    SubjectDecision.objects.bulk_create(
        SubjectDecision(
            decision=decision,
            subject_id=each.person,
            level=each.level,
            outcomes=list(each.outcomes),
            adult_test=each.adult_test,
            closing_reasons=list(each.closing_reasons),
            words=each.words.strip(),
        )
        for each in answers.people
        if each.person in asked
    )


def _keep_actions(decision: Decision, *, answers: Answers) -> None:
    Action.objects.bulk_create(
        Action(
            decision=decision,
            enquiry_id=decision.enquiry_id,
            what=each.what.strip(),
            agency_id=each.agency,
            owner_id=each.owner,
            owner_words=each.owner_words.strip(),
            due_on=each.due_on,
        )
        for each in answers.actions
    )


def _move_on(enquiry: Enquiry, *, answers: Answers, at: datetime) -> None:
    enquiry.stage = Enquiry.Stage.DECIDED
    enquiry.level = rules.highest_level(answers.people) or enquiry.level
    enquiry.version += 1
    enquiry.save(update_fields=["stage", "level", "version"])
    clocks.stop_clocks(TOTAL_CODES.values(), why="decided", at=at, enquiry=enquiry)
    codes = ["HUB-FB"]
    here = partnership()
    # A strict hub counts its working day to the decision and not to the type of response.
    if here and here.settings.get("decision_stops_working_day_clock"):
        codes.append("HUB-DEC")
    clocks.stop_clocks(codes, why="decided", at=at, enquiry=enquiry)
    for folded in enquiry.enquiry_contacts.select_related("contact__screening"):
        screening = getattr(folded.contact, "screening", None)
        if screening is not None:
            clocks.stop_clocks(codes, why="decided", at=at, screening=screening)


def _pass_risk(enquiry: Enquiry, *, to: int | None, by: policy.Viewer, at: datetime) -> None:
    """Let the signer hold the risk, and ask whoever they named. It moves only on acceptance."""
    held = held_now(enquiry=enquiry)
    if held is None:
        held = risk.begin(owner_id=by.id, at=at, enquiry=enquiry)
    held = risk.take_over(held, to=by.id, at=at)
    if to and to != by.id:
        risk.offer(held.pk, to=to, by=by, at=at)


def feedback_for(enquiry: Enquiry, answers: Answers) -> list[tuple[Contact, told.Told]]:
    """Return what the writer of each contact would be told, before anybody changes the words."""
    codes = [code for each in answers.people for code in each.outcomes]
    return [
        (
            contact,
            told.outcome_words(
                codes,
                is_professional=contact.agency_id is not None,
                may_hear_more_than_receipt=not is_linked(contact),
            ),
        )
        for contact in access.referrers_of(enquiry)
    ]


def is_linked(contact: Contact) -> bool:
    """Tell whether the writer of a contact may only ever hear that it was received."""
    return is_household_linked(contact.referrer_relation, has_agency=contact.agency_id is not None)


def _tell_referrers(enquiry: Enquiry, *, answers: Answers, by: policy.Viewer, at: datetime) -> None:
    """Tell everybody who spoke up what became of it, in the same moment as the decision.

    Raises:
        RuleBroken: words written for a referrer repeat another agency's piece.

    Source: WT2023-CH3
    """
    for contact, standard in feedback_for(enquiry, answers):
        words = answers.feedback.get(contact.reference, "").strip()
        given = standard
        if words and not is_linked(contact):
            check_words_for(contact, enquiry=enquiry, words=words)
            given = replace(standard, words=words)
        give_feedback(contact, moment="outcome", band=given.band, words=given.words, by=by, at=at)


def check_words_for(contact: Contact, *, enquiry: Enquiry, words: str) -> None:
    """Refuse words for a referrer that repeat a piece which is not their own.

    Raises:
        RuleBroken: they do.
    """
    others = enquiry.pieces.exclude(contact=contact)
    if contact.agency_id:
        others = others.exclude(agency_id=contact.agency_id)
    told_by_others = [piece.what for piece in others.only("what")]
    told_by_others += [each for each in others.values_list("gist", flat=True) if each]
    if told.repeats(words, of=told_by_others):
        raise RuleBroken(NOT_REFERRERS.format(reference=contact.reference))


def _tell_owners(decision: Decision, *, at: datetime) -> None:
    for action in decision.actions.exclude(owner=None):
        tell(
            ToWhom(practitioner_id=action.owner_id),
            kind="action",
            words=f"You are named to do something by {action.due_on:%-d %B}.",
            once=f"action:{action.pk}",
            at=at,
            reference=f"action {action.pk}",
        )
