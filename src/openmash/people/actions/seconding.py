"""Answer, as the second person, a proposal to join two people: agree or decline."""

from datetime import datetime

from django.db import transaction

from openmash import policy
from openmash.audit import records
from openmash.people import rules
from openmash.people.actions.attending import settle_between
from openmash.people.actions.deciding import check_may_join, require_both
from openmash.people.actions.keeping import hold_ledger, recompute
from openmash.people.models import Claim


@transaction.atomic
def confirm(proposal: Claim, *, why: str, by: policy.Viewer, at: datetime) -> Claim:
    """Agree, as a second person, that two people are one: they are joined now.

    Raises:
        NotVisible: the viewer may not decide about one of them.
        RuleBroken: there is no reason, the viewer proposed it, it was answered or taken back, or
            somebody has said since that they are different.
    """
    proposal, reference = _held(proposal, why=why, by=by)
    check_may_join(proposal.record_a, proposal.record_b)
    claim = _answer(proposal, Claim.Says.SAME, why=why, by=by, at=at)
    settle_between(proposal.record_a, proposal.record_b, why=why, by=by, at=at)
    recompute([proposal.record_a_id, proposal.record_b_id], at=at)
    facts = {"claim": claim.pk, "proposal": proposal.pk}
    records.record_change("match.seconded", reference, by=by, at=at, facts=facts)
    return claim


@transaction.atomic
def decline(proposal: Claim, *, why: str, by: policy.Viewer, at: datetime) -> Claim:
    """Decline, as a second person, to join two people: they stay two, and in the list.

    Raises:
        NotVisible: the viewer may not decide about one of them.
        RuleBroken: there is no reason, the viewer proposed it, or it was answered or taken back.
    """
    proposal, reference = _held(proposal, why=why, by=by)
    claim = _answer(proposal, Claim.Says.DECLINED, why=why, by=by, at=at)
    facts = {"claim": claim.pk, "proposal": proposal.pk}
    records.record_change("match.declined", reference, by=by, at=at, facts=facts)
    return claim


def _held(proposal: Claim, *, why: str, by: policy.Viewer) -> tuple[Claim, str]:
    hold_ledger()
    proposal = Claim.objects.select_related("record_a", "record_b").get(pk=proposal.pk)
    reference = require_both(proposal.record_a, proposal.record_b, by=by)
    rules.check_reason(why)
    rules.check_proposal(
        says=proposal.says,
        is_answered=Claim.objects.filter(answers=proposal).exists(),
        is_undone=Claim.objects.filter(undoes=proposal).exists(),
    )
    rules.check_second(first=proposal.by_id, second=by.id)
    return proposal, reference


def _answer(proposal: Claim, says: str, *, why: str, by: policy.Viewer, at: datetime) -> Claim:
    return Claim.objects.create(
        record_a=proposal.record_a, record_b=proposal.record_b, says=says, by_id=by.id,
        why=why.strip(), answers=proposal, at=at,
    )  # fmt: skip
