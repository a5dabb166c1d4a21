"""The few pictures that the pages use, as paths on a 24 x 24 field."""

from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

PATHS = {
    "watch": "M12 3a9 9 0 1 0 9 9M12 7v5l3 2M16 3l5 5M21 3v5h-5",
    "today": "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4M8.5 15l2 2 4-4",
    "people": "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 20v-1a6 6 0 0 1 12 0v1M16 4.5a3.5 3.5 0 0 1 0 6.5M21 20v-1a6 6 0 0 0-4-5.6",
    "person": "M12 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM5 20v-1a7 7 0 0 1 14 0v1",
    "search": "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM20 20l-4.8-4.8",
    "chart": "M4 20h16M7 16v-5M12 16V6M17 16v-8",
    "book": "M5 4h11a3 3 0 0 1 3 3v13H8a3 3 0 0 1-3-3zM5 17a3 3 0 0 1 3-3h11",
    "send": "M21 3 10 14M21 3l-7 18-4-7-7-4z",
    "list": "M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01",
    "hand": "M3 12h13M12 7l5 5-5 5M20 5v14",
    "gear": "M12 15.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M18.4 5.6l-2.2 2.2M7.8 16.2l-2.2 2.2",
    "key": "M8 19a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM11 12l9-9M16 7l3 3",
    "eye": "M2 12s4-7 10-7 10 7 10 7-4 7-10 7-10-7-10-7zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
    "menu": "M4 6h16M4 12h16M4 18h16",
    "table": "M4 5h16v14H4zM4 10h16M4 14.5h16M10 5v14",
    "shield": "M12 3l7 3v5c0 4.5-3 8-7 10-4-2-7-5.500-7-10V6zM9 12l2 2 4-4",
    "pen": "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3M4 20h16",
    "door": "M4 11l8-7 8 7M6 10v10h12V10M10 20v-6h4v6",
    "phone": "M6 3h4l2 5-2.500 1.500a11 11 0 0 0 5 5L16 12l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 4 5a2 2 0 0 1 2-2z",
    "print": "M7 9V3h10v6M7 18H4v-8h16v8h-3M7 14h10v7H7z",
    "bell": "M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 21h4M12 3v2",
    "bed": "M3 18V6M3 14h18v4M21 14v-2a3 3 0 0 0-3-3h-8v5M6.5 11.500a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3z",
    "gift": "M4 11h16v9H4zM3 7h18v4H3zM12 7v13M12 7S10 3 8 4s0 3 4 3M12 7s2-4 4-3 0 3-4 3",
    "folder": "M4 6h6l2 2h8v11H4zM8 13h8",
    "checklist": "M6 5h12v16H6zM9 3h6v4H9zM9 13l2 2 4-4",
    "dot": "M12 13a1 1 0 1 0 0-2 1 1 0 0 0 0 2z",
}  # fmt: skip
"""Line drawings of our own, by what they stand for."""


@lru_cache(maxsize=64)
def draw_icon(name: str) -> SafeString:
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor"'
        ' stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="{}"/></svg>',
        PATHS.get(name, PATHS["dot"]),
    )
