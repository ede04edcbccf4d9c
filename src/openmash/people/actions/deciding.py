"""Say who is who: the same person, different people, or cannot tell; and take a word back.

Nothing is overwritten. Each answer is one more entry of the ledger, and persons are computed
from what stands. Where much speaks against joining two people, the first *same* is a proposal that
joins nobody until a second person agrees (`seconding`).
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from openmash import policy
from openmash.audit import records
from openmash.people import rules
from openmash.people.access import readers_of
from openmash.people.actions.attending import settle_between
from openmash.people.actions.keeping import hold_ledger, recompute, standing
from openmash.people.conflicts import why_two
from openmash.people.ledger import decisions_of
from openmash.people.models import AgencyRecord, Claim, Membership, Person
from openmash.people.reading import facts_of


def say_same(
    a: AgencyRecord, b: AgencyRecord, *, why: str, by: policy.Viewer, at: datetime
) -> Claim:
    """Record that a human says that two records are one person.

    Where something strong stands against it, or much would be joined at once, the claim is a
    proposal (`says` is "proposed"): it joins nobody until a second person agrees.

    Raises:
        NotVisible: the viewer may not decide about one of them.
        RuleBroken: there is no reason, a human said that they are different, only one of
            them is shielded, or a proposal to join them is open.
    """
    return _say(Claim.Says.SAME, a, b, why=why, by=by, at=at)


def say_different(
    a: AgencyRecord, b: AgencyRecord, *, why: str, by: policy.Viewer, at: datetime
) -> Claim:
    """Record that a human says that two records are two people, for ever and by any path.

    Raises:
        NotVisible: the viewer may not decide about one of them.
        RuleBroken: there is no reason, or a human said that they are the same.
    """
    return _say(Claim.Says.DIFFERENT, a, b, why=why, by=by, at=at)


def cannot_tell(
    a: AgencyRecord, b: AgencyRecord, *, why: str, by: policy.Viewer, at: datetime
) -> Claim:
    """Record that a human looked and cannot tell yet; the two stay possible.

    Raises:
        NotVisible: the viewer may not decide about one of them.
        RuleBroken: there is no reason.
    """
    return _say(Claim.Says.UNSURE, a, b, why=why, by=by, at=at)


@transaction.atomic
def undo(claim: Claim, *, why: str, by: policy.Viewer, at: datetime) -> Claim:
    """Take a claim back, and restore exactly what would be without it.

    Where a *same* is taken back, the model does not join the two again by itself.

    Raises:
        NotVisible: the viewer may not decide about one of its records.
        RuleBroken: there is no reason, or there is nothing to take back.
    """
    hold_ledger()
    claim = Claim.objects.select_related("record_a", "record_b").get(pk=claim.pk)
    reference = require_both(claim.record_a, claim.record_b, by=by)
    rules.check_reason(why)
    is_over = Claim.objects.filter(Q(undoes=claim) | Q(answers=claim)).exists()
    rules.check_undo(says=claim.says, is_undone=is_over)
    taken = Claim.objects.create(
        record_a=claim.record_a, record_b=claim.record_b, says=Claim.Says.UNDO, by_id=by.id,
        why=why.strip(), undoes=claim, at=at,
    )  # fmt: skip
    recompute([claim.record_a_id, claim.record_b_id], at=at)
    facts = {"claim": claim.pk, "said": claim.says}
    records.record_change("match.undone", reference, by=by, at=at, facts=facts)
    return taken


@transaction.atomic
def _say(
    says: str, a: AgencyRecord, b: AgencyRecord, *, why: str, by: policy.Viewer, at: datetime
) -> Claim:
    hold_ledger()
    reference = require_both(a, b, by=by)
    rules.check_reason(why)
    rules.check_two(a.pk, b.pk)
    against: tuple[str, ...] = ()
    if says == Claim.Says.SAME:
        against = _check_same(a, b)
        says = Claim.Says.PROPOSED if against else says
    elif says == Claim.Says.DIFFERENT:
        _check_different(a, b)
        _close_proposals(a, b, why=why, by=by, at=at)
    claim = Claim.objects.create(
        record_a=a, record_b=b, says=says, by_id=by.id, why=why.strip(), at=at,
        reasons=[{"field": "", "code": "second", "weight": 0, "words": one} for one in against],
    )  # fmt: skip
    if says == Claim.Says.SAME:
        settle_between(a, b, why=why, by=by, at=at)
    recompute([a.pk, b.pk], at=at)
    facts = {"claim": claim.pk}
    records.record_change(f"match.said_{says}", reference, by=by, at=at, facts=facts)
    return claim


def require_both(a: AgencyRecord, b: AgencyRecord, *, by: policy.Viewer) -> str:
    """Stop whoever may not decide about both; return the reference of the first one's person."""
    people = [_person_of(record) for record in (a, b)]
    for person in people:
        readers = readers_of(person) if person else None
        policy.require(policy.may_decide_match(by, readers=readers))
    return next((person.reference for person in people if person), a.source_reference)


