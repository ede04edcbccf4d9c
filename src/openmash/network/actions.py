"""Write down what one recorded person is said to be to another."""

from datetime import date, datetime

from openmash.network.models import Tie


def assert_tie(
    from_record,
    to_record,
    kind: str,
    *,
    source_reference: str,
    said_by_agency_id: int | None,
    at: datetime,
    since_on: date | None = None,
    until_on: date | None = None,
) -> Tie:
    """Keep one tie as its source said it: "mother_of" reads from the first to the second."""
    return Tie.objects.create(
        from_record=from_record,
        to_record=to_record,
        kind=kind,
        since_on=since_on,
        until_on=until_on,
        source_reference=source_reference,
        said_by_agency_id=said_by_agency_id,
        said_at=at,
    )
