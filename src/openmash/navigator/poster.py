"""The map as a poster to hang up: A3, tagged, with the same in words on its second page."""

from datetime import datetime
from pathlib import Path

from django.template.loader import render_to_string
from django.utils import timezone

from openmash.agencies.access import partnership
from openmash.navigator import access, map_shown
from openmash.navigator.network import network
from openmash.products.sheet.printing import printed

POSTER = Path(__file__).parent / "poster" / "poster.typ"


def poster(*, sector: str, worry: str, at: datetime) -> bytes:
    """Return the poster as a PDF; with a sector or a worry their way is drawn strong."""
    shown = map_shown.map_page({"job": sector, "worry": worry}, own_sector="", at=at)
    here = partnership()
    lines = access.hub_lines(None, life="child", at=at)
    numbers = [
        {"about": about, "phone": line.phone}
        for about, line in (("The hub", lines.day), ("At night and at weekends", lines.night))
        if line.phone
    ]
    values = {
        "partnership": here.name if here else "OpenMASH",
        "document_title": f"Who does what in {shown['area']}",
        "lead": lead(),
        "picture": render_to_string("navigator/network.svg", shown),
        "picture_words": "The sectors that notice stand on the left, the hub in the middle, and the "
        "places where help goes on the right. The table on the next page says the same.",
        "numbers": numbers,
        "made_on": f"{timezone.localtime(at):%-d %B %Y}",
        "rows": [[row["step"], row["who"], row["holds"], row["duty"]] for row in shown["rows"]],
    }
    return printed(POSTER, values=values, now=at)


def lead() -> str:
    """Return the one sentence that a newcomer takes home."""
    web = network()
    return (
        f"{_number(len(web.sectors))} kinds of agency notice things. One hub reads them together. "
        f"{_number(len(web.helps))} kinds of help may follow. That is all."
    )


def _number(count: int) -> str:
    names = "One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve".split()
    return names[count - 1] if count <= len(names) else str(count)
