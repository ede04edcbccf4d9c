"""What the nightly look at all records finds: put before a human, never carried out."""

from datetime import datetime

from django.db import transaction

from openmash import firewall
from openmash.people.actions.keeping import hold_ledger, recompute, standing
from openmash.people.doubts import finding as found_by
from openmash.people.ledger import decisions_of
from openmash.people.matching import Evidence, bars
from openmash.people.models import AgencyRecord, Claim, Membership
from openmash.policy import Service

WOULD_JOIN, WOULD_PART = "join", "part"
WORDS = {
    WOULD_JOIN: "The nightly look at all records would join these two today.",
    WOULD_PART: "The nightly look at all records would not join these two today.",
}


def look_again(
    record_a: AgencyRecord,
    record_b: AgencyRecord,
    *,
    evidence: Evidence,
    version: str,
    at: datetime,
) -> Claim | None:
    """Compare what the model would say today with who is who, and note where they disagree.

    Joining needs more than staying joined; what lies between the two lines changes nothing and is
    not noted.
    """
    with firewall.acting_as(Service.IDENTITY):
        is_one = _is_one(record_a.pk, record_b.pk)
    found = found_by(evidence.total, is_one=is_one, is_barred=bool(bars(evidence)))
    if not found:
        return None
    return note_disagreement(
        record_a, record_b, finding=found, evidence=evidence, version=version, at=at
    )


@transaction.atomic
def note_disagreement(
    record_a: AgencyRecord,
    record_b: AgencyRecord,
    *,
    finding: str,
    evidence: Evidence,
    version: str,
    at: datetime,
) -> Claim | None:
    """Put before a human that the model would join two people ("join"), or part one ("part").

    It changes nobody. Nothing is noted where a human has answered, where who is who agrees with
    the finding already, or where the same version noted it before. What is noted stands in the
    list of matches until somebody answers: *same*, *different* or *cannot tell*.
    """
    hold_ledger()
    with firewall.acting_as(Service.IDENTITY):
        if finding not in WORDS:
            raise ValueError(f"A finding is one of {', '.join(WORDS)}, not {finding}.")
        if _is_settled(record_a.pk, record_b.pk, finding=finding):
            return None
        claim, is_new = _noted(
            record_a.pk, record_b.pk, finding=finding, evidence=evidence, version=version, at=at
        )
        if is_new:
            recompute([record_a.pk, record_b.pk], at=at)
    return claim


def _noted(
    a: int, b: int, *, finding: str, evidence: Evidence, version: str, at: datetime
) -> tuple[Claim, bool]:
    """Return the claim that holds the finding, and whether it had to be written."""
    return Claim.objects.get_or_create(
        record_a_id=min(a, b),
        record_b_id=max(a, b),
        says=Claim.Says.POSSIBLE if finding == WOULD_JOIN else Claim.Says.DOUBT,
        model_version=version,
        why=WORDS[finding],
        defaults={
            "weight": evidence.total,
            "reasons": [
                {"field": r.field, "code": r.code, "weight": r.weight, "words": r.words}
                for r in evidence.reasons
            ],
            "at": at,
        },
    )


def _is_settled(a: int, b: int, *, finding: str) -> bool:
    """Say whether who is who agrees already, or a human has said otherwise by any path."""
    is_one = _is_one(a, b)
    if (finding == WOULD_JOIN) == is_one:
        return True
    groups = [_records_with(record) for record in (a, b)]
    human = decisions_of(standing(groups[0] | groups[1]))
    if finding == WOULD_PART:
        return human.are_same(str(a), str(b))
    return human.forbid(map(str, groups[0]), [str(record) for record in groups[1]])


def _is_one(a: int, b: int) -> bool:
    rows = dict(
        Membership.objects.filter(record_id__in=[a, b]).values_list("record_id", "person_id")
    )
    return len(rows) == 2 and rows[a] is not None and rows[a] == rows[b]


def _records_with(record: int) -> set[int]:
    person = Membership.objects.filter(record_id=record).values("person_id")
    found = Membership.objects.filter(person_id__in=person, person__isnull=False)
    return set(found.values_list("record_id", flat=True)) | {record}
