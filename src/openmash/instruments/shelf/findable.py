"""What a search of the handbook finds of instruments: their names, and when to use each."""

from collections.abc import Iterator

from django.urls import reverse

from openmash.handbook.searching import Kind, Passage
from openmash.instruments.engine import Instrument, Status, load_shelf


def passages() -> Iterator[Passage]:
    """Yield one passage for each instrument of the library. A licensee's own are left out.

    Their wording is for those who hold the licence; the gallery shows them to whom they belong.
    """
    for one in load_shelf().in_use.values():
        if one.status is not Status.RETIRED:
            yield _of(one)


def _of(instrument: Instrument) -> Passage:
    return Passage(
        result=f"instrument/{instrument.id}",
        kind=Kind.INSTRUMENT,
        title=instrument.title,
        address=reverse("instruments:instrument", args=[instrument.id]),
        text=" ".join((instrument.purpose, *instrument.use_when)),
        about="Which form, tool or assessment record do I use?",
        is_for_signed_in=True,
    )
