"""Raise doubts about persons when they are computed, and settle one when a human has looked."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from openmash import policy
from openmash.audit import records
from openmash.people import rules
from openmash.people.doubts import Unsettled, doubts
from openmash.people.ledger import Said
from openmash.people.models import AgencyRecord, Attention, Claim, Clearance, Membership
from openmash.people.reading import facts_of


def raise_doubts(
    groups: Iterable[frozenset[int]],
    *,
    held: Mapping[int, AgencyRecord],
    said: Sequence[Said],
    at: datetime,
) -> None:
    """Keep each reason to look again at these persons; one that was raised before stays as it is."""
    joined = [group for group in groups if len(group) > 1]
    if not joined:
        return
    unsettled = _unsettled({record for group in joined for record in group})
    rows = [
        Attention(
            record_a_id=one.a, record_b_id=one.b, cause=one.cause, key=one.key, words=one.words,
            at=at,
        )
        for group in joined
        for one in doubts(
            [facts_of(held[record]) for record in sorted(group)],
            links=[one for one in said if one.a in group and one.b in group],
            unsettled=unsettled,
        )
    ]  # fmt: skip
    if rows:
        Attention.objects.bulk_create(rows, ignore_conflicts=True)


def _unsettled(wanted: set[int]) -> list[Unsettled]:
    """Return what was left open between these records and that no later *same* has settled."""
    rows = Claim.objects.filter(
        record_a_id__in=wanted,
        record_b_id__in=wanted,
        says__in=[Claim.Says.UNSURE, Claim.Says.DOUBT, Claim.Says.SAME],
        undone_by=None,
    ).order_by("pk")
    open_now: dict[frozenset[int], list[Unsettled]] = {}
    for row in rows:
        pair = frozenset((row.record_a_id, row.record_b_id))
        if row.says == Claim.Says.SAME:
            if row.by_id:
                open_now.pop(pair, None)
            continue
        one = Unsettled(
            number=row.pk, a=row.record_a_id, b=row.record_b_id, by_model=row.by_id is None
        )
        open_now.setdefault(pair, []).append(one)
    return [one for found in open_now.values() for one in found]


@transaction.atomic
def settle(attention: Attention, *, why: str, by: policy.Viewer, at: datetime) -> Clearance:
    """Record that a human looked at a doubt about a person, and why it need not be looked at again.

    Raises:
        NotVisible: the viewer may not decide who is who.
        RuleBroken: there is no reason, or it was settled already.
    """
    policy.require(policy.may_decide_match(by, readers=None))
    rules.check_reason(why)
    Membership.objects.select_for_update().get(record_id=attention.record_a_id)
    rules.check_not_cleared(Clearance.objects.filter(attention=attention).exists())
    cleared = Clearance.objects.create(attention=attention, by_id=by.id, why=why.strip(), at=at)
    person = Membership.objects.select_related("person").get(record_id=attention.record_a_id).person
    reference = person.reference if person else ""
    facts = {"attention": attention.pk, "cause": attention.cause}
    records.record_change("person.doubt_settled", reference, by=by, at=at, facts=facts)
    return cleared


def settle_between(
    a: AgencyRecord, b: AgencyRecord, *, why: str, by: policy.Viewer, at: datetime
) -> None:
    """Settle the doubts about two records of which a human has just said *same*."""
    pair = Q(record_a=a, record_b=b) | Q(record_a=b, record_b=a)
    for attention in Attention.objects.filter(pair, clearance=None):
        settle(attention, why=why, by=by, at=at)
