"""What a room puts on the page that everyone lands on: sections, and numbers that open their list.

Rooms make these; `config.home` collects them. A number that opens no list is not shown.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number and the list it counts: `href` opens exactly so many rows."""

    number: int
    label: str
    href: str
    order: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of somebody's own page, drawn by a template of the room it comes from.

    `place` is "main" for the work itself and "aside" for what stands beside it; the lowest
    `order` stands first. `template` may be blank where there are only counts. `lead` is a
    sentence for the top of the page, and the first one is used.
    """

    key: str
    title: str = ""
    template: str = ""
    context: dict[str, object] = field(default_factory=dict)
    place: str = "main"
    order: int = 50
    counts: tuple[Count, ...] = ()
    lead: str = ""
