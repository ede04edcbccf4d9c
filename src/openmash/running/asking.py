"""Ask the handbook from the command line; an embedded database is brought to this release first."""

import json
from typing import TextIO

from django.conf import settings
from django.db import DatabaseError

from openmash.config.installation import migrate
from openmash.handbook.searching import Answer, search
from openmash.handbook.searching.actions import fill
from openmash.running.problems import HubNotReady

_SHOWN = 5
_EXCERPT = 300  # letters


def ask(question: str, *, as_json: bool, out: TextIO) -> int:
    """Print what answers a question, the best first; as JSON, each with the whole part.

    Raises:
        HubNotReady: the database does not answer, or is older than this release.
    """
    _make_ready()
    answer = search(question, is_signed_in=True)
    if as_json:
        listed = [{"title": one.name, "url": one.address, "text": one.text} for one in answer.found]
        print(json.dumps(listed, ensure_ascii=False), file=out)
    else:
        print(_said(answer), file=out)
    return 0


def _make_ready() -> None:
    """Write the passages of this library, on a database that a hub of this release made."""
    try:
        fill()
    except DatabaseError as problem:
        if not settings.IS_EMBEDDED:
            raise HubNotReady(
                "The database is older than this release. Run `openmash migrate`."
            ) from problem
        migrate()


def _said(answer: Answer) -> str:
    said = [f"Nothing has “{typed}”: looked for “{read}”." for typed, read in answer.read_as]
    for one in answer.found[:_SHOWN]:
        text = one.text if len(one.text) <= _EXCERPT else f"{one.text[:_EXCERPT]}…"
        said.append(f"{one.name}\n{one.address}\n{text}")
    if not answer.found:
        said.append("Nothing here has those words. Try fewer, or everyday ones.")
    return "\n\n".join(said)
