"""Components that are pictures. Each has a table with the same facts on the same page."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString

from openmash.design.drawing import draw
from openmash.design.last_seen import KINDS, SeenLine, a_year_before, drawn
from openmash.design.weighing import Reason, waterfall

register = template.Library()


@register.simple_tag
def last_seen(
    lines: Sequence[SeenLine],
    *,
    today: date | None = None,
    since: date | None = None,
    id: str = "last-seen",
) -> SafeString:
    """Show how long ago each person was seen, seen alone, and by whom, with the table of it."""
    today = today or timezone.localdate()
    since = since or a_year_before(today)
    rows = [
        {"name": line.name, "on": sighting.on, "kind": KINDS[sighting.kind], "by": sighting.by}
        for line in lines
        for sighting in sorted(line.sightings, key=lambda s: s.on, reverse=True)
    ]
    people = [drawn(line, today=today, since=since) for line in lines]
    return draw("last_seen", people=people, rows=rows, id=id)


@register.simple_tag
def reasons(
    given: Sequence[Reason],
    *,
    before: float,
    possible_from: float,
    one_from: float,
    ending: str = "",
    id: str = "reasons",
) -> SafeString:
    """Show why two records may be one person's and why two, in words, a picture and a table.

    `ending` says what came of it where a rule, and not the sum, decided ("possible").
    """
    picture = waterfall(given, before=before, possible_from=possible_from, one_from=one_from)
    picture = replace(picture, verdict=ending or picture.verdict)
    return draw(
        "reasons",
        why_one=[reason for reason in given if reason.way == "for"],
        why_two=[reason for reason in given if reason.way != "for"],
        rows=list(zip(given, picture.bars, strict=True)),
        picture=picture,
        possible_from=possible_from,
        one_from=one_from,
        id=id,
    )
