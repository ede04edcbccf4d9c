"""Keep what agencies agreed to share. An agreement never changes: its next version replaces it."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from openmash import policy
from openmash.agencies import rules
from openmash.agencies.models import Agency, SharingAgreement
from openmash.audit import records
from openmash.errors import RuleBroken
from openmash.policy import Viewer


@transaction.atomic
def add_agreement(agency: Agency, *, fields: Mapping, by: Viewer, at: datetime) -> SharingAgreement:
    """Keep a new agreement; with the title of an earlier one it becomes its next version.

    The version before ends the day before this one begins, so that one holds at any time.

    Raises:
        RuleBroken: it is to be reviewed before it begins, or begins before the one it replaces.
    """
    policy.require(policy.may_keep_agreements(by))
    rules.check_agreement_dates(from_on=fields["from_on"], review_on=fields["review_on"])
    earlier = agency.agreements.filter(title=fields["title"])
    number = (earlier.aggregate(last=Max("version"))["last"] or 0) + 1
    _replace(earlier.filter(ended_on=None), begins_on=fields["from_on"])
    made = SharingAgreement.objects.create(agency=agency, version=number, **fields)
    records.record_change(
        "agreement.add",
        f"agency {agency.code}",
        by=by,
        at=at,
        facts={"agreement": made.pk, "version": number},
    )
    return made


@transaction.atomic
def end_agreement(
    agreement: SharingAgreement, *, ended_on: date, why: str, by: Viewer, at: datetime
) -> SharingAgreement:
    """End an agreement after a day. What was shared under it stays recorded.

    Raises:
        RuleBroken: it has ended, or the day is before it began.
    """
    policy.require(policy.may_keep_agreements(by))
    agreement = (
        SharingAgreement.objects.select_for_update(of=("self",))
        .select_related("agency")
        .get(pk=agreement.pk)
    )
    if agreement.ended_on is not None and agreement.ended_on < timezone.localdate(at):
        raise RuleBroken("This agreement has ended already. Nothing more is needed.")
    if ended_on < agreement.from_on:
        raise RuleBroken("The last day is before the agreement began. Choose a later day.")
    agreement.ended_on = ended_on
    agreement.save(update_fields=["ended_on"])
    records.record_change(
        "agreement.end",
        f"agency {agreement.agency.code}",
        by=by,
        at=at,
        because=why,
        facts={"agreement": agreement.pk, "version": agreement.version},
    )
    return agreement


def _replace(holding, *, begins_on: date) -> None:
    last_on = begins_on - timedelta(days=1)
    for before in holding.select_for_update():
        if last_on < before.from_on:
            raise RuleBroken(
                f"Version {before.version} began on {before.from_on:%-d %B %Y}. "
                "Let the new version begin after that day."
            )
        before.ended_on = last_on
        before.save(update_fields=["ended_on"])
