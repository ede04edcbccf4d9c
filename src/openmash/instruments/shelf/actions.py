"""Bring in an instrument of one's own licence, from a file in the published format."""

from datetime import date, datetime
from pathlib import PurePath

from django.db import transaction

from openmash import policy
from openmash.audit import records
from openmash.errors import BadInput
from openmash.instruments.engine import Faulty, Instrument, instrument_ids, read_instrument
from openmash.instruments.models import LicensedInstrument

MOST_CHARACTERS = 400_000


@transaction.atomic
def bring_in(
    file_name: str,
    text: str,
    *,
    licence_holder: str,
    licence_reference: str,
    expires_on: date | None,
    by: policy.Viewer,
    at: datetime,
) -> Instrument:
    """Keep a licensed instrument for this partnership alone, after the engine has checked it.

    Raises:
        NotVisible: the viewer is no administrator.
        BadInput: the file is faulty (each fault with its line, key and mend), has the name of an
            instrument of the library, or is a version that is here already.
    """
    policy.require(policy.may_administer(by))
    instrument = _checked(file_name, text)
    LicensedInstrument.objects.create(
        name=instrument.id,
        version=instrument.version,
        text=text,
        licence_holder=licence_holder.strip(),
        licence_reference=licence_reference.strip(),
        expires_on=expires_on,
        by_id=by.id,
        at=at,
    )
    records.record_change("instrument.bring_in", instrument.id, by=by, at=at)
    return instrument


def _checked(file_name: str, text: str) -> Instrument:
    """Return the instrument of a file that may be brought in.

    Raises:
        BadInput: it may not, and why.
    """
    if len(text) > MOST_CHARACTERS:
        raise BadInput("This file is too long for an instrument. Send one instrument a file.")
    name = PurePath(file_name).name
    try:
        instrument = read_instrument(text, file=name, known_instruments=instrument_ids())
    except Faulty as faulty:
        raise BadInput("\n".join(fault.in_words() for fault in faulty.faults)) from None
    if instrument.id in instrument_ids():
        raise BadInput(
            f"The library has an instrument “{instrument.id}”. Give yours an id of its own."
        )
    same = LicensedInstrument.objects.filter(name=instrument.id, version=instrument.version)
    if same.exists():
        raise BadInput(
            f"Version {instrument.version} of “{instrument.id}” is here already. "
            "A version never changes: give the file the next number."
        )
    return instrument
