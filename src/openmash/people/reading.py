"""How an agency record is read for comparison. The words themselves stay as they were written."""

from openmash.people.matching import PartialDate, RecordFacts


def facts_of(record) -> RecordFacts:
    """Return an agency record as the comparison reads it; a record not yet kept has ref "new"."""
    return RecordFacts(
        ref=str(record.pk or "new"),
        agency=str(record.agency_id or ""),
        recorded_on=record.recorded_on,
        name=record.name or None,
        given=record.given_names or None,
        family=record.family_name or None,
        other_names=tuple(record.other_names),
        date_of_birth=born(record),
        age=record.age,
        sex=record.sex or None,
        address=record.address or None,
        postcode=record.postcode or None,
        uprn=record.uprn or None,
        area=record.area or None,
        nhs_number=record.nhs_number or None,
        upn=record.upn or None,
        other_ids=tuple(sorted(record.other_identifiers.items())),
        phones=(record.phone,) if record.phone else (),
        emails=(record.email,) if record.email else (),
        role=record.role or None,
        contact_ref=record.source_reference,
        related_names=tuple(record.related_names),
        is_unborn=record.is_unborn,
        expected_on=record.expected_on,
        date_of_death=record.died_on,
        other_addresses=tuple(record.addresses_of_others),
    )


def born(record) -> PartialDate | None:
    """Return the date of birth as far as it was known."""
    if record.born_on is None:
        return None
    return PartialDate.of(record.born_on, precision=record.born_precision or "day")
