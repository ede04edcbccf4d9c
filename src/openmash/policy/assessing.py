"""The rules of who may read, answer, judge and agree to an assessment."""

from dataclasses import dataclass

from openmash.policy.roles import Permission, Viewer
from openmash.policy.rules import EnquiryFacts, may_read_enquiry
from openmash.policy.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentFacts:
    """What a rule may know of an assessment: its enquiry, and which agencies answer a part."""

    enquiry: EnquiryFacts
    invited: frozenset[int] = frozenset()
    is_signed: bool = False


def may_see_assessment(viewer: Viewer, facts: AssessmentFacts) -> Verdict:
    """The hub sees all of it; an agency asked for its part sees the questions and its own answers."""
    if may_answer_own_part(viewer, facts):
        return Verdict(True, "their own agency was asked for its part")
    return may_read_enquiry(viewer, facts.enquiry)


def may_read_assessment(viewer: Viewer, facts: AssessmentFacts) -> Verdict:
    """What all agencies answered, side by side, is for whoever may read the enquiry."""
    return may_read_enquiry(viewer, facts.enquiry)


def may_answer_own_part(viewer: Viewer, facts: AssessmentFacts) -> Verdict:
    """An agency that was asked answers through somebody who researches for it."""
    if Permission.REQUEST_ANSWER not in viewer.permissions:
        return Verdict(False, "no role that answers for an agency")
    if not viewer.agency or viewer.agency not in facts.invited:
        return Verdict(False, "not asked for this assessment")
    return Verdict(True, "researches for an agency that was asked")


def may_judge_assessment(viewer: Viewer, facts: AssessmentFacts) -> Verdict:
    """Hub roles judge and sign what they may read; an agency that answers a part does not."""
    return may_read_enquiry(viewer, facts.enquiry)


def may_second_assessment(viewer: Viewer, facts: AssessmentFacts) -> Verdict:
    """Going below a floor is agreed by a decision maker or a manager of the hub."""
    if not {Permission.DECIDE, Permission.REASSIGN} & viewer.permissions:
        return Verdict(False, "no authority to agree to a judgement below its floor")
    return may_read_enquiry(viewer, facts.enquiry)
