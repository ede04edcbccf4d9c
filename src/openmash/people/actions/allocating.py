"""Say to which worker a person is open, and when that ends."""

from datetime import date, datetime

from django.db import transaction

from openmash import policy
from openmash.audit import records
from openmash.errors import RuleBroken
from openmash.people.models import Allocation, Person


@transaction.atomic
def allocate(
    person: Person, *, worker_id: int, plan: str, since_on: date, by: policy.Viewer, at: datetime
) -> Allocation:
    """Record that a person is open to a named worker under a plan ("child in need").

    Raises:
        NotVisible: the viewer may not read people.
        RuleBroken: no plan is named.
    """
    policy.require(policy.may_read_person(by, readers=None))
    if not plan.strip():
        raise RuleBroken("Say under which plan the person is open, such as child in need.")
    allocation = Allocation.objects.create(
        person=person, worker_id=worker_id, plan=plan.strip(), since_on=since_on
    )
    records.record_change("person.allocated", person.reference, by=by, at=at)
    return allocation


@transaction.atomic
def end_allocation(
    allocation: Allocation, *, until_on: date, by: policy.Viewer, at: datetime
) -> Allocation:
    """Record the last day on which a person was open to a worker.

    Raises:
        NotVisible: the viewer may not read people.
        RuleBroken: it has ended already, or would end before it began.
    """
    policy.require(policy.may_read_person(by, readers=None))
    allocation = Allocation.objects.select_for_update().get(pk=allocation.pk)
    if allocation.until_on is not None:
        raise RuleBroken("This has ended already. To open it again, allocate the person anew.")
    if until_on < allocation.since_on:
        raise RuleBroken("The last day is before the first. Check the date.")
    allocation.until_on = until_on
    allocation.save(update_fields=["until_on"])
    reference = Person.objects.get(pk=allocation.person_id).reference
    records.record_change("person.allocation_ended", reference, by=by, at=at)
    return allocation
