"""The results of outside tools as a page shows them. Reads rows only."""

from collections.abc import Iterable
from datetime import date

from openmash.instruments.outside.tools import NONE, NUMBER, tools


def lines_of(rows: Iterable, *, today: date) -> list[dict[str, object]]:
    """Return each result with what it asks for, whether it is old, and what it is never used for."""
    known = tools()
    found = []
    for row in rows:
        tool = known.get(row.tool)
        if tool is None:
            continue
        asked = tool.prompted(
            number=row.number, level=row.level, is_by_judgement=row.is_by_judgement
        )
        found.append(
            {
                "row": row,
                "tool": tool,
                "result": result_words(row, tool=tool),
                "is_old": tool.is_old(row.on, today=today),
                "asks": asked,
            }
        )
    return found


def result_words(row, *, tool) -> str:
    """Return what came out, in words that say what a number counts."""
    if tool.result == NONE:
        return f"Held by {row.agency.name}. {row.words}"
    if tool.result == NUMBER:
        lowest, highest = tool.range
        said = f"{row.number}, on a scale from {lowest} to {highest} ({tool.counts})"
    else:
        said = row.level
    judged = "raised on the practitioner’s own judgement" if row.is_by_judgement else ""
    return ". ".join(part for part in (said, judged, row.words) if part)
