"""The icons of the hub: line drawings on a square of 24, in the colour of the text beside them.

They never stand alone: a word is always with them.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

ICONS: Final[dict[str, str]] = {
    "alert": '<path d="M12 3.5 22 20H2zM12 10v4.5M12 17v.5"/>',
    "ask": '<path d="M9 9a3 3 0 1 1 4 3c-1 .5-1 1-1 2M12 17v.5"/><circle cx="12" cy="12" r="9.5"/>',
    "back": '<path d="M19 12H5M11 6l-6 6 6 6"/>',
    "bed": '<path d="M3 18V6M3 15h18v3M21 15v-2a3 3 0 0 0-3-3h-7v5"/><circle cx="7" cy="11" r="1.7"/>',
    "book": '<path d="M12 6.5C10 5 7 4.5 3.5 4.5v14c3.5 0 6.5.5 8.5 2 2-1.5 5-2 8.5-2v-14C17 4.5 14 5 12 6.5zM12 6.5v14"/>',
    "calendar": '<path d="M4 6h16v14H4zM4 10.5h16M8 3.5V8M16 3.5V8"/>',
    "chat": '<path d="M4 5h16v11H9l-5 4z"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2"/>',
    "coin": '<circle cx="12" cy="12" r="9"/><path d="M12 7v10M15 9.5c-1-2-6-1.5-6 .8 0 2.7 6 1 6 3.7 0 2.3-5 2.5-6 .5"/>',
    "cross": '<path d="M6 6l12 12M18 6 6 18"/>',
    "down": '<path d="M5 9l7 7 7-7"/>',
    "ear": '<path d="M7 9a5 5 0 0 1 10 0c0 4-4 4.5-4 8a2.5 2.5 0 0 1-5 0M10 9.5a2 2 0 0 1 4 0c0 1.5-1.5 2-1.5 3"/>',
    "family": '<circle cx="8" cy="8" r="3"/><circle cx="16.5" cy="9.5" r="2.5"/><path d="M2.5 20c0-7 11-7 11 0M14 15c3-1 7.5 0 7.5 5"/>',
    "file": '<path d="M6 3h8l4.5 4.5V21H6zM14 3v5h4.5M9 13h6M9 16.5h6"/>',
    "globe": '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18"/>',
    "go": '<path d="M5 12h14M13 6l6 6-6 6"/>',
    "hand": '<path d="M8 13V6a1.5 1.5 0 0 1 3 0v5-7a1.5 1.5 0 0 1 3 0v7-5a1.5 1.5 0 0 1 3 0v8c0 9-9 9-11.5 3L4 14c-.5-2 2-3 4 0"/>',
    "health": '<path d="M12 20s-7.5-4.6-7.5-10a4.2 4.2 0 0 1 7.5-2.6A4.2 4.2 0 0 1 19.5 10c0 5.4-7.5 10-7.5 10z"/>',
    "home": '<path d="M4 11l8-7 8 7v9h-5v-6H9v6H4z"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.5v.5"/>',
    "law": '<path d="M12 4v16M6 20h12M5 8h14M5 8l-2.5 6h5zM19 8l-2.5 6h5z"/>',
    "leave": '<path d="M13 4H5v16h8M10 12h11M17 8l4 4-4 4"/>',
    "letters": '<path d="M3 18 8 6l5 12M5 14h6M14 12c4-2 6.5-1 6.5 1.5V18M20.5 14.5c-4 0-6.5.5-6.5 2s4 2.5 6.5-.5"/>',
    "link": '<path d="M13 5h6v6M19 5l-9 9M10 6H5v13h13v-5"/>',
    "lock": '<path d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3"/>',
    "mail": '<path d="M3 6h18v13H3zM3 7l9 7 9-7"/>',
    "mind": '<path d="M9 20v-3a7 7 0 1 1 7-9l2 4h-2v3a2 2 0 0 1-2 2h-1v3"/>',
    "people": '<circle cx="12" cy="8" r="3.5"/><path d="M5 20c0-8.5 14-8.5 14 0"/>',
    "phone": '<path d="M5 3h4l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 3 5a2 2 0 0 1 2-2"/>',
    "picture": '<path d="M3.5 5h17v14h-17zM3.5 16l5-5 4 4 3-3 5 5"/><circle cx="15.5" cy="9" r="1.5"/>',
    "place": '<path d="M12 21c5-5.5 7-8.5 7-11a7 7 0 0 0-14 0c0 2.5 2 5.5 7 11z"/><circle cx="12" cy="10" r="2.5"/>',
    "printer": '<path d="M7 8V3.5h10V8M7 17H3.5V8.5h17V17H17M7 14h10v6.5H7z"/>',
    "quote": '<path d="M10 7c-3.5 0-5 2.5-5 6v4h5v-5H7c0-2 1-3 3-3zM19 7c-3.5 0-5 2.5-5 6v4h5v-5h-3c0-2 1-3 3-3z"/>',
    "road": '<path d="M3 21 9 3M21 21 15 3M12 4v3M12 11v3M12 18v3"/>',
    "school": '<path d="M2 9l10-5 10 5-10 5zM6 11.5V17c3 2.5 9 2.5 12 0v-5.5"/>',
    "search": '<circle cx="11" cy="11" r="6.5"/><path d="M16 16l5 5"/>',
    "shield": '<path d="M12 3 5 5.5V11c0 5 3 8 7 10 4-2 7-5 7-10V5.5zM9 12l2.2 2.2L15.5 10"/>',
    "tick": '<path d="M5 13l4 4L19 7"/>',
    "topic": '<path d="M4 4h8l9 9-8 8-9-9z"/><circle cx="8.5" cy="8.5" r="1.2"/>',
    "video": '<path d="M3 6h12v12H3zM15 11l6-3.5v9L15 13"/>',
    "work": '<path d="M4 8h16v11H4zM9 8V5h6v3M4 13h16"/>',
}
MIRRORED: Final = frozenset({"back", "go", "leave", "link", "quote", "book", "chat"})
"""Drawings that point somewhere along the line of writing: turned round where that runs from right to left."""


@cache
def icon(name: str, css: str = "") -> SafeString:
    """The inline drawing ``name`` with the classes ``css``. Hidden from screen readers. Raises KeyError for a name that is not in ``ICONS``."""
    classes = " ".join(filter(None, ["icon", css, "mirror" if name in MIRRORED else ""]))
    drawn = mark_safe(ICONS[name])  # from the table above  # nosec B308, B703
    return format_html('<svg viewBox="0 0 24 24" aria-hidden="true" class="{}">{}</svg>', classes, drawn)