def check_may_join(a: AgencyRecord, b: AgencyRecord) -> tuple[set[int], set[int]]:
    """Refuse to join across the shield or what a human keeps apart; return both groups' records."""
    people = [_person_of(record) for record in (a, b)]
    both = list(zip(people, (a, b), strict=True))
    rules.check_one_shield(*(p.is_restricted if p else r.is_restricted for p, r in both))
    groups = [_records_of(person, record) for person, record in both]
    said = standing(groups[0] | groups[1])
    first, second = (sorted(map(str, group)) for group in groups)
    rules.check_not_different(decisions_of(said).forbid(first, second))
    return groups[0], groups[1]


def _check_same(a: AgencyRecord, b: AgencyRecord) -> tuple[str, ...]:
    """Refuse what may not be joined; return why joining it needs a second person, if it does."""
    first, second = check_may_join(a, b)
    if first == second:
        return ()
    rules.check_none_waits(_waiting(first | second).exists())
    held = AgencyRecord.objects.in_bulk(first | second)
    one, other = ([facts_of(held[pk]) for pk in sorted(group)] for group in (first, second))
    return why_two(one, other)


def _waiting(records: set[int]) -> QuerySet[Claim]:
    """Return what waits for a second person between these records."""
    return Claim.objects.filter(
        record_a_id__in=records, record_b_id__in=records, says=Claim.Says.PROPOSED,
        undone_by=None, answered_by=None,
    )  # fmt: skip


def _close_proposals(
    a: AgencyRecord, b: AgencyRecord, *, why: str, by: policy.Viewer, at: datetime
) -> None:
    """Let nothing wait for a second person that *different* has just answered.

    Whoever proposed it takes it back by saying so; anybody else declines it.
    """
    for waiting in _waiting(_records_of(_person_of(a), a) | _records_of(_person_of(b), b)):
        is_own = waiting.by_id == by.id
        Claim.objects.create(
            record_a_id=waiting.record_a_id, record_b_id=waiting.record_b_id, by_id=by.id,
            says=Claim.Says.UNDO if is_own else Claim.Says.DECLINED, why=why.strip(), at=at,
            undoes=waiting if is_own else None, answers=None if is_own else waiting,
        )  # fmt: skip


def _check_different(a: AgencyRecord, b: AgencyRecord) -> None:
    said = standing(_records_of(_person_of(a), a) | _records_of(_person_of(b), b))
    rules.check_not_same(decisions_of(said).are_same(str(a.pk), str(b.pk)))


def _person_of(record: AgencyRecord) -> Person | None:
    row = Membership.objects.select_related("person").filter(record=record).first()
    return row.person if row else None


def _records_of(person: Person | None, record: AgencyRecord) -> set[int]:
    if person is None:
        return {record.pk}
    return set(Membership.objects.filter(person=person).values_list("record_id", flat=True))
