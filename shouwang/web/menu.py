"""The menu: the shell's own pages first, then what each mechanism brings, for the rights that the posts give."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shouwang.page.mechanism import MenuItem, mechanisms


@dataclass(frozen=True)
class Entry:
    title: Any
    address: str
    icon: str
    is_here: bool


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


def list_entries(request: HttpRequest) -> list[Entry]:
    """What this account may open, in order; each address once."""
    shown: dict[str, tuple[MenuItem, str]] = {}
    for item, icon in _items():
        if request.scope.may(item.right):
            shown.setdefault(_address(item.url_name), (item, icon))
    around = [one for one in shown if request.path == one or (one != "/" and request.path.startswith(one))]
    here = max(around, key=len, default="")
    return [Entry(item.title, address, icon, address == here) for address, (item, icon) in shown.items()]


def list_shortcuts(entries: list[Entry]) -> list[Entry]:
    """The three that stand at the bottom of a small screen."""
    wanted = [_address(name) for name in SHORTCUTS]
    return sorted((one for one in entries if one.address in wanted), key=lambda one: wanted.index(one.address))[:3]
