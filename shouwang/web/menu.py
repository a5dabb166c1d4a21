"""The menu: the shell's own pages first, then what each mechanism brings, for the rights that the posts give."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shouwang.page.mechanism import MenuItem, mechanisms


@dataclass(frozen=True)
class Entry:
    title: Any
    address: str
    icon: str
    is_here: bool


@dataclass(frozen=True)
class Drawn:
    """The menu at the side, and the shortcuts at the bottom of a small screen."""

    menu: str
    shortcuts: str


FIRST = (
    (MenuItem(_("Today"), "today", "duty.do"), "today"),
    (MenuItem(_("Files"), "search", "child.read"), "people"),
    (MenuItem(_("Files"), "search", "child.share"), "people"),
    (MenuItem(_("Supervise"), "supervise", "supervise"), "chart"),
)
LAST = (
    (MenuItem(_("Plans"), "plans", "plan.read"), "book"),
    (MenuItem(_("The county's choices"), "choices", "plan.choose"), "gear"),
    (MenuItem(_("Calendars"), "calendars", "system.manage"), "today"),
    (MenuItem(_("Accounts and posts"), "accounts", "account.manage"), "key"),
    (MenuItem(_("Trail"), "trail", "trail.read"), "eye"),
    (MenuItem(_("Hand-over"), "hand-overs", "duty.do"), "hand"),
    (MenuItem(_("Hand-over"), "hand-overs", "account.manage"), "hand"),
)
SHORTCUTS = ("today", "search", "supervise", "accounts", "trail", "choices", "calendars", "plans")
ICONS = {
    "ledger": "list",
    "roster": "table",
    "guardianship": "shield",
    "delegation": "pen",
    "visit": "door",
    "contact": "phone",
    "reporting": "send",
    "mandatory_report": "bell",
    "placement": "bed",
    "welfare": "gift",
    "cases": "folder",
    "assessment": "checklist",
}


def _items() -> Iterator[tuple[MenuItem, str]]:
    yield from FIRST
    for mechanism in mechanisms().values():
        for item in mechanism.menu:
            yield item, ICONS.get(mechanism.key, "dot")
    yield from LAST


@cache
def _address(name: str) -> str:
    """Asked for every entry of the menu on every page; the addresses never change while the program runs."""
    return reverse(name)


@lru_cache(maxsize=256)
def _offered(rights: frozenset[str]) -> dict[str, tuple[MenuItem, str]]:
    """What these rights may open, in order; each address once."""
    shown: dict[str, tuple[MenuItem, str]] = {}
    for item, icon in _items():
        if item.right in rights:
            shown.setdefault(_address(item.url_name), (item, icon))
    return shown


def draw_menu(*, rights: frozenset[str], path: str, county: str, language: str | None) -> Drawn:
    """The menu as it looks at `path`. `language` is the one that is spoken now."""
    around = [one for one in _offered(rights) if path == one or (one != "/" and path.startswith(one))]
    return _draw(rights, max(around, key=len, default=""), county, language)


@lru_cache(maxsize=512)
def _draw(rights: frozenset[str], here: str, county: str, language: str | None) -> Drawn:
    """Drawn once for all posts with the same rights: it says nothing of a person, and changes with nothing but these."""
    entries = [Entry(item.title, one, icon, one == here) for one, (item, icon) in _offered(rights).items()]
    shown = {"county": county, "entries": entries, "shortcuts": list_shortcuts(entries)}
    return Drawn(*(render_to_string(f"page/{name}.html", shown) for name in ("menu", "bottom")))


def list_shortcuts(entries: list[Entry]) -> list[Entry]:
    """The three that stand at the bottom of a small screen."""
    wanted = [_address(name) for name in SHORTCUTS]
    return sorted((one for one in entries if one.address in wanted), key=lambda one: wanted.index(one.address))[:3]
