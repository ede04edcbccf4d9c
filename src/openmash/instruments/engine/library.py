"""The instruments of the library: the version in use, the earlier ones, and faulty files.

`library/instruments/ID.yaml` is the version in use. A version that it replaced is kept, word
for word, in `library/instruments/earlier/VERSION/ID.yaml`, because records keep the version
that they were made with.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from openmash.instruments.engine.definitions import Instrument
from openmash.instruments.engine.faults import (
    Fault,
    Faulty,
    FaultyInstrument,
    UnknownInstrument,
    nearest,
    quoted,
)
from openmash.instruments.engine.reading import read_instrument, text_of
from openmash.sources import library_path

FOLDER, EARLIER = "instruments", "earlier"


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """Instruments that could be read, and the faults of every file that could not.

    A faulty file takes only itself out of use: the others stay, and the fault is shown. No
    instrument stands on one shelf in two versions.
    """

    in_use: Mapping[str, Instrument]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, kw_only=True)
class Archive:
    """The versions that were replaced, by id and version, and the faults of their files."""

    earlier: Mapping[tuple[str, str], Instrument]
    faults: tuple[Fault, ...]


def instruments_folder() -> Path:
    """Return where the instruments of the library are."""
    return library_path() / FOLDER


@cache
def instrument_ids() -> tuple[str, ...]:
    """Return the ids of the library, as its file names say them, without reading the files."""
    return tuple(sorted(path.stem for path in instruments_folder().glob("*.yaml")))


@cache
def load_shelf() -> Shelf:
    """Return every instrument of the library in the version in use."""
    found, faults = _read_all("*.yaml")
    return Shelf(in_use={one.id: one for one in found}, faults=tuple(faults))


@cache
def load_archive() -> Archive:
    """Return every version that was replaced. Pages that list what is in use need none of it."""
    found, faults = _read_all(f"{EARLIER}/*/*.yaml")
    earlier = {(one.id, one.version): one for one in found}
    return Archive(earlier=earlier, faults=tuple(faults))


def _read_all(pattern: str) -> tuple[list[Instrument], list[Fault]]:
    found: list[Instrument] = []
    faults: list[Fault] = []
    for path in sorted(instruments_folder().glob(pattern)):
        try:
            found.append(_read(path))
        except Faulty as faulty:
            faults += faulty.faults
    return found, faults


def _read(path: Path) -> Instrument:
    shown = f"library/{path.relative_to(library_path()).as_posix()}"
    found = read_instrument(text_of(path, shown=shown), file=shown)
    if path.parent.name not in (FOLDER, found.version):
        raise FaultyInstrument(
            [
                Fault(
                    file=shown,
                    line=1,
                    key="version",
                    problem=f"This is version {found.version}, in the folder of another.",
                    mend="Earlier versions stand in the folder named for them.",
                )
            ]
        )
    return found


@cache
def get_instrument(instrument_id: str, version: str = "") -> Instrument:
    """Return one instrument, in the version in use unless another is named.

    Reads only the file that is asked for, so that the command line answers at once.

    Raises:
        UnknownInstrument: the library has no such instrument, or not in that version.
        FaultyInstrument: its file is faulty.
    """
    if instrument_id not in instrument_ids():
        raise UnknownInstrument(
            f"There is no instrument {quoted(instrument_id)}. "
            + nearest(instrument_id, known=instrument_ids())
        )
    in_use = _read(instruments_folder() / f"{instrument_id}.yaml")
    if version in ("", in_use.version):
        return in_use
    path = instruments_folder() / EARLIER / version / f"{instrument_id}.yaml"
    # The version comes from a record: it must not climb out of the folder.
    if version.replace(".", "").isdigit() and path.is_file():
        return _read(path)
    raise UnknownInstrument(
        f"The library has no version {quoted(version)} of “{instrument_id}”; version "
        f"{in_use.version} is in use. Evaluate the record with the release that it was made with."
    )


def read_instrument_file(path: Path) -> Instrument:
    """Return an instrument from a file of somebody's own.

    Rules may point to instruments of the library and to those in the same folder.

    Raises:
        BadInput: the file is missing, unreadable or faulty.
    """
    beside = {other.stem for other in path.parent.glob("*.yaml")}
    return read_instrument(
        text_of(path), file=str(path), known_instruments=sorted(beside | {*instrument_ids()})
    )
