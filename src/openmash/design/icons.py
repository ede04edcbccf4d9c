"""Every icon of the hub, in one table: line, 24 grid, 2 px, always beside a word."""

from django.utils.safestring import SafeString, mark_safe

ICONS = {
    "tick": '<path d="M4 12.5l5 5L20 6.5"/>',
    "hourglass": '<path d="M7 3h10M7 21h10M8 3c0 5 8 6 8 9s-8 4-8 9M16 3c0 5-8 6-8 9s8 4 8 9"/>',
    "dots": '<path d="M5 12h.01M12 12h.01M19 12h.01" stroke-width="4" stroke-linecap="round"/>',
    "question": (
        '<path d="M8 9a4 4 0 118 0c0 3-4 3-4 6M12 19h.01" stroke-width="2.6" '
        'stroke-linecap="round"/>'
    ),
    "book": ('<path d="M12 6c-2-2-5-2-8-2v14c3 0 6 0 8 2 2-2 5-2 8-2V4c-3 0-6 0-8 2zM12 6v14"/>'),
    "lock": '<rect x="5" y="11" width="14" height="9"/><path d="M8 11V8a4 4 0 018 0v3"/>',
    "differ": '<path d="M3 8h14l-4-4M21 16H7l4 4"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 6.5v6l4 2.5"/>',
    "circle": '<circle cx="12" cy="12" r="8"/>',
    "square": '<rect x="5" y="5" width="14" height="14" fill="currentColor"/>',
    "triangle": '<path d="M12 4l9 16H3z" fill="currentColor"/>',
    "disc": '<circle cx="12" cy="12" r="7" fill="currentColor"/>',
    "diamond": '<path d="M12 4l8 8-8 8-8-8z"/>',
    "arrow": '<path d="M4 12h15M13 6l6 6-6 6"/>',
    "old": '<path d="M3 12a9 9 0 109-9 9 9 0 00-7 3.4M5 2v5h5M12 7v5l3 2"/>',
    "danger": '<path d="M12 3l10 18H2zM12 10v5M12 18h.01" stroke-width="2.2"/>',
    "eye": (
        '<path d="M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12z"/><circle cx="12" cy="12" r="3"/>'
    ),
    "plus": '<path d="M12 4v16M4 12h16"/>',
    "cross": '<path d="M5 5l14 14M19 5L5 19"/>',
    "pause": '<path d="M8 5v14M16 5v14" stroke-width="3"/>',
    "phone": (
        '<path d="M5 3h4l2 5-2.500 2a12 12 0 005.500 5.500l2-2.500 5 2v4a2 2 0 01-2 2'
        'A17 17 0 013 5a2 2 0 012-2z"/>'
    ),
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4 21c0-5 4-8 8-8s8 3 8 8"/>',
    "search": '<circle cx="10.500" cy="10.500" r="6.500"/><path d="M15.500 15.500L21 21"/>',
    "print": '<path d="M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z"/>',
}


def icon_svg(name: str) -> SafeString:
    """Return the icon as SVG that assistive technology passes over, since a word stands beside it.

    Raises:
        LookupError: no icon has that name; the message lists those there are.
    """
    if name not in ICONS:
        raise LookupError(f"No icon is called {name!r}. There are: {', '.join(sorted(ICONS))}.")
    drawing = (
        '<svg class="om-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        f"{ICONS[name]}</svg>"
    )
    return mark_safe(drawing)
