"""Print a recipient's part as a tagged PDF (A4, PDF/UA-1) through Typst, without any network.

Everything people wrote goes to the typesetter as JSON, which it reads as values: no text can
become markup, open a file or fetch anything. The same input gives the same bytes on one machine.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from openmash.errors import BadInput, NaiveTime
from openmash.products.composing import Composition
from openmash.products.letters import cleaned, spelt_in_latin, unprintable_letters
from openmash.products.writing import moment_in_words

FOLDER = Path(__file__).parent
MARKINGS = ("OFFICIAL", "OFFICIAL-SENSITIVE")
MOST_ROUNDS = 12  # each round learns of letters that no font has; two are the usual number

PREVIEW = "PREVIEW FOR THE HUB, NOT SENT"


def render_pdf(
    composition: Composition,
    *,
    partnership_name: str,
    now: datetime,
    marking: str = "OFFICIAL-SENSITIVE",
) -> bytes:
    """Return the product as its recipient will see it; what may not yet be sent says so on top.

    Only the recipient's part is read, so nothing that was withheld can reach the page.

    Raises:
        BadInput: the marking is not one the hub may print.
        NaiveTime: `now` has no timezone.
    """
    notice = "" if composition.is_sendable else PREVIEW
    return render_sheet(
        composition.sheet,
        partnership_name=partnership_name,
        now=now,
        marking=marking,
        notice=notice,
    )


def render_sheet(
    sheet: Mapping[str, Any],
    *,
    partnership_name: str,
    now: datetime,
    marking: str = "OFFICIAL-SENSITIVE",
    notice: str = "",
) -> bytes:
    """Return a stored recipient's part as a PDF; `notice` is printed at the top of each page.

    The document's title holds the type and the reference, never a name.
    """
    values = dict(sheet) | {
        "partnership": partnership_name,
        "marking": _checked(marking),
        "notice": notice,
        "document_title": f"{sheet['title']}, {sheet['reference']}",
        "seal": _seal_in_words(str(sheet.get("seal", ""))),
    }
    return _printed("product.typ", values=values, now=now)


def render_receipt_pdf(
    reference: str,
    *,
    next_steps: Sequence[str],
    partnership_name: str,
    received_at: datetime,
    now: datetime,
    questions_to: str = "",
    marking: str = "OFFICIAL-SENSITIVE",
) -> bytes:
    """Return a receipt: the reference and what happens next, and nothing about anybody."""
    values = {
        "partnership": partnership_name,
        "marking": _checked(marking),
        "notice": "",
        "document_title": f"Receipt, {reference}",
        "title": "We have what you told us",
        "reference": reference,
        "copy_for": "",
        "received": moment_in_words(received_at),
        "next_steps": list(next_steps),
        "questions_to": questions_to,
        "seal": "",
    }
    return _printed("receipt.typ", values=values, now=now)


def render_record(
    record: Mapping[str, Any],
    *,
    partnership_name: str,
    now: datetime,
    marking: str = "OFFICIAL-SENSITIVE",
) -> bytes:
    """Return the whole record of an assessment as a PDF; its title holds no name."""
    values = dict(record) | {"partnership": partnership_name, "marking": _checked(marking)}
    return _printed("record.typ", values=values, now=now)


def _checked(marking: str) -> str:
    first, *descriptors = marking.split() or [""]
    if first not in MARKINGS or "SECRET" in descriptors:
        raise BadInput(
            f"A product is marked {' or '.join(MARKINGS)}. What is marked higher must not be "
            "in this system: tell the information governance lead."
        )
    return marking


def _seal_in_words(seal: str) -> str:
    """Return the first twelve characters in fours, which people can compare by telephone."""
    return " ".join(seal[at : at + 4] for at in range(0, min(12, len(seal)), 4))


@cache
def _fonts() -> typst.Fonts:
    # Our own letters first, so a sheet looks alike everywhere; the machine's for other scripts.
    return typst.Fonts(include_system_fonts=True, font_paths=[FOLDER / "fonts"])


def printed(template: Path, *, values: Mapping[str, Any], now: datetime) -> bytes:
    """Return another room's own sheet as a tagged PDF: `template` may read its own folder only.

    Raises:
        BadInput: it could not be set; what was to be printed is in no message.
        NaiveTime: `now` has no timezone.
    """
    return _printed(template, values=values, now=now)


def _printed(template: str | Path, *, values: Mapping[str, Any], now: datetime) -> bytes:
    if now.tzinfo is None:
        raise NaiveTime("The moment of printing needs a timezone.")
    words = cleaned(values)
    letters: frozenset[str] = frozenset()
    for _ in range(MOST_ROUNDS):
        try:
            spelt = spelt_in_latin(words, letters=letters) | {"is_spelt": bool(letters)}
            return _set(template, values=spelt, now=now)
        except typst.TypstError as fault:
            missing = unprintable_letters(fault.diagnostic)
        if missing <= letters:
            break
        letters |= missing
    # The typesetter's own message quotes the text, so it goes neither into a log nor to a screen.
    raise BadInput(
        f"The sheet ({Path(template).name}) could not be set. Tell whoever looks after the hub."
    )


def _set(template: str | Path, *, values: Mapping[str, Any], now: datetime) -> bytes:
    made = typst.compile(
        FOLDER / template,
        root=(FOLDER / template).parent,
        font_paths=_fonts(),
        format="pdf",
        sys_inputs={"sheet": json.dumps(values, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=int(now.timestamp()),
    )
    assert isinstance(made, bytes)  # noqa: S101 - PDF is one file, and the stub allows for many
    return made
