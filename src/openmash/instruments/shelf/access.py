"""The door to instruments: those of the library, and those that a licensee brought in."""

from collections.abc import Iterable
from functools import lru_cache

from django.utils import timezone

from openmash.instruments.engine import (
    Instrument,
    Status,
    UnknownInstrument,
    get_instrument,
    instrument_ids,
    load_shelf,
    read_instrument,
)
from openmash.instruments.models import LicensedInstrument


def instrument_of(name: str, *, version: str = "") -> Instrument:
    """Return an instrument in the version asked for, or in the version in use.

    Raises:
        UnknownInstrument: neither the library nor a licensee of this partnership has it.
    """
    if name in instrument_ids():
        return get_instrument(name, version)
    rows = LicensedInstrument.objects.filter(name=name)
    if version:
        rows = rows.filter(version=version)
    row = rows.order_by("-at", "-pk").first()
    if row is None:
        raise UnknownInstrument("There is no such instrument in this hub.")
    return _read(row.name, row.version, row.text)


def instruments_in_use() -> list[Instrument]:
    """Return every instrument that a new assessment may be made with, by practice area and title.

    One whose file is faulty, that was retired, or whose licence has run out, is not among them.
    """
    found = [*load_shelf().in_use.values(), *(instrument_of(row.name) for row in licensed())]
    in_use = [one for one in found if one.status is not Status.RETIRED]
    return sorted(in_use, key=lambda one: (one.practice_area, one.title))


def is_in_use(instrument: Instrument) -> bool:
    """Tell whether a new assessment may be made with this version today."""
    return any(
        (one.id, one.version) == (instrument.id, instrument.version) for one in instruments_in_use()
    )


def licensed() -> Iterable[LicensedInstrument]:
    """Return the latest version of each licensed instrument whose licence runs today."""
    today = timezone.localdate()
    latest: dict[str, LicensedInstrument] = {}
    for row in LicensedInstrument.objects.order_by("at", "pk"):
        latest[row.name] = row
    return [row for row in latest.values() if row.expires_on is None or row.expires_on >= today]


def licence_of(instrument: Instrument) -> LicensedInstrument | None:
    """Return under which licence an instrument is used; None for the library's own."""
    return LicensedInstrument.objects.filter(name=instrument.id, version=instrument.version).first()


@lru_cache(maxsize=64)
def _read(name: str, version: str, text: str) -> Instrument:
    return read_instrument(text, file=f"{name}.yaml", known_instruments=instrument_ids())
